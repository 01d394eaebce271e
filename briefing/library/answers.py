"""What a search finds: articles and the analyst's own words, newest first or best first.

Each search walks its index from the newest on and stops at the limit. A walk that finds too little on the way can
be given a bound (`steps`, a thousand of SQLite's operations each): then it gives what it has found so far and says
that there may be more. The same bound lets another thread stop it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from briefing.errors import Cancelled
from briefing.i18n import tr
from briefing.library import connections, ranking
from briefing.library import plan as plans
from briefing.library import query as q
from briefing.library.beginnings import spelled_out
from briefing.library.marking import Marker, Marks
from briefing.library.plan import Names, Plan, Where

Order = Literal["date", "relevance"]
T = TypeVar("T")

RANKED = 150  # as many of the newest matches are compared for relevance, and half as many with the words in the title
_FEW = 300  # articles of a set that are looked up one by one
_MANY = 20_000  # the same, when the search has no bound
_STEP = 1_000
_ASKED = 4
FIRST_STEPS = 40  # of the first answer while someone types: some milliseconds


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. `field` says where: "title", "text" or "note"; `snippet` is plain text, `marks` the
    stretches of it that matched. `start` and `end` are the passage in the article, where there is one."""

    article_id: str | None
    title: str
    field: str
    snippet: str
    marks: Marks = ()
    dossier_id: str | None = None
    start: int | None = None
    end: int | None = None
    published: str | None = None
    outlet: str | None = None
    language: str = ""
    title_marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that was found: who said it, where, when; `quote` is verbatim, `marks` what matched in it.

    It `is_quoted` where the source has it in quotation marks; else it is the article's clause.
    `wording` is the analyst's: what the brief prints instead, or the gloss where the words stand in that alone."""

    article_id: str
    key: str
    actors: tuple[str, ...]
    stance: str
    quote: str
    title: str
    published: str | None
    outlet: str | None
    start: int
    end: int
    marks: Marks = ()
    gloss: str | None = None
    state: str = "proposed"
    is_quoted: bool = False
    wording: str = ""
    wording_marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a search gave. `problem` says what was not understood, or is empty. When the search was bounded and not
    `is_complete`, older articles may hold more; `ranked` counts the newest matches that were compared, if not all.
    `is_analysed` is wrong when it was asked who said what, and articles that came lately are not analysed yet."""

    hits: tuple[T, ...] = ()
    problem: str = ""
    is_complete: bool = True
    ranked: int = 0
    is_analysed: bool = True


@dataclass(slots=True)
class Bound:
    """How far a walk may go: `steps` of a thousand operations, without end when None, until `is_cancelled`."""

    steps: int | None = None
    is_cancelled: Callable[[], bool] = lambda: False
    is_reached: bool = False
    was_cancelled: bool = False

    def step(self) -> int:
        """Called by SQLite after each step; other than 0 stops it."""
        self.was_cancelled = self.was_cancelled or self.is_cancelled()
        if self.steps is not None:
            self.steps -= 1
            self.is_reached = self.is_reached or self.steps < 0
        return self.was_cancelled or self.is_reached


# Limits are written out: where one is a parameter, newer versions of SQLite prepare the statement anew each time.
_ARTICLE = "a.seq, a.id, a.title, t.text, a.published, a.outlet, a.language, a.words"
_TEXT = "CROSS JOIN article_text AS t ON t.number = a.number"
_BY_INDEX = f"""SELECT {_ARTICLE} FROM article_index CROSS JOIN article AS a ON a.seq = article_index.rowid {_TEXT}
  WHERE article_index MATCH ? AND article_index.rowid >= ? AND article_index.rowid < ? AND a.state = 'present' {{where}}
  ORDER BY article_index.rowid DESC LIMIT {{limit}}"""
_BY_KEY = f"""SELECT {_ARTICLE} FROM article AS a {_TEXT}
  WHERE a.seq >= ? AND a.seq < ? AND a.state = 'present' {{where}} ORDER BY a.seq DESC LIMIT {{limit}}"""
_BY_SET = f"""SELECT {_ARTICLE} FROM json_each(?) AS j CROSS JOIN article AS a ON a.seq = j.value {_TEXT}
  WHERE a.seq >= ? AND a.seq < ? AND a.state = 'present' {{where}} ORDER BY j.key LIMIT {{limit}}"""
_SETS = {
    "in": """SELECT a.seq FROM placement AS p CROSS JOIN article AS a ON a.id = p.article_id
      WHERE p.dossier_id IN (SELECT value FROM json_each(?)) LIMIT {limit}""",
    "tag": """SELECT DISTINCT a.seq FROM annotation AS n CROSS JOIN article AS a ON a.id = n.article_id
      WHERE n.kind = 'tag' AND n.body IN (SELECT value FROM json_each(?)) LIMIT {limit}""",
    "said": """SELECT DISTINCT a.seq FROM revision_index CROSS JOIN revision AS r ON r.id = revision_index.rowid
      CROSS JOIN article AS a ON a.id = r.article_id WHERE revision_index MATCH ?
      UNION SELECT DISTINCT a.seq FROM finding_index CROSS JOIN finding AS f ON f.id = finding_index.rowid
      CROSS JOIN findings AS s ON s.id = f.findings_id CROSS JOIN article AS a ON a.text_sha256 = s.text_sha256
      WHERE finding_index MATCH ? LIMIT {limit}""",
}
_MATCHED = """SELECT article_index.rowid FROM article_index WHERE article_index MATCH ?
  AND article_index.rowid >= ? AND article_index.rowid < ? LIMIT ?"""
# Of the latest articles only: those are analysed last, and a large library is not looked through for this.
_UNREAD = """SELECT EXISTS (SELECT 1 FROM
  (SELECT text_sha256 FROM article WHERE state = 'present' ORDER BY number DESC LIMIT 500) AS a
  WHERE NOT EXISTS (SELECT 1 FROM findings AS s WHERE s.text_sha256 = a.text_sha256))"""
_NOTES = """SELECT n.article_id, n.dossier_id, coalesce(a.title, d.name, ''), m.span_start, m.span_end, n.text,
    a.published, a.outlet, coalesce(a.language, '')
  FROM note_index CROSS JOIN note AS n ON n.id = note_index.rowid
  LEFT JOIN annotation AS m ON n.source = 'annotation' AND m.id = n.source_key
  LEFT JOIN article AS a ON a.id = n.article_id LEFT JOIN dossier AS d ON d.id = n.dossier_id
  WHERE note_index MATCH ? AND coalesce(a.state, 'present') = 'present' {where}
  ORDER BY note_index.rowid DESC LIMIT {limit}"""


def find(
    connection: Connection, query: q.Query, limit: int, order: Order = "date", bound: Bound | None = None
) -> Found[Hit]:
    """The analyst's own words first, then articles. Cancelled when the bound was told so."""
    if query.node is None:
        return Found(problem=query.problem)
    bound = bound or Bound()
    names = names_of(connection, query)
    marker = Marker(words_of(query))
    notes = _notes(connection, query.node, names, marker, limit)
    room = limit - len(notes)
    wanted = RANKED if order == "relevance" else room
    rows: dict[int, Sequence[Any]] = {}
    whole, is_whole, ranked = query.node, False, 0
    with bounded(connection, bound):
        whole, is_whole = spelled_out(connection, query.node, is_bounded=bound.steps is not None)
        for node in plans.branches(whole):
            rows |= {row[0]: row for row in _articles(connection, plans.of_articles(node, names), wanted, bound)}
        ranked = len(rows) if order == "relevance" and len(rows) >= wanted else 0
        if ranked:
            rows |= {row[0]: row for row in _titled(connection, whole, names, bound)}
    found = [rows[seq] for seq in sorted(rows, reverse=True)]
    if order == "relevance":
        found = ranking.best(connection, found, marker)
    hits = (*notes, *(_hit(row, marker) for row in found[: max(room, 0)]))
    problem = query.problem or unknown(query, names)
    is_analysed = not q.fields_of(query.node) & {"actor", "said"} or are_analysed(connection)
    return Found(hits, problem, is_whole and not bound.is_reached, ranked, is_analysed)


def are_analysed(connection: Connection) -> bool:
    """Whether the articles that came lately have findings."""
    return not connection.exec_driver_sql(_UNREAD).scalar_one()


# --- walking ------------------------------------------------------------------------------------------------------


@contextmanager
def bounded(connection: Connection, bound: Bound) -> Iterator[None]:
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(bound.step, _STEP)
    bound.was_cancelled = bound.is_cancelled()
    try:
        yield
    except connections.errors(OperationalError):
        # a look-up between the walks is stopped like them: what was found until then stays
        if not (bound.is_reached or bound.was_cancelled):
            raise
    finally:
        driver.set_progress_handler(None, 0)
    if bound.was_cancelled:
        raise Cancelled


def walk(connection: Connection, sql: str, parameters: Sequence[Any], bound: Bound) -> Iterator[Sequence[Any]]:
    """Rows as they are found, until the bound is reached."""
    if bound.is_reached or bound.was_cancelled:
        return
    try:
        yield from connection.exec_driver_sql(sql, tuple(parameters))
    except OperationalError:
        if not (bound.is_reached or bound.was_cancelled):
            raise


def _articles(connection: Connection, plan: Plan, limit: int, bound: Bound) -> Iterator[Sequence[Any]]:
    """Rows of the articles that the plan means, newest first."""
    where = list(plan.where)
    small = _smallest(connection, plan, bound)
    head: list[Any] = []
    if small is not None:
        sql, head = _BY_SET, [json.dumps(sorted(small, reverse=True))]
        if plan.match:
            where.append(Where(plans.IN_INDEX, (plan.match,)))
    elif plan.match:
        sql, head = _BY_INDEX, [plan.match]
    else:
        sql = _BY_KEY
    if bound.steps is not None and any(plans.IN_INDEX in w.sql for w in where):
        bound.steps //= _ASKED  # each of its operations asks the index anew
    sql = sql.format(where="".join(f" AND {w.sql}" for w in where), limit=limit)
    given = [p for w in where for p in w.parameters]
    yield from walk(connection, sql, [*head, plan.first, plan.end, *given], bound)


def _smallest(connection: Connection, plan: Plan, bound: Bound) -> set[int] | None:
    """The keys of the smallest set that all must belong to, when it is small; without those that the words do not
    find, where that could be told at once (then the plan asks for no words any more)."""
    most = _MANY if bound.steps is None else _FEW
    best: set[int] | None = None
    for name, parameter in plan.sets:
        sql = _SETS[name].format(limit=most + 1)
        found = {row[0] for row in walk(connection, sql, (parameter,) * sql.count("?"), bound)}
        if len(found) <= most and not bound.is_reached and (best is None or len(found) < len(best)):
            best = found
    if best and plan.match:
        # the words are looked up between the set's first and last at once, where they find not much more than it
        plan.first, plan.end = max(plan.first, min(best)), min(plan.end, max(best) + 1)
        most = len(best) * 20
        matched = {row[0] for row in walk(connection, _MATCHED, (plan.match, plan.first, plan.end, most), bound)}
        if len(matched) < most and not bound.is_reached:
            plan.match = ""
            return best & matched
    return best


def _titled(connection: Connection, node: q.Node, names: Names, bound: Bound) -> Iterator[Sequence[Any]]:
    """The newest of the articles that have the words in their title."""
    for branch in plans.branches(_in_title(node)):
        yield from _articles(connection, plans.of_articles(branch, names), RANKED // 2, bound)


def _in_title(node: q.Node) -> q.Node:
    match node:
        case q.All(parts) | q.Any(parts):
            return replace(node, parts=tuple(_in_title(part) for part in parts))
        case q.Words(field=""):
            return replace(node, field="title")
        case _:
            return node


# --- what was found -----------------------------------------------------------------------------------------------


def names_of(connection: Connection, query: q.Query) -> Names:
    fields = q.fields_of(query.node)
    if not fields & {"in", "tag"}:
        return Names()
    dossiers = connection.exec_driver_sql("SELECT name, id FROM dossier").all() if "in" in fields else []
    tags = (
        connection.exec_driver_sql("SELECT DISTINCT body FROM annotation WHERE kind = 'tag'") if "tag" in fields else ()
    )
    return Names(tuple((name, found) for name, found in dossiers), tuple(row[0] for row in tags))


def unknown(query: q.Query, names: Names) -> str:
    for leaf in query.leaves():
        if isinstance(leaf, q.Words) and leaf.field in ("in", "tag") and not names.named(leaf):
            words = tr("There is no dossier “{name}”.") if leaf.field == "in" else tr("There is no tag “{name}”.")
            return words.format(name=leaf.text)
    return ""


def words_of(query: q.Query) -> list[q.Words]:
    """The words that can be shown in a text."""
    leaves = [leaf for leaf in query.leaves() if isinstance(leaf, q.Words)]
    return [leaf for leaf in leaves if leaf.field in ("", "title", "said", "actor")]


def _notes(connection: Connection, node: q.Node, names: Names, marker: Marker, limit: int) -> list[Hit]:
    """The analyst's own words, where the query asks for nothing that only an article has."""
    parts = node.parts if isinstance(node, q.All) else (node,)
    words = [part for part in parts if plans.match_of(part, {"": "{text}"}) is not None]
    without = [part for part in parts if isinstance(part, q.Not) and plans.match_of(part.part, {"": "{text}"})]
    rest = [part for part in parts if part not in words and part not in without]
    if not words:
        return []
    match = plans.match_of(q.All((*words, *without)), {"": "{text}"})
    where = [_of_note(part, names) for part in rest]
    sql = _NOTES.format(where="".join(f" AND {w.sql}" for w in where), limit=limit)
    found = connection.exec_driver_sql(sql, (match, *(p for w in where for p in w.parameters)))
    return [_note(row, marker) for row in found]


def _of_note(node: q.Node, names: Names) -> Where:
    """A condition on a note: its dossier's name, else what its article must fulfil."""
    if isinstance(node, q.Words) and node.field == "in":
        given = json.dumps(names.named(node))
        article = plans.condition(node, names)
        sql = f"(n.dossier_id IN (SELECT value FROM json_each(?)) OR a.id IS NOT NULL AND {article.sql})"
        return Where(sql, (given, *article.parameters))
    article = plans.condition(node, names)
    return Where(f"(a.id IS NOT NULL AND {article.sql})", article.parameters)


def _note(row: Sequence[Any], marker: Marker) -> Hit:
    article_id, dossier_id, title, start, end, text, published, outlet, language = row
    found = marker.snippet(text)
    return Hit(
        *(article_id, title, "note", found.text, found.marks, dossier_id, start, end, published, outlet, language)
    )


def _hit(row: Sequence[Any], marker: Marker) -> Hit:
    _, article_id, title, text, published, outlet, language, _ = row
    found = marker.snippet(text)
    title_marks = marker.marks(title)
    if title_marks and not found.marks:
        return Hit(
            *(article_id, title, "title", title, title_marks, None, None, None, published, outlet, language),
            title_marks=title_marks,
        )
    return Hit(
        *(
            article_id,
            title,
            "text",
            found.text,
            found.marks,
            None,
            found.start,
            found.end,
            published,
            outlet,
            language,
        ),
        title_marks=title_marks,
    )
