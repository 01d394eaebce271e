"""Text and offsets: settled once at import, counted in code points, converted for Qt in one place."""

import re
from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from briefing.model import Span

# What SQLite, Qt or UTF-8 cannot carry: NUL, lone surrogates, and the noncharacters that tools use as marks.
_UNKEEPABLE = "[\0\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]"
# What turns text around, hides it or rings a bell has no place where a person reads: bidi controls, C0, C1, tags.
ACTIVE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_DAY = r"\d{4}-\d{2}-\d{2}"
_WEB_ADDRESS = r"(?i:https?://[^\s<>\"]+)"
_PARAGRAPH = re.compile(r"[^\n]+")
_CONTEXT = 32

# For counting words in bytes: what stands for all letters (those beyond ASCII have several bytes) and all white space,
# and the common signs of typography that are neither.
_ASCII = bytes(range(128))
_LETTERS = bytes(b" a"[not chr(byte).isspace() or byte > 127] for byte in range(256))
_MARKS = bytes(byte for byte in _ASCII if not chr(byte).isspace() and not chr(byte).isalnum())
_COMMON_SIGNS = tuple((sign, " " if sign.isspace() else "") for sign in "\u00a0\u202f\u2009’‘“”«»–—…€°·•")


def clean(text: str) -> tuple[str, int]:
    """The settled text, and how many characters had to be replaced by U+FFFD.

    Line ends become LF, a leading byte order mark goes. No-break spaces stay: French typography needs them.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return re.subn(_UNKEEPABLE, "\ufffd", text)


def is_web_address(words: str) -> bool:
    """Whether the words are a web address and nothing else."""
    return re.fullmatch(_WEB_ADDRESS, words.strip()) is not None


def snippet(text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]` without white space at its edges. The stretch must hold something else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


def surroundings(text: str, span: Span) -> tuple[str, str]:
    """Up to 32 code points before and after a span: the prefix and suffix of a quote selector."""
    return text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of `text` that hold more than white space, in order."""
    return tuple(snippet(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if not m.group().isspace())


def count_words(text: str) -> int:
    """How many words a person would count: runs of signs between white space that hold a letter or digit."""
    if text.isascii():
        signs = text.encode()
    else:
        for sign, plain in _COMMON_SIGNS:
            text = text.replace(sign, plain)
        signs = text.encode(errors="replace")
        others = signs.translate(None, _ASCII).decode()
        if others and not others.isalnum():
            return sum(any(map(str.isalnum, word)) for word in text.split())
    # every byte is one of a letter, a space, or gone: a word begins where a letter follows a space
    return (b" " + signs.translate(_LETTERS, _MARKS)).count(b" a")


def is_day(value: object) -> bool:
    """Whether the value is an existing day as YYYY-MM-DD."""
    if not isinstance(value, str) or not re.fullmatch(_DAY, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


class Utf16(NamedTuple):
    """Converts between code points and the UTF-16 units that Qt counts, for one text.

    Only code points above U+FFFF take two units; `wide` lists where those stand, so that a text without any
    costs nothing.
    """

    wide: tuple[int, ...]
    wide_units: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Utf16":
        wide = tuple(i for i, c in enumerate(text) if c > "\uffff") if max(text, default="") > "\uffff" else ()
        return cls(wide, tuple(position + n for n, position in enumerate(wide)))

    def units(self, code_point: int) -> int:
        """Where code point offset `code_point` stands in UTF-16 units."""
        return code_point + bisect_left(self.wide, code_point)

    def code_points(self, unit: int) -> int:
        """Where UTF-16 offset `unit` stands in code points; inside a pair it is the start of its sign."""
        before = bisect_left(self.wide_units, unit)
        if before and self.wide_units[before - 1] == unit - 1:
            return self.wide[before - 1]
        return unit - before
