"""Files, folders and pasted text become articles; what is refused is named, and the rest goes on."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from briefing.children import ReadingProcess
from briefing.errors import Cancelled, UserError
from briefing.i18n import LANGUAGES, tr, trn
from briefing.library import Library
from briefing.library.edit import Edit
from briefing.model import Article, Change, Imported
from briefing.workspace.progress import CancelCheck, Progress, ProgressListener
from briefing.workspace.unpacking import Clip, Kept, Known, Piece, Read, Refused, Unpacking, read_clip

# So many articles are committed, and undone, together: a crash loses at most the batch in hand.
BATCH = 50
# A message whose article is known is read again: an import that was interrupted may have left its attachments out.
_MAY_HOLD_PARTS = frozenset({"message/rfc822", "application/vnd.ms-outlook", "multipart/related"})


@dataclass(frozen=True, slots=True)
class ImportItem:
    """What became of one file; `message` says why it was refused, or what the reader should know."""

    name: str
    outcome: Literal["added", "there", "refused"]
    article_id: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every file's outcome, in order, what the library changed, and whether the person stopped it."""

    items: tuple[ImportItem, ...]
    change: Change
    is_cancelled: bool = False

    @property
    def added(self) -> tuple[str, ...]:
        return tuple(item.article_id for item in self.items if item.outcome == "added" and item.article_id)

    @property
    def refused(self) -> tuple[ImportItem, ...]:
        return tuple(item for item in self.items if item.outcome == "refused")


def make_article(clip: Clip, imported: Imported, *, published: str | None = None) -> Article:
    """The article as the library keeps it. A date given by the person comes before one that was found."""
    date, basis = (published, "given") if published else (imported.published, imported.published_basis)
    return Article(
        id=uuid4().hex,
        title=imported.title,
        text=imported.text,
        language=imported.language or LANGUAGES[0],
        original_sha256=hashlib.sha256(clip.content).hexdigest(),
        text_sha256=hashlib.sha256(imported.text.encode()).hexdigest(),
        published=date,
        published_basis=basis,
        outlet=imported.outlet,
        author=imported.author,
        origin=imported.origin or clip.origin,
        media_type=imported.media_type,
        replaced=imported.replaced,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def import_clips(
    library: Library,
    reader: ReadingProcess,
    sources: Sequence[Path | Clip],
    dossier_id: str,
    *,
    published: str | None,
    progress: ProgressListener,
    is_cancelled: CancelCheck,
) -> ImportReport:
    """Read each source, with all that lies inside it, into the dossier, a batch at a time.

    Stopping keeps what was committed.
    """
    intake = _Intake(library, dossier_id, published)
    unpacking = Unpacking(reader, is_cancelled, intake.find_known)
    stopped = False
    for number, source in enumerate(sources):
        if stopped := is_cancelled():
            break
        progress(Progress(number, len(sources), source.name))
        try:
            for piece in _pieces(unpacking, source):
                intake.take(piece)
        except Cancelled:
            stopped = True
            break
    intake.commit()
    progress(Progress(len(sources), len(sources)))
    return ImportReport(tuple(intake.items), _together(intake.changes, len(intake.items)), stopped)


def _pieces(unpacking: Unpacking, source: Path | Clip) -> Iterator[Piece]:
    if isinstance(source, Clip):
        yield from unpacking.unpack(source)
        return
    try:
        clip = read_clip(source)
    except UserError as refusal:
        yield Refused(str(source), refusal.code, str(refusal))
        return
    yield from unpacking.unpack(clip)


class _Intake:
    """Pieces on their way into a dossier of the library, some at a time."""

    def __init__(self, library: Library, dossier_id: str, published: str | None) -> None:
        self.items: list[ImportItem] = []
        self.changes: list[Change] = []
        self._library, self._dossier_id, self._published = library, dossier_id, published
        self._series = f"import {uuid4().hex}"
        self._batch: list[Piece] = []

    def find_known(self, sha256: str) -> str | None:
        """The article made of these bytes, unless there may be more in them than an article."""
        found = self._library.find_bytes(sha256)
        return found[0] if found and found[1] not in _MAY_HOLD_PARTS else None

    def take(self, piece: Piece) -> None:
        self._batch.append(piece)
        if len(self._batch) == BATCH:
            self.commit()

    def commit(self) -> None:
        """Write what waits. Portions of one import are one step of undo."""
        batch, self._batch = self._batch, []
        articles = sum(isinstance(piece, Read | Known) for piece in batch)
        if not articles:
            self.items += [_refused(piece) for piece in batch if isinstance(piece, Kept | Refused)]
            return
        label = trn("Import {count} article", "Import {count} articles", articles)
        outcome = []
        with self._library.edit(label, series=self._series) as edit:
            for piece in batch:
                outcome.append(self._put(edit, piece))
        self.items += outcome
        self.changes.append(edit.change)

    def _put(self, edit: Edit, piece: Piece) -> ImportItem:
        match piece:
            case Read(clip, imported):
                article = make_article(clip, imported, published=self._published)
                if edit.add_article(article, clip.content, self._dossier_id):
                    return ImportItem(clip.origin, "added", article.id, " ".join(imported.warnings))
                return ImportItem(clip.origin, "there", None, _there())
            case Known(clip, article_id):
                edit.take_again(article_id, self._dossier_id)
                return ImportItem(clip.origin, "there", article_id, _there())
            case _:
                return _refused(piece)


def _there() -> str:
    return tr("The library already holds these bytes.")


def _refused(piece: Kept | Refused) -> ImportItem:
    if isinstance(piece, Kept):
        return ImportItem(piece.clip.origin, "refused", None, piece.reason)
    return ImportItem(piece.origin, "refused", None, piece.message)


def _together(changes: Sequence[Change], count: int) -> Change:
    return Change(
        trn("Import {count} article", "Import {count} articles", count),
        frozenset[str]().union(*(c.articles for c in changes)),
        frozenset[str]().union(*(c.dossiers for c in changes)),
        frozenset[str]().union(*(c.kinds for c in changes)),
    )
