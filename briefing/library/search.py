"""The search indexes over articles, findings and notes, with SQLite's FTS5: accents make no difference.

The indexes hold no text of their own (external content). SQLite 3.40 lets no trigger write to them while
`trusted_schema` is off, so the library calls `forget` before and `learn` after each change of a row.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from briefing.library import schema

_TOKENIZER = 'tokenize="unicode61 remove_diacritics 2"'
STATEMENTS = (
    # A language is a word of its own ("langfr"), which texts do not hold: "en" would be as common as "the".
    """CREATE VIEW article_content AS SELECT a.seq AS seq, a.title AS title, t.text AS text,
         coalesce(a.outlet, '') AS outlet, coalesce(a.author, '') AS author, 'lang' || a.language AS language
       FROM article AS a JOIN article_text AS t ON t.number = a.number""",
    f"""CREATE VIRTUAL TABLE article_index USING fts5(title, text, outlet, author, language,
        content='article_content', content_rowid='seq', {_TOKENIZER})""",
    """CREATE VIEW finding_content AS SELECT f.id AS id,
         coalesce((SELECT group_concat(quote, ' … ') FROM (SELECT quote FROM passage WHERE finding_id = f.id
           ORDER BY id)), '') AS quote,
         coalesce((SELECT group_concat(name, ' … ') FROM (SELECT name FROM role WHERE finding_id = f.id
           ORDER BY ordinal)), '') AS actor
       FROM finding AS f""",
    f"""CREATE VIRTUAL TABLE finding_index USING fts5(quote, actor, content='finding_content', content_rowid='id',
        {_TOKENIZER})""",
    f"""CREATE VIRTUAL TABLE revision_index USING fts5(quote, actor, content='revision', content_rowid='id',
        {_TOKENIZER})""",
    f"CREATE VIRTUAL TABLE note_index USING fts5(text, content='note', content_rowid='id', {_TOKENIZER})",
    # The text of an article never changes, whoever writes.
    """CREATE TRIGGER article_text_is_settled BEFORE UPDATE ON article_text
       BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
)
INDEXES = ("article_index", "finding_index", "revision_index", "note_index")

# Many articles at once make few parts of the index: these need not be merged, and a search looks into each part.
_MANY = 500
_GATHERED, _GATHERED_OTHERWISE = 16_000_000, 1_048_576  # bytes; the second is FTS5's own

_ARTICLE = ("title", "text", "outlet", "author", "language")  # the columns of article_index
_COLUMNS = ", ".join(_ARTICLE)
_CONTENT = ", ".join(f"c.{name}" for name in _ARTICLE)
_WRITTEN = frozenset({"title", "seq", "outlet", "author", "language"})  # of them and the key, what can change

# A note's text: the columns of a person's words, by table.
_WORDS = {
    "curation": ("text", "gloss", "note"),
    "generated_line": ("note",),
    "own_line": ("text", "source"),
    "annotation": ("body",),
}
# --- keeping the indexes in step --------------------------------------------------------------------------------


def learn_articles(connection: Connection, articles: Iterable[tuple[object, ...]]) -> None:
    """Put new articles, as (seq, title, text, outlet, author, language), into the index.

    In the index's own order, else it writes itself out for each.
    """
    rows = sorted(
        (seq, title, text, outlet or "", author or "", f"lang{language}")
        for seq, title, text, outlet, author, language in articles
    )
    if len(rows) >= _MANY:
        _gather(connection, _GATHERED)
    connection.exec_driver_sql(f"INSERT INTO article_index(rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", rows)
    if len(rows) >= _MANY:
        _gather(connection, _GATHERED_OTHERWISE)


def _gather(connection: Connection, most: int) -> None:
    """Let the index gather so many bytes in memory before it writes them out as a part of its own."""
    connection.exec_driver_sql("INSERT INTO article_index(article_index, rank) VALUES ('hashsize', ?)", (most,))


def forget_article(connection: Connection, article_id: str) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO article_index(article_index, rowid, {_COLUMNS}) SELECT 'delete', c.seq, {_CONTENT}"
        " FROM article AS a JOIN article_content AS c ON c.seq = a.seq WHERE a.id = ?",
        (article_id,),
    )


def is_indexed(table: Table, after: Mapping[str, Any] | None) -> bool:
    """Whether changing these columns of the table changes what can be found."""
    return table.name in _WORDS or (table is schema.article and after is not None and not _WRITTEN.isdisjoint(after))


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
            f"INSERT INTO article_index(rowid, {_COLUMNS}) SELECT c.seq, {_CONTENT}"
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


def learn_findings(connection: Connection, findings_id: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO finding_index(rowid, quote, actor) SELECT c.id, c.quote, c.actor"
        " FROM finding AS f JOIN finding_content AS c ON c.id = f.id WHERE f.findings_id = ?",
        (findings_id,),
    )


def forget_findings(connection: Connection, findings_id: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO finding_index(finding_index, rowid, quote, actor) SELECT 'delete', c.id, c.quote, c.actor"
        " FROM finding AS f JOIN finding_content AS c ON c.id = f.id WHERE f.findings_id = ?",
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
