"""Meetings: the sentences of `tests/gold/meetings.toml`, the seeds, and what holds for any text."""

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import analyse
from tests.conftest import ROOT

GOLD = tomllib.loads((ROOT / "tests" / "gold" / "meetings.toml").read_text("utf-8"))["sentence"]


def when(meeting):
    start, end = meeting.when.start, meeting.when.end
    return f"{start}/{end}" if meeting.when.precision == "range" else start


@pytest.mark.parametrize("sentence", GOLD, ids=[s["text"][:50] for s in GOLD])
def test_gold_meetings(sentence):
    text = sentence["text"]
    findings = analyse(text, published="2026-01-16", language=sentence["language"])
    assert all(m.span.stands_in(text) for m in findings.meetings)
    assert [(m.span.quote, when(m), m.status) for m in findings.meetings] == [
        (g["quote"], g["date"], g["status"]) for g in sentence["meetings"]
    ]
    names = {actor.id: actor.name for actor in findings.actors}
    for meeting, gold in zip(findings.meetings, sentence["meetings"], strict=True):
        assert meeting.is_cancelled == gold.get("cancelled", False)
        if "participants" in gold:
            assert [names[one] for one in meeting.participants] == gold["participants"]
        if "place" in gold:
            assert meeting.place == gold["place"]


def test_the_gold_has_twenty_of_each_kind_with_near_misses():
    meetings = [meeting for sentence in GOLD for meeting in sentence["meetings"]]
    assert sum("participants" in m for m in meetings) >= 20
    assert sum("place" in m for m in meetings) >= 20
    assert sum("cancelled" in m for m in meetings) >= 20
    assert sum(not s["meetings"] for s in GOLD) >= 6
    assert {s["language"] for s in GOLD} == {"fr", "en", "es"}


def test_the_first_seed_has_its_five_meetings(seed_texts):
    found = [(m.when.start, m.status) for m in analyse(seed_texts[0], language="fr").meetings]
    assert found == [
        ("2026-01-16", "past"),
        ("2026-01-12", "past"),
        ("2026-01-15", "past"),
        ("2026-01-23", "scheduled"),
        ("2026-02", "scheduled"),
    ]


def test_the_second_seed_schedules_nothing(seed_texts):
    assert not [m for m in analyse(seed_texts[1], language="fr").meetings if m.status == "scheduled"]


def test_a_month_stays_a_month(seed_texts):
    february = analyse(seed_texts[0], language="fr").meetings[-1]
    assert (february.when.precision, february.when.start, february.when.end) == ("month", "2026-02", "2026-02")


def test_without_a_reference_date_a_meeting_keeps_its_words_but_has_no_date():
    (meeting,) = analyse("Le groupe se réunira mardi.", language="fr").meetings
    assert meeting.when.start is None
    assert meeting.when.span is not None
    assert meeting.when.span.quote == "mardi"
    assert meeting.when.basis.code == "no-reference"


def test_a_season_is_a_range_of_months():
    (meeting,) = analyse("The ministers met last summer.", published="2026-01-16", language="en").meetings
    assert (meeting.when.precision, when(meeting), meeting.status) == ("range", "2025-06/2025-08", "past")


def test_she_also_met_inherits_the_day():
    text = "Jake Sullivan met today with Wang Yi. He also met with the foreign minister."
    meetings = analyse(text, published="2024-01-26", language="en").meetings
    assert [when(m) for m in meetings] == ["2024-01-26", "2024-01-26"]
    assert meetings[1].when.basis.code == "inherited"


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "fr",
            "Le groupe de travail sur la sécurité se réunira le 3 mai 2026.",
            "Groupe de travail sur la sécurité se réunira",
        ),
        (
            "fr",
            "Les ministres réaffirment leur accord, convenant que le groupe de travail se réunira le 3 mai 2026.",
            "Groupe de travail se réunira",
        ),
        ("en", "The working group will meet on 3 May 2026.", "Working group will meet"),
        ("es", "El grupo de trabajo se reunirá el 3 de mayo de 2026.", "Grupo de trabajo se reunirá"),
        ("fr", "Ils se réuniront le 3 mai 2026.", "Réunion"),
    ],
)
def test_a_verb_without_names_is_titled_by_its_subject_unless_it_is_a_pronoun(language, text, title):
    [meeting] = analyse(text, published="2026-04-01", language=language).meetings
    assert meeting.title == title


NOISE = "réunion sommet lundi le 12 mars 2020 se réunira met with visit entre et . , « » ( ) vote cumbre de la hier"
PIECES = st.sampled_from([*NOISE.split(), "\n", "\n\n"]) | st.text(max_size=5)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=50), st.sampled_from(["fr", "en", "es"]))
def test_any_noise_gives_meetings_in_order_that_stand_in_the_text(pieces, language):
    text = " ".join(pieces)
    meetings = analyse(text, published="2024-02-29", language=language).meetings
    assert all(m.span.stands_in(text) and m.title for m in meetings)
    assert all(a.span.start <= b.span.start for a, b in pairwise(meetings))
    assert len({m.key for m in meetings}) == len(meetings)
