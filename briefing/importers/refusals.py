"""What is not read, and why: empty files, other formats, and what is no text at all."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from briefing.errors import UserError
from briefing.i18n import tr

# How a file of another format begins, whatever its name says.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
)
# Formats that a desk receives, by the end of their names.
_ENDINGS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".epub": "EPUB",
    ".rss": "RSS",
    ".xml": "XML",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def printable(name: str) -> str:
    """A file's name for a message: without its folder and without what could steer a terminal or turn a line."""
    bare = PurePath(name).name or name
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in bare)


def refuse_empty(data: bytes, name: str) -> None:
    """UserError "empty-file" when there is nothing, or white space only."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise UserError(
            "empty-file", tr("{name} is empty.", name=printable(name)), tr("Save it again from where it came.")
        )


def refuse_unreadable(data: bytes, name: str, suffix: str, suffixes: Sequence[str]) -> None:
    """UserError when the content, else the name, is of a format that is not read, or no text at all."""
    found = next((words for beginning, words in _BEGINNINGS if data.startswith(beginning)), None)
    if found is None and suffix in _ENDINGS and suffix not in suffixes:
        found = _ENDINGS[suffix]
    if found is not None:
        if suffix in _ENDINGS and found in ("ZIP", "Microsoft Office"):
            found = _ENDINGS[suffix]  # a Word file is a ZIP archive inside
        raise UserError(
            "format-not-read",
            tr("{name} is a {format} file, which this version does not read.", name=printable(name), format=found),
            tr("Open it in its own program, copy the text and paste it here."),
        )
    if suffix and suffix not in suffixes:
        raise UserError(
            "unknown-format",
            tr("{name} is of a format that Briefing does not know ({suffix}).", name=printable(name), suffix=suffix),
            tr("These are read: {suffixes}.", suffixes=", ".join(suffixes)),
        )
    if _is_binary(data):
        raise UserError(
            "not-text",
            tr("{name} holds no text but other data.", name=printable(name)),
            tr("Choose the article's text file or saved page."),
        )


def _is_binary(data: bytes) -> bool:
    """Whether more than one byte in 200 is a control character that no text has; UTF-16 is judged once decoded."""
    if data.startswith(_UTF16) or looks_like_utf16(data):
        return False
    sample = data[:65536]
    return _controls(sample) > max(2, len(sample) // 200)


def _controls(sample: bytes) -> int:
    return sum(sample.count(bytes([n])) for n in range(32) if n not in (9, 10, 12, 13, 27))


def looks_like_utf16(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when every other byte of a text without a mark is mostly NUL, else None."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2 or _controls(sample.replace(b"\0", b"")) > pairs // 20:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None
