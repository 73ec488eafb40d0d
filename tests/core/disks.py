"""Small disks that are full or cannot be written, and programs that are killed."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A disk of its own, so small that it can be filled."""
    folder.mkdir(exist_ok=True)
    if not (hasattr(os, "geteuid") and os.geteuid() == 0):
        pytest.skip("making a small disk needs root")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"no small disk here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """The disk at a folder is made read-only; without root, the folder and its files are."""
    if os.path.ismount(folder):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    files = [*folder.iterdir(), folder]
    for path in files:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path in reversed(files):
            path.chmod(path.stat().st_mode | 0o200)


@contextlib.contextmanager
def readable_disk(folder: Path) -> Iterator[Path]:
    """A folder that `unwritable` can be used on, by root too where that is possible."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        with small_disk(folder, "8m") as disk:
            yield disk
    else:
        folder.mkdir()
        yield folder


def fill(folder: Path) -> Path:
    """Fill a small disk to the last byte."""
    path = folder / "fyll"
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)

    with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x")

    return path


def program(code: str, *arguments: object) -> subprocess.Popen:
    """Another process that does something; it says «ready» and waits for a line."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
