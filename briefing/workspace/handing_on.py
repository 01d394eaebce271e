"""A dossier out of the library as one portable file, and such a file into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.i18n import tr
from briefing.library import Library
from briefing.model import Change
from briefing.portable import PortableArticle, open_portable, write_portable
from briefing.workspace.progress import (
    CancelCheck,
    Progress,
    ProgressListener,
    ignore_progress,
    never_cancelled,
    stop_if,
)


@dataclass(frozen=True, slots=True)
class Handover:
    """What became of a dossier file: articles added (their ids) and already there, records brought up to date, and
    ids of differences that are kept side by side."""

    dossier_id: str
    name: str
    added: tuple[str, ...]
    there: tuple[str, ...]
    updated: int
    differences: tuple[str, ...]
    change: Change


def export_dossier(
    library: Library,
    dossier_id: str,
    path: Path,
    *,
    source: str = "",
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> int:
    """Write the dossier to `path`, whole or not at all; gives how many articles are in it. `source` is who hands it on.

    UserError "cannot-write"; Cancelled.
    """
    exported_at = datetime.now(UTC).isoformat(timespec="seconds")
    with library.gather(dossier_id) as gathered:

        def watched() -> Iterator[PortableArticle]:
            for number, one in enumerate(gathered.articles()):
                stop_if(is_cancelled)
                progress(Progress(number, len(gathered), one.article.title))
                yield one

        write_portable(path, gathered.contents(exported_at, source), watched(), gathered.read_file)
        progress(Progress(len(gathered), len(gathered)))
        return len(gathered)


def import_dossier(
    library: Library,
    path: Path,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> Handover:
    """Merge a dossier file into the library: all of it in one step of undo, or nothing.

    UserErrors: cannot-read, bad-dossier-file, dossier-file-too-large, newer-dossier-file; Cancelled.
    """
    with open_portable(path) as file:
        total = 2 * len(file.contents.articles)
        # first a look at everything, so that the library is not held by a file that is refused in the end
        for number, one in enumerate(file.articles()):
            stop_if(is_cancelled)
            progress(Progress(number, total, one.article.title))
        for kept in file.contents.files:
            stop_if(is_cancelled)
            file.read_file(kept)

        def step(done: int) -> None:
            stop_if(is_cancelled)
            progress(Progress(total // 2 + done, total, file.contents.name))

        with library.edit(tr("Bring in the dossier “{name}”", name=file.contents.name)) as edit:
            merged = edit.merge(file, step)
    progress(Progress(total, total))
    return Handover(
        merged.dossier_id,
        file.contents.name,
        tuple(merged.added),
        tuple(merged.there),
        merged.updated,
        tuple(merged.differences),
        edit.change,
    )


def settle_difference(library: Library, difference_id: str, *, take: bool) -> Change:
    """Choose the file's wording (`take`) or the library's; one step of undo."""
    label = tr("Take the other wording") if take else tr("Keep your wording")
    with library.edit(label) as edit:
        edit.settle_difference(difference_id, take=take)
    return edit.change
