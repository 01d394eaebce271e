"""Whole analyses: the sample articles, the same bytes again, odd texts."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.analysis import analyse
from briefing.analysis.parse import Parsed, parse
from briefing.analysis.statements import find_statements
from briefing.findings_json import from_json, to_json
from briefing.model import SURE

ODD = [
    "",
    "« « « ” ” \" ' » — a-t-il dit",
    "LE MINISTRE A DÉCLARÉ QUE LA RÉUNION AURAIT LIEU. « NON », A-T-IL DIT.",
    "said said said that that that.",
    "🇲🇽 « 𝕏 est fermé », a déclaré la présidente 𝒞laudia.",
    "(((((dijo que ((que (que que))",
    "no rights here at all, the president said that",
    "La otra pregunta relevante: el embajador dijo que",
    "Le ministre a déclaré que",
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


HASHED = """
import json, sys
from briefing.analysis import analyse
from briefing.analysis.parse import Parsed, parse
from briefing.analysis.statements import find_statements
from briefing.findings_json import to_json
text = open(sys.argv[1], encoding="utf-8").read()
print(json.dumps(to_json("x", analyse(text, language="fr")), ensure_ascii=True))
"""


def test_the_same_bytes_under_any_hash_seed_locale_and_time_zone(root: Path) -> None:
    seed = sorted((root / "seeds").glob("*.txt"))[0]
    out = set()
    for number, zone in (("0", "UTC"), ("1", "Pacific/Kiritimati")):
        env = os.environ | {"PYTHONHASHSEED": number, "TZ": zone, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(root)}
        command = [sys.executable, "-W", "ignore", "-c", HASHED, str(seed)]
        done = subprocess.run(command, env=env, cwd=root, capture_output=True, check=True)
        out.add(done.stdout)
    assert len(out) == 1


LONG = {
    "10,000 quotation marks": '" ' * 10_000,
    "nested brackets": "(" * 3_000 + "dijo que no" + ")" * 3_000,
    "one sentence of 5,000 words": "Le ministre a dit que la ville, la région et le pays " * 450,
    "guillemets never closed": "« Oui, a-t-il dit. " * 1_500,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_rules_take_no_longer_than_in_proportion(text: str) -> None:
    def seconds(parsed: Parsed) -> float:
        begin = time.process_time()
        find_statements(parsed)
        return time.process_time() - begin

    whole, part = parse(text, "fr"), parse(text[: len(text) // 4], "fr")
    assert seconds(whole) <= 8 * seconds(part) + 0.5


def test_a_role_stands_as_the_text_has_it_and_without_what_follows() -> None:
    text = (
        "Solicitor General Clara Morel said the court should act. Luke Vidal, a lawyer with the attorney general’s "
        "office who leads the questioning, said it was late. Ruth Barrow, leader of their party, agreed that it was."
    )
    roles = {actor.name: actor.role for actor in analyse(text, language="en").actors}
    assert roles["Clara Morel"] == "Solicitor General"
    assert roles["Luke Vidal"] == "lawyer with the attorney general’s office"
    assert roles["Ruth Barrow"] == "leader of their party"


def test_a_single_word_is_no_sure_position() -> None:
    text = "“Probably,” Luke Vidal said. “The vaccines have risks,” he said. “Done,” Vidal said."
    sure = {s.content[0].quote: s.confidence >= SURE for s in analyse(text, language="en").statements}
    assert sure == {"Probably": False, "The vaccines have risks": True, "Done": False}
