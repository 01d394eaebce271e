"""The hand-made findings of the two sample articles, as the window's tests show them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.analysis import RULES, model_version
from briefing.model import (
    Actor,
    Article,
    Code,
    Figure,
    Findings,
    Meeting,
    ReferenceDate,
    Span,
    Statement,
    Unattributed,
    When,
)
from briefing.workspace import Workspace

_KINDS = {"body": "organisation"}
_QUALIFIERS = {"approx": "≈", "over": ">", "more_than": ">", "gt": ">"}


def gold_findings(gold: dict[str, Any], name: str, text: str) -> Findings:
    """The gold of one document as findings."""
    document = next(d for d in gold["documents"] if d["id"] == name)
    mine = {
        kind: [x for x in gold[kind] if x["doc"] == name]
        for kind in ("statements", "events", "figures", "unattributed")
    }
    reference = document["reference_date"]
    return Findings(
        language="fr",
        rules=RULES,
        reference_date=ReferenceDate(reference, "stated" if reference else "none"),
        actors=tuple(_actor(a, name) for a in gold["actors"] if any(m["doc"] == name for m in a["mentions"])),
        statements=tuple(sorted((_statement(s) for s in mine["statements"]), key=lambda s: s.content[0])),
        unattributed=tuple(Unattributed(u["id"], span_of(u)) for u in mine["unattributed"]),
        meetings=tuple(_meeting(e) for e in mine["events"]),
        figures=tuple(_figure(f) for f in mine["figures"]),
    )


def span_of(entry: dict[str, Any]) -> Span:
    return Span(entry["start"], entry["end"], entry["quote"])


def _actor(entry: dict[str, Any], name: str) -> Actor:
    mentions = tuple(span_of(m) for m in entry["mentions"] if m["doc"] == name)
    kind = _KINDS.get(entry["kind"], entry["kind"])
    return Actor(entry["id"], entry["name"], kind, entry["role"], tuple(entry["aliases"]), mentions)


def _statement(entry: dict[str, Any]) -> Statement:
    actors = entry["actor"] if isinstance(entry["actor"], list) else [entry["actor"]]
    speaker = entry.get("speaker")
    cue = ()
    if entry.get("cue_start") is not None:
        length = entry["cue_end"] - entry["cue_start"]
        cue = (Span(entry["cue_start"], entry["cue_end"], (entry["cue"] + " " * length)[:length]),)
    return Statement(
        key=entry["id"],
        actors=tuple(actors),
        kind=entry["kind"],
        stance=entry["stance"],
        content=(span_of(entry),),
        cue=cue,
        source=(span_of(speaker),) if speaker and speaker.get("quote") else (),
        verbatim=tuple(span_of(v) for v in entry["verbatim"]),
        restates=tuple(entry.get("restates", ())),
        confidence=0.9 if entry["tier"] == "core" else 0.5,
        rule="gold",
        how_known="pronoun" if speaker and speaker.get("quote") == "Elle" else "name",
    )


def _meeting(entry: dict[str, Any]) -> Meeting:
    date = entry["date_iso"]
    precision = ("year", "month", "day")[date.count("-")] if date else "none"
    when = When(None, date, date, precision, Code("explicit" if date else "none"))
    status = "scheduled" if entry["status"] == "scheduled" else "past"
    return Meeting(
        entry["id"], span_of(entry), entry["title"], when, status, False, tuple(entry["participants"]), entry["place"]
    )


def _figure(entry: dict[str, Any]) -> Figure:
    qualifier = _QUALIFIERS.get(entry.get("qualifier", ""))
    return Figure(
        entry["id"],
        span_of(entry),
        entry["value"],
        entry["unit"],
        qualifier,
        entry.get("direction"),
        None,
        entry["claimed_by"],
    )


def put_gold(workspace: Workspace) -> None:
    """Give the sample articles of a library their gold findings, so that no parser is needed."""
    gold = json.loads((Path(__file__).parents[1] / "gold" / "seeds.json").read_text(encoding="utf-8"))
    by_hash = {d["sha256"]: d["id"] for d in gold["documents"]}
    for headline in workspace.library.headlines():
        article = workspace.library.article(headline.id)
        name = by_hash[article.original_sha256]
        put_findings(workspace, article, gold_findings(gold, name, article.text))


def put_findings(workspace: Workspace, article: Article, findings: Findings) -> None:
    """Store findings as the analysis of today's rules would, with the date that they state."""
    reference = findings.reference_date
    with workspace.library.edit("Analyse", undoable=False) as edit:
        if reference.value:
            edit.correct_article(article.id, published=reference.value, published_basis=reference.basis)
        edit.put_findings(article.id, findings, model_version(article.language))


def add_article(workspace: Workspace, dossier_id: str, title: str, text: str, **fields: Any) -> Article:
    """Put a text into the library as it is."""
    content = text.encode()
    values = {"published": "2026-01-16", "published_basis": "given", "language": "fr"} | fields
    digest = sha256(content).hexdigest()
    article = Article(digest[:32], title, text, original_sha256=digest, text_sha256=digest, **values)
    with workspace.library.edit("Import") as edit:
        edit.add_article(article, content, dossier_id)
    return article
