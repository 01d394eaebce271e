"""What changed since a brief went out."""

from briefing.compose import compose
from briefing.compose.since import printed, since
from briefing.model import Brief, Curation, Header, Reading, SentBrief
from tests.samples import PRESS, plan, press_conference


def brief_of(*readings: Reading, **curations: Curation) -> Brief:
    return compose(readings, Header("x"), {(c.article_id, c.key): c for c in curations.values()}, today="2026-02-01")


def sent(brief: Brief) -> SentBrief:
    return SentBrief("2026-01-12T08:00:00+00:00", printed(brief))


def test_nothing_changed_in_the_same_brief() -> None:
    brief = brief_of(press_conference(), plan())
    assert since(sent(brief), brief) == ()
    assert not {"cautions", "cast", "sources"} & {line.section for line in printed(brief)}


def test_lines_of_a_new_source_are_new_and_those_of_a_lost_one_are_gone() -> None:
    one, both = brief_of(press_conference()), brief_of(press_conference(), plan())
    assert {change.kind for change in since(sent(one), both)} == {"new"}
    assert {change.kind for change in since(sent(both), one)} == {"gone"}


def test_an_edited_line_is_changed_and_a_line_left_out_is_gone() -> None:
    before = brief_of(press_conference())
    edited = Curation(PRESS, "s-rejects", state="edited", text="No US agents on Mexican soil")
    left_out = Curation(PRESS, "s-accepts", is_included=False)
    found = since(sent(before), brief_of(press_conference(), a=edited, b=left_out))
    assert [(change.kind, change.key) for change in found] == [
        ("changed", f"{PRESS}/s-rejects"),
        ("gone", f"{PRESS}/s-accepts"),
    ]
    assert found[0].now.startswith("No US agents")
    assert "rejeté" in found[0].before


def test_the_same_words_under_another_key_are_no_change() -> None:
    reading = press_conference()
    other = reading._replace(article=reading.article._replace(id="e" * 32))
    assert since(sent(brief_of(reading)), brief_of(other)) == ()


def test_a_line_of_a_newer_version_is_followed_to_its_new_key() -> None:
    reading = press_conference()
    other = reading._replace(article=reading.article._replace(id="e" * 32))
    edited = Curation("e" * 32, "s-rejects", state="edited", text="No agents")
    keys = {f"{PRESS}/s-rejects": f"{'e' * 32}/s-rejects"}
    (change,) = since(sent(brief_of(reading)), brief_of(other, a=edited), keys)
    assert (change.kind, change.key) == ("changed", f"{'e' * 32}/s-rejects")
