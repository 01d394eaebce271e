"""Offsets are code points; Qt counts UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import Utf16, clean, count_words, paragraphs, snippet


@given(st.text())
def test_offsets_go_to_utf16_and_back(text: str) -> None:
    units = Utf16.of(text)
    for position in range(len(text) + 1):
        expected = len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
        assert units.units(position) == expected
        assert units.code_points(expected) == position


def test_the_middle_of_a_pair_belongs_to_its_sign() -> None:
    units = Utf16.of("a🇲🇽b")
    assert [units.code_points(n) for n in range(7)] == [0, 1, 1, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("given_text", "settled", "replaced"),
    [
        ("\ufeffUn\r\ndeux\rtrois", "Un\ndeux\ntrois", 0),
        ("50\u00a0% «\u202foui\u202f»", "50\u00a0% «\u202foui\u202f»", 0),
        ("a\0b\ud800c\ufffed", "a\ufffdb\ufffdc\ufffdd", 3),
    ],
)
def test_text_is_settled_once(given_text: str, settled: str, replaced: int) -> None:
    assert clean(given_text) == (settled, replaced)
    assert clean(settled) == (settled, 0)


def test_a_snippet_has_no_white_space_at_its_edges() -> None:
    assert snippet("a  b c ", 1, 7).quote == "b c"


def test_paragraphs_skip_blank_lines() -> None:
    assert [p.quote for p in paragraphs("Un.\n \n  Deux.\n")] == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("L’été à Mexico : « 50 % » – voilà !", 5),
        ("a\u202f; b\u00a0c", 3),
        ("… — -- * \u200b", 0),
        ("№ 5 ½ ²", 3),
        ("x_y _ __", 1),
        ("", 0),
    ],
)
def test_words_are_counted_as_a_person_would(words: str, count: int) -> None:
    assert count_words(words) == count


@given(st.text(st.one_of(st.sampled_from("aé ’\u202f\u00a0-_1½\t\n\x1c\u2028—\ud800\u0301漢\x00·"), st.characters())))
def test_all_signs_are_counted_alike(text: str) -> None:
    assert count_words(text) == sum(any(sign.isalnum() for sign in word) for word in text.split())
