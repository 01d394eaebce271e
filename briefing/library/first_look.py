"""The last article, lit, for the first paint: without SQLAlchemy, because that takes longer than a whole window.

It gives what `Library` gives for the same dossier and article (a test compares the two), or None when anything is
unexpected: then the window waits for the library itself, which knows how to tell what is wrong.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import UserError
from briefing.i18n import brief_language
from briefing.library import connections, rows
from briefing.model import Annotation, Article, Curation, Dossier, Header, Headline, OwnLine, Reading

VERSION = 2
HEADLINES = 200  # as many as a first screen can need; the dossier says how many there are

_SAME_TEXT = "SELECT max(s.id) FROM findings AS s WHERE s.text_sha256 = a.text_sha256"
SHOWN_FINDINGS = f"""coalesce(
  ({_SAME_TEXT} AND s.language = a.language AND (s.reference_date = coalesce(a.published, '')
    OR a.published IS NULL AND s.reference_basis <> 'given')),
  ({_SAME_TEXT}))"""

# so many articles are counted for a first look; a larger dossier says -1 until the library itself has counted it
COUNTED = 10_000
_DOSSIERS = f"""SELECT d.*, CASE WHEN (SELECT 1 FROM placement AS p WHERE p.dossier_id = d.id
    LIMIT 1 OFFSET {COUNTED}) IS NOT NULL THEN -1 ELSE (SELECT count(*) FROM placement AS p WHERE p.dossier_id = d.id)
  - (SELECT count(*) FROM placement AS p WHERE p.dossier_id = d.id
     AND p.article_id IN (SELECT id FROM article WHERE state <> 'present')) END AS articles
  FROM dossier AS d ORDER BY d.made_at, d.id"""

# Plain SQL: SQLAlchemy takes longer to build this statement than SQLite to answer it for a page.
_LISTED = """SELECT i.id, i.title, i.language, i.published, i.published_basis, i.outlet, i.words,
  coalesce(s.lines, 0) + (SELECT count(*) FROM addition WHERE article_id = i.id),
  coalesce(s.lines, 0) - (SELECT count(*) FROM curation AS c JOIN finding AS f ON f.key = c.key
    WHERE c.article_id = i.id AND f.findings_id = i.findings_id AND c.state <> 'proposed')
  FROM ({articles}) AS i LEFT JOIN findings AS s ON s.id = i.findings_id ORDER BY i.seq DESC"""
_CHOSEN = f"""SELECT a.seq, a.id, a.title, a.language, a.published, a.published_basis, a.outlet, a.words,
  {SHOWN_FINDINGS} AS findings_id FROM {{tables}} WHERE {{where}} {{order}} LIMIT {{limit}}"""
# Of a large dossier the newest are met soon on the way along all articles; of a small one all are looked up. Before
# that, so many times as many as are wanted are looked through: mostly they are among the newest of the library.
FEW = 5_000
_NEAR = 5
_OF_MANY = "article AS a CROSS JOIN placement AS p ON p.article_id = a.id"
_OF_FEW = "placement AS p CROSS JOIN article AS a ON a.id = p.article_id"
_OF_NEWEST = """(SELECT seq, id, title, language, published, published_basis, outlet, words, state, text_sha256
  FROM article {where} ORDER BY seq DESC LIMIT {near}) AS a CROSS JOIN placement AS p ON p.article_id = a.id"""
_BEFORE = "seq < (SELECT seq FROM article WHERE id = :after)"
_IN_DOSSIER = " AND p.dossier_id = :dossier"


def headlines_sql(
    tables: str = "article AS a", *, more: str = "", limit: int = -1, order: str = "ORDER BY a.seq DESC"
) -> str:
    """The statement that lists articles in :state, newest first, `more` conditions holding for each.

    Its columns are `rows.HEADLINE`. The limit is written out: where it is a parameter, newer versions of SQLite prepare
    the statement anew each time.
    """
    chosen = _CHOSEN.format(tables=tables, where=f"a.state = :state{more}", order=order, limit=limit)
    return _LISTED.format(articles=chosen)


def headlines_of_dossier(
    connection: sqlite3.Connection | sqlite3.Cursor,
    dossier_id: str,
    *,
    is_large: bool | None = None,
    state: str = "present",
    limit: int = -1,
    after: str | None = None,
) -> Iterable[tuple[Any, ...]]:
    """The dossier's newest articles, at most `limit`, those that follow the article `after`, as `rows.HEADLINE`.

    Whether it `is_large`, with more than FEW, is looked up when it is not known.
    """
    given = {"state": state, "dossier": dossier_id, "after": after}

    def has_more_than(count: int) -> bool:
        one_more = f"SELECT 1 FROM placement WHERE dossier_id = :dossier LIMIT 1 OFFSET {count}"
        return connection.execute(one_more, given).fetchone() is not None

    if is_large is None:
        is_large = has_more_than(FEW)
    if not is_large and limit > 0 and state == "present" and has_more_than(limit):
        newest = _OF_NEWEST.format(where=f"WHERE {_BEFORE}" if after else "", near=limit * _NEAR)
        # they come in their order: sorted again, all of them would be looked at
        sql = headlines_sql(newest, more=_IN_DOSSIER, limit=limit, order="")
        found = connection.execute(sql, given).fetchall()
        if len(found) == limit:
            return found
    more = _IN_DOSSIER + (f" AND a.{_BEFORE}" if after else "")
    if state != "present":
        more += " AND a.state <> 'present'"  # as the index of hidden ones is spelled
    sql = headlines_sql(_OF_MANY if is_large else _OF_FEW, more=more, limit=limit)
    return connection.execute(sql, given)


_ARTICLE = f"""SELECT a.*, t.text, (SELECT document FROM findings WHERE id = {SHOWN_FINDINGS}) AS document
  FROM article AS a JOIN article_text AS t ON t.number = a.number WHERE a.id = ? AND a.state <> 'undone'"""


class FirstLook(NamedTuple):
    """What the window shows first. `headlines` are the newest of the dossier; `reading` is None without findings,
    and then `article` still has the text."""

    dossiers: tuple[Dossier, ...]
    dossier_id: str | None
    headlines: tuple[Headline, ...]
    article: Article | None
    reading: Reading | None
    curations: Mapping[tuple[str, str], Curation]
    own_lines: tuple[OwnLine, ...]
    header: Header | None
    annotations: tuple[Annotation, ...]


def read_first_look(path: Path, dossier_id: str | None = None, article_id: str | None = None) -> FirstLook | None:
    """The named dossier and article, else the first ones; None when the library can't be read just like that."""
    if not path.is_file():
        return None
    try:
        with closing(connections.connect(path, "ro", timeout=0.2)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                return None
            connection.execute("PRAGMA mmap_size=268435456")
            connection.row_factory = connections.row_type(connection)
            connection.execute("BEGIN")
            look = _read(connection, dossier_id, article_id)
            return None if connections.is_spoilt(connection) else look
    except connections.errors(UserError, ValueError, KeyError, TypeError, IndexError, AssertionError):
        # a file that another program wrote, that is damaged or locked: the library itself tells what is wrong
        return None


def _read(connection: sqlite3.Connection, dossier_id: str | None, article_id: str | None) -> FirstLook:
    dossiers = tuple(rows.dossier(row) for row in connection.execute(_DOSSIERS))
    named = [d for d in dossiers if d.id == dossier_id] or list(dossiers[:1])
    if not named:
        return FirstLook(dossiers, None, (), None, None, {}, (), None, ())
    dossier = named[0]
    is_large = not 0 <= dossier.articles <= FEW
    found = headlines_of_dossier(connection, dossier.id, is_large=is_large, limit=HEADLINES)
    headlines = tuple(rows.headline(tuple(row)) for row in found)
    in_dossier = "SELECT 1 FROM placement WHERE dossier_id = ? AND article_id = ?"
    if not article_id or not connection.execute(in_dossier, (dossier.id, article_id)).fetchone():
        article_id = headlines[0].id if headlines else ""
    own_lines = connection.execute(
        "SELECT * FROM own_line WHERE dossier_id = ? ORDER BY position, made_at, id", (dossier.id,)
    )
    annotations = connection.execute(
        "SELECT * FROM annotation WHERE article_id = ? ORDER BY span_start, span_end, id", (article_id,)
    )
    header = connection.execute("SELECT * FROM header WHERE dossier_id = ?", (dossier.id,)).fetchone()
    return FirstLook(
        dossiers,
        dossier.id,
        headlines,
        *_reading(connection, article_id),
        _curations(connection, dossier.id),
        tuple(rows.own_line(row) for row in own_lines),
        rows.header(header) if header else Header(dossier.name, brief_language()),
        tuple(rows.annotation(row) for row in annotations),
    )


def _reading(connection: sqlite3.Connection, article_id: str) -> tuple[Article | None, Reading | None]:
    row = connection.execute(_ARTICLE, (article_id,)).fetchone()
    if row is None:
        return None, None
    article = rows.article(row)
    if row["document"] is None:
        return article, None
    kept = connection.execute("SELECT * FROM addition WHERE article_id = ? ORDER BY key", (article_id,))
    additions = tuple(rows.addition(a["article_id"], a["document"], article.text) for a in kept)
    return article, Reading(article, rows.findings(row["document"], article.text), additions)


def _curations(connection: sqlite3.Connection, dossier_id: str) -> dict[tuple[str, str], Curation]:
    decisions = connection.execute(
        "SELECT c.* FROM curation AS c CROSS JOIN placement AS p ON p.article_id = c.article_id AND p.dossier_id = ?",
        (dossier_id,),
    )
    places = connection.execute("SELECT * FROM brief_line WHERE dossier_id = ?", (dossier_id,))
    generated = connection.execute("SELECT * FROM generated_line WHERE dossier_id = ?", (dossier_id,))
    return rows.curations(decisions.fetchall(), places.fetchall(), generated.fetchall())
