"""Changes of rows: what one did, how it is applied forwards and backwards, and what it touched."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, update

from briefing.library import revisions, schema, search
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
        Kept(schema.generated_line, "lines", None, "dossier_id"),
        Kept(schema.addition, "lines", "article_id"),
        Kept(schema.own_line, "lines", None, "dossier_id"),
        Kept(schema.header, "header", None, "dossier_id"),
        Kept(schema.annotation, "annotations", "article_id"),
        Kept(schema.succession, "articles", "new_id"),
        Kept(schema.saved_search, "searches"),
        Kept(schema.attachment, "attachments", None, "dossier_id"),
        Kept(schema.difference, "differences", "article_id", "dossier_id"),
    )
}


class RowChange(NamedTuple):
    """Rows of one table that changed alike. `before` is None for new rows, `after` for rows taken away; both leave
    out the key. `keys` has more than one only for what an import adds, which would fill the record otherwise."""

    table: str
    keys: Sequence[Values]
    before: Values | None
    after: Values | None
    article_id: str | None = None
    dossier_id: str | None = None

    def backwards(self) -> "RowChange":
        return self._replace(before=self.after, after=self.before)


def apply(connection: Connection, change: RowChange) -> None:
    """Turn `before` into `after`, and keep the search index in step."""
    table = KEPT[change.table].table
    if len(change.keys) > 1:
        _apply_to_many(connection, table, change)
        return
    (key,) = change.keys
    search.forget(connection, table, key, change.after)
    if change.after is None:
        connection.execute(delete(table).where(matches(table, key)))
    elif change.before is None:
        connection.execute(insert(table), {**key, **change.after})
    else:
        connection.execute(update(table).where(matches(table, key)), dict(change.after))
    search.learn(connection, table, key, change.after)
    if revisions.concerns(table):
        revisions.renew(connection, key["article_id"], key["key"])


def _apply_to_many(connection: Connection, table: Table, change: RowChange) -> None:
    assert not search.is_indexed(table, change.after), "an import adds rows that the search does not know"
    assert not revisions.concerns(table), "an import adds no decisions"
    where = and_(*(table.c[name] == bindparam(f"key_{name}") for name in change.keys[0]))
    keys = [{f"key_{name}": value for name, value in key.items()} for key in change.keys]
    if change.after is None:
        connection.execute(delete(table).where(where), keys)
    elif change.before is None:
        connection.execute(insert(table), [{**key, **change.after} for key in change.keys])
    else:
        connection.execute(update(table).where(where).values(dict(change.after)), keys)


def change_of(label: str, changes: Iterable[RowChange]) -> Change:
    """What the changes touched."""
    articles: set[str] = set()
    dossiers: set[str] = set()
    kinds: set[str] = set()
    for change in changes:
        kept = KEPT[change.table]
        kinds.add(kept.kind)
        for found, column, known in (
            (articles, kept.article, change.article_id),
            (dossiers, kept.dossier, change.dossier_id),
        ):
            if known is not None:
                found.add(known)
            elif column is not None:
                found.update(key[column] for key in change.keys if column in key)
    return Change(label, frozenset(articles), frozenset(dossiers), frozenset(kinds))


def matches(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))
