"""Quotation marks of every kind, paired within what one speaker may say; unbalanced ones do no harm."""

from bisect import bisect_right
from dataclasses import dataclass, field

from briefing.analysis.parse import Parsed

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
_LONGEST = 3000


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
    depth = 0
    position = start
    while position < end:
        sign = text[position]
        if opened is None:
            if sign in _PAIRS:
                opened, closing, depth = position, _PAIRS[sign], 0
            elif sign == '"' or (sign in "“”" and _opens(text, position)):
                opened, closing, depth = position, '"' if sign == '"' else "”", 0
        elif sign in closing and sign not in '"' and position > opened:
            if depth:
                depth -= 1
            else:
                out.append(_quote(text, opened, position + 1))
                opened = None
        elif sign == '"' and closing == '"':
            if position - opened > 1:
                out.append(_quote(text, opened, position + 1))
                opened = None
        elif text[opened] == sign and sign in _PAIRS and sign != "“":
            depth += 1
        if opened is not None and position - opened > _LONGEST:
            opened = None
        position += 1
    if opened is not None and closing != '"' and end - opened > 2:
        out.append(_quote(text, opened, end, is_open=True))
    elif opened is not None and opened == start and end - opened > 2:
        # a speech that goes on in the next paragraph opens each one and closes only the last
        out.append(_quote(text, opened, end, is_open=True))
    return [q for q in out if q.words]


def _opens(text: str, position: int) -> bool:
    return position + 1 < len(text) and not text[position + 1].isspace()


def _quote(text: str, start: int, end: int, *, is_open: bool = False) -> Quote:
    a, b = start + 1, end if is_open else end - 1
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    words = sum(any(c.isalnum() for c in w) for w in text[a:b].split())
    return Quote(start, end, a, b, words, is_open)
