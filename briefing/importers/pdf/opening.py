"""PDFium's document of a file's bytes, or why there is none. A file whose end is missing gets a new one."""

import re

import pypdfium2 as pdfium

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers.refusals import printable

MAX_PAGES = 3000
_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<(?:(?!endobj)[\s\S]){0,2000}?/Type\s*/Catalog\b")
_PAGES = re.compile(
    rb"(\d{1,9})\s+(\d{1,5})\s+obj\s*<<((?:(?!endobj)[\s\S]){0,20000}?/Type\s*/Pages\b(?:(?!endobj)[\s\S])*?)endobj"
)


def open_document(data: bytes, name: str) -> pdfium.PdfDocument:
    """PDFium's document. UserError "encrypted", "damaged" or "too-many-pages"."""
    document = _opened(data, name) or _opened(_with_end(data), name)
    if document is None:
        raise damaged(tr("{name} is damaged: it can't be read as a PDF.", name=printable(name)))
    pages = len(document)
    if 0 < pages <= MAX_PAGES:
        return document
    document.close()
    if not pages:
        raise damaged(tr("{name} is damaged: it has no pages.", name=printable(name)))
    words = tr(
        "{name} has {count} pages, and at most {most} are read.", name=printable(name), count=pages, most=MAX_PAGES
    )
    raise UserError("too-many-pages", words, tr("Save the pages that matter as a PDF of their own."))


def damaged(message: str) -> UserError:
    """What to raise for a damaged file."""
    return UserError("damaged", message, tr("Open it in its own program, copy the text and paste it here."))


def is_cut_off(data: bytes) -> bool:
    """Whether the mark is missing that every PDF ends with."""
    return b"%%EOF" not in data[-2048:]


def _opened(data: bytes, name: str) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            message = tr("{name} is protected by a password.", name=printable(name))
            raise UserError("encrypted", message, tr("Save it without its password and import that.")) from None
        return None


def _with_end(data: bytes) -> bytes:
    """The bytes with a trailer that names the catalog, or the root of the pages where the catalog is cut off too."""
    catalog = _CATALOG.search(data)
    if catalog:
        root = b"%s %s R" % catalog.groups()
        return data + b"\nendobj\ntrailer\n<</Root %s>>\nstartxref\n0\n%%%%EOF\n" % root
    pages = next((found for found in _PAGES.finditer(data) if b"/Parent" not in found.group(3)), None)
    if pages is None:
        return data
    made = b"\nendobj\n8388000 0 obj\n<</Type/Catalog/Pages %s %s R>>\nendobj\n" % pages.groups()[:2]
    return data + made + b"trailer\n<</Root 8388000 0 R>>\nstartxref\n0\n%%EOF\n"
