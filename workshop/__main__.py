"""Where the program begins: ``workshop`` and ``python -m workshop``."""

import os
import sys

from workshop import __version__

BROKEN_PIPE = 141
"""What a shell says of a program whose reader has gone, as ``head`` does."""


def main() -> int:
    """Run the command that was typed, and return the exit code of the process."""
    _open_what_is_closed()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return BROKEN_PIPE
    except OSError as error:
        # Such as a full disk, when what was printed is to be written at last.
        _let_go_of_output()
        sys.stderr.write(f"workshop: {error.strerror}\n")
        return 1
    return code


def _run() -> int:
    # Answered before anything is imported: scripts ask for it, and it says how light we are.
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"workshop {__version__}\n")
        return 0
    from workshop.cli.main import main as run
    from workshop.cli.streams import prepare

    prepare()
    return run()


def _open_what_is_closed() -> None:
    """Give the program the three streams it was started without (``>&-``): they are nothing.

    Otherwise the first file it opens takes the place of one of them, and gets what is printed.
    """
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    for handle, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            stream = open(handle, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def _let_go_of_output() -> None:
    """What could not be printed is not tried again when Python ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


if __name__ == "__main__":
    sys.exit(main())
