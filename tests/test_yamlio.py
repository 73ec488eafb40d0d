"""Strict YAML in, clean YAML out."""

from typing import Any

import pytest
import yaml
from effort import sized
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workshop import yamlio


def said(text: str | bytes, **options: Any) -> list[str]:
    return [str(problem) for problem in yamlio.read(text, "f", **options).problems]


def data(text: str) -> Any:
    document = yamlio.read(text, "f")
    assert document.problems == []
    return document.data


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30:00", "12:30:00"),
        ("2027-03-01", "2027-03-01"),
        ("1.0.0", "1.0.0"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("true", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-3", -3),
        ("+3", 3),
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("-.inf", float("-inf")),
        ("'true'", "true"),
        ('"7"', "7"),
        ("blåbær 🫐", "blåbær 🫐"),
    ],
)
def test_words_mean_what_yaml_1_2_says(word: str, value: object) -> None:
    """Otherwise a card that says “no” becomes false, and “12:30:00” the number 45000."""
    found = data(f"key: {word}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text() -> None:
    """Otherwise a theme called 1 or no could not be looked up by its letter."""
    assert data("1: a\nno: b\ntrue: c\n'': d\n") == {"1": "a", "no": "b", "true": "c", "": "d"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "f:3:1: “a” is already there, on line 1"),
        ("a: &x 1\n", "f:1:4: “&” names are not used here: write the text out, or quote it"),
        (
            "a: *x\n",
            "f:1:4: “*” and “&” references are not used here: write the text out, or quote it",
        ),
        ("a: !!str 1\n", "f:1:4: “!” tags are not used here: remove it, or quote the text"),
        ("a: ! b\n", "f:1:4: “!” tags are not used here: remove it, or quote the text"),
        ("<<: {a: 1}\n", "f:1:1: Merging with “<<” is not used here: write the keys out"),
        ("? [a]\n: b\n", "f:1:3: A key must be plain text"),
        ("?\n: b\n", "f:1:2: A “:” without a key before it"),
        ("a: 1\n---\nb: 1\n", "f:2:1: A second document starts here (“---”): use one file each"),
        (
            "a:\n\t- b\n",
            "f:2:1: A tab: use spaces (a tab inside text is written \\t in double quotes)",
        ),
        ("a: b\x07c\n", "f:1:5: A control character (U+0007): remove it"),
        ("a: b\x9bc\n", "f:1:5: A control character (U+009B): remove it"),
        ('a: "\\e[2J"\n', "f:1:4: A control character (U+001B) in text: remove it"),
        ("a: b\u2028c\n", "f:1:5: An invisible line break (U+2028): remove it"),
        ("a: b\rc: d\n", "f:1:5: A lone carriage return: end lines with a line feed"),
        ("a: b: c\n", "f:1:5: A colon too many: put quotes round text that has “: ” in it"),
        ("a: 1\n'b\n", "f:2:1: The quote that starts here is never closed"),
        (
            "a: [b, c\nd: e\n",
            "f:1:4: The “[” that starts here is not closed, or a comma is missing",
        ),
        ("a: {b: c\n", "f:1:4: The “{” that starts here is not closed, or a comma is missing"),
        ("{: b}\n", "f:1:2: A key or a value is missing here"),
        ("a: @b\n", "f:1:4: Text cannot start with this character: put quotes round it"),
        ("a: *\n", "f:1:4: Text cannot start with this character: put quotes round it"),
        ("a: 1\nbcd\n", "f:2:1: A key without its “:”"),
        (
            "a: 1\n b: 2\n",
            "f:2:3: A colon too many: put quotes round text that has “: ” in it",
        ),
        ('a: "\\q"\n', "f:1:5: Unknown escape after “\\”: write “\\\\”, or use single quotes"),
        (f"a: {'9' * 5000}\n", "f:1:4: A number with too many digits"),
        (b"a: 1\nb: \xe6\n", "f:2:4: This byte (0xE6) is not UTF-8: save the file as UTF-8"),
        ("a: æ".encode("utf-16"), "f:1:1: The file is UTF-16: save it as UTF-8"),
    ],
)
def test_what_is_refused_is_pointed_out(text: str | bytes, problem: str) -> None:
    """Otherwise the author gets a stack trace, or worse, a deck that says something else."""
    assert said(text)[0] == problem


def test_all_mistakes_are_reported_at_once_in_order() -> None:
    """Otherwise a deck with nine mistakes has to be checked ten times."""
    text = "a: 1\na: &x [*y, !t u]\nb:\n  - {c: 1, c: 2}\n  - e\x01f\n"
    places = [(p.line, p.column) for p in yamlio.read(text).problems]
    assert places == [(2, 1), (2, 4), (2, 8), (2, 12), (4, 12), (5, 6)]


def test_what_follows_a_mistake_is_still_read() -> None:
    """Otherwise the checks of the content cannot run until the YAML is right."""
    document = yamlio.read("a: 1\na: {x: 2}\n? {k: [v]}\n: [w]\nb: [3, 4]\n")
    assert document.data == {"a": 1, "b": [3, 4]}
    assert document.complete
    assert len(document.problems) == 2


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_a_hundred_thousand_brackets_are_refused(opening: str) -> None:
    """Otherwise one hostile file takes the program down with it."""
    document = yamlio.read(opening * 100_000, "f")
    assert not document.complete
    assert "More than 40 levels" in str(document.problems[-1])


@pytest.mark.parametrize("problem", ["exceeded maximum nesting depth", "nesting too deep"])
def test_a_parser_that_counts_brackets_itself_says_the_same(problem, monkeypatch) -> None:
    """Otherwise the answer depends on which release of a library happens to be installed."""

    def events(_text: str) -> Any:
        mark = yaml.Mark("f", 0, 0, 1000, None, None)
        raise yaml.scanner.ScannerError("while increasing flow level", mark, problem, mark)
        yield

    monkeypatch.setattr("workshop.yamlio.building._events", events)
    assert said("[" * 2000) == ["f:1:1001: More than 40 levels inside each other"]


def test_too_much_of_anything_is_refused(tmp_path: Any) -> None:
    """Otherwise a wrong file given as a deck fills the memory of the laptop."""
    assert said("a" * 200, limits=yamlio.Limits(max_bytes=100))
    assert said("[" + "1," * 200 + "]", limits=yamlio.Limits(max_events=100))
    many = yamlio.read("\x01" * 100_000 + "a: b")
    assert 100 < len(many.problems) < 110
    many = yamlio.read("- *a\n" * 10_000)
    assert 1000 <= len(many.problems) < 1010
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    assert str(yamlio.read_file(big).problems[0]).endswith("larger than 16 MB: divide it")


def test_a_file_that_cannot_be_read_is_a_problem_like_others(tmp_path: Any) -> None:
    """Otherwise one missing file stops the check of a whole folder."""
    assert str(yamlio.read_file(tmp_path / "x").problems[0]).endswith("There is no such file")
    assert str(yamlio.read_file(tmp_path).problems[0]).endswith("This is not a file")


def test_every_value_and_key_knows_its_place() -> None:
    """Otherwise mistakes in the content are reported on the wrong line."""
    document = yamlio.read("\ufeffa:\r\n  b: [x, {å: 'y'}]\r\n  c:\r\n    - |\r\n      z\r\n")
    assert document.data == {"a": {"b": ["x", {"å": "y"}], "c": ["z\n"]}}
    assert document.place(()) == (1, 1)
    assert document.place(("a", "b"), key=True) == (2, 3)
    assert document.place(("a", "b")) == (2, 6)
    assert document.place(("a", "b", 1, "å"), key=True) == (2, 11)
    assert document.place(("a", "b", 1, "å")) == (2, 14)
    assert document.place(("a", "c", 0)) == (4, 7)
    assert document.place(("a", "b", 7, "nowhere")) == document.place(("a", "b"))


def test_without_libyaml_the_pure_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the program fails on a machine where PyYAML was built without its C part."""
    monkeypatch.setattr("workshop.yamlio.building._PARSER", yaml.BaseLoader)
    assert data("a: [1, no, 'x']\nb: |\n  y\n") == {"a": [1, "no", "x"], "b": "y\n"}
    assert said("a: b: c\n")[0].startswith("f:1:5: A colon too many")
    assert said("a: 'b\n")[0].startswith("f:1:4: The quote that starts here")
    assert said("a: [b\n")[0].startswith("f:1:4: The “[” that starts here")
    assert said('a: "\\U99999999"\n')
    assert said('a: "\\ud800"\n', controls=True)
    assert said("[" * 100_000)


CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(list(" \n\t:#-?'\"|>&*!%@`\\[]{},.~=<\r\x00\x85\u2028\u2029\ufeff\u202e")),
)
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=30),
    st.sampled_from(
        [
            *(" x", "x\n", "x\n\n", "\nx", "no", "12:30", "2027-03-01", "1.0", "", "~", "'", '"'),
            *(
                "it's",
                'a"b',
                "a: b",
                "a #b",
                "- a",
                "👨‍👩‍👧 familie",
                "a\n  b\n c",
                "a\n \n",
                " \n a",
            ),
            *("---", "...", "a\n---\nb", "k" * 2000, "<<", "=", "1e3", "0o17", "åøæ\nÅØÆ", "x\n "),
        ]
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=sized(150, 2000), deadline=None)
@given(VALUES)
@example({"k" * 2000: {"k\n" * 600: ["x", {"y": "z\nw"}]}})
def test_what_is_written_is_read_back(value: Any) -> None:
    """Otherwise a strategy that is exported and imported is not the same strategy."""
    document = yamlio.read(yamlio.write(value), controls=True)
    assert document.problems == []
    assert document.data == value
    assert repr(document.data) == repr(value)


@settings(max_examples=sized(100, 2000), deadline=None)
@given(VALUES)
def test_other_readers_of_yaml_read_the_same(value: Any) -> None:
    """Otherwise a municipality that opens the export in its own tool finds false for “no”."""
    assert yaml.load(yamlio.write(value), yaml.SafeLoader) == value


def test_written_yaml_looks_as_if_a_person_wrote_it() -> None:
    """Otherwise nobody wants to read, compare or mend an exported strategy by hand."""
    value = {
        "format": "workshop-strategy/1",
        "title": "Arbeidsgiverstrategi 2027–2030 for Fjordvik kommune 🌊",
        "version": "1.0.0",
        "period": [2027, 2030],
        "empty": [],
        "open": None,
        "text": "Første linje: her\n\n  innrykk\nSiste «linje» # slutt",
        "goals": [
            {"id": "heltid", "deadline": "2027-03-01", "answer": "no", "quote": "Vi'll – “ja”"},
            [["a"], "[b]"],
        ],
        "hostile": "\x1b[2J\u202e\udc80",
    }
    assert yamlio.write(value, {"": "Fra Fjordvik\nikke vedtatt", "goals": "Mål"}) == (
        "# Fra Fjordvik\n# ikke vedtatt\n"
        "format: workshop-strategy/1\n"
        "title: Arbeidsgiverstrategi 2027–2030 for Fjordvik kommune 🌊\n"
        "version: 1.0.0\n"
        "period:\n  - 2027\n  - 2030\n"
        "empty: []\n"
        "open: null\n"
        "text: |-\n  Første linje: her\n\n    innrykk\n  Siste «linje» # slutt\n"
        "\n# Mål\n"
        "goals:\n"
        "  - id: heltid\n    deadline: '2027-03-01'\n    answer: 'no'\n    quote: Vi'll – “ja”\n"
        "  - - - a\n    - '[b]'\n"
        'hostile: "\\x1B[2J\\u202E\ufffd"\n'
    )


def test_a_comment_cannot_become_data() -> None:
    """Otherwise a title with a line break in it could add keys to the export."""
    text = yamlio.write({"a": "b"}, {"": "x\ny: z\u2028w: v\x07", "a": "c\rd: e"})
    assert data(text) == {"a": "b"}


def test_only_plain_data_is_written() -> None:
    """Otherwise an export could hold a Python object that nobody can read."""
    for value in (object(), {1: "a"}, {"a": {b"b"}}, [b"c"]):
        with pytest.raises(TypeError):
            yamlio.write(value)
