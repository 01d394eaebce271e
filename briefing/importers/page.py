"""Web pages that were saved: the article's body without menus and banners, and what the page says about it.

trafilatura chooses which lines are the body (F1 0.96 on 181 pages); the lines themselves are the page's own, since it
turns no-break spaces into spaces. What it leaves out is compared with an independent reading of the page.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from briefing.i18n import tr
from briefing.importers.blocks import Block, joined, page_of
from briefing.importers.metadata import (
    author_of,
    date_of,
    language_of,
    linked_article,
    origin_of,
    outlet_of,
    title_of,
)
from briefing.importers.titles import title_in
from briefing.model import Imported
from briefing.offline import no_probing
from briefing.text import count_words

_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]+)""", re.I
)
_MARKS = re.compile(r"^\s*[-•*]\s+|[\s|]+")
_QUOTED = re.compile(r"<(/?)q(?:\s[^>]*)?>", re.I)
_PAGE_LANGUAGE = re.compile(r"<html[^>]{0,300}?\slang=[\"']?([a-z]{2})", re.I)
_MARKS_OF = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "de": ("„", "“"), "it": ("«", "»")}
_SHORTEST_PART = 20
# Left-out lines of so many words may be body; fewer are captions, teasers and buttons.
_LONG_LINE = 12
_LEFT_OUT = 50


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its first 4 kB."""
    found = _CHARSET.search(data[:4096])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


@cache
def extractor() -> Callable[..., str | None]:
    """trafilatura's extraction, loaded when the first page comes: it takes 130 ms."""
    with no_probing():
        from trafilatura import extract
    return extract


def read(text: str) -> Imported:
    """The article of a settled page."""
    text = _with_marks(text)
    blocks, head = page_of(text)
    linked = linked_article(head)
    outlet = outlet_of(head, linked)
    title = title_of(head, linked, blocks, outlet)
    body, warnings = _body(text, blocks, title)
    made, basis = title_in(body)
    published = date_of(head, linked)
    return Imported(
        body,
        title or made,
        "found" if title else basis,
        published=published,
        published_basis="given" if published else "none",
        language=language_of(head, linked),
        outlet=outlet,
        author=author_of(head, linked),
        origin=origin_of(head, linked),
        warnings=warnings,
    )


def read_fragment(text: str) -> Imported | None:
    """The article in a pasted piece of a page: all that is visible in it; None when nothing is."""
    blocks, _ = page_of(_with_marks(text))
    if not blocks:
        return None
    body = joined(blocks)
    title, basis = title_in(body)
    return Imported(body, title, "found" if blocks[0].tag in ("h1", "h2") else basis, media_type="text/html")


def _body(text: str, blocks: list[Block], title: str | None) -> tuple[str, tuple[str, ...]]:
    """The article's lines, and what the person should know about how they were chosen."""
    chosen = extractor()(
        _XML.sub("", text, count=1),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    if not chosen:
        inner = [block for block in blocks if not block.is_around] or blocks
        words = tr("No article stands out on this page, so all of its text was taken.")
        return joined(inner), (words,) if inner else ()
    lines = _own_lines(chosen, blocks)
    if title and lines and _key(lines[0]) == _key(title):
        lines = lines[1:] or lines
    return "\n".join(lines), _what_is_missing(lines, blocks)


def _with_marks(text: str) -> str:
    """With quotation marks for `<q>`, which browsers put there and an extraction loses."""
    if not _QUOTED.search(text):
        return text
    found = _PAGE_LANGUAGE.search(text[:4096])
    opening, closing = _MARKS_OF.get(found.group(1).lower() if found else "", ("“", "”"))
    return _QUOTED.sub(lambda tag: closing if tag.group(1) else opening, text)


def _own_lines(chosen: str, blocks: list[Block]) -> list[str]:
    """The chosen lines in the page's own characters, and parted where the page parts them."""
    own: dict[str, str] = {}
    for block in blocks:
        own.setdefault(_key(block.text), joined([block]))
    lines: list[str] = []
    for line in chosen.split("\n"):
        key = _key(line)
        if key in own:
            lines.append(own[key])
        elif key:
            lines += _parts(key, own) or [line.strip()]
    return lines


def _parts(key: str, own: dict[str, str]) -> list[str]:
    """The lines of the page that a chosen line runs together, as with a table used for layout; [] if it does not."""
    found = [(place, other) for other in own if len(other) >= _SHORTEST_PART and (place := key.find(other)) >= 0]
    if len(found) < 2 or sum(len(other) for _, other in found) < 0.8 * len(key):
        return []
    return [own[other] for _, other in sorted(found)]


def _what_is_missing(lines: list[str], blocks: list[Block]) -> tuple[str, ...]:
    taken = "\n".join(_key(line) for line in lines)
    left_out = [block for block in blocks if not block.is_around and _key(block.text) not in taken]
    words = sum(count for block in left_out if (count := count_words(block.text)) >= _LONG_LINE)
    if words < max(_LEFT_OUT, 0.25 * sum(count_words(line) for line in lines)):
        return ()
    return (tr("About {count} words of the page were left out: compare the text with the page.", count=words),)


def _key(text: str) -> str:
    """What two renderings of one line share: its signs without spaces, bullets and cell borders."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text))
