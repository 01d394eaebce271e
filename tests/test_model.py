"""Values are checked as they are made, whichever way."""

import pytest

from briefing.model import Fragment, Line, PagePicture, Span


def test_a_passage_carries_exactly_its_text() -> None:
    assert Span(3, 6, "abc").stands_in("xyzabc")
    with pytest.raises(AssertionError, match="exactly its text"):
        Span(3, 7, "abc")
    with pytest.raises(AssertionError, match="start < end"):
        Span(3, 3, "")


def test_a_copy_with_other_fields_is_checked_too() -> None:
    span = Span(3, 6, "abc")
    assert span._replace(start=4, end=7) == Span(4, 7, "abc")
    with pytest.raises(AssertionError, match="exactly its text"):
        span._replace(end=9)


def test_a_line_stands_on_a_passage_or_says_whose_it_is() -> None:
    own = Line("own/1", "own", "analyst", (Fragment("Mine", "analyst"),))
    with pytest.raises(AssertionError, match="says whose it is"):
        own._replace(origin="machine")


def test_a_picture_has_four_bytes_a_pixel() -> None:
    assert PagePicture(2, 1, bytes(8)).width == 2
    with pytest.raises(AssertionError, match="four bytes"):
        PagePicture(2, 2, bytes(8))
