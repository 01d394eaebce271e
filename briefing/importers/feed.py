"""Feeds (RSS 0.9 to 2.0, Atom): each entry is a file of its own, with what the feed says about it.

feedparser is given bytes and nothing else, so that it has no address to fetch; it takes out the document types that
bombs are made of. What it says of an entry's HTML is not used: the words are read as those of any page are.
"""

import io
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers.blocks import Block, blocks_of
from briefing.importers.decoding import decode
from briefing.importers.items import Item, parts_of
from briefing.importers.letters import day_of
from briefing.importers.metadata import as_address, as_date, as_language, as_line
from briefing.importers.page import declared_charset
from briefing.importers.redirects import real_address
from briefing.importers.refusals import printable
from briefing.model import Contents
from briefing.offline import no_probing
from briefing.text import clean, count_words

# The root element, after a declaration, comments and a document type.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?(?:(?!\?>)[^<])*\?>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\])?\s*>\s*)*"
    rb"<(?:rss\s[^>]*version|rss>\s*<channel|(?:\w+:)?feed\s[^>]*xmlns|rdf:RDF[\s>][^>]*(?:purl\.org/rss|netscape\.com/rdf/simple))",
    re.I | re.S,
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|(\d+));?")
_LAST = 0x10FFFF
Json = Mapping[str, Any]


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a feed."""
    return bool(_ROOT.match(data[:8192]))


def _possible(reference: re.Match[str]) -> str:
    """A reference to a character as it is, U+FFFD for one to none: feedparser ends with an error there."""
    digits, base = (reference.group(1), 16) if reference.group(1) else (reference.group(2), 10)
    code = int(digits, base) if len(digits) < 9 else _LAST + 1
    return reference.group() if code <= _LAST and not 0xD800 <= code < 0xE000 else "\ufffd"


@cache
def _parser() -> Any:
    """feedparser, loaded when the first feed comes."""
    with no_probing():
        import feedparser
    return feedparser


def open_feed(data: bytes, name: str) -> Contents:
    """The entries of a feed, in its order. UserError "not-a-feed" when there are none."""
    found = _parsed(_REFERENCE.sub(_possible, decode(data, name, declared_charset(data)).text))
    if not found.get("entries"):
        raise UserError(
            "not-a-feed",
            tr("{name} is no feed: it has no entries that can be read.", name=printable(name)),
            tr("Save the feed again, or import the article itself."),
        )
    items = [_item(entry, found.feed) for entry in found.entries]
    return Contents(None, parts_of([item for item in items if item.title or item.lines]))


def _parsed(text: str) -> Any:
    """What feedparser makes of a feed; {} where a broken one trips it (a link that ends where none began)."""
    try:
        return _parser().parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, ValueError):
        return {}


def _item(entry: Json, feed: Json) -> Item:
    source = entry.get("source") or {}
    said = next((entry[key] for key in ("published", "updated", "created") if entry.get(key)), "")
    blocks = _blocks(entry)
    title = as_line(_visible(entry.get("title"), entry.get("title_detail"))) or ""
    return Item(
        title=title,
        lines=tuple((block.tag, block.text) for block in blocks),
        address=real_address(_link(entry)),
        outlet=as_line(source.get("title")) or as_line(_visible(feed.get("title"), feed.get("title_detail"))) or "",
        author=_author(entry),
        published=as_date(said) or day_of(str(said)) or "",
        language=as_language(entry.get("language") or feed.get("language")) or "",
    )


def _blocks(entry: Json) -> list[Block]:
    """The fullest text that the entry holds: a feed may have the article as content beside its summary."""
    given = [*(entry.get("content") or ()), entry.get("summary_detail") or {"value": entry.get("summary") or ""}]
    found = [_blocks_of(one.get("value") or "", one.get("type") or "") for one in given]
    return max(found, key=lambda blocks: sum(count_words(block.text) for block in blocks), default=[])


def _blocks_of(value: str, kind: str) -> list[Block]:
    value = clean(value)[0]
    if kind == "text/plain" and not re.search(r"</?[a-zA-Z][^<>]*>", value):
        return [Block("p", line.strip()) for line in value.split("\n") if line.strip()]
    return [block for block in blocks_of(value) if block.text.strip()]


def _visible(value: object, detail: Json | None) -> str:
    """A title's words; feeds write it as text or as HTML, whatever they say."""
    if not isinstance(value, str):
        return ""
    if (detail or {}).get("type") == "text/plain" and not re.search(r"</?[a-zA-Z][^<>]*>", value):
        return clean(value)[0]
    return " ".join(block.text for block in blocks_of(clean(value)[0]))


def _link(entry: Json) -> str:
    """The entry's own page; an identifier that is an address stands in for it."""
    links = [link.get("href", "") for link in entry.get("links") or () if link.get("rel", "alternate") == "alternate"]
    candidates = (entry.get("feedburner_origlink"), entry.get("link"), *links, entry.get("id"))
    return next((one for one in candidates if isinstance(one, str) and as_address(one.strip())), "").strip()


def _author(entry: Json) -> str:
    names = [one.get("name") for one in entry.get("authors") or () if isinstance(one, Mapping)]
    line = as_line(", ".join(dict.fromkeys(name for name in names if isinstance(name, str) and name)))
    return line or as_line(entry.get("author")) or ""
