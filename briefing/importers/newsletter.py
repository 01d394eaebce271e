"""Newsletters and alerts that are lists: each item is a file of its own, with its title, address, outlet and words.

A list is told by its structure, never by who sent it: three headlines or more that are set alike, each a link of its
own, with some words of text below most of them. A letter with links in its sentences is none, nor is a list of bare
links, nor an article with headings.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from briefing.importers.buttons import with_buttons
from briefing.importers.items import Item, parts_of
from briefing.importers.linked import Line, lines_of
from briefing.importers.redirects import real_address
from briefing.model import Part
from briefing.text import count_words

_FEWEST = 3
_FEWEST_WORDS = 4
_SNIPPET_WORDS = 5
_OUTLET_WORDS = 6
# An editorial before the items has so many words in whole sentences; a footer is shorter than so many.
_OWN_WORDS = 40
_FOOTER_WORDS = 120
_LONG_LINE = 12
_SENTENCE_WORDS = 4
_HEADER_LINE = re.compile(r"\W|[\w-]{1,20}\s?:")
_SENTENCE_END = re.compile(r"[.!?…»”\"][)\]]?$")
_ADDRESS_LINE = re.compile(r"<?(https?://[^\s<>]+)>?$")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5"])


@dataclass(frozen=True, slots=True)
class Split:
    """A newsletter's items as files, and what it says besides, "" when that is little."""

    parts: tuple[Part, ...] = ()
    own_text: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """An item as it stands in the lines: its headline, the lines below it, and the places of all these."""

    head: Line
    texts: tuple[Line, ...]
    places: tuple[int, ...]


def items_of(html: str, plain: str, *, outlet: str, published: str, language: str, is_to_many: bool) -> Split:
    """The items of a newsletter, none when the letter is no list. A page tells more than plain text.

    Of a letter that did not go to many, as one that a person sent on, any sentence beside the items is its own.
    """
    if html.count("href") < _FEWEST and plain.count("://") < _FEWEST:
        return Split()
    lines = with_buttons(lines_of(html)) if html else _plain_lines(plain)
    found = _found_in(lines)
    if sum(_words(one.texts) >= _SNIPPET_WORDS for one in found) * 2 < max(len(found), 1):
        return Split()
    hosts = Counter(_host(one.head.address) for one in found)
    is_one_house = bool(outlet) and hosts.most_common(1)[0][1] >= 0.8 * len(found)
    items = [_item(one, outlet if is_one_house else "", published, language) for one in found]
    return Split(parts_of(items), _own_text(lines, found, is_to_many))


def _found_in(lines: Sequence[Line]) -> list[_Found]:
    """The items, in their order: each from its headline to the next, as long as the others at most."""
    heads = _headlines(lines)
    if not heads:
        return []
    below = [_below(lines, head, end) for head, end in pairwise([*heads, len(lines)])]
    # what comes after the last item is the newsletter's own
    below[-1] = below[-1][: max(map(len, below[:-1]), default=len(below[-1]))]
    return [
        _Found(lines[head], tuple(lines[place] for place in places), (head, *places))
        for head, places in zip(heads, below, strict=True)
    ]


def _below(lines: Sequence[Line], head: int, end: int) -> list[int]:
    """The places of an item's text, between headlines: links there are buttons, a short last line names a section."""
    below = [place for place in range(head + 1, end) if not lines[place].is_link]
    while len(below) > 1 and count_words(lines[below[-1]].text) < _FEWEST_WORDS:
        below.pop()
    return below


def _headlines(lines: Sequence[Line]) -> list[int]:
    """The places of headlines, [] when they make no list."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if _may_be_headline(line):
            alike[line.shape].append(place)
    named = [place for place, line in enumerate(lines) if line.is_named and _may_be_headline(line)]
    sets = [
        places
        for places in alike.values()
        if len({lines[place].address for place in places}) >= _FEWEST and _has_text(lines, places)
    ]
    if not (named or sets):
        return []
    heads = sorted({*named, *(place for places in sets for place in places)})
    if not named:  # the first story of all is often set larger, so it stands alone in its shape
        heads = sorted({*heads, *_alone(lines, heads, alike)})
    return _once_each(lines, heads)


def _may_be_headline(line: Line) -> bool:
    if not line.address:
        return False
    is_long = count_words(line.text) >= _FEWEST_WORDS or (line.tag in _HEADINGS and count_words(line.text) >= 2)
    return (line.is_link and is_long) or line.is_named


def _has_text(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether at least half of these headlines have some words below them that are no link."""
    follow = 0
    for place, end in zip(places, [*places[1:], len(lines)], strict=True):
        below = lines[place + 1 : min(end, place + 4)]
        follow += any(not line.is_link and count_words(line.text) >= _SNIPPET_WORDS for line in below)
    return follow * 2 >= len(places)


def _alone(lines: Sequence[Line], heads: Sequence[int], alike: dict[tuple[str, ...], list[int]]) -> list[int]:
    """Headlines of other shapes before the last of a list, with text right below them and a picture or a button."""
    known, last = set(heads), heads[-1]
    others = [place for places in alike.values() for place in places if place not in known and place < last]
    return [
        place
        for place in others
        if lines[place].times > 1 and _has_text(lines, [place]) and not lines[place + 1].is_link
    ]


def _once_each(lines: Sequence[Line], heads: Sequence[int]) -> list[int]:
    """Without the second of two headlines that follow each other and lead to one address, as a picture's words do."""
    kept: list[int] = []
    for place in heads:
        if kept and lines[kept[-1]].address == lines[place].address:
            continue
        kept.append(place)
    return kept


def _item(found: _Found, outlet: str, published: str, language: str) -> Item:
    texts = list(found.texts)
    named = ""
    if texts and _names_outlet(texts[0]) and len(texts) > 1:
        named = texts.pop(0).text
    return Item(
        title=found.head.text,
        lines=tuple((line.tag, line.text) for line in texts),
        address=found.head.address,
        outlet=named or outlet or _host(found.head.address),
        published=published,
        language=language,
    )


def _names_outlet(line: Line) -> bool:
    """Whether the line below a headline is too short and plain for a sentence."""
    return count_words(line.text) <= _OUTLET_WORDS and not _SENTENCE_END.search(line.text)


def _own_text(lines: Sequence[Line], found: Sequence[_Found], is_to_many: bool) -> str:
    """What stands beside the items, where it is an editorial or more; a footer alone is nothing that anybody wrote."""
    taken = {place for one in found for place in one.places}
    last = max(taken)
    addresses = {one.head.address for one in found}
    taken |= {place for place, line in enumerate(lines) if line.is_link and line.address in addresses}
    before = [line for place, line in enumerate(lines) if place not in taken and place < last]
    after = [line for place, line in enumerate(lines) if place not in taken and place > last]
    has_note = not is_to_many and any(_is_sentence(line) for line in before)
    if not has_note and _words(before) < _OWN_WORDS and _words(after) < _FOOTER_WORDS:
        return ""
    return "\n".join(line.text for place, line in enumerate(lines) if place not in taken)


def _is_sentence(line: Line) -> bool:
    """Whether a person may have written the line: no rule, no header of a mail that was sent on."""
    is_header = bool(_HEADER_LINE.match(line.text))
    return not (line.is_link or is_header) and count_words(line.text) >= _SENTENCE_WORDS


def _words(lines: Sequence[Line]) -> int:
    """How many words stand in lines that are long enough for sentences."""
    counts = [count_words(line.text) for line in lines if not line.is_link]
    long = [count for count in counts if count >= _LONG_LINE]
    return sum(long) or max(counts, default=0)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


# --- plain text ------------------------------------------------------------------------------------------------------


def _plain_lines(plain: str) -> list[Line]:
    """The lines of a plain letter; a paragraph that ends with an address on its own line is headed by a link."""
    lines: list[Line] = []
    for paragraph in re.split(r"\n[ \t]*\n", plain):
        given = [line.strip() for line in paragraph.split("\n") if line.strip()]
        address = _ADDRESS_LINE.fullmatch(given[-1]) if len(given) >= 3 else None
        if address is None:
            lines += [Line(text) for text in given]
            continue
        lines.append(Line(given[0], "p", real_address(address.group(1)), given[0], ("plain",)))
        lines += [Line(text) for text in _outlet_and_text(given[1:-1])]
    return lines


def _outlet_and_text(given: list[str]) -> list[str]:
    """The lines below a headline: an outlet where one stands first, and the text, which was broken at a width."""
    first = [given[0]] if len(given) > 1 and count_words(given[0]) <= _OUTLET_WORDS else []
    return [*first, " ".join(given[len(first) :])]
