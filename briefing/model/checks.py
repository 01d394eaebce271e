"""Values that are checked as they are made."""

from collections.abc import Iterable
from typing import Any, TypeVar

Value = TypeVar("Value", bound=tuple[Any, ...])


def checked(kind: type[Value]) -> type[Value]:
    """A class of named tuples whose `check` sees each new value, also what `_replace` makes."""
    make: Any = kind.__new__
    check: Any = vars(kind)["check"]

    def new(cls: type[Value], *fields: object, **named: object) -> Value:
        value: Value = make(cls, *fields, **named)
        check(value)
        return value

    def make_of(cls: type[Value], fields: Iterable[Any]) -> Value:
        return cls(*fields)

    made: Any = kind
    made.__new__, made._make = new, classmethod(make_of)
    return kind
