"""Where the words of a query stand in a text, as the index sees it: without accents and capitals, whole words.

The index would tell it too, but reads each text twice for that, and can't say where in the text its snippet stands.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from briefing.library.query import Words, folded

_AROUND = 60  # signs before the first match of a snippet
_LENGTH = 200
_MATCHES = 24
_TOKEN = re.compile(r"[^\W_]+")
_NO_SPACE = re.compile(r"[^\S ]")
_ACCENTS = "[\u0300-\u036f]"  # as signs of their own
# after the first sign of a word: it stands at the beginning of one
_BEGINS, _ENDS = r"(?<![^\W_][\s\S])", r"(?![^\W_])"

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
    """The letters of Latin-1 that are the same but for accent and capital, by the plain letter."""
    found: dict[str, str] = {}
    for letter in map(chr, range(256)):
        plain = folded(letter)
        found[plain] = found.get(plain, "") + letter
    return found


@lru_cache(maxsize=1_000)
def _signs(letters: str) -> str:
    """A class of signs that could be one of these plain letters: those of Latin-1 exactly, and any beyond it.

    Such a class is compiled soon and searched fast; with all letters of all alphabets it takes many times as long.
    So what was found beyond Latin-1 is looked at again (`Marker._is_wanted`).
    """
    same = {sign for letter in letters for sign in _variants().get(letter, letter)}
    others = [number for number in range(256) if chr(number) not in same]
    starts = [number for number in others if number - 1 not in others]
    ends = [number for number in others if number + 1 not in others]
    return "[^" + "".join(f"\\x{a:02x}-\\x{b:02x}" for a, b in zip(starts, ends, strict=True)) + "]"


@lru_cache(maxsize=4_000)
def _tokens(shown: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(folded(shown)))


class Marker:
    """Finds the words of a query in texts. `words` counts the distinct ones; without any nothing is marked."""

    def __init__(self, words: Iterable[Words]) -> None:
        found = {(_tokens(w.text), w.is_prefix): w for w in words}
        self._wanted = [key for key in found if key[0]]
        self.wanted = [found[key] for key in self._wanted]
        self.words = len(self._wanted)
        self._plain = self._compiled(_BEGINS)
        self._apart: re.Pattern[str] | None = None

    def _compiled(self, begins: str, between: str = "") -> re.Pattern[str] | None:
        """Any of the words, each a group of its own without its first sign.

        That sign comes first for all, since a class at its beginning is what Python's search is fast with.
        """
        wanted = []
        for tokens, is_prefix in self._wanted:
            first, *rest = [between.join(map(_signs, token)) + between for token in tokens]
            first = first.removeprefix(_signs(tokens[0][0]))
            word = r"[\W_]+".join([first, *rest]) + ("" if is_prefix else _ENDS)
            wanted.append(f"(?<={_signs(tokens[0][0])})({word})")
        firsts = "".join(sorted({tokens[0][0] for tokens, _ in self._wanted}))
        return re.compile(f"{_signs(firsts)}{begins}(?:{'|'.join(wanted)})") if wanted else None

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        pattern = self._plain
        if pattern is None:
            return
        if not unicodedata.is_normalized("NFC", text):
            self._apart = self._apart or self._compiled(f"{_BEGINS}(?<!{_ACCENTS}[\\s\\S])", f"{_ACCENTS}*")
            pattern = self._apart or pattern
        at = 0
        while (match := pattern.search(text, at)) is not None:
            is_wanted = self._is_wanted(match)
            at = match.end() if is_wanted else match.start() + 1
            if is_wanted:
                yield match

    def _is_wanted(self, match: re.Match[str]) -> bool:
        """What stands there, with letters beyond Latin-1 as the index sees them too."""
        shown = match.group()
        return shown.isascii() or _tokens(shown) == self._wanted[(match.lastindex or 1) - 1][0]

    def marks(self, text: str) -> Marks:
        """The stretches that match, in their order."""
        return tuple(match.span() for match in self._found(text))

    def counts(self, text: str) -> list[int]:
        """How often each word stands in the text."""
        found = [0] * self.words
        for match in self._found(text):
            found[(match.lastindex or 1) - 1] += 1
        return found

    def snippet(self, text: str) -> Snippet:
        """The stretch where most of the words stand together; the beginning, unmarked, where none does."""
        matches = list(islice(self._found(text), _MATCHES))
        if not matches:
            return Snippet(_one_line(_cut(text, 0, _LENGTH)[0]))
        best = self._best(matches)
        shown, start = _cut(text, max(0, best.start() - _AROUND), _LENGTH)
        end = start + len(shown)
        marks = tuple(m.span() for m in matches if start <= m.start() and m.end() <= end)
        before = "…" if start else ""
        after = "…" if end < len(text) else ""
        moved = tuple((a - start + len(before), b - start + len(before)) for a, b in marks)
        return Snippet(before + _one_line(shown) + after, moved, best.start(), best.end())

    def _best(self, matches: list[re.Match[str]]) -> re.Match[str]:
        """The first of those that have most words of the query after them within a snippet."""
        best, most = matches[0], 0
        for at, match in enumerate(matches):
            end = match.start() + _LENGTH - _AROUND
            count = len({m.lastindex for m in matches[at:] if m.start() < end})
            if count > most:
                best, most = match, count
            if most == self.words:
                break
        return best


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
    return _NO_SPACE.sub(" ", text)
