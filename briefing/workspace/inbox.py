"""The inbox folder: what arrives there whole is imported, and the files stay where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.children import ReadingProcess
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import Library
from briefing.workspace.importing import ImportReport, import_clips
from briefing.workspace.progress import CancelCheck, ProgressListener, ignore_progress, never_cancelled
from briefing.workspace.unpacking import find_files

# What browsers and other programs call a file that they are still writing.
_UNFINISHED = frozenset({".part", ".partial", ".crdownload", ".download", ".tmp"})

Marks = dict[Path, tuple[int, int]]  # size in bytes and time of change, by path


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in the folder at one moment, and which of it is new and whole."""

    marks: Marks
    arrived: tuple[Path, ...] = ()


def look_into_inbox(library: Library, folder: Path, before: Look | None = None) -> Look:
    """What lies in the folder. A file has arrived once it is the same as at the look before, and was never taken.

    UserError "no-inbox" when the folder is not there.
    """
    if not folder.is_dir():
        message = tr("The inbox folder {path} is not there.", path=folder)
        raise UserError("no-inbox", message, tr("Choose another one, or connect the drive that it is on."))
    marks: Marks = {}
    for path in find_files([folder.absolute()]):
        if path.suffix.lower() in _UNFINISHED:
            continue
        try:
            found = path.stat()
        except OSError:
            continue  # gone between the two
        marks[path] = (found.st_size, found.st_mtime_ns)
    if before is None:
        return Look(marks)
    same = [path for path, mark in marks.items() if mark[0] and before.marks.get(path) == mark]
    seen = library.seen_in_inbox() if same else set()
    return Look(marks, tuple(path for path in same if (str(path), *marks[path]) not in seen))


def take_from_inbox(
    library: Library,
    reader: ReadingProcess,
    arrived: Look,
    dossier_id: str,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> ImportReport:
    """Import what has arrived. Each file is taken once, also when it is refused; one that changes comes again."""
    report = import_clips(library, reader, arrived.arrived, dossier_id, progress=progress, is_cancelled=is_cancelled)
    done: Sequence[Path] = arrived.arrived[: report.done]
    if done:
        library.note_in_inbox([(str(path), *arrived.marks[path]) for path in done])
    return report
