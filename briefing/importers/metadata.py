"""What a page says about its article: schema.org's JSON-LD, OpenGraph, `<time>`, plain meta elements.

Every value is made one clean line, a calendar date or a web address before it is believed.
"""

import datetime
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from briefing.importers.blocks import Block, Head

_LONGEST_LINE = 300
_ISO_DATE = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?\s*$")
_ARTICLE = re.compile(r"Article$|^(BlogPosting|Report|LiveBlogPosting|WebPage)$")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
)
_SEPARATORS = re.compile(r"\s+[|–—·»:•-]\s+|\s*\|\s*")
Json = dict[str, Any]


# --- single values -------------------------------------------------------------------------------------------------


def as_line(value: object) -> str | None:
    """A value as one line of text without markup and control characters, None when nothing is left."""
    if not isinstance(value, str):
        return None
    plain = html.unescape(value)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in plain)
    line = re.sub(r"[ \t]+", " ", kept).strip()
    return line if 0 < len(line) <= _LONGEST_LINE else None


def as_date(value: object) -> str | None:
    """The calendar date that a value begins with (ISO 8601, compact, or as mail has it), as ISO; else None.

    The date is taken as it is written: a zone never moves an article to another day.
    """
    if not isinstance(value, str):
        return None
    found = _ISO_DATE.match(value)
    try:
        if found:
            return datetime.date(*(int(part) for part in found.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def as_language(value: object) -> str | None:
    """The ISO 639-1 code at the head of a language tag ("fr-CA", "es_MX"), else None."""
    found = _LANGUAGE.match(value) if isinstance(value, str) else None
    return found.group(1).lower() if found else None


def as_address(value: object) -> str | None:
    """A web address with a host, without credentials in it, else None."""
    line = as_line(value)
    if line is None or " " in line:
        return None
    try:
        parts = urlsplit(line)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return line if is_address else None


# --- a page ----------------------------------------------------------------------------------------------------------


def linked_article(head: Head) -> Json:
    """The first article among a page's JSON-LD objects, {} when there is none that can be read."""
    candidates: list[Json] = []
    for raw in head.linked_data:
        try:
            candidates += _objects(json.loads(raw, strict=False))
        except (ValueError, RecursionError):
            continue
    articles = [one for one in candidates if any(_ARTICLE.search(kind) for kind in _kinds(one))]
    articles.sort(key=lambda one: "headline" not in one)
    return articles[0] if articles else {}


def _objects(value: object) -> Iterator[Json]:
    """The objects at the top of JSON-LD, in its lists and graphs."""
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _kinds(value: Json) -> list[str]:
    kinds = value.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _name(value: object) -> str | None:
    """The name in a JSON-LD person, organisation, list of these, or bare string."""
    if isinstance(value, list):
        names = [name for one in value[:5] if (name := _name(one))]
        return as_line(", ".join(names))
    if isinstance(value, dict):
        value = value.get("name")
        return _name(value) if isinstance(value, list) else as_line(value)
    return as_line(value)


def outlet_of(head: Head, article: Json) -> str | None:
    """Who published the page."""
    return _name(article.get("publisher")) or as_line(head.metas.get("og:site_name"))


def author_of(head: Head, article: Json) -> str | None:
    """Who wrote the article; an address is no name."""
    named = (_name(article.get("author")), as_line(head.metas.get("author")), as_line(head.metas.get("article:author")))
    return next((name for name in named if name and not as_address(name)), None)


def date_of(head: Head, article: Json) -> str | None:
    """The day of publication: JSON-LD, then OpenGraph and other metas, then `<time>` marked as such or in the body."""
    values = [article.get("datePublished"), *(head.metas.get(key) for key in _DATES)]
    values += [value for value, is_marked in sorted(head.times, key=lambda time: not time[1])]
    return next((date for value in values if (date := as_date(value))), None)


def language_of(head: Head, article: Json) -> str | None:
    """The language that the page says it is in."""
    metas = head.metas
    values = (head.language, article.get("inLanguage"), metas.get("og:locale"), metas.get("dc.language"))
    return next((language for value in values if (language := as_language(value))), None)


def origin_of(head: Head, article: Json) -> str | None:
    """The address that the page names as its own, else the one a browser noted when it was saved."""
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    values = (head.canonical, head.metas.get("og:url"), article.get("url"), main, head.saved_from)
    return next((address for value in values if (address := as_address(value))), None)


def title_of(head: Head, article: Json, blocks: list[Block], outlet: str | None) -> str | None:
    """The headline: OpenGraph's, JSON-LD's, the first `<h1>`, then the window title; without the outlet's name."""
    headings = [block.text for block in blocks if block.tag == "h1"]
    values = (head.metas.get("og:title"), article.get("headline"), *headings[:1], head.title)
    titles = [line for value in values if (line := as_line(value))]
    if not titles:
        return None
    title = titles[0]
    for heading in headings[:3]:
        if len(heading) > 15 and title.startswith(heading):
            return heading
    return _without_outlet(title, outlet)


def _without_outlet(title: str, outlet: str | None) -> str:
    cuts = list(_SEPARATORS.finditer(title))
    if cuts and outlet:
        head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
        if head and _letters(tail) and (_letters(tail) in _letters(outlet) or _letters(outlet) in _letters(tail)):
            return head
    return title


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
