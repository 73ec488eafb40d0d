"""Texts that try to become something else than text, and a workshop full of one of them."""

import msgspec
from small_workshop import Desk, small

from workshop.acts import base
from workshop.model import KINDS, kind_of

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m\x07",
    "nul\x00nul",
    "lone \ud800 surrogate",
    "right\u202eto left\u2066",
    "zero\u200bwidth\ufeff",
    "familie 👨‍👩‍👧‍👦 og flagg 🇳🇴",
    "[x](javascript:alert(1))",
    "![x](http://example.com/x.png)",
    "](javascript:alert(1))",
    "=1+1",
    "+1+1",
    "@SUM(A1)",
    "# heading",
    "## ",
    "- item",
    "* item",
    "1. item",
    "1) item",
    "2027.",
    "> quote",
    "| a | b |",
    "| --- | --- |",
    "a\\|b\\",
    "---",
    "===",
    "***",
    "```sh",
    "~~~",
    "    code",
    "\tcode",
    "`code`",
    "**bold** _em_ ~~gone~~",
    "<script>alert(1)</script>",
    "<!-- --><b onclick=x>b</b>",
    "</style></title></main>",
    "&lt;b&gt; &#65; &amp",
    "[^1]: footnote [^1]",
    "[a]: http://example.com",
    "http://example.com/ www.example.com a.b@example.com",
    "<http://example.com>",
    "trailing  ",
    "back\\",
    '"quotes" \'single\' style="x"',
    "$x$ {{ x }} {% x %} :::note",
    "%PDF",
    "x" * 10_000,
)
HOSTILE_LINES = (
    "one\ntwo",
    "one\n\ntwo",
    "one\n# two\n- three\n1. four\n> five",
    "one\n===\ntwo\n---",
    "one\n\n    two\n\n```\nthree",
    "one\u2028two\r\nthree\rfour",
    "| a |\n| --- |\n| b |",
    "<div>\n\nx\n\n</div>",
    "\n\nempty first",
    "---\ntitle: x\n---",
)
_STRUCTURE = {
    "draw", "group", "card", "process", "merged_into", "state", "language", "method", "horizon",
}  # fmt: skip
_CODES = {
    "statement_kind", "consultation_kind", "decision_kind", "priority", "status", "concerns",
    "premise_kind", "stance", "party", "owner_state",
}  # fmt: skip


def filled(text: str, *, codes: bool = False) -> Desk:
    """The small workshop with the text in every field that holds text."""
    desk = small()
    for record in list(desk.view.records()):
        if kind_of(record) in {"card", "process", "phase", "activity"}:
            continue
        values = {
            field.name: text
            for field in msgspec.structs.fields(KINDS[kind_of(record)])
            if field.type is str and field.name not in {"id", *_STRUCTURE}
            if codes or field.name not in _CODES
        }
        desk.do(base.edit(desk.view, record, **values))
    card = {"subject": {"nb": text, "en": text}, "ask": text}
    desk.do(base.edit(desk.view, "card:start:hvem:1", content=card))
    phases = [{"id": "talk", "title": text}]
    desk.do(base.edit(desk.view, "process:halv:1", content={"phases": phases}))
    return desk
