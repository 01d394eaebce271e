"""Which articles are damaged where pages of the file can't be read: each is looked at by itself.

A page that SQLite can't read ends every statement that comes to it. In an encrypted library each damaged bit makes its
whole page so, and the articles, findings and notes on it with it.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import DatabaseError

from briefing.i18n import tr
from briefing.library import check
from briefing.library.check import Look, Problem, unwatched

MOST = 200  # articles that are named

# The order takes the first two from indexes alone, without the rows.
_BY_ID = "SELECT seq, id FROM article ORDER BY id"
_BY_NUMBER = "SELECT seq, number FROM article ORDER BY number"
_BY_ROW = "SELECT seq, id, number FROM article NOT INDEXED"
_FINDINGS = """SELECT s.document, p.quote FROM findings AS s LEFT JOIN finding AS f ON f.findings_id = s.id
    LEFT JOIN passage AS p ON p.finding_id = f.id WHERE s.text_sha256 = ?"""
_WORK = tuple(f"SELECT * FROM {name} WHERE article_id = ?" for name in ("annotation", "curation", "addition"))


def name_articles(connection: Connection, look: Look = unwatched) -> Iterator[Problem]:
    """What is wrong with each article, whatever else can't be read; the first 200 that are damaged."""
    damaged = set()
    for place, (seq, article_id, number) in enumerate(_known(connection)):
        if place % 100 == 0:
            look(90)
        for problem in _look(connection, seq, article_id, number):
            damaged.add(article_id)
            yield problem
        if len(damaged) == MOST:
            yield Problem("unreadable", tr("More articles are damaged than are named here."))
            return


def _known(connection: Connection) -> list[tuple[int, str, int]]:
    """Key, id and number of every article, from the indexes or, where those are damaged, from the rows."""
    ids, numbers = _read(connection, _BY_ID), _read(connection, _BY_NUMBER)
    if ids is not None and numbers is not None:
        number_of = {row["seq"]: row["number"] for row in numbers}
        return [(row["seq"], row["id"], number_of[row["seq"]]) for row in ids if row["seq"] in number_of]
    return [(row["seq"], row["id"], row["number"]) for row in _read(connection, _BY_ROW) or ()]


def _look(connection: Connection, seq: int, article_id: str, number: int) -> Iterator[Problem]:
    # by its id, as it is opened: in the index that leads to the row a page may be damaged as well
    rows = _read(connection, "SELECT * FROM article WHERE id = ?", article_id)
    kept = _read(connection, "SELECT CAST(text AS BLOB) AS text, original FROM article_text WHERE number = ?", number)
    described = rows or _read(connection, "SELECT title FROM article WHERE seq = ?", seq)
    # without its row nothing else tells its title
    title = described[0]["title"] if described else article_id[:8]
    if rows:
        text = (kept[0]["text"], kept[0]["original"]) if kept else None
        yield from check.look_at_article(rows[0], text)
        if _read(connection, _FINDINGS, rows[0]["text_sha256"]) is None:
            yield Problem("finding-unreadable", tr("Findings in “{title}” can't be read.", title=title), article_id)
    else:
        yield check.about("article-changed", article_id, title)
        if not kept:
            yield check.about("text-unreadable", article_id, title)
    if any(_read(connection, query, article_id) is None for query in _WORK):
        message = tr("Notes or decisions on “{title}” can't be read.", title=title)
        yield Problem("work-unreadable", message, article_id)


def _read(connection: Connection, query: str, *values: object) -> list[RowMapping] | None:
    """The rows, or None where they can't be read."""
    found = None
    try:
        found = list(connection.exec_driver_sql(query, values).mappings().all())
    except (DatabaseError, UnicodeDecodeError):
        connection.rollback()
    # goes on with another connection where this one reads nothing any more
    return None if check.is_renewed(connection) else found
