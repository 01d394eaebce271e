"""Library health: what SQLite itself sees, and what only the content can tell, with the damaged article named."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select
from sqlalchemy.exc import DatabaseError, NoResultFound

from briefing.i18n import tr
from briefing.library import connections, derived, revisions, rows, schema, seals, search, sqlite, undo
from briefing.model import Finding


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written. `code` is stable; `message` names the article where there is one."""

    code: str
    message: str
    article_id: str | None = None

    def __str__(self) -> str:
        return self.message


# What a check tells how far it is, in per cent; it raises Cancelled when the person stops it.
Look = Callable[[int], None]
Part = Callable[[Connection], Iterator[Problem]]


def unwatched(done: int) -> None:
    """Nobody watches the check."""


def check_content(connection: Connection, look: Look = unwatched, *, can_renew: bool = False) -> list[Problem]:
    """What is wrong with structure, texts, quotes and record. Reads every byte, and only reads.

    After a damaged page the connection to an encrypted library reads nothing any more: with `can_renew` its
    transaction is given up, and what is left is read with another. Without, SQLAlchemy's DatabaseError is raised.
    """
    parts = (_pages, _foreign_keys, _articles, _attachments, _quotes, _findings, _record)
    return _run(connection, zip(parts, (0, 15, 20, 50, 55, 65, 75), strict=True), look, can_renew)


def check_indexes(connection: Connection) -> list[Problem]:
    """Where a search index does not agree with what it stands for. FTS5 checks by a kind of write."""
    return _run(connection, index_parts(), unwatched, can_renew=False)


def check_index(connection: Connection, part: tuple[Part, int], look: Look) -> list[Problem]:
    """One of the `index_parts` alone."""
    return _run(connection, (part,), look, can_renew=False)


def index_parts() -> tuple[tuple[Part, int], ...]:
    """The parts of a check of the indexes, with the per cent that each begins at."""
    indexes = tuple((partial(_index, name=name), 90 + place) for place, name in enumerate(search.INDEXES))
    return (*indexes, (_notes, 97), (_revisions, 98))


def unreadable(error: object) -> Problem:
    """That a part could not be read, with the driver's reason."""
    reason = getattr(error, "orig", error)
    return Problem("unreadable", tr("A part of the library can't be read: {reason}", reason=reason))


def _run(connection: Connection, parts: Iterable[tuple[Part, int]], look: Look, can_renew: bool) -> list[Problem]:
    """Each part begins at its per cent."""
    problems: list[Problem] = []
    for part, begin in parts:
        look(begin)
        try:
            problems.extend(part(connection))
        except connections.errors(DatabaseError, ValueError, TypeError, KeyError, AttributeError) as error:
            # damaged pages make any statement fail, and rows hold what their columns forbid (bytes for text);
            # the other parts may still name the article
            problems.append(unreadable(error))
            if connection.invalidated and not can_renew:
                raise
        if not can_renew:
            sqlite.see_that_all_was_read(connection)
        elif is_renewed(connection):
            problems.append(unreadable("database disk image is malformed"))
    return list(dict.fromkeys(problems))


def is_renewed(connection: Connection) -> bool:
    """Whether the connection, which had met a damaged page of an encrypted library, begins anew with the next query."""
    if sqlite.is_spoilt(connection):
        connection.invalidate()
    if connection.invalidated:
        connection.rollback()
        return True
    return False


def _pages(connection: Connection) -> Iterator[Problem]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Problem("structure", tr("The file's structure is damaged: {reason}", reason=line))


def _foreign_keys(connection: Connection) -> Iterator[Problem]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        yield Problem("reference", tr("A row of {table} belongs to nothing.", table=row[0]))


def _index(connection: Connection, *, name: str) -> Iterator[Problem]:
    try:
        # rank 1 compares the index with the content that it stands for
        connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        if connection.invalidated:
            raise
        yield Problem("search", tr("The search index {name} does not agree with the texts.", name=name))


def _notes(connection: Connection) -> Iterator[Problem]:
    """The words that the search knows of must be those that the analyst wrote."""
    n = schema.note
    kept = set(connection.execute(select(n.c.source, n.c.source_key, n.c.article_id, n.c.dossier_id, n.c.text)))
    if kept != search.notes_anew(connection):
        yield Problem("search", tr("The search index {name} does not agree with the texts.", name="note"))


def _revisions(connection: Connection) -> Iterator[Problem]:
    """What the search knows of findings as the analyst has them must be what the analyst's tables say."""
    columns = [schema.revision.c[name] for name in revisions.COLUMNS]
    kept = {tuple(row) for row in connection.execute(select(*columns))}
    if kept != set(revisions.anew(connection)):
        yield Problem("search", tr("The search index {name} does not agree with the texts.", name="revision"))


def _articles(connection: Connection) -> Iterator[Problem]:
    a = schema.article
    articles = connection.execute(select(a)).mappings().all()
    texts = 0
    for row in articles:
        kept = _kept(connection, row["number"])
        texts += kept is not None
        yield from look_at_article(row, kept)
    count = connection.exec_driver_sql("SELECT count(*) FROM article_text").scalar_one()
    if texts and count != len(articles):
        yield Problem("structure", tr("The file's structure is damaged: {reason}", reason="article, article_text"))


def about(code: str, article_id: str, title: str) -> Problem:
    """The problem of that code, in words."""
    words = {
        "article-changed": tr("What is known of “{title}” (title, date, outlet …) is damaged.", title=title),
        "text-unreadable": tr("The text of “{title}” can't be read.", title=title),
        "text-changed": tr("The text of “{title}” is not what was imported.", title=title),
        "original-changed": tr("The original file of “{title}” is not what was imported.", title=title),
        "annotation-moved": tr("An annotation in “{title}” does not stand on its words.", title=title),
        "finding-moved": tr("A finding in “{title}” does not stand on its words.", title=title),
    }
    return Problem(code, words[code], article_id)


def look_at_article(row: RowMapping, kept: tuple[bytes, bytes | None] | None) -> Iterator[Problem]:
    """What is wrong with an article, by its row and what is kept of it: its text's bytes and, unless they are the
    same, its original; None where nothing is."""
    article_id, title = row["id"], row["title"]
    if seals.of_article(row) != row["seal"]:
        yield about("article-changed", article_id, title)
    if kept is None:
        yield about("text-unreadable", article_id, title)
        return
    text, original = kept
    if sha256(text).hexdigest() != row["text_sha256"]:
        yield about("text-changed", article_id, title)
    expected = row["original_sha256"]
    is_kept = expected == (row["text_sha256"] if original is None else sha256(original).hexdigest())
    if not is_kept:
        yield about("original-changed", article_id, title)


def _attachments(connection: Connection) -> Iterator[Problem]:
    """Kept files must be there with the bytes that came."""
    a, c = schema.attachment, schema.attachment_content
    joined = a.outerjoin(c, c.c.sha256 == a.c.sha256)
    for row in connection.execute(select(a.c.name, a.c.sha256, c.c.content).select_from(joined)):
        if row.content is None or sha256(row.content).hexdigest() != row.sha256:
            yield Problem("attachment-changed", tr("The kept file “{name}” is not what came.", name=row.name))


def _kept(connection: Connection, number: int) -> tuple[bytes, bytes | None] | None:
    """The text's bytes as they are stored, whether they are still valid UTF-8 or not."""
    query = "SELECT CAST(text AS BLOB), original FROM article_text WHERE number = ?"
    found = connection.exec_driver_sql(query, (number,)).first()
    return (found[0], found[1]) if found else None


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
            yield about(code, row["id"], row["title"])


def _findings(connection: Connection) -> Iterator[Problem]:
    """Stored documents must read back, and agree with the rows that the search uses."""
    a, s, t = schema.article, schema.findings, schema.article_text
    joined = s.join(a, a.c.text_sha256 == s.c.text_sha256).join(t, t.c.number == a.c.number)
    query = select(a.c.id.label("article_id"), a.c.title, t.c.text, s).select_from(joined)
    for row in connection.execute(query).mappings().all():
        try:
            value = rows.findings(row["document"], row["text"])
            actors = {actor.id: actor for actor in value.actors}
            found: tuple[Finding, ...] = (*value.statements, *value.unattributed, *value.meetings, *value.figures)
            expected = [rows.finding_rows(finding, actors) for finding in found]
            is_sound = row["seal"] == seals.of_findings(row)
            is_sound = is_sound and expected == derived.stored_rows(connection, row["id"])
        except (ValueError, KeyError, TypeError, AssertionError):
            is_sound = False
        if not is_sound:
            yield about("finding-moved", row["article_id"], row["title"])


def _record(connection: Connection) -> Iterator[Problem]:
    """The record of edits must be what was written, and the tables must be what it makes of them."""
    try:
        if not undo.is_whole(connection):
            yield Problem("record", tr("The record of edits is damaged."))
            return
        expected = undo.replay(connection)
    except (ValueError, KeyError, NoResultFound):
        yield Problem("record", tr("The record of edits is damaged."))
        return
    for name, rows_by_key in expected.items():
        yield from _compare(connection, schema.metadata.tables[name], rows_by_key)


def _compare(
    connection: Connection, table: Table, expected: Mapping[str, Mapping[str, Any] | None]
) -> Iterator[Problem]:
    """What a person did must be in the tables as it was recorded, and nothing else."""
    names = [column.name for column in table.primary_key] if table is not schema.article else ["id"]
    left = {key: row for key, row in expected.items() if row is not None and row.get("state") != "undone"}
    for row in connection.execute(select(table)).mappings():
        known = left.pop(undo.key_name({name: row[name] for name in names}), None)
        if table is schema.article and row["state"] == "undone":
            continue
        if known is None or any(row[name] != value for name, value in known.items()):
            article_id = row["id"] if table is schema.article else row.get("article_id")
            yield Problem("edit-changed", _told(connection, table.name, article_id), article_id)
    for key in left:
        article_id = json.loads(key).get("article_id")
        yield Problem("edit-lost", _told(connection, table.name, article_id), article_id)


def _told(connection: Connection, table: str, article_id: str | None) -> str:
    a = schema.article
    title = connection.execute(select(a.c.title).where(a.c.id == article_id)).scalar() if article_id else None
    if title is not None:
        return tr("Something that was done in “{title}” is not as it was recorded ({table}).", title=title, table=table)
    return tr("Something that was done is not as it was recorded ({table}).", table=table)
