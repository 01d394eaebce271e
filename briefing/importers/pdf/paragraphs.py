"""Lines become paragraphs, and a text that knows of each sign on which page it stands.

A paragraph ends where the next line is set off, indented or of another size, or where its first word would still have
had room. It goes on over the end of a column or page; notes at the foot wait until it has ended.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.importers.pdf.columns import Column, Line
from briefing.importers.pdf.hyphens import ENDS, keeps_hyphen, words_of

_BULLET = re.compile(r"[•▪◦‣■●–—-]\s")
_SURE_BULLET = re.compile(r"[•▪◦‣■●]\s?")
_ENDED = re.compile(r"[.!?…:;][\s»”\"'’)\]]*(?:\[[\d,*†‡]+\])?$")
_NOTE = re.compile(r"\[?[\d*†‡]{1,3}\]?[.)]?\s?\S")
_LEADERS = re.compile(r"(?:\s?[.…]){4,}\s*\d*$")
_SAME_SIZE = 0.08
_NOTE_SIZE = 0.93
_SET_OFF = 1.3  # times the usual distance of lines
_INDENT = 0.5  # of the height of a line


@dataclass(slots=True)
class Paragraph:
    """Lines that read on; `right` is the edge of the column of each."""

    lines: list[Line]
    size: float
    is_note: bool = False


@dataclass(slots=True)
class Placed:
    """A text, and for each of its code points the page (from 0) and PDFium's index; -1 for what was put in."""

    text: str
    pages: "array[int]" = field(default_factory=lambda: array("i"))
    indexes: "array[int]" = field(default_factory=lambda: array("i"))
    hyphens: int = 0


def body_size(columns: list[Column]) -> float:
    """The height of the lines that most text is set in."""
    counted: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            counted[round(line.size, 1)] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def paragraphs_of(columns: list[Column]) -> list[Paragraph]:
    """The paragraphs of all columns in reading order."""
    body = body_size(columns)
    pitches = _pitches(columns)
    is_indented = _indents(columns)
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []
    last: Column | None = None
    for column in (part for whole in columns for part in _with_notes_apart(whole, body)):
        made = _in_column(column, pitches)
        if column.is_note:
            waiting += made
            continue
        if last and found and made and _goes_on(found[-1], made[0], last, column, is_indented=is_indented):
            found[-1].lines += made.pop(0).lines
        if made:
            found += waiting
            waiting = []
        found += made
        last = column
    return found + waiting


def placed(paragraphs: list[Paragraph]) -> Placed:
    """The paragraphs as a text, one a line, words that a line's end parted whole again."""
    words = words_of(line.text for paragraph in paragraphs for line in paragraph.lines)
    made = Placed("")
    parts: list[str] = []

    def put(text: str, line: Line | None, indexes: "array[int] | None" = None) -> None:
        parts.append(text)
        made.pages.extend([line.page if line else -1] * len(text))
        made.indexes.extend(indexes if indexes is not None else [-1] * len(text))

    for number, paragraph in enumerate(paragraphs):
        if number:
            put("\n", None)
        for line, following in pairwise([*paragraph.lines, None]):
            assert line is not None
            text, indexes, space = line.text, line.indexes, " "
            if following is not None and text.endswith(ENDS) and following.text[:1].isalnum() and text[:-1].strip():
                space = ""
                # a dash between spaces is none of a word's
                if text[-2].isspace() or keeps_hyphen(text, following.text, words):
                    space = " " if text[-2].isspace() else ""
                else:
                    text, indexes = text[:-1], indexes[:-1]
                    made.hyphens += 1
            put(_settled(text), line, indexes)
            if following is not None and space:
                put(space, None)
    made.text = "".join(parts)
    return _without_hints(made)


def _settled(text: str) -> str:
    """A hyphen in place of PDFium's mark for one."""
    return text.replace("\x02", "-").replace("\ufffe", "-")


def _without_hints(made: Placed) -> Placed:
    """Without soft hyphens, which are hints for where a line may end."""
    if "\u00ad" not in made.text:
        return made
    kept = [n for n, sign in enumerate(made.text) if sign != "\u00ad"]
    pages, indexes = array("i", (made.pages[n] for n in kept)), array("i", (made.indexes[n] for n in kept))
    return Placed("".join(made.text[n] for n in kept), pages, indexes, made.hyphens)


# --- within a column -----------------------------------------------------------------------------------------------


def _pitches(columns: list[Column]) -> dict[int, float]:
    """The usual distance between base lines, for each size of type (in whole points)."""
    seen: dict[int, Counter[float]] = {}
    for column in columns:
        for above, below in pairwise(column.lines):
            if _is_same_size(above, below) and 0 < below.base - above.base < 3 * above.size:
                seen.setdefault(round(above.size), Counter())[round(below.base - above.base, 1)] += 1
    return {size: counted.most_common(1)[0][0] for size, counted in seen.items()}


def _is_same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size)


def _indents(columns: list[Column]) -> bool:
    """Whether the document's paragraphs begin indented."""
    indented = sum(
        _INDENT * line.size < line.left - column.left < 4 * line.size and below.left - column.left < _INDENT * line.size
        for column in columns
        for line, below in pairwise(column.lines)
    )
    return indented >= 3


def _with_notes_apart(column: Column, body: float) -> Iterator[Column]:
    """A column without the small type at its foot, and that type."""
    at = len(column.lines)
    while at and column.lines[at - 1].size < _NOTE_SIZE * body:
        at -= 1
    notes = column.lines[at:]
    if not notes or (not at and not _NOTE.match(notes[0].text)):
        yield column
        return
    if at:
        yield Column(column.lines[:at], column.left, column.right)
    yield Column(notes, column.left, column.right, is_note=True)


def _in_column(column: Column, pitches: dict[int, float]) -> list[Paragraph]:
    found: list[Paragraph] = []
    lines = column.lines
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else None
        if found and not _begins(line, found[-1], below, column, pitches.get(round(line.size), 1.3 * line.size)):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], line.size, column.is_note))
    return found


def _begins(line: Line, paragraph: Paragraph, below: Line | None, column: Column, pitch: float) -> bool:
    """Whether a line begins a paragraph of its own, after the one above."""
    above, indent = paragraph.lines[-1], _INDENT * line.size
    if not _is_same_size(above, line) or line.base - above.base > _SET_OFF * pitch + 1:
        return True
    if line.base < above.base - 1 or _SURE_BULLET.match(line.text):
        return True
    if above.text.endswith(ENDS) and not above.text[-2:-1].isspace():
        return False
    if " | " in line.text or " | " in above.text or _LEADERS.search(above.text):
        return True
    width = column.right - column.left
    room = column.right - above.right - 0.3 * line.size - line.first_word
    # of ragged lines one is broken early now and then: within a sentence it takes more room to be believed
    is_within = line.text[:1].islower() and not _ENDED.search(above.text)
    if room > (0.25 if is_within else 0.02) * width:
        return True
    if line.left - above.left > indent and (below is None or line.left - below.left > indent):
        return not _BULLET.match(above.text)
    starts_indented = len(paragraph.lines) == 1
    return above.left - line.left > indent and not starts_indented


def _goes_on(above: Paragraph, below: Paragraph, before: Column, column: Column, *, is_indented: bool) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    last, first = above.lines[-1], below.lines[0]
    if above.is_note or below.is_note or not _is_same_size(last, first) or _BULLET.match(first.text):
        return False
    if last.text.endswith(ENDS) and not last.text[-2:-1].isspace():
        return True
    if " | " in last.text or " | " in first.text:
        return False
    width = before.right - before.left
    is_full = last.right > before.right - 0.15 * width
    starts_indented = first.left - column.left > _INDENT * first.size
    if _ENDED.search(last.text):
        return is_full and is_indented and not starts_indented
    return first.text[:1].islower() or (is_full and not starts_indented)
