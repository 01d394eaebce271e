"""Keeping what the machine found."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from briefing.library import revisions, rows, schema, seals, search
from briefing.library.clock import now
from briefing.model import Actor, Finding, Findings, Span


def spans_of(value: object) -> Iterator[Span]:
    """Every span anywhere in the value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_of(part)


def put_findings(connection: Connection, text_sha256: str, text: str, findings: Findings, model: str) -> None:
    """Store the findings under text, reference date, language, rules and model; the same key is replaced.

    Older rules' findings of the text go, unless something was decided about one: then they can still be shown.
    """
    assert all(span.stands_in(text) for span in spans_of(findings)), "every span stands in the text"
    key = {
        "text_sha256": text_sha256,
        "reference_date": findings.reference_date.value or "",
        "language": findings.language,
        "rules": findings.rules,
        "model": model,
    }
    table = schema.findings
    same_text = select(table).where(table.c.text_sha256 == text_sha256)
    for old in connection.execute(same_text).mappings().all():
        is_same = all(old[name] == value for name, value in key.items())
        is_old = (old["rules"], old["model"]) != (findings.rules, model) and old["language"] == findings.language
        if is_same or (is_old and not _is_curated(connection, text_sha256)):
            revisions.forget_findings(connection, old["id"])
            search.forget_findings(connection, old["id"])
            connection.execute(delete(table).where(table.c.id == old["id"]))
    found: tuple[Finding, ...] = (*findings.statements, *findings.unattributed, *findings.meetings, *findings.figures)
    values = key | {
        "reference_basis": findings.reference_date.basis,
        "lines": len(found),
        "document": rows.findings_document(findings),
        "made_at": now(),
    }
    values["seal"] = seals.of_findings(values)
    (findings_id,) = connection.execute(insert(table), values).inserted_primary_key or (0,)
    actors = {actor.id: actor for actor in findings.actors}
    for finding in found:
        _put_finding(connection, findings_id, finding, actors)
    search.learn_findings(connection, findings_id)
    revisions.learn_findings(connection, findings_id)


def _is_curated(connection: Connection, text_sha256: str) -> bool:
    for table in (schema.curation, schema.brief_line):
        joined = table.join(schema.article, schema.article.c.id == table.c.article_id)
        query = select(table.c.key).select_from(joined).where(schema.article.c.text_sha256 == text_sha256).limit(1)
        if connection.execute(query).first():
            return True
    return False


def _put_finding(connection: Connection, findings_id: int, finding: Finding, actors: dict[str, Actor]) -> None:
    row, passages, roles = rows.finding_rows(finding, actors)
    inserted = connection.execute(insert(schema.finding), row | {"findings_id": findings_id})
    (finding_id,) = inserted.inserted_primary_key or (0,)
    for table, found in ((schema.passage, passages), (schema.role, roles)):
        if found:
            connection.execute(insert(table), [one | {"finding_id": finding_id} for one in found])


def stored_rows(connection: Connection, findings_id: int) -> list[tuple[dict[str, Any], rows.Rows, rows.Rows]]:
    """What those tables do hold of a set of findings."""
    f = schema.finding
    found = []
    for row in connection.execute(select(f).where(f.c.findings_id == findings_id).order_by(f.c.id)).mappings().all():
        parts = []
        for table in (schema.passage, schema.role):
            query = (
                select(table).where(table.c.finding_id == row["id"]).order_by(table.primary_key.columns.values()[-1])
            )
            columns = [c.name for c in table.c if c.name not in ("id", "finding_id")]
            parts.append([{name: r[name] for name in columns} for r in connection.execute(query).mappings()])
        rest = {name: row[name] for name in ("key", "kind", "stance", "confidence")}
        found.append((rest, parts[0], parts[1]))
    return found
