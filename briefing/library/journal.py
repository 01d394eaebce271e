"""The record of what a person did: every changed row, written in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, select

from briefing.library import opened, schema, search, stories, undo
from briefing.library.changes import KEPT, RowChange, Values, apply, change_of, matches
from briefing.model import Change


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
        """Insert the row, or update what differs. `values` leaves out the key."""
        row = self._row(table, key)
        if row is None:
            self._record(table, key, None, values, {**key, **values})
        elif changed := {name: value for name, value in values.items() if row[name] != value}:
            self._record(table, key, {name: row[name] for name in changed}, changed, dict(row))

    def remove(self, table: Table, key: Values) -> None:
        """Delete the row, if it is there."""
        row = self._row(table, key)
        if row is not None:
            rest = {name: value for name, value in row.items() if name not in key}
            self._record(table, key, rest, None, dict(row))

    def note_added(self, article_ids: Sequence[str], places: Sequence[Values]) -> None:
        """Remember articles that were taken in, and where they were placed.

        Undo never deletes an article's row, only hides it: texts are not copied into the record.
        """
        self.start()
        if article_ids:
            keys = [{"id": article_id} for article_id in article_ids]
            self.changes.append(RowChange("article", keys, {"state": "undone"}, {"state": "present"}))
        if places:
            self.changes.append(RowChange("placement", places, None, {}))

    def start(self) -> None:
        """What was undone before can't be redone after a new edit: imports that were taken back go for good."""
        if not self.changes:
            forget_undone_articles(self.connection)

    def finish(self) -> Change:
        """Write the record, if anything was changed, and say what the edit touched."""
        if self.changes or self.derived:
            top = undo.latest(self.connection)
            if self.changes:
                undo.add_entry(self.connection, self._next_entry(top), self.changes)
            else:
                stacks = {"undo_top": top["undo_top"], "redo_top": top["redo_top"]} if top else {}
                undo.add_entry(self.connection, {"kind": "edit", "label": self.label, **stacks})
        touched = change_of(self.label, self.changes)
        kinds = touched.kinds | ({"findings"} if self.derived else set())
        return Change(self.label, touched.articles | self.derived, touched.dossiers, kinds)

    def _next_entry(self, top: RowMapping | None) -> Values:
        entry: dict[str, Any] = {"kind": "edit", "label": self.label, "series": self.series}
        if not self.is_undoable:
            return entry  # what can't be undone stands like a wall before everything older
        entry["undo_top"] = "self"
        under = undo.read_entry(self.connection, top["undo_top"]) if top and top["undo_top"] else None
        if under and self.series is not None and under["series"] == self.series and top and not top["redo_top"]:
            return entry | {"continues": under["id"], "below": under["below"]}
        return entry | {"below": under["id"] if under else None}

    def _row(self, table: Table, key: Values) -> RowMapping | None:
        return self.connection.execute(select(table).where(matches(table, key))).mappings().first()

    def _record(self, table: Table, key: Values, before: Values | None, after: Values | None, row: Values) -> None:
        self.start()
        kept = KEPT[table.name]
        article_id = row[kept.article] if kept.article else None
        dossier_id = row[kept.dossier] if kept.dossier else None
        change = RowChange(table.name, [dict(key)], before, after, article_id, dossier_id)
        self.changes.append(change)
        apply(self.connection, change)


def forget_undone_articles(connection: Connection) -> None:
    a, t = schema.article, schema.article_text
    for article_id, number, digest in connection.execute(
        select(a.c.id, a.c.number, a.c.original_sha256).where(schema.is_hidden, a.c.state == "undone")
    ).all():
        search.forget_article(connection, article_id)
        stories.forget(connection, number)
        opened.forget(connection, digest)
        connection.execute(delete(t).where(t.c.number == number))
        connection.execute(delete(a).where(a.c.id == article_id))
    content = schema.attachment_content
    connection.execute(delete(content).where(content.c.sha256.not_in(select(schema.attachment.c.sha256))))
