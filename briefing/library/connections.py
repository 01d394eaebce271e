"""The one place that opens library files: plain ones with sqlite3, encrypted ones with sqlcipher3 and their key.

sqlcipher3 is loaded when the first encrypted file is opened, not before.
"""

import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Literal

from briefing.library import cipher

Mode = Literal["ro", "rw", "rwc", "immutable"]
WAIT = 5.0  # seconds that a write waits for another process


def driver_of(path: Path) -> ModuleType:
    """The DB-API module that reads the file."""
    return _sqlcipher() if cipher.is_encrypted(path) else sqlite3


def _sqlcipher() -> ModuleType:
    from sqlcipher3 import dbapi2

    return dbapi2


def errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the drivers in use raise, and others; for `except`, which asks only when something was raised."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, loaded.Error, *others) if loaded else (sqlite3.Error, *others)


def connect(
    path: Path,
    mode: Mode = "rw",
    *,
    timeout: float | None = None,
    key: cipher.Key | None = None,
    is_cipher: bool = False,
) -> sqlite3.Connection:
    """A connection in autocommit mode that may be used from several threads and writes no temporary files.

    The key is that of the file, or `key` for one that is to be made; `is_cipher` takes sqlcipher3 for a plain file
    too. "immutable" reads a file as it lies there, without its log and without locks. UserError passphrase-needed.
    """
    key = key or cipher.key_of(path)
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    driver = _sqlcipher() if key or is_cipher else sqlite3
    connection: sqlite3.Connection = driver.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=WAIT if timeout is None else timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if driver is not sqlite3:
            # it writes to standard error otherwise
            connection.execute("PRAGMA cipher_log_level=NONE").close()
        if key:
            connection.execute(f'PRAGMA key="{key.pragma}"').close()
        connection.execute("PRAGMA temp_store=MEMORY").close()
    except BaseException:
        connection.close()
        raise
    return connection


def is_spoilt(connection: sqlite3.Connection) -> bool:
    """Whether SQLCipher has met a page that is not as it was written. It gives that page as zeros, which within a long
    text is no error for SQLite; this connection's next page is refused, but then the text is already shown.
    """
    if isinstance(connection, sqlite3.Connection):
        return False
    return bool(connection.execute("PRAGMA cipher_status").fetchone()[0] == "0")


def row_type(connection: sqlite3.Connection) -> type[sqlite3.Row]:
    """The driver's own type for rows with names."""
    return sqlite3.Row if isinstance(connection, sqlite3.Connection) else _sqlcipher().Row  # type: ignore[no-any-return,unused-ignore]


def sweep(path: Path) -> None:
    """Leave nothing of an unfinished file, nor of what stands beside it."""
    if path.parent.is_dir():
        for suffix in ("", "-journal", "-wal", "-shm"):
            # where nothing can be removed, nothing could be written either
            with suppress(OSError):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
