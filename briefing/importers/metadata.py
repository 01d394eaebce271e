"""What a page says about its article: schema.org's JSON-LD, OpenGraph, meta elements, marked elements, its own lines.

Every value is made one clean line, a calendar date or a web address before it is believed. What a page does not say
is not made up: an address with figures, a change, a comment or a copyright give no day of publication.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing.importers.blocks import Block, Outline
from briefing.importers.bylines import as_author, lines_about, printed_author, printed_date
from briefing.importers.heads import Head
from briefing.importers.jsonld import Linked, body_of, linked_data
from briefing.importers.mainpart import key_of
from briefing.importers.values import as_address, as_date, as_language, as_line, letters

__all__ = ["About", "about", "as_address", "as_date", "as_language", "as_line"]

_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "dc.title",
    "dcterms.title",
)
_AUTHORS = ("parsely-author", "sailthru.author", "byl", "cxenseparse:author", "dcterms.creator", "rnews:author")
_OUTLETS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "application-name",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "govuk:first-published-at",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "date",
    "dc.date",
    "dcterms.date",
)
_SEPARATORS = re.compile(r"\s+[|–—·»:•-]\s+|\s*\|\s*|(?<=\w):\s+")
_HEADLINE = 15
_OUTLET_WORDS = 6
_FIRST = 150


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about its article; `heading` is the number of the headline's block."""

    title: str | None
    heading: int | None
    author: str | None
    outlet: str | None
    published: str | None
    language: str | None
    origin: str | None
    body: str


def about(outline: Outline) -> About:
    """All that a page says about its article."""
    head, blocks = outline.head, outline.blocks
    headings = [block.text for block in sorted(blocks[:5000], key=lambda b: b.is_around) if block.tag == "h1"][:3]
    titles = [line for value in (*_metas(head, _TITLES), *headings, head.title) if (line := as_line(value))]
    linked = linked_data(head.linked_data, titles)
    language = _language(head, linked)
    said = _said_outlet(head, linked)
    title = _title(head, linked, blocks, headings, said)
    heading = _heading(blocks, title)
    outlet = said or _outlet_in_title(head, blocks, title, linked)
    lines = lines_about(blocks, heading)
    return About(
        title,
        heading,
        _author(head, linked, lines, outlet),
        outlet,
        _date(head, linked, heading) or printed_date(lines, language),
        language,
        _origin(head, linked),
        body_of(linked),
    )


def _metas(head: Head, keys: Sequence[str]) -> Iterator[str]:
    return (head.metas[key] for key in keys if head.metas.get(key))


# --- title and outlet ----------------------------------------------------------------------------------------------


def _title(
    head: Head, linked: Linked, blocks: Sequence[Block], headings: Sequence[str], outlet: str | None
) -> str | None:
    """The headline as the page prints it, else OpenGraph's, JSON-LD's, a heading, the window's without the outlet."""
    named = [*_metas(head, _TITLES[:1]), linked.article.get("headline"), *_metas(head, _TITLES[1:])]
    given = [line for value in named if (line := as_line(value))]
    window = as_line(head.title)
    for value in (*given, *([window] if window else ())):
        for heading in headings:
            is_headline = len(heading) > _HEADLINE and len(heading) >= 0.4 * len(value)
            if is_headline and key_of(heading) in key_of(value) and letters(heading) != letters(outlet or ""):
                return heading
    names = [outlet or "", *(letters(host) for host in _hosts(head, linked))]
    if given:
        return _without_outlet(given[0], names)
    if headings and letters(headings[0]) != letters(outlet or ""):
        return headings[0]
    if not window:
        return None
    shown = {key_of(block.text): block.text for block in reversed(blocks[:_FIRST])}
    for piece in (window, *_pieces(window)):
        if len(piece) > _HEADLINE and key_of(piece) in shown:
            return piece
    return _without_outlet(window, names)


def _pieces(title: str) -> list[str]:
    """What a title is before or after each separator, the longest first."""
    cuts = list(_SEPARATORS.finditer(title))
    return sorted((p for cut in cuts for p in (title[: cut.start()], title[cut.end() :])), key=len, reverse=True)


def _without_outlet(title: str, names: Sequence[str]) -> str:
    known = [letters(name) for name in names if letters(name)]

    def is_outlet(piece: str) -> bool:
        own = letters(piece)
        return bool(own) and any(own in name or name in own for name in known) and len(piece.split()) <= _OUTLET_WORDS

    cuts = list(_SEPARATORS.finditer(title))
    if cuts and is_outlet(title[cuts[-1].end() :]) and title[: cuts[-1].start()]:
        return title[: cuts[-1].start()]
    if cuts and is_outlet(title[: cuts[0].start()]) and title[cuts[0].end() :]:
        return title[cuts[0].end() :]
    return title


def _heading(blocks: Sequence[Block], title: str | None) -> int | None:
    """The number of the block that is the headline: its words, if possible in a heading and no menu."""
    if not title:
        return None
    key = key_of(title)
    same = [number for number, block in enumerate(blocks[:5000]) if key_of(block.text) == key]
    if not same:
        same = [n for n, block in enumerate(blocks[:5000]) if block.tag == "h1" and not block.is_around]
    return min(same, key=lambda n: (blocks[n].is_around, blocks[n].tag[:1] != "h", n), default=None)


def _said_outlet(head: Head, linked: Linked) -> str | None:
    values = (
        linked.name(linked.value("publisher")),
        *_metas(head, _OUTLETS[:1]),
        head.publisher,
        linked.name(linked.value("isPartOf")),
        linked.name(linked.site),
        *_metas(head, _OUTLETS[1:]),
    )
    lines = (as_line(value) for value in values)
    return next((line for line in lines if line and not as_address(line)), None)


def _outlet_in_title(head: Head, blocks: Sequence[Block], title: str | None, linked: Linked) -> str | None:
    """What stands beside the headline in the window's title, where the page shows that it is the outlet's name."""
    window = as_line(head.title)
    if not window or not title:
        return None
    place = letters(window).find(letters(title))
    pieces = [piece for cut in _SEPARATORS.finditer(window) for piece in (window[cut.end() :], window[: cut.start()])]
    if place < 0:
        return None
    shown = {letters(words) for words in head.logos}
    shown.update(letters(block.text) for block in (*blocks[:30], *blocks[-15:]) if block.words <= 12)
    hosts = [letters(host) for host in _hosts(head, linked)]
    for piece in sorted(pieces, key=len):
        own = letters(piece)
        if not own or len(piece.split()) > _OUTLET_WORDS or own in letters(title) or as_author(piece) != piece:
            continue
        if own in shown or any(own in host for host in hosts) or any(own in words and "20" in words for words in shown):
            return piece
    return None


def _hosts(head: Head, linked: Linked) -> list[str]:
    values = (head.canonical, head.metas.get("og:url"), linked.value("url"), head.saved_from)
    return [urlsplit(address).hostname or "" for value in values if (address := as_address(value))]


# --- author, date, language, address ----------------------------------------------------------------------------


def _author(head: Head, linked: Linked, lines: Sequence[str], outlet: str | None) -> str | None:
    """Who wrote the article, by its data, its metas, a marked element, or a line that says so."""
    found = as_author(linked.name(linked.value("author") or linked.value("creator")), outlet)
    if found:
        return found
    for key in ("citation_author", "author", "dc.creator", "article:author", "og:article:author"):
        names = [name for one, value in head.authors if one == key and (name := as_author(value, outlet))]
        if names:
            return ", ".join(dict.fromkeys(names))
    for value in _metas(head, _AUTHORS):
        if found := as_author(value, outlet):
            return found
    signs = [sign for sign in head.signs if sign.kind == "author" and not sign.is_around]
    return next((name for sign in signs if (name := as_author(sign.text, outlet))), None) or printed_author(
        lines, outlet
    )


def _date(head: Head, linked: Linked, heading: int | None) -> str | None:
    """The day of publication: JSON-LD, metas, an element marked as such, a `<time>` by the headline."""
    values: list[object] = [linked.value("datePublished"), *_metas(head, _DATES)]
    near = [stamp for stamp in head.stamps if not stamp.is_around]
    values += [stamp.value for stamp in near if stamp.kind == "published"]
    if heading is not None:
        values += [stamp.value for stamp in near if stamp.kind == "plain" and heading - 3 <= stamp.at <= heading + 8]
    return next((date for value in values if (date := as_date(value))), None)


def _language(head: Head, linked: Linked) -> str | None:
    metas = head.metas
    values = (head.language, linked.value("inLanguage"), metas.get("og:locale"), metas.get("dc.language"))
    return next((language for value in values if (language := as_language(value))), None)


def _origin(head: Head, linked: Linked) -> str | None:
    """The address that the page names as its own, else the one a browser noted when it was saved; not a bare host."""
    main = linked.article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    values = (
        head.canonical,
        head.metas.get("og:url"),
        linked.value("url"),
        main,
        head.metas.get("parsely-link"),
        head.metas.get("itemprop:url"),
        head.saved_from,
    )
    addresses = [address for value in values if (address := as_address(value))]
    return next((one for one in addresses if urlsplit(one).path.strip("/")), addresses[0] if addresses else None)
