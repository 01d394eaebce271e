"""Which language a text is in."""

import pytest

from briefing.analysis.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La présidente a défendu les progrès", "fr"),
        ("The president defended the progress made", "en"),
        ("La presidenta defendió los avances logrados", "es"),
        ("« résultats très solides »", "fr"),
    ],
)
def test_a_few_words_tell_the_language(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "123 456", "🇲🇽", "Привет, мир"])
def test_any_text_gets_a_language_on_board(text):
    assert detect(text) in ("en", "es", "fr")


def test_the_seeds_are_french(seed_texts):
    assert [detect(text) for text in seed_texts] == ["fr", "fr"]
