"""Finds the texts of a deck or a process, and those that are not there in every language."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from msgspec import inspect

from workshop.content import LANGUAGES
from workshop.library.findings import Finding, Steps
from workshop.messages import msg

_How = Literal["text", "texts", "named texts", "part", "parts"]


class _Field(NamedTuple):
    name: str
    how: _How
    required: bool
    inner: inspect.StructType | None


class _Text(NamedTuple):
    steps: Steps
    value: Any
    required: bool


def untranslated(data: dict[str, Any], shape: inspect.StructType) -> Iterator[Finding]:
    """Texts that lack the file's own language, or one that other texts in the file have."""
    own = data.get("language")
    if own not in LANGUAGES:
        return
    texts = list(_texts(data, shape, ()))
    used = {own}
    for each in texts:
        if isinstance(each.value, dict):
            used.update(language for language in LANGUAGES if each.value.get(language))
    for each in texts:
        yield from _missing(each, own, used)


def _missing(text: _Text, own: str, used: set[str]) -> Iterator[Finding]:
    steps, value, required = text
    if isinstance(value, str):
        there = {own} if value.strip() else set()
        if not there and not required:
            return
    else:
        there = {key for key, said in value.items() if isinstance(said, str) and said.strip()}
        if used <= there:
            return
    if own not in there:
        message = msg("There is no text in {language}, the file's own language", language=own)
        yield Finding(steps, message)
    elif lacking := ", ".join(sorted(used - there, key=LANGUAGES.index)):
        message = msg("Not translated: {languages}", languages=lacking)
        yield Finding(steps, message, severity="warning")


def _texts(data: Any, shape: inspect.StructType, steps: Steps) -> Iterator[_Text]:
    if not isinstance(data, dict):
        return
    for name, how, required, inner in _fields(shape.cls):
        value = data.get(name)
        here = (*steps, name)
        if how == "text":
            if isinstance(value, str | dict):
                yield _Text(here, value, required)
        elif how == "part":
            assert inner is not None
            yield from _texts(value, inner, here)
        else:
            for key, each in _members(value):
                if inner is not None:
                    yield from _texts(each, inner, (*here, key))
                elif isinstance(each, str | dict):
                    yield _Text((*here, key), each, True)


def _members(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()


@cache
def _fields(struct: type) -> tuple[_Field, ...]:
    """The fields of a struct that are text or have text in them."""
    shape = inspect.type_info(struct)
    assert isinstance(shape, inspect.StructType)
    found = []
    for field in shape.fields:
        how, inner = _how(field.type)
        if how is not None:
            found.append(_Field(field.encode_name, how, field.required, inner))
    return tuple(found)


def _how(kind: inspect.Type) -> tuple[_How | None, inspect.StructType | None]:
    match kind:
        case inspect.UnionType(types=(inspect.StrType(), inspect.DictType())):
            return "text", None
        case inspect.UnionType():
            inner = next((t for t in kind.types if isinstance(t, inspect.StructType)), None)
            return ("part", inner) if inner else (None, None)
        case inspect.ListType(item_type=inspect.StructType() as inner):
            return "parts", inner
        case inspect.ListType() if _how(kind.item_type)[0] == "text":
            return "texts", None
        case inspect.DictType() if _how(kind.value_type)[0] == "text":
            return "named texts", None
    return None, None
