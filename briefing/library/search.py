"""Full text over articles, quotes and notes, with SQLite's FTS5: signs with and without accents are the same.

The indexes hold no text of their own (external content). SQLite 3.40 lets no trigger write to them while
`trusted_schema` is off, so the library calls `forget` before and `learn` after each change of a row.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text
from sqlalchemy.exc import OperationalError

from briefing.library import schema
from briefing.library.first_look import SHOWN_FINDINGS

_TOKENIZER = 'tokenize="unicode61 remove_diacritics 2"'
STATEMENTS = (
    """CREATE VIEW article_content AS SELECT a.seq AS seq, a.title AS title, t.text AS text
       FROM article AS a JOIN article_text AS t ON t.number = a.number""",
    f"""CREATE VIRTUAL TABLE article_index USING fts5(title, text, content='article_content', content_rowid='seq',
        {_TOKENIZER})""",
    f"CREATE VIRTUAL TABLE passage_index USING fts5(quote, content='passage', content_rowid='id', {_TOKENIZER})",
    f"CREATE VIRTUAL TABLE note_index USING fts5(text, content='note', content_rowid='id', {_TOKENIZER})",
    # The text of an article never changes, whoever writes.
    """CREATE TRIGGER article_text_is_settled BEFORE UPDATE ON article_text
       BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
)
INDEXES = ("article_index", "passage_index", "note_index")

# A note's text: the columns of a person's words, by table.
_WORDS = {
    "curation": ("text", "gloss", "note"),
    "generated_line": ("note",),
    "own_line": ("text", "source"),
    "annotation": ("body",),
}
_WORD = re.compile(r"\w+")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
# Noncharacters, which no settled text holds.
OPEN, CLOSE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `field` says where: "title", "text", "quote" or "note"; `snippet` is plain text,
    `marks` the stretches of it that matched. `start` and `end` are the passage in the article, where there is one."""

    article_id: str | None
    title: str
    field: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    dossier_id: str | None = None
    start: int | None = None
    end: int | None = None


# --- keeping the indexes in step --------------------------------------------------------------------------------


def learn_articles(connection: Connection, articles: Iterable[tuple[int, str, str]]) -> None:
    """Put new articles, as (seq, title, text), into the index; in its own order, else it writes itself out for each."""
    rows = sorted(articles)
    connection.exec_driver_sql("INSERT INTO article_index(rowid, title, text) VALUES (?, ?, ?)", rows)


def forget_article(connection: Connection, article_id: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO article_index(article_index, rowid, title, text) SELECT 'delete', c.seq, c.title, c.text"
        " FROM article AS a JOIN article_content AS c ON c.seq = a.seq WHERE a.id = ?",
        (article_id,),
    )


def is_indexed(table: Table, after: Mapping[str, Any] | None) -> bool:
    """Whether changing these columns of the table changes what can be found."""
    return table.name in _WORDS or (
        table is schema.article and after is not None and not after.keys().isdisjoint({"title", "seq"})
    )


def forget(connection: Connection, table: Table, key: Mapping[str, Any], after: Mapping[str, Any] | None) -> None:
    """Take the row that is about to change out of the index."""
    if not is_indexed(table, after):
        return
    if table is schema.article:
        forget_article(connection, key["id"])
    else:
        found = connection.execute(
            select(schema.note.c.id, schema.note.c.text).where(
                schema.note.c.source == table.name, schema.note.c.source_key == _key(key)
            )
        ).first()
        if found:
            connection.exec_driver_sql(
                "INSERT INTO note_index(note_index, rowid, text) VALUES ('delete', ?, ?)", tuple(found)
            )
            connection.execute(delete(schema.note).where(schema.note.c.id == found.id))


def learn(connection: Connection, table: Table, key: Mapping[str, Any], after: Mapping[str, Any] | None) -> None:
    """Put the row that has changed into the index."""
    if after is None or not is_indexed(table, after):
        return
    if table is schema.article:
        connection.exec_driver_sql(
            "INSERT INTO article_index(rowid, title, text) SELECT c.seq, c.title, c.text"
            " FROM article AS a JOIN article_content AS c ON c.seq = a.seq WHERE a.id = ?",
            (key["id"],),
        )
    else:
        row = connection.execute(select(table).where(*(table.c[n] == v for n, v in key.items()))).mappings().one()
        words = "\n".join(row[name] for name in _WORDS[table.name] if row[name])
        if words:
            values = {
                "source": table.name,
                "source_key": _key(key),
                "article_id": row.get("article_id"),
                "dossier_id": row.get("dossier_id"),
                "text": words,
            }
            (note_id,) = connection.execute(insert(schema.note), values).inserted_primary_key or (0,)
            connection.exec_driver_sql("INSERT INTO note_index(rowid, text) VALUES (?, ?)", (note_id, words))


def learn_passages(connection: Connection, findings_id: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO passage_index(rowid, quote) SELECT p.id, p.quote FROM passage AS p"
        " JOIN finding AS f ON f.id = p.finding_id WHERE f.findings_id = ?",
        (findings_id,),
    )


def forget_passages(connection: Connection, findings_id: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO passage_index(passage_index, rowid, quote) SELECT 'delete', p.id, p.quote FROM passage AS p"
        " JOIN finding AS f ON f.id = p.finding_id WHERE f.findings_id = ?",
        (findings_id,),
    )


def notes_anew(connection: Connection) -> set[Any]:
    """All that must stand in `note` (source, key, article, dossier, text), made from the tables it comes from."""
    notes = set()
    for name, columns in _WORDS.items():
        table = schema.metadata.tables[name]
        names = [column.name for column in table.primary_key]
        for row in connection.execute(select(table)).mappings():
            if words := "\n".join(row[column] for column in columns if row[column]):
                key = _key({n: row[n] for n in names})
                notes.add((name, key, row.get("article_id"), row.get("dossier_id"), words))
    return notes


def _key(key: Mapping[str, Any]) -> str:
    return "\x1f".join(str(key[name]) for name in sorted(key))


# --- finding ----------------------------------------------------------------------------------------------------

# CROSS JOIN keeps the index outside: it gives its rows newest first and the walk ends at the limit.
_ARTICLES = text(
    """SELECT a.id AS article_id, a.title AS title, t.text AS text,
         snippet(article_index, 0, :open, :close, '…', 24) AS in_title,
         snippet(article_index, 1, :open, :close, '…', 24) AS in_text
       FROM article_index CROSS JOIN article AS a ON a.seq = article_index.rowid
       CROSS JOIN article_text AS t ON t.number = a.number
       WHERE article_index MATCH :query AND a.state = 'present' ORDER BY article_index.rowid DESC LIMIT :limit"""
)
_PASSAGES = text(
    f"""SELECT a.id AS article_id, a.title AS title, p.span_start, p.span_end,
         snippet(passage_index, 0, :open, :close, '…', 24) AS snippet
       FROM passage_index JOIN passage AS p ON p.id = passage_index.rowid JOIN finding AS f ON f.id = p.finding_id
       JOIN findings AS set_of ON set_of.id = f.findings_id JOIN article AS a ON a.text_sha256 = set_of.text_sha256
       WHERE passage_index MATCH :query AND a.state = 'present' AND set_of.id = {SHOWN_FINDINGS}
       ORDER BY passage_index.rowid DESC LIMIT :limit"""
)
_NOTES = text(
    """SELECT n.article_id, n.dossier_id, coalesce(a.title, d.name, '') AS title,
         m.span_start, m.span_end, snippet(note_index, 0, :open, :close, '…', 24) AS snippet
       FROM note_index JOIN note AS n ON n.id = note_index.rowid
       LEFT JOIN annotation AS m ON n.source = 'annotation' AND m.id = n.source_key
       LEFT JOIN article AS a ON a.id = n.article_id LEFT JOIN dossier AS d ON d.id = n.dossier_id
       WHERE note_index MATCH :query AND coalesce(a.state, 'present') = 'present'
       ORDER BY note_index.rowid DESC LIMIT :limit"""
)


def find(connection: Connection, query: str, limit: int) -> list[Hit]:
    """What holds the words of `query`: the analyst's notes first, then articles, newest first.

    `query` is FTS5's language (words, "phrases", prefix*, AND OR NOT); what is not valid in it is searched as words.
    """
    return _ask(connection, query, limit, _find)


def find_quotes(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The passages of findings, as they are shown now, that hold the words of `query`; the latest found first."""
    return _ask(connection, query, limit, _find_quotes)


def _ask(
    connection: Connection, query: str, limit: int, answer: Callable[[Connection, dict[str, Any]], list[Hit]]
) -> list[Hit]:
    if not _WORD.search(query):
        return []
    values = {"query": query, "limit": limit, "open": OPEN, "close": CLOSE}
    try:
        return answer(connection, values)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
    words = as_words(query)
    return answer(connection, values | {"query": words}) if words else []


def as_words(query: str) -> str:
    """The words of a query that is no valid one, each to be found as it stands; operators are left out."""
    return " ".join(f'"{word}"' for word in _WORD.findall(query) if word not in _OPERATORS)


def _find(connection: Connection, values: dict[str, Any]) -> list[Hit]:
    hits = []
    for row in connection.execute(_NOTES, values).mappings():
        snippet, marks = _unmark(row["snippet"])
        place = (row["span_start"], row["span_end"])
        hits.append(Hit(row["article_id"], row["title"], "note", snippet, marks, row["dossier_id"], *place))
    for row in connection.execute(_ARTICLES, values).mappings():
        field = "text" if OPEN in row["in_text"] else "title"
        snippet, marks = _unmark(row[f"in_{field}"])
        start, end = _place(row["text"], snippet, marks) if field == "text" else (None, None)
        hits.append(Hit(row["article_id"], row["title"], field, snippet, marks, None, start, end))
    return hits[: values["limit"]]


def _find_quotes(connection: Connection, values: dict[str, Any]) -> list[Hit]:
    hits = []
    for row in connection.execute(_PASSAGES, values).mappings():
        snippet, marks = _unmark(row["snippet"])
        place = (row["span_start"], row["span_end"])
        hits.append(Hit(row["article_id"], row["title"], "quote", snippet, marks, None, *place))
    return hits


def _place(text: str, snippet: str, marks: tuple[tuple[int, int], ...]) -> tuple[int | None, int | None]:
    """Where in the text the first word stands that was found."""
    shown = snippet.removeprefix("…").removesuffix("…")
    at = text.find(shown)
    if at < 0 or not marks:
        return None, None
    at -= snippet.startswith("…")
    return at + marks[0][0], at + marks[0][1]


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet without its marks, and where they were."""
    plain, marks, start = "", [], 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            start = len(plain)
        elif piece == CLOSE:
            marks.append((start, len(plain)))
        else:
            plain += piece
    return plain, tuple(marks)
