"""Numbers in digits and words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.lexemes import read_lexemes
from briefing.analysis.numbers import find_numbers, number_words


def read(text, language):
    lexemes = read_lexemes(text)
    numbers = find_numbers(lexemes, number_words(language))
    return [(text[lexemes.starts[n.first] : lexemes.ends[n.last - 1]], n.value) for n in numbers]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "6,7 millions de personnes", [("6,7 millions", 6_700_000)]),
        ("fr", "66,1 milliards", [("66,1 milliards", 66_100_000_000)]),
        ("fr", "15 000 et 3 000 et 1\u202f200", [("15 000", 15000), ("3 000", 3000), ("1\u202f200", 1200)]),
        ("fr", "quatre-vingt-dix-sept mille", [("quatre-vingt-dix-sept mille", 97000)]),
        ("fr", "soixante-quinze, vingt et un", [("soixante-quinze", 75), ("vingt et un", 21)]),
        ("fr", "deux millions cinq cent mille", [("deux millions cinq cent mille", 2_500_000)]),
        ("fr", "une centaine de maisons", [("une centaine", 100)]),
        ("fr", "trois ou quatre hommes", [("trois", 3), ("quatre", 4)]),
        ("fr", "la moitié des demandes", [("la moitié", 50)]),
        ("fr", "120 M€", [("120 M", 120_000_000)]),
        ("en", "3.2 billion and 1,234,567.8", [("3.2 billion", 3_200_000_000), ("1,234,567.8", 1234567.8)]),
        ("en", "two thousand and five, twenty-five", [("two thousand and five", 2005), ("twenty-five", 25)]),
        ("en", "two dozen ships, a million", [("two dozen", 24), ("a million", 1_000_000)]),
        ("es", "15.000 millones y 1,200 pesos", [("15.000 millones", 15_000_000_000), ("1,200", 1200)]),
        ("es", "treinta y cinco, mil cien", [("treinta y cinco", 35), ("mil cien", 1100)]),
        ("es", "cien mil millones", [("cien mil millones", 100_000_000_000)]),
        ("es", "6 mil 875 obras", [("6 mil 875", 6875)]),
        ("es", "5 mil 700 millones de pesos", [("5 mil 700 millones", 5_700_000_000)]),
        ("es", "más de un millón 300 mil jóvenes", [("un millón 300 mil", 1_300_000)]),
        ("fr", "2 millions 500 000 euros", [("2 millions 500 000", 2_500_000)]),
        ("fr", "mille 2 500 000", [("mille", 1000), ("2 500 000", 2_500_000)]),
        ("es", "44 por ciento, 3,5 puntos", [("44", 44), ("3,5", 3.5)]),
    ],
)
def test_numbers_are_read_with_the_separators_of_the_language(language, text, expected):
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "le G7, un F-16, la 2e fois, le 1er, la 42 e édition, 15h30, 192.168.1.1, 10:30, des centaines, un homme",
        ),
        ("en", "the G7, an F-16, the 3rd, COVID-19, 10:30, hundreds of people, one man, version 1.2.3"),
        ("es", "el G7, un F-16, el 3º, las 10:30, cientos de personas, un hombre"),
    ],
)
def test_ordinals_names_times_and_vague_words_are_no_numbers(language, text):
    assert read(text, language) == []


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**12), st.sampled_from([("fr", "\u202f"), ("fr", " "), ("en", ","), ("es", "."), ("es", ",")]))
def test_grouped_digits_are_read_back(value, style):
    language, sign = style
    assert [v for _, v in read(f"{value:,}".replace(",", sign), language)] == [value]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="0123456789 .,-/%€$mille million thousand mil et y and", max_size=60),
    st.sampled_from(["fr", "en", "es"]),
)
def test_no_noise_is_too_much(text, language):
    for quote, value in read(text, language):
        assert quote
        assert value >= 0
