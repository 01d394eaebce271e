"""Keeping the library safe: its passphrase, its health, its backups."""

from pathlib import Path

from briefing.i18n import interface_language, tr
from briefing.library import Library, Outcome, cipher
from briefing.workspace.progress import CancelCheck, Progress, ProgressListener, ignore_progress, never_cancelled

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


def size_words(size: int) -> str:
    """A file's size as a person says it."""
    number = f"{size / _MEGABYTE:.1f}"
    return tr("{number} MB", number=number if interface_language() == "en" else number.replace(".", ","))
