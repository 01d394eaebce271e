"""Setting, changing and removing the passphrase of a library: a whole new file takes the old one's place.

At any moment the old library or the new one stands there, never half of one. Backups follow, each in the same way.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from sqlite3 import Connection

from briefing.errors import Cancelled, UserError
from briefing.files import flush
from briefing.i18n import tr
from briefing.library import cipher, connections, sqlite

# done and total, in bytes, and the name of the file in hand
Teller = Callable[[int, int, str], None]
Stopped = Callable[[], bool]

_SPARE = 20_000_000  # bytes that stay free on the disk
_STEPS = 200_000  # of SQLite's machine, between two looks at the clock: some milliseconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many backups have the library's new key too, and which could not be given it."""

    backups: int = 0
    left: tuple[Path, ...] = ()


def untold(done: int, total: int, what: str) -> None:
    """Nobody listens."""


def unstopped() -> bool:
    """Nobody stops it."""
    return False


def create(path: Path, passphrase: str) -> None:
    """An empty encrypted file, to be opened as a new library. UserError passphrase-too-short, library-read-only."""
    key = cipher.make_key(passphrase)
    with sqlite.reading_errors(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite.read_only(path) from error
        with closing(connections.connect(path, "rwc", key=key)) as connection:
            connection.execute("PRAGMA journal_mode=WAL").close()


def replace(path: Path, key: cipher.Key | None, tell: Teller, is_stopped: Stopped) -> None:
    """Put the library, with another key or none, in its own place. Nobody else may have it open.

    UserErrors: library-locked, library-damaged, not-enough-space; Cancelled. Then the old library stands there.
    """
    check_space(path, path.stat().st_size)
    fresh = fresh_file(path)
    try:
        with sqlite.reading_errors(path):
            settle(path)
            with closing(connections.connect(path, timeout=1.0, is_cipher=True)) as source:
                # the lock stays until this connection is closed
                source.execute("PRAGMA main.locking_mode=EXCLUSIVE").close()
                source.execute("BEGIN EXCLUSIVE").close()
                source.execute("COMMIT").close()
                _convert(source, path, fresh, key, tell, is_stopped)
                if os.name != "nt":
                    is_readable = not cipher.is_encrypted(path)
                    with path.open("r+b") as old:
                        _put_in_place(fresh, path)
                        _empty(old.fileno(), is_readable=is_readable)
        if fresh.exists():
            _put_in_place(fresh, path)  # Windows replaces no file that is open
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        connections.sweep(fresh)


def settle(path: Path) -> None:
    """Empty the log into the file, so that it stands alone. UserError library-locked while anyone has it open.

    With the driver that reads such files here: the locks of two SQLites in one process don't see each other.
    """
    with closing(connections.connect(path, timeout=1.0)) as connection:
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise sqlite.locked(path)


def follow(path: Path, backups: Iterable[Path], tell: Teller = untold) -> Outcome:
    """Give backups the key that the library at `path` has, or none where it has none; those that have it are skipped.

    Not to be stopped: what is left would stay readable. A backup that can't be read is named and left as it is.
    """
    key = cipher.key_of(path)
    others = [backup for backup in backups if cipher.salt_of(backup) != cipher.salt_of(path)]
    total = sum(backup.stat().st_size for backup in others)
    done, left = 0, []
    for backup in others:
        size = backup.stat().st_size
        try:
            replace(backup, key, partial(_tell_part, tell, done, total), unstopped)
        except UserError:
            left.append(backup)
        done += size
    return Outcome(len(others) - len(left), tuple(left))


def _tell_part(tell: Teller, before: int, whole: int, done: int, _: int, what: str) -> None:
    tell(before + done, whole, what)


def copy(source: Path, target: Path, key: cipher.Key | None) -> None:
    """A verified copy of a library with another key, or none, at a place where nothing stands."""
    with sqlite.reading_errors(source), closing(connections.connect(source, is_cipher=True)) as connection:
        _convert(connection, source, target, key, untold, unstopped)


def check_space(path: Path, size: int) -> None:
    """That the disk has room for so many bytes more. UserError not-enough-space."""
    free = shutil.disk_usage(path.parent).free
    if free < size + _SPARE:
        raise UserError(
            "not-enough-space",
            tr(
                "This needs {needed} MB of free space; the disk has {free} MB.",
                needed=_mb(size),
                free=free // 1_000_000,
            ),
            tr("Free some space and do it again. Nothing was changed."),
        )


def fresh_file(path: Path) -> Path:
    """Where the file that is to take the place of another is made."""
    return path.with_name(f".{path.name}.fresh")


def _mb(size: int) -> int:
    return (size + _SPARE) // 1_000_000 + 1


def _convert(
    source: Connection, path: Path, fresh: Path, key: cipher.Key | None, tell: Teller, is_stopped: Stopped
) -> None:
    """Write all that the source has to a fresh file, wait for the disk, read it back and compare."""
    connections.sweep(fresh)
    total = path.stat().st_size

    def look() -> int:
        # writing takes about half of the time, reading it back the other
        tell(min(fresh.stat().st_size, total) // 2 if fresh.exists() else 0, total, path.name)
        return int(is_stopped())

    if source.execute("PRAGMA main.integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite.damaged(path)
    source.execute("ATTACH ? AS fresh KEY ?", (f"{fresh.absolute().as_uri()}?mode=rwc", key.pragma if key else ""))
    source.execute("PRAGMA fresh.journal_mode=OFF").close()
    source.execute("PRAGMA fresh.synchronous=OFF").close()
    source.set_progress_handler(look, _STEPS)
    try:
        source.execute("SELECT sqlcipher_export('fresh')").close()
    except connections.errors() as error:
        if is_stopped():
            raise Cancelled from error
        raise
    finally:
        source.set_progress_handler(None, 0)
    for mark in ("application_id", "user_version"):
        value = source.execute(f"PRAGMA main.{mark}").fetchone()[0]
        source.execute(f"PRAGMA fresh.{mark}={value}").close()
    source.execute("DETACH fresh").close()
    shutil.copymode(path, fresh)
    flush(fresh)
    with closing(connections.connect(fresh, "ro", key=key)) as copied:
        _compare(source, copied, path, lambda part: tell(int(total * (1 + part) / 2), total, path.name), is_stopped)


def _compare(
    source: Connection, copied: Connection, path: Path, tell: Callable[[float], None], is_stopped: Stopped
) -> None:
    """That the copy is whole and has the same rows in the same order. UserError library-damaged, Cancelled."""
    listed = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    if copied.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite.damaged(path)
    if source.execute(listed).fetchall() != copied.execute(listed).fetchall():
        raise sqlite.damaged(path)
    names = [row[0] for row in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")]
    # bytes: a text that is no UTF-8 any more is damage that the copy shall have as well, and the check name
    source.text_factory = copied.text_factory = bytes
    for number, name in enumerate(names):
        tell(number / len(names))
        every = f'SELECT * FROM "{name}" NOT INDEXED'
        for place, (row, other) in enumerate(zip_longest(source.execute(every), copied.execute(every))):
            if row != other:
                raise sqlite.damaged(path)
            if place % 1000 == 0 and is_stopped():
                raise Cancelled
    if connections.is_spoilt(source) or connections.is_spoilt(copied):
        raise sqlite.damaged(path)


def _put_in_place(fresh: Path, path: Path) -> None:
    fresh.replace(path)
    flush(path.parent)


def _empty(handle: int, *, is_readable: bool) -> None:
    """Leave nothing in the file that was replaced: a program that still has it open must not go on writing there, and
    what could be read in it is written over (which reaches the disk itself only where that writes in place)."""
    size = os.fstat(handle).st_size
    if is_readable:
        with suppress(OSError):  # the disk may be full; the file is gone all the same
            os.lseek(handle, 0, os.SEEK_SET)
            for start in range(0, size, 1 << 20):
                os.write(handle, bytes(min(1 << 20, size - start)))
            os.fsync(handle)
    os.ftruncate(handle, 0)


def _cannot(path: Path, error: OSError) -> UserError:
    message = tr("{path} can't be written: {reason}.", path=path, reason=error.strerror or error)
    return UserError("cannot-write", message, tr("Choose another folder, or free some space."))
