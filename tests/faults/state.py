"""The whole of what a person has in a library, as one digest."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from briefing.errors import UserError
from briefing.library import cipher, connections, schema

PASSPHRASES = ("quatre mots à retenir", "another one entirely")

TABLES = tuple(schema.metadata.tables)


def digest(connection: sqlite3.Connection) -> str:
    """Every row of every table, as this connection sees them."""
    found = sha256()
    for table in TABLES:
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
            found.update(repr(row).encode())
    return found.hexdigest()


def last_entry(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])


def digest_of(path: Path, *, is_alone: bool = False) -> str:
    """The same of a file, whatever passphrase it has; `is_alone` reads it without a log and without locks."""
    passphrase_of(path)
    with closing(connections.connect(path, "immutable" if is_alone else "rw")) as connection:
        return digest(connection)


def passphrase_of(path: Path) -> str:
    """Which of the passphrases the file has, which is unlocked now; empty for a plain one."""
    for passphrase in PASSPHRASES if cipher.is_encrypted(path) else ():
        try:
            if not cipher.is_locked(path) and cipher.salt_of(path) in _passphrases:
                break
            _passphrases[cipher.unlock(path, passphrase).salt] = passphrase
        except UserError as error:
            if error.code != "wrong-passphrase":
                raise
    return _passphrases.get(cipher.salt_of(path) or b"", "")


# By salt: to try one takes a sixth of a second.
_passphrases: dict[bytes, str] = {}
