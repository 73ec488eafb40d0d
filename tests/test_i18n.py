import gettext as standard
import importlib.util
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.messages import msg

ROOT = Path(__file__).resolve().parent.parent


def load_tool():
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "tools" / "translations.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()


# --- which language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nn_NO.UTF-8@euro"}, "nn"),
        ({"LANG": "nn"}, "nn"),
        ({"LANG": "Norwegian Bokmål_Norway.1252"}, "nb"),
        ({"LANG": "Norwegian Nynorsk_Norway.1252"}, "nn"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nb_NO", "LC_ALL": "C"}, "en"),
        ({"LANG": "nb_NO", "LC_ALL": ""}, "nb"),
        ({"LANG": "en_GB", "LC_MESSAGES": "nb_NO"}, "nb"),
        ({"LANG": "en_GB", "LC_ALL": "C.UTF-8", "WORKSHOP_LANG": "nn"}, "nn"),
        ({"LANG": "nb_NO", "WORKSHOP_LANG": "klingon"}, "nb"),
        ({"LANG": "nb_NO", "LANGUAGE": "sma:nn_NO:nb"}, "nn"),
        ({"LANG": "C", "LANGUAGE": "nn"}, "en"),
    ],
)
def test_the_first_language_is_the_machines(environment, language):
    """A Norwegian facilitator would meet an English screen, or the other way round."""
    assert i18n.best_language(environment) == language


def test_the_screen_speaks_one_language_and_a_document_another():
    """A nynorsk municipality would get its strategy in the facilitator's language."""
    i18n.use("nb")
    assert i18n.current().language == "nb"
    assert i18n.translator("nn").language == "nn"
    assert i18n.current().language == "nb"
    with pytest.raises(ValueError, match="not a language"):
        i18n.use("sv")
    assert i18n.current().language == "nb"


def test_languages_have_their_own_names():
    """The language menu would be in a language the reader has not chosen."""
    assert [i18n.language_name(code) for code in i18n.LANGUAGES] == ["bokmål", "nynorsk", "English"]


# --- texts -----------------------------------------------------------------------------------


@pytest.fixture
def catalogue(monkeypatch):
    """A small bokmål catalogue in place of the real one."""
    catalog = tool.PlainCatalog(locale="nb", fuzzy=False)
    catalog.add("Draw a card", "Trekk et kort")
    catalog.add("{who} said {what}", "{what}, sa {who}")
    catalog.add("Table {n}", "Bord {n}")
    catalog.add(("{n} answer", "{n} answers"), ("{n} svar", "{n} innspill"))
    catalog.add("Open", "Åpen", context="round")
    catalog.add("Open", "Åpne")
    translations = standard.GNUTranslations(io.BytesIO(tool.mo_bytes(catalog)))
    real = i18n._catalogue
    monkeypatch.setattr(
        i18n, "_catalogue", lambda language: translations if language == "nb" else real(language)
    )


@pytest.mark.usefixtures("catalogue")
def test_texts_follow_the_screen():
    """Switching language while running would leave half the screen behind."""
    assert i18n._("Draw a card") == "Draw a card"
    i18n.use("nb")
    assert i18n._("Draw a card") == "Trekk et kort"
    assert i18n._("Not translated yet") == "Not translated yet"
    assert i18n._("") == ""
    assert i18n.N_("Draw a card") == "Draw a card"
    assert i18n.pgettext("round", "Open") == "Åpen"
    assert i18n.pgettext("menu", "Shut") == "Shut"
    assert i18n._("Open") == "Åpne"
    assert [i18n.ngettext("{n} answer", "{n} answers", n) for n in (0, 1, 2)] == [
        "{n} innspill",
        "{n} svar",
        "{n} innspill",
    ]


@pytest.mark.usefixtures("catalogue")
def test_messages_are_said_whole():
    """A finding would show its template, or read a user's braces as places."""
    say = i18n.translator("nb").message
    what = msg("{who} said {what}", who=msg("Table {n}", n=3), what="{who} {0} {x.__class__} [/]")
    assert say(what) == "{who} {0} {x.__class__} [/], sa Bord 3"
    assert i18n.translator("en").message(what) == "Table 3 said {who} {0} {x.__class__} [/]"


def test_reading_no_text_reads_no_catalogue():
    """Every command would start slower for texts that it never shows."""
    code = "import sys; from workshop import i18n; print('gettext' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "False\n"


# --- dates and numbers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "nb", "en"),
    [
        ("2026-11-22", "22. november 2026", "22 November 2026"),
        ("2026-03-01", "1. mars 2026", "1 March 2026"),
        ("2026-11-22T06:41:00Z", "22. november 2026", "22 November 2026"),
        ("2027-05", "mai 2027", "May 2027"),
        ("2027", "2027", "2027"),
        ("2027-13-01", "2027-13-01", "2027-13-01"),
        ("2027-01-32", "2027-01-32", "2027-01-32"),
        ("etter jul", "etter jul", "etter jul"),
        ("", "", ""),
    ],
)
def test_dates_are_written_as_people_write_them(iso, nb, en):
    """A case paper would show dates as a computer stores them."""
    assert i18n.date_text(iso, "nb") == nb
    assert i18n.date_text(iso, "nn") == nb
    assert i18n.date_text(iso, "en") == en


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (0, None, "0", "0"),
        (1234, None, "1234", "1,234"),
        (12500.5, None, "12\N{NO-BREAK SPACE}500,5", "12,500.5"),
        (-3.25, None, "−3,25", "−3.25"),
        (-0.0000001, None, "0", "0"),
        (2.5, 0, "3", "3"),
        (7, 1, "7,0", "7.0"),
        (2.675, 2, "2,68", "2.68"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (float("inf"), 1, "inf", "inf"),
        (1e300, 0, "1" + "\N{NO-BREAK SPACE}000" * 100, "1" + ",000" * 100),
        (100, None, "100", "100"),
        (9999.7, 0, "10\N{NO-BREAK SPACE}000", "10,000"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, decimals, nb, en):
    """A Norwegian reader would take 12,5 for twelve thousand five hundred, or 12.500 for 12½."""
    assert i18n.number_text(value, "nb", decimals) == nb
    assert i18n.number_text(value, "nn", decimals) == nb
    assert i18n.number_text(value, "en", decimals) == en


@given(st.text())
def test_any_text_is_a_date_text(text):
    """A date field with something else in it would crash a document."""
    assert isinstance(i18n.date_text(text, "nb"), str)


# --- the catalogues and the tool that keeps them ----------------------------------------------


def test_every_text_is_in_every_language():
    """Somebody would meet an English line in a Norwegian room."""
    assert list(tool.problems(ROOT / "workshop")) == []


@pytest.fixture
def package(tmp_path):
    """A package with one text of every sort, translated in full."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    (folder / "a.py").write_text(
        '_("Draw {n}")\nmsg("Gone", x=1)\nngettext("{n} card", "{n} cards", 2)\n'
        'pgettext("round", "Open")\nBinding("q", N_("Quit"))\nt.gettext("Late")\n'
        '_("Cards")\nprint(f"{_(\'Inside\')} and so on")\n',
        "utf-8",
    )
    tool.write(folder)
    for language in tool.TRANSLATED:
        path = po(folder, language)
        catalog = tool.read(path, language)
        for message in catalog:
            if message.id:
                message.string = message.id
        path.write_bytes(tool.po_bytes(catalog))
    tool.write(folder)
    return folder


def po(package: Path, language: str) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "workshop.po"


def test_the_check_is_content_with_a_whole_translation(package):
    """Nobody could ever make the check pass."""
    assert list(tool.problems(package)) == []
    template = (package / "locale" / "workshop.pot").read_text("utf-8")
    for text in ("Draw {n}", "Gone", "{n} cards", "Open", "Quit", "Late", "Cards", "Inside"):
        assert text in template


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgstr "Gone"', 'msgstr ""', "nn: not translated: 'Gone'"),
        ('msgid "Gone"', '#, fuzzy\nmsgid "Gone"', "nn: marked fuzzy: 'Gone'"),
        ('msgstr "Draw {n}"', 'msgstr "Trekk {antall}"', "places differ"),
        ('msgstr "Draw {n}"', 'msgstr "Trekk"', "places differ"),
        ('msgstr "Draw {n}"', 'msgstr "Trekk {n"', "braces that do not match"),
        ('msgstr[1] "{n} cards"', 'msgstr[1] "kort"', "places differ"),
        ('msgstr[1] "{n} cards"', 'msgstr[1] ""', "not translated"),
    ],
)
def test_the_check_sees_a_bad_translation(package, before, after, problem):
    """A translation that lost a name or a number would reach the room."""
    path = po(package, "nn")
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    tool.write(package)
    assert [p for p in tool.problems(package) if problem in p]


def test_one_card_may_do_without_its_number(package):
    """A translator could not write «ett kort»."""
    path = po(package, "nn")
    text = path.read_text("utf-8").replace('msgstr[0] "{n} card"', 'msgstr[0] "eitt kort"')
    path.write_text(text, "utf-8")
    tool.write(package)
    assert list(tool.problems(package)) == []


def test_the_check_sees_a_new_text(package):
    """A text added last would be English for ever."""
    (package / "b.py").write_text('_("Brand new")', "utf-8")
    found = list(tool.problems(package))
    assert "nb: not translated: 'Brand new'" in found
    assert "workshop/locale/workshop.pot: out of date" in found


def test_the_check_sees_a_catalogue_that_was_not_compiled(package):
    """A correction by a translator would never reach the screen."""
    path = po(package, "nb")
    path.write_text(path.read_text("utf-8").replace('msgstr "Quit"', 'msgstr "Slutt"'), "utf-8")
    assert list(tool.problems(package)) == [
        "workshop/locale/nb/LC_MESSAGES/workshop.mo: out of date"
    ]


@pytest.mark.parametrize("code", ['_(f"Card {n}")', 'msg("a" + b)', 't.gettext(f"{x}")'])
def test_the_check_sees_a_text_it_cannot_extract(package, code):
    """A text made while running would look translated and never be."""
    (package / "b.py").write_text(code, "utf-8")
    assert [p for p in tool.problems(package) if p.startswith("workshop/b.py:1")]


def test_a_translation_outlives_its_line_and_dies_with_its_text(package):
    """Moving code would cost translations, or the files would fill with what is gone."""
    source = package / "a.py"
    before = po(package, "nb").read_bytes()
    source.write_text("\n\n\n" + source.read_text("utf-8"), "utf-8")
    tool.write(package)
    assert po(package, "nb").read_bytes() == before
    source.write_text(source.read_text("utf-8").replace('msg("Gone", x=1)', ""), "utf-8")
    tool.write(package)
    assert b"Gone" not in po(package, "nb").read_bytes()
    assert b"Quit" in po(package, "nb").read_bytes()


def test_catalogues_hold_no_dates(package):
    """Two builds of one commit would differ."""
    for file in (package / "locale").rglob("*.*o*"):
        assert b"Date" not in file.read_bytes()
        assert b"Babel" not in file.read_bytes()
