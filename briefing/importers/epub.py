"""EPUB books: their chapters in the order of the spine, as one article."""

import html
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from briefing.errors import UserError
from briefing.i18n import tr, trn
from briefing.importers.blocks import Block, joined, page_of
from briefing.importers.decoding import decode
from briefing.importers.events import Attributes, parse_events
from briefing.importers.flow import count_signs
from briefing.importers.metadata import as_date, as_language
from briefing.importers.packages import Package, damaged, open_package
from briefing.importers.properties import lost_warning, properties_of, title_for
from briefing.importers.refusals import printable
from briefing.model import Contents, Imported

_MEDIA_TYPE = "application/epub+zip"
_MIME = b"mimetypeapplication/epub+zip"

_UNSEEN = re.compile(r"<!--.*?-->|<(head|script|style|svg)\b[^>]*>.*?</\1\s*>|<\?[^>]*>|<!\w[^>]*>", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")


def recognises(data: bytes) -> bool:
    """Whether the bytes are an EPUB's: its mark stands at their head."""
    return data.startswith(b"PK") and _MIME in data[:256]


def open_epub(data: bytes, name: str) -> Contents:
    """The article of a book. UserError "protected", "damaged", "bomb"."""
    package = open_package(data, name)
    book = _Book()
    parse_events(package.part("META-INF/container.xml") or b"", name, book.in_container, _pass, _pass)
    described = package.part(book.described) if book.described else None
    if described is None:
        raise damaged(name)
    if _is_protected(package):
        message = tr("{name} is protected against copying and can't be read.", name=printable(name))
        raise UserError("protected", message, tr("Ask for a copy without protection."))
    parse_events(described, name, book.in_description, _pass, _pass)
    blocks, missing, replaced, signs = _chapters(package, book)
    if not blocks:
        raise damaged(name)
    text = joined(blocks)
    properties = properties_of(described, name)
    title, basis = title_for(properties, [("heading", block.text) for block in blocks if block.tag == "h1"], text)
    date = as_date(properties.date)
    warnings = [tr("The file is cut off: its end is missing.")] if package.is_cut_off else []
    if missing:
        warnings.append(trn("{count} chapter can't be read.", "{count} chapters can't be read.", missing))
    article = Imported(
        text,
        properties.title or title,
        "found" if properties.title else basis,
        published=date,
        published_basis="given" if date else "none",
        language=as_language(properties.language),
        outlet=properties.publisher,
        author=properties.author,
        media_type=_MEDIA_TYPE,
        replaced=replaced,
        warnings=(*warnings, *lost_warning(signs, text)),
    )
    return Contents(article)


def _pass(*said: object) -> None:
    return


@dataclass(slots=True)
class _Book:
    """Where the book's description is, what it lists, and in which order it is read."""

    described: str = ""
    items: dict[str, tuple[str, str]] = field(default_factory=dict)  # id: address, media type
    order: list[str] = field(default_factory=list)

    def in_container(self, tag: str, given: Attributes) -> None:
        if tag == "rootfile" and not self.described:
            self.described = given.get("full-path", "")

    def in_description(self, tag: str, given: Attributes) -> None:
        if tag == "item":
            self.items[given.get("id", "")] = (given.get("href", ""), given.get("media-type", ""))
        elif tag == "itemref" and given.get("linear") != "no":
            self.order.append(given.get("idref", ""))


def _is_protected(package: Package) -> bool:
    """Whether chapters are encrypted; fonts often are, which does not matter."""
    said = package.part("META-INF/encryption.xml") or b""
    return b".xhtml" in said or b".html" in said or b".htm" in said


def _chapters(package: Package, book: _Book) -> tuple[list[Block], int, int, int]:
    """The blocks of all chapters; how many chapters are missing, signs replaced, signs lost."""
    blocks: list[Block] = []
    missing = replaced = lost = 0
    folder = posixpath.dirname(book.described)
    for number in dict.fromkeys(book.order):
        address, media_type = book.items.get(number, ("", ""))
        if media_type.startswith("image/"):
            continue
        # names are keys of the archive: one with ".." finds nothing outside it
        part = package.part(posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0]))))
        if part is None:
            missing += 1
            continue
        decoded = decode(part, package.name)
        found, _ = page_of(decoded.text)
        blocks += found
        replaced += decoded.replaced
        lost += max(0, visible_signs(decoded.text) - sum(count_signs(block.text) for block in found))
    return blocks, missing, replaced, lost


def visible_signs(page: str) -> int:
    """How many signs a page shows, counted by leaving out its tags."""
    return count_signs(html.unescape(_TAG.sub("", _UNSEEN.sub("", page))))
