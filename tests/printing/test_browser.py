"""Finding a browser, and letting it make a PDF."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop.output import OccupiedError, browser
from workshop.output.browser import Browser, NoPdfError, find, make_pdf


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "side.html"
    path.write_text("<p>Hei</p>", encoding="utf-8")
    return path


def test_a_browser_that_prints_is_chosen_before_firefox(script, tmp_path):
    """A machine with both would be told that it has none that makes PDFs."""
    fox, chrome = script("", "firefox"), script("", "google-chrome")
    seen = {"PATH": str(tmp_path / "bin")}
    assert find(seen, "linux") == Browser(chrome, "chromium")
    chrome.unlink()
    assert find(seen, "linux") == Browser(fox, "firefox")
    fox.unlink()
    assert find(seen, "linux") is None


def test_the_browser_named_by_the_user_comes_first(script, tmp_path):
    """Someone with an odd installation could not get a PDF at all."""
    script("", "chromium")
    own = script("", "my-browser")
    for named in (str(own), "my-browser"):
        seen = {"PATH": str(tmp_path / "bin"), browser.VARIABLE: named}
        assert find(seen, "linux").path == own


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("win32", "LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
        ("darwin", "HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ],
)
def test_the_usual_places_of_windows_and_macos(tmp_path, platform, variable, place):
    """On most laptops no browser would be found, since none is on the path there."""
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert find({variable: str(tmp_path), "PATH": ""}, platform) == Browser(path, "chromium")


def test_the_pdf_stands_where_it_was_asked_for(script, page, tmp_path):
    """The PDF would be left in a folder that is cleaned up."""
    target = tmp_path / "ut" / "side.pdf"
    make_pdf(page, target, Browser(script('printf "%%PDF-1.4 ok" > "$pdf"'), "chromium"))
    assert target.read_bytes() == b"%PDF-1.4 ok"
    assert [one.name for one in target.parent.iterdir()] == ["side.pdf"]


def test_it_is_started_with_a_new_profile_and_no_network(script, page, tmp_path):
    """The user's own tabs and passwords would be in reach, or the browser would phone home."""
    seen = tmp_path / "seen"
    body = f'printf "%s\\n" "$@" > "{seen}"; printf "%%PDF-" > "$pdf"'
    make_pdf(page, tmp_path / "a.pdf", Browser(script(body), "chromium"))
    flags = seen.read_text().splitlines()
    assert "--headless" in flags
    assert "--disable-background-networking" in flags
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in flags
    assert "--proxy-server=http://127.0.0.1:9" in flags  # nobody answers there
    assert "--proxy-bypass-list=<-loopback>" in flags
    assert {"--no-first-run", "--disable-component-update", "--disable-sync"} <= set(flags)
    assert flags[-1] == page.as_uri()
    profile = next(flag for flag in flags if flag.startswith("--user-data-dir="))
    assert not Path(profile.partition("=")[2]).exists()
    assert ("--no-sandbox" in flags) is (os.geteuid() == 0)


def test_a_browser_with_a_tmp_of_its_own_writes_beside_the_target(script, page, tmp_path):
    """On Ubuntu, where the browser lives in a snap, there would never be a PDF."""
    body = f'case "$pdf" in "{tmp_path}"/ut/*) printf "%%PDF-" > "$pdf";; esac'
    make_pdf(page, tmp_path / "ut" / "a.pdf", Browser(script(body), "chromium"))
    assert [one.name for one in (tmp_path / "ut").iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    "body", ["exit 3", "true", 'printf "not one" > "$pdf"', 'printf "%%PDF-" > "$pdf"; exit 1']
)
def test_a_browser_that_fails_leaves_what_was_there(script, page, tmp_path, body):
    """A good PDF from before would be replaced by half a one, or nobody told."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"%PDF-1.4 from before")
    with pytest.raises(NoPdfError, match="made no PDF") as caught:
        make_pdf(page, target, Browser(script(body), "chromium"))
    assert caught.value.message.params["file"] == page
    assert target.read_bytes() == b"%PDF-1.4 from before"


def test_a_browser_that_hangs_is_ended_with_its_children(script, page, tmp_path):
    """The command would never return, or leave a browser running behind it."""
    alive = tmp_path / "alive"
    body = f'(while :; do date > "{alive}"; sleep 0.05; done) & sleep 60'
    with pytest.raises(NoPdfError, match="did not finish in 1 seconds"):
        make_pdf(page, tmp_path / "a.pdf", Browser(script(body), "chromium"), timeout=0.6)
    assert alive.exists()
    alive.unlink()
    time.sleep(0.2)
    assert not alive.exists()


def test_without_a_browser_it_is_said_what_to_do(page, tmp_path):
    """The user would not know that the page can be printed by hand."""
    with pytest.raises(NoPdfError, match=r"No browser.*side\.html"):
        make_pdf(page, tmp_path / "a.pdf", None)
    with pytest.raises(NoPdfError, match=r"Firefox.*side\.html"):
        make_pdf(page, tmp_path / "a.pdf", Browser(Path("firefox"), "firefox"))
    with pytest.raises(NoPdfError, match="made no PDF"):
        make_pdf(page, tmp_path / "a.pdf", Browser(tmp_path / "gone", "chromium"))


@pytest.mark.skipif(sys.platform == "win32", reason="measured where the tests of layout run")
def test_the_real_browser_prints_as_many_pages_as_we_say(run, tmp_path):
    """A card could push an empty page into the pile, and all backs after it be wrong."""
    found = find()
    if found is None or not found.prints:
        pytest.skip("no browser that prints on this machine")
    assert run("deck", "print", "kompetanse", "--pdf", "--out", "kort.html").code == 0
    content = (tmp_path / "kort.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) == 2
    assert re.search(rb"/MediaBox \[0 0 59[45]\S* 84[12]\S*\]", content)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no way to take the network away")
def test_the_real_browser_needs_no_network_at_all(run, tmp_path):
    """On a machine that is offline, or behind a strict wall, there would be no PDF."""
    found = find()
    cut_off = ["unshare", "--net", "--map-root-user"]
    if found is None or not found.prints:
        pytest.skip("no browser that prints on this machine")
    if subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("the network cannot be taken away here")
    done = subprocess.run(
        [*cut_off, sys.executable, "-m", "workshop", "deck", "print", "kompetanse", "--pdf"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.glob("*.pdf")
    assert made.read_bytes().startswith(b"%PDF-")


def test_a_pdf_that_was_changed_stays(script, page, tmp_path):
    """A PDF with a signature in it would be replaced by a fresh one."""
    target, chrome = tmp_path / "a.pdf", Browser(script('printf "%%PDF-" > "$pdf"'), "chromium")
    make_pdf(page, target, chrome, origin="a")
    make_pdf(page, target, chrome, origin="a")
    target.write_bytes(b"%PDF-signed")
    with pytest.raises(OccupiedError):
        make_pdf(page, target, chrome, origin="a")
    assert target.read_bytes() == b"%PDF-signed"
