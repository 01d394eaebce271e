"""Quotation marks of every kind, paired within what one speaker may say; unbalanced ones do no harm."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from briefing.analysis.parse import Parsed

_PAIRS = {"«": "»", "“": '”"', "„": "“”", "‹": "›"}
_LONGEST = 3000
_SIGN = re.compile("[«»“”„‹›\"]|''")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage: `start` and `end` of the marks, `inner_start` and `inner_end` of what stands between them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    words: int
    is_open: bool = False

    @property
    def is_speech(self) -> bool:
        """Whether it is long enough to be somebody's words rather than a word held at arm's length."""
        return self.words >= 4


@dataclass(frozen=True, slots=True)
class Quotes:
    """The outer quotes of a text, ordered, never overlapping."""

    quotes: tuple[Quote, ...]
    starts: tuple[int, ...] = field(repr=False)

    def at(self, offset: int) -> Quote | None:
        """The quote whose marks enclose a code point offset."""
        number = bisect_right(self.starts, offset) - 1
        if number >= 0 and self.quotes[number].start <= offset < self.quotes[number].end:
            return self.quotes[number]
        return None

    def between(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes that begin in a stretch."""
        low, high = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
        return self.quotes[low:high]


def find_quotes(parsed: Parsed) -> Quotes:
    """The quotes of a text: a paragraph at a time, and over paragraphs when each one opens again without closing."""
    out: list[Quote] = []
    for first, end in parsed.paragraphs:
        out.extend(_in_paragraph(parsed.text, parsed.tokens[first].start, parsed.tokens[end - 1].end))
    return Quotes(tuple(out), tuple(q.start for q in out))


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    opened: int | None = None
    closing = ""
    width = 1
    depth = 0
    for found in _SIGN.finditer(text, start, end):
        position, sign = found.start(), found.group()[0]
        is_double, size = sign == "'", len(found.group())
        if opened is not None and position - opened > _LONGEST + 1:
            opened = None
        if opened is None:
            if sign in _PAIRS or is_double or (sign in '"”' and _opens(text, position)):
                opened, depth, width = position, 0, size
                closing = "''" if is_double else _PAIRS.get(sign, '"”')
        elif is_double and closing == "''" and position > opened + 1:
            out.append(_quote(text, opened, position + 2, width=2))
            opened = None
        elif sign in closing and closing != "''" and position > opened + 1 and _closes(text, position, sign, closing):
            if depth and sign == "»":
                depth -= 1
            else:
                out.append(_quote(text, opened, position + 1))
                opened = None
        elif sign == "«" and text[opened] == "«":
            depth += 1
        if opened is not None and position - opened > _LONGEST:
            opened = None
    if opened is not None and end - 1 - opened > _LONGEST:
        opened = None
    if opened is not None and end - opened > 2 and (closing not in ("''", '"”') or opened == start):
        # a speech that goes on in the next paragraph opens each one and closes only the last
        out.append(_quote(text, opened, end, is_open=True, width=width))
    return [q for q in out if q.words]


def _opens(text: str, position: int) -> bool:
    return text[position] == '"' or (position + 1 < len(text) and not text[position + 1].isspace())


def _closes(text: str, position: int, sign: str, closing: str) -> bool:
    """Whether a mark closes what another kind opened: “… " only where a word has ended."""
    if sign != '"' or closing == '"”':
        return True
    return not text[position - 1].isspace()


def _quote(text: str, start: int, end: int, *, is_open: bool = False, width: int = 1) -> Quote:
    a, b = start + width, end if is_open else end - width
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    words = sum(any(c.isalnum() for c in w) for w in text[a:b].split())
    return Quote(start, end, a, b, words, is_open)
