"""A story and what becomes of it in a day is one; two texts of one mould are two."""

import pytest

from briefing.library.likeness import FEWEST_SHARED, likeness, sketch
from briefing.library.moulds import are_of_one_mould
from tests.library.wire import STORIES, copies, poured


@pytest.mark.parametrize(("before", "after"), [pytest.param(a, b, id=name) for name, a, b in copies()])
def test_what_becomes_of_a_story_in_a_day_is_the_same_story(before: str, after: str) -> None:
    assert likeness(before, after, days=1) > 0.5
    assert len(set(sketch(before)) & set(sketch(after))) >= FEWEST_SHARED, "an import compares them"


@pytest.mark.parametrize(("one", "other", "days"), [pytest.param(a, b, d, id=name) for name, a, b, d in poured()])
def test_texts_of_one_mould_are_two_stories(one: str, other: str, days: int) -> None:
    assert likeness(one, other, days) == 0
    # that it is the mould: a copy of each by an agency is a copy
    assert likeness(one, f"MEXICO (AFP) – {one}\n\nAvec Reuters", days) > 0.9


def test_a_name_spelled_otherwise_all_over_is_a_correction() -> None:
    text = STORIES["explosion"].text + " Claudia Sheinbaum se rendra mardi à Tula avec Julio Menchaca."
    corrected = text.replace("Sheinbaum", "Scheinbaum").replace("Menchaca", "Menchacca").replace("Tula", "Toula")
    assert likeness(text, corrected) > 0.5


def test_one_name_set_right_is_a_correction_and_two_are_others() -> None:
    one = next(text for name, text, _, _ in poured() if name == "readouts")
    assert not are_of_one_mould(one, one.replace("Lima", "Cuzco"))
    assert are_of_one_mould(one, one.replace("Lima", "Cuzco").replace("Elmer Schialer of", "Javier Otero of"))


def test_figures_of_another_week_are_another_story_and_of_the_same_day_an_update() -> None:
    (one, other) = next((a, b) for name, a, b, _ in poured() if name == "weekly figures")
    assert likeness(one, other, days=7) == 0
    assert likeness(one, other, days=1) > 0.5


def test_half_of_a_text_weeks_later_is_another_story_and_nearly_all_a_version() -> None:
    text = "\n\n".join(story.text for story in list(STORIES.values())[:2])
    assert likeness(text, STORIES["explosion"].text, days=20) == 0
    assert likeness(text, STORIES["explosion"].text, days=2) > 0.9
    assert likeness(text, f"Mise à jour.\n\n{text}", days=300) > 0.9
