"""What a terminal sends, however odd, is keys, pastes and clicks, or nothing."""

from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from workshop.tui.ending import WRITTEN_FOR
from workshop.tui.terminal_input import PASTE_LIMIT, TerminalInput


def read(*parts: bytes) -> list[str]:
    """What is understood of bytes that come in these parts: keys by name, the rest in words."""
    reader = TerminalInput(lambda: (80, 24))
    found = [message for part in parts for message in reader.feed(part)]
    while reader.patience is not None:
        found.extend(reader.quiet())
    return [in_words(message) for message in found]


def in_words(message) -> str:
    if isinstance(message, events.Key):
        return message.character if message.is_printable else message.key
    if isinstance(message, events.Paste):
        return f"paste {message.text!r}"
    if isinstance(message, events.MouseEvent):
        return f"{type(message).__name__} {message.x:.0f},{message.y:.0f}"
    return type(message).__name__


def test_the_driver_is_written_for_the_textual_that_is_installed():
    """Another Textual has other insides: look through driver and input, then say so here."""
    assert version("textual") == WRITTEN_FOR


@pytest.mark.parametrize(
    ("parts", "understood"),
    [
        # Text: split letters are whole, what is not UTF-8 is a sign, controls are nothing.
        ([b"bl\xc3", b"\xa5"], "b l å"),
        ([b"\xf0\x9f", b"\x98", b"\x80"], "😀"),
        ([b"\xff"], "�"),
        ([b"bl\xe5tt"], "b l � t t"),
        ([b"\xc3", b"a"], "� a"),
        ([b"\xc3\x1b[A"], "� up"),
        ([b"a\x00b"], "a b"),
        ([b"\xed\xa0\x80"], "� �"),
        ([b"a\xc2\x9bb"], "a b"),
        # Esc is Esc, however soon the next key comes.
        ([b"\x1b"], "escape"),
        ([b"\x1b4"], "escape 4"),
        ([b"\x1bq"], "escape q"),
        ([b"\x1b", b"4"], "escape 4"),
        ([b"\x1b\x1b"], "escape escape"),
        ([b"\x1b\r"], "escape enter"),
        ([b"\x1b\x7f"], "escape backspace"),
        ([b"\x1b\t"], "escape tab"),
        ([b"\x1b\xc3\xb8"], "escape ø"),
        ([b"\x1bOslo"], "escape O s l o"),
        ([b"\x1bPorsgrunn"], "escape P o r s g r u n n"),
        ([b"\x1bX"], "escape X"),
        ([b"\x1b_"], "escape _"),
        ([b"\x1b["], "escape ["),
        # Keys that are sequences, whole or divided by a slow line.
        ([b"\x1b[A"], "up"),
        ([b"\x1b", b"[", b"A"], "up"),
        ([b"\x1b[", b"1;5", b"C"], "ctrl+right"),
        ([b"\x1bO", b"P"], "f1"),
        ([b"\x1b[[A"], "f1"),
        ([b"\x1b[21~"], "f10"),
        ([b"\x1b[3$"], "shift+delete"),
        ([b"\x1b\x1b[A"], "escape up"),
        ([b"\x1b[27u"], "escape"),
        ([b"\x1b[97;5u"], "ctrl+a"),
        ([b"\x1b[230;;230u"], "æ"),
        ([b"\x1b[I\x1b[O"], "AppFocus AppBlur"),
        # Sequences that make no sense are dropped whole, and nothing of them is typed.
        ([b"\x1b[97:65;2u"], ""),
        ([b"\x1b[1114112u"], ""),
        ([b"\x1b[55296;;55296u"], ""),
        ([b"\x1b[5;6z"], ""),
        ([b"\x1b[12\xffA"], "� A"),
        ([b"\x1b[12"], ""),
        ([b"\x1b[12\x1b[A"], "up"),
        ([b"\x1b[" + b"9" * 5000 + b"A"], ""),
        ([b"\x1b[" + b"9" * 500, b"1;1", b"Ax"], "x"),
        ([b"\x1b[48;99999;99999;1;1t"], ""),
        ([b"\x1b[48;0;0;0;0t"], ""),
        ([b"\x1b[?2048;2$y"], ""),
        ([b"\x1b[24;80R"], ""),
        ([b"\x1b]11;rgb:1/2/3\x1b\\x"], "x"),
        ([b"\x1b]11;rgb:1/2/3\x1b", b"\\x"], "x"),
        ([b"\x1b]11;rgb:1/2/3\x07x"], "x"),
        ([b"\x1b]0;" + b"q" * 9000, b"q"], ""),
        ([b"\x1bP1$r0m\x1b\\x"], "x"),
        ([b"\x1b_Gi=1;OK\x1b\\x"], "x"),
        ([b"\x9b31mx"], "x"),
        ([b"\x9bA"], ""),
        ([b"\x9dq;q\x07x"], "x"),
        ([b"\x80x\x85"], "x"),
        # Mice.
        ([b"\x1b[<0;5;6M"], "MouseDown 4,5"),
        ([b"\x1b[<0;99999;6M"], ""),
        ([b"\x1b[<0;" + b"9" * 20 + b";1M"], ""),
        ([b"\x1b[M \xf0\xf0x"], "x"),
        ([b"\x1b[M !", b"\xff", b"x"], "x"),
        ([b"\x1b[M\x1b[A"], "up"),
        ([b"\x1b[32;200;200Mx"], "x"),
        # Pastes.
        ([b"\x1b[200~a\r\nb\x1b[201~x"], "paste 'a\\r\\nb' x"),
        ([b"\x1b[20", b"0~bl\xc3", b"\xa5\x1b[2", b"01~x"], "paste 'blå' x"),
        ([b"\x1b[200~a\xffb\x1b[201~"], "paste 'a�b'"),
        ([b"\x1b[200~a\x00\x1b[Ab\x1b[201~"], "paste 'a[Ab'"),
        ([b"\x1b[200~\x1b[201~x"], "x"),
        ([b"\x1b[200~q\rq"], "paste 'q\\rq'"),
        ([b"\x1b[201~x"], "x"),
    ],
)  # fmt: skip
def test_what_is_sent_is_understood(parts, understood):
    """Otherwise one odd byte ends the program, or a mouse report is typed as commands."""
    assert " ".join(read(*parts)) == understood


@pytest.mark.parametrize(
    "sequence", [known for known in ANSI_SEQUENCES_KEYS if known.startswith(("\x1b[", "\x1bO"))]
)
def test_keys_that_textual_knows_are_still_keys(sequence):
    """Otherwise F10 or the arrows would do nothing in somebody's terminal."""
    if sequence[:2] == "\x1bO" and sequence[2] not in "ABCDEFHMPQRS":
        pytest.skip("Esc, O and a small letter is what a person types")
    if sequence.endswith("R") and ";" in sequence:
        pytest.skip("Textual takes it for the place of the cursor")
    meant = [in_words(key) for key in XTermParser()._sequence_to_key_events(sequence)]
    assert read(sequence.encode()) == [key for key in meant if key != Keys.Ignore]


def test_a_paste_that_never_ends_is_taken_and_typing_goes_on():
    """Otherwise everything typed after a broken paste would vanish into it."""
    reader = TerminalInput()
    assert list(reader.feed(b"\x1b[200~half")) == []
    assert [in_words(message) for message in reader.quiet()] == ["paste 'half'"]
    # The rest of it, late: text still, never commands.
    late = b"the other half of it, which is long\r"
    assert list(reader.feed(late)) == []
    assert [in_words(message) for message in reader.quiet()] == [f"paste {late.decode()!r}"]
    assert reader.patience is None
    assert [in_words(message) for message in reader.feed(b"q")] == ["q"]


def test_a_paste_without_end_does_not_fill_the_memory():
    """Otherwise a stream of bytes takes the machine with it."""
    reader = TerminalInput()
    part = b"x" * 1_000_000
    found = [m for data in (b"\x1b[200~", *[part] * 6, b"\x1b[201~y") for m in reader.feed(data)]
    assert [type(message) for message in found] == [events.Paste, events.Key]
    assert PASTE_LIMIT <= len(found[0].text) <= PASTE_LIMIT + 10


PIECES = st.one_of(
    st.binary(max_size=6),
    st.text(max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]1", b"\x1bP1", b"\x1b[M", b"\x1b[200~", b"\x1b[201~",
         b"\x1b[<0;1", b";1M", b"\x1b[1;", b"\x1b\\", b"\x9b", b"\x07", b";;55296u", b"\x1b[48;1;",
         b"\xf0\x9f", b"~", b"A", b"99999999999", b"\x1b[?2048;1$y"]
    ),
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map(b"".join), st.data())
def test_bytes_mean_the_same_however_they_are_divided(data, draw):
    """Otherwise a slow line types other things than a fast one."""
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(data)), max_size=6)))
    parts = [data[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    assert read(*parts) == read(data)


@given(st.lists(PIECES, max_size=20))
def test_after_any_bytes_and_a_pause_keys_are_keys(parts):
    """Otherwise a terminal that has sent rubbish once is deaf from then on."""
    reader = TerminalInput(lambda: (80, 24))
    for part in parts:
        list(reader.feed(part))
    for _ in range(4):
        if reader.patience is not None:
            list(reader.quiet())
    assert reader.patience is None
    assert [in_words(message) for message in reader.feed(b"\x1b[Ax")][-2:] == ["up", "x"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(1, 5))
def test_all_that_is_typed_arrives(text, size):
    """Otherwise letters of someone's language go missing at the seams."""
    data = text.encode()
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    reader = TerminalInput()
    keys = [message for part in parts for message in reader.feed(part)]
    assert "".join(key.character for key in keys) == text
