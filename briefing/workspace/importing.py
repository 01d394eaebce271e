"""Files, folders and pasted text become articles; what is refused is named, and the rest goes on."""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from briefing import __version__
from briefing.children import ReadingProcess, fetch
from briefing.errors import Cancelled
from briefing.i18n import LANGUAGES, tr, trn
from briefing.library import Library
from briefing.library.edit import Edit
from briefing.model import Article, Change, Imported, PendingImport
from briefing.workspace.keeping import is_worth_keeping, make_attachment
from briefing.workspace.progress import CancelCheck, Progress, ProgressListener, ignore_progress, never_cancelled
from briefing.workspace.unpacking import (
    MAY_HOLD_PARTS,
    Clip,
    Kept,
    Known,
    Piece,
    Read,
    Refused,
    Unpacking,
    find_files,
)

# So much is committed together: a crash loses at most the batch in hand, and that can be read again.
BATCH = 1_000
BATCH_SECONDS = 2.0
BATCH_BYTES = 50_000_000
_FEW_SIGNS = 120


@dataclass(frozen=True, slots=True)
class ImportItem:
    """What became of one file; `message` says why it was refused, or what the reader should know.

    "kept" is a file that gave no text: it is in the library as it came, with the reason. `doubts` names what of an
    added article is missing or was guessed: "title" (made of its first words), "published", "language".
    """

    name: str
    outcome: Literal["added", "there", "kept", "refused"]
    article_id: str | None = None
    message: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every file's outcome, in order, what the library changed, and whether the person stopped it."""

    items: tuple[ImportItem, ...]
    change: Change
    is_cancelled: bool = False
    done: int = 0  # sources that came to their end

    @property
    def added(self) -> tuple[str, ...]:
        return tuple(item.article_id for item in self.items if item.outcome == "added" and item.article_id)

    @property
    def there(self) -> tuple[ImportItem, ...]:
        return tuple(item for item in self.items if item.outcome == "there")

    @property
    def kept(self) -> tuple[ImportItem, ...]:
        return tuple(item for item in self.items if item.outcome == "kept")

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
        original_sha256=clip.sha256,
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


def import_files(
    library: Library,
    reader: ReadingProcess,
    paths: Iterable[Path],
    dossier_id: str,
    *,
    published: str | None,
    progress: ProgressListener,
    is_cancelled: CancelCheck,
    already_done: int = 0,
) -> ImportReport:
    """Files and folders into the dossier. The library remembers the import until it comes to its end.

    The first `already_done` of the files are left aside.
    """
    named = [path.absolute() for path in paths]
    files = find_files(named)
    import_id = library.begin_import(dossier_id, published, [str(path) for path in named], len(files))
    report = import_clips(
        library,
        reader,
        files,
        dossier_id,
        published=published,
        progress=progress,
        is_cancelled=is_cancelled,
        import_id=import_id,
        already_done=already_done,
    )
    if not report.is_cancelled:
        library.end_import(import_id)
    return report


def import_rest(
    library: Library,
    reader: ReadingProcess,
    pending: PendingImport,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> ImportReport:
    """What is left of an import that was interrupted. Where files came or went meanwhile, all are looked at again."""
    paths = [Path(source) for source in pending.sources]
    is_same = len(find_files(paths)) == pending.total
    return import_files(
        library,
        reader,
        paths,
        pending.dossier_id,
        published=pending.published,
        progress=progress,
        is_cancelled=is_cancelled,
        already_done=pending.done if is_same else 0,
    )


def import_address(
    library: Library,
    reader: ReadingProcess,
    address: str,
    find_dossier: Callable[[], str],
    *,
    is_cancelled: CancelCheck = never_cancelled,
) -> ImportReport:
    """The page or file at a web address, fetched because the person named it. UserError when it does not come; the
    dossier, which may have to be made, is asked for only when it has come.
    """
    fetched = fetch(address, is_cancelled=is_cancelled)
    clip = Clip(fetched.name, fetched.content, fetched.address)
    return import_clips(library, reader, [clip], find_dossier(), is_cancelled=is_cancelled)


def try_again(
    library: Library,
    reader: ReadingProcess,
    attachment_id: str,
    *,
    is_cancelled: CancelCheck = never_cancelled,
) -> ImportReport:
    """Read a kept file once more. What it gives now is imported and the file discarded, as one step of undo."""
    attachment = library.attachment(attachment_id)
    clip = Clip(attachment.name, library.attachment_content(attachment.sha256), attachment.origin or attachment.name)
    series = f"again {uuid4().hex}"
    intake = _Intake(library, attachment.dossier_id, None, None, series)
    for piece in Unpacking(reader, is_cancelled).unpack([clip]):
        intake.take(piece)
    intake.done = 1
    intake.commit()
    report = ImportReport(tuple(intake.items), _together(intake.changes, len(intake.items)), done=1)
    is_read = any(item.outcome in ("added", "there") for item in report.items)
    with library.edit(tr("Try a kept file again"), series=series) as edit:
        if is_read:
            edit.discard_attachment(attachment.id)
        else:
            edit.explain_attachment(attachment.id, " ".join(item.message for item in report.items))
    return replace(report, change=_together([report.change, edit.change], len(report.items)))


def import_clips(
    library: Library,
    reader: ReadingProcess,
    sources: Sequence[Path | Clip],
    dossier_id: str,
    *,
    published: str | None = None,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
    import_id: str | None = None,
    already_done: int = 0,
) -> ImportReport:
    """Read each source, with all that lies inside it, into the dossier, a batch at a time.

    Stopping keeps what was committed; `import_id` is how the library remembers what is left.
    """
    intake = _Intake(library, dossier_id, published, import_id)

    def begin_source(number: int, name: str) -> None:
        progress(Progress(already_done + number, len(sources), name))
        intake.done = already_done + number

    unpacking = Unpacking(reader, is_cancelled, intake.find_known, begin_source, intake.note_whole)
    stopped = is_cancelled()
    try:
        for piece in unpacking.unpack(sources[already_done:]) if not stopped else ():
            intake.take(piece)
            if stopped := is_cancelled():
                break
    except Cancelled:
        stopped = True
    if not stopped:
        intake.done = len(sources)
    intake.commit()
    progress(Progress(len(sources), len(sources)))
    return ImportReport(tuple(intake.items), _together(intake.changes, len(intake.items)), stopped, intake.done)


class _Intake:
    """Pieces on their way into a dossier of the library, some at a time."""

    def __init__(
        self,
        library: Library,
        dossier_id: str,
        published: str | None,
        import_id: str | None,
        series: str | None = None,
    ) -> None:
        self.items: list[ImportItem] = []
        self.changes: list[Change] = []
        self.done = 0  # sources of which all pieces were taken
        self._library, self._dossier_id, self._published = library, dossier_id, published
        self._import_id = import_id
        self._series = series or f"import {uuid4().hex}"
        self._batch: list[Piece] = []
        self._wholes: dict[str, Sequence[tuple[str, str]]] = {}
        self._size = 0
        self._since = time.monotonic()

    def find_known(self, clip: Clip) -> list[Known]:
        """What the library holds of these bytes, unless there may be more in them than that.

        What holds other files is known when it was read to its end and all of it is there still: an import that was
        interrupted may have left an attachment out.
        """
        held = self._library.find_bytes(clip.sha256)
        if held is None:
            return []
        if held.media_type and held.media_type not in MAY_HOLD_PARTS:
            return [Known(clip, held.article_id, held.reason, clip.sha256)]
        inside = self._library.find_inside(clip.sha256, __version__)
        return [
            Known(Clip(clip.name, b"", clip.origin + one.name), one.article_id, one.reason, one.sha256)
            for one in inside
        ]

    def note_whole(self, clip: Clip, inside: Sequence[tuple[str, str]]) -> None:
        """A file that holds others came to its end; it is written with or after the last piece of it."""
        self._wholes[clip.sha256] = inside

    def take(self, piece: Piece) -> None:
        """Keep a piece for the next commit, which comes after so many, so much, or so long."""
        self._batch.append(piece)
        self._size += len(piece.clip.content) if piece.clip else 0
        is_time = time.monotonic() - self._since > BATCH_SECONDS
        if is_time or len(self._batch) >= BATCH or self._size > BATCH_BYTES:
            self.commit()

    def commit(self) -> None:
        """Write what waits. Portions of one import are one step of undo."""
        batch, self._batch, self._size = self._batch, [], 0
        articles = sum(isinstance(piece, Read | Known) for piece in batch)
        outcome = []
        label = trn("Import {count} article", "Import {count} articles", articles)
        label = label if articles else tr("Keep files that gave no text")
        wholes, self._wholes = self._wholes, {}
        if batch or wholes or self._import_id:
            with self._library.edit(label, series=self._series) as edit:
                for piece in batch:
                    outcome.append(self._put(edit, piece))
                if wholes:
                    edit.note_opened(wholes, __version__)
                if self._import_id:
                    edit.note_progress(self._import_id, self.done)
            self.changes.append(edit.change)
        self.items += outcome
        self._since = time.monotonic()

    def _put(self, edit: Edit, piece: Piece) -> ImportItem:
        match piece:
            case Read(clip, imported):
                article = make_article(clip, imported, published=self._published)
                if edit.add_article(article, clip.content, self._dossier_id):
                    return ImportItem(
                        clip.origin, "added", article.id, " ".join(imported.warnings), _doubts(imported, article)
                    )
                return ImportItem(clip.origin, "there", edit.find_article(article.original_sha256), _there())
            case Known(clip, article_id, reason):
                if article_id is not None:
                    edit.take_again(article_id, self._dossier_id)
                return ImportItem(clip.origin, "there", article_id, reason or _there())
            case Kept(clip, reason):
                return self._keep(edit, clip, reason)
            case Refused(_, code, message, clip) if clip is not None and is_worth_keeping(clip, code):
                return self._keep(edit, clip, message)
            case Refused(origin, _, message):
                return ImportItem(origin, "refused", None, message)

    def _keep(self, edit: Edit, clip: Clip, reason: str) -> ImportItem:
        edit.add_attachment(make_attachment(clip, reason, self._dossier_id), clip.content)
        return ImportItem(clip.origin, "kept", None, reason)


def _doubts(imported: Imported, article: Article) -> tuple[str, ...]:
    found = (
        ("title", imported.title_basis == "made"),
        ("published", article.published is None),
        ("language", len(imported.text) < _FEW_SIGNS),  # too few words to tell it by
    )
    return tuple(name for name, is_in_doubt in found if is_in_doubt)


def _there() -> str:
    return tr("The library already holds these bytes.")


def _together(changes: Sequence[Change], count: int) -> Change:
    return Change(
        trn("Import {count} article", "Import {count} articles", count),
        frozenset[str]().union(*(c.articles for c in changes)),
        frozenset[str]().union(*(c.dossiers for c in changes)),
        frozenset[str]().union(*(c.kinds for c in changes)),
    )
