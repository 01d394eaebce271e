"""A person's work goes over to a newer version of an article: annotations, decisions, findings made by hand.

Nothing is carried over in silence: `carry` gives what became of each, and what is gone stays with the old version.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from briefing.differences import Alignment
from briefing.library import reads, rows, schema
from briefing.library.anchors import Anchor, find_anchor
from briefing.library.journal import Journal
from briefing.model import (
    Actor,
    Addition,
    Annotation,
    Carried,
    CarriedOutcome,
    Figure,
    Finding,
    Findings,
    Meeting,
    Span,
    Statement,
    finding_span,
)
from briefing.text import surroundings

_CITED = re.compile(r"\[\[([^\[\]]+)\]\]")
# So much of a line's passage has to be a new finding's passage for it to be the same line.
_SAME_PASSAGE = 0.6
# What stays with a decision when the passage says something else now: who and where, not whether it is so.
_OPEN_AGAIN: dict[str, Any] = {"state": "proposed", "text": None}
Value = TypeVar("Value")


class CarryOver:
    """From one article to another, within one edit."""

    def __init__(self, connection: Connection, journal: Journal, old_id: str, new_id: str) -> None:
        self._connection, self._journal = connection, journal
        self._old_id, self._new_id = old_id, new_id
        self._old, self._new = (reads.article(connection, article_id).text for article_id in (old_id, new_id))
        self._alignment = Alignment(self._old, self._new)
        self._anchors: dict[Span, Anchor] = {}

    def carry(self) -> tuple[Carried, ...]:
        """Move everything; what became of each, in the order of the old text."""
        annotations = [self._annotation(a) for a in reads.annotations(self._connection, self._old_id)]
        additions = [self._addition(a) for a in reads.additions(self._connection, self._old_id)]
        decisions = self._decisions(additions)
        own = self._own_lines([*additions, *decisions])
        carried = [*annotations, *additions, *decisions, *own]
        return tuple(sorted(carried, key=lambda c: (c.old.start if c.old else len(self._old), c.kind, c.key)))

    def _anchor(self, span: Span) -> Anchor:
        if span not in self._anchors:
            self._anchors[span] = find_anchor(self._alignment, span)
        return self._anchors[span]

    # --- annotations ------------------------------------------------------------------------------------------

    def _annotation(self, annotation: Annotation) -> Carried:
        anchor = self._anchor(annotation.span)
        if anchor.span:
            prefix, suffix = surroundings(self._new, anchor.span)
            place = {"span_start": anchor.span.start, "span_end": anchor.span.end, "quote": anchor.span.quote}
            values = {"article_id": self._new_id, "prefix": prefix, "suffix": suffix} | place
            self._journal.put(schema.annotation, {"id": annotation.id}, values)
        return Carried(annotation.kind, anchor.outcome, annotation.id, annotation.body, annotation.span, anchor.span)

    # --- findings made by hand --------------------------------------------------------------------------------

    def _addition(self, addition: Addition) -> Carried:
        """A finding goes over with its passages when each of them stands in the new text as it was."""
        finding = addition.finding
        span = finding_span(finding)
        anchor = self._anchor(span)
        table, key = schema.addition, {"article_id": self._new_id, "key": finding.key}
        moved = self._shifted(replace_mentions(addition))
        outcome: CarriedOutcome = anchor.outcome
        if moved is None and outcome != "gone":
            outcome = "changed"
        elif moved is not None:
            document = rows.addition_document(moved._replace(article_id=self._new_id))
            self._journal.put(table, key, {"document": document})
        new_key = finding.key if moved else ""
        return Carried("addition", outcome, finding.key, span.quote, span, anchor.span, new_key)

    def _shifted(self, value: Value) -> Value | None:
        """The value with every passage in it where it stands now; None when one has changed or is gone."""
        if isinstance(value, Span):
            anchor = self._anchor(value)
            return anchor.span if anchor.outcome in ("kept", "moved") else None  # type: ignore[return-value]
        if isinstance(value, tuple):
            parts = [self._shifted(part) for part in value]
            is_whole = all(part is not None or before is None for part, before in zip(parts, value, strict=True))
            if not is_whole:
                return None
            make: Any = getattr(value, "_make", tuple)  # a finding is a named tuple of what it holds
            return make(parts)  # type: ignore[no-any-return]
        return value

    # --- decisions --------------------------------------------------------------------------------------------

    def _decisions(self, additions: Sequence[Carried]) -> list[Carried]:
        c, b = schema.curation, schema.brief_line
        decided = {row["key"]: row for row in self._rows_of(c)}
        placed: dict[str, list[Any]] = {}
        for row in self._rows_of(b):
            placed.setdefault(row["key"], []).append(row)
        by_hand = {carried.key: carried for carried in additions}
        old, new = (_findings_by_key(reads.findings(self._connection, i)) for i in (self._old_id, self._new_id))
        found = []
        for key in dict.fromkeys((*decided, *placed)):
            carried = self._follow(key, old, new, by_hand.get(key), decided.get(key) or placed[key][0])
            if carried.new_key:
                self._put_decision(carried, decided.get(key), placed.get(key, ()))
            if key not in by_hand:
                found.append(carried)
        return found

    def _rows_of(self, table: Any) -> Sequence[Any]:
        return self._connection.execute(select(table).where(table.c.article_id == self._old_id)).mappings().all()

    def _follow(self, key: str, old: "Known", new: "Known", by_hand: Carried | None, row: Any) -> Carried:
        """Which finding of the new text the decision is about now."""
        if by_hand is not None:
            return by_hand
        words = row.get("state", "") or ""
        finding = old[0].get(key)
        if finding is None:
            return self._follow_quote(key, row["quote"], words, new)
        span = finding_span(finding)
        spans = finding.content if isinstance(finding, Statement) else (finding.span,)
        anchors = [self._anchor(s) for s in spans]
        now = [anchor.span for anchor in anchors if anchor.span]
        other = _on_passage(finding, now, new[0])
        place = self._anchor(span).span
        if other is None:
            return Carried("decision", "gone", key, words, span, place)
        is_same = all(a.outcome in ("kept", "moved") for a in anchors) and _says(finding, old[1]) == _says(
            other, new[1]
        )
        outcome: CarriedOutcome = "changed" if not is_same else "kept"
        if is_same and any(anchor.outcome == "moved" for anchor in anchors):
            outcome = "moved"
        return Carried("decision", outcome, key, words, span, finding_span(other), other.key)

    def _follow_quote(self, key: str, quote: str, words: str, new: "Known") -> Carried:
        """A decision whose finding is not made any more: its words are all that is known."""
        at = self._old.find(quote) if quote else -1
        if at < 0 or self._old.find(quote, at + 1) >= 0:
            return Carried("decision", "gone", key, words)
        span = Span(at, at + len(quote), quote)
        return Carried("decision", "gone", key, words, span, self._anchor(span).span)

    def _put_decision(self, carried: Carried, decided: Any, placed: Sequence[Any]) -> None:
        quote = carried.new.quote if carried.new else ""
        if decided is not None:
            values = {c.name: decided[c.name] for c in schema.curation.c if c.name not in ("article_id", "key")}
            values |= {"quote": quote, **(_OPEN_AGAIN if carried.outcome == "changed" else {})}
            if values["state"] != "proposed" or any(values[n] for n in ("gloss", "note", "actor", "issue", "text")):
                self._put(schema.curation, {"article_id": self._new_id, "key": carried.new_key}, values)
        for row in placed:
            key = {"dossier_id": row["dossier_id"], "article_id": self._new_id, "key": carried.new_key}
            # what was taken into the brief because of its words is looked at again when they have changed
            included = None if carried.outcome == "changed" else row["is_included"]
            if included is not None or row["position"] is not None:
                values = {"is_included": included, "position": row["position"], "quote": quote}
                self._put(schema.brief_line, key, values)

    def _put(self, table: Any, key: dict[str, Any], values: dict[str, Any]) -> None:
        """What was decided about the new version already stands."""
        if reads.row(self._connection, table, key) is None:
            self._journal.put(table, key, values)

    # --- own lines that cite ----------------------------------------------------------------------------------

    def _own_lines(self, carried: Sequence[Carried]) -> list[Carried]:
        """Lines of the analyst's own cite the same lines in the new version."""
        old, new = (_findings_by_key(reads.findings(self._connection, i))[0] for i in (self._old_id, self._new_id))
        kept = {one.key: one for one in carried}
        found = []
        table = schema.own_line
        rows_ = self._connection.execute(select(table).where(table.c.text.contains(f"[[{self._old_id}/"))).mappings()
        for row in rows_.all():
            outcomes: list[CarriedOutcome] = []

            def cite(match: re.Match[str], outcomes: list[CarriedOutcome] = outcomes) -> str:
                article_id, _, key = match[1].partition("/")
                if article_id != self._old_id:
                    return match[0]
                one = kept.get(key) or self._undecided(key, old, new)
                outcomes.append(one.outcome)
                return f"[[{self._new_id}/{one.new_key}]]" if one.new_key else match[0]

            text = _CITED.sub(cite, row["text"])
            self._journal.put(table, {"id": row["id"]}, {"text": text})
            outcome = max(outcomes, key=("kept", "moved", "changed", "gone").index)
            found.append(Carried("own", outcome, row["id"], _CITED.sub("", row["text"]).strip()))
        return found

    def _undecided(self, key: str, old: Mapping[str, Finding], new: Mapping[str, Finding]) -> Carried:
        """A line that is cited though nothing was decided about it."""
        return self._follow(key, (old, {}), (new, {}), None, {"quote": ""})


Known = tuple[Mapping[str, Finding], Mapping[str, str]]


def replace_mentions(addition: Addition) -> Addition:
    """The addition without the places where its actors are named: they are found again with the new text."""
    return addition._replace(actors=tuple(actor._replace(mentions=()) for actor in addition.actors))


def _findings_by_key(findings: Findings | None) -> Known:
    """Findings by key, and the names of actors by id."""
    if findings is None:
        return {}, {}
    every: tuple[Finding, ...] = (
        *findings.statements,
        *findings.unattributed,
        *findings.meetings,
        *findings.figures,
    )
    return {finding.key: finding for finding in every}, {actor.id: _name(actor) for actor in findings.actors}


def _name(actor: Actor) -> str:
    return actor.name.casefold()


def _on_passage(finding: Finding, now: Sequence[Span], new: Mapping[str, Finding]) -> Finding | None:
    """The finding of the same kind that stands on these passages of the new text."""
    best: tuple[float, Finding | None] = (0.0, None)
    for other in new.values():
        if type(other) is type(finding):
            spans = other.content if isinstance(other, Statement) else (other.span,)
            share = _overlap(now, spans)
            if share > best[0]:
                best = (share, other)
    return best[1] if best[0] >= _SAME_PASSAGE else None


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    longest = max(sum(s.end - s.start for s in one), sum(s.end - s.start for s in other), 1)
    return common / longest


def _says(finding: Finding, names: Mapping[str, str]) -> tuple[object, ...]:
    """What a finding claims: a decision about it holds only as long as this is the same."""
    match finding:
        case Statement():
            who = tuple(sorted(names.get(actor, actor) for actor in finding.actors))
            via = tuple(sorted(names.get(actor, actor) for actor in finding.via))
            words = (*_words(*finding.content), *_words(*finding.cue))
            return (*words, who, via, finding.kind, finding.stance, finding.is_conditional, finding.is_negated)
        case Meeting():
            when = finding.when
            what = (finding.status, finding.is_cancelled, finding.place)
            return (*_words(finding.span), when.start, when.end, when.precision, *what)
        case Figure():
            counted = _words(finding.what) if finding.what else ()
            claimant = names.get(finding.claimed_by or "", "")
            number = (finding.value, finding.unit, finding.qualifier, finding.direction)
            return (*_words(finding.span), *counted, *number, claimant)
        case _:
            return _words(finding.span)


def _words(*spans: Span) -> tuple[str, ...]:
    return tuple(" ".join(span.quote.split()) for span in spans)
