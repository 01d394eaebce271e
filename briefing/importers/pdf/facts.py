"""What a PDF says about itself, believed where it looks true: title, author, language, address."""

import ctypes
import re
from dataclasses import dataclass
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefing.importers.metadata import as_address, as_language
from briefing.importers.pdf.columns import Column, Line
from briefing.importers.pdf.paragraphs import body_size, paragraphs_of
from briefing.importers.properties import believable_author, believable_title, is_told_in
from briefing.importers.titles import title_in

_LARGE = 1.15  # times the size of the text
_SHORTEST, _LONGEST = 8, 250
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a PDF's article."""

    title: str
    title_basis: Literal["found", "made"]
    author: str | None
    language: str | None
    origin: str | None


def facts_of(document: pdfium.PdfDocument, text: str, columns: list[Column], edges: tuple[Line, ...]) -> Facts:
    """The facts of a document whose text and lines are given; `edges` are the lines that repeat at pages' edges."""
    heading = _heading(columns)
    given = believable_title(_property(document, b"Title"))
    if given and (heading is None or is_told_in(given, text)):
        title, basis = given, "found"
    elif heading:
        title, basis = heading, "found"
    else:
        title, basis = title_in(text)
    return Facts(
        title,
        "found" if basis == "found" else "made",
        believable_author(_property(document, b"Author")),
        as_language(_catalog_language(document)),
        _origin(edges),
    )


def _heading(columns: list[Column]) -> str | None:
    """The largest type in the upper part of the first page that has text, if it is larger than the text."""
    body = body_size(columns)
    first = next((column.lines[0].page for column in columns if column.lines), None)
    on_first = [column for column in columns if column.lines and column.lines[0].page == first]
    found = [
        (paragraph.size, " ".join(line.text for line in paragraph.lines))
        for paragraph in paragraphs_of(on_first)
        if paragraph.size > _LARGE * body
    ]
    fit = [(size, text) for size, text in found if _SHORTEST <= len(text) <= _LONGEST and " " in text]
    return max(fit, key=lambda one: one[0])[1] if fit else None


def _property(document: pdfium.PdfDocument, name: bytes) -> str:
    length = raw.FPDF_GetMetaText(document.raw, name, None, 0)
    if not 2 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_GetMetaText(document.raw, name, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _catalog_language(document: pdfium.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _origin(edges: tuple[Line, ...]) -> str | None:
    """The web address that browsers print at the foot of each page."""
    for line in edges:
        found = _ADDRESS.search(line.text)
        if found and (address := as_address(found.group())):
            return address
    return None
