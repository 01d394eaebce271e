"""Rows of the library's tables as the records of a portable dossier, and back; and what each said before."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Table, select

from briefing.library import reads, rows, schema, undo
from briefing.library.changes import RowChange
from briefing.model import Header
from briefing.portable import Decision, GeneratedDecision, MadeByHand, Note, Own, Place, Row, digest

Values = Mapping[str, Any]
AnyRow = Values | RowMapping


class Kind(NamedTuple):
    """A kind of record: the table it is kept in, and the columns that say something, which two people may see
    differently (not who wrote it, when, and where it stood)."""

    table: Table
    said: tuple[str, ...]


ARTICLE = Kind(schema.article, ("title", "published", "published_basis", "language", "outlet", "author"))
KINDS: dict[type, Kind] = {
    Decision: Kind(schema.curation, ("state", "text", "gloss", "note", "actor", "issue")),
    Place: Kind(schema.brief_line, ("is_included", "position")),
    GeneratedDecision: Kind(schema.generated_line, ("state", "note", "is_included", "position")),
    MadeByHand: Kind(schema.addition, ("document",)),
    Note: Kind(schema.annotation, ("kind", "span_start", "span_end", "quote", "body")),
    Own: Kind(schema.own_line, ("section", "text", "source", "may_be_disclosed", "position", "is_included")),
    Header: Kind(schema.header, tuple(c.name for c in schema.header.c if c.name != "dossier_id")),
}
BY_TABLE: dict[str, Kind] = {kind.table.name: kind for kind in (ARTICLE, *KINDS.values())}

# Findings that came with a dossier are kept as those of another model: what is found here takes their place.
BROUGHT_IN = "portable "

# Where a record's field has another name than its column.
_COLUMNS = {"quote_of": "quote", "start": "span_start", "end": "span_end"}
_TRUTHS = frozenset({"is_included", "may_be_disclosed"})


def split(value: object, article_id: str, dossier_id: str) -> tuple[Values, Values]:
    """The key and the other columns of a record's row."""
    table = KINDS[type(value)].table
    if isinstance(value, Header):
        plain = rows.as_row(value)
    else:
        names = value.__dataclass_fields__  # type: ignore[attr-defined]
        plain = {_COLUMNS.get(name, name): getattr(value, name) for name in names}
    found = {name: int(v) if isinstance(v, bool) else v for name, v in plain.items()}
    if "article_id" in table.c:
        found["article_id"] = article_id
    if "dossier_id" in table.c:
        found["dossier_id"] = dossier_id
    key = {column.name: found.pop(column.name) for column in table.primary_key}
    return key, found


def record(kind: type, row: AnyRow) -> Any:
    """The record of a row."""
    if kind is Header:
        return rows.header(row)
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    values = {name: row[_COLUMNS.get(name, name)] for name in names}
    return kind(**{n: bool(v) if n in _TRUTHS and v is not None else v for n, v in values.items()})


def what_is_said(kind: Kind, row: AnyRow) -> dict[str, Any]:
    return {name: row[name] for name in kind.said}


class Past:
    """What the records of some articles (None: of all) and one dossier said before, by the edits that stand."""

    def __init__(self, connection: Connection, article_ids: Collection[str] | None, dossier_id: str) -> None:
        self._connection = connection
        self._states: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._former: dict[tuple[str, str], list[str]] = {}
        for change in undo.standing_changes(connection, BY_TABLE):
            article_id = change.article_id
            if article_id is None:
                is_wanted = change.dossier_id == dossier_id
            else:
                is_wanted = article_ids is None or article_id in article_ids
            if is_wanted:
                self._step_back(change)

    def of(self, table: Table, key: Values) -> tuple[str, ...]:
        """Digests of what the record said before, newest first, without what it says now."""
        return tuple(self._former.get((table.name, undo.key_name(key)), ()))

    def _step_back(self, change: RowChange) -> None:
        kind = BY_TABLE[change.table]
        for key in change.keys:
            name = (change.table, undo.key_name(key))
            if name not in self._states:
                row = reads.row(self._connection, kind.table, key)
                self._states[name] = dict(row) if row else None
            state = self._states[name]
            if change.before is None:
                before = None
            elif change.after is None or state is None:
                before = dict(change.before)
            else:
                before = {**state, **change.before}
            self._states[name] = before
            if before is not None and before.keys() >= set(kind.said):
                said = digest(what_is_said(kind, before))
                former = self._former.setdefault(name, [])
                if said not in former:
                    former.append(said)


def records(
    connection: Connection, kind: type, where: Callable[[Table], Any], past: Past, order: Sequence[str]
) -> tuple[Row[Any], ...]:
    """The records of a kind, in the order of some columns, with what they said before."""
    table = KINDS[kind].table
    query = select(table).where(where(table)).order_by(*(table.c[name] for name in order))
    found = []
    for row in connection.execute(query).mappings().all():
        key = {column.name: row[column.name] for column in table.primary_key}
        now = digest(what_is_said(KINDS[kind], row))
        former = tuple(said for said in past.of(table, key) if said != now)
        found.append(Row(record(kind, row), former))
    return tuple(found)
