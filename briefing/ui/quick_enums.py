"""Enumerations as Python makes them, with their members added in one go.

For each member, Python deletes and sets an attribute of the class and asks it for a dozen others in between, each time
with empty caches: 7 µs a member. PySide makes 230 enumerations with 3,300 members for a first window, which is a
quarter of its start. Here Python makes the class with its first member, and the others follow as it would have made
them, in a tenth of the time. That holds for plain numbered members; all else is left to Python. First a trial makes
two enumerations both ways: where they differ, as in a Python that keeps other books, everything is left to it.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, EnumType, IntEnum
from typing import Any

_FEWEST = 4  # members that are worth it
_TRIAL = [("A", 1), ("B", 2), ("C", 1), ("D", -3), ("E", 4)]


def install() -> None:
    """Make enumerations quickly from now on, where that gives what Python gives."""
    maker: Any = EnumType
    with suppress(Exception):  # whatever comes of a trial in a Python that keeps other books
        made_by_python = maker._create_
        if made_by_python.__module__ == __name__:
            return
        create = _quickly(made_by_python)
        if all(_facts(made_by_python, kind) == _facts(create, kind) for kind in (Enum, IntEnum)):
            maker._create_ = create


def _quickly(made_by_python: Callable[..., Any]) -> Callable[..., Any]:
    def create(cls: Any, class_name: str, names: Any, **options: Any) -> Any:
        if options.get("module") is None:  # as Python finds out, which looks as far up
            with suppress(ValueError):  # nobody is that far up
                options["module"] = sys._getframe(2).f_globals.get("__name__")
        if not _is_plain(cls, names, options):
            return made_by_python(cls, class_name, names, **options)
        made = made_by_python(cls, class_name, names[:1], **options)
        _add(made, names[1:])
        return made

    return create


def _is_plain(cls: Any, pairs: Any, options: dict[str, Any]) -> bool:
    """Whether these are numbered members whose names mean nothing else."""
    if cls not in (Enum, IntEnum) or options.get("type") or type(pairs) is not list or len(pairs) < _FEWEST:
        return False
    if not all(type(pair) is tuple and [*map(type, pair)] == [str, int] for pair in pairs):
        return False
    names = {name for name, _ in pairs}
    if len(names) < len(pairs) or any(names & vars(base).keys() for base in cls.__mro__):
        return False
    return not any(name[:1] in ("", "_") or name == "mro" for name in names)


def _add(made: Any, pairs: list[tuple[str, int]]) -> None:
    """Give the class more members; the same number again is another name of the first."""
    members, by_value, order = made._member_map_, made._value2member_map_, made._member_names_
    new, has_value = made._new_member_, made._use_args_
    hashable = vars(made).get("_hashable_values_", [])  # of the later 3.12 and 3.13
    for name, value in pairs:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if has_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            order.append(name)
            by_value[value] = member
            hashable.append(value)
        members[name] = member
    for name, _ in pairs:  # not before all are made: it empties the caches of the class
        type.__setattr__(made, name, members[name])


def _facts(create: Callable[..., Any], kind: Any) -> object:
    """All that there is to know about an enumeration and its members."""
    made = create(kind, "Trial", _TRIAL, module=__name__)
    kept = {name: repr(value) if isinstance(value, list | dict) else "" for name, value in vars(made).items()}
    return kept, [(name, sorted(map(repr, vars(member).items()))) for name, member in made.__members__.items()]
