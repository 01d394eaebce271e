"""Files that hold others, and what came out of them: so that a mailbox that comes again need not be read."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select

from briefing.library import schema

_O = schema.opened_file

Inside = tuple[str, str]  # SHA-256 of what came out, and its name behind that of the file


def note(connection: Connection, wholes: Mapping[str, Sequence[Inside]], program: str) -> None:
    """The files with these SHA-256 were read to their end by this version of the program, and gave so much."""
    rows = [
        (whole, ordinal, part, name, program)
        for whole, inside in wholes.items()
        for ordinal, (part, name) in enumerate(inside)
    ]
    connection.exec_driver_sql("DELETE FROM opened_file WHERE whole = ?", [(whole,) for whole in wholes])
    connection.exec_driver_sql(
        "INSERT INTO opened_file(whole, ordinal, part, name, program) VALUES (?, ?, ?, ?, ?)", rows
    )


def forget(connection: Connection, sha256: str) -> None:
    """A part with these bytes goes for good: what held it is to be read again."""
    holding = select(_O.c.whole).where(_O.c.part == sha256)
    connection.execute(delete(_O).where((_O.c.whole == sha256) | _O.c.whole.in_(holding)))
