"""Enumerations that are made quickly are those that Python makes."""

import json
import os
import pickle
import subprocess
import sys
from enum import Enum, EnumType, Flag, IntEnum, IntFlag
from pathlib import Path
from typing import Any

import pytest

from briefing.ui import quick_enums

PLAIN = [("A", 1), ("B", 2), ("C", 1), ("D", -3), ("E", 4)]

# Every enumeration of a window's modules, with all that is known of it; {load} decides how they are made.
_EVERY = """
import enum, json, sys
{load}
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets
one_by_one = 0
counted = enum._proto_member.__set_name__
def count(self, *of):
    global one_by_one
    one_by_one += 1
    return counted(self, *of)
enum._proto_member.__set_name__ = count

def facts(kind):
    first = next(iter(kind))
    return [
        kind.__module__, kind.__qualname__, [base.__name__ for base in kind.__mro__], repr(kind), sorted(dir(kind)),
        sorted(vars(kind)), [repr(v) for _, v in sorted(vars(kind).items()) if isinstance(v, (list, dict))],
        [[name, repr(member), str(member), f"{{member}}", hash(member), member.name, repr(sorted(vars(member).items()))]
         for name, member in kind.__members__.items()],
        [member.name for member in kind], repr(kind(first.value)), repr(kind[first.name]), first in kind,
    ]

found = {{}}
for module in (PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets):
    for name in sorted(dir(module)):
        owner = getattr(module, name)
        for inner in sorted(vars(owner)) if isinstance(owner, type) else ():
            kind = vars(owner)[inner]
            if isinstance(kind, enum.EnumType) and len(kind):
                found[f"{{module.__name__}}.{{name}}.{{inner}}"] = facts(kind)
print(json.dumps([found, one_by_one], default=str))
"""


def every(root: Path, load: str) -> tuple[dict[str, Any], int]:
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", _EVERY.format(load=load)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    found, one_by_one = json.loads(done.stdout)
    return found, one_by_one


def test_every_enumeration_of_pyside_is_the_same(root: Path) -> None:
    quick, few = every(root, "import briefing.ui")
    usual, many = every(root, "")
    assert len(usual) > 500
    assert quick == usual
    # the control: they were not made one by one
    assert few < many / 2


def made(create: Any, kind: Any, names: Any, **options: Any) -> object:
    """What comes of it: all facts, or the error."""
    try:
        found = create(kind, "Made", names, module=__name__, **options)
    except Exception as error:  # noqa: BLE001 - whichever Python raises
        return type(error), str(error)
    kept = {name: repr(value) for name, value in vars(found).items() if isinstance(value, list | dict)}
    return sorted(vars(found)), kept, [(n, repr(m), sorted(map(repr, vars(m).items()))) for n, m in kept_members(found)]


def kept_members(kind: Any) -> list[tuple[str, Any]]:
    return list(kind.__members__.items())


@pytest.mark.parametrize("kind", [Enum, IntEnum, Flag, IntFlag])
@pytest.mark.parametrize(
    "names",
    [
        PLAIN,
        [*PLAIN, ("name", 9)],  # means something for each member
        [*PLAIN, ("value", 9)],
        [*PLAIN, ("real", 9)],  # of each number
        [*PLAIN, ("A", 9)],  # twice
        [*PLAIN, ("_private", 9)],
        [*PLAIN, ("_order_", 9)],
        [*PLAIN, ("__doc__", 9)],
        [*PLAIN, ("mro", 9)],
        [*PLAIN, ("", 9)],
        [*PLAIN, ("F", True)],
        [*PLAIN, ("F", "six")],
        [*PLAIN, ("F", [6])],
        [*PLAIN, ("F", 6.5)],
        [*PLAIN, ("F", (6, 7))],
        [*PLAIN, ("F", 1 << 70)],
        "A B C D E F",
        ["A", "B", "C", "D", "E"],
        dict(PLAIN),
        tuple(PLAIN),
        (),
    ],
    ids=str,
)
def test_whatever_is_asked_for_comes_out_as_python_makes_it(kind: Any, names: Any) -> None:
    by_python = by_python_itself()
    assert made(quick_enums._quickly(by_python), kind, names) == made(by_python, kind, names)


def by_python_itself() -> Any:
    """Python's own, which may be in use, or stand behind the quick one."""
    create = vars(EnumType)["_create_"]
    cells = [cell.cell_contents for cell in create.__closure__ or ()]
    return cells[0] if create.__module__ == quick_enums.__name__ else create


def test_members_travel_and_know_their_module() -> None:
    create = quick_enums._quickly(by_python_itself())
    kind = create(IntEnum, "Travelling", PLAIN, module=__name__)
    globals()["Travelling"] = kind
    assert pickle.loads(pickle.dumps(kind.B)) is kind.B
    assert kind.C is kind.A
    assert kind(4) is kind.E
    assert (kind.E + 1, kind.E > kind.B, kind.__module__) == (5, True, __name__)
    with pytest.raises(ValueError, match="7 is not a valid Travelling"):
        kind(7)


def test_a_python_that_makes_something_more_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    by_python = by_python_itself()

    def other(cls: Any, class_name: str, names: Any, **options: Any) -> Any:
        made = by_python(cls, class_name, names, **options)
        made._more_ = [member.name for member in made]
        return made

    monkeypatch.setattr(EnumType, "_create_", other)
    quick_enums.install()
    assert vars(EnumType)["_create_"] is other
    monkeypatch.delattr(EnumType, "_create_")
    quick_enums.install()
    assert "_create_" not in vars(EnumType)
    # the control: Python's own is replaced
    monkeypatch.setattr(EnumType, "_create_", by_python, raising=False)
    quick_enums.install()
    assert vars(EnumType)["_create_"] is not by_python


def test_the_books_of_later_pythons_are_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    by_python = by_python_itself()

    def later(cls: Any, class_name: str, names: Any, **options: Any) -> Any:
        made = by_python(cls, class_name, names, **options)
        made._hashable_values_ = list(made._value2member_map_)
        return made

    monkeypatch.setattr(EnumType, "_create_", later)
    quick_enums.install()
    assert vars(EnumType)["_create_"] is not later
    kind: Any = IntEnum("Later", PLAIN)  # type: ignore[misc]  # members are given as they run
    assert kind._hashable_values_ == [1, 2, -3, 4]


def test_it_is_installed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EnumType, "_create_", by_python_itself())
    quick_enums.install()
    once = vars(EnumType)["_create_"]
    quick_enums.install()
    assert vars(EnumType)["_create_"] is once
