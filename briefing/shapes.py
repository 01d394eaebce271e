"""The shapes of values: whether one from outside fits its types, and values as plain JSON.

Named tuples and dataclasses here are declared with plain hints: scalars, Literal, unions, tuples and Mapping[str, str].
"""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def fits(value: object, hint: Any) -> bool:
    """Whether the value is of the hinted type, through and through.

    True is no number, a whole number may stand for a float, and what is neither finite nor keepable is nothing.
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return any(type(value) is type(part) and value == part for part in parts)
    if origin in (Union, UnionType):
        return any(fits(value, part) for part in parts)
    if origin is tuple:
        return isinstance(value, tuple) and _fits_tuple(value, parts)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(fits(k, parts[0]) and fits(v, parts[1]) for k, v in value.items())
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, tuple)):
        return type(value) is hint and all(fits(getattr(value, name), part) for name, part in _hints(hint))
    if hint is float:
        return type(value) is int or (type(value) is float and math.isfinite(value))
    if hint is str:
        return isinstance(value, str) and is_text(value)
    return type(value) is hint or (hint is type(None) and value is None)


def is_text(value: str) -> bool:
    """Whether the string holds no half of a surrogate pair, which no file and no database can keep."""
    return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _fits_tuple(value: tuple[object, ...], parts: tuple[Any, ...]) -> bool:
    if len(parts) == 2 and parts[1] is ...:
        return all(fits(item, parts[0]) for item in value)
    return len(value) == len(parts) and all(fits(item, part) for item, part in zip(value, parts, strict=True))


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((name, hints[name]) for name in field_names(kind))


def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a named tuple or dataclass, in their order."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return names


def as_plain(value: Any) -> Any:
    """The value in dicts and lists, as JSON has them: named tuples and dataclasses by field, all through."""
    if is_dataclass(value) or hasattr(value, "_fields"):
        return {name: as_plain(getattr(value, name)) for name in field_names(type(value))}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return {key: as_plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value
