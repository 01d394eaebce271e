"""PDF files: the text in reading order, what the file says about itself, and what could not be read, told.

A date of creation or change is when the file was written, which for a printed or archived page is any later day: it is
never taken for the day of publication. A dateline in the text is found by the analysis.
"""

from dataclasses import dataclass

import pypdfium2 as pdfium

from briefing.i18n import tr, trn
from briefing.importers.pdf.columns import Column, columns_of
from briefing.importers.pdf.facts import Facts, facts_of
from briefing.importers.pdf.glyphs import PageText, page_text
from briefing.importers.pdf.opening import damaged, is_cut_off, open_document
from briefing.importers.pdf.paragraphs import Placed, paragraphs_of, placed
from briefing.importers.pdf.running import Edges, sample_of, without_edges
from briefing.importers.refusals import printable
from briefing.model import Contents, Imported
from briefing.text import clean

_UNREADABLE = 0.3  # of the signs: a text with more unknown ones is none
_LOST = 0.01
_LEAST_LOST = 20


@dataclass(frozen=True, slots=True)
class Extract:
    """A PDF's text with the place of each sign, and what was met on the way. Pages count from 0."""

    placed: Placed
    pages: int
    columns: list[Column]
    edges: Edges
    without_text: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    signs: int = 0
    unknown: int = 0


def read(data: bytes, name: str) -> Contents:
    """The article of a PDF. One whose pages are pictures is to be kept as it is.

    UserError: "encrypted", "damaged", "too-many-pages".
    """
    document = open_document(data, name)
    try:
        extract = extract_of(document)
        is_readable = extract.unknown <= _UNREADABLE * extract.signs
        if not extract.placed.text.strip() or not is_readable:
            if is_readable and (extract.damaged or is_cut_off(data)):
                raise damaged(tr("{name} is damaged: no page with text can be read.", name=printable(name)))
            return Contents(None, kept_because=_why_no_text(name, extract))
        return Contents(_imported(data, document, extract))
    finally:
        document.close()


def extract_of(document: pdfium.PdfDocument) -> Extract:
    """The text of a document. The same bytes give the same text, and so the same places."""
    texts: list[PageText] = []
    damaged: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            damaged.append(number)
            continue
        try:
            texts.append(page_text(page, number))
        except pdfium.PdfiumError:
            damaged.append(number)
        finally:
            page.close()
    edges = without_edges(texts)
    columns = [column for text in edges.pages for column in columns_of(text)]
    return Extract(
        placed(paragraphs_of(columns)),
        len(document),
        columns,
        edges,
        tuple(text.number for text in texts if not (text.upright or text.turned or text.is_blank)),
        tuple(damaged),
        tuple(text.number for text in texts if text.is_invisible),
        sum(text.signs for text in texts),
        sum(text.unknown for text in texts),
    )


def _why_no_text(name: str, extract: Extract) -> str:
    if extract.unknown:
        return tr("The letters of {name} can't be read: the file does not say which they are.", name=printable(name))
    if not extract.without_text and not extract.damaged:
        return tr("There is nothing on the pages of {name}.", name=printable(name))
    return trn(
        "{name} is a scanned document of {count} page: a picture, without text.",
        "{name} is a scanned document of {count} pages: pictures, without text.",
        extract.pages,
        name=printable(name),
    )


def _imported(data: bytes, document: pdfium.PdfDocument, extract: Extract) -> Imported:
    text, replaced = clean(extract.placed.text)
    facts = facts_of(document, text, extract.columns, extract.edges.removed)
    return Imported(
        text,
        facts.title,
        facts.title_basis,
        language=facts.language,
        author=facts.author,
        origin=facts.origin,
        media_type="application/pdf",
        replaced=replaced + extract.unknown,
        warnings=_warnings(data, extract, facts),
    )


def _warnings(data: bytes, extract: Extract, facts: Facts) -> tuple[str, ...]:
    found: list[str] = []
    if is_cut_off(data):
        found.append(tr("The file is cut off or damaged at its end: pages may be missing."))
    if extract.damaged:
        found.append(tr("These pages are damaged and were not read: {pages}.", pages=_listed(extract.damaged)))
    if extract.without_text:
        found.append(tr("These pages have no text, only pictures: {pages}.", pages=_listed(extract.without_text)))
    if extract.recognised:
        pages = _listed(extract.recognised)
        found.append(
            tr("The text of these pages was recognised from a picture and may have mistakes: {pages}.", pages=pages)
        )
    if extract.edges.removed:
        found.append(_about_edges(extract.edges))
    if extract.unknown:
        found.append(trn("{count} sign has no letter.", "{count} signs have no letter.", extract.unknown))
    lost = extract.signs - _taken(extract)
    if lost > max(_LEAST_LOST, _LOST * extract.signs):
        found.append(tr("About {count} signs of the pages are not in the text: compare them.", count=lost))
    return tuple(found)


def _about_edges(edges: Edges) -> str:
    count, sample = len(edges.removed), sample_of(edges.removed)
    if not sample:
        return trn("{count} page number was left out.", "{count} page numbers were left out.", count)
    return trn(
        "{count} line at the edge of pages was left out: “{sample}”.",
        "{count} repeated lines at the edges of pages were left out: “{sample}”.",
        count,
        sample=sample,
    )


def _taken(extract: Extract) -> int:
    """How many of the pages' signs stand in the text or were left out for a reason. A ligature is one sign."""
    last, taken = (-1, -1), 0
    text = extract.placed
    for page, index, sign in zip(text.pages, text.indexes, text.text, strict=True):
        if index >= 0 and (page, index) != last and not sign.isspace():
            taken += 1
            last = page, index
    edges = sum(not sign.isspace() for line in extract.edges.removed for sign in line.text)
    return taken + edges + text.hyphens


def _listed(pages: tuple[int, ...]) -> str:
    """Page numbers from 1, runs as "3–7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs)
