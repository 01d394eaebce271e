"""Which part of a page is its article, by an independent count; and how much of it an extraction lacks.

The count knows only blocks, menus and the tree, not what the extraction chose, so that the one can witness against
the other. A page's main part is the element that holds the headline's article, else the innermost one that holds
most of the prose.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from briefing.importers.blocks import Block, Outline

# An element that holds so much of the prose of the one around it is the place to look in.
_MOST = 0.8
_HEADED = 0.3
# What is missing is worth a word from so many words and from such a share of the main part on.
_FEW = 25
_SHARE = 0.12
_SHORTEST = 5
# Letters that may be looked through for lines inside other lines: a page can be made to ask for very many.
_PATIENCE = 1_000_000_000
# Bullets, white space and cell borders, and the signs without a width that an extraction drops.
_MARKS = re.compile(r"^\s*[-•*]\s+|(?:\\(?=\|)|[\s|\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd])+")


def key_of(text: str) -> str:
    """What two renderings of one line share: its signs without spaces, bullets and cell borders."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text))


def heart_of(outline: Outline, blocks: Sequence[Block], start: int = 0) -> int:
    """The innermost element that holds most of these blocks' words, looked for inside `start`."""
    weights = outline.weights(blocks)
    best: dict[int, int] = {}
    for element in range(1, len(weights)):
        parent = outline.parents[element]
        if weights[element] > weights[best.get(parent, 0)] or parent not in best:
            best[parent] = element
    place = start
    while place in best and weights[place] and weights[best[place]] >= _MOST * weights[place]:
        place = best[place]
    return place


def inside(outline: Outline, place: int) -> list[bool]:
    """For each element, whether it is `place` or stands in it."""
    held = [False] * len(outline.parents)
    held[place] = True
    for element in range(place + 1, len(held)):
        held[element] = held[element] or held[outline.parents[element]]
    return held


def main_part(outline: Outline, heading: int | None = None) -> list[int]:
    """The numbers of the blocks of the main part; `heading` is the number of the headline's block, where known."""
    prose = [block for block in outline.blocks if block.is_prose and not block.is_around]
    start = 0
    if heading is not None:
        weights = outline.weights(prose)
        element = outline.blocks[heading].home
        while element and not (
            outline.tags[element] in ("article", "main") and weights[element] >= _HEADED * weights[0]
        ):
            element = outline.parents[element]
        start = element
    held = inside(outline, heart_of(outline, prose, start))
    return [
        number
        for number, block in enumerate(outline.blocks)
        if held[block.home] and not block.is_around and block.linked < 0.5 and (heading is None or number > heading)
    ]


def missing_words(outline: Outline, part: Iterable[int], lines: Sequence[str]) -> int:
    """How many words of the main part are not in the text; 0 where they are too few to be worth a word."""
    whole = [key_of(line) for line in lines]
    taken, joined = set(whole), "\n".join(whole)
    total = lost = looked = 0
    for number in part:
        block = outline.blocks[number]
        if block.words < _SHORTEST:
            continue
        total += block.words
        key = key_of(block.text)
        if key in taken:
            continue
        looked += len(joined)
        if looked > _PATIENCE or key not in joined:
            lost += block.words
    return lost if lost >= max(_FEW, _SHARE * total) else 0
