"""What a terminal sends, made into keys, pastes and clicks, whatever bytes they come in.

Textual's parser knows what sequences mean, and stops for ever at the first that it does not
understand. Here the bytes are divided first: it is given one whole, well-formed sequence at a
time, and a fresh parser is put in its place when one upsets it. What makes no sense is dropped;
what was meant as text and is not UTF-8 is shown as a sign (U+FFFD).

Esc is always Esc: only the sequences that terminals send for keys begin with it. So Esc and a
digit are Esc and a digit, however close they come, and Alt with a letter is Esc and the letter.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import InBandWindowResize

ESC = b"\x1b"
ESC_SECONDS = 0.05
"""How long after an Esc more of a sequence may come."""
REST_SECONDS = 0.25
"""How long within a sequence: a slow line may divide it."""
PASTE_SECONDS = 1.0
"""How long within a paste before it is taken as it stands."""
PASTE_LIMIT = 4_000_000
"""Bytes of one paste; the rest of a longer one is dropped."""
SEQUENCE_LIMIT = 128
"""Bytes of one sequence; a longer one is dropped."""
_TEXTUAL_LIMIT = 32
"""Beyond so many letters Textual's parser types a sequence out instead of reading it."""
_TYPED = 12
"""A person sends no more bytes than these at a time."""

_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
# The legacy mouse report has three bytes of any value after its M.
_WHOLE = re.compile(
    rb"\x1b(?:\[M[\x00 -\xff]{3}|\[\[[ -~]|\[(?:[378]|2[34])\$(?!y)|\[(?![M\[])[0-?]*[ -/]*[@-~]"
    rb"|O[ABCDEFHMPQRS])"
)
_BEGUN = re.compile(rb"\x1b(?:\[(?:M[\x00 -\xff]{0,2}|\[|[0-?]*[ -/]*)?|[]OP_^X])?\Z")
_BROKEN = re.compile(rb"\x1b\[(?:M[\x00 -\xff]*|\[|[0-?]*[ -/]*)")
# Answers that terminals give to questions; we ask none, and a person who types Esc and P does not
# begin one.
_ANSWER = re.compile(rb"\x1b(?:\][0-9]|P[0-9$+=>!|]|_G)")
_WHOLE_ANSWER = re.compile(rb"\x1b[]P_^X][^\x1b\x07\x18\x1a]*(?:\x1b\\|\x07)")
_ANSWER_PART = re.compile(rb"[^\x00-\x06\x07\x0a\x0d\x18\x1a\x1b]*")
_SEQUENCE_PART = re.compile(rb"[0-?]*[ -/]*")

_DROPPED = {code: None for code in (*range(9), *range(14, 32), *range(127, 160), 12) if code != 133}
"""Control characters that are nothing in a text; ends of lines and tabs are."""


class TerminalInput:
    """Reads what a terminal sends. Knows no clock: whoever uses it says when it was quiet.

    Attributes:
        esc_seconds: How long an Esc waits for the rest of a sequence.
    """

    def __init__(
        self,
        size: Callable[[], tuple[int, int]] = lambda: (10_000, 10_000),
        esc_seconds: float = ESC_SECONDS,
    ) -> None:
        """Begin.

        Args:
            size: Columns and rows of the terminal: a mouse outside it is no mouse.
            esc_seconds: How long an Esc waits.
        """
        self.esc_seconds = esc_seconds
        self._size = size
        self._parser = XTermParser()
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._held = b""
        """The beginning of a sequence that may go on."""
        self._skipping: re.Pattern[bytes] | None = None
        """What is being dropped: the rest of a sequence, or of an answer."""
        self._pasting = ""
        """``now`` within a paste; ``late`` when its end never came."""
        self._paste = bytearray()

    @property
    def patience(self) -> float | None:
        """Seconds after which ``quiet`` is to be called if nothing comes; None: never."""
        if self._held == ESC:
            return self.esc_seconds
        if self._held or self._skipping is not None:
            return REST_SECONDS
        return PASTE_SECONDS if self._pasting == "now" else None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Read bytes.

        Yields:
            What they mean.
        """
        if self._pasting == "late":
            longer = len(data) > _TYPED or _PASTE_ENDS in data
            self._pasting = "now" if longer else ""
        data, self._held = self._held + data, b""
        while data:
            if self._pasting:
                data = yield from self._go_on_pasting(data)
            elif self._skipping is not None:
                data = self._skip(data)
            elif data.startswith(ESC) and not self._decoder.getstate()[0]:
                data = yield from self._read_sequence(data)
            else:
                data = yield from self._read_text(data)

    def quiet(self) -> Iterator[Message]:
        """Nothing more came for as long as ``patience`` said.

        Yields:
            What stood there already means, now that it stands alone.
        """
        held, self._held, self._skipping = self._held, b"", None
        if held == ESC or (len(held) == 2 and held != ESC * 2):
            yield events.Key("escape", "\x1b")
            yield from self._understand(held[1:].decode())
        if self._pasting == "now":
            yield from self._end_paste()
            self._pasting = "late"

    # ── sequences ────────────────────────────────────────────────────────────────────────

    def _read_sequence(self, data: bytes) -> Generator[Message, None, bytes]:
        """Read what begins with Esc. Returns the rest."""
        if data.startswith(_PASTE_BEGINS):
            self._pasting = "now"
            return data[len(_PASTE_BEGINS) :]
        if found := _WHOLE.match(data):
            if found.end() <= SEQUENCE_LIMIT and not found[0].startswith(b"\x1b[M"):
                yield from self._understand(found[0].decode("latin-1"))
            return data[found.end() :]
        if found := _WHOLE_ANSWER.match(data):
            return data[found.end() :]
        if _BEGUN.match(data):
            if len(data) <= SEQUENCE_LIMIT:
                self._held = data
            else:
                self._skipping = _SEQUENCE_PART
            return b""
        if found := _ANSWER.match(data):
            self._skipping = _ANSWER_PART
            return data[found.end() :]
        if found := _BROKEN.match(data):
            return data[found.end() :]
        yield events.Key("escape", "\x1b")
        return data[1:]

    def _skip(self, data: bytes) -> bytes:
        """Drop what belongs to a sequence that nobody wants. Returns the rest."""
        assert self._skipping is not None
        part = self._skipping.match(data)
        rest = data[part.end() :] if part else data
        if not rest:
            return b""
        if self._skipping is _ANSWER_PART:
            if rest == ESC:
                # Perhaps the first half of its end.
                self._held = rest
                return b""
            ends = next((end for end in (b"\x1b\\", b"\x07") if rest.startswith(end)), b"")
            rest = rest[len(ends) :]
        elif 0x40 <= rest[0] < 0x7F:
            rest = rest[1:]
        self._skipping = None
        return rest

    def _understand(self, sequence: str) -> Iterator[Message]:
        """Let Textual say what one character or one whole sequence means."""
        if not sequence:
            return
        found: list[Message] = []
        try:
            if len(sequence) <= _TEXTUAL_LIMIT:
                found.extend(self._parser.feed(sequence))
            elif sequence.endswith("u"):
                found.extend(self._parser._sequence_to_key_events(sequence))
            upset = self._parser._awaiting.timeout is not None
        except Exception:  # noqa: BLE001 - whatever upsets it, it is the terminal's fault
            upset, found = True, []
        if upset:
            self._parser = XTermParser()
        yield from filter(self._makes_sense, found)

    def _makes_sense(self, message: Message) -> bool:
        """Whether a message is one that we asked for and that can be true.

        The size comes from the system, which cannot be told lies by what is typed.
        """
        if isinstance(message, events.MouseEvent):
            columns, rows = self._size()
            return 0 <= message.x < columns and 0 <= message.y < rows
        if isinstance(message, events.Key):
            return not any("\ud800" <= letter <= "\udfff" for letter in message.character or "")
        return not isinstance(message, events.Resize | events.CursorPosition | InBandWindowResize)

    # ── text ─────────────────────────────────────────────────────────────────────────────

    def _read_text(self, data: bytes) -> Generator[Message, None, bytes]:
        """Read up to the next Esc. Returns the rest."""
        end = data.find(ESC)
        run, rest = (data, b"") if end < 0 else (data[:end], data[end:])
        text = self._decoder.decode(run, final=bool(rest))
        for at, letter in enumerate(text):
            if "\udc80" <= letter <= "\udc9f":
                # A control in eight bits. It may begin a sequence; that is dropped.
                after = text[at + 1 :].encode("utf-8", "surrogateescape")
                after += self._decoder.getstate()[0]
                self._decoder.reset()
                if letter in "\udc8f\udc9b":
                    self._skipping = _SEQUENCE_PART
                elif letter in "\udc90\udc98\udc9d\udc9e\udc9f":
                    self._skipping = _ANSWER_PART
                return after + rest
            if "\udca0" <= letter <= "\udcff":
                yield from self._understand("\ufffd")
            elif letter != "\0" and not "\x80" <= letter <= "\x9f":
                yield from self._understand(letter)
        return rest

    # ── pastes ───────────────────────────────────────────────────────────────────────────

    def _go_on_pasting(self, data: bytes) -> Generator[Message, None, bytes]:
        """Gather a paste. Returns what comes after it."""
        before = max(0, len(self._paste) - len(_PASTE_ENDS))
        self._paste += data
        end = self._paste.find(_PASTE_ENDS, before)
        if end < 0:
            # What may be half of its end is kept.
            del self._paste[PASTE_LIMIT : -len(_PASTE_ENDS)]
            return b""
        rest = bytes(self._paste[end + len(_PASTE_ENDS) :])
        del self._paste[end:]
        yield from self._end_paste()
        self._pasting = ""
        return rest

    def _end_paste(self) -> Iterator[Message]:
        """Give what was pasted: text, without what a terminal would obey."""
        text = self._paste.decode("utf-8", "replace").translate(_DROPPED)
        self._paste.clear()
        if text:
            yield events.Paste(text)
