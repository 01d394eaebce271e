"""Bytes become settled text, and every character that could not be kept is counted."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from briefing.i18n import tr, trn
from briefing.importers.refusals import looks_like_utf16, printable
from briefing.text import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's mark, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Unrestricted, charset-normalizer misreads Spanish and French in Windows-1252.
_GUESSES = ["cp1252", "mac_roman", "utf_8"]
_USUAL = frozenset("àâäæçéèêëîïôöœùûüñáíóúÀÂÇÉÈÊÎÔŒÑÁÍÓÚ«»“”‘’…–—€¿¡°\u00a0")
# As browsers read them: pages that say Latin-1 are written in Windows-1252, and one that could be read so far as to
# find "utf-16" in it is not in UTF-16.
_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "utf-16": None,
    "utf-16-le": None,
    "utf-16-be": None,
    "utf-32": None,
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A settled text, how many characters had to be replaced, and what the person should know."""

    text: str
    replaced: int
    warnings: tuple[str, ...] = ()


def settle(text: str) -> tuple[str, int]:
    """The settled text and how many characters were replaced."""
    return clean(text)


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text in a file's bytes: by its mark, as strict UTF-8, as declared, else as its bytes look.

    UTF-8 comes before what a page declares: text in another charset is next to never valid UTF-8, while pages that
    declare Latin-1 and are UTF-8 are common.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _leniently(data[len(mark) :], charset, name)
    wide = looks_like_utf16(data)
    for charset in filter(None, (wide, "utf-8", _known(declared))):
        text = _strictly(data, charset)
        if text is not None:
            return _settled(text)
    guessed = _guess(data)
    if guessed is not None:
        return _settled(guessed)
    return _leniently(data, _known(declared) or _mostly(data), name)


def _settled(text: str) -> Decoded:
    """A text that was read whole, and how many of its characters no text keeps (NUL, noncharacters)."""
    text, replaced = clean(text)
    return Decoded(text, replaced, _said(replaced))


def _said(replaced: int) -> tuple[str, ...]:
    if not replaced:
        return ()
    return (
        trn(
            "{count} character could not be kept and stands as \ufffd.",
            "{count} characters could not be kept and stand as \ufffd.",
            replaced,
        ),
    )


def _known(declared: str | None) -> str | None:
    """Python's name for a declared charset, None when there is no such charset for text."""
    if not declared:
        return None
    try:
        found = codecs.lookup(declared)
        "".encode(declared)  # "hex" and "rot13" are codecs, too, but none for text
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(found.name, found.name)


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeError:
        return None


def _guess(data: bytes) -> str | None:
    """The text in the charset that looks best, None when none fits. Where two look as good, the usual signs decide."""
    matches = list(from_bytes(data, cp_isolation=_GUESSES))
    best = [match for match in matches if match.chaos == matches[0].chaos and match.encoding != "utf_8"]
    texts = [text for match in best if (text := _strictly(data, match.encoding)) is not None]
    return max(texts, key=lambda text: sum(c in _USUAL for c in text), default=None)


def _mostly(data: bytes) -> str:
    """UTF-8 for a text with a few broken bytes, Windows-1252 where most signs beyond ASCII are no UTF-8."""
    wide = sum(byte >= 0x80 for byte in data)
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return "utf-8" if broken * 4 < wide else "cp1252"


def _leniently(data: bytes, charset: str, name: str) -> Decoded:
    """The text with a U+FFFD for each byte that stands for nothing: counted, and said."""
    given = data.decode(charset, "replace")
    marks = given.count("\ufffd") - (data.count("\ufffd".encode(charset)) if charset.startswith("utf") else 0)
    text, replaced = clean(given)
    replaced += max(0, marks)
    if marks <= 0:
        return Decoded(text, replaced, _said(replaced))
    return Decoded(text, replaced, (unread_words(marks, name),))


def unread_words(count: int, name: str) -> str:
    """How many characters of a file stand as U+FFFD; a part without a name is "the text"."""
    return trn(
        "{count} character of {name} could not be read and stands as \ufffd.",
        "{count} characters of {name} could not be read and stand as \ufffd.",
        count,
        name=printable(name) or tr("the text"),
    )
