"""What a page says about its article: schema.org's JSON-LD, OpenGraph, meta elements, marked elements, its own lines.

Every value is made one clean line, a calendar date or a web address before it is believed. What a page does not say
is not made up: an address with figures, a change, a comment or a copyright give no day of publication.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing.importers.blocks import Block, Outline
from briefing.importers.bylines import as_author, labelled_date, lines_about, printed_author, printed_date
from briefing.importers.headline import SEPARATORS, heading_of, headline
from briefing.importers.heads import Head
from briefing.importers.jsonld import Linked, body_of, linked_data
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
# The names of metas by their letters: "dc.date" is also written "dc:date" and "DC-Date".
_DATES = (
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "articlepublished",
    "articledateoriginal",
    "originalpublicationdate",
    "datefirstpublished",
    "govukfirstpublishedat",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "bepresscitationdate",
    "prismpublicationdate",
    "parselypubdate",
    "sailthrudate",
    "dcdateissued",
    "dctermsissued",
    "dctermsdateissued",
    "dcdatecreated",
    "dctermscreated",
    "publicationdate",
    "publishdate",
    "publisheddate",
    "pubdate",
    "cxenseparserecspublishtime",
)
# What these name may be the day of a change: a line that says "published" is believed before.
_VAGUE_DATES = ("date", "dcdate", "dctermsdate")
# The blocks below a headline among which a day of publication stands, when a page has days of several articles.
_NEAR = 30
# A day of one article may be marked above its text, below it and for machines.
_ALONE = 3
_OUTLET_WORDS = 6


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
    named = (*_metas(head, _TITLES[:1]), linked.article.get("headline"), *_metas(head, _TITLES[1:]))
    title = headline(outline, named, [said or "", *_hosts(head, linked)])
    heading = heading_of(blocks, title, said)
    outlet = said or _outlet_in_title(head, blocks, title, linked)
    lines = lines_about(blocks, heading)
    author = _author(head, linked, lines, outlet)
    return About(
        title,
        heading,
        author,
        outlet,
        _date(head, linked, heading, lines, (language, author, outlet)),
        language,
        _origin(head, linked),
        body_of(linked),
    )


def _metas(head: Head, keys: Sequence[str]) -> Iterator[str]:
    return (head.metas[key] for key in keys if head.metas.get(key))


# --- outlet ---------------------------------------------------------------------------------------------------------


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
    pieces = [piece for cut in SEPARATORS.finditer(window) for piece in (window[cut.end() :], window[: cut.start()])]
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


def _date(
    head: Head, linked: Linked, heading: int | None, lines: Sequence[str], about: tuple[str | None, ...]
) -> str | None:
    """The day of publication: JSON-LD, metas, an element marked as such, a line that says so, a `<time>`, a bare line.

    `about` is the page's language, and what may stand beside a day: author and outlet.
    """
    language, *known = about
    metas: dict[str, str] = {}
    for key, value in head.metas.items():
        metas.setdefault(letters(key), value)
    values: list[object] = [linked.value("datePublished"), *(metas.get(key) for key in _DATES)]
    near, far = _published_stamps(head, heading)
    values += [_parsely(head).get("pub_date"), *near]
    values += [labelled_date(lines, language), *(metas.get(key) for key in _VAGUE_DATES)]
    if heading is not None:
        stamps = (stamp for stamp in head.stamps if stamp.kind == "plain" and not stamp.is_around)
        values += [stamp.value for stamp in stamps if heading - 3 <= stamp.at <= heading + 8]
    values.append(printed_date(lines, language, [one for one in known if one]))
    return next((date for value in (*values, *far) if (date := as_date(value))), None)


def _published_stamps(head: Head, heading: int | None) -> tuple[list[str], list[str]]:
    """Days that the page marks as those of publication: those by the headline, and one that stands alone elsewhere.

    Lists of other articles have many: none of them is the article's, even where all are of one day.
    """
    stamps = [stamp for stamp in head.stamps if stamp.kind == "published" and not stamp.is_around]
    near = [
        stamp.value
        for stamp in stamps
        if stamp.at == 0 or (heading is not None and heading - 3 <= stamp.at <= heading + _NEAR)
    ]
    days = {date for stamp in stamps if (date := as_date(stamp.value))}
    return near, [stamp.value for stamp in stamps] if len(days) == 1 and len(stamps) <= _ALONE else []


def _parsely(head: Head) -> dict[str, object]:
    """What the meta "parsely-page" says, a small JSON object; {} without one."""
    try:
        found = json.loads(head.metas.get("parsely-page", "{}"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


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
