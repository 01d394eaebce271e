"""Undo and redo, read back from the record of edits.

Entries are only ever added. Each says which entry is undone or redone next, so that both stacks are linked lists in
the table and hold over a restart. Undoing adds an entry of its own; a new edit leaves the redo stack empty.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from briefing.library import schema, seals
from briefing.library.changes import KEPT, RowChange, Values, apply, change_of
from briefing.library.clock import now
from briefing.model import Change


def latest(connection: Connection) -> RowMapping | None:
    return connection.execute(select(schema.entry).order_by(schema.entry.c.id.desc()).limit(1)).mappings().first()


def read_entry(connection: Connection, entry_id: int) -> RowMapping:
    return connection.execute(select(schema.entry).where(schema.entry.c.id == entry_id)).mappings().one()


def add_entry(connection: Connection, values: Values, changes: Sequence[RowChange] = ()) -> None:
    """Append an entry with its row changes; "self" stands for the entry's own id."""
    top = latest(connection)
    entry_id = top["id"] + 1 if top else 1
    entry = {name: entry_id if value == "self" else value for name, value in values.items()}
    entry |= {"id": entry_id, "made_at": now()}
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
    seal = seals.of_entry(top["seal"] if top else "", entry, rows)
    connection.execute(insert(schema.entry), entry | {"seal": seal})
    if rows:
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
    return [_change(row) for row in rows]


def _change(row: RowMapping) -> RowChange:
    return RowChange(
        row["table_name"],
        json.loads(row["row_keys"]),
        _load(row["before"]),
        _load(row["after"]),
        row["article_id"],
        row["dossier_id"],
    )


def is_whole(connection: Connection) -> bool:
    """Whether the record is what was written, entry by entry."""
    c = schema.row_change
    before = ""
    for entry in connection.execute(select(schema.entry).order_by(schema.entry.c.id)).mappings().all():
        query = select(c).where(c.c.entry_id == entry["id"]).order_by(c.c.ordinal)
        if entry["seal"] != seals.of_entry(before, entry, connection.execute(query).mappings().all()):
            return False
        before = entry["seal"]
    return True


def effective(connection: Connection) -> list[int]:
    """The edits that stand, oldest first: those that are undone at present are left out."""
    e = schema.entry
    standing: list[int] = []
    for entry in connection.execute(select(e).order_by(e.c.id)).mappings().all():
        if entry["kind"] == "edit":
            standing.append(entry["id"])
            continue
        series = set(_series(connection, read_entry(connection, entry["of"])))
        standing = [number for number in standing if number not in series]
        if entry["kind"] == "redo":
            standing += sorted(series)
    return standing


def standing_changes(connection: Connection, tables: Collection[str]) -> Iterator[RowChange]:
    """The changes of these tables that stand, newest first."""
    c = schema.row_change
    place = {number: n for n, number in enumerate(effective(connection))}
    query = select(c).where(c.c.table_name.in_(tables))
    found = [row for row in connection.execute(query).mappings() if row["entry_id"] in place]
    for row in sorted(found, key=lambda r: (place[r["entry_id"]], r["ordinal"]), reverse=True):
        yield _change(row)


def keys_as_kept(keys: Sequence[Values]) -> str:
    """The keys of rows as the record keeps them."""
    return _dump(keys) or ""


def seal_again(connection: Connection, first: int) -> None:
    """Seal the entries from `first` on anew, after their changes were blanked."""
    c, e = schema.row_change, schema.entry
    before = connection.execute(select(e.c.seal).where(e.c.id < first).order_by(e.c.id.desc()).limit(1)).scalar() or ""
    for entry in connection.execute(select(e).where(e.c.id >= first).order_by(e.c.id)).mappings().all():
        query = select(c).where(c.c.entry_id == entry["id"]).order_by(c.c.ordinal)
        before = seals.of_entry(before, entry, connection.execute(query).mappings().all())
        connection.execute(update(e).where(e.c.id == entry["id"]).values(seal=before))


def replay(connection: Connection) -> dict[str, dict[str, dict[str, Any] | None]]:
    """What the tables must hold by the record: for each table, by key (as JSON), the columns; None for no row."""
    state: dict[str, dict[str, dict[str, Any] | None]] = {name: {} for name in KEPT}
    for entry in connection.execute(select(schema.entry).order_by(schema.entry.c.id)).mappings().all():
        if entry["kind"] == "edit":
            _advance(state, _changes(connection, entry["id"]))
            continue
        series = list(_series(connection, read_entry(connection, entry["of"])))
        for entry_id in series if entry["kind"] == "undo" else reversed(series):
            changes = _changes(connection, entry_id)
            is_back = entry["kind"] == "undo"
            _advance(state, [c.backwards() for c in reversed(changes)] if is_back else changes)
    return state


def _advance(state: dict[str, dict[str, dict[str, Any] | None]], changes: Sequence[RowChange]) -> None:
    for change in changes:
        table = state[change.table]
        for key in change.keys:
            name = key_name(key)
            if change.after is None:
                table[name] = None
            else:
                table[name] = {**(table.get(name) or {}), **change.after}


def key_name(key: Values) -> str:
    return json.dumps(dict(key), ensure_ascii=False, sort_keys=True)


def _dump(values: Values | Sequence[Values] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _load(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)
