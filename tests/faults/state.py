"""The whole of what a person has in a library, as one digest."""

import sqlite3
from hashlib import sha256

from briefing.library import schema

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
