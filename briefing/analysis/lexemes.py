"""Words, numbers and signs of a text with their places: what the grammars of dates and figures read.

The parser's tokens would do as well, but they differ with its version and are missing where a model is
missing; dates and figures are found either way.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# A run of digits, a run of letters (with combining accents), a single sign, or white space that holds a line end.
_LEXEME = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|[^\w\s]|_|[^\S\n]*\n\s*")
_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'", "′": "'"}
_DASHES = dict.fromkeys("‐‑‒–—−", "-")
_SIGNS = _APOSTROPHES | _DASHES
# A line shorter than this was ended on purpose (a heading, a list); a longer one may just have been wrapped.
_WRAPPED = 40
# Phrases that are looked for backwards are no longer than this, in lexemes.
_FURTHEST = 6
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Lexemes:
    """`words[i]` stands at `text[starts[i]:ends[i]]`: lower case, composed, dashes as "-", apostrophes as "'".

    A line end that parts two thoughts is a word of its own, `BREAK`.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The word at `index`, or "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_joined(self, index: int) -> bool:
        """Whether the lexemes `index` and `index + 1` stand together without white space."""
        return 0 <= index < len(self.words) - 1 and self.ends[index] == self.starts[index + 1]

    def from_offset(self, offset: int) -> int:
        """The first lexeme that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def is_capital(self, index: int) -> bool:
        """Whether the lexeme begins with a capital letter."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()


def read_lexemes(text: str) -> Lexemes:
    """All lexemes of `text`, in order."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    line = 0
    for match in _LEXEME.finditer(text):
        word = match.group()
        start, end = match.span()
        if "\n" in word:
            is_long = start - line >= _WRAPPED
            line = end
            if is_long and word.count("\n") == 1:
                continue
            word = BREAK
        elif end - start == 1:
            word = _SIGNS.get(word) or word.lower()
        else:
            word = word.lower()
            if not word.isascii():
                word = unicodedata.normalize("NFC", word)
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Lexemes(text, tuple(words), tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one or more lexemes with a meaning each; the longest that fits is found."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]
    by_last: Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]

    @classmethod
    def of(cls, meanings: Mapping[str, Any] | Iterable[str]) -> "Phrases":
        """From phrase to meaning; of a bare list each phrase means True."""
        given = meanings if isinstance(meanings, Mapping) else dict.fromkeys(meanings, True)
        rows = [(read_lexemes(phrase).words, meaning) for phrase, meaning in given.items()]
        rows.sort(key=lambda row: -len(row[0]))
        firsts: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        lasts: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for row in rows:
            firsts.setdefault(row[0][0], []).append(row)
            if len(row[0]) <= _FURTHEST:
                lasts.setdefault(row[0][-1], []).append(row)
        return cls({k: tuple(v) for k, v in firsts.items()}, {k: tuple(v) for k, v in lasts.items()})

    def match(self, lexemes: Lexemes, index: int) -> tuple[int, Any] | None:
        """(end lexeme, meaning) of the longest phrase that starts at `index`."""
        if not 0 <= index < len(lexemes.words):
            return None
        for words, meaning in self.by_first.get(lexemes.words[index], ()):
            if len(words) == 1 or lexemes.words[index : index + len(words)] == words:
                return index + len(words), meaning
        return None

    def match_before(self, lexemes: Lexemes, index: int) -> tuple[int, Any] | None:
        """(start lexeme, meaning) of the longest phrase that ends just before `index`."""
        if not 0 < index <= len(lexemes.words):
            return None
        for words, meaning in self.by_last.get(lexemes.words[index - 1], ()):
            start = index - len(words)
            if start >= 0 and (len(words) == 1 or lexemes.words[start:index] == words):
                return start, meaning
        return None
