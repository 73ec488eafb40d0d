"""Where things live on this machine, and the small files the program keeps there.

Knows folders and files, nothing of workshops. Everything lies where the operating system wants
it, or, when ``WORKSHOP_HOME`` is set, in that one folder. Functions that name a folder do not
make it; functions that write do.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from workshop.messages import Message, msg
from workshop.outside import token
from workshop.text_gate import normalised

APP = "employer-strategy-workshop"
HOME_VARIABLE = "WORKSHOP_HOME"
RECENT_LIMIT = 20
"""How many files are remembered per folder."""

ContentKind = Literal["decks", "process_templates"]
_Platform = Literal["config", "data", "state"]
_KINDS: tuple[_Platform, ...] = get_args(_Platform)


class Settings(msgspec.Struct, frozen=True):
    """What one person has chosen on this machine. Empty means: not chosen yet."""

    name: str = ""
    """The name or role that stands as ``by`` on what this person does."""
    language: str = ""
    """``nb``, ``nn`` or ``en``."""
    theme: str = ""
    keys: dict[str, str] = {}
    """Keys of one's own: the id of a binding, and the keys for it."""


class SettingsError(Exception):
    """The settings cannot be read, and are therefore not written over either.

    Attributes:
        problem: What is wrong and what to do, to be translated by the caller.
    """

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem


def config_dir() -> Path:
    """Return the folder of the settings."""
    return _folder("config")


def data_dir() -> Path:
    """Return the folder of what one would miss: backups, decks and processes of one's own."""
    return _folder("data")


def state_dir() -> Path:
    """Return the folder of what can be lost without harm, such as drafts and logs."""
    return _folder("state")


def _folder(kind: _Platform) -> Path:
    if home := os.environ.get(HOME_VARIABLE):
        return absolute(Path(home)) / kind
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return {"config": dirs.user_config_path, "data": dirs.user_data_path}.get(
        kind, dirs.user_state_path
    )


def backups_dir(workshop_id: str) -> Path:
    """Return the folder of one workshop's dated backups.

    Raises:
        ValueError: The id could lead out of the folder of backups; it is read from a file that
            anybody may have made.
    """
    plain = workshop_id.replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum() and len(workshop_id) <= 100):
        raise ValueError(f"not the id of a workshop: {workshop_id!r}")
    return data_dir() / "backups" / workshop_id


def builtin_content(kind: ContentKind) -> Path:
    """Return the folder of the decks or processes that came with the program.

    Raises:
        FileNotFoundError: They are not there; the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "content_data" / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation has no {kind}: looked beside {package}")


def own_content(kind: ContentKind) -> Path:
    """Return the folder where the user keeps decks or processes of their own; it may not exist."""
    return data_dir() / kind


def settings_file() -> Path:
    """Return the path of the settings; the file may not exist."""
    return config_dir() / "config.toml"


def read_settings() -> Settings:
    """Return the settings; the defaults where nothing has been chosen.

    Raises:
        SettingsError: The file cannot be read or is not right. Work can go on with
            ``Settings()``; the file is left alone.
    """
    table = _settings_table()
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise _unreadable(str(error)) from error


def change_settings(**changes: str | Mapping[str, str]) -> Settings:
    """Change some of the settings, keep the rest, and return them all.

    What a newer version has written there is kept. Comments in the file are not.

    Args:
        **changes: New values for fields of ``Settings``.

    Raises:
        SettingsError: What is there cannot be read; nothing is written.
        TypeError: There is no such setting.
        msgspec.ValidationError: A value is of the wrong type.
        OSError: The file cannot be written.
    """
    import tomli_w

    before = read_settings()
    typed = {name: normalised(one) if isinstance(one, str) else one
             for name, one in changes.items()}  # fmt: skip
    changed = msgspec.structs.replace(before, **typed)
    after = msgspec.convert(msgspec.structs.asdict(changed), Settings)  # checks the types
    table = _settings_table() | {
        field: value
        for field, value in msgspec.structs.asdict(after).items()
        if value or getattr(before, field)
    }
    write_atomically(settings_file(), tomli_w.dumps(table).encode(errors="replace"))
    return after


def _settings_table() -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(settings_file().read_bytes().decode())
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise _unreadable("not UTF-8") from error
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise _unreadable(str(error)) from error


def _unreadable(reason: str) -> SettingsError:
    return SettingsError(
        msg(
            "The settings in {path} cannot be read ({reason}). The file is left as it is and "
            "defaults are used; correct it or delete it.",
            path=str(settings_file()),
            reason=reason,
        )
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Write a whole file so that a reader, or a power cut, meets the old or the new one.

    Folders above it are made. The bytes are on disk when this returns. What lies in the folders
    of this program is readable by its owner alone.

    Raises:
        OSError: It could not be written; what was there is unharmed.
    """
    # Someone who keeps their settings elsewhere behind a link keeps the link.
    goal = path.resolve()
    own = _own_folder_of(path)
    if own is not None:
        make_private(path.parent)
    goal.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(goal, content, private=own is not None)


def put_in_place(
    goal: Path,
    content: bytes,
    *,
    new: bool = False,
    private: bool = False,
    last_look: Callable[[], None] | None = None,
) -> None:
    """Write a file beside its place, onto the disk, and give it its name: whole or not at all.

    A link at the place is replaced, not followed.

    Args:
        goal: Where; the folder must be there.
        content: What.
        new: Nothing may lie there.
        private: Only the owner may read it. Otherwise it is as readable as the one it replaces,
            or as files of this user commonly are.
        last_look: Called right before the file gets its name; what it raises ends the writing.

    Raises:
        FileExistsError: With ``new``: something lies there.
        OSError: It could not be written; what was there is unharmed.
    """
    temporary = goal.with_name(f".workshop-{token(6)}.tmp")
    handle = os.open(
        temporary,
        os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
        0o600 if private else 0o666,
    )
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            with contextlib.suppress(OSError):
                before = goal.lstat()
                if stat.S_ISREG(before.st_mode):
                    temporary.chmod(stat.S_IMODE(before.st_mode))
        if last_look is not None:
            last_look()
        if new:
            _name_new(temporary, goal)
        else:
            temporary.replace(goal)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(goal.parent)


def _name_new(temporary: Path, goal: Path) -> None:
    """Give a file its name if nothing has it, in one step where the file system can."""
    if os.name == "nt":
        temporary.rename(goal)  # refuses there what it does elsewhere: to replace
        return
    try:
        os.link(temporary, goal, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        # A memory stick knows no second name for a file.
        if os.path.lexists(goal):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(goal)) from None
        temporary.rename(goal)
    else:
        temporary.unlink()


def make_private(folder: Path) -> None:
    """Make a folder of this program's, and those above it, for the eyes of its owner alone.

    Those that are there already are closed to others. A folder outside ours is made as folders
    commonly are, and left as it is.

    Raises:
        OSError: It cannot be made.
    """
    own = _own_folder_of(folder)
    if own is None:
        folder.mkdir(parents=True, exist_ok=True)
        return
    plain = absolute(folder)
    own.parent.mkdir(parents=True, exist_ok=True)
    for each in reversed([one for one in (plain, *plain.parents) if one.is_relative_to(own)]):
        each.mkdir(mode=0o700, exist_ok=True)
        # Another owner's folder, or a file system without modes.
        with contextlib.suppress(OSError):
            if os.name == "posix" and each.stat().st_mode & 0o077:
                each.chmod(0o700)


def is_ours(path: Path) -> bool:
    """Whether a path lies in the folders of this program, where its owner alone may read."""
    return _own_folder_of(path) is not None


def _own_folder_of(path: Path) -> Path | None:
    """Which of this program's folders a path lies in, or None."""
    plain = absolute(path)
    for kind in _KINDS:
        if plain.is_relative_to(folder := absolute(_folder(kind))):
            return folder
    return None


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk too, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems cannot; the bytes of the file itself are safe already.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def recent(folder: Path) -> tuple[Path, ...]:
    """Return the files lately opened in this folder that still exist, the last one first.

    Only this folder's: one client's name is never on another's wall.
    """
    here = absolute(folder)
    names = _recent_table().get(str(here), [])
    return tuple(path for name in names if (path := here / name).is_file())


def remember(path: Path) -> None:
    """Put a file first among the recent ones of its folder.

    A list of conveniences never stands in the way: where it cannot be written, it is not.
    """
    full = absolute(path)
    table = _recent_table()
    names = [name for name in table.get(str(full.parent), []) if name != full.name]
    table[str(full.parent)] = [full.name, *names][:RECENT_LIMIT]
    # UnicodeError: a file name that is not text.
    with contextlib.suppress(OSError, UnicodeError):
        write_atomically(_recent_file(), msgspec.json.format(msgspec.json.encode(table)))


def forget_recent(path: Path) -> bool:
    """Take a file off the list of recent ones; true if it was on it.

    Raises:
        OSError: the list cannot be written.
    """
    full = absolute(path)
    table = _recent_table()
    names = table.get(str(full.parent), [])
    if full.name not in names:
        return False
    table[str(full.parent)] = [name for name in names if name != full.name]
    kept = {folder: listed for folder, listed in table.items() if listed}
    write_atomically(_recent_file(), msgspec.json.format(msgspec.json.encode(kept)))
    return True


def absolute(path: Path) -> Path:
    """Where a path leads from the current folder, which may be another one later.

    ``~`` is the home. The user's links are kept, but ``..`` after a link goes to where the folder
    that it leads to lies, as it does for the system.

    Raises:
        FileNotFoundError: The path is relative, and the current folder is gone.
    """
    if path.parts[:1] and path.parts[0].startswith("~") and not os.path.lexists(path):
        with contextlib.suppress(RuntimeError):  # nobody has that name
            path = path.expanduser()
    full = path.absolute()
    if ".." in full.parts:
        last = len(full.parts) - full.parts[::-1].index("..")
        full = Path(*full.parts[:last]).resolve().joinpath(*full.parts[last:])
    return full


def _recent_file() -> Path:
    return data_dir() / "recent.json"


def _recent_table() -> dict[str, list[str]]:
    try:
        return msgspec.json.decode(_recent_file().read_bytes(), type=dict[str, list[str]])
    except (OSError, msgspec.DecodeError):
        return {}
