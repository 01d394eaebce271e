"""Items of feeds and newsletters, each written as a small page that says what it is: a file of its own.

Such a page begins with a mark, and is read back whole: it has no menus that an extraction would have to take away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from briefing.importers.blocks import blocks_of, joined
from briefing.importers.decoding import decode
from briefing.importers.metadata import as_address, as_date, as_language, as_line
from briefing.importers.names import numbered
from briefing.importers.titles import title_in
from briefing.model import Contents, Imported, Part

_MARK = "<!DOCTYPE html><!-- an item of a list, as Briefing writes it -->"
_META = re.compile(r'<(?:meta property|link rel)="([^"<>]+)" (?:content|href)="([^"<>]*)">')
_LANGUAGE = re.compile(r'<html lang="([^"<>]*)">')
_PLAIN_TAGS = frozenset(["p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"])


@dataclass(frozen=True, slots=True)
class Item:
    """What a list says about one article. `lines` are its text as (tag, line); "" is what is not known."""

    title: str
    lines: tuple[tuple[str, str], ...]
    address: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    language: str = ""


def parts_of(items: Sequence[Item]) -> tuple[Part, ...]:
    """The items as files, in their order."""
    return tuple(Part(_name(item, number), page_of_item(item)) for number, item in enumerate(items, 1))


def _name(item: Item, number: int) -> str:
    line = item.title or next((text for _, text in item.lines), "")
    return numbered(line, number, ".html")


def page_of_item(item: Item) -> bytes:
    """A page with the item's words, and in its head what is known of it; nothing in it is markup of its source."""
    known = (
        ("og:title", item.title),
        ("og:site_name", item.outlet),
        ("article:published_time", item.published),
        ("author", item.author),
    )
    metas = [f'<meta property="{name}" content="{escape(value)}">' for name, value in known if value]
    language = f' lang="{escape(item.language)}"' if item.language else ""
    link = [f'<link rel="canonical" href="{escape(item.address)}">'] if item.address else []
    heading = [f"<h1>{escape(item.title)}</h1>"] if item.title else []
    lines = [_line(tag, text) for tag, text in item.lines]
    head = ['<meta charset="utf-8">', f"<title>{escape(item.title)}</title>", *metas, *link]
    page = [_MARK, f"<html{language}><head>", *head, "</head><body><article>", *heading, *lines]
    # what UTF-8 can't carry was settled with the text that it comes from
    return "\n".join([*page, "</article></body></html>\n"]).encode("utf-8", "replace")


def _line(tag: str, text: str) -> str:
    name = tag if tag in _PLAIN_TAGS else "p"
    text = re.sub(r"^- ", "", text) if name == "li" else text
    return f"<{name}>{escape(text)}</{name}>"


def recognises(data: bytes) -> bool:
    """Whether the bytes are a page of an item."""
    return data.startswith(_MARK.encode("ascii"))


def open_item(data: bytes, name: str) -> Contents:
    """The article of an item's page: all of its words."""
    decoded = decode(data, name, "utf-8")
    head, _, body = decoded.text.partition("</head>")
    known = {key: unescape(value) for key, value in _META.findall(head)}
    language = _LANGUAGE.search(head)
    blocks = [block for block in blocks_of(body) if block.text.strip()]
    text = joined(blocks[1:] if len(blocks) > 1 and blocks[0].tag == "h1" else blocks)
    title = as_line(known.get("og:title"))
    made, basis = title_in(text)
    published = as_date(known.get("article:published_time"))
    article = Imported(
        text,
        title or made,
        "found" if title else basis,
        published=published,
        published_basis="given" if published else "none",
        language=as_language(language.group(1)) if language else None,
        outlet=as_line(known.get("og:site_name")),
        author=as_line(known.get("author")),
        origin=as_address(known.get("canonical")),
        media_type="text/html",
        replaced=decoded.replaced,
        warnings=decoded.warnings,
    )
    return Contents(article)
