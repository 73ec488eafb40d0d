"""The exact versions this repository is developed, tested and built with: ``constraints.txt``.

``pyproject.toml`` says which versions will do; the file says which are used. ``--check`` reads the
file as it is, with nothing but Python, before anything is installed. Without it the file is made
anew: the newest versions that the ranges allow for the oldest Python, held against the newer ones,
with what is needed on other systems too. What has changed is said.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
PROJECT = ROOT / "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}

HEAD = """\
# Exact versions for development, tests and building. The ranges are in pyproject.toml.
# Made by `make constraints`, which says what has changed.
"""
LINE = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[A-Za-z0-9][A-Za-z0-9.!+_-]*)"
    r"(?:\s*;\s*(?P<marker>[\w\s'\"=<>!.()]+))?"
)
WAYS_OUT = "Get it back with «git checkout constraints.txt», or make it anew: make constraints"


class ConstraintsError(Exception):
    """The file, or the making of it, is not right; the text says what, where and what to do."""


def plain(name: str) -> str:
    """A package's name as the index compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> list[str]:
    """What pyproject.toml asks for, with its ranges: to run, to develop and to build."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [
        *project["project"]["dependencies"],
        *(one for extra in extras for one in extra),
        *project["build-system"]["requires"],
    ]
    return sorted(set(asked))


def read(text: str) -> dict[str, str]:
    """The versions in a constraints file, by plain name.

    Raises:
        ConstraintsError: something in it is not a name and an exact version.
    """
    found: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].strip()
        if not words:
            continue
        match = LINE.fullmatch(words)
        if match is None:
            wrong.append(f"constraints.txt:{number}: not a name and a version: {words[:60]}")
        elif plain(match["name"]) in found:
            wrong.append(f"constraints.txt:{number}: here for the second time: {match['name']}")
        else:
            found[plain(match["name"])] = match["version"]
    if wrong:
        raise ConstraintsError("\n".join([*wrong, WAYS_OUT]))
    return found


def load(file: Path) -> dict[str, str]:
    """The versions in a file.

    Raises:
        ConstraintsError: it is not there, cannot be read, or says nothing.
    """
    try:
        found = read(file.read_bytes().decode())
    except FileNotFoundError as error:
        raise ConstraintsError(f"constraints.txt is missing. {WAYS_OUT}") from error
    except UnicodeDecodeError as error:
        raise ConstraintsError(f"constraints.txt is not UTF-8 text. {WAYS_OUT}") from error
    except OSError as error:
        why = f"constraints.txt cannot be read ({error.strerror})"
        raise ConstraintsError(f"{why}. {WAYS_OUT}") from error
    if not found:
        raise ConstraintsError(f"constraints.txt is empty. {WAYS_OUT}")
    return found


def check() -> dict[str, str]:
    """The versions that are used, when there is one of everything that is asked for.

    Raises:
        ConstraintsError: the file cannot be read, or lacks something.
    """
    found = load(FILE)
    names = [plain(re.split(r"[^A-Za-z0-9._-]", one)[0]) for one in wanted()]
    if missing := [name for name in names if name not in found]:
        raise ConstraintsError(
            f"constraints.txt has no version of {', '.join(missing)}. {WAYS_OUT}"
        )
    return found


def told(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """What has changed, one line for each package."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield f"{name} {new}: added"
        elif new is None:
            yield f"{name} {old}: gone"
        elif old != new:
            yield f"{name} {old} → {new}"


# ── making it anew, in an environment of its own ─────────────────────────────────────────────


def resolve(asked: Iterable[str], python: str, *more: str) -> dict[str, dict[str, Any]]:
    """What the packages asked for come to, all told: the metadata of each, by plain name.

    Raises:
        ConstraintsError: there are no such versions, or the index was not reached.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        done = subprocess.run(
            [
                sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
                "--dry-run", "--ignore-installed", "--target", folder, "--only-binary", ":all:",
                "--python-version", python, "--report", str(report), *more, *asked,
            ],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise ConstraintsError(
                f"{done.stderr.strip()}\nNo set of versions was found for Python {python}. "
                "constraints.txt is as it was."
            )
        items = json.loads(report.read_text("utf-8"))["install"]
    return {plain(item["metadata"]["name"]): item["metadata"] for item in items}


def machines() -> dict[tuple[str, str], dict[str, str]]:
    """What markers are asked about, for each Python and system we promise to run on."""
    return {
        (python, system): {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": system,
            "platform_system": name,
            "os_name": os_name,
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        for python in PYTHONS
        for system, (name, os_name) in SYSTEMS.items()
    }


def reached(asked: Iterable[str], known: dict[str, dict[str, Any]]) -> tuple[dict, set[str]]:
    """On which machines each package is needed, and what is needed somewhere but not known."""
    from packaging.requirements import Requirement

    where: dict[str, set[tuple[str, str]]] = {}
    unknown: set[str] = set()
    for machine, environment in machines().items():
        waiting = [(Requirement(one), "") for one in asked]
        seen = set()
        while waiting:
            one, extra = waiting.pop()
            if one.marker and not one.marker.evaluate({**environment, "extra": extra}):
                continue
            name = plain(one.name)
            if name not in known:
                unknown.add(f"{one.name}{one.specifier}")
                continue
            where.setdefault(name, set()).add(machine)
            for part in {"", *one.extras}:
                if (name, part) not in seen:
                    seen.add((name, part))
                    further = known[name].get("requires_dist", ())
                    waiting += [(Requirement(text), part) for text in further]
    return where, unknown


def marker(where: set[tuple[str, str]]) -> str:
    """The systems a package is for, when it is not for all of them."""
    systems = sorted({system for _python, system in where})
    if len(systems) == len(SYSTEMS):
        return ""
    return " ; " + " or ".join(f'sys_platform == "{system}"' for system in systems)


def refresh() -> None:
    """Make the file anew and say what has changed.

    Raises:
        ConstraintsError: it cannot be made; what was there stands.
    """
    asked = wanted()
    extra: set[str] = set()
    while True:
        known = resolve([*asked, *extra], PYTHONS[0])
        where, unknown = reached(asked, known)
        if not unknown - extra:
            break
        extra |= unknown
    lines = [f"{known[n]['name']}=={known[n]['version']}{marker(where[n])}" for n in sorted(where)]
    text = HEAD + "".join(f"{line}\n" for line in lines)
    try:
        before = load(FILE)
    except ConstraintsError as trouble:
        print(trouble.args[0].replace(WAYS_OUT, "It is made anew."))
        before = {}
    aside = FILE.with_name(f".constraints-{os.getpid()}.txt")
    try:
        aside.write_text(text, "utf-8")
        for python in PYTHONS[1:]:
            resolve([*asked, *extra], python, "--constraint", aside.name)
        if FILE.is_dir():
            raise ConstraintsError("constraints.txt is a folder. Move it away, and try again.")
        if not FILE.exists() or FILE.read_text("utf-8", "replace") != text:
            aside.replace(FILE)
    finally:
        aside.unlink(missing_ok=True)
    changed = list(told(before, read(text)))
    print("\n".join(changed) if changed else f"All {len(lines)} versions are as they were.")


def in_its_own_environment() -> int:
    """Start again where pip and the reader of markers are: here they may not be."""
    print("Looking for the newest versions that pyproject.toml allows …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "Scripts" if os.name == "nt" else "bin", "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        done = subprocess.run([*pip, "packaging"], check=False)
        if done.returncode:
            raise ConstraintsError(
                "The package index was not reached. constraints.txt is as it was."
            )
        again = [python, Path(__file__), "--refresh-here"]
        return subprocess.run(again, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only see that the file is whole")
    parser.add_argument("--refresh-here", action="store_true", help=argparse.SUPPRESS)
    wish = parser.parse_args()
    try:
        if wish.check:
            check()
        elif wish.refresh_here:
            refresh()
        else:
            return in_its_own_environment()
    except ConstraintsError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
