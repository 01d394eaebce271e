"""Offsets are code points; Qt counts UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import Utf16, clean, paragraphs, snippet


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
