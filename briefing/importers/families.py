"""The table of formats, and which one a file is."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import markdown, page, plain
from briefing.importers.decoding import Decoded, decode, settle
from briefing.importers.refusals import printable, refuse_empty, refuse_unreadable
from briefing.model import Imported

MAX_BYTES = 32 * 1024 * 1024
MAX_CHARACTERS = 5_000_000

_PAGE = re.compile(r"\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype\s+html|<html[\s>])", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of formats: its name's endings, and what reads a decoded file of it."""

    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[str], Imported]
    declared_charset: Callable[[bytes], str | None] = lambda data: None


PLAIN = Family((".txt", ".text", ""), "text/plain", plain.read)
MARKDOWN = Family((".md", ".markdown"), "text/markdown", markdown.read)
PAGE = Family((".html", ".htm", ".xhtml"), "text/html", page.read, page.declared_charset)

FAMILIES = (PLAIN, MARKDOWN, PAGE)
# What to look for in a folder; a file without an ending is read only when it is named itself.
SUFFIXES = tuple(suffix for family in FAMILIES for suffix in family.suffixes if suffix)


def read(data: bytes, name: str) -> Imported:
    """The article in a file's bytes. `name` (a path or a bare name) tells the format, the content has the last word.

    UserError: "empty-file", "file-too-large", "format-not-read" (known, but not by this version), "unknown-format",
    "not-text", "text-too-long", "no-text".
    """
    if len(data) > MAX_BYTES:
        raise UserError(
            "file-too-large",
            tr("{name} is too large: {size} MB, and at most {most} MB are read.", **_sizes(name, len(data))),
            tr("Save only the article itself, or paste its text."),
        )
    refuse_empty(data, name)
    suffix = PurePath(name).suffix.lower()
    refuse_unreadable(data, name, suffix, SUFFIXES)
    family = next(family for family in FAMILIES if suffix in family.suffixes)
    decoded = decode(data, name, family.declared_charset(data))
    if family is PLAIN and _PAGE.match(decoded.text, 0, 4096):
        family = PAGE
    return _finish(family, decoded, name)


def read_pasted(text: str, html: str | None = None) -> Imported:
    """The article in what was pasted: all of its visible text; the clipboard's HTML, if any, says where lines end.

    UserError: "nothing-pasted", "text-too-long".
    """
    nothing = UserError("nothing-pasted", tr("There is no text to import."), tr("Copy the article's text first."))
    if not (text.strip() or html):
        raise nothing
    if html and len(html) <= MAX_CHARACTERS:
        settled, replaced = settle(html)
        pasted = page.read_fragment(settled)
        if pasted is not None:
            return replace(pasted, replaced=replaced)
    if not text.strip():
        raise nothing
    settled, replaced = settle(text)
    return replace(_checked(plain.read(settled), tr("The pasted text")), replaced=replaced)


def _finish(family: Family, decoded: Decoded, name: str) -> Imported:
    imported = _checked(family.read(decoded.text), name)
    if not imported.text:
        raise UserError(
            "no-text",
            tr("{name} has no readable text.", name=printable(name)),
            tr("Open it in its own program, copy the text and paste it here."),
        )
    return replace(
        imported,
        media_type=family.media_type,
        replaced=imported.replaced + decoded.replaced,
        warnings=(*decoded.warnings, *imported.warnings),
    )


def _checked(imported: Imported, name: str) -> Imported:
    if len(imported.text) > MAX_CHARACTERS:
        raise UserError(
            "text-too-long",
            tr("{name} is too long for one article.", name=printable(name)),
            tr("Divide it into parts of less than {most} million characters.", most=MAX_CHARACTERS // 1_000_000),
        )
    return imported


def _sizes(name: str, size: int) -> dict[str, object]:
    return {"name": printable(name), "size": -(-size // 1024**2), "most": MAX_BYTES // 1024**2}
