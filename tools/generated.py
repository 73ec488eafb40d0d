"""Files that the program makes of itself, so that they cannot drift from it.

``python tools/generated.py --write [GROUP …]`` makes them; ``--check`` changes nothing and exits
with 1 when one is out of date. To add one, add a line to ``ROWS``: where it goes, and the
function that makes it. The function is imported only when its row is looked at.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Row(NamedTuple):
    """One file, or one folder of files.

    ``path`` is relative to the repository. A file's function returns its text or bytes. A path
    that ends with ``/`` is a folder that holds these files and no others: its function returns
    them by name. ``maker`` is ``module:function``; the function takes no arguments.
    """

    group: str
    path: str
    maker: str


ROWS: tuple[Row, ...] = (
    Row("docs", "docs/cli.md", "tools.cli_docs:markdown"),
    Row("docs", "docs/keys.md", "tools.keys_docs:markdown"),
    Row("docs", "docs/glossary.md", "tools.glossary_docs:markdown"),
    Row("docs", "decks/COVERAGE.md", "tools.coverage_docs:markdown"),
    Row("exports", "exports/", "tools.exports:files"),
    Row("screenshots", "docs/images/", "tools.screenshots:pictures"),
)

Content = str | bytes


class RowError(Exception):
    """A row that cannot be made."""


def made(row: Row) -> dict[str, bytes]:
    """Return what the row's files should hold, by path in the repository.

    Raises:
        RowError: The room that makes them is missing or broken, or what they are made from is.
    """
    module, _, function = row.maker.partition(":")
    try:
        make = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise RowError(f"{row.path}: nobody makes it ({error})") from error
    try:
        content: Content | Mapping[str, Content] = make()
    except ValueError as error:  # what it is made from is not right, and it says how
        raise RowError(f"{row.path}: {error}") from error
    files = content if isinstance(content, Mapping) else {"": content}
    return {row.path + name: _bytes(one) for name, one in files.items()}


def _bytes(content: Content) -> bytes:
    return content.encode() if isinstance(content, str) else content


def present(row: Row, root: Path) -> set[str]:
    """Return the paths of the files that are there for this row now."""
    place = root / row.path
    if not row.path.endswith("/"):
        return {row.path} if place.exists() else set()
    return {p.relative_to(root).as_posix() for p in place.rglob("*") if p.is_file()}


def differences(row: Row, root: Path) -> Iterator[str]:
    """What is out of date in one row, one line each."""
    wanted = made(row)
    there = present(row, root)
    for path in sorted(wanted.keys() | there):
        if path not in there:
            yield f"{path}: missing"
        elif path not in wanted:
            yield f"{path}: no longer made"
        elif (root / path).read_bytes() != wanted[path]:
            yield f"{path}: out of date"


def write(row: Row, root: Path) -> None:
    """Make a row's files, and take away those of its folder that are no longer made."""
    wanted = made(row)
    for path, content in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if not (root / path).exists() or (root / path).read_bytes() != content:
            (root / path).write_bytes(content)
            print(f"{path}: written")
    for path in present(row, root) - wanted.keys():
        (root / path).unlink()
        print(f"{path}: removed")


def run(rows: tuple[Row, ...], root: Path, *, check: bool) -> list[str]:
    """Check or write every row, and return what is wrong; one broken row stops no other."""
    problems: list[str] = []
    for row in rows:
        try:
            if check:
                problems.extend(differences(row, root))
            else:
                write(row, root)
        except RowError as problem:
            problems.append(str(problem))
    return problems


def chosen(groups: list[str]) -> tuple[Row, ...]:
    """Return the rows of these groups; all of them if none is named.

    Raises:
        SystemExit: There is no such group.
    """
    known = sorted({row.group for row in ROWS})
    if unknown := sorted(set(groups) - set(known)):
        raise SystemExit(f"no group {', '.join(unknown)}; there is: {', '.join(known) or 'none'}")
    return tuple(row for row in ROWS if not groups or row.group in groups)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="change nothing, exit 1 on problems")
    mode.add_argument("--write", action="store_true", help="make the files")
    parser.add_argument("groups", nargs="*", help="only these groups of files")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    problems = run(chosen(options.groups), ROOT, check=options.check)
    for line in problems:
        print(line)
    if options.check:
        advice = "; run: python tools/generated.py --write" if problems else ""
        print(f"generated files: {len(problems)} problems{advice}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
