"""The sentences written for the rules of figures and meetings (tests/gold/figures.toml, meetings.toml)."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.analysis import analyse
from briefing.model import Findings
from tests.quality.seeds import ROOT

# the day on which the sentences were published
PUBLISHED = "2026-01-16"

Gold = Mapping[str, Any]


def measure() -> dict[str, int]:
    """How much of what the sentences say was found right, and how much was found that they don't say."""
    counts: dict[str, int] = {}
    for kind in ("figures", "meetings"):
        for sentence in tomllib.loads((ROOT / "tests" / "gold" / f"{kind}.toml").read_text("utf-8"))["sentence"]:
            findings = analyse(sentence["text"], published=PUBLISHED, language=sentence["language"])
            compare = _figures if kind == "figures" else _meetings
            for name, value in compare(findings, {gold["quote"]: gold for gold in sentence[kind]}):
                counts[name] = counts.get(name, 0) + value
    return counts


def _figures(findings: Findings, gold: Mapping[str, Gold]) -> Iterator[tuple[str, int]]:
    for figure in findings.figures:
        want = gold.get(figure.span.quote)
        yield "figures-found" if want else "figures-too-many", 1
        if want is None:
            continue
        value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
        yield "figures-value-and-unit", (value, figure.unit) == (want["value"], want["unit"])
        yield "figures-qualifier", figure.qualifier == want.get("qualifier")
        yield "figures-direction", figure.direction == want.get("direction")
        yield "figures-what", "what" in want and figure.what is not None and figure.what.quote == want["what"]
    yield "figures-too-many", 0


def _meetings(findings: Findings, gold: Mapping[str, Gold]) -> Iterator[tuple[str, int]]:
    names = {actor.id: actor.name for actor in findings.actors}
    for meeting in findings.meetings:
        want = gold.get(meeting.span.quote)
        yield "meetings-found" if want else "meetings-too-many", 1
        if want is None:
            continue
        when = meeting.when
        date = f"{when.start}/{when.end}" if when.precision == "range" else when.start
        yield "meetings-date-and-status", (date, meeting.status) == (want["date"], want["status"])
        yield "meetings-cancelled", "cancelled" in want and meeting.is_cancelled == want["cancelled"]
        people = [names[one] for one in meeting.participants]
        yield "meetings-participants", "participants" in want and people == want["participants"]
        yield "meetings-place", "place" in want and meeting.place == want["place"]
    yield "meetings-too-many", 0
