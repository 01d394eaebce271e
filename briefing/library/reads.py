"""What is read from a library; every function takes a connection and gives values."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, case, func, or_, select

from briefing.errors import UserError
from briefing.i18n import brief_language, tr
from briefing.library import rows, schema
from briefing.library.first_look import headlines_of_dossier, headlines_sql
from briefing.model import (
    Addition,
    Annotation,
    Article,
    Curation,
    Dossier,
    Findings,
    Header,
    Headline,
    OwnLine,
    SavedSearch,
    Succession,
)

_A, _T, _S = schema.article, schema.article_text, schema.findings
_SHORTEST_PREFIX = 6


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the record: an edit, or an undo or redo of one; `made_at` in UTC."""

    id: int
    kind: Literal["edit", "undo", "redo"]
    label: str
    made_at: str


def row(connection: Connection, table: Table, key: Mapping[str, Any]) -> RowMapping | None:
    where = and_(*(table.c[name] == value for name, value in key.items()))
    return connection.execute(select(table).where(where)).mappings().first()


def find_id(connection: Connection, article_id: str) -> str:
    """The whole id, from itself or at least its first six signs. UserErrors: no-such-article, ambiguous-article."""
    exact = connection.execute(select(_A.c.id).where(_A.c.id == article_id, _A.c.state != "undone")).first()
    if exact:
        return article_id
    found: Sequence[str] = ()
    if len(article_id) >= _SHORTEST_PREFIX:
        beyond = article_id[:-1] + chr(ord(article_id[-1]) + 1)
        within = and_(_A.c.id >= article_id, _A.c.id < beyond, _A.c.state != "undone")
        found = connection.execute(select(_A.c.id).where(within).limit(2)).scalars().all()
    if len(found) == 1:
        return found[0]
    if found:
        message = tr("More than one article begins with {id}.", id=article_id)
        raise UserError("ambiguous-article", message, tr("Give more of its number."))
    message = tr("There is no article {id} in the library.", id=article_id)
    raise UserError("no-such-article", message, tr("See the articles and their numbers with: briefing list"))


def id_of_bytes(connection: Connection, original_sha256: str) -> str | None:
    query = select(_A.c.id).where(_A.c.original_sha256 == original_sha256, _A.c.state != "undone")
    return connection.execute(query).scalar()


class Held(NamedTuple):
    """What the library has of a file's bytes: an article, or a kept file (no article) with the reason.

    Without a media type: it has what came out of the file.
    """

    article_id: str | None
    media_type: str
    reason: str
    sha256: str
    name: str = ""  # behind that of the file that held it


_HELD = """SELECT id, media_type, '', original_sha256 FROM article
    WHERE original_sha256 = :sha256 AND state != 'undone'
  UNION ALL SELECT NULL, media_type, reason, sha256 FROM attachment WHERE sha256 = :sha256 AND state = 'present'
  UNION ALL SELECT NULL, '', '', whole FROM opened_file WHERE whole = :sha256 AND ordinal = 0"""
_OPENED = """SELECT a.id, coalesce(a.media_type, k.media_type), coalesce(k.reason, ''), o.part, o.name
  FROM opened_file AS o LEFT JOIN article AS a ON a.original_sha256 = o.part AND a.state != 'undone'
  LEFT JOIN attachment AS k ON k.sha256 = o.part AND k.state = 'present' AND a.id IS NULL
  WHERE o.whole = ? AND o.program = ? ORDER BY o.ordinal"""


def bytes_held(connection: Connection, sha256: str) -> Held | None:
    """What exactly these bytes are in the library. By the driver itself: it is asked for each file of an import."""
    found = connection.exec_driver_sql(_HELD, {"sha256": sha256}).first()
    return Held(*found) if found else None


def inside_held(connection: Connection, sha256: str, program: str) -> list[Held]:
    """All that came out of the file with these bytes, where this version of the program read it to its end and the
    library holds it still; else nothing."""
    found = [Held(*row) for row in connection.exec_driver_sql(_OPENED, (sha256, program))]
    return found if all(one.media_type for one in found) else []


def article_row(connection: Connection, article_id: str) -> RowMapping:
    whole = find_id(connection, article_id)
    return connection.execute(select(_A).where(_A.c.id == whole)).mappings().one()


def find_text(connection: Connection, text_sha256: str) -> str | None:
    number = connection.execute(select(_A.c.number).where(_A.c.text_sha256 == text_sha256)).scalar()
    return None if number is None else text_of(connection, number)


def text_hashes(connection: Connection) -> list[str]:
    return list(connection.execute(select(_A.c.text_sha256).distinct()).scalars())


def text_of(connection: Connection, number: int) -> str:
    return connection.execute(select(_T.c.text).where(_T.c.number == number)).scalar_one()  # type: ignore[no-any-return]


def article(connection: Connection, article_id: str) -> Article:
    whole = find_id(connection, article_id)
    joined = _A.join(_T, _T.c.number == _A.c.number)
    found = connection.execute(select(_A, _T.c.text).select_from(joined).where(_A.c.id == whole)).mappings().one()
    return rows.article(found)


def original(connection: Connection, article_id: str) -> bytes:
    number = article_row(connection, article_id)["number"]
    kept = connection.execute(select(_T.c.text, _T.c.original).where(_T.c.number == number)).one()
    return kept.text.encode() if kept.original is None else kept.original  # type: ignore[no-any-return]


def dossiers(connection: Connection) -> list[Dossier]:
    """In the order they were made, with the number of their articles that are not in the trash."""
    d, p = schema.dossier, schema.placement
    # those that are not shown are few and have an index of their own: no article is looked up to count it
    hidden = select(_A.c.id).where(schema.is_hidden)
    placed = select(func.count()).where(p.c.dossier_id == d.c.id).correlate(d)
    columns = (placed.scalar_subquery() - placed.where(p.c.article_id.in_(hidden)).scalar_subquery()).label("articles")
    found = connection.execute(select(d, columns).order_by(d.c.made_at, d.c.id)).mappings()
    return [rows.dossier(r) for r in found]


def dossiers_of(connection: Connection, article_id: str) -> list[str]:
    p = schema.placement
    query = select(p.c.dossier_id).where(p.c.article_id == article_id).order_by(p.c.dossier_id)
    return list(connection.execute(query).scalars())


def _is_current(a: Table, s: Table) -> ColumnElement[bool]:
    """Whether a set of findings was made with the article's language and date as they are now."""
    same_date = or_(
        s.c.reference_date == func.coalesce(a.c.published, ""),
        and_(a.c.published.is_(None), s.c.reference_basis != "given"),
    )
    return and_(s.c.language == a.c.language, same_date)


def _shown_findings() -> ColumnElement[int]:
    """The id of the findings shown for an article: made with its language and date, else the newest there are."""
    same_text = _S.c.text_sha256 == _A.c.text_sha256
    current = select(func.max(_S.c.id)).where(same_text, _is_current(_A, _S)).correlate(_A).scalar_subquery()
    newest = select(func.max(_S.c.id)).where(same_text).correlate(_A).scalar_subquery()
    return func.coalesce(current, newest)


def headlines(
    connection: Connection,
    dossier_id: str | None = None,
    trashed: bool = False,
    *,
    limit: int | None = None,
    after: str | None = None,
) -> list[Headline]:
    """Newest first, at most `limit`, those that follow the article `after`.

    No text is loaded; lines and unreviewed ones are counted in the database.
    """
    state, most = "trashed" if trashed else "present", -1 if limit is None else limit
    with closing(_cursor(connection)) as cursor:
        if dossier_id is not None:
            found = headlines_of_dossier(cursor, dossier_id, state=state, limit=most, after=after)
        else:
            more = " AND a.state <> 'present'" if trashed else ""  # as the index of hidden ones is spelled
            more += " AND a.seq < (SELECT seq FROM article WHERE id = :after)" if after else ""
            found = cursor.execute(headlines_sql(more=more, limit=most), {"state": state, "after": after})
        return [rows.headline(r, trashed) for r in found]


def headlines_of(connection: Connection, article_ids: Iterable[str], trashed: bool = False) -> list[Headline]:
    """Those of the named articles, newest first."""
    given = {"state": "trashed" if trashed else "present", "ids": json.dumps(list(article_ids))}
    sql = headlines_sql(more=" AND a.id IN (SELECT value FROM json_each(:ids))")
    with closing(_cursor(connection)) as cursor:
        return [rows.headline(r, trashed) for r in cursor.execute(sql, given)]


def trashed(connection: Connection) -> int:
    query = select(func.count()).where(schema.is_hidden, _A.c.state == "trashed")
    count: int = connection.execute(query).scalar_one()
    return count


def _cursor(connection: Connection) -> Any:
    """The driver's own: for many rows, of which each would cost SQLAlchemy more than SQLite. One that a damaged page
    ended holds the file until it is closed."""
    return connection.connection.cursor()


def findings(connection: Connection, article_id: str) -> Findings | None:
    """Those made with the article's language and date by the newest rules; else the newest there are; else None."""
    found = shown_findings(connection, find_id(connection, article_id))
    return rows.findings(found["document"], found["text"]) if found else None


def shown_findings(connection: Connection, article_id: str) -> RowMapping | None:
    """The document, its model and the text of those findings, by the article's whole id."""
    query = (
        select(_S.c.document, _S.c.model, _T.c.text)
        .select_from(_A.join(_T, _T.c.number == _A.c.number).join(_S, _S.c.id == _shown_findings()))
        .where(_A.c.id == article_id)
    )
    return connection.execute(query).mappings().first()


def needs_analysis(connection: Connection, rules: str, models: Mapping[str, str]) -> list[str]:
    """Ids of articles without findings of these rules, their language's model and their date; newest first."""
    model = case(models, value=_A.c.language, else_="none") if models else ""
    has_findings = (
        select(_S.c.id)
        .where(_S.c.text_sha256 == _A.c.text_sha256, _S.c.rules == rules, _S.c.model == model, _is_current(_A, _S))
        .correlate(_A)
        .exists()
    )
    query = select(_A.c.id).where(_A.c.state == "present", ~has_findings).order_by(_A.c.seq.desc())
    return list(connection.execute(query).scalars())


def passage_of(connection: Connection, article_id: str, key: str) -> str:
    """The words that a finding of the article stands on; empty when there is none of that key."""
    f, p, s = schema.finding, schema.passage, schema.findings
    newest = (
        select(func.max(f.c.id))
        .select_from(f.join(s, s.c.id == f.c.findings_id).join(_A, _A.c.text_sha256 == s.c.text_sha256))
        .where(_A.c.id == article_id, f.c.key == key)
        .scalar_subquery()
    )
    query = select(p.c.quote).where(p.c.finding_id == newest).order_by(p.c.id)
    return " … ".join(connection.execute(query).scalars())


def additions(connection: Connection, article_id: str) -> list[Addition]:
    found = article_row(connection, article_id)
    table = schema.addition
    query = select(table).where(table.c.article_id == found["id"]).order_by(table.c.key)
    kept = connection.execute(query).mappings().all()
    text = text_of(connection, found["number"]) if kept else ""
    return [rows.addition(r["article_id"], r["document"], text) for r in kept]


def curations(connection: Connection, dossier_id: str | None) -> dict[tuple[str, str], Curation]:
    """What was decided, by article and finding key; inclusion and position as in the dossier."""
    c, b, g = schema.curation, schema.brief_line, schema.generated_line
    decisions = select(c)
    if dossier_id is not None:
        p = schema.placement
        # decisions are fewer than articles: each looks up its article, not the other way round
        placed = select(p.c.article_id).where(p.c.dossier_id == dossier_id, p.c.article_id == c.c.article_id)
        decisions = decisions.where(placed.correlate(c).exists())
    places = select(b).where(b.c.dossier_id == dossier_id)
    generated = select(g).where(g.c.dossier_id == dossier_id)
    found = [list(connection.execute(query).mappings()) for query in (decisions, places, generated)]
    return rows.curations(*found)  # type: ignore[arg-type]


def own_lines(connection: Connection, dossier_id: str) -> list[OwnLine]:
    table = schema.own_line
    query = (
        select(table).where(table.c.dossier_id == dossier_id).order_by(table.c.position, table.c.made_at, table.c.id)
    )
    return [rows.own_line(r) for r in connection.execute(query).mappings()]


def header(connection: Connection, dossier_id: str) -> Header:
    """The brief's header; until one is written, the dossier's name is the subject."""
    found = row(connection, schema.header, {"dossier_id": dossier_id})
    if found:
        return rows.header(found)
    name = connection.execute(select(schema.dossier.c.name).where(schema.dossier.c.id == dossier_id)).scalar()
    return Header(name or "", brief_language())


def annotations(connection: Connection, article_id: str | None = None) -> list[Annotation]:
    """In the order of their passages."""
    table = schema.annotation
    query = select(table).order_by(table.c.article_id, table.c.span_start, table.c.span_end, table.c.id)
    if article_id is not None:
        query = query.where(table.c.article_id == find_id(connection, article_id))
    return [rows.annotation(r) for r in connection.execute(query).mappings()]


def saved_searches(connection: Connection) -> list[SavedSearch]:
    """In the order of their names."""
    table = schema.saved_search
    found = [SavedSearch(*r) for r in connection.execute(select(table.c.id, table.c.name, table.c.query))]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def tags(connection: Connection) -> dict[str, int]:
    """The names of tags, in order, with how often each is used."""
    table = schema.annotation
    query = (
        select(table.c.body, func.count().label("uses"))
        .where(table.c.kind == "tag")
        .group_by(table.c.body)
        .order_by(table.c.body)
    )
    return {r.body: r.uses for r in connection.execute(query)}


def history(connection: Connection, limit: int) -> list[HistoryEntry]:
    """Newest first."""
    table = schema.entry
    query = select(table.c.id, table.c.kind, table.c.label, table.c.made_at).order_by(table.c.id.desc()).limit(limit)
    return [HistoryEntry(*r) for r in connection.execute(query)]


def stack_label(connection: Connection, stack: Literal["undo_top", "redo_top"]) -> str | None:
    """The label of what is undone or redone next."""
    table = schema.entry
    top = select(table.c[stack]).order_by(table.c.id.desc()).limit(1).scalar_subquery()
    return connection.execute(select(table.c.label).where(table.c.id == top)).scalar()


def successions(connection: Connection, article_id: str) -> list[Succession]:
    """What was carried over when the article took an older one's place, or gave its own up; newest first."""
    table = schema.succession
    whole = find_id(connection, article_id)
    mine = or_(table.c.new_id == whole, table.c.old_id == whole)
    query = select(table).where(mine).order_by(table.c.made_at.desc(), table.c.old_id)
    return [rows.succession(r) for r in connection.execute(query).mappings()]
