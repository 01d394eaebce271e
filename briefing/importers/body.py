"""The lines of a page's article: chosen by trafilatura, mended where the page knows better.

trafilatura chooses well which part of a page is the article (F1 0.96 on 181 pages), but drops lists and short lines
inside it and takes boxes between its paragraphs. So its lines are found again among the page's own blocks; blocks
between them that stand in the same element are put back, menus and lines that lead elsewhere are left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.importers.blocks import Block, Outline, joined
from briefing.importers.chosen import found_again
from briefing.importers.dates import is_dateline
from briefing.importers.mainpart import heart_of, inside, key_of, other_articles
from briefing.importers.words import folded, page_words
from briefing.offline import no_probing

_XML = re.compile(r"\s*<\?xml[^>]*\?>")
# A deck is a line between headline and text of so many words or more.
_DECK = 8
_LINKED = 0.75
# Blocks that look like menus hold more of the choice than this: then they are no menus.
_MOST_AROUND = 0.35
# What lxml does not read: from about 255 elements deep.
_DEEP = 240
_LABEL = 25
# An article has so many words before readers' comments begin.
_ARTICLE = 40
# A page of more elements than this is no article as sites make them, and the extraction takes half a minute for it.
MOST_ELEMENTS = 20_000
# The sign of a right with its year, in a line of so many words or less.
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d")
_NOTICE = 40
_WAY = re.compile(r"\s[>›»/→|]\s")
_LISTS = frozenset(["li", "ul", "ol"])
_NESTED = 8
_PARTS = frozenset(["p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])


@cache
def extractor() -> Callable[..., str | None]:
    """trafilatura's extraction, loaded when the first page comes: it takes 130 ms."""
    with no_probing():
        from trafilatura import extract
    return extract


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the chosen blocks in their order, and chosen lines that no block has, by the block before."""

    numbers: tuple[int, ...]
    others: dict[int, list[str]]

    def lines(self, blocks: Sequence[Block]) -> list[str]:
        """The text, line by line."""
        taken = frozenset(self.numbers)
        made = list(self.others.get(-1, ()))
        for number in sorted(taken.union(self.others) - {-1}):
            if number in taken:
                made.append(joined([blocks[number]]))
            made += self.others.get(number, ())
        return made


def choose(html: str, outline: Outline, heading: int | None, known: Sequence[str]) -> Choice | None:
    """The article's lines; None when no article stands out.

    `heading` is the number of the headline's block; `known` are words that stand in the page's head and are no part
    of the text: headline, author, outlet.
    """
    chosen = extractor()(
        _XML.sub("", html, count=1),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    if not chosen:
        return None
    named = {key_of(words) for words in known if words}
    numbers, others = found_again([line for line in chosen.split("\n") if key_of(line) not in named], outline.blocks)
    apart = other_articles(outline, heading)
    numbers = _without_menus([n for n in numbers if outline.blocks[n].home not in apart], outline.blocks)
    if not numbers:
        return Choice((), others) if others else None
    kept = _tidied(_filled(numbers, outline, heading), outline, known)
    return Choice(tuple(kept or numbers), others)


def _tidied(numbers: list[int], outline: Outline, known: Sequence[str]) -> list[int]:
    """Without the headline, lines that lead elsewhere, lists of sources, bylines and what stands around the text."""
    keys = {key_of(words) for words in known if words}
    dropped = {
        number
        for number in numbers
        if key_of(outline.blocks[number].text) in keys or _leads_away(outline.blocks[number])
    }
    kept = [number for number in numbers if number not in dropped]
    return _without_edges(_before_sources(kept, outline.blocks), outline, known)


def _without_menus(numbers: list[int], blocks: Sequence[Block]) -> list[int]:
    """Without readers' comments, and what stands in menus and boxes, unless that is so much that it can be none."""
    numbers = _without_replies(numbers, blocks)
    around = sum(blocks[number].words for number in numbers if blocks[number].is_around)
    if around > _MOST_AROUND * sum(blocks[number].words for number in numbers):
        return numbers
    return [number for number in numbers if not blocks[number].is_around]


def _without_replies(numbers: list[int], blocks: Sequence[Block]) -> list[int]:
    """Without readers' comments, however many, if an article stands before them."""
    first = next((number for number in numbers if blocks[number].is_reply), None)
    if first is None:
        return numbers
    before = sum(blocks[number].words for number in numbers if number < first and blocks[number].is_prose)
    return [number for number in numbers if not blocks[number].is_reply] if before >= _ARTICLE else numbers


def _filled(numbers: list[int], outline: Outline, heading: int | None) -> list[int]:
    """With the blocks between the chosen ones in the element that holds them, the deck, and what lies too deep."""
    blocks = outline.blocks
    chosen = set(numbers)
    heart = _around_list(outline, heart_of(outline, [blocks[number] for number in numbers]))
    held = inside(outline, heart)
    below = -1 if heading is None else heading
    prose = [number for number in numbers if blocks[number].words >= _DECK and number > below] or numbers
    first, last = prose[0], numbers[-1]
    for number in range(first, last):
        block = blocks[number]
        if held[block.home] and not block.is_around and not _is_link(block):
            chosen.add(number)
    if heading is not None and heading < first:
        for number in range(heading + 1, first):
            if _is_deck(blocks[number]):
                chosen.add(number)
    chosen.update(_following(outline, last))
    chosen.update(number for number, block in enumerate(blocks) if block.depth > _DEEP and _is_deck(block))
    return sorted(chosen)


def _around_list(outline: Outline, element: int) -> int:
    """The element that holds a paragraph or a list: an article of few long lines has its heart in one of them."""
    while outline.tags[element] in _PARTS:
        element = outline.parents[element]
    return element


def _is_deck(block: Block) -> bool:
    return not block.is_around and block.words >= _DECK and block.linked < 0.5 and not _is_label(block.text)


def _following(outline: Outline, last: int) -> Iterator[int]:
    """The blocks right after the last one that stand in the same element, or in a list or table beside it."""
    blocks, parents = outline.blocks, outline.parents
    home = blocks[last].home
    near = {home, parents[home]} - {0} if outline.tags[home] in ("p", "li", "td", "blockquote") else {home}
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        place = block.home
        for _ in range(_NESTED):
            place = place if place in near or outline.tags[parents[place]] not in _LISTS else parents[place]
        is_near = place in near or parents[place] in near or parents[parents[place]] in near
        if not is_near or block.is_around or block.linked >= 0.5 or block.tag not in ("p", "li", "td", "th", "tr"):
            return
        yield number


def _leads_away(block: Block) -> bool:
    """Whether a line is a link to something else, or says that there is an advertisement."""
    line = folded(block.text).strip(" :.…|-")
    words = page_words()
    if line in words.asides:
        return True
    if block.words > _LABEL:
        return False
    if words.read_also.match(line) and (block.linked >= 0.3 or ":" in block.text or "|" in block.text):
        return True
    return _is_link(block) and block.tag not in ("li", "td", "h2", "h3", "h4")


def _is_link(block: Block) -> bool:
    """Whether a line is a link and no more; a mail address is what the article says, linked or not."""
    is_mail = "@" in block.text and " " not in block.text
    return block.linked >= _LINKED and not is_mail


def _is_label(text: str, known: Sequence[str] = ()) -> bool:
    """Whether a line says who wrote the article, or when: "Par X", "Publié le 12 janvier 2026 à 18h03"."""
    line = folded(text)
    words = page_words()
    if len(line.split()) > _LABEL:
        return False
    if is_dateline(text, known):
        return True
    if line.endswith((".", "!", "?", "»", "”", '"')) and not words.labels.match(line):
        return False
    return any(pattern.match(line) for pattern in (words.updated, words.labels)) or bool(
        (words.published.match(line) or words.by.match(line)) and len(line.split()) <= 14
    )


def _is_notice(block: Block, known: Sequence[str]) -> bool:
    """Whether a line says whose the rights are, or is the way to the page: "Home > News > (its headline)"."""
    line = folded(block.text)
    if page_words().footers.match(line) or (block.words <= _NOTICE and _COPYRIGHT.search(line)):
        return True
    title = key_of(known[0]) if known else ""
    is_way = bool(title) and key_of(block.text).endswith(title) and block.text[-1] != "."
    return is_way and bool(_WAY.search(block.text[: -len(title)]))


def _before_sources(numbers: list[int], blocks: Sequence[Block]) -> list[int]:
    """What comes before a last heading such as "Sources", if no paragraph follows it."""
    ends = page_words().ends
    for place in range(len(numbers) - 1, 0, -1):
        block = blocks[numbers[place]]
        if block.tag == "p" and block.is_prose:
            break
        if block.tag in _HEADINGS and folded(block.text).strip(" :") in ends:
            return numbers[:place]
    return numbers


def _without_edges(numbers: list[int], outline: Outline, known: Sequence[str]) -> list[int]:
    """Without bylines, days, menus and copyrights before the text and after it; inside it they may be part of it."""
    blocks = outline.blocks
    long = [
        place
        for place, number in enumerate(numbers)
        if blocks[number].is_prose and not _is_label(blocks[number].text, known)
    ]
    prose = [place for place in long if not _is_notice(blocks[numbers[place]], known)]
    if not prose:
        return numbers
    start, end = prose[0], prose[-1]
    second = prose[1] if len(prose) > 1 else end
    held = inside(outline, _around_list(outline, heart_of(outline, [blocks[numbers[place]] for place in prose])))

    def is_edge(place: int, block: Block) -> bool:
        if place in (start, end):
            return False
        is_outside = place < start or place > end
        is_menu = is_outside and (block.linked >= _LINKED or (place > long[-1] and not held[block.home]))
        is_notice = is_outside and _is_notice(block, known)
        return is_notice or is_menu or ((place < second or place > end) and _is_label(block.text, known))

    return [number for place, number in enumerate(numbers) if not is_edge(place, blocks[number])]
