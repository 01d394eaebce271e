"""Findings as plain JSON values in a fixed order of keys, and back.

One object a document, as `briefing analyse` writes it and the library stores it. Spans are `[start, end]` in code
points; reading them back needs the document's text.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from briefing.model import (
    Actor,
    Caution,
    Code,
    DateMention,
    Figure,
    Findings,
    Meeting,
    ReferenceDate,
    Span,
    Statement,
    Unattributed,
    When,
)

Json = dict[str, Any]


def to_json(doc: str, findings: Findings, text: str | None = None) -> Json:
    """The findings of document `doc`; `text` goes in as well when it is given."""
    out: Json = {"doc": doc, "language": findings.language, "rules": findings.rules}
    if text is not None:
        out["text"] = text
    reference = findings.reference_date
    out["reference_date"] = {"value": reference.value, "basis": reference.basis, "span": _pair(reference.span)}
    out["actors"] = [_actor(a) for a in findings.actors]
    out["statements"] = [_statement(s) for s in findings.statements]
    out["unattributed"] = [_passage(u) | {"rule": u.rule} for u in findings.unattributed]
    out["meetings"] = [_meeting(m) for m in findings.meetings]
    out["figures"] = [_figure(f) for f in findings.figures]
    out["dates"] = [
        {"span": _pair(d.span), "value": d.value, "precision": d.precision, "basis": _code(d.basis)}
        for d in findings.dates
    ]
    out["cautions"] = [_caution(c) for c in findings.cautions]
    return out


def from_json(raw: Mapping[str, Any], text: str | None = None) -> Findings:
    """The findings that `to_json` wrote. `text` is needed unless it is in `raw`."""
    text = cast(str, raw["text"]) if text is None else text
    reference = raw["reference_date"]
    return Findings(
        raw["language"],
        raw["rules"],
        ReferenceDate(reference["value"], reference["basis"], _span_or_none(reference["span"], text)),
        tuple(_to_actor(a, text) for a in raw["actors"]),
        tuple(_to_statement(s, text) for s in raw["statements"]),
        tuple(Unattributed(u["key"], _span(u["span"], text), u["rule"]) for u in raw["unattributed"]),
        tuple(_to_meeting(m, text) for m in raw["meetings"]),
        tuple(_to_figure(f, text) for f in raw["figures"]),
        tuple(
            DateMention(_span(d["span"], text), d["value"], d["precision"], _to_code(d["basis"])) for d in raw["dates"]
        ),
        tuple(_to_caution(c, text) for c in raw["cautions"]),
    )


# --- values to JSON -----------------------------------------------------------------------------------------------


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _code(code: Code) -> Json:
    return {"code": code.code} | dict(sorted(code.parameters.items()))


def _passage(finding: Unattributed | Meeting | Figure) -> Json:
    return {"key": finding.key, "span": _pair(finding.span), "quote": finding.span.quote}


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "aliases": list(actor.aliases),
        "mentions": _pairs(actor.mentions),
    }


def _statement(statement: Statement) -> Json:
    return {
        "key": statement.key,
        "actors": list(statement.actors),
        "via": list(statement.via),
        "kind": statement.kind,
        "stance": statement.stance,
        "cue": _pairs(statement.cue),
        "source": _pairs(statement.source),
        "content": _pairs(statement.content),
        "quote": [s.quote for s in statement.content],
        "verbatim": _pairs(statement.verbatim),
        "conditional": statement.is_conditional,
        "negated": statement.is_negated,
        "restates": list(statement.restates),
        "confidence": statement.confidence,
        "rule": statement.rule,
        "how_known": statement.how_known,
        "antecedent": _pair(statement.antecedent),
    }


def _meeting(meeting: Meeting) -> Json:
    when = meeting.when
    return _passage(meeting) | {
        "title": meeting.title,
        "when": {
            "span": _pair(when.span),
            "start": when.start,
            "end": when.end,
            "precision": when.precision,
            "basis": _code(when.basis),
        },
        "status": meeting.status,
        "cancelled": meeting.is_cancelled,
        "participants": list(meeting.participants),
        "place": meeting.place,
        "rule": meeting.rule,
    }


def _figure(figure: Figure) -> Json:
    return _passage(figure) | {
        "value": list(figure.value) if isinstance(figure.value, tuple) else figure.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "direction": figure.direction,
        "what": _pair(figure.what),
        "claimed_by": figure.claimed_by,
        "rule": figure.rule,
    }


def _caution(caution: Caution) -> Json:
    return _code(caution.code) | {"span": _pair(caution.span), "of": list(caution.of)}


# --- JSON to values -----------------------------------------------------------------------------------------------


def _span(pair: Sequence[int], text: str) -> Span:
    return Span(pair[0], pair[1], text[pair[0] : pair[1]])


def _span_or_none(pair: Sequence[int] | None, text: str) -> Span | None:
    return _span(pair, text) if pair else None


def _spans(pairs: Sequence[Sequence[int]], text: str) -> tuple[Span, ...]:
    return tuple(_span(p, text) for p in pairs)


def _to_code(raw: Mapping[str, Any]) -> Code:
    return Code(raw["code"], {k: v for k, v in raw.items() if k != "code"})


def _to_actor(raw: Mapping[str, Any], text: str) -> Actor:
    return Actor(raw["id"], raw["name"], raw["kind"], raw["role"], tuple(raw["aliases"]), _spans(raw["mentions"], text))


def _to_statement(raw: Mapping[str, Any], text: str) -> Statement:
    return Statement(
        key=raw["key"],
        actors=tuple(raw["actors"]),
        kind=raw["kind"],
        stance=raw["stance"],
        content=_spans(raw["content"], text),
        cue=_spans(raw["cue"], text),
        source=_spans(raw["source"], text),
        via=tuple(raw["via"]),
        verbatim=_spans(raw["verbatim"], text),
        is_conditional=raw["conditional"],
        is_negated=raw["negated"],
        restates=tuple(raw["restates"]),
        confidence=raw["confidence"],
        rule=raw["rule"],
        how_known=raw.get("how_known", "name"),
        antecedent=_span_or_none(raw.get("antecedent"), text),
    )


def _to_meeting(raw: Mapping[str, Any], text: str) -> Meeting:
    when = raw["when"]
    return Meeting(
        key=raw["key"],
        span=_span(raw["span"], text),
        title=raw["title"],
        when=When(
            _span_or_none(when["span"], text), when["start"], when["end"], when["precision"], _to_code(when["basis"])
        ),
        status=raw["status"],
        is_cancelled=raw["cancelled"],
        participants=tuple(raw["participants"]),
        place=raw["place"],
        rule=raw.get("rule", ""),
    )


def _to_figure(raw: Mapping[str, Any], text: str) -> Figure:
    value = raw["value"]
    return Figure(
        key=raw["key"],
        span=_span(raw["span"], text),
        value=(value[0], value[1]) if isinstance(value, list) else value,
        unit=raw["unit"],
        qualifier=raw["qualifier"],
        direction=raw["direction"],
        what=_span_or_none(raw["what"], text),
        claimed_by=raw["claimed_by"],
        rule=raw.get("rule", ""),
    )


def _to_caution(raw: Mapping[str, Any], text: str) -> Caution:
    parameters = {k: v for k, v in raw.items() if k not in ("code", "span", "of")}
    return Caution(Code(raw["code"], parameters), _span_or_none(raw["span"], text), tuple(raw["of"]))
