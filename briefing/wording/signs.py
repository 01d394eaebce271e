"""Quotation marks, colons, names in a row, numbers of passages: as a language sets them."""

import re

from briefing.i18n import tr
from briefing.model import Evidence

_QUOTATION_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "en": ("“", "”")}
# Before the sound i, "y" becomes "e": "Irak e Irán", but "cobre y hierro" (Ortografía de la RAE).
_SPANISH_I = r"(?i)h?[ií](?![aeouáéóú])"


def quotation_marks(language: str | None) -> tuple[str, str]:
    """The opening and closing mark of a language, with the no-break spaces that French sets inside."""
    return _QUOTATION_MARKS.get(language or "", _QUOTATION_MARKS["en"])


def in_marks(text: str, language: str | None) -> str:
    """A text between the quotation marks of a language."""
    opening, closing = quotation_marks(language)
    return f"{opening}{text}{closing}"


def labelled(label: str, words: str, language: str) -> str:
    """A label and what it stands for, with the colon as the language sets it."""
    return tr("{where}: {words}", language, where=label, words=words)


def citation(evidence: Evidence) -> str:
    """The number of a passage as paper shows it: source, full stop, passage ("1.7")."""
    return f"{evidence.source}.{evidence.passage}"


def join_names(names: tuple[str, ...], language: str) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    if language == "es" and re.match(_SPANISH_I, last):
        return f"{first} e {last}"
    return tr("{names} and {last}", language, names=first, last=last)
