"""Full dates as pages and clips print them: "12 janvier 2026", "January 12, 2026", "12 de enero de 2026", 12/01/2026.

Only a day with its year counts. Figures that may be a day and a month either way are no date in English, where both
customs are in use, nor in a page that names no language; all others put the day first.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.importers.words import folded, page_words

_FIGURES = r"(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<c>20\d\d|19\d\d)"
_ISO = r"(?P<iy>(?:19|20)\d\d)(?P<is>[-/])(?P<im>\d{2})(?P=is)(?P<id>\d{2})"
_TIME = re.compile(r"\b\d{1,2}\s*(?:h|:|\.)\s*\d{2}(?::\d{2})?\b|\b\d{1,2}\s*(?:h|am|pm)\b")
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
# A line that says when may name a place or a section besides.
_MORE_WORDS = 3
_LONGEST = 20
# Languages, and none, in which figures may begin with the day or with the month.
_BOTH = (None, "en")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a line: ISO, and where its words stand in the folded line."""

    iso: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, page_words().months), key=len, reverse=True))
    day, year = r"(?P<d>\d{1,2})(?:er|st|nd|rd|th|º)?", r"(?P<y>(?:19|20)\d\d)"
    first = rf"{day}[\s.-]+(?:de\s+|of\s+)?(?P<m>{months})\.?,?[\s-]+(?:de\s+|del\s+)?{year}"
    second = rf"(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    return re.compile(rf"(?<![\w/-])(?:{first}|{second}|{_ISO}|{_FIGURES})(?![\d/])")


def days_in(text: str, language: str | None = None) -> Iterator[Day]:
    """The full days that a line prints, in their order."""
    months = page_words().months
    for found in _pattern().finditer(folded(text)):
        if found["m"]:
            parts = int(found["y"]), months[found["m"]], int(found["d"])
        elif found["m2"]:
            parts = int(found["y2"]), months[found["m2"]], int(found["d2"])
        elif found["iy"]:
            parts = int(found["iy"]), int(found["im"]), int(found["id"])
        else:
            day, month = int(found["a"]), int(found["b"])
            if language in _BOTH and day <= 12 and month <= 12 and day != month:
                continue
            if month > 12 and language in _BOTH:
                day, month = month, day
            parts = int(found["c"]), month, day
        iso = _iso(*parts)
        if iso:
            yield Day(iso, found.start(), found.end())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def is_dateline(text: str, known: Sequence[str] = (), language: str | None = "fr") -> bool:
    """Whether a line says when it was published or changed, and next to nothing else but `known` words."""
    line = folded(text)
    if len(line.split()) > _LONGEST or not any(days_in(text, language)):
        return False
    words = page_words()
    bare = _pattern().sub(" ", line)
    for one in known:
        bare = bare.replace(folded(one), " ") if one else bare
    bare = _TIME.sub(" ", bare)
    bare = " ".join(bare.split()).strip(" ,;:|·•–—-")
    for pattern in (words.published, words.updated, words.labels, words.by):
        found = pattern.search(bare)
        bare = bare[: found.start()] + bare[found.end() :] if found else bare
    left = [word for word in _LETTERS.findall(bare) if word not in words.date_words and not word.isdigit()]
    return len(left) <= _MORE_WORDS
