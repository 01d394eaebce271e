"""The library: one SQLite file with articles, findings and everything the analyst did.

Names are resolved on first use, so that `briefing.library.first_look` can read the last article for the first
paint without the cost of importing SQLAlchemy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.library.answers import Found as Found
    from briefing.library.answers import Hit as Hit
    from briefing.library.answers import Said as Said
    from briefing.library.backup import Backup as Backup
    from briefing.library.check import Problem as Problem
    from briefing.library.edit import Edit as Edit
    from briefing.library.encryption import Outcome as Outcome
    from briefing.library.reads import HistoryEntry as HistoryEntry
    from briefing.library.repair import Holdings as Holdings
    from briefing.library.repair import Repair as Repair
    from briefing.library.store import Library as Library
    from briefing.library.stories import Version as Version

_HOMES = {
    "Library": "store",
    "Edit": "edit",
    "Hit": "answers",
    "Said": "answers",
    "Found": "answers",
    "HistoryEntry": "reads",
    "Backup": "backup",
    "Holdings": "repair",
    "Repair": "repair",
    "Outcome": "encryption",
    "Problem": "check",
    "Version": "stories",
}

__all__ = [
    "Backup",
    "Edit",
    "Found",
    "HistoryEntry",
    "Hit",
    "Holdings",
    "Library",
    "Outcome",
    "Problem",
    "Repair",
    "Said",
    "Version",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"briefing.library.{_HOMES[name]}"), name)
