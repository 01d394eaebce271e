"""Verified copies of a library: made through SQLite while it is in use, kept by age, restored in one step."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefing.errors import UserError
from briefing.files import flush, is_left, sweep_unfinished, unfinished
from briefing.i18n import tr
from briefing.library import cipher, connections, encryption, migrations, sqlite

DAILY, WEEKLY, MONTHLY = 12, 10, 9
_OFTEN = timedelta(minutes=30)
_STAMP = "%Y-%m-%d %H-%M-%S"
_WRITTEN_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d")
_DAMAGED = " damaged"  # in the name of what was kept byte for byte


folder_of = cipher.backup_folder


def back_up_before_migration(path: Path, version: int) -> Path:
    """A copy that no rotation deletes: its name begins with what it was made for."""
    return back_up(path, made_for=f"before version {version}, ")


def back_up(path: Path, target: Path | None = None, *, is_replacing: bool = False, made_for: str = "") -> Path:
    """A verified copy of the library at `path`: at `target`, or dated in the backup folder, under a name that begins
    with what it was `made_for`. Gives where it is.

    UserErrors: library-damaged when the copy is not sound (no file is left), backup-exists, cannot-back-up.
    """
    is_dated = target is None
    if target is None:
        target = _dated(folder_of(path), path.suffix, made_for)
    elif target.exists() and not is_replacing:
        raise UserError(
            "backup-exists",
            tr("{path} exists already; it was left as it is.", path=target),
            tr("Choose another name, or add --force to replace it."),
        )
    temporary = unfinished(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(target.parent)
        _copy(path, temporary)
        flush(temporary)
        while is_dated and not _is_put(temporary, target):
            target = _dated(folder_of(path), path.suffix, made_for)
        if not is_dated:
            temporary.replace(target)
        flush(target.parent)
    except OSError as error:
        message = tr("No backup could be written to {path}: {reason}", path=target, reason=error.strerror or error)
        raise UserError("cannot-back-up", message, tr("Choose another folder, or free some space.")) from error
    finally:
        connections.sweep(temporary)
    return target


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the library's place; the library must be closed. What stood there is kept as a backup of its
    own, whose path is given (None when there was nothing). An encrypted library keeps its passphrase where that is
    known here; else the backup's own comes with it.

    UserErrors: no-such-backup, not-a-library, newer-library, passphrase-needed (for the backup), library-damaged,
    library-locked; then nothing changes.
    """
    if not backup.is_file():
        raise UserError("no-such-backup", tr("There is no backup at {path}.", path=backup))
    if migrations.check_version(backup) == 0:
        raise sqlite.not_a_library(backup)
    fresh = _restored_file(path)
    kept = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy_for(path, backup, fresh)
        flush(fresh)
        if path.exists() and path.stat().st_size:
            kept = _set_aside(path)
        fresh.replace(path)
        flush(path.parent)
    except OSError as error:
        message = tr("{path} could not be restored: {reason}", path=path, reason=error.strerror or error)
        raise UserError("cannot-restore", message, tr("Choose another folder, or free some space.")) from error
    finally:
        connections.sweep(fresh)
    return kept


def verify(path: Path) -> None:
    """That the file is a sound library on its own. UserError library-damaged."""
    with sqlite.reading_errors(path), closing(connections.connect(path)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        is_sound = found == ["ok"] and not connection.execute("PRAGMA foreign_key_check").fetchone()
        if not is_sound or connections.is_spoilt(connection):
            raise sqlite.damaged(path)


def rotate(folder: Path) -> list[Path]:
    """Delete the dated backups that are no longer needed; gives what was deleted. Other files are left alone."""
    dated = {stamp: path for path in folder.glob("*") if (stamp := _stamp_of(path))}
    gone = [dated[stamp] for stamp in sorted(dated.keys() - kept_stamps(dated))]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def kept_stamps(stamps: Iterable[datetime]) -> set[datetime]:
    """Which backups stay: the newest of each of the last 12 days, 10 weeks and 9 months that have any, and all of
    the newest day."""
    newest_first = sorted(stamps, reverse=True)
    kept = {stamp for stamp in newest_first if stamp.date() == newest_first[0].date()}
    for count, period in ((DAILY, "%Y-%j"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for stamp in newest_first:
            newest.setdefault(stamp.strftime(period), stamp)
        kept.update(list(newest.values())[:count])
    return kept


def is_due(path: Path, changed_at: datetime | None, now: datetime) -> bool:
    """Whether a library changed at `changed_at` needs a backup: on the first start of a day, and when it has changed
    since a backup that is half an hour old. Times are local, without zone."""
    stamps = [stamp for found in folder_of(path).glob("*") if (stamp := _stamp_of(found))]
    if changed_at is None:
        return False
    if not stamps:
        return True
    last = max(stamps)
    return changed_at >= last and (last.date() < now.date() or now - last >= _OFTEN)


def _copy_for(path: Path, backup: Path, fresh: Path) -> None:
    """The backup as it shall stand at `path`."""
    fresh.unlink(missing_ok=True)
    if cipher.is_encrypted(path) and not cipher.is_locked(path) and cipher.salt_of(backup) != cipher.salt_of(path):
        encryption.copy(backup, fresh, cipher.key_of(path))
    else:
        _copy(backup, fresh)


def _copy(source: Path, target: Path) -> None:
    """A copy in one file, without a log beside it, checked after it is written. Nothing stands at `target`."""
    with sqlite.reading_errors(source), closing(connections.connect(source)) as origin:
        counts = _counts(origin)
        with closing(connections.connect(target, "rwc", key=cipher.key_of(source))) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            is_less = any(after < before for before, after in zip(counts, _counts(copy), strict=True))
            if is_less or connections.is_spoilt(origin):
                raise sqlite.damaged(source)
    try:
        verify(target)
    except UserError as error:
        raise sqlite.damaged(source) from error


def _counts(connection: sqlite3.Connection) -> tuple[int, ...]:
    tables = ("article", "article_text", "annotation", "entry")
    return tuple(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)


def _set_aside(path: Path) -> Path:
    """Keep what stands at `path` as a backup, and make sure that no log of it meets the restored file."""
    logs = [Path(f"{path}-wal"), Path(f"{path}-shm")]
    try:
        kept = back_up(path)
        with sqlite.reading_errors(path), closing(connections.connect(path, timeout=1.0)) as connection:
            # fails while any other connection is open; then the log is emptied into the file and gone
            connection.execute("PRAGMA journal_mode=DELETE")
    except UserError as error:
        if error.code not in ("library-damaged", "not-a-library", "passphrase-needed"):
            raise
        kept = keep_as_it_is(path)
        for log in logs:
            log.unlink(missing_ok=True)
    return kept


def keep_as_it_is(path: Path) -> Path:
    """What can't be read is kept byte for byte, with its log; gives where. The library must be closed."""
    kept = _dated(folder_of(path), f"{_DAMAGED}{path.suffix}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        if file.exists():
            shutil.copyfile(file, f"{kept}{file.name.removeprefix(path.name)}")
    return kept


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the backup folder. `articles` is None where it can't be read, or not without its passphrase;
    `is_kept` when no rotation deletes it."""

    path: Path
    made_at: datetime
    size: int  # bytes
    articles: int | None
    is_encrypted: bool
    is_locked: bool
    is_kept: bool


def files_of(path: Path) -> list[Path]:
    """The files in the library's backup folder that are libraries or were, without logs and what is unfinished."""
    found = folder_of(path).glob(f"*{path.suffix}")
    return sorted(file for file in found if file.is_file() and not file.name.startswith("."))


def readable_of(path: Path) -> list[Path]:
    """The backups that are not encrypted, those aside that were kept because they were damaged."""
    return [file for file in files_of(path) if not cipher.is_encrypted(file) and _DAMAGED not in file.name]


def sweep_cut_short(path: Path) -> None:
    """Remove what was left beside the library when a restore or a change of its passphrase was cut short: it may be
    readable. Only while this process has the library open: then nobody else is changing its passphrase.
    """
    for file in (encryption.fresh_file(path), _restored_file(path)):
        connections.sweep(file)


def sweep_backups(path: Path) -> None:
    """Remove from the backup folder what was left when copying or encrypting there was cut short."""
    for pattern in (".*.part", ".*.fresh"):
        for file in folder_of(path).glob(pattern):
            if is_left(file):
                connections.sweep(file)


def _restored_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.restored")


def backups_of(path: Path) -> list[Backup]:
    """What stands in the library's backup folder, the newest first."""
    found = [_described(file) for file in files_of(path)]
    return sorted(found, key=lambda backup: (backup.made_at, backup.path), reverse=True)


def _described(file: Path) -> Backup:
    written = file.stat()
    stamp = _stamp_of(file)
    within = _WRITTEN_STAMP.search(file.stem)  # “before version 2, …”
    made_at = datetime.strptime(within[0], _STAMP) if within else datetime.fromtimestamp(written.st_mtime)
    is_locked = cipher.is_locked(file)
    articles = None if is_locked else _articles_in(file)
    return Backup(file, made_at, written.st_size, articles, cipher.is_encrypted(file), is_locked, stamp is None)


def _articles_in(file: Path) -> int | None:
    query = "SELECT count(*) - (SELECT count(*) FROM article WHERE state <> 'present') FROM article"
    try:
        with closing(connections.connect(file, "immutable")) as connection:
            return int(connection.execute(query).fetchone()[0])
    except connections.errors(ValueError):
        return None


def _is_put(temporary: Path, target: Path) -> bool:
    """Give the file a name that nothing has; False where another backup, of the same second, was first."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:
        # a disk without links
        if target.exists():
            return False
        temporary.rename(target)
    return True


def _dated(folder: Path, suffix: str, made_for: str = "") -> Path:
    """A name that says what for and when; the next second's where that is taken."""
    stamp = datetime.now()
    while (target := folder / f"{made_for}{stamp.strftime(_STAMP)}{suffix}").exists():
        stamp += timedelta(seconds=1)
    return target


def _stamp_of(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem, _STAMP)
    except ValueError:
        return None
