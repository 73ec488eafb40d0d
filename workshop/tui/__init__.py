"""The terminal: screens that show and ask. No rule about employer strategies lives here."""
