"""Archives (.zip): each entry is a file of its own, as long as the archive is no bomb.

Nothing is written to the disk, so a name can't lead out of a folder; a name that tries is refused all the same, since
whoever wrote it meant harm. What packing programs leave behind (`__MACOSX`, `.DS_Store`) goes without a word.
"""

import io
import lzma
import re
import stat
import zipfile
import zlib
from itertools import pairwise
from pathlib import PurePosixPath

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers.packages import salvaged
from briefing.importers.refusals import printable
from briefing.model import Contents, Part, Refusal

MAX_BYTES = 250_000_000
MAX_ENTRIES = 10_000
# What is inside altogether; it stands in memory until it is handed on.
MAX_UNPACKED = 300_000_000
MAX_ENTRY = 64_000_000
# Texts of one repeated sentence are packed 1 : 300, a bomb 1 : 1,000; small entries may be as dense as they like.
MAX_RATIO = 300
_SMALL = 1_000_000
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")
# How the first entry of a document is called: one of a kind that is not read must not fall apart into its files.
_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/")
_LEFT_BEHIND = frozenset(["thumbs.db", "desktop.ini", "__macosx"])
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_BOX_DRAWING = re.compile("[\u2500-\u259f]")
_LISTED = b"PK\x01\x02"
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as an archive; so do Word, OpenDocument and EPUB files, which are asked first."""
    return data.startswith(_BEGINNINGS) and not data.startswith(_DOCUMENTS, 30)


def open_archive(data: bytes, name: str) -> Contents:
    """The files in an archive, in its order.

    UserError "archive-damaged", "archive-empty", "archive-bomb", "bomb". Refusals: "encrypted", "unsafe-name", "link",
    "archive-bomb", "file-too-large", "archive-damaged", "packing-unknown".
    """
    if data.count(_LISTED) > 10 * MAX_ENTRIES:  # archives inside have lists, too; a list of millions takes the memory
        raise _bomb(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _is_of_an_inner_one(archive, data):
                return _salvaged(data, name)
            entries = [entry for entry in archive.infolist() if not _is_left_behind(entry.filename)]
            _check(archive.infolist(), entries, name)
            return _unpacked(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OverflowError):
        return _salvaged(data, name)


def _is_of_an_inner_one(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Whether the list is that of an archive stored inside, the last that is left of one that was cut off."""
    places = [entry.header_offset for entry in archive.infolist()]
    return data.startswith(_BEGINNINGS[0]) and min(places, default=0) > 0


def _salvaged(data: bytes, name: str) -> Contents:
    """What is left of an archive whose list, which stands at the end, is lost; that it is so is named."""
    hint = tr("Fetch it again, or unpack it with another program and import the folder.")
    found = {
        path: content
        for path, content in salvaged(data, name).items()
        if content.strip() and not _is_left_behind(path) and not _LEADS_OUT.search(path)
    }
    if not found:
        message = tr("{name} is damaged: what is in it can't be listed.", name=printable(name))
        raise UserError("archive-damaged", message, hint)
    words = tr("It is cut off: the last of its files may be incomplete or missing.")
    parts = tuple(Part(PurePosixPath(path).name, content, path) for path, content in found.items())
    return Contents(None, parts, (Refusal(printable(name), "archive-damaged", f"{words} {hint}"),))


def _check(all_entries: list[zipfile.ZipInfo], entries: list[zipfile.ZipInfo], name: str) -> None:
    if not entries:
        raise UserError(
            "archive-empty",
            tr("{name} is an archive without files.", name=printable(name)),
            tr("Ask for it again from where it came."),
        )
    places = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in all_entries)
    overlap = any(end > begin for (_, end), (begin, _) in pairwise(places))
    if overlap or len(all_entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _bomb(name)


def _bomb(name: str) -> UserError:
    return UserError(
        "archive-bomb",
        tr("{name} would unpack to more than can be read, so it is not unpacked.", name=printable(name)),
        tr("If you trust it, unpack it with another program and import the folder."),
    )


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Contents:
    parts: list[Part] = []
    refusals: list[Refusal] = []
    for entry in entries:
        path = _path_of(entry)
        why = _why_not(entry, path)
        if why is None:
            content, why = _content_of(archive, entry)
            if why is None:
                parts.append(Part(PurePosixPath(path).name, content, path))
        if why is not None:
            refusals.append(Refusal(printable_path(path), *why))
    return Contents(None, tuple(parts), tuple(refusals))


def _why_not(entry: zipfile.ZipInfo, path: str) -> tuple[str, str] | None:
    """The code and the words for an entry that is not unpacked, None for one that is."""
    if _LEADS_OUT.search(path) or _LEADS_OUT.search(entry.orig_filename):
        return "unsafe-name", tr("Its name leads out of the archive, so it is not unpacked.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link", tr("It is no file but points to another one.")
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted", tr("It is locked with a password. Unpack the archive yourself and import the folder.")
    if entry.file_size > MAX_ENTRY:
        return "file-too-large", tr("It is larger than {most} MB.", most=MAX_ENTRY // 1_000_000)
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        return "archive-bomb", tr("It would unpack to far more than its size, as a bomb does.")
    return None


def _content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[bytes, tuple[str, str] | None]:
    """An entry's bytes, or why they can't be had; never more of them than the entry says."""
    try:
        with archive.open(entry) as opened:
            return opened.read(entry.file_size + 1), None
    except NotImplementedError:
        return b"", ("packing-unknown", tr("It is packed in a way that is not known here."))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError):
        return b"", ("archive-damaged", tr("It is damaged and can't be unpacked."))


def _is_left_behind(path: str) -> bool:
    """Folders, and what file managers and packing programs put beside the files; names with `..` are not hidden."""
    steps = [step for step in re.split(r"[/\\]", path) if step]
    return path.endswith("/") or any(
        step.lower() in _LEFT_BEHIND or (step.startswith(".") and step.strip(".")) for step in steps
    )


def _path_of(entry: zipfile.ZipInfo) -> str:
    """The entry's path as its writer meant it: names without the mark of UTF-8 are of an old charset, or UTF-8 yet."""
    path = entry.filename.replace("\\", "/")
    if entry.flag_bits & _UTF8_NAME or path.isascii():
        return path
    try:
        raw = path.encode("cp437")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return path
    except UnicodeDecodeError:
        return raw.decode("cp850") if _BOX_DRAWING.search(path) else path


def printable_path(path: str) -> str:
    """A path for a message: its folders kept, each step without signs that steer."""
    return "/".join(printable(step) if step.strip("./") else step for step in path.replace("\\", "/").split("/"))
