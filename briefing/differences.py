"""What differs between two texts, word by word, and where a passage of one stands in the other.

Words that stand in both texts, in the same order, are aligned: first phrases that occur once in each (patience
diff), then single words in what lies between. The work grows with the length of the texts and no faster.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal

from briefing.model import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SIZES = (6, 3, 1)
# Gaps of at most so many pairs of words are compared each with each.
_SMALL = 10_000
# A stretch of so few words between two changes is read as part of them.
_FEWEST = 3
_ENDS = frozenset(".!?…")
_MOST_SLIDES = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts, in code points. Pieces follow each other and cover both texts whole.

    In an "equal" piece the words are the same, white space may differ. The old side of what was "added" and the new
    side of what was "removed" are empty.
    """

    kind: Literal["equal", "changed", "added", "removed"]
    old: tuple[int, int]
    new: tuple[int, int]


Block = tuple[int, int, int]  # first word in the old text, in the new one, how many


class Alignment:
    """Two texts with the words that they share in order; `blocks` hold word numbers."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.old_places = [match.span() for match in _TOKEN.finditer(old)]
        self.new_places = [match.span() for match in _TOKEN.finditer(new)]
        self.old_words = [old[start:end] for start, end in self.old_places]
        self.new_words = [new[start:end] for start, end in self.new_places]
        self.blocks: tuple[Block, ...] = tuple(
            _slid(self.old_words, self.new_words, list(_without_splinters(_align(self.old_words, self.new_words))))
        )

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [start for start, _ in self.old_places], [start for start, _ in self.new_places]

    def words_of(self, start: int, end: int, *, in_new: bool = False) -> tuple[int, int]:
        """The numbers of the words that a stretch of code points touches, half-open."""
        places, starts = (self.new_places, self._starts[1]) if in_new else (self.old_places, self._starts[0])
        first = max(0, bisect_right(starts, start) - 1)
        if first < len(places) and places[first][1] <= start:
            first += 1
        return first, max(first, bisect_left(starts, end))

    def gaps(self) -> Iterator[tuple[int, int, int, int]]:
        """What lies between the blocks: first and last word in the old text, and in the new one, half-open."""
        at_old = at_new = 0
        for old, new, count in (*self.blocks, (len(self.old_words), len(self.new_words), 0)):
            if old > at_old or new > at_new:
                yield at_old, old, at_new, new
            at_old, at_new = old + count, new + count

    def image(self, first: int, last: int) -> tuple[int, int, int]:
        """Where words [first, last) of the old text stand in the new one, half-open, and how many are the same."""
        starts = [block[0] for block in self.blocks]
        begin, same = self._edge(starts, first, is_end=False), 0
        end = self._edge(starts, last - 1, is_end=True)
        for old, _, count in self.blocks:
            same += max(0, min(old + count, last) - max(old, first))
        return begin, max(begin, end), same

    def _edge(self, starts: Sequence[int], word: int, *, is_end: bool) -> int:
        at = bisect_right(starts, word) - 1
        if at >= 0:
            old, new, count = self.blocks[at]
            if word < old + count:
                return new + word - old + is_end
            if not is_end:
                return new + count
        elif not is_end:
            return 0
        return self.blocks[at + 1][1] if at + 1 < len(self.blocks) else len(self.new_words)

    def new_span(self, first: int, last: int) -> Span | None:
        """The passage of words [first, last) of the new text; None when there are none."""
        if first >= last:
            return None
        start, end = self.new_places[first][0], self.new_places[last - 1][1]
        return Span(start, end, self.new[start:end])


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts, in order."""
    alignment = Alignment(old, new)
    marks: list[tuple[str, int, int]] = []
    for block_old, block_new, _ in alignment.blocks:
        marks.append(("equal", block_old, block_new))
    for gap_old, old_end, gap_new, new_end in alignment.gaps():
        kind = "added" if gap_old == old_end else "removed" if gap_new == new_end else "changed"
        marks.append((kind, gap_old, gap_new))
    marks.sort(key=lambda mark: (mark[1], mark[2]))
    edges = [(_start(alignment.old_places, o, old), _start(alignment.new_places, n, new)) for _, o, n in marks]
    marks = marks or [("equal", 0, 0)]
    edges = [(0, 0), *edges[1:], (len(old), len(new))]
    return tuple(
        Piece(kind, (edges[n][0], edges[n + 1][0]), (edges[n][1], edges[n + 1][1]))  # type: ignore[arg-type]
        for n, (kind, _, _) in enumerate(marks)
    )


def _start(places: Sequence[tuple[int, int]], word: int, text: str) -> int:
    return places[word][0] if word < len(places) else len(text)


# --- aligning -----------------------------------------------------------------------------------------------------


def _align(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    open_ = [(0, len(old), 0, len(new), 0)]
    while open_:
        a0, a1, b0, b1, level = open_.pop()
        start = a0
        while a0 < a1 and b0 < b1 and old[a0] == new[b0]:
            a0, b0 = a0 + 1, b0 + 1
        if a0 > start:
            blocks.append((start, b0 - (a0 - start), a0 - start))
        end = a1
        while a0 < a1 and b0 < b1 and old[a1 - 1] == new[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
        if end > a1:
            blocks.append((a1, b1, end - a1))
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= _SMALL:
            matcher = SequenceMatcher(None, old[a0:a1], new[b0:b1], autojunk=False)
            blocks += [(a0 + m.a, b0 + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
        elif level < len(_SIZES):
            open_ += _split(old, new, (a0, a1, b0, b1), level)
    return _joined(sorted(blocks))


def _split(
    old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int], level: int
) -> list[tuple[int, int, int, int, int]]:
    """The gap cut at the phrases that occur once in each text; the cuts begin with their phrase."""
    a0, a1, b0, b1 = gap
    anchors = _rising(_once_in_both(old, new, gap, _SIZES[level]))
    if not anchors:
        return [(a0, a1, b0, b1, level + 1)]
    cuts = [(a0, b0), *anchors, (a1, b1)]
    return [(a, next_a, b, next_b, level + 1) for (a, b), (next_a, next_b) in pairwise(cuts)]


def _once_in_both(
    old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int], size: int
) -> list[tuple[int, int]]:
    a0, a1, b0, b1 = gap
    places: dict[tuple[str, ...], int | None] = {}
    for at in range(b0, b1 - size + 1):
        phrase = tuple(new[at : at + size])
        places[phrase] = None if phrase in places else at
    seen: dict[tuple[str, ...], int | None] = {}
    for at in range(a0, a1 - size + 1):
        phrase = tuple(old[at : at + size])
        seen[phrase] = None if phrase in seen else at
    return [(a, b) for phrase, a in seen.items() if a is not None and (b := places.get(phrase)) is not None]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rise on both sides: what moved across it is left out."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int | None] = []
    for number, (_, b) in enumerate(pairs):
        pile = bisect_left(piles, b)
        if pile == len(piles):
            piles.append(b)
            tops.append(number)
        else:
            piles[pile], tops[pile] = b, number
        below.append(tops[pile - 1] if pile else None)
    found: list[tuple[int, int]] = []
    at: int | None = tops[-1] if tops else None
    while at is not None:
        found.append(pairs[at])
        at = below[at]
    return found[::-1]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for old, new, count in blocks:
        if joined and joined[-1][0] + joined[-1][2] == old and joined[-1][1] + joined[-1][2] == new:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + count)
        else:
            joined.append((old, new, count))
    return joined


def _without_splinters(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out what two rewritten sentences share by chance: a word or two between longer changes."""
    for number, (old, new, count) in enumerate(blocks):
        before = blocks[number - 1] if number else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        gap_before = _gap(before, (old, new, count)) if before else 0
        gap_after = _gap((old, new, count), after) if after else 0
        if count >= _FEWEST or not gap_before or not gap_after or gap_before + gap_after < 3 * count:
            yield old, new, count


def _slid(old: Sequence[str], new: Sequence[str], blocks: list[Block]) -> list[Block]:
    """What was only added or only removed is made to end with a sentence, where the words allow it."""
    for number in range(len(blocks) - 1):
        (a, b, count), (next_a, next_b, next_count) = blocks[number], blocks[number + 1]
        words, start, end = (old, a + count, next_a) if next_b == b + count else (new, b + count, next_b)
        if next_a != a + count and next_b != b + count:
            continue
        slides = min(_MOST_SLIDES, next_count - 1)
        for by in range(slides + 1):
            if words[end + by - 1] in _ENDS and by:
                blocks[number] = (a, b, count + by)
                blocks[number + 1] = (next_a + by, next_b + by, next_count - by)
            if words[end + by - 1] in _ENDS or end + by >= len(words) or words[start + by] != words[end + by]:
                break
    return blocks


def _gap(one: Block, other: Block) -> int:
    """How many words lie between two blocks, on the side where there are more."""
    return max(other[0] - one[0] - one[2], other[1] - one[1] - one[2])
