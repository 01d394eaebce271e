"""The sample articles against what a careful reader found in them (tests/gold/seeds.json)."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.analysis import analyse
from briefing.model import Findings, Span, Statement

ROOT = Path(__file__).resolve().parent.parent.parent
SAME_STATEMENT = 0.8  # share of the joint stretch that both cover
_SMALL_WORDS = frozenset(["le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "et"])

Gold = dict[str, Any]
Stretch = tuple[int, int]


def measure() -> dict[str, int]:
    """What was found, counted over both articles."""
    gold = json.loads((ROOT / "tests" / "gold" / "seeds.json").read_text("utf-8"))
    names = {actor["id"]: {_words(name) for name in (actor["name"], *actor["aliases"])} for actor in gold["actors"]}
    counts: dict[str, int] = {}
    for document in gold["documents"]:
        text = (ROOT / "seeds" / document["file"]).read_text("utf-8")
        findings = analyse(text, language=document["lang"])
        found = _Found(findings, names)
        own = {kind: [one for one in gold[kind] if one["doc"] == document["id"]] for kind in _KINDS}
        for name, count in (*_statements(own["statements"], found), *_others(own, found)):
            counts[name] = counts.get(name, 0) + count
    return counts


_KINDS = ("statements", "events", "figures", "unattributed")


class _Found:
    """The findings of one article, with the question whether an actor is the one that the gold names."""

    def __init__(self, findings: Findings, names: dict[str, set[frozenset[str]]]) -> None:
        self.findings = findings
        self._names = names
        self._actors = {actor.id: {_words(name) for name in (actor.name, *actor.aliases)} for actor in findings.actors}

    def is_actor(self, gold_id: str | None, ids: Iterable[str | None]) -> bool:
        """Whether one of the actors is the gold's; for a gold without an actor, whether there is none."""
        if gold_id is None:
            return not any(ids)
        wanted = self._names.get(gold_id or "", set())
        given = [name for one in ids for name in self._actors.get(one or "", ())]
        return any(a == b or (a and b and (a <= b or b <= a)) for a in wanted for b in given)


def _words(name: str) -> frozenset[str]:
    plain = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", name.casefold()))
    return frozenset(plain.split()) - _SMALL_WORDS or frozenset(plain.split())


def _shared(a: Stretch, b: Stretch) -> float:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, both / (max(a[1], b[1]) - min(a[0], b[0])))


def _stretch(statement: Statement) -> Stretch:
    return statement.content[0].start, statement.content[-1].end


def _meets(gold: Gold, span: Span) -> bool:
    return _shared((gold["start"], gold["end"]), (span.start, span.end)) > 0


def _statements(gold: Sequence[Gold], found: _Found) -> Iterator[tuple[str, int]]:
    proposed = found.findings.statements
    core = [one for one in gold if one["tier"] == "core"]
    pairs = []
    for one in core:
        best = max(proposed, key=lambda s: _shared((one["start"], one["end"]), _stretch(s)), default=None)
        if best is not None and _shared((one["start"], one["end"]), _stretch(best)) >= SAME_STATEMENT:
            pairs.append((one, best))
    yield "statements-core", len(core)
    yield "statements-proposed", len(proposed)
    yield "statements-found", len(pairs)
    yield "statements-right-actor", sum(found.is_actor(one["actor"], s.actors) for one, s in pairs)
    yield "statements-right-kind", sum(one["kind"] == s.kind for one, s in pairs)
    yield "statements-right-stance", sum(one["stance"] == s.stance for one, s in pairs)


def _others(gold: dict[str, list[Gold]], found: _Found) -> Iterator[tuple[str, int]]:
    findings = found.findings
    core = [one for one in gold["events"] if one["tier"] == "core"]
    dated = [
        any(
            _meets(one, m.span) and m.when.start == one["date_iso"] and m.status == one["status"]
            for m in findings.meetings
        )
        for one in core
    ]
    yield "meetings-right", sum(dated)
    figures = [one for one in gold["figures"] if one["tier"] == "core"]
    claimed = [
        any(
            _meets(one, f.span) and f.value == one["value"] and found.is_actor(one["claimed_by"], [f.claimed_by])
            for f in findings.figures
        )
        for one in figures
    ]
    yield "figures-right", sum(claimed)
    yield (
        "unattributed-found",
        sum(any(_meets(one, u.span) for u in findings.unattributed) for one in gold["unattributed"]),
    )
    given = [
        any(
            _shared((one["start"], one["end"]), _stretch(s)) >= SAME_STATEMENT and s.actors for s in findings.statements
        )
        for one in gold["unattributed"]
    ]
    yield "unattributed-given-to-an-actor", sum(given)
