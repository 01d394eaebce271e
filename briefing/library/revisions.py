"""What the search knows of findings that are not as the machine made them: made by hand, given to another actor,
worded anew, given a gloss, or rejected.

Derived from additions, curations and findings, and made again whenever one of them changes. A row with the machine's
finding stands for it: the search passes that by. A rejected one has no words, so that nothing finds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from briefing.library import rows, schema

COLUMNS = ("article_id", "key", "finding_id", "kind", "quote", "actor")
_BETWEEN = " … "
# Of these the analyst says whose they are: an unattributed one becomes a statement by that.
_MOVABLE = ("statement", "unattributed", "figure")

_DECIDED = "c.state, c.text, c.gloss, c.actor"
_CURATED = f"""SELECT c.article_id, c.key, f.id, f.kind, {_DECIDED}
  FROM {{tables}} WHERE f.key = c.key AND {{where}}
  AND (c.state = 'rejected' OR c.actor <> '' OR c.text <> '' OR c.gloss <> '')"""
_OF_KEY = """curation AS c CROSS JOIN article AS a ON a.id = c.article_id
  CROSS JOIN findings AS s ON s.text_sha256 = a.text_sha256 CROSS JOIN finding AS f ON f.findings_id = s.id"""
_OF_FINDINGS = """findings AS s CROSS JOIN article AS a ON a.text_sha256 = s.text_sha256
  CROSS JOIN curation AS c ON c.article_id = a.id CROSS JOIN finding AS f ON f.findings_id = s.id"""
_MADE = f"""SELECT d.article_id, d.key, d.document, t.text, {_DECIDED} FROM addition AS d
  JOIN article AS a ON a.id = d.article_id JOIN article_text AS t ON t.number = a.number
  LEFT JOIN curation AS c ON c.article_id = d.article_id AND c.key = d.key WHERE {{where}}"""

Row = tuple[str, str, int | None, str, str, str]
Decided = tuple[str | None, str | None, str | None, str | None]  # state, text, gloss, actor


def concerns(table: Table) -> bool:
    """Whether a change of this table's rows changes what is kept here."""
    return table is schema.curation or table is schema.addition


def renew(connection: Connection, article_id: str, key: str) -> None:
    """Something was decided about the finding, or it was made or taken away by hand."""
    _forget(connection, "article_id = ? AND key = ?", (article_id, key))
    given = (article_id, key)
    where = "{0}.article_id = ? AND {0}.key = ?"
    curated = _curated(connection, _OF_KEY, where.format("c"), given)
    _learn(connection, [*curated, *_made(connection, where.format("d"), given)])


def learn_findings(connection: Connection, findings_id: int) -> None:
    """Decisions were there before the findings: an analysis made them again."""
    _learn(connection, _curated(connection, _OF_FINDINGS, "s.id = ?", (findings_id,)))


def forget_findings(connection: Connection, findings_id: int) -> None:
    """The findings are about to go."""
    _forget(connection, "finding_id IN (SELECT id FROM finding WHERE findings_id = ?)", (findings_id,))


def anew(connection: Connection) -> Iterator[Row]:
    """All that must stand in the table, made from those it comes from."""
    yield from _curated(connection, _OF_KEY, "1", ())
    yield from _made(connection, "1", ())


def make_anew(connection: Connection) -> None:
    """Fill the table and its index, whatever stands in them."""
    connection.exec_driver_sql("DELETE FROM revision")
    _insert(connection, anew(connection))
    connection.exec_driver_sql("INSERT INTO revision_index(revision_index) VALUES ('rebuild')")


# --- within ---------------------------------------------------------------------------------------------------------


def _forget(connection: Connection, where: str, given: tuple[object, ...]) -> None:
    deleted = "INSERT INTO revision_index(revision_index, rowid, quote, actor) SELECT 'delete', id, quote, actor"
    connection.exec_driver_sql(f"{deleted} FROM revision WHERE {where}", given)
    connection.exec_driver_sql(f"DELETE FROM revision WHERE {where}", given)


def _learn(connection: Connection, found: Iterable[Row]) -> None:
    for number in _insert(connection, found):
        connection.exec_driver_sql(
            "INSERT INTO revision_index(rowid, quote, actor) SELECT id, quote, actor FROM revision WHERE id = ?",
            (number,),
        )


def _insert(connection: Connection, found: Iterable[Row]) -> list[int]:
    """The ids of the new rows."""
    marks = ", ".join("?" * len(COLUMNS))
    statement = f"INSERT INTO revision({', '.join(COLUMNS)}) VALUES ({marks})"
    return [connection.exec_driver_sql(statement, row).lastrowid for row in found]


def _curated(connection: Connection, tables: str, where: str, given: tuple[object, ...]) -> list[Row]:
    """Findings of the machine about which something was decided that changes who said what."""
    found = connection.exec_driver_sql(_CURATED.format(tables=tables, where=where), given).all()
    return [_of_machine(connection, *row) for row in found]


def _of_machine(connection: Connection, article_id: str, key: str, finding_id: int, kind: str, *decided: Any) -> Row:
    quotes = connection.exec_driver_sql("SELECT quote FROM passage WHERE finding_id = ? ORDER BY id", (finding_id,))
    roles = connection.exec_driver_sql(
        "SELECT relation, name FROM role WHERE finding_id = ? ORDER BY ordinal", (finding_id,)
    )
    words = [quote for (quote,) in quotes]
    return (article_id, key, finding_id, *_told(kind, words, [(r, n) for r, n in roles], decided))


def _made(connection: Connection, where: str, given: tuple[object, ...]) -> Iterator[Row]:
    """Findings made by hand."""
    for article_id, key, document, text, *decided in connection.exec_driver_sql(_MADE.format(where=where), given).all():
        addition = rows.addition(article_id, document, text)
        actors = {actor.id: actor for actor in addition.actors}
        finding, passages, roles = rows.finding_rows(addition.finding, actors)
        names = [(role["relation"], role["name"]) for role in roles]
        told = _told(finding["kind"], [p["quote"] for p in passages], names, tuple(decided))
        yield (article_id, key, None, *told)


def _told(
    kind: str, quotes: Sequence[str], roles: Sequence[tuple[str, str]], decided: tuple[Any, ...]
) -> tuple[str, str, str]:
    """Kind, words and actors of a finding as the brief has it."""
    state, text, gloss, actor = decided
    is_moved = bool(actor) and kind in _MOVABLE
    names = [actor, *(name for relation, name in roles if relation == "via")] if is_moved else [n for _, n in roles]
    kind = "statement" if is_moved and kind == "unattributed" else kind
    if state == "rejected":
        return kind, "", ""
    return kind, _BETWEEN.join([*quotes, *(words for words in (text, gloss) if words)]), _BETWEEN.join(names)
