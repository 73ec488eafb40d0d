"""The structs of ``content`` as JSON Schema, for editors that complete and check as one types."""

from typing import Any, Literal

import msgspec

from workshop.content import LANGUAGES, Deck, Process

ContentKind = Literal["deck", "process"]

_STRUCTS: dict[str, type[Deck] | type[Process]] = {"deck": Deck, "process": Process}
_ANY_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
_TEXTS = {
    "type": "object",
    "properties": {language: {"type": "string"} for language in LANGUAGES},
    "additionalProperties": False,
    "minProperties": 1,
}


def json_schema(kind: ContentKind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a deck or a process file."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"workshop-{kind}/1",
        **msgspec.json.schema(_STRUCTS[kind]),
    }
    named: dict[str, Any] = _name_languages(schema)
    return named


def _name_languages(part: Any) -> Any:
    """Say which languages a text may be in, where msgspec says only that keys are strings."""
    if isinstance(part, list):
        return [_name_languages(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part == _ANY_TEXTS:
        return _TEXTS
    return {key: _name_languages(each) for key, each in part.items()}
