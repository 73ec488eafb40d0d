"""Where the program begins: ``workshop`` and ``python -m workshop``."""

import sys

from workshop import __version__


def main() -> int:
    """Run the command that was typed, and return the exit code of the process."""
    # Answered before anything is imported: scripts ask for it, and it says how light we are.
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"workshop {__version__}\n")
        return 0
    # What a user wrote may hold letters the terminal has not; they are shown as codes.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")

    from workshop.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
