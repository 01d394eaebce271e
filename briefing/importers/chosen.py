"""The lines that an extraction chose, found again among the page's own blocks.

An extraction prints a page in its own way: it breaks a paragraph at links and where the source breaks, runs the cells
of a layout together, and draws the rules of tables. The text of an article is the page's, so its lines are looked for.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import neg

from briefing.importers.blocks import Block
from briefing.importers.mainpart import key_of

# Signs by which a block is looked for inside a longer line, and how many blocks may begin with the same ones.
_BEGINNING = 16
_TRIES = 8
_SHORTEST = 4
# A line that breaks off is looked at with the next ones; letters that may be looked through for such lines.
_AHEAD = 5
_PATIENCE = 100_000_000
# Lines longer than this are not looked through for short blocks.
_RUN_TOGETHER = 20_000
_COVERED = 0.8


def found_again(lines: Sequence[str], blocks: Sequence[Block]) -> tuple[list[int], dict[int, list[str]]]:
    """The blocks that the lines are, and the lines that are none, by the number of the block before them."""
    keys = [key_of(block.text) for block in blocks]
    whole: dict[str, list[int]] = {}
    beginnings: dict[str, list[int]] = {}
    for number in range(len(blocks) - 1, -1, -1):
        whole.setdefault(keys[number], []).append(number)
        beginnings.setdefault(keys[number][:_BEGINNING], []).append(number)
    found: set[int] = set()
    others: dict[int, list[str]] = {}
    torn = _Torn(keys, beginnings)
    last = -1
    line_keys = [key_of(line) for line in lines]
    for place, (line, key) in enumerate(zip(lines, line_keys, strict=True)):
        if not key or torn.goes_on(key):
            continue
        if key in whole:
            last = whole[key].pop() if len(whole[key]) > 1 else whole[key][-1]
            found.add(last)
            continue
        if not key.strip("-:"):
            continue  # the rule below a table's head, which the extraction draws itself
        parts = list(_parts(key, keys, beginnings, last))
        begun = None
        if sum(len(keys[number]) for number in parts) >= _COVERED * len(key):
            found.update(parts)
            last = parts[-1]
        elif (begun := torn.begin(key, "".join(line_keys[place : place + _AHEAD]), last)) is not None:
            found.add(begun)
            last = begun
        elif cells := _cells(line, whole, last):
            found.update(cells)
            last = cells[-1]
        else:
            others.setdefault(last, []).append(line.strip())
    return sorted(found), others


def _cells(line: str, whole: dict[str, list[int]], last: int) -> list[int]:
    """The blocks that the cells of a table's row are, where each stands in a block of its own; else nothing."""
    cells = [key for cell in line.split("|") if (key := key_of(cell))] if line.lstrip().startswith("|") else []
    if not all(key in whole for key in cells):
        return []
    return sorted({min(whole[key], key=lambda number: (number <= last, abs(number - last))) for key in cells})


@dataclass(slots=True)
class _Torn:
    """The block whose text the extraction breaks into several lines: at links, and where the page's source breaks."""

    keys: Sequence[str]
    beginnings: dict[str, list[int]]
    number: int = 0
    place: int = 0  # how much of the block's key has been met; 0 when no block is torn
    looked: int = 0

    def goes_on(self, key: str) -> bool:
        """Whether a line's key goes on in the torn block."""
        whole = self.keys[self.number] if self.place else ""
        if not self.place or self.place >= len(whole):
            return False
        if whole.startswith(key, self.place):
            self.place += len(key)
            return True
        at = self._found(key, self.number, self.place) if len(key) >= _BEGINNING else -1
        self.place = at + len(key) if at >= 0 else 0
        return at >= 0

    def begin(self, key: str, ahead: str, last: int) -> int | None:
        """The block that a line begins, or that goes on with it just below the last one; None for no block.

        `ahead` is the key with those of the next lines: what begins with few letters must go on as the block does.
        """
        self.place = 0
        if len(ahead) >= _BEGINNING:
            alike = self.beginnings.get(ahead[:_BEGINNING], [])  # the last one of the page first
            below = bisect_left(alike, -last, key=neg)
            for number in (*alike[max(0, below - _TRIES) : below][::-1], *alike[-_TRIES:][::-1]):
                if self.keys[number].startswith(key):
                    self.number, self.place = number, len(key)
                    return number
        for number in range(max(last, 0), min(last + 3, len(self.keys))) if len(key) >= _BEGINNING else ():
            at = self._found(key, number, 0)
            if at >= 0:
                self.number, self.place = number, at + len(key)
                return number
        return None

    def _found(self, key: str, number: int, place: int) -> int:
        """Where a key stands in a block's from a place on; -1 when nowhere, or when enough was looked through."""
        self.looked += len(self.keys[number]) - place
        return self.keys[number].find(key, place) if self.looked <= _PATIENCE else -1


def _parts(key: str, keys: Sequence[str], beginnings: dict[str, list[int]], last: int) -> Iterator[int]:
    """The blocks that a line runs together, as with a table used for layout."""
    place = 0
    while place < len(key):
        begun = beginnings.get(key[place : place + _BEGINNING], [])[-_TRIES:]
        for size in range(_BEGINNING - 1, _SHORTEST - 1, -1) if not begun and len(key) < _RUN_TOGETHER else ():
            begun = begun or beginnings.get(key[place : place + size], [])[-_TRIES:]
        fitting = [number for number in begun if key.startswith(keys[number], place)]
        if fitting:
            number = min(fitting, key=lambda one: (one <= last, one))
            yield number
            last = number
            place += len(keys[number])
        else:
            place += 1
