"""Where a text stands in a Qt document, and what is lit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from briefing.text import clean
from briefing.ui.display import DisplayText, Light, find_all, segment_at, segments, uncovered


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "🇲🇽 México 𝕏 🇲🇽",
        "no-break\u00a0space\u202fnarrow",
        "line\u2028separator and paragraph\u2029separator",
        "cafe\u0301 e\u0301te\u0301",
        "a\nb\n\nc",
    ],
)
def test_a_place_in_the_text_and_back_is_the_same_place(text: str) -> None:
    display = DisplayText.of(text)
    assert [display.offset(display.start(at)) for at in range(len(text))] == list(range(len(text)))


def test_offsets_are_counted_in_utf16_units() -> None:
    text = "🇲🇽x"
    display = DisplayText.of(text)
    assert (display.start(2), display.end(3)) == (4, 5)


def test_a_very_long_paragraph_is_split_and_keeps_its_places() -> None:
    text = "Une phrase 𝕏 assez courte. " * 900
    display = DisplayText.of(text)
    assert display.splits
    assert max(len(piece) for piece in display.shown.split("\n")) < 6000
    assert all(display.offset(display.start(at)) == at for at in range(0, len(text), 7))


def test_a_passage_across_a_split_ends_before_the_break_that_is_not_in_the_text() -> None:
    text = "word " * 3000
    display = DisplayText.of(text)
    split = display.splits[0]
    assert display.start(split) == display.end(split) + 1


@given(st.text(max_size=300))
def test_what_is_shown_is_as_long_as_the_text(text: str) -> None:
    text, _ = clean(text)
    display = DisplayText.of(text)
    assert units(display.shown) == units(text) + len(display.splits)
    assert display.end(len(text)) == units(display.shown)


def light(start: int, end: int, key: str) -> Light:
    return Light(start, end, key, None, "reported")


def test_overlapping_passages_become_stretches_with_the_shortest_first() -> None:
    found = segments([light(0, 10, "long"), light(3, 5, "short")])
    assert [(s.start, s.end, s.lights[0].key) for s in found] == [(0, 3, "long"), (3, 5, "short"), (5, 10, "long")]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12))
def test_the_stretches_cover_what_the_passages_cover_and_never_overlap(places: list[tuple[int, int]]) -> None:
    lights = [light(start, start + length, str(n)) for n, (start, length) in enumerate(places)]
    found = segments(lights)
    for at in range(62):
        keys = {one.key for one in lights if one.start <= at < one.end}
        segment = segment_at(found, at)
        assert {one.key for one in segment.lights} == keys if segment else not keys


def test_words_are_found_whatever_the_case_the_space_and_the_apostrophe() -> None:
    text = "L’ambassade\u00a0du Mexique"
    assert [text[a:b] for a, b in find_all(text, "l'AMBASSADE du")] == ["L’ambassade\u00a0du"]


def test_signs_in_a_search_are_no_pattern() -> None:
    assert find_all("a.c abc", "a.c") == ((0, 3),)


def test_what_no_line_stands_in_is_what_lies_outside_its_sentences() -> None:
    text = "One. Two. Three.\n\nFour."
    covered = [Span(5, 9, "Two.")]
    assert [text[a:b] for a, b in uncovered(text, covered)] == ["One.", "Three.", "Four."]
