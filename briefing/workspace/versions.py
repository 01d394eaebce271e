"""Copies and versions: finding them behind an import, and putting a newer version in an article's place."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.compose.since import printed, since
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import Library
from briefing.model import Article, Brief, Change, Findings, LineChange, Succession
from briefing.workspace.analysing import put_findings
from briefing.workspace.importing import make_article
from briefing.workspace.progress import (
    CancelCheck,
    Progress,
    ProgressListener,
    ignore_progress,
    never_cancelled,
    stop_if,
)
from briefing.workspace.unpacking import Read, Refused, Unpacking

if TYPE_CHECKING:
    from briefing.workspace.workspace import Workspace


def compare_articles(
    library: Library, *, progress: ProgressListener = ignore_progress, is_cancelled: CancelCheck = never_cancelled
) -> Change:
    """Look for copies and versions among the articles that were not compared yet. Raises Cancelled."""
    total = left = library.left_to_compare()
    while left:
        stop_if(is_cancelled)
        progress(Progress(total - left, total))
        left = library.compare_next()
        total = max(total, left)
    return Change(tr("Compare articles"), kinds=frozenset({"stories"}) if total else frozenset())


def newer_versions(library: Library, article_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Old and new, for articles that seem to be newer versions: alike, from the same address or outlet, not older."""
    found = []
    for new_id in article_ids:
        new = library.article(new_id)
        for version in library.versions_of(new_id):
            if not version.is_superseded and version.headline.id != new_id:
                old = library.article(version.headline.id)
                if _is_newer(new, old):
                    found.append((old.id, new.id))
                    break
    return found


def _is_newer(new: Article, old: Article) -> bool:
    is_address = bool(new.origin and "://" in new.origin and new.origin == old.origin)
    is_outlet = bool(new.outlet and new.outlet == old.outlet)
    if new.text == old.text or not (is_address or is_outlet):
        return False
    if new.published and old.published:
        return new.published >= old.published
    return (new.added_at or "") >= (old.added_at or "")


def succeed(
    workspace: "Workspace", old_id: str, new_id: str, *, is_cancelled: CancelCheck = never_cancelled
) -> tuple[Succession, Change]:
    """Put an article of the library in an older one's place; what became of the work on the old one.

    UserErrors: same-article, and those of the analysis.
    """
    old, new = (workspace.library.article(article_id) for article_id in (old_id, new_id))
    if old.id == new.id:
        raise _same_article(new)
    findings = {article.id: _missing_findings(workspace, article, is_cancelled) for article in (old, new)}
    with workspace.library.edit(tr("Newer version")) as edit:
        for article in (old, new):
            if found := findings[article.id]:
                put_findings(edit, article, found)
        made = edit.succeed(old.id, new.id)
    return made, edit.change


def import_newer(
    workspace: "Workspace", old_id: str, path: Path, *, is_cancelled: CancelCheck = never_cancelled
) -> tuple[Succession, Change]:
    """Read a file and put its article in an older one's place, in one step of undo.

    UserErrors: same-article, not-one-article, and those of reading and analysing.
    """
    old = workspace.library.article(old_id)
    pieces = list(Unpacking(workspace.reader, is_cancelled).unpack([path]))
    read = [piece for piece in pieces if isinstance(piece, Read)]
    refused = next((piece for piece in pieces if isinstance(piece, Refused)), None)
    if not read and refused is not None:
        raise UserError(refused.code, refused.message)
    if len(read) != 1:
        message = tr("{path} holds {count} articles; a newer version is one.", path=path.name, count=len(read))
        raise UserError("not-one-article", message, tr("Import it first, then say which article is the newer version."))
    clip, imported = read[0].clip, read[0].imported
    known = workspace.library.find_article(clip.sha256)
    if known is not None:
        return succeed(workspace, old.id, known, is_cancelled=is_cancelled)
    new = make_article(clip, imported)
    findings = {article.id: _missing_findings(workspace, article, is_cancelled) for article in (old, new)}
    with workspace.library.edit(tr("Newer version")) as edit:
        edit.add_article(new, clip.content)
        for article in (old, new):
            if found := findings[article.id]:
                put_findings(edit, article, found)
        made = edit.succeed(old.id, new.id)
    return made, edit.change


def _same_article(article: Article) -> UserError:
    message = tr("“{title}” is this very article: it can’t be a newer version of itself.", title=article.title)
    return UserError("same-article", message, tr("Choose another file."))


def _missing_findings(workspace: "Workspace", article: Article, is_cancelled: CancelCheck) -> Findings | None:
    """What the analysis finds in an article that has no findings yet: decisions follow their lines."""
    is_kept = workspace.library.find_article(article.original_sha256) is not None
    if is_kept and workspace.library.findings(article.id) is not None:
        return None
    return workspace.find_in(article, is_cancelled)


def note_sent(library: Library, dossier_id: str, brief: Brief) -> None:
    """Remember what the brief holds that goes out now."""
    library.note_sent(dossier_id, printed(brief))


def changes_since(library: Library, dossier_id: str, brief: Brief) -> tuple[str, tuple[LineChange, ...]] | None:
    """When the dossier's brief went out last (UTC), and what changed since; None when none ever did."""
    sent = library.last_sent(dossier_id)
    if sent is None:
        return None
    keys: dict[str, str] = {}
    for source in brief.sources:
        for made in library.successions(source.article.id):
            keys |= {f"{made.old_id}/{c.key}": f"{made.new_id}/{c.new_key}" for c in made.carried if c.new_key}
    return sent.sent_at, since(sent, brief, keys)
