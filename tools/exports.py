"""The documents of the worked example, as they lie in ``exports/``: always the same."""

from workshop import documents, example, i18n
from workshop.example.source import today

NAMES = {"strategy": "strategy", "meeting-note": "samlingsnotat"}
LANGUAGE = "nb"


def files() -> dict[str, str]:
    """Every document in every form, by file name."""
    view = example.example_view()
    speaker = i18n.translator(LANGUAGE)
    date = today().isoformat()
    return {
        NAMES.get(document, document) + form.suffix: documents.render(
            view, document, form.id, speaker, date
        )
        for document in documents.DOCUMENTS
        for form in documents.formats_of(document)
    }
