"""The person's own editor, and pages for the printer: what the library lends out to the machine."""

import contextlib
import os
import shlex
import subprocess
from pathlib import Path

from workshop.messages import Message, msg
from workshop.workbench import making, saving
from workshop.workbench.editing import EditError


def own_editor() -> list[str]:
    """The editor the person has chosen, as words of a command; empty if none."""
    for variable in ("VISUAL", "EDITOR"):
        if words := shlex.split(os.environ.get(variable, ""), posix=os.name == "posix"):
            return words
    return []


def run_editor(editor: list[str], path: Path) -> Message | None:
    """Run an editor on a file and wait for it; what went wrong, if anything did."""
    try:
        done = subprocess.run([*editor, str(path)], check=False)  # noqa: S603 - one's own editor
    except OSError as error:
        return msg(
            "“{editor}” cannot be started: {reason}",
            editor=editor[0], reason=error.strerror or str(error),
        )  # fmt: skip
    if done.returncode:
        return msg("The editor ended with code {code}", code=done.returncode)
    return None


def edit_file(editor: list[str], path: Path, kind: saving.Kind) -> Message | None:
    """Let a person edit a file, and note which translations fell behind by it.

    The schema for completion lies beside the file, and its first line points there. A file with
    mistakes in it is not touched by us.

    Raises:
        EditError: the file cannot be read.
        OSError: the schema cannot be written.
    """
    making.write_schema(kind)
    with contextlib.suppress(EditError):
        opened = saving.open_file(path, kind)
        saving.save(opened, making.with_schema_line(opened.text, kind))
    before = saving.open_file(path, kind)
    wrong = run_editor(editor, path)
    if path.read_bytes() != before.before:
        with contextlib.suppress(EditError):
            saving.note(before, saving.open_file(path, kind))
    return wrong
