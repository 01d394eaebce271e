"""Files, folders and pasted text become articles; what is refused is named, and the rest goes on."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from briefing.children import ReadingProcess
from briefing.errors import Cancelled, UserError
from briefing.files import read_bytes
from briefing.i18n import LANGUAGES, tr, trn
from briefing.library import Library
from briefing.model import Article, Change, Imported
from briefing.workspace.progress import CancelCheck, Progress, ProgressListener

# So many articles are committed, and undone, together: a crash loses at most the batch in hand.
BATCH = 50
LARGEST_FILE = 50_000_000  # bytes


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


@dataclass(frozen=True, slots=True)
class Clip:
    """Bytes on their way in: the name decides how they are read, the origin is remembered."""

    name: str
    content: bytes
    origin: str
    pasted_text: str | None = None


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
    """A file's bytes. UserError when it can't be read or is larger than any article."""
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        message = tr("{path} is larger than {limit} MB.", path=path, limit=LARGEST_FILE // 1_000_000)
        raise UserError("file-too-large", message, tr("Import the pages that you need as a smaller file."))
    return Clip(path.name, read_bytes(path), str(path))


def read_with(reader: ReadingProcess, clip: Clip, is_cancelled: CancelCheck) -> Imported:
    """The article in a clip. UserError when it is refused, Cancelled."""
    if clip.pasted_text is None:
        return reader.read(clip.content, clip.name, is_cancelled=is_cancelled)
    html = clip.content.decode() if clip.name.endswith(".html") else None
    return reader.read_pasted(clip.pasted_text, html, is_cancelled=is_cancelled)


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
    """Read each source and put it into the dossier, a batch at a time. Stopping keeps what was committed."""
    items: list[ImportItem] = []
    changes: list[Change] = []
    batch: list[tuple[Article, Clip, str]] = []

    def commit() -> None:
        if batch:
            outcome, change = _commit(library, batch, dossier_id, series)
            items.extend(outcome)
            changes.append(change)
            batch.clear()

    stopped = False
    series = f"import {uuid4().hex}"
    for number, source in enumerate(sources):
        if stopped := is_cancelled():
            break
        name = source.name
        progress(Progress(number, len(sources), name))
        try:
            clip = source if isinstance(source, Clip) else read_clip(source)
            imported = read_with(reader, clip, is_cancelled)
            batch.append((make_article(clip, imported, published=published), clip, " ".join(imported.warnings)))
        except Cancelled:
            stopped = True
            break
        except UserError as refusal:
            commit()
            items.append(ImportItem(clip_origin(source), "refused", None, str(refusal)))
        if len(batch) == BATCH:
            commit()
    commit()
    progress(Progress(len(sources), len(sources)))
    return ImportReport(tuple(items), _together(changes, len(items)), stopped)


def clip_origin(source: Path | Clip) -> str:
    return source.origin if isinstance(source, Clip) else str(source)


def _commit(
    library: Library, batch: Sequence[tuple[Article, Clip, str]], dossier_id: str, series: str
) -> tuple[list[ImportItem], Change]:
    outcome: list[ImportItem] = []
    label = trn("Import {count} article", "Import {count} articles", len(batch))
    # portions of one import are one step of undo
    with library.edit(label, series=series) as edit:
        for article, clip, warning in batch:
            kept = edit.add_article(article, clip.content, dossier_id)
            if kept:
                outcome.append(ImportItem(clip.origin, "added", article.id, warning))
            else:
                outcome.append(ImportItem(clip.origin, "there", None, tr("The library already holds these bytes.")))
    return outcome, edit.change


def _together(changes: Sequence[Change], count: int) -> Change:
    return Change(
        trn("Import {count} article", "Import {count} articles", count),
        frozenset[str]().union(*(c.articles for c in changes)),
        frozenset[str]().union(*(c.dossiers for c in changes)),
        frozenset[str]().union(*(c.kinds for c in changes)),
    )
