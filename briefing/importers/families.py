"""The table of formats, and which one a file is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import (
    archive,
    epub,
    feed,
    items,
    jsonlines,
    mail,
    mailbox,
    markdown,
    mhtml,
    opendocument,
    outlook,
    page,
    pdf,
    plain,
    richtext,
    word,
)
from briefing.importers.decoding import Decoded, decode, settle
from briefing.importers.refusals import printable, refuse_empty, refuse_unreadable
from briefing.model import Contents, Imported, Part, Refusal

MAX_BYTES = 32 * 1024 * 1024
MAX_CHARACTERS = 5_000_000
# What one file may hold inside; the same limits hold for all that lies in it at any depth.
MAX_PARTS = 10_000
MAX_PART_BYTES = 500_000_000

_COMMENTS = r"(<!--((?!-->).)*-->\s*)*"  # each in one way only, so that thousands take no time
_PAGE = re.compile(rf"\s*{_COMMENTS}(<\?xml[^>]*>\s*)?{_COMMENTS}(<!doctype\s+html|<html[\s>])", re.I | re.S)


def _never(data: bytes) -> bool:
    return False


def _is_page(data: bytes) -> bool:
    """Whether the bytes begin as a page, in any charset that has ASCII in it."""
    return bool(_PAGE.match(data[:4096].decode("latin-1").removeprefix("\xef\xbb\xbf")))


@dataclass(frozen=True, slots=True)
class Family:
    """A family of formats: its names' endings, and what reads a file of it.

    A text format has `read`, which gets the decoded text; any other has `open`, which gets the bytes and the name, and
    `recognises`, which tells by the bytes that a file is one of it, whatever its name says (where bytes can tell).
    `read` raises UserError for a file that can't be read as what it is; `open` as well, with a code, a message that
    names the file (`refusals.printable`) and a hint.
    """

    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[str], Imported] | None = None
    declared_charset: Callable[[bytes], str | None] = lambda data: None
    open: Callable[[bytes, str], Contents] | None = None
    recognises: Callable[[bytes], bool] = _never
    most_bytes: int = MAX_BYTES


PLAIN = Family((".txt", ".text", ""), "text/plain", plain.read)
MARKDOWN = Family((".md", ".markdown"), "text/markdown", markdown.read)
PAGE = Family((".html", ".htm", ".xhtml"), "text/html", page.read, page.declared_charset, recognises=_is_page)
PDF = Family((".pdf",), "application/pdf", open=pdf.open_pdf, recognises=pdf.recognises)
WORD = Family(
    (".docx", ".docm", ".dotx", ".dotm", ".doc"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    open=word.open_word,
    recognises=word.recognises,
)
OPENDOCUMENT = Family(
    (".odt", ".ott", ".fodt"),
    "application/vnd.oasis.opendocument.text",
    open=opendocument.open_document,
    recognises=opendocument.recognises,
)
RICH_TEXT = Family((".rtf",), "application/rtf", open=richtext.open_rich_text, recognises=richtext.recognises)
EPUB = Family((".epub",), "application/epub+zip", open=epub.open_epub, recognises=epub.recognises)
MHTML = Family((".mhtml", ".mht"), "multipart/related", open=mhtml.open_mhtml, recognises=mhtml.recognises)
MAILBOX = Family(
    (".mbox",),
    "application/mbox",
    open=mailbox.open_mailbox,
    recognises=mailbox.recognises,
    most_bytes=mailbox.MAX_BYTES,
)
MAIL = Family((".eml",), "message/rfc822", open=mail.open_mail, recognises=mail.recognises)
OUTLOOK = Family((".msg",), "application/vnd.ms-outlook", open=outlook.open_outlook, recognises=outlook.recognises)
ITEM = Family((), "text/html", open=items.open_item, recognises=items.recognises)
FEED = Family((".rss", ".atom", ".rdf", ".xml"), "application/rss+xml", open=feed.open_feed, recognises=feed.recognises)
ARCHIVE = Family(
    (".zip",),
    "application/zip",
    open=archive.open_archive,
    recognises=archive.recognises,
    most_bytes=archive.MAX_BYTES,
)
DOCUMENT = Family((".json",), "application/json", jsonlines.read_document)
DOCUMENTS = Family(
    (".jsonl", ".ndjson"), "application/x-ndjson", open=jsonlines.open_jsonl, most_bytes=jsonlines.MAX_BYTES
)

# The first that recognises a file's bytes reads it, else the one that has its name's ending: a Word file, which is a
# ZIP archive inside, stands before the archives.
FAMILIES: tuple[Family, ...] = (
    ITEM,
    PLAIN,
    MARKDOWN,
    PAGE,
    PDF,
    MHTML,
    MAILBOX,
    MAIL,
    OUTLOOK,
    FEED,
    WORD,
    OPENDOCUMENT,
    RICH_TEXT,
    EPUB,
    ARCHIVE,
    DOCUMENT,
    DOCUMENTS,
)
# What to look for in a folder; a file without an ending is read only when it is named itself.
SUFFIXES = tuple(suffix for family in FAMILIES for suffix in family.suffixes if suffix)


def read(data: bytes, name: str) -> Contents:
    """What a file's bytes hold. `name` (a path or a bare name) tells the format, the content has the last word.

    UserError: "empty-file", "file-too-large", "format-not-read" (known, but not by this version), "unknown-format",
    "not-text", "text-too-long", "no-text", and those of the formats' own modules.
    """
    refuse_empty(data, name)
    suffix = PurePath(name).suffix.lower()
    family = _family_of(data, suffix)
    most = family.most_bytes if family else MAX_BYTES
    if len(data) > most:
        raise UserError(
            "file-too-large",
            tr("{name} is too large: {size} MB, and at most {most} MB are read.", **_sizes(name, len(data), most)),
            tr("Save only the article itself, or paste its text."),
        )
    if family is not None and family.open is not None:
        return _checked_contents(family, family.open(data, name), name)
    refuse_unreadable(data, name, suffix, SUFFIXES)
    assert family is not None, "what has no family was refused"
    decoded = decode(data, name, family.declared_charset(data))
    if family is PLAIN and _PAGE.match(decoded.text, 0, 4096):
        family = PAGE
    return Contents(_finish(family, decoded, name))


def _family_of(data: bytes, suffix: str) -> Family | None:
    by_content = next((family for family in FAMILIES if family.recognises(data)), None)
    return by_content or next((family for family in FAMILIES if suffix in family.suffixes), None)


def _checked_contents(family: Family, contents: Contents, name: str) -> Contents:
    """What a format's own module found, with the limits that hold for every article."""
    contents = _limited(contents, name)
    article = contents.article
    if article is not None and not article.text.strip():
        article = None
    if article is None and not (contents.parts or contents.refusals or contents.kept_because):
        raise _no_text(name)
    if article is None:
        return contents._replace(article=None)
    if article.media_type == "text/plain":
        article = article._replace(media_type=family.media_type)
    return contents._replace(article=_checked(article, name))


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
            return pasted._replace(replaced=replaced)
    if not text.strip():
        raise nothing
    settled, replaced = settle(text)
    return _checked(plain.read(settled), tr("The pasted text"))._replace(replaced=replaced)


def _limited(contents: Contents, name: str) -> Contents:
    """With the parts that the limits allow; the others are counted in a refusal."""
    taken: list[Part] = []
    size = 0
    for part in contents.parts[:MAX_PARTS]:
        size += len(part.content)
        if size > MAX_PART_BYTES:
            break
        taken.append(part)
    left = len(contents.parts) - len(taken)
    if not left:
        return contents
    words = tr("{count} files inside {name} are not read: it holds too much.", count=left, name=printable(name))
    refusal = Refusal(name, "too-much-inside", f"{words} {tr('Import them from a folder.')}")
    return contents._replace(parts=tuple(taken), refusals=(*contents.refusals, refusal))


def _finish(family: Family, decoded: Decoded, name: str) -> Imported:
    assert family.read is not None, "a text format is read"
    imported = _checked(family.read(decoded.text), name)
    if not imported.text:
        raise _no_text(name)
    return imported._replace(
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


def _no_text(name: str) -> UserError:
    return UserError(
        "no-text",
        tr("{name} has no readable text.", name=printable(name)),
        tr("Open it in its own program, copy the text and paste it here."),
    )


def _sizes(name: str, size: int, most: int) -> dict[str, object]:
    return {"name": printable(name), "size": -(-size // 1024**2), "most": most // 1024**2}
