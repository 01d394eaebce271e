"""Where the words of a query stand in a text, as the index sees it: without accents and capitals, whole words.

The index would tell it too, but reads each text twice for that, and can't say where in the text its snippet stands.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from briefing.library.query import Words, folded

_AROUND = 60  # signs before the first match of a snippet
_LENGTH = 200
_MATCHES = 24
_TOKEN = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text on one line, which parts of it match, and where the first of them stands in the text."""

    text: str
    marks: Marks = ()
    start: int | None = None
    end: int | None = None


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """The letters that are the same without their accent, by that letter."""
    found: dict[str, str] = {}
    for number in _LATIN:
        letter = chr(number).casefold()
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and letter not in found.get(base, base):
            found[base] = found.get(base, base) + letter
    return found


class Marker:
    """Finds the words of a query in texts. `words` counts the distinct ones; without any nothing is marked."""

    def __init__(self, words: Iterable[Words]) -> None:
        found = {(tuple(_TOKEN.findall(folded(w.text))), w.is_prefix): w for w in words}
        self._wanted = [key for key in found if key[0]]
        self.wanted = [found[key] for key in self._wanted]
        self.words = len(self._wanted)
        self._plain = self._compiled("")
        self._apart: re.Pattern[str] | None = None

    def _compiled(self, between: str) -> re.Pattern[str] | None:
        variants = _variants()

        def spelled(token: str) -> str:
            signs = (f"[{variants[sign]}]" if sign in variants else re.escape(sign) for sign in token)
            return between.join(signs) + between

        wanted = [
            "(" + r"[\W_]+".join(map(spelled, tokens)) + ")" + ("" if is_prefix else _AFTER)
            for tokens, is_prefix in self._wanted
        ]
        return re.compile(_BEFORE + f"(?:{'|'.join(wanted)})", re.IGNORECASE) if wanted else None

    def _pattern(self, text: str) -> re.Pattern[str] | None:
        if unicodedata.is_normalized("NFC", text):
            return self._plain
        if self._apart is None:
            # accents as signs of their own
            self._apart = self._compiled("[\u0300-\u036f]*")
        return self._apart

    def marks(self, text: str) -> Marks:
        """The stretches that match, in their order."""
        pattern = self._pattern(text)
        return tuple(match.span() for match in pattern.finditer(text)) if pattern else ()

    def counts(self, text: str) -> list[int]:
        """How often each word stands in the text."""
        found = [0] * self.words
        pattern = self._pattern(text)
        for match in pattern.finditer(text) if pattern else ():
            found[(match.lastindex or 1) - 1] += 1
        return found

    def snippet(self, text: str) -> Snippet:
        """The stretch where most of the words stand together; the beginning, unmarked, where none does."""
        pattern = self._pattern(text)
        matches = list(islice(pattern.finditer(text), _MATCHES)) if pattern else []
        if not matches:
            return Snippet(_one_line(_cut(text, 0, _LENGTH)[0]))
        best = max(matches, key=lambda match: (_distinct(matches, match.start()), -match.start()))
        shown, start = _cut(text, max(0, best.start() - _AROUND), _LENGTH)
        end = start + len(shown)
        marks = tuple(m.span() for m in matches if start <= m.start() and m.end() <= end)
        before = "…" if start else ""
        after = "…" if end < len(text) else ""
        moved = tuple((a - start + len(before), b - start + len(before)) for a, b in marks)
        return Snippet(before + _one_line(shown) + after, moved, best.start(), best.end())


def _distinct(matches: list[re.Match[str]], start: int) -> int:
    return len({m.lastindex for m in matches if start <= m.start() < start + _LENGTH - _AROUND})


def _cut(text: str, start: int, length: int) -> tuple[str, int]:
    """A stretch that begins and ends between words where there is white space near, and where it begins."""
    end = min(len(text), start + length)
    if start:
        space = _space(text, start, start + 20)
        start = start if space is None else space + 1
    if end < len(text):
        space = max(text.rfind(" ", end - 20, end), text.rfind("\n", end - 20, end))
        end = space if space > start else end
    return text[start:end], start


def _space(text: str, start: int, end: int) -> int | None:
    found = [at for at in (text.find(" ", start, end), text.find("\n", start, end)) if at >= 0]
    return min(found, default=None)


def _one_line(text: str) -> str:
    """Of the same length, so that marks stay where they are."""
    return re.sub(r"\s", " ", text)
