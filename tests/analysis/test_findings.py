"""Whole analyses: the sample articles, the same bytes again, odd texts."""

import json

import pytest

from briefing.analysis import analyse
from briefing.findings_json import from_json, to_json

ODD = [
    "",
    "« « « ” ” \" ' » — a-t-il dit",
    "LE MINISTRE A DÉCLARÉ QUE LA RÉUNION AURAIT LIEU. « NON », A-T-IL DIT.",
    "said said said that that that.",
    "🇲🇽 « 𝕏 est fermé », a déclaré la présidente 𝒞laudia.",
    "(((((dijo que ((que (que que))",
]


def test_findings_survive_the_way_through_json(seed_texts: tuple[str, str]) -> None:
    for text in seed_texts:
        findings = analyse(text, language="fr")
        written = json.dumps(to_json("x", findings, text))
        assert from_json(json.loads(written)) == findings


def test_every_passage_stands_verbatim_in_the_text(seed_texts: tuple[str, str]) -> None:
    for text in seed_texts:
        findings = analyse(text, language="fr")
        for statement in findings.statements:
            for span in (*statement.content, *statement.cue, *statement.source, *statement.verbatim):
                assert span.stands_in(text)
        assert all(m.stands_in(text) for a in findings.actors for m in a.mentions)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("text", ODD)
def test_odd_texts_do_no_harm(text: str, language: str) -> None:
    first = to_json("x", analyse(text, language=language))
    assert first == to_json("x", analyse(text, language=language))
