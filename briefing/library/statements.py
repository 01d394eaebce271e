"""Who said what: statements that a search finds, as the analyst has them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from briefing.library import plan as plans
from briefing.library import query as q
from briefing.library import reads
from briefing.library.answers import Bound, Found, Order, Said, are_analysed, bounded, names_of, unknown, walk, words_of
from briefing.library.first_look import SHOWN_FINDINGS
from briefing.library.marking import Marker
from briefing.library.plan import Plan
from briefing.model import Statement

_MOST = 500
_COLUMNS = """a.seq, a.id, {key}, f.stance, a.title, a.published, a.outlet, c.actor, c.gloss, c.text,
  coalesce(c.state, 'proposed'), f.id"""
_WANTED = """a.state = 'present' AND a.seq >= ? AND a.seq < ? AND coalesce(c.state, '') <> 'rejected'"""
# as the machine found them, unless the analyst has them otherwise
_FOUND = f"""SELECT {_COLUMNS.format(key="f.key")}
  FROM {{driver}} CROSS JOIN findings AS s ON s.id = f.findings_id
  CROSS JOIN article AS a ON a.text_sha256 = s.text_sha256
  LEFT JOIN curation AS c ON c.article_id = a.id AND c.key = f.key
  WHERE {{match}} f.kind = 'statement' AND {_WANTED} AND s.id = {SHOWN_FINDINGS} AND {plans.NOT_REVISED}
  {{where}} ORDER BY {{key}} DESC LIMIT {{limit}}"""
_REVISED = f"""SELECT {_COLUMNS.format(key="r.key")}
  FROM {{driver}} CROSS JOIN article AS a ON a.id = r.article_id LEFT JOIN finding AS f ON f.id = r.finding_id
  LEFT JOIN curation AS c ON c.article_id = a.id AND c.key = r.key
  WHERE {{match}} r.kind = 'statement' AND {_WANTED} AND (f.id IS NULL OR f.findings_id = {SHOWN_FINDINGS})
  {{where}} ORDER BY {{key}} DESC LIMIT {{limit}}"""
# statement, table, its name in the statement
_SOURCES = ((_REVISED, "revision", "r"), (_FOUND, "finding", "f"))


def find_statements(
    connection: Connection, query: q.Query, limit: int, order: Order = "date", bound: Bound | None = None
) -> Found[Said]:
    """Who said it: statements with the words in the quotation, the analyst's wording of it or the speaker's name,
    those of the newest articles first. What the analyst rejected is left out."""
    if query.node is None:
        return Found(problem=query.problem)
    bound = bound or Bound()
    names = names_of(connection, query)
    plan = plans.of_findings(query.node, names)
    marker = Marker(words_of(query))
    rows: list[Sequence[Any]] = []
    with bounded(connection, bound):
        for source in _SOURCES:
            rows += _walk(connection, plan, source, limit, bound)
    rows.sort(key=lambda row: (row[0], row[11] or 0), reverse=True)
    said = [_said(connection, row, marker) for row in rows[:limit]]
    if order == "relevance":
        said.sort(key=lambda one: -len(_matched(one)))
    problem = query.problem or unknown(query, names)
    return Found(tuple(said), problem, not bound.is_reached, is_analysed=are_analysed(connection))


def _walk(
    connection: Connection, plan: Plan, source: tuple[str, str, str], limit: int, bound: Bound
) -> Iterator[Sequence[Any]]:
    statement, table, name = source
    by_index = f"{table}_index CROSS JOIN {table} AS {name} ON {name}.id = {table}_index.rowid"
    sql = statement.format(
        driver=by_index if plan.match else f"{table} AS {name}",
        match=f"{table}_index MATCH ? AND" if plan.match else "",
        key=f"{table}_index.rowid" if plan.match else f"{name}.id",
        where="".join(f" AND {w.sql}" for w in plan.where),
        # found in the order in which articles were analysed: some more are taken, so that the newest are among them
        limit=max(limit, _MOST),
    )
    given = [p for w in plan.where for p in w.parameters]
    head = [plan.match] if plan.match else []
    yield from walk(connection, sql, [*head, plan.first, plan.end, *given], bound)


def _matched(said: Said) -> set[str]:
    """The different words that matched."""
    both = ((said.quote, said.marks), (said.wording, said.wording_marks))
    return {words[a:b].casefold() for words, marks in both for a, b in marks}


def _said(connection: Connection, row: Sequence[Any], marker: Marker) -> Said:
    _, article_id, key, stance, title, published, outlet, actor, gloss, text, state, finding = row
    read = _of_machine(connection, finding) if finding else _of_hand(connection, article_id, key)
    passages, speakers, made_stance = read
    quote = " … ".join(" ".join(words.split()) for _, _, words in passages)
    start, end = (passages[0][0], passages[0][1]) if passages else (0, 0)
    marks = marker.marks(quote)
    is_quoted = bool(passages) and _is_quoted(connection, article_id, start, passages[-1][1])
    wording = text or (gloss if gloss and not marks and marker.marks(gloss) else "")
    return Said(
        *(article_id, key, (actor,) if actor else speakers, stance or made_stance, quote, title, published, outlet),
        *(start, end),
        marks=marks,
        gloss=gloss,
        state=state,
        is_quoted=is_quoted,
        wording=wording,
        wording_marks=marker.marks(wording),
    )


def _is_quoted(connection: Connection, article_id: str, start: int, end: int) -> bool:
    """Whether the article has quotation marks around this stretch."""
    query = """SELECT substr(t.text, max(1, ? - 1), min(2, ?)), substr(t.text, ? + 1, 2)
      FROM article AS a JOIN article_text AS t ON t.number = a.number WHERE a.id = ?"""
    before, after = connection.exec_driver_sql(query, (start, start, end, article_id)).one()
    return before.strip()[-1:] in tuple(_OPEN) and after.strip()[:1] in tuple(_CLOSED)


Read = tuple[list[tuple[int, int, str]], tuple[str, ...], str]  # passages, speakers, stance
_OPEN, _CLOSED = '«“„"‘‹', '»”“"’›'


def _of_machine(connection: Connection, finding: int) -> Read:
    passages = connection.exec_driver_sql(
        "SELECT span_start, span_end, quote FROM passage WHERE finding_id = ? ORDER BY id", (finding,)
    )
    speakers = connection.exec_driver_sql(
        "SELECT name FROM role WHERE finding_id = ? AND relation = 'by' ORDER BY ordinal", (finding,)
    )
    return [tuple(passage) for passage in passages], tuple(speakers.scalars()), ""


def _of_hand(connection: Connection, article_id: str, key: str) -> Read:
    (made,) = (one for one in reads.additions(connection, article_id) if one.finding.key == key)
    statement = made.finding
    assert isinstance(statement, Statement), "only statements are listed by who said them"
    names = {actor.id: actor.name for actor in made.actors}
    speakers = tuple(names[actor] for actor in statement.actors if actor in names)
    return [(s.start, s.end, s.quote) for s in statement.content], speakers, statement.stance
