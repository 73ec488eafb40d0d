"""Where things live on this machine, and the small files the program keeps there.

Knows folders and files, nothing of workshops. Everything lies where the operating system wants
it, or, when ``WORKSHOP_HOME`` is set, in that one folder. Functions that name a folder do not
make it; functions that write do.
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from workshop.messages import Message, msg

APP = "employer-strategy-workshop"
HOME_VARIABLE = "WORKSHOP_HOME"
RECENT_LIMIT = 20
"""How many files are remembered per folder."""

ContentKind = Literal["decks", "process_templates"]
_Platform = Literal["config", "data", "state"]


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
        return _plain(Path(home)) / kind
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
    changed = msgspec.structs.replace(before, **changes)
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

    Folders above it are made. The bytes are on disk when this returns.

    Raises:
        OSError: It could not be written; what was there is unharmed.
    """
    # Someone who keeps their settings elsewhere behind a link keeps the link.
    goal = path.resolve()
    goal.parent.mkdir(parents=True, exist_ok=True)
    temporary = goal.with_name(f".workshop-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(goal.stat().st_mode)
        temporary.replace(goal)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(goal.parent)


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
    here = _plain(folder)
    names = _recent_table().get(str(here), [])
    return tuple(path for name in names if (path := here / name).is_file())


def remember(path: Path) -> None:
    """Put a file first among the recent ones of its folder.

    A list of conveniences never stands in the way: where it cannot be written, it is not.
    """
    full = _plain(path)
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
    full = _plain(path)
    table = _recent_table()
    names = table.get(str(full.parent), [])
    if full.name not in names:
        return False
    table[str(full.parent)] = [name for name in names if name != full.name]
    kept = {folder: listed for folder, listed in table.items() if listed}
    write_atomically(_recent_file(), msgspec.json.format(msgspec.json.encode(kept)))
    return True


def _plain(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 – resolve() would follow the user's links


def _recent_file() -> Path:
    return data_dir() / "recent.json"


def _recent_table() -> dict[str, list[str]]:
    try:
        return msgspec.json.decode(_recent_file().read_bytes(), type=dict[str, list[str]])
    except (OSError, msgspec.DecodeError):
        return {}
