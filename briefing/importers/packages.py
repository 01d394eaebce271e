"""Documents that are ZIP archives inside (Word, OpenDocument, EPUB): their parts, within limits.

Only what is asked for is unpacked, so what else lies inside costs nothing. Of a file whose end is missing, the list of
parts at the end is lost too: then the parts are looked for where they begin.
"""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers.refusals import printable

MAX_ENTRIES = 20_000
MAX_PART_BYTES = 64 * 1024 * 1024
_RATIO = 300  # XML shrinks to a tenth or a thirtieth; a bomb to a thousandth
_RATIO_FROM = 4 * 1024 * 1024
_HEADER = struct.Struct("<4sHHHHHLLLHH")
_BEGINS = b"PK\x03\x04"
_ENDS = b"PK\x05\x06"
_END = struct.Struct("<LL")
_FIRST_OF_WORD = (b"[Content_Types].xml", b"_rels/", b"docProps/")


@dataclass(slots=True)
class Package:
    """The parts of a document. `is_cut_off` when its end is missing."""

    name: str
    data: bytes
    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    found: dict[str, bytes] = field(default_factory=dict)
    is_cut_off: bool = False

    def names(self) -> list[str]:
        """The names of all parts, as they are written."""
        return [*self.entries, *self.found]

    def part(self, name: str) -> bytes | None:
        """A part's bytes, None when there is none. UserError "encrypted", "bomb", "damaged"."""
        if name in self.found:
            return self.found[name]
        entry = self.entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise encrypted(self.name)
        is_dense = entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(1, entry.compress_size)
        if entry.file_size > MAX_PART_BYTES or is_dense:
            raise bomb(self.name)
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as archive, archive.open(entry) as file:
                return file.read(MAX_PART_BYTES)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error):
            raise damaged(self.name) from None


def holds(data: bytes, name: bytes) -> bool:
    """Whether the bytes are an archive with a part whose name begins so; of one cut off, the first names count.

    Only the archive's own list is looked at: one that holds documents is none.
    """
    if not data.startswith(_BEGINS):
        return False
    end = data.rfind(_ENDS, max(0, len(data) - 66_000))
    if end >= 0 and end + 20 <= len(data):
        size, at = _END.unpack_from(data, end + 12)
        begin = end - size if at > end else at
        return re.search(b"PK\x01\x02.{42}" + re.escape(name), data[max(0, begin) : end], re.S) is not None
    return any(data[30:80].startswith(first) for first in (*_FIRST_OF_WORD, name)) and name in data


def open_package(data: bytes, name: str) -> Package:
    """The parts of a document. UserError "damaged" when nothing in it can be read, "bomb"."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, UnicodeError):
        found = salvaged(data, name)
        if not found:
            raise damaged(name) from None
        return Package(name, data, found=found, is_cut_off=True)
    if len(entries) > MAX_ENTRIES:
        raise bomb(name)
    return Package(name, data, entries)


def salvaged(data: bytes, name: str) -> dict[str, bytes]:
    """The parts that begin in the bytes of an archive without its list, as far as they go. UserError "bomb"."""
    found: dict[str, bytes] = {}
    room, at = MAX_PART_BYTES, data.find(_BEGINS)
    while 0 <= at <= len(data) - _HEADER.size and len(found) < MAX_ENTRIES:
        _, _, flags, method, _, _, _, packed, _, name_length, extra = _HEADER.unpack_from(data, at)
        start = at + _HEADER.size + name_length + extra
        part = data[at + _HEADER.size : at + _HEADER.size + name_length].decode("utf-8", "replace")
        if not flags & 1 and method in (0, 8):
            content = _unpacked(data, start, room) if method == 8 else data[start : start + min(packed, room)]
            room -= len(content)
            if room <= 0:
                raise bomb(name)
            found.setdefault(part, content)
        # what is stored as it is may be an archive itself, whose parts are none of this one
        at = data.find(_BEGINS, max(start + (packed if method == 0 else 0), at + 4))
    return found


def _unpacked(data: bytes, start: int, room: int) -> bytes:
    """What can be unpacked from a place on."""
    unpacker = zlib.decompressobj(-15)
    pieces: list[bytes] = []
    for begin in range(start, len(data), 65536):
        try:
            pieces.append(unpacker.decompress(data[begin : begin + 65536], max(1, room)))
        except zlib.error:
            break
        room -= len(pieces[-1])
        if unpacker.eof or room <= 0:
            break
    return b"".join(pieces)


def damaged(name: str) -> UserError:
    """What to raise for a document that can't be opened."""
    message = tr("{name} is damaged: it can't be opened.", name=printable(name))
    return UserError("damaged", message, tr("Get it again from where it came."))


def bomb(name: str) -> UserError:
    """What to raise for a document that grows beyond measure."""
    message = tr("{name} is made to fill the memory: it is not opened.", name=printable(name))
    return UserError("bomb", message, tr("Get it again from where it came."))


def encrypted(name: str) -> UserError:
    """What to raise for a document that asks for a password."""
    message = tr("{name} is protected by a password.", name=printable(name))
    return UserError("encrypted", message, tr("Save it without its password and import that."))
