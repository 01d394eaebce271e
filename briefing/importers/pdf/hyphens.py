"""Words that a line's end parted: joined, or a compound whose hyphen stays."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache

from briefing.importers.pdf.glyphs import HYPHEN
from briefing.paths import resource

_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"[\w\-\u2010\u2011]*$")
_FIRST = re.compile(r"[^\W_]*")
_LANGUAGES = ("fr", "en", "es")
ENDS = ("-", "\u2010", "\u00ad", HYPHEN)


@cache
def _compounds() -> tuple[frozenset[str], frozenset[str]]:
    """First parts of compounds ("vice") and words that hang on by a hyphen ("il" in « dit-il »), of all languages."""
    first: set[str] = set()
    last: set[str] = set()
    for language in _LANGUAGES:
        words = tomllib.loads(resource("language", language, "compounds.toml").read_text(encoding="utf-8"))
        first.update(words["first"])
        last.update(words["last"])
    return frozenset(first), frozenset(last)


def words_of(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands in the lines; a word that a line's end parts is left out."""
    counted: Counter[str] = Counter()
    for line in lines:
        whole = _LAST.sub("", line) if line.endswith(ENDS) else line
        counted.update(word.lower().replace("\u2010", "-") for word in _WORD.findall(whole))
    return counted


def keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Whether the hyphen at the end of `before` is the word's own, `after` being the next line.

    The document itself decides where it has the word elsewhere; else capitals, digits and known compounds do.
    """
    found = _LAST.search(before[:-1])
    left = found.group() if found else ""
    begins = _FIRST.match(after)
    right = begins.group() if begins else ""
    if not left or not right:
        return True
    joined, parted = (left + right).lower(), f"{left}-{right}".lower()
    if words[joined] != words[parted]:
        return words[parted] > words[joined]
    if left[-1].isdigit() or right[0].isdigit():
        return True
    if right[0].isupper():
        return not left.isupper() or len(left) < 2
    first, last = _compounds()
    part = re.split(r"[-\u2010\u2011]", left)[-1].lower()
    if right.lower() in last:
        return True
    return part in first and words[right.lower()] > 0
