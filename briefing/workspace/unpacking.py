"""What files hold: an article, files inside them that are read in their turn, or a reason why nothing was read."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefing.children import Reading, ReadingProcess
from briefing.errors import UserError
from briefing.files import read_bytes
from briefing.i18n import tr
from briefing.model import Contents, Imported, Part
from briefing.workspace.progress import CancelCheck, never_cancelled

LARGEST_FILE = 200_000_000  # bytes; what a format takes is up to its reader
MAX_DEPTH = 4
AHEAD = 16
AHEAD_BYTES = 8_000_000
MAX_PARTS = 10_000
MAX_PART_BYTES = 500_000_000
INSIDE = " › "
# A message is an article, and may have others in it.
MAY_HOLD_PARTS = frozenset({"message/rfc822", "application/vnd.ms-outlook", "multipart/related"})


@dataclass(frozen=True)
class Clip:
    """Bytes on their way in: the name decides how they are read, the origin is remembered."""

    name: str
    content: bytes
    origin: str
    pasted_text: str | None = None

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """A clip that gave an article."""

    clip: Clip
    imported: Imported


@dataclass(frozen=True, slots=True)
class Known:
    """A clip whose bytes the library holds already: as an article, or as a kept file, then with its reason."""

    clip: Clip
    article_id: str | None
    reason: str = ""
    sha256: str = ""  # of the bytes, which the clip need not have


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
FindKnown = Callable[[Clip], Sequence[Known]]


def nothing_known(clip: Clip) -> Sequence[Known]:
    """For reading that no library takes part in."""
    return ()


def not_told(number: int, name: str) -> None:
    """For reading that nobody watches."""


def not_noted(clip: Clip, inside: Sequence[tuple[str, str]]) -> None:
    """For reading that is not remembered."""


@dataclass
class _Room:
    """What may still come out of one file, at any depth."""

    parts: int = MAX_PARTS
    size: int = MAX_PART_BYTES
    is_full: bool = False
    is_told: bool = False

    def takes(self, part: Part) -> bool:
        self.parts -= 1
        self.size -= len(part.content)
        self.is_full = self.is_full or self.parts < 0 or self.size < 0
        return not self.is_full


@dataclass(frozen=True)
class _Offer:
    """A clip to read, what may still come out of the file that holds it, and the hashes of those above it."""

    clip: Clip
    room: _Room
    above: tuple[str, ...] = ()
    number: int | None = None  # of the file among those named


@dataclass(frozen=True)
class _Begun:
    """A clip that is being read, or of which is known already what it is."""

    offer: _Offer
    sha256: str
    outcome: Reading | Sequence[Piece]


class Unpacking:
    """How clips are read: by which process, until when, and which bytes need not be read again.

    Some are read ahead, so that the reading process never waits. `on_source` hears the number and name of each source
    when its first piece is about to come: all those before it have given theirs. `on_whole` hears what came out of a
    file that may hold others (SHA-256, name behind the file's) once all of it was given and nothing was refused.
    """

    def __init__(
        self,
        reader: ReadingProcess,
        is_cancelled: CancelCheck = never_cancelled,
        find_known: FindKnown = nothing_known,
        on_source: Callable[[int, str], None] = not_told,
        on_whole: Callable[[Clip, Sequence[tuple[str, str]]], None] = not_noted,
    ) -> None:
        self._reader = reader
        self._asked = is_cancelled
        # a question of its own, so that giving up this work gives up no other
        self._is_cancelled: CancelCheck = lambda: is_cancelled()
        self._find_known = find_known
        self._on_source = on_source
        self._on_whole = on_whole

    def unpack(self, sources: Iterable[Path | Clip]) -> Iterator[Piece]:
        """All that the sources hold, in order, each piece as soon as it is read. Cancelled."""
        try:
            yield from self._each(self._offers(sources))
        finally:
            self._reader.forget(self._is_cancelled)

    def _offers(self, sources: Iterable[Path | Clip]) -> Iterator[_Offer | tuple[int, Refused]]:
        for number, source in enumerate(sources):
            try:
                clip = source if isinstance(source, Clip) else read_clip(source)
            except UserError as refusal:
                yield number, Refused(str(source), refusal.code, str(refusal))
            else:
                yield _Offer(clip, _Room(), (), number)

    def _each(self, offers: Iterable[_Offer | tuple[int, Refused]]) -> Iterator[Piece]:
        ahead: deque[_Begun | tuple[int, Refused]] = deque()
        size = 0
        for offer in offers:
            ahead.append(self._begin(offer) if isinstance(offer, _Offer) else offer)
            size += _size(ahead[-1])
            while len(ahead) > AHEAD or size > AHEAD_BYTES:
                size -= _size(ahead[0])
                yield from self._finish(ahead.popleft())
        while ahead:
            yield from self._finish(ahead.popleft())

    def _begin(self, offer: _Offer) -> _Begun:
        clip, digest = offer.clip, offer.clip.sha256
        if len(offer.above) > MAX_DEPTH or digest in offer.above:
            words = tr("{name} lies too deep inside other files.", name=clip.name)
            return _Begun(offer, digest, [Refused(clip.origin, "nested-too-deep", f"{words} {_unpack_first()}")])
        known = self._find_known(clip)
        if known or clip.pasted_text is not None:
            return _Begun(offer, digest, known or [self._read_pasted(clip)])
        return _Begun(offer, digest, self._reader.begin(clip.content, clip.name, is_cancelled=self._is_cancelled))

    def _finish(self, begun: _Begun | tuple[int, Refused]) -> Iterator[Piece]:
        if isinstance(begun, tuple):
            number, refused = begun
            self._on_source(number, Path(refused.origin).name)
            yield refused
            return
        clip = begun.offer.clip
        if begun.offer.number is not None:
            self._on_source(begun.offer.number, clip.name)
        if not isinstance(begun.outcome, Reading):
            yield from begun.outcome
            return
        try:
            contents = self._reader.result(begun.outcome)
        except UserError as refusal:
            yield Refused(clip.origin, refusal.code, str(refusal), clip)
            return
        if contents.parts or (contents.article and contents.article.media_type in MAY_HOLD_PARTS):
            yield from self._noted(clip, self._unpacked(begun, contents))
        else:
            yield from _pieces(clip, contents)

    def _unpacked(self, begun: _Begun, contents: Contents) -> Iterator[Piece]:
        clip, room = begun.offer.clip, begun.offer.room
        yield from _pieces(clip, contents)
        above = (*begun.offer.above, begun.sha256)
        yield from self._each(_parts(clip, contents.parts, room, above))
        yield from _left_out(clip, contents.parts, room)

    def _noted(self, clip: Clip, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces; once all are given it is told what came out."""
        inside: list[tuple[str, str]] = []
        is_whole = True
        for piece in pieces:
            if isinstance(piece, Refused):
                is_whole = False
            else:
                digest = piece.sha256 if isinstance(piece, Known) else piece.clip.sha256
                inside.append((digest, piece.clip.origin.removeprefix(clip.origin)))
            yield piece
        if is_whole and inside:
            self._on_whole(clip, inside)

    def _read_pasted(self, clip: Clip) -> Piece:
        html = clip.content.decode() if clip.name.endswith(".html") else None
        try:
            return Read(clip, self._reader.read_pasted(clip.pasted_text or "", html, is_cancelled=self._is_cancelled))
        except UserError as refusal:
            return Refused(clip.origin, refusal.code, str(refusal))


def _size(begun: _Begun | tuple[int, Refused]) -> int:
    return len(begun.offer.clip.content) if isinstance(begun, _Begun) else 0


def _pieces(clip: Clip, contents: Contents) -> Iterator[Piece]:
    if contents.article is not None:
        yield Read(clip, contents.article)
    elif contents.kept_because:
        yield Kept(clip, contents.kept_because)
    for inner in contents.refusals:
        yield Refused(clip.origin + INSIDE + inner.name, inner.code, inner.message)


def _parts(clip: Clip, parts: Sequence[Part], room: _Room, above: tuple[str, ...]) -> Iterator[_Offer]:
    """The files inside a clip, as many as there is room for."""
    for part in parts:
        if not room.takes(part):
            return
        origin = clip.origin + INSIDE + (part.origin or part.name)
        yield _Offer(Clip(part.name, part.content, origin), room, above)


def _left_out(clip: Clip, parts: Sequence[Part], room: _Room) -> Iterator[Piece]:
    if parts and room.is_full and not room.is_told:
        room.is_told = True
        words = tr("{name} holds too much: not all of the files inside it are read.", name=clip.name)
        yield Refused(clip.origin, "too-much-inside", f"{words} {_unpack_first()}")


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
    if path.exists() and not (path.is_file() or path.is_dir()):
        # a pipe or a device may never come to its end
        message = tr("{path} can't be read: {reason}.", path=path, reason=tr("it is no file"))
        raise UserError("cannot-read", message, tr("Name the file itself."))
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        message = tr("{path} is larger than {limit} MB.", path=path, limit=LARGEST_FILE // 1_000_000)
        raise UserError("file-too-large", message, tr("Import the pages that you need as a smaller file."))
    return Clip(path.name, read_bytes(path), str(path))


def read_all(reader: ReadingProcess, paths: Iterable[Path]) -> Iterator[tuple[Clip, Imported]]:
    """The articles in files and folders, with no library involved. UserError on the first that is refused."""
    for piece in Unpacking(reader).unpack(find_files(paths)):
        match piece:
            case Read(clip, imported):
                yield clip, imported
            case Kept(clip, reason):
                raise UserError("no-text", f"{clip.name}: {reason}")
            case Refused(_, code, message):
                raise UserError(code, message)
