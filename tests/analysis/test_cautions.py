"""Cautions within one article, each with a near miss that gives none."""

import pytest

from briefing.analysis import analyse
from briefing.analysis.parse import parse


def cautions(text, language="fr", published="2026-01-16"):
    return analyse(text, published=published, language=language).cautions


def codes(text, language="fr", published="2026-01-16"):
    return [caution.code.code for caution in cautions(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "Le ministère annonce une baisse de 40 % des homicides.", "no-baseline"),
        ("en", "The ministry announced a 40 percent cut in emissions.", "no-baseline"),
        ("es", "Los homicidios bajaron un 20 por ciento.", "no-baseline"),
        ("fr", "Le ministre mexicain a déclaré : « Nous travaillons bien ensemble. »", "translated-quotation"),
        ("en", "The French minister said: “We are working well together.”", "translated-quotation"),
        ("es", "El ministro francés dijo: «Trabajamos bien juntos.»", "translated-quotation"),
        ("fr", "Selon un rapport de la Banque mondiale, la dette baisse.", "missing-document"),
        ("en", "Claudia Sheinbaum said in a statement that the talks would go on.", "missing-document"),
        ("fr", "Le lundi 17 janvier 2026, il a plu.", "conflicting-dates"),
        ("en", "It rained on Monday, January 17, 2026.", "conflicting-dates"),
        ("es", "Llovió el lunes 17 de enero de 2026.", "conflicting-dates"),
        ("fr", "Sheinbaum a souligné : « Nous ne sommes pas d’accord avec ces attaques. »", "unclear-antecedent"),
    ],
)
def test_what_the_reader_should_know_is_said(language, text, code):
    assert code in codes(text, language)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "Le ministère annonce une baisse de 40 % des homicides par rapport à 2024.", "no-baseline"),
        ("fr", "Il a obtenu 60 % des suffrages.", "no-baseline"),
        ("en", "Emissions fell by 40 percent since 2019.", "no-baseline"),
        ("es", "Los homicidios bajaron un 20 por ciento respecto al año anterior.", "no-baseline"),
        ("fr", "Le ministre français a déclaré : « Nous travaillons bien ensemble. »", "translated-quotation"),
        ("fr", "Le ministre mexicain a déclaré que tout allait bien.", "translated-quotation"),
        ("fr", "Le rapport est attendu lundi.", "missing-document"),
        ("fr", "Le vendredi 16 janvier 2026, il a plu.", "conflicting-dates"),
        ("fr", "Des attaques ont eu lieu. Sheinbaum a souligné : « Je condamne ces attaques. »", "unclear-antecedent"),
        ("fr", "Sheinbaum a souligné : « Nous partirons ce jour. »", "unclear-antecedent"),
    ],
)
def test_what_is_clear_gets_no_caution(language, text, code):
    assert code not in codes(text, language)


def test_an_article_without_a_date_says_so_and_names_the_words_that_hang_on_it():
    found = cautions("En février, le gouvernement a désigné les cartels.", published=None)
    assert [(c.code.code, dict(c.code.parameters), c.span and c.span.quote) for c in found[:2]] == [
        ("no-publication-date", {}, None),
        ("year-unknown", {"words": "En février"}, "En février"),
    ]


def test_a_stated_date_is_shown_as_inferred_on_its_passage():
    (caution,) = [c for c in cautions("13 octobre 2016. – Le sénat a voté.", published=None) if c.span]
    assert (caution.code.code, dict(caution.code.parameters)) == ("date-inferred", {"value": "2016-10-13"})
    assert caution.span.quote == "13 octobre 2016"


def test_a_given_date_needs_no_caution():
    assert codes("Le sénat a voté.") == []


def test_an_anonymous_speaker_is_named_as_such():
    found = cautions("Un responsable américain a répondu que la mission n’était pas imminente.")
    named = {c.code.code: dict(c.code.parameters) for c in found}
    assert named["anonymous-origin"] == {"name": "responsable américain"}


def test_cautions_name_the_findings_they_are_about():
    findings = analyse("Le ministère annonce une baisse de 40 % des homicides.", published="2026-01-16", language="fr")
    (caution,) = [c for c in findings.cautions if c.code.code == "no-baseline"]
    assert caution.of == (findings.figures[0].key,)


def test_the_second_seed_has_its_gaps(seed_texts):
    found = codes(seed_texts[1], published=None)
    for code in ("no-publication-date", "year-unknown", "unclear-antecedent", "anonymous-origin", "missing-document"):
        assert code in found


def test_without_a_model_the_rest_still_works_and_says_so(monkeypatch):
    monkeypatch.setattr("briefing.analysis.parse.has_model", lambda language: False)
    parse.cache_clear()
    try:
        findings = analyse("Le 3 mai 2020, 40 soldats sont partis.", published="2026-01-16", language="fr")
    finally:
        parse.cache_clear()
    assert [d.value for d in findings.dates] == ["2020-05-03"]
    assert [(f.span.quote, f.unit) for f in findings.figures] == [("40 soldats", "people")]
    assert [(c.code.code, dict(c.code.parameters)) for c in findings.cautions] == [
        ("no-language-model", {"language": "fr"})
    ]
