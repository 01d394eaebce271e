"""Mending a damaged library: from its own record, from its backups, and by making again what is derived.

What can be proven is put back, and nothing else: texts by their SHA-256, descriptions by their seal, decisions and
notes by the sealed record.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection as Raw
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from briefing.errors import UserError
from briefing.i18n import tr, trn
from briefing.library import backup, check, connections, revisions, schema, seals, search, undo
from briefing.library.changes import KEPT, matches
from briefing.library.check import Problem

_TEXTS = {"text-changed", "text-unreadable", "original-changed", "article-changed"}
_RECORDED = {"edit-changed", "edit-lost", "annotation-moved"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a library holds; `size` in bytes, `backed_up_at` local."""

    articles: int
    findings: int
    annotations: int
    size: int
    backed_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done, in words; what is still wrong; where the damaged file is kept."""

    done: tuple[str, ...]
    left: tuple[Problem, ...]
    kept: Path


def holdings(connection: Connection, path: Path) -> Holdings:
    """Counted now."""
    articles, found, annotations = (
        connection.exec_driver_sql(f"SELECT count(*) FROM {rows}").scalar_one()
        for rows in ("article WHERE state = 'present'", "finding", "annotation")
    )
    copies = [copy for copy in backup.backups_of(path) if copy.articles is not None or copy.is_locked]
    newest = max((copy.made_at for copy in copies), default=None)
    return Holdings(articles, found, annotations, path.stat().st_size, newest)


def mend(connection: Connection, path: Path, problems: Sequence[Problem], kept: Path) -> Repair:
    """In the caller's transaction. See `Library.repair`."""
    codes = {problem.code for problem in problems}
    done: list[str] = []
    recorded = undo.replay(connection) if undo.is_whole(connection) else None
    damaged = list(dict.fromkeys(p.article_id for p in problems if p.code in _TEXTS and p.article_id))
    if damaged:
        sources = _sources(path)
        triggers = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
        statements = connection.exec_driver_sql(triggers).scalars().all()
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS article_text_is_settled")
        for article_id in damaged:
            done += _mend_article(connection, article_id, sources, (recorded or {}).get("article", {}))
        for statement in statements:
            connection.exec_driver_sql(statement)
    if codes & _RECORDED and recorded is not None:
        done += _mend_recorded(connection, recorded)
    moved = list(dict.fromkeys(p.article_id for p in problems if p.code == "finding-moved" and p.article_id))
    if moved:
        done.append(_forget_findings(connection, moved))
    if done or "search" in codes:
        _index_anew(connection)
        done.append(tr("The search indexes were made anew."))
    left = check.check_content(connection) + check.check_indexes(connection)
    return Repair(tuple(done), tuple(left), kept)


def _sources(path: Path) -> list[backup.Backup]:
    """The backups that can be read, newest first."""
    return [found for found in backup.backups_of(path) if found.articles is not None]


def _mend_article(
    connection: Connection, article_id: str, sources: Sequence[backup.Backup], recorded: dict[str, Any]
) -> list[str]:
    """Take the article's row and text from the newest backup that has them sound."""
    a, t = schema.article, schema.article_text
    here = connection.execute(select(a).where(a.c.id == article_id)).mappings().first()
    for source in sources:
        found = _sound_in(source.path, article_id)
        if found is None:
            continue
        row, text, original = found
        if here is not None and here["number"] != row["number"]:
            continue
        known = recorded.get(undo.key_name({"id": article_id})) or {}
        values = {**row, **known}
        values["seal"] = seals.of_article(values)
        if here is None:
            connection.execute(insert(a), values)
        elif any(here[name] != value for name, value in values.items()):
            connection.execute(update(a).where(a.c.id == article_id), values)
        connection.execute(delete(t).where(t.c.number == row["number"]))
        connection.execute(insert(t), {"number": row["number"], "text": text, "original": original})
        words = tr("“{title}” was put back from the backup of {day}.", title=values["title"], day=_day(source))
        return [words]
    return []


def _day(source: backup.Backup) -> str:
    return source.made_at.strftime("%Y-%m-%d %H:%M")


def _sound_in(path: Path, article_id: str) -> tuple[dict[str, Any], str, bytes | None] | None:
    """The article's row, text and original in a backup, when seal and hashes are right."""
    try:
        with closing(connections.connect(path, "immutable")) as connection:
            return _sound(connection, article_id)
    except connections.errors(UserError, ValueError, KeyError, IndexError):
        return None


def _sound(connection: Raw, article_id: str) -> tuple[dict[str, Any], str, bytes | None] | None:
    connection.row_factory = connections.row_type(connection)
    row = connection.execute("SELECT * FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None or seals.of_article(dict(row)) != row["seal"]:
        return None
    kept = connection.execute("SELECT text, original FROM article_text WHERE number = ?", (row["number"],)).fetchone()
    if kept is None or sha256(kept["text"].encode()).hexdigest() != row["text_sha256"]:
        return None
    original = kept["original"]
    digest = row["text_sha256"] if original is None else sha256(original).hexdigest()
    if digest != row["original_sha256"]:
        return None
    names = {column.name for column in schema.article.columns}
    return {name: row[name] for name in row.keys() if name in names}, kept["text"], original  # noqa: SIM118


def _mend_recorded(connection: Connection, recorded: dict[str, dict[str, dict[str, Any] | None]]) -> list[str]:
    """Make the tables what the record says. Parents first, and what is too much from the last table on."""
    tables = [kept.table for kept in KEPT.values()]
    count = 0
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in reversed(tables):
        if table is not schema.article:
            count += _take_away(connection, table, recorded[table.name])
    for table in tables:
        count += _put_back(connection, table, recorded[table.name])
    if not count:
        return []
    return [trn("{count} row was put right from the record.", "{count} rows were put right from the record.", count)]


def _keys(table: Table) -> list[str]:
    return ["id"] if table is schema.article else [column.name for column in table.primary_key]


def _take_away(connection: Connection, table: Table, expected: dict[str, dict[str, Any] | None]) -> int:
    names = _keys(table)
    count = 0
    for row in connection.execute(select(table)).mappings().all():
        key = {name: row[name] for name in names}
        if expected.get(undo.key_name(key)) is None:
            connection.execute(delete(table).where(matches(table, key)))
            count += 1
    return count


def _put_back(connection: Connection, table: Table, expected: dict[str, dict[str, Any] | None]) -> int:
    count = 0
    for key, values in _wanted(expected):
        row = connection.execute(select(table).where(matches(table, key))).mappings().first()
        if row is None:
            if table is not schema.article:  # an article's text is not in the record
                connection.execute(insert(table), {**key, **values})
                count += 1
        elif any(row[name] != value for name, value in values.items()):
            changed = {**row, **values}
            if table is schema.article:
                changed["seal"] = seals.of_article(changed)
            connection.execute(update(table).where(matches(table, key)), changed)
            count += 1
    return count


def _wanted(expected: dict[str, dict[str, Any] | None]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for name, values in expected.items():
        if values is not None and values.get("state") != "undone":
            yield json.loads(name), values


def _forget_findings(connection: Connection, article_ids: Sequence[str]) -> str:
    """Findings are derived: they go, and the analysis makes them again."""
    a, f = schema.article, schema.findings
    for article_id in article_ids:
        text = select(a.c.text_sha256).where(a.c.id == article_id).scalar_subquery()
        connection.execute(delete(f).where(f.c.text_sha256 == text))
    count = len(article_ids)
    return trn("{count} article will be analysed again.", "{count} articles will be analysed again.", count)


def _index_anew(connection: Connection) -> None:
    connection.execute(delete(schema.note))
    names = ("source", "source_key", "article_id", "dossier_id", "text")
    notes = [dict(zip(names, row, strict=True)) for row in sorted(search.notes_anew(connection), key=str)]
    if notes:
        connection.execute(insert(schema.note), notes)
    revisions.make_anew(connection)
    for name in search.INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
