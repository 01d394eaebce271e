"""PDF files. PDFium is loaded when the first one comes."""

from briefing.model import Contents


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-")


def load() -> None:
    """Load PDFium ahead of need."""
    import briefing.importers.pdf.view  # noqa: F401


def open_pdf(data: bytes, name: str) -> Contents:
    """The article of a PDF. One whose pages are pictures is to be kept as it is.

    UserError: "encrypted", "damaged", "too-many-pages".
    """
    from briefing.importers.pdf.reading import read

    return read(data, name)
