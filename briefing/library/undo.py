"""Undo and redo, read back from the record of edits.

Entries are only ever added. Each says which entry is undone or redone next, so that both stacks are linked lists in
the table and hold over a restart. Undoing adds an entry of its own; a new edit leaves the redo stack empty.
"""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from briefing.library import schema
from briefing.library.changes import RowChange, Values, apply, change_of
from briefing.library.clock import now
from briefing.model import Change


def latest(connection: Connection) -> RowMapping | None:
    return connection.execute(select(schema.entry).order_by(schema.entry.c.id.desc()).limit(1)).mappings().first()


def read_entry(connection: Connection, entry_id: int) -> RowMapping:
    return connection.execute(select(schema.entry).where(schema.entry.c.id == entry_id)).mappings().one()


def add_entry(connection: Connection, values: Values, changes: list[RowChange] | tuple[()]) -> None:
    """Append an entry with its row changes; "self" stands for the entry's own id."""
    plain = {name: value for name, value in values.items() if value != "self"}
    own = [name for name, value in values.items() if value == "self"]
    result = connection.execute(insert(schema.entry), {"made_at": now(), **plain})
    (entry_id,) = result.inserted_primary_key or (0,)
    if own:
        connection.execute(update(schema.entry).where(schema.entry.c.id == entry_id), dict.fromkeys(own, entry_id))
    if changes:
        rows = [
            {
                "entry_id": entry_id,
                "ordinal": ordinal,
                "table_name": c.table,
                "row_keys": _dump(c.keys),
                "before": _dump(c.before),
                "after": _dump(c.after),
                "article_id": c.article_id,
                "dossier_id": c.dossier_id,
            }
            for ordinal, c in enumerate(changes)
        ]
        connection.execute(insert(schema.row_change), rows)


def undo(connection: Connection) -> Change | None:
    """Take back the newest edit (with those it continues), or None when there is nothing to undo."""
    top = latest(connection)
    if top is None or top["undo_top"] is None:
        return None
    edit = read_entry(connection, top["undo_top"])
    changes: list[RowChange] = []
    for entry_id in _series(connection, edit):
        for change in reversed(_changes(connection, entry_id)):
            apply(connection, change.backwards())
            changes.append(change)
    add_entry(
        connection,
        {
            "kind": "undo",
            "label": edit["label"],
            "of": edit["id"],
            "undo_top": edit["below"],
            "redo_top": "self",
            "below": top["redo_top"],
        },
        (),
    )
    return change_of(edit["label"], changes)


def redo(connection: Connection) -> Change | None:
    """Do again what was undone last, or None when there is nothing to redo."""
    top = latest(connection)
    if top is None or top["redo_top"] is None:
        return None
    undone = read_entry(connection, top["redo_top"])
    edit = read_entry(connection, undone["of"])
    changes: list[RowChange] = []
    for entry_id in reversed(list(_series(connection, edit))):
        for change in _changes(connection, entry_id):
            apply(connection, change)
            changes.append(change)
    add_entry(
        connection,
        {
            "kind": "redo",
            "label": edit["label"],
            "of": edit["id"],
            "undo_top": edit["id"],
            "redo_top": undone["below"],
        },
        (),
    )
    return change_of(edit["label"], changes)


def _series(connection: Connection, edit: RowMapping) -> Iterator[int]:
    """The entries of one undo step, newest first."""
    current: RowMapping | None = edit
    while current is not None:
        yield current["id"]
        current = read_entry(connection, current["continues"]) if current["continues"] else None


def _changes(connection: Connection, entry_id: int) -> list[RowChange]:
    table = schema.row_change
    rows = connection.execute(select(table).where(table.c.entry_id == entry_id).order_by(table.c.ordinal)).mappings()
    return [
        RowChange(
            row["table_name"],
            json.loads(row["row_keys"]),
            _load(row["before"]),
            _load(row["after"]),
            row["article_id"],
            row["dossier_id"],
        )
        for row in rows
    ]


def _dump(values: Values | Sequence[Values] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _load(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)
