"""Documents: one tree built from the workshop, written in several forms.

Each document is built by one function in one file (``strategy``, ``meeting_note``) and each form
is written by one function in another (``markdown``, ``html``, and ``records`` for YAML). A new
document or form is one more line in a table here. All of it is pure: text in, text out.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from workshop.documents.file_names import slug
from workshop.documents.html import write_html
from workshop.documents.importing import ImportPlan, import_plan, read_strategy
from workshop.documents.markdown import write_markdown
from workshop.documents.meeting_note import build_meeting_note
from workshop.documents.outline import Document
from workshop.documents.records import STRATEGY_FORMAT, strategy_data, write_strategy_yaml
from workshop.documents.strategy import build_strategy
from workshop.i18n import Translator
from workshop.messages import Message, msg
from workshop.view import View

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "STRATEGY_FORMAT",
    "Document",
    "DocumentKind",
    "Format",
    "ImportPlan",
    "build",
    "file_name",
    "formats_of",
    "import_plan",
    "read_strategy",
    "render",
    "strategy_data",
]


class DocumentKind(msgspec.Struct, frozen=True):
    """A document that can be made."""

    id: str
    title: Message
    about: Message
    build: Callable[[View, Translator, str], Document]


class Format(msgspec.Struct, frozen=True):
    """A form that documents can be written in."""

    id: str
    title: Message
    suffix: str
    write: Callable[[Document], str] | None = None
    """Writes any document's tree; None where a document is written from the records instead."""


DOCUMENTS: Mapping[str, DocumentKind] = {
    one.id: one
    for one in (
        DocumentKind(
            "strategy",
            msg("Strategy"),
            msg("The whole strategy: platform, areas, goals, measures, parties and decisions"),
            build_strategy,
        ),
        DocumentKind(
            "meeting-note",
            msg("Meeting note"),
            msg("Two pages for those who took part: what was said, graded, chosen and left"),
            build_meeting_note,
        ),
    )
}
FORMATS: Mapping[str, Format] = {
    one.id: one
    for one in (
        Format("markdown", msg("Markdown"), ".md", write_markdown),
        Format("html", msg("Web page, for reading and printing"), ".html", write_html),
        Format("yaml", msg("YAML, which can be imported again"), ".yaml"),
    )
}
_FROM_RECORDS: Mapping[tuple[str, str], Callable[[View, Translator], str]] = {
    ("strategy", "yaml"): write_strategy_yaml,
}


def formats_of(document_id: str) -> list[Format]:
    """The forms a document can be written in.

    Raises:
        KeyError: there is no such document.
    """
    kind = DOCUMENTS[document_id]
    return [one for one in FORMATS.values() if one.write or (kind.id, one.id) in _FROM_RECORDS]


def build(view: View, document_id: str, t: Translator, date: str) -> Document:
    """Build the tree of a document.

    Args:
        view: The workshop as it stands.
        document_id: One of ``DOCUMENTS``.
        t: Speaks the document's language.
        date: Today, as ISO text.

    Raises:
        KeyError: there is no such document.
    """
    return DOCUMENTS[document_id].build(view, t, date)


def render(view: View, document_id: str, format_id: str, t: Translator, date: str) -> str:
    """A document as text, to be written to a file as UTF-8 with line feeds.

    Args:
        view: The workshop as it stands.
        document_id: One of ``DOCUMENTS``.
        format_id: One of ``formats_of(document_id)``.
        t: Speaks the document's language.
        date: Today, as ISO text.

    Raises:
        KeyError: there is no such document or form, or not the two together.
    """
    wanted = FORMATS[format_id]
    if wanted.write is None:
        return _FROM_RECORDS[document_id, format_id](view, t)
    return wanted.write(build(view, document_id, t, date))


def file_name(view: View, document_id: str, format_id: str, t: Translator | None = None) -> str:
    """A file name for a document, such as ``fjordvik-kommune-samlingsnotat.html``.

    Args:
        view: The workshop as it stands.
        document_id: One of ``DOCUMENTS``.
        format_id: One of ``FORMATS``.
        t: Speaks the document's language; without it the name is in English.

    Raises:
        KeyError: there is no such document or form.
    """
    about: Any = view.workshop
    title = DOCUMENTS[document_id].title
    years = (
        f"{about.period_from or ''}-{about.period_to or ''}" if document_id == "strategy" else ""
    )
    parts = (slug(about.organisation), slug(t.message(title) if t else str(title)), slug(years))
    return "-".join(part for part in parts if part) + FORMATS[format_id].suffix
