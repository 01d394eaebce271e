"""Rows into values. Works for rows of SQLAlchemy and of sqlite3 alike, so that both readers agree."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from briefing import findings_json
from briefing.model import (
    Actor,
    Addition,
    Annotation,
    Article,
    Carried,
    Curation,
    Dossier,
    Figure,
    Finding,
    Findings,
    Header,
    Headline,
    Meeting,
    OwnLine,
    ReferenceDate,
    Span,
    Statement,
    Succession,
    Unattributed,
)


class Row(Protocol):
    def __getitem__(self, name: str, /) -> Any: ...


def article(row: Row) -> Article:
    return Article(*(row[name] for name in Article._fields))


# The columns of a headline's row, in this order: a list of 100,000 is made without looking up a name.
HEADLINE = ("id", "title", "language", "published", "published_basis", "outlet", "words", "lines", "unreviewed")


def headline(row: Sequence[Any], is_trashed: bool = False) -> Headline:
    """From the columns of HEADLINE."""
    return Headline(*row, is_trashed)  # type: ignore[call-arg]  # mypy takes any row to fill all fields


def dossier(row: Row) -> Dossier:
    return Dossier(row["id"], row["name"], row["articles"], bool(row["is_sample"]))


def annotation(row: Row) -> Annotation:
    span = Span(row["span_start"], row["span_end"], row["quote"])
    return Annotation(
        row["id"], row["article_id"], row["kind"], span, row["prefix"], row["suffix"], row["body"], row["made_at"]
    )


def annotation_row(value: Annotation) -> dict[str, Any]:
    row = value._asdict()
    del row["span"]
    return row | {"span_start": value.span.start, "span_end": value.span.end, "quote": value.span.quote}


def own_line(row: Row) -> OwnLine:
    values = {name: row[name] for name in OwnLine._fields}
    return OwnLine(
        **values | {name: bool(values[name]) for name in ("may_be_disclosed", "is_included")},
    )


def header(row: Row) -> Header:
    return Header(*(row[name] for name in Header._fields))


def as_row(value: Header | OwnLine) -> dict[str, Any]:
    """The value's fields as columns; STRICT tables keep truth as 0 and 1."""
    return {name: int(v) if isinstance(v, bool) else v for name, v in value._asdict().items()}


DECISIONS = ("state", "text", "gloss", "note", "actor", "issue", "author", "decided_at")
PLACES = ("is_included", "position")


GENERATED = ("state", "note", "is_included", "position")


def curations(decisions: list[Row], places: list[Row], generated: list[Row]) -> dict[tuple[str, str], Curation]:
    """What was decided about findings, and their place in one dossier's brief, by article and finding key.

    The dossier's generated lines have an empty article id.
    """
    values: dict[tuple[str, str], dict[str, Any]] = {}
    for row in decisions:
        values[row["article_id"], row["key"]] = {name: row[name] for name in (*DECISIONS, "quote")}
    for row in places:
        kept = values.setdefault((row["article_id"], row["key"]), {"quote": row["quote"]})
        kept.update(is_included=_truth(row["is_included"]), position=row["position"])
    for row in generated:
        kept = {name: row[name] for name in GENERATED}
        values["", row["key"]] = kept | {"is_included": _truth(row["is_included"])}
    return {(a, k): Curation(a, k, **v) for (a, k), v in sorted(values.items())}


def _truth(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def findings(document: str, text: str) -> Findings:
    return findings_json.from_json(json.loads(document), text)


def findings_document(value: Findings) -> str:
    return _dump(findings_json.to_json("", value))


def addition(article_id: str, document: str, text: str) -> Addition:
    value = findings(document, text)
    found: tuple[Finding, ...] = (*value.statements, *value.unattributed, *value.meetings, *value.figures)
    return Addition(article_id, found[0], value.actors)


def succession(row: Row) -> Succession:
    carried = [
        Carried(**{**raw, "old": _span(raw["old"]), "new": _span(raw["new"])}) for raw in json.loads(row["document"])
    ]
    return Succession(row["old_id"], row["new_id"], row["made_at"], tuple(carried))


def _span(raw: list[Any] | None) -> Span | None:
    return Span(*raw) if raw else None


def succession_row(value: Succession) -> dict[str, Any]:
    """The columns beside the key."""
    carried = [
        one._asdict()
        | {name: [s.start, s.end, s.quote] if (s := getattr(one, name)) else None for name in ("old", "new")}
        for one in value.carried
    ]
    return {"document": _dump(carried), "made_at": value.made_at}


Rows = list[dict[str, Any]]


def finding_rows(finding: Finding, actors: dict[str, Actor]) -> tuple[dict[str, Any], Rows, Rows]:
    """What the tables finding, passage and role hold of a finding, without their ids."""
    row = {
        "key": finding.key,
        "kind": type(finding).__name__.lower(),
        "stance": finding.stance if isinstance(finding, Statement) else None,
        "confidence": finding.confidence if isinstance(finding, Statement) else 1.0,
    }
    spans = finding.content if isinstance(finding, Statement) else (finding.span,)
    passages: Rows = [{"span_start": s.start, "span_end": s.end, "quote": s.quote} for s in spans]
    named = [(relation, actors[name]) for relation, name in _roles(finding) if name in actors]
    roles: Rows = [
        {"ordinal": ordinal, "relation": relation, "name": actor.name, "actor_kind": actor.kind}
        for ordinal, (relation, actor) in enumerate(named)
    ]
    return row, passages, roles


def _roles(finding: Finding) -> list[tuple[str, str]]:
    match finding:
        case Statement():
            return [*(("by", a) for a in finding.actors), *(("via", a) for a in finding.via)]
        case Meeting():
            return [("participant", a) for a in finding.participants]
        case Figure():
            return [("claimant", finding.claimed_by)] if finding.claimed_by else []
        case Unattributed():
            return []


_LISTS = {"Statement": "statements", "Unattributed": "unattributed", "Meeting": "meetings", "Figure": "figures"}


def addition_document(value: Addition) -> str:
    """A finding made by hand is kept like findings of the machine that hold nothing else."""
    found: Mapping[str, Any] = {_LISTS[type(value.finding).__name__]: (value.finding,)}
    return _dump(findings_json.to_json("", Findings("", "", ReferenceDate(None, "none"), actors=value.actors, **found)))


def _dump(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
