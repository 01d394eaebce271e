"""What files hold: an article, files inside them that are read in their turn, or a reason why nothing was read."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing.children import ReadingProcess
from briefing.errors import UserError
from briefing.files import read_bytes
from briefing.i18n import tr
from briefing.model import Contents, Imported, Part
from briefing.workspace.progress import CancelCheck, never_cancelled

LARGEST_FILE = 200_000_000  # bytes; what a format takes is up to its reader
MAX_DEPTH = 4
MAX_PARTS = 10_000
MAX_PART_BYTES = 500_000_000
INSIDE = " › "


@dataclass(frozen=True, slots=True)
class Clip:
    """Bytes on their way in: the name decides how they are read, the origin is remembered."""

    name: str
    content: bytes
    origin: str
    pasted_text: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """A clip that gave an article."""

    clip: Clip
    imported: Imported


@dataclass(frozen=True, slots=True)
class Known:
    """A clip whose bytes are an article of the library already."""

    clip: Clip
    article_id: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A clip without a text of its own that is worth keeping, and why there is none."""

    clip: Clip
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not read, and why; with its bytes where it was one whole file."""

    origin: str
    code: str
    message: str
    clip: Clip | None = None


Piece = Read | Known | Kept | Refused
FindKnown = Callable[[str], str | None]  # a SHA-256 to the id of the article that was made of these bytes


def nothing_known(sha256: str) -> str | None:
    """For reading that no library takes part in."""
    return None


@dataclass
class _Room:
    """What may still come out of one file, at any depth."""

    parts: int = MAX_PARTS
    size: int = MAX_PART_BYTES

    def takes(self, part: Part) -> bool:
        self.parts -= 1
        self.size -= len(part.content)
        return self.parts >= 0 and self.size >= 0


@dataclass(frozen=True)
class Unpacking:
    """How clips are read: by which process, until when, and which bytes need not be read again."""

    reader: ReadingProcess
    is_cancelled: CancelCheck = never_cancelled
    find_known: FindKnown = field(default=nothing_known)

    def unpack(self, clip: Clip) -> Iterator[Piece]:
        """All that a clip holds, each piece as soon as it is read. Cancelled."""
        yield from self._unpack(clip, _Room(), ())

    def _unpack(self, clip: Clip, room: _Room, above: tuple[str, ...]) -> Iterator[Piece]:
        digest = clip.sha256
        if article_id := self.find_known(digest):
            yield Known(clip, article_id)
            return
        try:
            contents = self._read(clip)
        except UserError as refusal:
            yield Refused(clip.origin, refusal.code, str(refusal), clip)
            return
        if contents.article is not None:
            yield Read(clip, contents.article)
        elif contents.kept_because:
            yield Kept(clip, contents.kept_because)
        for inner in contents.refusals:
            yield Refused(clip.origin + INSIDE + inner.name, inner.code, inner.message)
        yield from self._unpack_parts(clip, contents.parts, room, (*above, digest))

    def _unpack_parts(
        self, clip: Clip, parts: tuple[Part, ...], room: _Room, above: tuple[str, ...]
    ) -> Iterator[Piece]:
        for number, part in enumerate(parts):
            inner = Clip(part.name, part.content, clip.origin + INSIDE + (part.origin or part.name))
            if len(above) > MAX_DEPTH or inner.sha256 in above:
                words = tr("{name} lies too deep inside other files.", name=part.name)
                yield Refused(inner.origin, "nested-too-deep", f"{words} {_unpack_first()}")
            elif room.takes(part):
                yield from self._unpack(inner, room, above)
            else:
                left = len(parts) - number
                words = tr("{count} files inside {name} are not read: it holds too much.", count=left, name=clip.name)
                yield Refused(clip.origin, "too-much-inside", f"{words} {_unpack_first()}")
                return

    def _read(self, clip: Clip) -> Contents:
        if clip.pasted_text is None:
            return self.reader.read(clip.content, clip.name, is_cancelled=self.is_cancelled)
        html = clip.content.decode() if clip.name.endswith(".html") else None
        return Contents(self.reader.read_pasted(clip.pasted_text, html, is_cancelled=self.is_cancelled))


def _unpack_first() -> str:
    return tr("Unpack it and import the folder.")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and all files in the folders named, hidden ones aside, in order and once each."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if not _is_hidden(p.relative_to(path)) and p.is_file())
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[path] = None
    return list(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_clip(path: Path) -> Clip:
    """A file's bytes. UserError when it can't be read or is larger than anything that is read."""
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        message = tr("{path} is larger than {limit} MB.", path=path, limit=LARGEST_FILE // 1_000_000)
        raise UserError("file-too-large", message, tr("Import the pages that you need as a smaller file."))
    return Clip(path.name, read_bytes(path), str(path))


def read_all(reader: ReadingProcess, paths: Iterable[Path]) -> Iterator[tuple[Clip, Imported]]:
    """The articles in files and folders, with no library involved. UserError on the first that is refused."""
    for path in find_files(paths):
        for piece in Unpacking(reader).unpack(read_clip(path)):
            match piece:
                case Read(clip, imported):
                    yield clip, imported
                case Kept(clip, reason):
                    raise UserError("no-text", f"{clip.name}: {reason}")
                case Refused(_, code, message):
                    raise UserError(code, message)
