"""Every way in which data differs from a struct, where msgspec stops at the first.

Only asked when msgspec has said no. Everything known about the formats comes from the structs
of ``content``; nothing is repeated here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from workshop import content
from workshop.library.findings import Finding, Steps, unknown
from workshop.messages import Message, msg
from workshop.yamlio import shown

_Found = Iterator[Finding]


@cache
def shape_of(struct: type[msgspec.Struct]) -> inspect.StructType:
    """The fields of a struct and their types."""
    found = inspect.type_info(struct)
    assert isinstance(found, inspect.StructType)
    return found


def differences(data: Any, shape: inspect.Type, steps: Steps = ()) -> _Found:
    """What keeps the data from being what the shape says."""
    if isinstance(shape, inspect.UnionType):
        chosen = next((each for each in shape.types if _is_kind(data, each)), None)
    else:
        chosen = shape if _is_kind(data, shape) else None
    match chosen:
        case None:
            yield Finding(steps, _wrong_kind(data, shape))
        case inspect.StructType():
            yield from _struct(data, chosen, steps)
        case inspect.ListType():
            for index, item in enumerate(data):
                yield from differences(item, chosen.item_type, (*steps, index))
        case inspect.DictType():
            yield from _map(data, chosen, steps)
        case inspect.LiteralType():
            if data not in chosen.values:
                options = [str(value) for value in chosen.values]
                what = msg("“{word}” is not known here", word=shown(data))
                yield Finding(steps, unknown(what, data, options))
        case inspect.StrType():
            yield from _text(data, chosen, steps)
        case inspect.IntType():
            yield from _number(data, chosen, steps)


def _struct(data: dict[str, Any], shape: inspect.StructType, steps: Steps) -> _Found:
    fields = {field.encode_name: field for field in shape.fields}
    for name, field in fields.items():
        if field.required and name not in data:
            yield Finding(steps, msg("“{key}” is missing here", key=name))
    for key, value in data.items():
        if key in fields:
            yield from differences(value, fields[key].type, (*steps, key))
        else:
            what = msg("Unknown key “{word}”", word=shown(key))
            options = [name for name in fields if name not in data]
            yield Finding((*steps, key), unknown(what, key, options), at_key=True)


def _map(data: dict[str, Any], shape: inspect.DictType, steps: Steps) -> _Found:
    for key, value in data.items():
        names = shape.key_type
        if isinstance(names, inspect.LiteralType) and key not in names.values:
            options = ", ".join(content.LANGUAGES)
            message = msg(
                "Unknown language “{word}”: use one of {options}",
                word=shown(key),
                options=options,
            )
            yield Finding((*steps, key), message, at_key=True)
        yield from differences(value, shape.value_type, (*steps, key))


def _text(data: str, shape: inspect.StrType, steps: Steps) -> _Found:
    if shape.max_length is not None and len(data) > shape.max_length:
        limit = shape.max_length
        yield Finding(steps, msg("This is longer than {limit} characters", limit=limit))
    elif shape.pattern is not None and not re.search(shape.pattern, data):
        yield Finding(steps, _wrong_form(data, shape.pattern))


def _wrong_form(data: str, pattern: str) -> Message:
    if pattern == _pattern_of(content.Identifier):
        return msg(
            "“{word}” cannot be an id: use a–z, 0–9 and “-”, and begin with a letter or a digit",
            word=shown(data),
        )
    if pattern == _pattern_of(content.SemVer):
        return msg(
            "“{word}” is not a version: write three numbers, such as 1.0.0", word=shown(data)
        )
    return msg("“{word}” does not have the form {pattern}", word=shown(data), pattern=pattern)


def _pattern_of(annotated: Any) -> str | None:
    pattern: str | None = annotated.__metadata__[0].pattern
    return pattern


def _number(data: int, shape: inspect.IntType, steps: Steps) -> _Found:
    low, high = shape.ge, shape.le
    if (low is not None and data < low) or (high is not None and data > high):
        yield Finding(
            steps, msg("{number} is not between {low} and {high}", number=data, low=low, high=high)
        )


def _is_kind(data: Any, shape: inspect.Type) -> bool:
    match shape:
        case inspect.StructType() | inspect.DictType():
            return isinstance(data, dict)
        case inspect.ListType():
            return isinstance(data, list)
        case inspect.StrType():
            return isinstance(data, str)
        case inspect.LiteralType():
            return isinstance(data, str)
        case inspect.BoolType():
            return isinstance(data, bool)
        case inspect.IntType():
            return isinstance(data, int) and not isinstance(data, bool)
        case inspect.NoneType():
            return data is None
    return False


def _wrong_kind(data: Any, shape: inspect.Type) -> Message:
    kinds = shape.types if isinstance(shape, inspect.UnionType) else (shape,)
    if data is None:
        return msg("There is nothing here: fill it in, or remove the key")
    wants_text = any(isinstance(each, inspect.StrType | inspect.LiteralType) for each in kinds)
    if wants_text and isinstance(data, int | float):
        return msg("This should be text: put quotes round {value}", value=shown(data))
    wanted = _named(kinds[0])
    for each in kinds[1:]:
        if not isinstance(each, inspect.NoneType):
            wanted = msg("{one} or {other}", one=wanted, other=_named(each))
    found = _kind_of(data)
    return msg("This should be {wanted}, but it is {found}", wanted=wanted, found=found)


def _named(shape: inspect.Type) -> Message:
    match shape:
        case inspect.ListType():
            return msg("a list")
        case inspect.StructType():
            return msg("a map of keys and values")
        case inspect.DictType(key_type=inspect.LiteralType()):
            return msg("a map of languages")
        case inspect.DictType():
            return msg("a map of keys and values")
        case inspect.IntType():
            return msg("a whole number")
        case inspect.BoolType():
            return msg("true or false")
    return msg("text")


def _kind_of(data: Any) -> Message:
    match data:
        case str():
            return msg("text")
        case bool():
            return msg("true or false")
        case int() | float():
            return msg("a number")
        case list():
            return msg("a list")
    return msg("a map of keys and values")
