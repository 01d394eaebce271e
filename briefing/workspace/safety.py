"""Keeping the library safe: its passphrase, its health, its backups."""

from collections.abc import Sequence
from pathlib import Path

from briefing.i18n import interface_language, tr, trn
from briefing.library import Holdings, Library, Outcome, Problem, cipher
from briefing.workspace.progress import (
    CancelCheck,
    Progress,
    ProgressListener,
    ignore_progress,
    never_cancelled,
    stop_if,
)

_MEGABYTE = 1_000_000

is_locked = cipher.is_locked


def unlock(path: Path, passphrase: str) -> None:
    """Let the library, or a backup, be opened. UserErrors: wrong-passphrase, library-damaged."""
    cipher.unlock(path, passphrase)


def set_passphrase(
    library: Library,
    passphrase: str | None,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> Outcome:
    """Encrypt the library and its backups anew; None decrypts them. See `Library.set_passphrase`."""

    def tell(done: int, total: int, what: str) -> None:
        progress(Progress(done * 100 // max(total, 1), 100, what))

    return library.set_passphrase(passphrase, tell, is_cancelled)


def check_library(
    library: Library,
    *,
    progress: ProgressListener = ignore_progress,
    is_cancelled: CancelCheck = never_cancelled,
) -> list[Problem]:
    """What is wrong with the library, empty when it is sound. Raises Cancelled."""

    def look(done: int) -> None:
        stop_if(is_cancelled)
        progress(Progress(done, 100))

    problems = library.check(look)
    progress(Progress(100, 100))
    return problems


def holdings_words(holdings: Holdings) -> list[str]:
    """How much the library holds, a line for each figure."""
    backed_up = holdings.backed_up_at
    return [
        trn("{count} article", "{count} articles", holdings.articles),
        trn("{count} finding", "{count} findings", holdings.findings),
        trn("{count} annotation", "{count} annotations", holdings.annotations),
        size_words(holdings.size),
        tr("last backup: {day}", day=f"{backed_up:%Y-%m-%d %H:%M}") if backed_up else tr("no backup yet"),
    ]


def what_to_do(problems: Sequence[Problem], *, is_repaired: bool = False) -> str:
    """What can be done about them."""
    if {"structure", "reference", "record", "unreadable"} & {problem.code for problem in problems} or is_repaired:
        return tr("What is left needs a backup: restore the newest one.")
    return tr("Most of it can be repaired from the record and the backups.")


def size_words(size: int) -> str:
    """A file's size as a person says it."""
    number = f"{size / _MEGABYTE:.1f}"
    return tr("{number} MB", number=number if interface_language() == "en" else number.replace(".", ","))
