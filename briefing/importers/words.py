"""What news pages say around their articles: `resources/language/<code>/page.toml`, of all languages together.

A page's own word about its language is often wrong, and many pages mix two: so all are tried.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from briefing.i18n import LANGUAGES
from briefing.paths import resource

_PATTERNS = ("by", "published", "updated", "labels", "authors", "read_also", "footers", "credits")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of all languages, folded as `folded` does; patterns match at the beginning of a folded line."""

    months: dict[str, int]
    date_words: frozenset[str]
    by: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    labels: re.Pattern[str]
    authors: re.Pattern[str]
    read_also: re.Pattern[str]
    footers: re.Pattern[str]
    credits: re.Pattern[str]
    asides: frozenset[str]
    ends: frozenset[str]


def folded(text: str) -> str:
    """A line for comparing: small letters, straight apostrophes, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("’", "'").split())


@cache
def page_words() -> PageWords:
    """The words of all languages on board."""
    tables = []
    for language in LANGUAGES:
        with resource("language", language, "page.toml").open("rb") as file:
            tables.append(tomllib.load(file))

    def begins(key: str) -> re.Pattern[str]:
        words = sorted({folded(one) for table in tables for one in table[key]}, key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")

    months = {
        folded(form): number for table in tables for number, forms in enumerate(table["months"], 1) for form in forms
    }
    small = frozenset(folded(one) for table in tables for key in ("days", "small") for one in table[key])

    def lines(key: str) -> frozenset[str]:
        return frozenset(folded(one) for table in tables for one in table[key])

    patterns = {key: begins(key) for key in _PATTERNS}
    return PageWords(months, small, **patterns, asides=lines("asides"), ends=lines("ends"))
