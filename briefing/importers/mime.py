"""MIME as mail, mailboxes and saved pages have it: headers, and the parts inside, in time that grows with the size.

The standard library's parser is not used for what strangers sent: it calls itself once a level, keeps a list of
open boundaries that every line is compared with, and its header grammar stalls for seconds on crafted values. Here
nothing is copied until it is asked for, and what is nested deeper than any mail is left as it is.
"""

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_to_bytes

from briefing.importers.decoding import Decoded, decode
from briefing.text import clean

MAX_DEPTH = 100
_MAX_PARTS = 10_000
_MAX_HEADERS = 256 * 1024
# A value is looked into so far: the longest that mail programs write are lists of receivers, which nobody asks for.
_MAX_VALUE = 8192

_HEADER = re.compile(rb"([!-9;-~]{1,100})[ \t]*:((?:[^\n]*)(?:\n[ \t]+[^\s][^\n]*)*)(?:\n|\Z)")
_BLANK = re.compile(rb"[ \t]*\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]*")
_PARAMETER = re.compile(r';\s*([^\s=;*"]{1,60})(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.S)
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([BbQq])\?([^?]*)\?=")
_GUESSED = re.compile(rb"\n--([^\s][^\r\n]{0,120}?)[ \t]*\r?\ncontent-[a-z-]+:", re.I)
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
# Charsets in which every byte is ASCII: they would pass as UTF-8.
_SHIFTING = ("utf-7", "iso2022", "hz")


@dataclass(frozen=True)
class Entity:
    """A message or one of its parts: its headers (names in small letters), and where its body stands in `data`."""

    data: bytes
    headers: tuple[tuple[str, str], ...]
    start: int
    end: int
    depth: int = 0

    def header(self, name: str) -> str:
        """The first header of that name as it was written, on one line; "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def words(self, name: str) -> str:
        """A header as it was meant: its encoded words decoded."""
        return decoded_words(self.header(name))

    @cached_property
    def content_type(self) -> str:
        """The media type in small letters; "text/plain" where none is said that could be one."""
        said = self.header("content-type").partition(";")[0].strip().lower()
        return said if re.fullmatch(r"[\w.+-]+/[\w.+-]+", said) else "text/plain"

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What stands behind the media type: charset, boundary, name and the like."""
        return parameters_of(self.header("content-type"))

    @cached_property
    def disposition(self) -> str:
        """ "attachment", "inline" or "" """
        return self.header("content-disposition").partition(";")[0].strip().lower()

    @cached_property
    def file_name(self) -> str:
        """The name that the sender's program gave the part, "" when none."""
        named = parameters_of(self.header("content-disposition")).get("filename") or self.parameters.get("name", "")
        return decoded_words(named)

    @cached_property
    def content(self) -> bytes:
        """The body's bytes with the transfer encoding undone; what is broken in it is read as far as it goes."""
        body = self.data[self.start : self.end]
        encoding = self.header("content-transfer-encoding").strip().lower()
        if encoding == "base64":
            return _from_base64(body)
        return binascii.a2b_qp(body) if encoding == "quoted-printable" else body

    @cached_property
    def text(self) -> Decoded:
        """The body as settled text."""
        return text_of(self.content, self.parameters.get("charset"))

    @property
    def is_too_deep(self) -> bool:
        """Whether there are parts inside that are not looked into."""
        return self.content_type.startswith("multipart/") and self.depth >= MAX_DEPTH

    @cached_property
    def parts(self) -> tuple["Entity", ...]:
        """The parts of a multipart; () for all else, and where no boundary is found."""
        if not self.content_type.startswith("multipart/") or self.is_too_deep:
            return ()
        found = tuple(self._between(self.parameters.get("boundary", "").encode("latin-1", "replace")))
        if not found and (guessed := _GUESSED.search(self.data, max(0, self.start - 1), self.end)):
            found = tuple(self._between(guessed.group(1)))
        return found

    def _between(self, boundary: bytes) -> Iterator["Entity"]:
        """The entities between the lines of a boundary; the last may lack its end."""
        if not boundary:
            return
        # from the line end before the body, so that a boundary may be its first line
        line = re.compile(rb"\n--" + re.escape(boundary.rstrip()) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
        start = None
        for count, found in enumerate(line.finditer(self.data, max(0, self.start - 1), self.end)):
            if start is not None:
                end = found.start() - (self.data[found.start() - 1 : found.start()] == b"\r")
                yield entity(self.data, start, max(start, end), self.depth + 1)
            if found.group(1) or count >= _MAX_PARTS:
                return
            start = min(self.end, self.data.find(b"\n", found.end(), self.end) + 1 or self.end)
        if start is not None:
            yield entity(self.data, start, self.end, self.depth + 1)


def parse(data: bytes) -> Entity:
    """The message in a file's bytes. `headers` are () when it does not begin with one."""
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    start = data.find(b"\n") + 1 if data.startswith((b"From ", b">From ")) else 0
    return entity(data, start, len(data), 0)


def entity(data: bytes, start: int, end: int, depth: int) -> Entity:
    """The entity that stands in `data` from `start` to `end`."""
    headers: list[tuple[str, str]] = []
    at = start
    while found := _HEADER.match(data, at, end):
        if at - start < _MAX_HEADERS:
            value = _FOLD.sub(" ", _line_of(found.group(2)[:_MAX_VALUE], "utf-8")).strip()
            headers.append((found.group(1).decode("ascii").lower(), value))
        at = found.end()
    blank = _BLANK.match(data, at, end)
    return Entity(data, tuple(headers), blank.end() if blank else at, end, depth)


def text_of(data: bytes, charset: str | None) -> Decoded:
    """Bytes as settled text: as UTF-8, as their charset says, else as they look."""
    if data.isascii() and charset and _is_shifting(charset):
        return decode(data.decode(charset, "replace").encode("utf-8", "replace"), "")
    return decode(data, "", charset)


def _line_of(data: bytes, charset: str) -> str:
    """A header's bytes as text. A guess at a charset takes milliseconds, and there may be thousands of headers."""
    for name in (charset, "utf-8") if _is_shifting(charset) else ("utf-8", charset):
        try:
            return clean(data.decode(name))[0]
        except (LookupError, ValueError):
            continue
    return clean(data.decode("cp1252", "replace"))[0]


def _is_shifting(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name.startswith(_SHIFTING)
    except (LookupError, ValueError):
        return False


def decoded_words(value: str) -> str:
    """A header's value with its encoded words (RFC 2047) decoded; those of one charset side by side are one text."""
    pieces: list[str] = []
    waiting: list[bytes] = []
    charset, at = "", 0
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        if waiting and (between.strip() or found.group(1).lower() != charset):
            pieces.append(_line_of(b"".join(waiting), charset))
            waiting = []
            between = between if between.strip() else ""
        elif waiting:
            between = ""
        pieces.append(between)
        charset, at = found.group(1).lower(), found.end()
        waiting.append(_word_bytes(found.group(2), found.group(3)))
    if waiting:
        pieces.append(_line_of(b"".join(waiting), charset))
    return "".join((*pieces, value[at:]))


def _word_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    return _from_base64(raw) if encoding in "Bb" else binascii.a2b_qp(raw, header=True)


def parameters_of(value: str) -> dict[str, str]:
    """The parameters of a header by their names in small letters: RFC 2045, continued and encoded as in RFC 2231."""
    simple: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, star, quoted, bare in _PARAMETER.findall(value[:_MAX_VALUE]):
        text = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare.strip().strip('"')
        if number or star:
            pieces.setdefault(name.lower(), []).append((int(number or 0), bool(star), text))
        else:
            simple.setdefault(name.lower(), text)
    return simple | {name: _continued(sorted(found)) for name, found in pieces.items()}


def _continued(pieces: list[tuple[int, bool, str]]) -> str:
    charset, quote, rest = pieces[0][2].partition("'")
    if pieces[0][1] and quote:
        pieces = [(0, True, rest.partition("'")[2]), *pieces[1:]]
    else:
        charset = ""
    joined = b"".join(unquote_to_bytes(text) if star else text.encode() for _, star, text in pieces)
    return _line_of(joined, charset)


def _from_base64(data: bytes) -> bytes:
    """The bytes behind base64, whatever is lost of it; data that can't be base64 stays as it is."""
    kept = data.translate(None, _NOT_BASE64)
    foreign = len(data) - len(kept) - sum(data.count(sign) for sign in (b"\r", b"\n", b" ", b"\t", b"="))
    if foreign * 20 > len(data):
        return data
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
