"""What a user gets who installs the wheel, far from the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# One wheel and one environment serve all of these; loadgroup keeps them in one worker.
pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(300)]

# Runs the program and stops it, loudly, at the first attempt to reach the network.
GUARDED = """
import runpy, socket, sys

def guard(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        where = arguments[1] if event == "socket.connect" else arguments
        if not isinstance(where, (str, bytes)):
            sys.stderr.write(f"NETWORK {event} {where}\\n")
            sys.exit(97)

sys.addaudithook(guard)
sys.argv[0] = "workshop"
runpy.run_module("workshop", run_name="__main__", alter_sys=True)
"""


def run(*command: object, cwd: Path, env: dict[str, str] | None = None):
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean if env is None else env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=240,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built without a network."""
    out = tmp_path_factory.mktemp("wheel")
    done = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """A clean environment with the wheel in it; the folder it lies in is empty otherwise.

    The libraries the program needs are lent by this environment through a ``.pth`` file, so that
    no network is needed. Such a file lends no ``.pth`` files further, so the repository, which
    is installed here by one, is not reachable from there.
    """
    place = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", place / "env", cwd=place)
    python = place / "env" / "bin" / "python"
    done = run(
        sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check",
        "install", "--no-deps", "--no-index", wheel, cwd=place,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    asked = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place)
    lent = [path for path in sys.path if Path(path).name in {"site-packages", "dist-packages"}]
    Path(asked.stdout.strip(), "lent.pth").write_text("\n".join(lent), "utf-8")
    return place


@pytest.fixture
def workshop(elsewhere, tmp_path):
    """Runs ``workshop`` as a new user on a machine set to bokmål would."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "LANG": "nb_NO.UTF-8",
        "PYTHONUTF8": "1",
    }
    folder = tmp_path / "work"
    folder.mkdir()
    python = elsewhere / "env" / "bin" / "python"

    def call(*arguments: str):
        done = run(python, "-c", GUARDED, *arguments, cwd=folder, env=env)
        assert "NETWORK" not in done.stderr, done.stderr
        return done

    return call


def test_the_wheel_holds_everything_and_nothing_else(wheel):
    """A part of the program, or its cards, would be missing on the user's machine."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("decks", "process_templates"):
        for path in (ROOT / folder).glob("*.yaml"):
            assert f"workshop/content_data/{folder}/{path.name}" in names
    for suffix in (".py", ".tcss", ".mo"):
        for path in (ROOT / "workshop").rglob(f"*{suffix}"):
            assert path.relative_to(ROOT).as_posix() in names
    strangers = {name for name in names if not name.startswith(("workshop/", "employer_strategy"))}
    assert strangers == set()
    assert not [name for name in names if name.endswith((".po", ".pot", ".pyc", ".workshop"))]
    assert [name for name in names if name.endswith("licenses/decks/LICENSE")]


def test_the_installed_program_is_not_the_repository(elsewhere):
    """These tests would pass on a wheel that works only on our machines."""
    code = (
        "import workshop, sys; from workshop import paths; print(workshop.__file__);"
        "print(paths.builtin_content('decks')); print(paths.builtin_content('process_templates'))"
    )
    done = run(elsewhere / "env" / "bin" / "python", "-c", code, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        assert Path(line).is_relative_to(elsewhere)


def test_the_installed_program_says_its_version(elsewhere):
    """The first thing a user types after installing would fail."""
    done = run(elsewhere / "env" / "bin" / "workshop", "--version", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("workshop 0.")


def test_the_installed_program_speaks_norwegian(elsewhere):
    """The catalogues would be left behind, and every installed copy be English."""
    code = "from workshop.i18n import use, _; use('nb'); print(_('Remove'))"
    done = run(elsewhere / "env" / "bin" / "python", "-c", code, cwd=elsewhere)
    assert done.stdout.strip() not in {"", "Remove"}, done.stderr


def test_the_installed_program_has_its_decks(workshop):
    """An installed copy would have no cards to draw."""
    done = workshop("deck", "list")
    assert done.returncode == 0, done.stderr
    for path in (ROOT / "decks").glob("*.yaml"):
        assert (path.stem in done.stdout) == (path.stem != "glossary")
    assert workshop("glossary", "floke").returncode == 0


def test_the_installed_program_walks_through_the_example(workshop, tmp_path):
    """The first thing a newcomer is told to do would fail outside the repository."""
    done = workshop("demo")
    assert done.returncode == 0, done.stderr
    assert "Fjordvik kommune" in done.stdout
    assert [path for path in tmp_path.rglob("*.html") if path.stat().st_size > 1000]
