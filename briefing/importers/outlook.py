"""Mail as Outlook keeps it (.msg): what it says is an article, what is attached to it are files of their own.

The file is a tree of storages and streams [MS-OXMSG], one stream a property, read by its number [MS-OXPROPS]. A mail
inside a mail is no file by itself there; it becomes one, written as a mail on its way would be.
"""

import base64
import datetime
import io
import re
import struct
from dataclasses import dataclass

from olefile import OleFileIO
from oxmsg.storage import Storage

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import lzfu, mime, richtext
from briefing.importers.letters import Letter, Piece, contents_of
from briefing.importers.mime import text_of
from briefing.importers.names import file_name, named_after
from briefing.importers.refusals import printable
from briefing.model import Contents, Part, Refusal
from briefing.text import clean

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Every property's stream is called so; Word's and Excel's files of old have none of it.
_STREAM = "__substg1.0_".encode("utf-16-le")
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_EMBEDDED = "__substg1.0_3701000D"
_MAX_DEPTH = 5  # each level is written into the one above, and grows by a third

_SUBJECT, _HEADERS, _BODY, _HTML, _RICH_TEXT = 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP, _FOR, _FOR_ADDRESS = 0x0C1A, 0x0C1F, 0x5D01, 0x0042, 0x0065
_SUBMITTED, _DELIVERED, _CODE_PAGE, _MESSAGE_CODE_PAGE = 0x0039, 0x0E06, 0x3FDE, 0x3FFD
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _CONTENT, _METHOD = 0x3707, 0x3704, 0x3001, 0x3701, 0x3705
_CONTENT_ID, _MIME, _IS_HIDDEN = 0x3712, 0x370E, 0x7FFE
_BY_REFERENCE = (2, 3, 4, 7)
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
_CODE_PAGES = {
    65001: "utf-8",
    28591: "cp1252",
    20127: "cp1252",
    28605: "iso-8859-15",
    65000: "utf-7",
    10000: "mac_roman",
}
_HEADER_LINE = re.compile(r"^([!-9;-~]+):", re.M)


def recognises(data: bytes) -> bool:
    """Whether the bytes are a mail of Outlook."""
    return data.startswith(_OLE) and _STREAM in data


def open_outlook(data: bytes, name: str) -> Contents:
    """The article in an Outlook mail's bytes, and what is attached to it.

    UserError "not-an-outlook-mail" when its tree can't be read. Refusals: "kept-elsewhere", "nested-too-deep".
    """
    try:
        with OleFileIO(io.BytesIO(data)) as tree:  # type: ignore[no-untyped-call]
            storage = Storage.from_ole(tree)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError):
        storage = None
    if storage is None or not any(stream.name.startswith("__substg1.0_") for stream in storage.streams):
        raise UserError(
            "not-an-outlook-mail",
            tr("{name} is no Outlook mail, or is damaged.", name=printable(name)),
            tr("Save it again from Outlook, or copy its text and paste it here."),
        )
    return contents_of(_letter(storage, 0))


# --- properties ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Values:
    """The properties of a message or an attachment."""

    streams: dict[str, bytes]
    numbers: dict[int, bytes]
    charset: str

    def text(self, *numbers: int) -> str:
        """The first of these properties that holds text, "" when none does."""
        for number in numbers:
            wide = self.streams.get(f"__substg1.0_{number:04X}001F")
            if wide is not None:
                return clean(wide.decode("utf-16-le", "replace"))[0].rstrip("\ufffd")
            narrow = self.streams.get(f"__substg1.0_{number:04X}001E")
            if narrow is not None:
                return text_of(narrow.rstrip(b"\0"), self.charset).text
        return ""

    def binary(self, number: int) -> bytes:
        return self.streams.get(f"__substg1.0_{number:04X}0102", b"")

    def number(self, number: int) -> int:
        return int.from_bytes(self.numbers.get(number, b"")[:4], "little")

    def day(self, number: int) -> str:
        """The day of a time property, as the world's clock had it: Outlook keeps no zone; "" when there is none."""
        ticks = int.from_bytes(self.numbers.get(number, b""), "little")
        days = ticks // (10_000_000 * 86400)
        return (_EPOCH + datetime.timedelta(days)).date().isoformat() if 0 < days < 500_000 else ""


def _values(storage: Storage) -> _Values:
    streams = {stream.name: stream.bytes_ for stream in storage.streams}
    table = streams.get(_PROPERTIES, b"")
    # the header before the table is of 8, 24 or 32 bytes, by what the storage is; all are multiples of 8
    rows = [table[at : at + 16] for at in range(len(table) % 16, len(table) - 15, 16)]
    numbers = {struct.unpack_from("<H", row, 2)[0]: row[8:] for row in rows}
    page = int.from_bytes(numbers.get(_CODE_PAGE, numbers.get(_MESSAGE_CODE_PAGE, b""))[:4], "little")
    return _Values(streams, numbers, _CODE_PAGES.get(page, f"cp{page}" if page else "cp1252"))


# --- messages --------------------------------------------------------------------------------------------------------


def _letter(storage: Storage, depth: int) -> Letter:
    """The letter of a message's storage."""
    values = _values(storage)
    headers = mime.parse(_HEADER_LINE.sub(r"\1:", values.text(_HEADERS)).encode())
    html = values.binary(_HTML)
    page = text_of(html, values.charset) if html else None
    body = clean(values.text(_BODY) or ("" if html else _from_rich_text(values.binary(_RICH_TEXT))))
    parts, refusals = _attached(storage, page.text if page else "", depth)
    return Letter(
        subject=values.text(_SUBJECT) or headers.header("subject"),
        sender=headers.header("from") or _sender(values),
        date=headers.header("date") or values.day(_SUBMITTED) or values.day(_DELIVERED),
        pieces=(Piece(body[0], page.text if page else values.text(_HTML)),),
        list_name=headers.header("list-id"),
        is_to_many=bool(headers.header("list-unsubscribe")),
        archived_at=headers.header("archived-at"),
        parts=tuple(parts),
        refusals=tuple(refusals),
        replaced=page.replaced if page else body[1],
        warnings=page.warnings if page else (),
    )


def _from_rich_text(packed: bytes) -> str:
    """The words of a body that is kept as compressed rich text alone, "" when there is none that can be read."""
    made = lzfu.unpacked(packed)
    try:
        article = richtext.open_rich_text(made, "").article if made else None
    except UserError:
        return ""
    return article.text if article else ""


def _sender(values: _Values) -> str:
    """The sender as a header would name them; inside one company an address is no mail address but a path."""
    name = values.text(_SENDER, _FOR).strip()
    address = next((one for one in map(values.text, (_SENDER_SMTP, _SENDER_ADDRESS, _FOR_ADDRESS)) if "@" in one), "")
    return f'"{name}" <{address}>' if name and address else name or address


def _attached(storage: Storage, page: str, depth: int) -> tuple[list[Part], list[Refusal]]:
    parts: list[Part] = []
    refusals: list[Refusal] = []
    held = [one for one in storage.storages if one.name.startswith(_ATTACHMENT)]
    for number, one in enumerate(sorted(held, key=lambda held: held.name), 1):
        values = _values(one)
        said = values.text(_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)
        message = next((inner for inner in one.storages if inner.name == _EMBEDDED), None)
        if message is not None:
            if depth >= _MAX_DEPTH:
                words = tr("What is nested more than {count} levels deep is not read.", count=_MAX_DEPTH)
                refusals.append(Refusal(file_name(said, number, ""), "nested-too-deep", words))
                continue
            letter = _letter(message, depth + 1)
            parts.append(Part(named_after(letter.subject or said, number), _as_mail(letter)))
            refusals += letter.refusals
        elif values.number(_METHOD) in _BY_REFERENCE and not values.binary(_CONTENT):
            words = tr("It is not in the mail, which only says where it was kept.")
            refusals.append(Refusal(file_name(said, number, ""), "kept-elsewhere", words))
        elif values.binary(_CONTENT) and not _is_picture_of_text(values, said, page):
            parts.append(Part(file_name(said, number, ""), values.binary(_CONTENT)))
    return parts, refusals


def _is_picture_of_text(values: _Values, said: str, page: str) -> bool:
    """Whether it is shown within the text, as a logo is."""
    is_picture = values.text(_MIME).startswith("image/") or said.lower().endswith((".png", ".jpg", ".jpeg", ".gif"))
    content_id = values.text(_CONTENT_ID).strip("<> ")
    return is_picture and (bool(values.number(_IS_HIDDEN)) or bool(content_id and f"cid:{content_id}" in page))


def _as_mail(letter: Letter) -> bytes:
    """A message inside another as a file of its own, with its text and its attachments."""
    head = {
        "From": letter.sender,
        "Date": letter.date,
        "Subject": letter.subject,
        "List-Id": letter.list_name,
        "Archived-At": letter.archived_at,
    }
    lines = [f"{name}: {' '.join(value.split())}" for name, value in head.items() if value.strip()]
    piece = letter.pieces[0]
    files = [("text/html; charset=utf-8" if piece.html else "text/plain; charset=utf-8", "", piece.html or piece.plain)]
    bodies = [_part(kind, "", text.encode("utf-8")) for kind, _, text in files]
    bodies += [_part("application/octet-stream", part.name, part.content) for part in letter.parts]
    boundary = "=_part_of_an_outlook_mail"
    opening = [*lines, "MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{boundary}"', "", ""]
    return b"\r\n".join(
        [
            "\r\n".join(opening).encode("utf-8"),
            *(f"--{boundary}\r\n".encode() + body for body in bodies),
            f"--{boundary}--\r\n".encode(),
        ]
    )


def _part(kind: str, name: str, content: bytes) -> bytes:
    head = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64"]
    if name:
        head.append(f'Content-Disposition: attachment; filename="{name}"')
    return "\r\n".join([*head, "", ""]).encode("utf-8") + base64.encodebytes(content)
