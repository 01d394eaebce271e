"""A position that somebody else tells of carries through whom it came; one told by its own speaker does not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.analysis import analyse

GOLD = Path(__file__).resolve().parent.parent / "gold" / "via.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLD.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}-{n}" for n, c in enumerate(CASES)])
def test_a_position_told_by_another_says_through_whom_it_came(case: dict[str, Any]) -> None:
    findings = analyse(case["text"], language=case["language"])
    names = {actor.id: actor.name for actor in findings.actors}
    found = [
        (piece.quote, [names[i] for i in s.actors], [names[i] for i in s.via])
        for s in findings.statements
        for piece in s.content
    ]
    for line in case["chain"]:
        content, speaker, via = (part.strip() for part in line.split("|"))
        matching = [f for f in found if f[0] == content and any(speaker in name for name in f[1])]
        assert matching, found
        assert all(bool(f[2]) == bool(via) and all(via in name for name in f[2]) for f in matching), found


def test_the_sentences_cover_three_languages_with_near_misses() -> None:
    chains = [(c["language"], line.split("|")[2].strip()) for c in CASES for line in c["chain"]]
    assert len(CASES) >= 20
    for language in ("fr", "en", "es"):
        assert {bool(via) for code, via in chains if code == language} == {True, False}
