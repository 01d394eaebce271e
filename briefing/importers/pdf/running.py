"""What repeats at the edges of pages: headers, footers and page numbers. It is taken out and told, not lost."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from briefing.importers.pdf.columns import Line, line_of, rows_of
from briefing.importers.pdf.glyphs import PageText, Run

_EDGE = 0.13  # of the page's height
_NEAR = 6.0  # points
_SHARE = 0.3
_ROMAN = re.compile(r"\b[ivxl]{1,6}\b")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|pág(?:ina)?\.?|p\.)?\s*#(?:\s*(?:/|of|sur|de)\s*#)?\W*", re.I)


@dataclass(frozen=True, slots=True)
class Edges:
    """The pages without what repeats at their edges, and those lines."""

    pages: list[PageText]
    removed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line across the page, over all columns, with its runs."""

    line: Line
    runs: list[Run]


def without_edges(pages: list[PageText]) -> Edges:
    """Take out what repeats at the edges, and page numbers."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    for page in pages:
        for row in _rows_at_edge(page):
            groups[_key(row.line.text)].append(row)
    filled = sum(bool(page.upright) for page in pages)
    removed: list[_Row] = []
    for key, rows in groups.items():
        if _PAGE_NUMBER.fullmatch(key):
            removed += [row for row in rows if _is_number_of(row.line, len(pages))]
        elif key.strip("# |"):
            removed += _repeated(rows, filled)
    gone = {id(run) for row in removed for run in row.runs}
    kept = [replace(page, upright=[run for run in page.upright if id(run) not in gone]) for page in pages]
    return Edges(kept if gone else pages, tuple(row.line for row in removed))


def _rows_at_edge(page: PageText) -> list[_Row]:
    at_edge = [run for run in page.upright if run.bottom < _EDGE * page.height or run.top > (1 - _EDGE) * page.height]
    return [_Row(line_of(page.number, row), row) for row in rows_of(at_edge)]


def _key(text: str) -> str:
    return _NUMBERS.sub("#", _ROMAN.sub("#", text.lower()) if len(text) <= 8 else text.lower()).strip()


def _repeated(rows: list[_Row], pages: int) -> list[_Row]:
    """Those of alike lines that stand at the same height on enough pages: two at least, and three in ten.

    Two are enough where a number in them counts the pages, as in a chapter's header.
    """
    by_height: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        for near in (-1, 0, 1):
            by_height[round(row.line.base / _NEAR) + near].add(row.line.page)
    enough = 2 if _counts_pages(rows) else max(2, _SHARE * pages)
    return [row for row in rows if len(by_height[round(row.line.base / _NEAR)]) >= enough]


def _counts_pages(rows: list[_Row]) -> bool:
    for place in (0, -1):
        found = [(row.line.page, _NUMBERS.findall(row.line.text)) for row in rows]
        if all(numbers and len(numbers[place]) < 5 for _, numbers in found):
            distances = {int(numbers[place]) - page for page, numbers in found}
            if len(distances) == 1 and len({page for page, _ in found}) > 1:
                return True
    return False


def _is_number_of(line: Line, pages: int) -> bool:
    """Whether a number at the edge can be its page's: no year and no count that stands there by chance."""
    numbers = [int(number) for number in _NUMBERS.findall(line.text)]
    if not numbers:
        return len(line.text) <= 8  # roman
    if len(numbers) == 2:
        return numbers[0] <= numbers[1]
    return pages > 1 or numbers[0] == 1


def sample_of(removed: tuple[Line, ...]) -> str:
    """The words that repeat most, to be told; "" when there are only numbers."""
    counted = Counter(_key(line.text) for line in removed if _key(line.text).strip("# |"))
    if not counted:
        return ""
    most = counted.most_common(1)[0][0]
    return next(line.text for line in removed if _key(line.text) == most)[:80]
