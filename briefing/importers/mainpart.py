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
# An <article> with so many words is a whole one, not an entry or a teaser.
_WHOLE = 200
# A teaser of another article: a headline that is a link, in an element of at most so many words; one alone is none.
_TEASER_WORDS = 120
_TEASER_LINK = 0.8
_TEASER_TITLE = 3
_TEASERS = 0.8
_FEWEST_TEASERS = 3
_TEASER_DEPTH = 8
# A row of teasers with more of the prose than this is the page's own.
_OWN = 0.4
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
    elsewhere = _teasers(outline) | other_articles(outline, heading)
    inner = [block for block in outline.blocks if not block.is_around and block.home not in elsewhere]
    prose = [block for block in inner if block.is_prose]
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
        if held[block.home]
        and block.linked < 0.5
        and (heading is None or number > heading)
        and not (block.is_around or block.home in elsewhere)
    ]


def other_articles(outline: Outline, heading: int | None) -> frozenset[int]:
    """The elements of whole articles beside the headline's, and all inside them: what a page adds as one reads on.

    Short ones stay: they may be the entries of a live report.
    """
    if heading is None:
        return frozenset()
    words = outline.weights([block for block in outline.blocks if block.is_prose])
    around = set(outline.around(outline.blocks[heading].home, len(outline.parents)))
    own = max((element for element in around if outline.tags[element] == "article"), default=0)
    if not own or words[own] < _WHOLE:
        return frozenset()
    held = inside(outline, own)
    return outline.with_inner(
        {
            element
            for element, tag in enumerate(outline.tags)
            if tag == "article" and words[element] >= _WHOLE and not held[element] and element not in around
        }
    )


def _teasers(outline: Outline) -> frozenset[int]:
    """The elements that are lists of other articles, and all inside them: linked headlines with a few lines, in a row.

    A list that holds most of the prose is the page's own: a live report, a digest.
    """
    weights, prose = (outline.weights(blocks) for blocks in (outline.blocks, [b for b in outline.blocks if b.is_prose]))
    linking: set[int] = set()
    for block in outline.blocks:
        if block.linked >= _TEASER_LINK and block.words >= _TEASER_TITLE:
            linking.update(outline.around(block.home, _TEASER_DEPTH))
    rows: dict[int, list[int]] = {}
    for element in sorted(linking):
        if prose[element] and weights[element] <= _TEASER_WORDS:
            rows.setdefault(outline.parents[element], []).append(element)
    headed = outline.headed()
    held = {
        parent
        for parent, teasers in rows.items()
        if len(teasers) >= _FEWEST_TEASERS
        and parent not in headed
        and sum(prose[one] for one in teasers) >= _TEASERS * prose[parent]
    }
    if not held or sum(prose[parent] for parent in held) > _OWN * prose[0]:
        return frozenset()
    return outline.with_inner(held)


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
