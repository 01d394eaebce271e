"""What only SQLite knows: how a library file is recognised, connected to, and what its errors mean to a person."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import cipher, connections

APPLICATION_ID = 0x42524647  # "BRFG"

# Where a driver gives only SQLite's words for it.
_CODES = {
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
}
_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA mmap_size=268435456",
    "PRAGMA temp_store=MEMORY",
    # kilobytes, taken only as they are needed: the indexes of a large import stay in memory
    "PRAGMA cache_size=-64000",
)
# The words of the index, for beginnings. Made with the connection: within a search it would be rolled back with it,
# and made again for the next one, which prepares every statement anew.
_WORDS = "CREATE VIRTUAL TABLE temp.article_words USING fts5vocab('main', 'article_index', 'instance')"


def read_marks(path: Path) -> tuple[int, int] | None:
    """Application id and schema version from the file's header, or None for a file that has nothing in it yet.

    Reads bytes only, so that a file that is refused stays exactly as it is. UserError not-a-library when it is
    no SQLite file.
    """
    if not path.exists():
        return None
    if path.is_dir():
        raise not_a_library(path)
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        return None
    has_log = _has_log(path)
    if cipher.is_encrypted(path):
        return _asked_marks(path, has_log=has_log)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise not_a_library(path)
    if has_log:
        return _asked_marks(path, has_log=True)
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _asked_marks(path: Path, *, has_log: bool) -> tuple[int, int]:
    """The marks as SQLite reads them: after a crash the newest header may stand in the log only. A read-only
    connection leaves both files as they are."""
    with reading_errors(path), closing(connections.connect(path, "ro" if has_log else "immutable")) as connection:
        row = connection.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchone()
    return row[0], row[1]


def is_empty(path: Path) -> bool:
    """Whether the database has no tables, as after a crash before the first commit."""
    with reading_errors(path), closing(connections.connect(path, "ro")) as connection:
        return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None


def is_writable(path: Path) -> bool:
    """Whether the file and what stands beside it can be written, as far as rights and mounts tell."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def make_engine(path: Path, *, is_read_only: bool = False) -> Engine:
    """An engine whose connections can be used from several threads; transactions begin as its option `begin` says.

    A file that is only read is taken as it lies there: its log, which could not be opened, must be empty.
    """
    mode: connections.Mode = ("ro" if _has_log(path) else "immutable") if is_read_only else "rwc"
    is_encrypted = cipher.is_encrypted(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=connections.driver_of(path),
        creator=lambda: connections.connect(path, mode),
        poolclass=QueuePool,
        # the connection used last has read most pages; in an encrypted library each had to be deciphered
        pool_use_lifo=True,
        pool_size=4,
        max_overflow=16,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        # what is only read stays in the mode that it is in
        try:
            for pragma in _PRAGMAS[1:] if is_read_only else _PRAGMAS:
                connection.execute(pragma).close()
            connection.execute(_WORDS).close()
        except BaseException:
            # SQLAlchemy does not know it yet, and it would hold its locks
            connection.close()
            raise

    @event.listens_for(engine, "handle_error")
    def renew(context: ExceptionContext) -> None:
        # after a page whose HMAC is wrong, SQLCipher refuses every other one to the same connection
        code = getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF
        if is_encrypted and code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
            context.is_disconnect = True
            context.invalidate_pool_on_disconnect = False

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred read that turns into a write fails at once when another wrote meanwhile, however long it may wait.
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


@contextmanager
def seeing_damage(connection: Connection) -> Iterator[None]:
    """UserError library-damaged where what was read is not what was written, and SQLite did not see it."""
    try:
        yield
    except connections.errors():
        # the driver's own error, of which SQLAlchemy does not know
        if is_spoilt(connection):
            connection.invalidate()
        raise
    see_that_all_was_read(connection)


def see_that_all_was_read(connection: Connection) -> None:
    """The same of what was read until now."""
    if is_spoilt(connection):
        connection.invalidate()
        raise damaged(Path(connection.engine.url.database or ""))


def is_spoilt(connection: Connection) -> bool:
    """See `connections.is_spoilt`."""
    driver = None if connection.invalidated else connection.connection.driver_connection
    return driver is not None and connections.is_spoilt(driver)


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Tells SQLite's errors about the world (locked, read-only, full, damaged) as UserErrors; others are bugs."""
    try:
        yield
    except DBAPIError as error:
        told = _told(path, error.orig)
        if told is None:
            raise
        raise told from error
    except UnicodeDecodeError as error:
        # sqlite3 fails so on its own message when that quotes a damaged name
        raise damaged(path) from error
    except connections.errors() as error:
        told = _told(path, error)
        if told is None:
            raise
        raise told from error


def not_a_library(path: Path) -> UserError:
    return UserError(
        "not-a-library",
        tr("{path} is not a Briefing library.", path=path),
        tr("Choose another file, or a name that does not exist yet."),
    )


def damaged(path: Path) -> UserError:
    return UserError(
        "library-damaged",
        tr("The library {path} is damaged or cannot be read.", path=path),
        tr("Restore the newest backup: briefing restore."),
    )


def locked(path: Path) -> UserError:
    return UserError(
        "library-locked",
        tr("The library {path} is being written by another program.", path=path),
        tr("Close the other program, or try again in a moment."),
    )


def read_only(path: Path) -> UserError:
    return UserError(
        "library-read-only",
        tr("The library {path} cannot be written: the file or its folder is read-only or missing.", path=path),
        tr("Choose a folder that you may write to, or copy the library there."),
    )


def _told(path: Path, error: BaseException | None) -> UserError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (0, sqlite3.SQLITE_ERROR):
        # sqlcipher3 gives none for a backup, and this one for what an export met
        code = _CODES.get(str(error), code)
    if not code and "Could not decode to UTF-8" in str(error):
        return damaged(path)  # Python's own error, without SQLite's code
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return locked(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return read_only(path)
    if code == sqlite3.SQLITE_FULL:
        return UserError(
            "disk-full",
            tr("The disk is full; the last change was not kept."),
            tr("Free some space and do it again. Everything before it is safe."),
        )
    if code == sqlite3.SQLITE_NOTADB:
        # the passphrase was right for some page, so it is the first one that is not what it was
        return damaged(path) if cipher.is_encrypted(path) else not_a_library(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
        return damaged(path)
    return None
