"""Where the program begins: ``workshop`` and ``python -m workshop``."""

import sys

from workshop import __version__


def main() -> int:
    """Run the command that was typed, and return the exit code of the process."""
    # Answered before anything is imported: scripts ask for it, and it says how light we are.
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"workshop {__version__}\n")
        return 0
    from workshop.cli.main import main as run
    from workshop.cli.streams import prepare

    prepare()
    return run()


if __name__ == "__main__":
    sys.exit(main())
