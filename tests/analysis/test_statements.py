"""Each rule finds its sentence and leaves the near miss alone, in three languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.analysis import analyse

GOLD = Path(__file__).resolve().parent.parent / "gold" / "statements.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLD.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}-{c['rule']}-{n}" for n, c in enumerate(CASES)])
def test_a_rule_finds_its_sentence_and_no_near_miss(case: dict[str, Any]) -> None:
    findings = analyse(case["text"], language=case["language"])
    names = {a.id: {a.name, *a.aliases} for a in findings.actors}
    found = [
        (set().union(*(names[i] for i in s.actors)), piece.quote, s.kind, s.stance)
        for s in findings.statements
        for piece in s.content
    ]
    for line in case.get("found", []):
        speaker, content, kind, stance = (part.strip() for part in line.split("|"))
        assert any(
            content == quote and (not speaker or speaker in who) and kind in ("", k) and stance in ("", position)
            for who, quote, k, position in found
        ), found
    for words in case.get("never", []):
        assert not any(words in quote for _, quote, _, _ in found), found
    claims = [u.span.quote for u in findings.unattributed]
    assert all(words in claims for words in case.get("unattributed", [])), claims
