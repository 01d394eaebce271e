"""Figures: the sentences of `tests/gold/figures.toml`, and who claims a figure."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import analyse
from tests.conftest import ROOT

GOLD = tomllib.loads((ROOT / "tests" / "gold" / "figures.toml").read_text("utf-8"))["sentence"]


def plain(value):
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("sentence", GOLD, ids=[s["text"][:50] for s in GOLD])
def test_gold_figures(sentence):
    text = sentence["text"]
    found = analyse(text, published="2026-01-16", language=sentence["language"]).figures
    assert all(figure.span.stands_in(text) for figure in found)
    assert [(f.span.quote, plain(f.value), f.unit) for f in found] == [
        (g["quote"], g["value"], g["unit"]) for g in sentence["figures"]
    ]
    for figure, gold in zip(found, sentence["figures"], strict=True):
        assert figure.qualifier == gold.get("qualifier")
        assert figure.direction == gold.get("direction")
        if "what" in gold:
            assert figure.what is not None
            assert figure.what.quote == gold["what"]


def test_the_gold_has_twenty_of_each_kind_with_near_misses():
    figures = [figure for sentence in GOLD for figure in sentence["figures"]]
    assert sum("qualifier" in f for f in figures) >= 20
    assert sum("direction" in f for f in figures) >= 20
    assert sum("what" in f for f in figures) >= 20
    assert sum(not s["figures"] for s in GOLD) >= 8
    assert {s["language"] for s in GOLD} == {"fr", "en", "es"}


def test_the_speaker_of_the_statement_claims_the_figure():
    text = "Claudia Sheinbaum a déclaré que la police avait saisi près de 320 tonnes de drogue."
    findings = analyse(text, language="fr")
    (figure,) = findings.figures
    names = {actor.id: actor.name for actor in findings.actors}
    assert names[figure.claimed_by] == "Claudia Sheinbaum"


def test_a_figure_in_the_article_s_own_voice_has_no_claimant():
    (figure,) = analyse("Le Mexique a extradé plus de 50 leaders du trafic de drogue.", language="fr").figures
    assert figure.claimed_by is None


def test_equal_figures_have_keys_of_their_own():
    found = analyse("Il y a eu 40 morts lundi et 40 morts mardi.", language="fr").figures
    assert [f.span.quote for f in found] == ["40 morts", "40 morts"]
    assert found[0].key != found[1].key


NOISE = (
    "50 % 1 2 , . - – ( ) de des millions milliards € $ près plus entre et à 000 10 personnes baisse Titre une centaine"
)
PIECES = st.sampled_from([*NOISE.split(), "\n", "\n\n", "\u202f", "\u00a0"]) | st.text(max_size=5)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["fr", "en", "es"]))
def test_any_noise_gives_figures_that_stand_in_the_text(pieces, language):
    text = " ".join(pieces)
    for figure in analyse(text, language=language).figures:
        assert figure.span.stands_in(text)
        assert figure.what is None or figure.what.stands_in(text)
