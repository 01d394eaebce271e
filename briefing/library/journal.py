"""The record of what a person did: every changed row, in the same transaction; undo and redo read it back.

Entries are only ever added. Each says which entry is undone or redone next, so that both stacks are linked lists in
the table and hold over a restart. Undoing adds an entry of its own; a new edit leaves the redo stack empty.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, delete, insert, select, update

from briefing.library import schema, search
from briefing.model import Change

Values = Mapping[str, Any]


class Kept(NamedTuple):
    """A table whose changes are recorded: what a Change calls it, and where its rows name article and dossier."""

    table: Table
    kind: str
    article: str | None = None
    dossier: str | None = None


KEPT = {
    kept.table.name: kept
    for kept in (
        Kept(schema.article, "articles", article="id"),
        Kept(schema.dossier, "dossiers", dossier="id"),
        Kept(schema.placement, "dossiers", "article_id", "dossier_id"),
        Kept(schema.curation, "lines", "article_id"),
        Kept(schema.brief_line, "lines", "article_id", "dossier_id"),
        Kept(schema.addition, "lines", "article_id"),
        Kept(schema.own_line, "lines", None, "dossier_id"),
        Kept(schema.header, "header", None, "dossier_id"),
        Kept(schema.annotation, "annotations", "article_id"),
    )
}


class RowChange(NamedTuple):
    table: str
    key: Values
    before: Values | None
    after: Values | None
    article_id: str | None
    dossier_id: str | None


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass
class Journal:
    """Writes rows of one edit, and remembers each so that it can be undone."""

    connection: Connection
    label: str
    is_undoable: bool = True
    series: str | None = None
    changes: list[RowChange] = field(default_factory=list)
    derived: set[str] = field(default_factory=set)  # articles whose findings were put

    def put(self, table: Table, key: Values, values: Values) -> None:
        """Insert the row, or update what differs."""
        row = self._row(table, key)
        if row is None:
            self._record(table, key, None, {**key, **values}, {**key, **values})
        elif changed := {name: value for name, value in values.items() if row[name] != value}:
            self._record(table, key, {name: row[name] for name in changed}, changed, dict(row))

    def remove(self, table: Table, key: Values) -> None:
        """Delete the row, if it is there."""
        row = self._row(table, key)
        if row is not None:
            self._record(table, key, dict(row), None, dict(row))

    def note_added_article(self, article_id: str) -> None:
        """An article's row is never deleted by undo, only hidden: its text is not copied into the record."""
        self._remember("article", {"id": article_id}, {"state": "undone"}, {"state": "present"}, article_id, None)

    def start(self) -> None:
        """What was undone before can't be redone after a new edit: imports that were taken back go for good."""
        if not self.changes:
            forget_undone_articles(self.connection)

    def finish(self) -> Change:
        """Write the record, if anything was changed, and say what the edit touched."""
        if self.changes or self.derived:
            top = latest(self.connection)
            if self.changes:
                add_entry(self.connection, self._next_entry(top), self.changes)
            else:
                stacks = {"undo_top": top["undo_top"], "redo_top": top["redo_top"]} if top else {}
                add_entry(self.connection, {"kind": "edit", "label": self.label, **stacks}, ())
        touched = change_of(self.label, self.changes)
        kinds = touched.kinds | ({"findings"} if self.derived else set())
        return Change(self.label, touched.articles | self.derived, touched.dossiers, kinds)

    def _next_entry(self, top: RowMapping | None) -> Values:
        entry: dict[str, Any] = {"kind": "edit", "label": self.label, "series": self.series}
        if not self.is_undoable:
            return entry  # what can't be undone stands like a wall before everything older
        entry["undo_top"] = "self"
        under = read_entry(self.connection, top["undo_top"]) if top and top["undo_top"] else None
        if under and self.series is not None and under["series"] == self.series and top and not top["redo_top"]:
            return entry | {"continues": under["id"], "below": under["below"]}
        return entry | {"below": under["id"] if under else None}

    def _row(self, table: Table, key: Values) -> RowMapping | None:
        return self.connection.execute(select(table).where(_matches(table, key))).mappings().first()

    def _record(self, table: Table, key: Values, before: Values | None, after: Values | None, row: Values) -> None:
        kept = KEPT[table.name]
        article_id = row[kept.article] if kept.article else None
        dossier_id = row[kept.dossier] if kept.dossier else None
        self._remember(table.name, key, before, after, article_id, dossier_id)
        apply(self.connection, table, key, before, after)

    def _remember(
        self,
        table: str,
        key: Values,
        before: Values | None,
        after: Values | None,
        article_id: str | None,
        dossier_id: str | None,
    ) -> None:
        self.start()
        self.changes.append(RowChange(table, key, before, after, article_id, dossier_id))


def apply(connection: Connection, table: Table, key: Values, before: Values | None, after: Values | None) -> None:
    """Turn `before` into `after`, and keep the search index in step."""
    where = _matches(table, key)
    search.forget(connection, table, key, after)
    if after is None:
        connection.execute(delete(table).where(where))
    elif before is None:
        connection.execute(insert(table), dict(after))
    else:
        connection.execute(update(table).where(where), dict(after))
    search.learn(connection, table, key, after)


def forget_undone_articles(connection: Connection) -> None:
    gone = connection.execute(
        select(schema.article.c.id, schema.article.c.number).where(schema.article.c.state == "undone")
    ).all()
    for article_id, number in gone:
        search.forget_article(connection, article_id)
        connection.execute(delete(schema.article_text).where(schema.article_text.c.number == number))
        connection.execute(delete(schema.article).where(schema.article.c.id == article_id))


def change_of(label: str, changes: list[RowChange]) -> Change:
    """What the changes touched."""
    return Change(
        label,
        frozenset(c.article_id for c in changes if c.article_id),
        frozenset(c.dossier_id for c in changes if c.dossier_id),
        frozenset(KEPT[c.table].kind for c in changes),
    )


# --- entries --------------------------------------------------------------------------------------------------------


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
                "row_key": _dump(c.key),
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
            apply(connection, KEPT[change.table].table, change.key, change.after, change.before)
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
            apply(connection, KEPT[change.table].table, change.key, change.before, change.after)
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
            json.loads(row["row_key"]),
            _load(row["before"]),
            _load(row["after"]),
            row["article_id"],
            row["dossier_id"],
        )
        for row in rows
    ]


def _matches(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _dump(values: Values | None) -> str | None:
    return None if values is None else json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def _load(text: str | None) -> Values | None:
    return None if text is None else json.loads(text)
