"""What a dossier that was brought in says otherwise than this library, until the analyst chooses."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from briefing.library import reads, schema
from briefing.library.portable_rows import BY_TABLE, AnyRow, what_is_said
from briefing.portable import digest

if TYPE_CHECKING:
    from briefing.library.edit import Edit


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings of one record. `what` names its table; `ours` is None where it was taken away here.

    `ours` and `theirs` hold what is said, by field; `passage` are the words it stands on, `author` who wrote theirs,
    `source` the file or person it came from.
    """

    id: str
    what: str
    dossier_id: str
    article_id: str | None
    title: str
    passage: str
    ours: dict[str, Any] | None = field(hash=False)
    theirs: dict[str, Any] = field(hash=False)
    author: str
    source: str
    made_at: str


def open_ones(connection: Connection, dossier_id: str | None) -> list[Difference]:
    """Those that nobody chose of, oldest first; what has come to say the same is no difference any more."""
    d = schema.difference
    query = select(d).where(d.c.state == "open").order_by(d.c.made_at, d.c.article_id, d.c.table_name, d.c.id)
    if dossier_id is not None:
        query = query.where(d.c.dossier_id == dossier_id)
    found = [_read(connection, row) for row in connection.execute(query).mappings().all()]
    return [one for one in found if one.ours is None or digest(one.ours) != digest(one.theirs)]


def _read(connection: Connection, row: AnyRow) -> Difference:
    kind = BY_TABLE[row["table_name"]]
    key, theirs = json.loads(row["row_key"]), json.loads(row["theirs"])
    current = reads.row(connection, kind.table, key)
    ours = what_is_said(kind, current) if current else None
    article_id = row["article_id"]
    title = reads.article_row(connection, article_id)["title"] if article_id else ""
    quote = theirs.get("quote") or (
        reads.passage_of(connection, article_id, key["key"]) if "key" in key and article_id else ""
    )
    return Difference(
        row["id"],
        row["table_name"],
        row["dossier_id"],
        article_id,
        title,
        quote or "",
        ours,
        what_is_said(kind, theirs),
        theirs.get("author") or "",
        row["source"],
        row["made_at"],
    )


def settle(edit: "Edit", difference_id: str, *, take: bool) -> None:
    """Choose one of the two; a part of an edit."""
    row = reads.row(edit._rows, schema.difference, {"id": difference_id})
    assert row is not None, f"no difference {difference_id}"
    if take:
        kind = BY_TABLE[row["table_name"]]
        key, theirs = json.loads(row["row_key"]), json.loads(row["theirs"])
        if kind.table is schema.article:
            edit.correct_article(key["id"], **theirs)
        else:
            edit._log.put(kind.table, key, theirs)
    edit._log.put(schema.difference, {"id": difference_id}, {"state": "taken" if take else "kept"})
