"""The lines of a page in reading order: columns one after the other, rows of a table kept together.

A gutter is believed where at least three lines of prose stand on each side of it; what crosses it (a headline, a
picture's line) parts the page into bands, and in each band the columns are read from left to right.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import combining, normalize

from briefing.importers.pdf.glyphs import Glyph, PageText, Run

_PROSE = 18  # a line of a column has so many signs, a cell of a table mostly less
_LEAST_LINES = 3
_BALANCE = 0.4
_CELL_GAP = 2.0  # of the height: wider is another cell
_SPACE = 0.15
_INITIAL = 1.7  # times the size of the text beside it
_UNITS = frozenset(("m", "km", "cm", "mm", "dm", "hm"))
_POWERS = {"2": "²", "3": "³"}
_MARKS = frozenset("0123456789,*†‡")
_DEEPEST = 6

Put = Callable[[str, int], None]


@dataclass(slots=True)
class Line:
    """A line of text. `indexes` has PDFium's index for each code point, -1 for what was put in."""

    page: int
    text: str
    indexes: "array[int]"
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    first_word: float  # how wide its first word is


@dataclass(slots=True)
class Column:
    """Lines that stand under each other; `is_note` for what belongs to a text above it."""

    lines: list[Line]
    left: float
    right: float
    is_note: bool = False


def columns_of(page: PageText) -> list[Column]:
    """The columns of a page as they are read; text that is shown turned comes last."""
    found = [_column(page, runs, region) for runs, region in _parted(page.upright, 0)]
    if page.turned:
        found.append(_column(page, page.turned, page.turned, is_sorted=False))
    return found


def _parted(runs: list[Run], depth: int) -> Iterator[tuple[list[Run], list[Run]]]:
    """The runs of each column, and those whose edges are the column's."""
    gutter = _gutter(runs) if depth < _DEEPEST else None
    if gutter is None:
        if runs:
            yield runs, runs
        return
    set_off = _set_off(runs)
    band: list[Run] = []
    over: list[Run] = []
    for run in sorted(runs, key=lambda run: run.top):
        if _crosses(run, gutter) or id(run) in set_off:
            yield from _sides(band, gutter, depth)
            band = []
            over.append(run)
        else:
            if over:
                yield over, runs
                over = []
            band.append(run)
    if over:
        yield over, runs
    yield from _sides(band, gutter, depth)


def _set_off(runs: list[Run]) -> set[int]:
    """The lines above and below all columns, with space between: at most three each (a header, a footer)."""
    rows = rows_of(runs)
    found: set[int] = set()
    for ordered in (rows, rows[::-1]):
        for n in range(min(3, len(ordered) - 1)):
            upper, lower = (ordered[n], ordered[n + 1]) if ordered is rows else (ordered[n + 1], ordered[n])
            gap = min(run.top for run in lower) - max(run.bottom for run in upper)
            if gap > 0.8 * max(run.size for run in ordered[n]):
                found.update(id(run) for row in ordered[: n + 1] for run in row)
                break
    return found


def _sides(band: list[Run], gutter: float, depth: int) -> Iterator[tuple[list[Run], list[Run]]]:
    yield from _parted([run for run in band if run.left < gutter], depth + 1)
    yield from _parted([run for run in band if run.left >= gutter], depth + 1)


def _crosses(run: Run, gutter: float) -> bool:
    return run.left < gutter - 2 and run.right > gutter - 1


def _gutter(runs: list[Run]) -> float | None:
    """Where the column right of the best gutter begins, None when there is one column only."""
    if len(runs) < 2 * _LEAST_LINES:
        return None
    starts: dict[int, list[Run]] = {}
    for run in runs:
        if run.letters >= _PROSE:
            starts.setdefault(round(run.left / 3), []).append(run)
    best: tuple[int, float] | None = None
    for begun in starts.values():
        edge = min(run.left for run in begun)
        if len(begun) < _LEAST_LINES:
            continue
        score = _score(runs, edge)
        if score and (best is None or score > best[0]):
            best = (score, edge)
    return best[1] if best else None


def _score(runs: list[Run], edge: float) -> int:
    """How many lines of prose stand beside each other at an edge, less what crosses it; 0 when it is no gutter."""
    beside = [run for run in runs if run.letters >= _PROSE]
    left = [run for run in beside if run.right <= edge - 0.3 * run.size]
    right = [run for run in beside if run.left >= edge - 2]
    if len(left) < _LEAST_LINES or len(right) < _LEAST_LINES:
        return 0
    top = max(min(run.top for run in left), min(run.top for run in right))
    bottom = min(max(run.bottom for run in left), max(run.bottom for run in right))
    both = [run for run in (*left, *right) if run.bottom > top and run.top < bottom]
    lefts = sum(run.right < edge for run in both)
    fewer = min(lefts, len(both) - lefts)
    if fewer < _LEAST_LINES or fewer < _BALANCE * (len(both) - fewer):
        return 0  # labels beside a text are no column
    crossing = sum(_crosses(run, edge) and run.bottom > top and run.top < bottom for run in runs)
    return max(0, len(both) - 3 * crossing)


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """The runs that share a line, from left to right; the lines from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        if rows and _is_beside(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _column(page: PageText, runs: list[Run], region: list[Run], *, is_sorted: bool = True) -> Column:
    rows = rows_of(_with_initials(runs)) if is_sorted else [[run] for run in runs]
    lines = [line_of(page.number, row) for row in rows]
    return Column(lines, min(run.left for run in region), max(run.right for run in region))


def _with_initials(runs: list[Run]) -> list[Run]:
    """The runs, a large initial put before the first of the lines that stand beside it, which count as not indented."""
    found = list(runs)
    for initial in [run for run in runs if run.letters <= 2 and run.glyphs[0].sign.isalpha()]:
        beside = [
            run
            for run in found
            if run is not initial
            and _INITIAL * run.size < initial.size
            and 0 < run.left - initial.right + 2 < 2 * initial.size
            and run.top < initial.base - 0.3 * run.size
            and run.bottom > initial.top
        ]
        if len(beside) < 2:
            continue
        first = min(beside, key=lambda run: run.top)
        for run in beside:
            glyphs = [*initial.glyphs, *run.glyphs] if run is first else run.glyphs
            found[found.index(run)] = replace(run, glyphs=glyphs, left=initial.left)
        found.remove(initial)
    return found


def _is_beside(row: list[Run], run: Run) -> bool:
    """Whether a run stands on the line of a row, if raised: not over any of its runs."""
    largest = max(row, key=lambda other: other.size)
    reach = 0.3 * max(largest.size, run.size) if largest.size * 0.85 < run.size else 0.55 * largest.size
    if abs(run.base - largest.base) > reach:
        return False
    return all(run.left > other.right - 0.5 * run.size or run.right < other.left + 0.5 * run.size for other in row)


def line_of(page: int, row: list[Run]) -> Line:
    """One line of the runs beside each other: notes' numbers set off, gaps of a table marked."""
    size, base = max((run.size, run.base) for run in row)
    text: list[str] = []
    indexes: array[int] = array("i")

    def put(signs: str, index: int) -> None:
        text.extend(signs)
        indexes.extend([index] * len(signs))

    last: Run | None = None
    for run in row:
        if last is not None and text[-1] == "\u00ad":
            text.pop()
            indexes.pop()
        elif last is not None:
            gap = run.left - last.right
            put(" | " if gap > _CELL_GAP * size else " " if gap > _SPACE * size else "", -1)
        for raised, glyphs in _stretches(run, base, size):
            _put_stretch(text, put, glyphs, is_raised=raised)
        last = run
    return Line(
        page,
        "".join(text),
        indexes,
        row[0].left,
        min(run.top for run in row),
        max(run.right for run in row),
        max(run.bottom for run in row),
        base,
        size,
        _first_word(row[0]),
    )


def _first_word(run: Run) -> float:
    """How wide the first word of a run is; a mark before it goes with it."""
    has_letters = False
    for before, glyph in pairwise(run.glyphs):
        has_letters = has_letters or before.sign.isalnum()
        if glyph.sign.isspace() and has_letters:
            return before.right - run.left
    return run.right - run.left


def _stretches(run: Run, base: float, size: float) -> Iterator[tuple[bool, list[Glyph]]]:
    """The signs of a run, those of a raised number together."""
    stretch: list[Glyph] = []
    was_raised = False
    for glyph in run.glyphs:
        height = glyph.bottom - glyph.top
        is_small = glyph.sign in _MARKS and height < 0.85 * size and base - glyph.base > 0.15 * size
        is_raised = is_small or glyph.is_raised
        if is_raised != was_raised and stretch:
            yield was_raised, stretch
            stretch = []
        was_raised = is_raised
        stretch.append(glyph)
    yield was_raised, stretch


def _put_stretch(text: list[str], put: Put, glyphs: list[Glyph], *, is_raised: bool) -> None:
    if not is_raised:
        for glyph in glyphs:
            _put_sign(text, put, glyph)
        return
    before = "".join(text[-3:]).split()
    if len(glyphs) == 1 and before and before[-1] in _UNITS and not text[-1].isspace():
        put(_POWERS.get(glyphs[0].sign, glyphs[0].sign), glyphs[0].at)
        return
    put("[", -1)
    for glyph in glyphs:
        put(glyph.sign, glyph.at)
    put("]", -1)


def _put_sign(text: list[str], put: Put, glyph: Glyph) -> None:
    """A sign; an accent goes with the letter before it, where there is one sign for both."""
    if text and combining(glyph.sign[0]):
        both = normalize("NFC", text[-1] + glyph.sign)
        if len(both) == 1:
            text[-1] = both
            return
    if glyph.sign == " " and (not text or text[-1] == " "):
        return
    put(glyph.sign, glyph.at)
