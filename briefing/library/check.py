"""Library health: what SQLite itself sees, and what only the content can tell, with the damaged article named."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.exc import DatabaseError

from briefing.i18n import tr
from briefing.library import derived, rows, schema, search


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written. `code` is stable; `message` names the article where there is one."""

    code: str
    message: str
    article_id: str | None = None


def check_content(connection: Connection) -> list[Problem]:
    """What is wrong with structure, texts, quotes and record. Reads every byte, and only reads."""
    return _run(connection, (_pages, _foreign_keys, _articles, _quotes, _findings, _record))


def check_indexes(connection: Connection) -> list[Problem]:
    """Where a search index does not agree with what it stands for. FTS5 checks by a kind of write."""
    return _run(connection, (_indexes, _notes))


def _run(connection: Connection, parts: tuple[Callable[[Connection], Iterator[Problem]], ...]) -> list[Problem]:
    problems: list[Problem] = []
    for part in parts:
        try:
            problems.extend(part(connection))
        except (DatabaseError, sqlite3.Error, UnicodeDecodeError) as error:
            # damaged pages make any statement fail; the other parts may still name the article
            reason = getattr(error, "orig", error)
            problems.append(Problem("unreadable", tr("A part of the library can't be read: {reason}", reason=reason)))
    return problems


def _pages(connection: Connection) -> Iterator[Problem]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Problem("structure", tr("The file's structure is damaged: {reason}", reason=line))


def _foreign_keys(connection: Connection) -> Iterator[Problem]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        yield Problem("reference", tr("A row of {table} belongs to nothing.", table=row[0]))


def _indexes(connection: Connection) -> Iterator[Problem]:
    for name in search.INDEXES:
        try:
            # rank 1 compares the index with the content that it stands for
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            yield Problem("search", tr("The search index {name} does not agree with the texts.", name=name))


def _notes(connection: Connection) -> Iterator[Problem]:
    """The words that the search knows of must be those that the analyst wrote."""
    kept = {(row.source, row.source_key): row.text for row in connection.execute(select(schema.note))}
    if kept != search.words_of_notes(connection):
        yield Problem("search", tr("The search index {name} does not agree with the texts.", name="note"))


def _articles(connection: Connection) -> Iterator[Problem]:
    a = schema.article
    numbers = connection.execute(select(a.c.number, a.c.id, a.c.title, a.c.text_sha256, a.c.original_sha256)).all()
    texts = 0
    for number, article_id, title, text_sha256, original_sha256 in numbers:
        kept = _kept(connection, number)
        if kept is None:
            yield _about("text-unreadable", article_id, title)
            continue
        texts += 1
        text, original = kept
        if sha256(text).hexdigest() != text_sha256:
            yield _about("text-changed", article_id, title)
        if original is not None and sha256(original).hexdigest() != original_sha256:
            yield _about("original-changed", article_id, title)
        if original is None and text_sha256 != original_sha256:
            yield _about("original-changed", article_id, title)
    count = connection.exec_driver_sql("SELECT count(*) FROM article_text").scalar_one()
    if texts and count != len(numbers):
        yield Problem("structure", tr("The file's structure is damaged: {reason}", reason="article, article_text"))


def _kept(connection: Connection, number: int) -> tuple[bytes, bytes | None] | None:
    """The text's bytes as they are stored, whether they are still valid UTF-8 or not."""
    query = "SELECT CAST(text AS BLOB), original FROM article_text WHERE number = ?"
    try:
        found = connection.exec_driver_sql(query, (number,)).first()
    except DatabaseError:
        return None
    return (found[0], found[1]) if found else None


def _about(code: str, article_id: str, title: str) -> Problem:
    words = {
        "text-unreadable": tr("The text of “{title}” can't be read.", title=title),
        "text-changed": tr("The text of “{title}” is not what was imported.", title=title),
        "original-changed": tr("The original file of “{title}” is not what was imported.", title=title),
        "annotation-moved": tr("An annotation in “{title}” does not stand on its words.", title=title),
        "finding-moved": tr("A finding in “{title}” does not stand on its words.", title=title),
    }
    return Problem(code, words[code], article_id)


def _quotes(connection: Connection) -> Iterator[Problem]:
    """Annotations and findings must stand, verbatim, in the texts they are about."""
    n, a, t = schema.annotation, schema.article, schema.article_text
    joined = n.join(a, a.c.id == n.c.article_id).join(t, t.c.number == a.c.number)
    columns = (a.c.id, a.c.title, t.c.text, n.c.span_start, n.c.span_end, n.c.quote)
    yield from _moved(connection.execute(select(*columns).select_from(joined)).mappings(), "annotation-moved")
    p, f, s = schema.passage, schema.finding, schema.findings
    joined = p.join(f, f.c.id == p.c.finding_id).join(s, s.c.id == f.c.findings_id)
    joined = joined.join(a, a.c.text_sha256 == s.c.text_sha256).join(t, t.c.number == a.c.number)
    columns = (a.c.id, a.c.title, t.c.text, p.c.span_start, p.c.span_end, p.c.quote)
    yield from _moved(connection.execute(select(*columns).select_from(joined)).mappings(), "finding-moved")


def _moved(found: Any, code: str) -> Iterator[Problem]:
    row: RowMapping
    for row in found:
        if row["text"][row["span_start"] : row["span_end"]] != row["quote"]:
            yield _about(code, row["id"], row["title"])


def _findings(connection: Connection) -> Iterator[Problem]:
    """Stored documents must read back, and agree with the rows that the search uses."""
    a, s, t = schema.article, schema.findings, schema.article_text
    joined = s.join(a, a.c.text_sha256 == s.c.text_sha256).join(t, t.c.number == a.c.number)
    query = select(a.c.id, a.c.title, s.c.document, s.c.lines, t.c.text).select_from(joined)
    for row in connection.execute(query).mappings():
        try:
            value = rows.findings(row["document"], row["text"])
            is_sound = all(span.stands_in(row["text"]) for span in derived.spans_of(value))
            count = sum(map(len, (value.statements, value.unattributed, value.meetings, value.figures)))
            is_sound = is_sound and count == row["lines"]
        except (ValueError, KeyError, TypeError, AssertionError):
            is_sound = False
        if not is_sound:
            yield _about("finding-moved", row["id"], row["title"])


def _record(connection: Connection) -> Iterator[Problem]:
    """The record of edits must be readable, or undo would fail when it is needed."""
    c = schema.row_change
    for row in connection.execute(select(c.c.row_keys, c.c.before, c.c.after)):
        try:
            for document in row:
                if document is not None:
                    json.loads(document)
        except ValueError:
            yield Problem("record", tr("The record of edits is damaged."))
            return
