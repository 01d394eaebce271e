"""An article's headline: what the page's head says it is, as the page prints it, without the name of the outlet."""

import re
from collections.abc import Iterator, Sequence

from briefing.importers.blocks import Block, Outline
from briefing.importers.mainpart import key_of
from briefing.importers.values import as_line, letters

SEPARATORS = re.compile(r"\s+[|–—·»›‹:•-]\s+|\s*\|\s*|(?<=\w):\s+")
_LONG = 15
# A heading that is so much of a link leads to the site's front page.
_LOGO = 0.75
_OUTLET_WORDS = 6
_FIRST = 150
_MOST = 5000
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
# A file's name: no headline is one word with hyphens.
_SLUG = re.compile(r"[^\s-]+(?:-[^\s-]+){2,}$")


def headline(outline: Outline, named: Sequence[object], names: Sequence[str]) -> str | None:
    """The headline as the page prints it, else as its metas, a marked element, a heading or the window have it.

    `named` is what metas and data say it is, the best first; `names` are those of the outlet, its hosts among them.
    """
    head, blocks = outline.head, outline.blocks
    sites = [name for one in names if (name := letters(one))]
    given = [
        line for value in named if (line := as_line(value)) and not _SLUG.match(line) and not _is_site(line, sites)
    ]
    window = as_line(head.title)
    inner = sorted(blocks[:_MOST], key=lambda block: (block.is_around, block.linked >= _LOGO))
    headings = [line for block in inner if block.tag == "h1" and (line := as_line(block.text))][:3]
    headings = [line for line in headings if letters(line) not in sites]
    for value in (*given, *([window] if window else ())):
        for heading in headings:
            is_long = len(heading) > _LONG and len(heading) >= 0.4 * len(value)
            if is_long and letters(heading) in letters(value):
                return heading
    printed = _printed(blocks, [*([window] if window else ()), *given[:1]], sites, _LONG if given or not window else 4)
    if printed or given:
        return printed or _without_outlet(given[0], sites)
    marked = {line for sign in head.signs if sign.kind == "headline" and (line := as_line(sign.text))}
    if len(marked) == 1:
        return marked.pop()
    return headings[0] if headings else _of_window(blocks, window, sites)


def heading_of(blocks: Sequence[Block], title: str | None, outlet: str | None) -> int | None:
    """The number of the block that is the headline: its words, if possible in a heading and no menu."""
    if not title:
        return None
    key, own = key_of(title), letters(title)
    first = blocks[:_MOST]
    same = [number for number, block in enumerate(first) if key_of(block.text) == key]
    if not same:
        same = [n for n, block in enumerate(first) if block.tag in _HEADINGS and own and own == letters(block.text)]
    if not same:
        site = letters(outlet or "")
        same = [n for n, b in enumerate(first) if b.tag == "h1" and not b.is_around and letters(b.text) != site]
    return min(
        same,
        key=lambda n: (blocks[n].is_around, blocks[n].tag[:1] != "h", blocks[n].linked >= _LOGO, n),
        default=None,
    )


def _is_site(line: str, sites: Sequence[str]) -> bool:
    """Whether a line is a host's or an outlet's name alone."""
    return letters(line) in sites or (" " not in line and any(letters(line) in site for site in sites))


def _printed(blocks: Sequence[Block], values: Sequence[str], sites: Sequence[str], least: int) -> str | None:
    """A piece of a title that the page prints as a heading; of several, the second: a site's name stands at the top."""
    places: dict[str, int] = {}
    for number, block in enumerate(blocks[:_MOST]):
        if block.tag in _HEADINGS and not block.is_around:
            places.setdefault(letters(block.text), number)
    found: dict[int, str] = {}
    for value in values:
        for piece in (value, *_pieces(value)):
            own = letters(piece)
            if len(piece) > least and own in places and own not in sites:
                found.setdefault(places[own], piece)
    return as_line(blocks[sorted(found)[:2][-1]].text) if found else None


def _of_window(blocks: Sequence[Block], window: str | None, sites: Sequence[str]) -> str | None:
    """The window's title, or the piece of it that the page shows; the first heading where it names the site alone."""
    if not window:
        return None
    if _is_site(window, sites):
        heads = (b for b in blocks[:_MOST] if b.tag in ("h1", "h2") and not b.is_around and b.words > 2)
        return next((as_line(block.text) for block in heads), window)
    shown = {key_of(block.text): block.text for block in reversed(blocks[:_FIRST])}
    for piece in (window, *_pieces(window)):
        if len(piece) > _LONG and key_of(piece) in shown:
            return piece
    return _without_outlet(window, sites)


def _pieces(title: str) -> list[str]:
    """What a title is before, after and between its separators, the longest first."""
    return sorted(_cut(title), key=len, reverse=True)


def _cut(title: str) -> Iterator[str]:
    cuts = list(SEPARATORS.finditer(title))[:8]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(title)]
    for place, start in enumerate(starts):
        for end in ends[place:]:
            if (start, end) != (0, len(title)):
                yield title[start:end]


def _without_outlet(title: str, sites: Sequence[str]) -> str:
    def is_outlet(piece: str) -> bool:
        own = letters(piece)
        return bool(own) and any(own in name or name in own for name in sites) and len(piece.split()) <= _OUTLET_WORDS

    cuts = list(SEPARATORS.finditer(title))
    if cuts and is_outlet(title[cuts[-1].end() :]) and title[: cuts[-1].start()]:
        return title[: cuts[-1].start()]
    if cuts and is_outlet(title[: cuts[0].start()]) and title[cuts[0].end() :]:
        return title[cuts[0].end() :]
    return title
