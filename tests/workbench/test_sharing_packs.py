"""Packs that are sent, and what is made of whatever somebody sends."""

import io
import json
import os
import zipfile

import pytest

from workshop import paths
from workshop.library import default_library
from workshop.output import OccupiedError
from workshop.workbench import adding, forking, packing
from workshop.workbench.own_files import DECK, PROCESS, SharingError

STAMP = "2027-03-01-093000"


def deck(name="kort", version="1.0.0", more="", ask="Hva nå?", kin=""):
    return (
        f"format: workshop-deck/1\nid: {name}\nversion: {version}\nlanguage: nb\ntitle: Kort\n"
        f"licence: CC-BY-4.0\n{more}cards:\n  - id: en\n    theme: A\n    phase: P1\n"
        f"    ask: {ask}\n" + (f"    kin: [{kin}]\n" if kin else "")
    ).encode()


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def add(path, **choice):
    return adding.add(adding.plan(default_library(), path), stamp=STAMP, **choice)


def own(name="kort"):
    return paths.own_content("decks") / f"{name}.yaml"


def refused(path):
    with pytest.raises(SharingError) as caught:
        adding.plan(default_library(), path)
    assert not paths.own_content("decks").exists()
    return str(caught.value)


# ── packing ──────────────────────────────────────────────────────────────────────────────────


def test_the_same_contents_give_the_same_bytes(tmp_path):
    """Nobody could tell whether two packs are the same."""
    forking.fork(default_library(), DECK, "start", new_id="fylket")
    forking.fork(default_library(), PROCESS, "halvdag")
    wanted = [(DECK, "fylket"), (PROCESS, "halvdag-egen"), (DECK, "grep")]
    packing.pack(default_library(), wanted, tmp_path / "a.zip")
    os.utime(own("fylket"), (1, 1))
    packing.pack(default_library(), wanted[::-1], tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_pack_says_what_is_in_it_and_on_what_terms(tmp_path):
    """Whoever gets a pack would not know what it is, or whether it may be used."""
    forking.fork(default_library(), DECK, "start", new_id="fylket")
    done = packing.pack(default_library(), [(DECK, "fylket")], tmp_path)
    assert done.path.name == "fylket-0.1.0.zip"
    with zipfile.ZipFile(done.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert b"creativecommons.org" in archive.read("LICENCE.txt")
        assert archive.namelist() == [
            "LICENCE.txt", "decks/.origins/fylket.yaml", "decks/fylket.yaml", "manifest.json",
        ]  # fmt: skip
    (one,) = manifest["contents"]
    assert (one["id"], one["version"], one["licence"]) == ("fylket", "0.1.0", "CC-BY-4.0")
    assert one["origin"]["id"] == "start"
    assert packing.pack(default_library(), [(DECK, "fylket")], tmp_path).path == done.path
    done.path.write_bytes(b"something else")
    with pytest.raises(OccupiedError):
        packing.pack(default_library(), [(DECK, "fylket")], tmp_path)


def test_what_is_broken_or_without_a_licence_is_not_sent(tmp_path):
    """A colleague would get a deck that cannot be opened, or that nobody may use."""
    own().parent.mkdir(parents=True)
    own().write_bytes(deck().replace(b"licence: CC-BY-4.0\n", b""))
    with pytest.raises(SharingError, match="no licence"):
        packing.pack(default_library(), [(DECK, "kort")], tmp_path / "a.zip")
    own().write_bytes(deck(kin="to"))
    with pytest.raises(SharingError, match="errors") as caught:
        packing.pack(default_library(), [(DECK, "kort")], tmp_path / "a.zip")
    assert caught.value.problems
    assert not (tmp_path / "a.zip").exists()


def test_whoever_packs_is_told_what_the_receiver_lacks(tmp_path):
    """A process would arrive without the deck it draws from."""
    own("eget").parent.mkdir(parents=True)
    own("eget").write_bytes(deck("eget"))
    text = """\
format: workshop-process/1
id: var
version: 1.0.0
language: nb
title: Vår
licence: CC-BY-4.0
phases:
  - id: en
    title: En
    purpose: Snakke
    activities:
      - id: kort
        title: Kort
        kind: cards
        deck: eget
"""
    target = paths.own_content("process_templates") / "var.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text, "utf-8")
    done = packing.pack(default_library(), [(PROCESS, "var")], tmp_path / "a.zip")
    assert "eget" in str(done.notices[0])
    done = packing.pack(default_library(), [(PROCESS, "var")], tmp_path / "b.zip", with_decks=True)
    assert [one.id for one in done.contents] == ["var", "eget"]
    assert done.notices == []


# ── adding ───────────────────────────────────────────────────────────────────────────────────


def test_a_fork_can_be_upgraded_where_it_was_sent(tmp_path, monkeypatch):
    """The copy of the original stays at home, and the receiver cannot tell who changed what."""
    forking.fork(default_library(), DECK, "start", new_id="fylket")
    done = packing.pack(default_library(), [(DECK, "fylket")], tmp_path)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "other"))
    (item,) = add(done.path)
    assert item.value.id == "fylket"
    found = forking.look(default_library(), DECK, "fylket")
    assert found.lacks_base is None
    assert found.changes == []


def test_a_file_a_folder_and_a_folder_in_a_zip_can_be_added(tmp_path):
    """One could add only what came in the one right wrapping."""
    (tmp_path / "en.yaml").write_bytes(deck("en"))
    assert [item.value.id for item in add(tmp_path / "en.yaml")] == ["en"]
    folder = tmp_path / "mange" / "under"
    folder.mkdir(parents=True)
    (folder / "to.yml").write_bytes(deck("to", kin="tre/en"))
    (folder / "tre.yaml").write_bytes(deck("tre", kin="to/en"))
    (folder / "les.txt").write_text("hei")
    found = adding.plan(default_library(), tmp_path / "mange")
    assert found.passed_over == ["under/les.txt"]
    assert [item.value.id for item in adding.add(found, stamp=STAMP)] == ["to", "tre"]
    path = zipped(tmp_path / "p.zip", {"ting/fire.yaml": deck("fire"), "__MACOSX/x": b""})
    assert [item.value.id for item in add(path)] == ["fire"]


def test_what_is_here_is_not_replaced_unasked_and_then_kept(tmp_path):
    """A colleague's file would silently take the place of one's own."""
    add(zipped(tmp_path / "a.zip", {"kort.yaml": deck()}))
    newer = zipped(tmp_path / "b.zip", {"kort.yaml": deck(version="1.1.0"), "ny.yaml": deck("ny")})
    with pytest.raises(SharingError, match=r"1\.0\.0 → 1\.1\.0"):
        add(newer)
    assert own().read_bytes() == deck()
    assert not own("ny").exists()
    add(newer, replace=True)
    assert own().read_bytes() == deck(version="1.1.0")
    kept = own().parent / ".origins" / f"kort.{STAMP}.yaml"
    assert kept.read_bytes() == deck()
    assert add(newer, replace=True) == []
    assert len(list(kept.parent.iterdir())) == 1


def test_a_built_in_deck_is_not_hidden_unasked(tmp_path):
    """A deck one was sent would stand in for a built-in one without a word."""
    path = tmp_path / "x.yaml"
    path.write_bytes(deck("start"))
    with pytest.raises(SharingError, match="start"):
        add(path)
    add(path, replace=True)
    assert default_library().deck("start").origin == "own"


def test_a_built_in_deck_that_comes_along_is_no_news(tmp_path):
    """A pack with a built-in deck in it could not be added without replacing something."""
    forking.fork(default_library(), DECK, "start", new_id="fylket")
    done = packing.pack(default_library(), [(DECK, "fylket"), (DECK, "grep")], tmp_path)
    found = adding.plan(default_library(), done.path)
    assert {item.value.id: item.state for item in found.items} == {
        "fylket": "same", "grep": "same",
    }  # fmt: skip
    assert adding.add(found, stamp=STAMP) == []


def test_what_is_replaced_takes_its_base_along(tmp_path):
    """The new file would be held against the original of the old one."""
    made = forking.fork(default_library(), DECK, "start", new_id="kort")
    add(zipped(tmp_path / "a.zip", {"kort.yaml": deck()}), replace=True)
    assert not made.base.exists()
    kept = made.base.parent / f"kort.{STAMP}.origin.yaml"
    assert b"id: start" in kept.read_bytes()


def test_somebodys_own_folder_is_added_with_its_bases(tmp_path, monkeypatch):
    """Forks copied from another machine by hand could not be upgraded any more."""
    forking.fork(default_library(), DECK, "start", new_id="fylket")
    folder = paths.own_content("decks")
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "other"))
    found = adding.plan(default_library(), folder)
    assert found.passed_over == []
    adding.add(found, stamp=STAMP)
    assert forking.look(default_library(), DECK, "fylket").lacks_base is None


def test_a_broken_deck_among_good_ones(tmp_path):
    """Half a folder would be added and nobody would know which half."""
    files = {
        "god.yaml": deck("god"), "brukt.yaml": deck("brukt", kin="knust/en"),
        "knust.yaml": deck("knust").replace(b"ask:", b"aks:"), "igjen.yaml": deck("god"),
        "rart.yaml": b"a: 1\n", "tomt.yaml": b"", "rot.yaml": b"\xff\xfe\x00",
    }  # fmt: skip
    path = zipped(tmp_path / "a.zip", files)
    with pytest.raises(SharingError) as caught:
        add(path)
    assert {problem.file for problem in caught.value.problems} == set(files) - {"god.yaml"}
    assert not own().parent.exists()
    assert [item.value.id for item in add(path, skip_broken=True)] == ["god"]


@pytest.mark.parametrize(
    "name",
    [
        "../ute.yaml",
        "a/../../ute.yaml",
        "/etc/ute.yaml",
        "C:/ute.yaml",
        "..\\ute.yaml",
        "a\nb.yaml",
    ],
)
def test_a_zip_that_escapes_its_folder(tmp_path, name):
    """A file in the mail could write wherever it likes."""
    path = zipped(tmp_path / "a.zip", {"kort.yaml": deck(), name: deck("ute")})
    assert "outside" in refused(path)


def test_a_zip_with_a_link(tmp_path):
    """A file in the mail could have one's own files read."""
    info = zipfile.ZipInfo("kort.yaml")
    info.external_attr = 0o120777 << 16
    info.create_system = 3
    assert "link" in refused(zipped(tmp_path / "a.zip", {info: b"/etc/passwd"}))


def test_a_folder_with_a_link(tmp_path):
    """A folder one was sent could have one's own files read."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    (tmp_path / "ekte.yaml").write_bytes(deck())
    (folder / "kort.yaml").symlink_to(tmp_path / "ekte.yaml")
    assert "link" in refused(folder)


def _flagged(path, bit):
    """Set a flag of the first file, in both places where a zip says it."""
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= bit
    path.write_bytes(bytes(data))
    return path


def test_a_zip_with_a_password(tmp_path):
    """One would be shown a puzzle instead of being asked to send it without a password."""
    assert "password" in refused(_flagged(zipped(tmp_path / "a.zip", {"k.yaml": deck()}), 1))


def test_a_zip_whose_names_are_not_utf_8(tmp_path):
    """Names would turn into nonsense."""
    path = zipped(tmp_path / "a.zip", {"kXrt.yaml": deck()})
    path.write_bytes(path.read_bytes().replace(b"kXrt", b"k\xf8rt"))
    assert "UTF-8" in refused(path)
    path.write_bytes(_flagged(path, 0).read_bytes())
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(mark) + at] |= 8
    path.write_bytes(bytes(data))
    assert "UTF-8" in refused(path)


def test_a_zip_that_swells(tmp_path):
    """A small file in the mail could fill the memory."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kort.yaml", b"a" * 15_000_000)
    assert "swell" in refused(path)


def test_a_zip_that_lies_about_its_size(tmp_path):
    """A bomb would only have to lie."""
    path = tmp_path / "a.zip"
    body = b"a" * 15_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kort.yaml", body)
    path.write_bytes(path.read_bytes().replace((15_000_000).to_bytes(4, "little"), b"\x10\0\0\0"))
    refused(path)


def test_a_file_of_200_megabytes_and_thousands_of_files(tmp_path):
    """The program would stand still on a file that can never be a deck."""
    big = tmp_path / "stor.yaml"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    assert "larger than 16 MB" in refused(big)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.yaml", b"")
    assert "more than 2000" in refused(tmp_path / "a.zip")
    big.rename(tmp_path / "stor.zip")
    refused(tmp_path / "stor.zip")


def test_what_is_no_zip_or_a_damaged_one(tmp_path):
    """A cut-off download would end in an error nobody understands."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"hei")
    assert "neither" in refused(path)
    whole = zipped(tmp_path / "b.zip", {"kort.yaml": deck()}).read_bytes()
    path.write_bytes(whole.replace(b"Hva", b"Hvo"))
    assert "damaged" in refused(path)
    refused(tmp_path / "finnes-ikke.zip")
    refused(zipped(tmp_path / "c.zip", {"les.txt": b"hei"}))


def test_any_byte_of_a_zip_may_be_wrong(tmp_path):
    """A damaged zip would end in a crash instead of a sentence."""
    path = tmp_path / "a.zip"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kort.yaml", deck())
    whole = made.getvalue()
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            found = adding.plan(default_library(), path)
        except SharingError:
            continue
        assert all(item.data == deck() for item in found.items) or found.broken
    for at in range(0, len(whole), 17):
        path.write_bytes(whole[:at])
        with pytest.raises(SharingError):
            adding.plan(default_library(), path)
