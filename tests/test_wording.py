"""Dates to their precision, numbers with the separators of the language, nothing converted."""

import pytest

from briefing.model import Caution, Code, Evidence, Figure, Span, When
from briefing.wording import (
    basis_words,
    caution_words,
    citation,
    date_words,
    figure_words,
    in_marks,
    join_names,
    labelled,
    number_words,
    precision_words,
    published_words,
    quotation_marks,
    stance_words,
    when_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-01-23", "23 January 2026"),
        ("2026-02-01", "1 February 2026"),
        ("2026-02", "February 2026"),
        ("2026", "2026"),
        ("2026-01-23T10:00", "23 January 2026"),
        (None, "no date"),
        ("soon", "soon"),
        ("2026-13", "2026-13"),
    ],
)
def test_a_date_is_said_to_its_precision(value: str | None, words: str) -> None:
    assert date_words(value, "en") == words


def test_a_range_and_an_unknown_year() -> None:
    range_ = When(None, "2026-01-12", "2026-01-14", "range", Code("explicit"))
    assert when_words(range_, "en") == "12 January 2026 to 14 January 2026"
    unknown = When(Span(0, 10, "en février "[:10]), None, None, "month", Code("year-unknown"))
    assert when_words(unknown, "en") == "en février"
    assert precision_words("month", "en") == "day not stated"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (2500000, "en", "2,500,000"),
        (2500000, "fr", "2\u202f500\u202f000"),
        (2500000, "es", "2.500.000"),
        (2500, "es", "2500"),
        (3.5, "fr", "3,5"),
        (3.5, "en", "3.5"),
        (50.0, "en", "50"),
        (1234.25, "es", "1234,25"),
    ],
)
def test_numbers_take_the_separators_of_the_language(value: float, language: str, words: str) -> None:
    assert number_words(value, language) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 10, "unit": "barril"}, "10"),
        ({"value": 3, "unit": "km²"}, "3\u00a0km²"),
        ({"value": 50, "unit": "%"}, "50%"),
        ({"value": 320, "unit": "t", "qualifier": "≈"}, "≈\u00a0320\u00a0t"),
        ({"value": (10, 15), "unit": "%"}, "10–15%"),
        ({"value": 1, "unit": "people"}, "1 person"),
        ({"value": 50, "unit": "people", "qualifier": ">"}, ">\u00a050 people"),
        ({"value": 2500000, "unit": "EUR"}, "2,500,000\u00a0EUR"),
        ({"value": 3, "unit": ""}, "3"),
    ],
)
def test_a_figure_keeps_its_qualifier_and_unit(figure: dict[str, object], words: str) -> None:
    assert figure_words(Figure("f-1", Span(0, 1, "x"), **figure), "en") == words  # type: ignore[arg-type]


def test_codes_become_words_and_unknown_ones_stay() -> None:
    assert basis_words(Code("relative-to-reference", {"of": "2026-01-16"}), "en") == "counted from 16 January 2026"
    assert basis_words(Code("explicit"), "en") == ""
    assert basis_words(Code("by-star"), "en") == "by-star"
    assert stance_words("demand", "en") == "demands"
    assert stance_words("doubt", "en") == "doubt"
    assert caution_words(Caution(Code("single-origin", {"name": "NBC {News}"})), "en") == (
        "Everything rests on one origin: NBC {News}."
    )
    assert published_words("2026-01-16", "stated", "en") == "16 January 2026 (stated in the text)"


def test_small_things() -> None:
    assert [join_names(names, "en") for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert quotation_marks("fr") == ("«\u00a0", "\u00a0»")
    assert quotation_marks("xx") == ("“", "”")
    assert citation(Evidence("a", 2, 7, 1, (), Span(0, 1, "x"))) == "2.7"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("2026-01-23", "fr", "23 janvier 2026"),
        ("2026-02-01", "fr", "1er février 2026"),
        ("2026-02-01", "es", "1 de febrero de 2026"),
        ("2026-02", "fr", "février 2026"),
        ("2026-02", "es", "febrero de 2026"),
    ],
)
def test_dates_are_said_as_each_language_says_them(value: str, language: str, words: str) -> None:
    assert date_words(value, language) == words


def test_a_range_of_days_and_one_of_months_in_french() -> None:
    days = When(None, "2026-01-12", "2026-01-14", "range", Code("explicit"))
    assert when_words(days, "fr") == "du 12 janvier 2026 au 14 janvier 2026"
    months = When(None, "2026-01", "2026-03", "range", Code("explicit"))
    assert when_words(months, "fr") == "janvier 2026 – mars 2026"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("Irán", "Irak e Irán"),
        ("Himalaya", "Irak e Himalaya"),
        ("Hierro", "Irak y Hierro"),
        ("México", "Irak y México"),
    ],
)
def test_spanish_and_changes_before_the_sound_i(last: str, words: str) -> None:
    assert join_names(("Irak", last), "es") == words


def test_labels_and_marks_are_set_as_the_language_sets_them() -> None:
    assert labelled("Objet", "Mexique", "fr") == "Objet\u00a0: Mexique"
    assert labelled("Asunto", "México {x}", "es") == "Asunto: México {x}"
    assert in_marks("oui", "fr") == "«\u00a0oui\u00a0»"
    assert in_marks("yes", None) == "“yes”"
