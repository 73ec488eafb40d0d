"""The command line: one small file per group of commands, loaded only when it is used."""
