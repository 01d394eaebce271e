"""Copies of one story are one origin: what they say in the same words is one line, and a caution says so."""

from collections.abc import Mapping

from briefing.compose import compose
from briefing.compose.clauses import plain
from briefing.model import Brief, Curation, Header, Line, Reading
from tests.samples import PLAN, PRESS, article, plan, press_conference, reading, says

COPY = "d" * 32


def copy_of(original: Reading) -> Reading:
    return original._replace(article=original.article._replace(id=COPY, title="Autre titre"))


def brief_of(
    *readings: Reading, stories: Mapping[str, int], curations: Mapping[tuple[str, str], Curation] | None = None
) -> Brief:
    return compose(readings, Header("x"), curations or {}, today="2026-02-01", stories=stories)


def lines(brief: Brief, key: str) -> tuple[Line, ...]:
    return next(section for section in brief.sections if section.key == key).lines


def test_what_copies_say_in_the_same_words_is_one_line_on_both_passages() -> None:
    alone = brief_of(press_conference(), stories={})
    both = brief_of(press_conference(), copy_of(press_conference()), stories={PRESS: 1, COPY: 1})
    for section in ("positions", "figures", "unattributed", "watch"):
        assert len(lines(both, section)) == len(lines(alone, section)), section
    found = next(line for line in lines(both, "positions") if line.key.endswith("s-rejects"))
    assert {evidence.source for evidence in found.evidence} == {1, 2}
    assert found.also == (f"{COPY}/s-rejects",)


def test_two_sources_of_two_stories_stay_apart() -> None:
    apart = brief_of(press_conference(), copy_of(press_conference()), stories={})
    assert len([line for line in lines(apart, "figures") if line.key.endswith("f-1")]) in (0, 2)
    assert "one-story" not in {line.label for line in lines(apart, "cautions")}
    alone = brief_of(press_conference(), stories={})
    assert len(lines(apart, "figures")) == 2 * len(lines(alone, "figures"))


def test_what_a_version_says_otherwise_stands_by_itself() -> None:
    texts = ("Anna Petrova affirme que la trêve durera 30 jours.", "Anna Petrova affirme que la trêve durera 40 jours.")
    readings = [
        reading(
            article(name * 32, text),
            statements=[says(text, "s-1", "Anna Petrova", "assert", "affirme", text.partition("que ")[2][:-1])],
        )
        for name, text in zip("ab", texts, strict=True)
    ]
    found = lines(brief_of(*readings, stories={"a" * 32: 1, "b" * 32: 1}), "positions")
    assert len(found) == 2


def test_a_decision_about_a_copys_line_is_not_merged_away() -> None:
    edited = {(COPY, "s-rejects"): Curation(COPY, "s-rejects", state="accepted", gloss="rejects")}
    stories = {PRESS: 1, COPY: 1}
    brief = brief_of(press_conference(), copy_of(press_conference()), stories=stories, curations=edited)
    assert f"{COPY}/s-rejects" in {line.key for line in lines(brief, "positions")}


def test_a_caution_names_the_sources_of_one_story() -> None:
    stories = {PRESS: 1, COPY: 1, PLAN: 7}
    brief = brief_of(press_conference(), plan(), copy_of(press_conference()), stories=stories)
    (found,) = [line for line in lines(brief, "cautions") if line.label == "one-story"]
    assert plain(found.fragments) == (
        "Sources 1, 3: Copies or versions of one story: one origin, they do not confirm each other."
    )
    assert found.key == f"caution/one-story/{min(PRESS, COPY)}"
