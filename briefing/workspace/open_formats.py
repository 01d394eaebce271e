"""The whole library as Markdown and JSON: what was read and what was done, without Briefing and for good."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from briefing import __version__
from briefing.errors import UserError
from briefing.export import export
from briefing.export.open_files import article_markdown, json_file, kept_suffix, safe_name, searches_markdown
from briefing.files import cannot_write, flush, writing_atomically
from briefing.findings_json import to_json
from briefing.i18n import tr
from briefing.library.gathering import Gathered
from briefing.model import Annotation, Span
from briefing.portable import PortableArticle
from briefing.shapes import as_plain
from briefing.workspace.progress import (
    CancelCheck,
    Progress,
    ProgressListener,
    ignore_progress,
    never_cancelled,
    stop_if,
)
from briefing.workspace.workspace import Workspace

Put = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """How much was written; an article that stands in several dossiers counts in each."""

    dossiers: int
    articles: int


def export_library(
    workspace: Workspace,
    target: Path,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> TakenOut:
    """Write the library into a new folder, or into one file when the name ends in .zip; whole or not at all.

    UserErrors: folder-not-empty, cannot-write. Cancelled.
    """
    with _zip(target) if target.suffix.lower() == ".zip" else _folder(target) as put:
        return _TakingOut(workspace, put, progress, is_cancelled).run()


class _TakingOut:
    def __init__(self, workspace: Workspace, put: Put, progress: ProgressListener, is_cancelled: CancelCheck) -> None:
        self._workspace, self._library, self._put = workspace, workspace.library, put
        self._progress, self._is_cancelled = progress, is_cancelled
        self._done = 0
        self._total = sum(dossier.articles for dossier in self._library.dossiers())

    def run(self) -> TakenOut:
        names: set[str] = set()
        listed = []
        dossiers = self._library.dossiers()
        for dossier in dossiers:
            folder = safe_name(dossier.name, names)
            with self._library.gather(dossier.id) as gathered:
                self._write_dossier(f"dossiers/{folder}", dossier.id, gathered)
            listed.append({"id": dossier.id, "name": dossier.name, "folder": f"dossiers/{folder}"})
        with self._library.gather(None) as rest:
            self._write_articles("other articles", rest)
        searches = self._library.saved_searches()
        about = {
            "written_by": f"Briefing {__version__}",
            "dossiers": listed,
            "searches": [s._asdict() for s in searches],
        }
        self._put("library.json", json_file(about))
        if searches:
            self._put("searches.md", searches_markdown(searches))
        self._put("README.md", _readme().encode())
        self._progress(Progress(self._done, self._done))
        return TakenOut(len(dossiers), self._done)

    def _write_dossier(self, folder: str, dossier_id: str, gathered: Gathered) -> None:
        names = {"brief", "dossier", "files", "originals"}
        articles = self._write_articles(folder, gathered, names)
        records = gathered.contents("", "")
        kept_names: set[str] = set()
        files = []
        for kept in records.files:
            suffix = kept_suffix(kept.media_type, kept.name)
            stem = kept.name.removesuffix(PurePosixPath(kept.name).suffix)
            name = f"files/{safe_name(stem, kept_names, suffix)}"
            self._put(f"{folder}/{name}", gathered.read_file(kept))
            files.append(as_plain(kept) | {"file": name})
        about = _without_former(as_plain(records)) | {"articles": articles, "files": files}
        about |= {"differences": [as_plain(one) for one in self._library.differences(dossier_id)]}
        self._put(f"{folder}/dossier.json", json_file(about))
        self._put(f"{folder}/brief.md", export(self._workspace.brief(dossier_id), "md"))

    def _write_articles(self, folder: str, gathered: Gathered, names: set[str] | None = None) -> list[dict[str, str]]:
        names = {"originals"} if names is None else names
        listed = []
        for one in gathered.articles():
            stop_if(self._is_cancelled)
            article = one.article
            self._progress(Progress(self._done, max(self._total, self._done), article.title))
            stem = safe_name(" ".join(part for part in (article.published, article.title) if part), names)
            original = f"originals/{stem}{kept_suffix(article.media_type, article.origin or '')}"
            state = "trashed" if gathered.is_trashed(article.id) else "superseded" if one.superseded_by else None
            facts = {"state": state, "original": original}
            self._put(f"{folder}/{stem}.md", article_markdown(article, _notes(one), facts))
            self._put(f"{folder}/{stem}.json", json_file(_article_json(one, facts)))
            self._put(f"{folder}/{original}", one.original)
            listed.append({"id": article.id, "file": f"{stem}.md"})
            self._done += 1
        return listed


def _notes(one: PortableArticle) -> list[Annotation]:
    return [
        Annotation(note.id, one.article.id, note.kind, Span(note.start, note.end, note.quote), body=note.body)
        for note in (row.value for row in one.notes)
    ]


def _article_json(one: PortableArticle, facts: dict[str, str | None]) -> dict[str, Any]:
    plain: dict[str, Any] = _without_former(as_plain(replace(one, original=b"", findings=None)))
    findings = to_json(one.article.id, one.findings) if one.findings else None
    made = [json.loads(row.value.document) for row in one.made]
    return plain | facts | {"findings": findings, "made": made}


def _without_former(value: Any) -> Any:
    """Records as they are, without the digests of what they said before."""
    if isinstance(value, dict):
        if value.keys() == {"value", "former"}:
            return _without_former(value["value"])
        return {key: _without_former(item) for key, item in value.items() if key != "former"}
    return [_without_former(item) for item in value] if isinstance(value, list) else value


def _readme() -> str:
    lines = (
        tr("# A library of Briefing"),
        tr("Everything that the library held, in files that any program reads. Nothing here refers to anything else."),
        tr("- `library.json`: the dossiers and their folders, and the saved searches letter by letter."),
        tr("- `searches.md`: the saved searches, to read."),
        tr("- `dossiers/…/brief.md`: the brief of a dossier as it would be printed."),
        tr(
            "- `dossiers/…/dossier.json`: its header, lines of your own, decisions about cautions, the files of its"
            " articles, kept files, and differences with dossiers that were brought in."
        ),
        tr("- `….md`: an article to read, with what is known of it and the notes on it."),
        tr(
            "- `….json`: the same article for programs: its text letter by letter, findings, decisions, annotations."
            " Offsets count Unicode code points of that text."
        ),
        tr(
            "- `originals/…`: the bytes that the articles were made of. Files that could do something when they are"
            " opened end in `.original`: take that away to open them."
        ),
        tr("- `other articles`: the trash, and articles that stand in no dossier."),
        tr("An article that stands in several dossiers is in the folder of each."),
    )
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:-1]) + f"\n\n{lines[-1]}\n"


@contextmanager
def _zip(target: Path) -> Iterator[Put]:
    with writing_atomically(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

        yield put


@contextmanager
def _folder(target: Path) -> Iterator[Put]:
    """A folder beside the target that takes its place when all is written, and is gone when something fails."""
    target = target.absolute()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UserError(
                "folder-not-empty",
                tr("{path} is there already and holds something.", path=target),
                tr("Choose a folder that is empty or does not exist yet."),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise cannot_write(target, error) from error

    def put(name: str, content: bytes) -> None:
        path = temporary / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    try:
        yield put
        if os.name != "nt":
            os.sync()  # once for all: to wait for each file takes longer than to write it
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o777 & ~umask)
        if target.exists():
            target.rmdir()
        temporary.rename(target)
        flush(target.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
