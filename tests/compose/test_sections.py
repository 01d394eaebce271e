"""Meetings, figures, cautions, own lines and the passages under them."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from briefing.compose import SECTIONS, compose
from briefing.compose.clauses import plain
from briefing.compose.passages import sentences
from briefing.model import (
    Actor,
    Brief,
    Caution,
    Code,
    Curation,
    Header,
    Line,
    Meeting,
    OwnLine,
    Reading,
    ReferenceDate,
    When,
)
from tests.samples import PLAN, PRESS, article, at, plan, press_conference, reading, says


def brief_of(*readings: Reading, own: Sequence[OwnLine] = (), **header: object) -> Brief:
    return compose(readings, Header("A subject", **header), {}, own, today="2026-02-01")  # type: ignore[arg-type]


def lines(brief: Brief, section: str) -> tuple[Line, ...]:
    return next(s for s in brief.sections if s.key == section).lines


def cells(line: Line) -> list[str]:
    return [plain(cell) for cell in line.cells]


def meeting(text: str, key: str, start: str | None, title: str = "une réunion", **fields: object) -> Meeting:
    precision = {None: "none", 7: "month", 10: "day"}[len(start) if start else None]
    when = When(at(text, "hier"), start, start, precision, Code("explicit"))  # type: ignore[arg-type]
    return Meeting(key, at(text, "hier"), title, when, "scheduled", **fields)  # type: ignore[arg-type]


def test_all_sections_are_there_in_the_order_of_paper() -> None:
    assert tuple(section.key for section in brief_of().sections) == SECTIONS


def test_a_month_stays_a_month_and_comes_after_its_days() -> None:
    text = "C'était hier."
    found = [meeting(text, "m-none", None), meeting(text, "m-month", "2026-02"), meeting(text, "m-day", "2026-02-28")]
    watched = lines(brief_of(reading(article(PRESS, text), meetings=found)), "watch")
    assert [cells(line)[0] for line in watched] == ["28 February 2026", "February 2026 (day not stated)", "hier"]


@pytest.mark.parametrize(("as_of", "section"), [("2026-02-28", "watch"), ("2026-03-01", "chronology"), (None, "watch")])
def test_what_an_older_article_announced_is_past_once_its_day_is_over(as_of: str | None, section: str) -> None:
    text = "C'était hier."
    brief = brief_of(reading(article(PRESS, text), meetings=[meeting(text, "m-day", "2026-02-28")]), as_of=as_of)
    assert [line.key.partition("/")[2] for line in lines(brief, section)] == ["m-day"]


def test_a_date_shows_how_it_is_known() -> None:
    watched = lines(brief_of(press_conference()), "watch")
    assert cells(watched[0])[0] == "23 January 2026 (year from 16 January 2026)"
    assert cells(watched[1])[1:] == [
        "une réunion ministérielle sur la sécurité",
        "Juan Ramón de la Fuente and Marco Rubio",
        "Washington",
    ]


def test_scheduled_meetings_are_not_printed_again_in_the_chronology() -> None:
    brief = brief_of(press_conference())
    assert [plain(line.cells[1]) for line in lines(brief, "chronology")] == [
        "un appel",
        "un entretien téléphonique",
        "conférence de presse matinale",
    ]
    assert not {line.key for line in lines(brief, "chronology")} & {line.key for line in lines(brief, "watch")}


def test_a_meeting_whose_title_says_nothing_is_named_by_its_clause() -> None:
    text = "Le groupe tiendra hier sa réunion."
    found = meeting(text, "m-1", "2026-02-28", "réunion")._replace(span=at(text, "Le groupe tiendra hier sa réunion"))
    (line,) = lines(brief_of(reading(article(PRESS, text), meetings=[found])), "watch")
    assert [(f.text, f.form) for f in line.cells[1]] == [("Le groupe tiendra hier sa réunion", "reported")]


def test_one_meeting_in_two_articles_is_one_line_with_both_passages() -> None:
    text = "C'était hier."
    readings = [
        reading(article(name * 32, text), meetings=[meeting(text, "m-1", "2026-02-28", "Sommet de Rome")])
        for name in "ab"
    ]
    (line,) = lines(brief_of(*readings), "watch")
    assert [evidence.source for evidence in line.evidence] == [1, 2]
    other = reading(article("c" * 32, text), meetings=[meeting(text, "m-1", "2026-02-28", "Sommet de Bonn")])
    assert len(lines(brief_of(*readings, other), "watch")) == 2


def test_a_figure_keeps_qualifier_claimant_and_the_articles_words() -> None:
    found = [cells(line) for line in lines(brief_of(press_conference(), plan()), "figures")]
    assert found[0] == [
        "50% (decrease)",
        "50 pour cent des saisies de fentanyl à la frontière américaine",
        "Claudia Sheinbaum",
    ]
    assert found[1][0] == "≈\u00a0320\u00a0t"
    assert found[4] == [">\u00a050 people", "plus de 50 leaders du trafic de drogue", "not attributed (the article)"]


def test_cautions_name_their_passages_and_come_once() -> None:
    brief = brief_of(press_conference(), plan())
    found = {line.label: line for line in lines(brief, "cautions")}
    assert plain(found["no-publication-date"].fragments) == "Source 2: The article carries no publication date."
    assert {e.paragraph for e in found["translated-quotation"].evidence} == {1, 2, 4}
    assert plain(found["month-only"].fragments).endswith("une réunion ministérielle sur la sécurité")
    assert "agentless-passive" not in found
    assert len(found) == len(lines(brief, "cautions"))


def test_a_caution_about_a_rejected_line_is_not_printed() -> None:
    rejected = {(PLAN, "s-treaties"): Curation(PLAN, "s-treaties", state="rejected")}
    brief = compose([plan()], Header("x"), rejected, today=None)
    assert {"translated-quotation", "unclear-antecedent"} & {line.label for line in lines(brief, "cautions")} == set()


def test_one_origin_of_two_articles_is_one_caution() -> None:
    one, two = plan(), plan()
    two = two._replace(article=two.article._replace(id="f" * 32))
    found = [line for line in lines(brief_of(one, two), "cautions") if line.label == "single-origin"]
    assert [sorted({e.source for e in line.evidence}) for line in found] == [[1, 2]]


def test_cautions_of_one_kind_are_one_line_that_names_the_sources() -> None:
    texts = ("Selon NBC, tout va bien.", "D’après l’AFP, rien ne va.")
    codes = (Code("single-origin", {"name": "NBC"}), Code("single-origin", {"name": "AFP"}))
    readings = [
        reading(article(name * 32, text, published="2026-01-16"), cautions=[Caution(code)])
        for name, text, code in zip("ab", texts, codes, strict=True)
    ]
    (line,) = lines(brief_of(*readings), "cautions")
    assert plain(line.fragments) == "Each of these rests on one origin alone: NBC (source 1); AFP (source 2)."
    assert line.key == "caution/single-origin"


def test_a_caution_that_was_decided_about_is_no_part_of_a_list() -> None:
    readings = [
        reading(
            article(name * 32, "Rien.", published="2026-01-16"),
            cautions=[Caution(Code("missing-document", {"name": what}))],
        )
        for name, what in (("a", "le rapport"), ("b", "la loi"), ("c", "le plan"))
    ]
    left_out = {
        ("", "caution/missing-document/la loi"): Curation("", "caution/missing-document/la loi", is_included=False)
    }
    found = lines(compose(readings, Header("x"), left_out, today=None), "cautions")
    said = {plain(line.fragments): line.is_included for line in found}
    assert said == {
        "Cited, but not in this dossier: le rapport (source 1); le plan (source 3).": True,
        "Source 2: Cited, but not in this dossier: la loi.": False,
    }


def test_an_older_source_is_named_beside_a_newer_one() -> None:
    old, new = (article(name * 32, "Rien.", published=day) for name, day in (("a", "2025-11-04"), ("b", "2026-01-16")))
    found = lines(brief_of(reading(old), reading(new)), "cautions")
    assert [plain(line.fragments) for line in found] == ["Source 1: More than 30 days older than the newest source."]
    near = old._replace(published="2026-01-10")
    assert lines(brief_of(reading(near), reading(new)), "cautions") == ()


def test_unreviewed_lines_are_counted() -> None:
    found = lines(brief_of(plan()), "cautions")
    unreviewed = sum(line.is_included and line.state == "proposed" for line in brief_of(plan()).lines)
    assert plain(found[0].fragments).startswith(f"{unreviewed} lines are machine proposals")


def test_own_lines_stand_in_their_section_on_the_passages_they_cite() -> None:
    own = [
        OwnLine("2", "d", "bottom-line", f"Second. [[{PRESS}/s-state]]", position=2),
        OwnLine("1", "d", "bottom-line", "First. [[gone/s-1]]", position=1),
        OwnLine("3", "d", "watch", "A call is planned.", source="embassy, 12 January", may_be_disclosed=False),
    ]
    brief = brief_of(press_conference(), own=own)
    first, second = lines(brief, "bottom-line")
    assert (plain(first.fragments), plain(second.fragments)) == ("First.", "Second.")
    assert [caution.code.code for caution in first.cautions] == ["uncited-line"]
    assert second.evidence == next(line for line in brief.lines if line.key == f"{PRESS}/s-state").evidence
    told = next(line for line in lines(brief, "watch") if line.kind == "own")
    assert plain(told.fragments) == "A call is planned. (embassy, 12 January) — not to be disclosed"
    assert told.origin == "analyst"


def test_an_own_line_may_quote_a_source_and_nothing_else() -> None:
    own = [OwnLine("1", "d", "comment", 'They are “inacceptables”, we say "so be it".')]
    (line,) = lines(brief_of(press_conference(), own=own), "comment")
    assert [(f.text, f.form) for f in line.fragments] == [
        ("They are ", "analyst"),
        ("inacceptables", "quoted"),
        (", we say ", "analyst"),
        ("so be it", "analyst"),
        (".", "analyst"),
    ]


def test_the_cast_names_who_is_in_the_brief() -> None:
    included = [plain(line.cells[0]) for line in lines(brief_of(plan()), "cast") if line.is_included]
    assert "NBC News" in included
    assert "Maison Blanche" not in included  # named by an unsure line alone


def test_passages_are_numbered_without_gaps_and_what_is_set_aside_comes_last() -> None:
    brief = brief_of(press_conference())
    (source,) = brief.sources
    assert [passage.passage for passage in source.passages] == list(range(1, len(source.passages) + 1))
    printed = {e.passage for line in brief.lines if line.is_included for e in line.evidence}
    assert printed == set(range(1, max(printed) + 1))
    aside = next(line for line in brief.lines if line.key.endswith("s-threat"))
    assert aside.evidence[0].passage > max(printed)


def test_all_evidence_is_verbatim() -> None:
    brief = brief_of(press_conference(), plan())
    texts = {source.article.id: source.article.text for source in brief.sources}
    evidence = [e for line in brief.lines for e in line.evidence] + [p for s in brief.sources for p in s.passages]
    assert len(evidence) > 60
    assert all(span.stands_in(texts[e.article_id]) for e in evidence for span in (*e.spans, e.sentence))
    assert all(e.sentence.start <= span.start and span.end <= e.sentence.end for e in evidence for span in e.spans)


def test_a_date_that_the_text_states_is_the_sources_date() -> None:
    stated = reading(article(PRESS, "Rien."), reference=ReferenceDate("2026-01-16", "stated"))
    given = reading(article(PLAN, "Rien.", published="2026-01-20", published_basis="given"))
    brief = brief_of(stated, given)
    assert [(s.article.published, s.article.published_basis) for s in brief.sources] == [
        ("2026-01-16", "stated"),
        ("2026-01-20", "given"),
    ]
    assert (brief.header.date, brief.header.as_of) == ("2026-02-01", "2026-01-20")
    assert brief_of(stated, as_of="2026-01-01").header.as_of == "2026-01-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("M. Dupont parle. Mme Durand écoute.", ["M. Dupont parle.", "Mme Durand écoute."]),
        ("« Oui. » Il part.", ["« Oui. »", "Il part."]),
        ("Le J. F. Kennedy a coûté 3.5 millions. Bien.", ["Le J. F. Kennedy a coûté 3.5 millions.", "Bien."]),
        ("The U.S. Senate voted. “No.” He left.", ["The U.S. Senate voted.", "“No.”", "He left."]),
        ("Titre\nUn paragraphe sans point", ["Titre", "Un paragraphe sans point"]),
        ("¿Vino? ¡No! Sí.", ["¿Vino?", "¡No!", "Sí."]),
    ],
)
def test_sentences_by_rule(text: str, expected: list[str]) -> None:
    assert [sentence.quote for sentence in sentences(text)] == expected


def test_a_negation_is_never_cut_off() -> None:
    text = "Paris n'a pas exclu une intervention."
    statement = says(text, "s-1", "a1", "consider", "exclu", "une intervention", is_negated=True)
    read = reading(article(PRESS, text), actors=[Actor("a1", "Paris", "government")], statements=[statement])
    (line,) = lines(brief_of(read), "positions")
    assert "pas exclu" in plain(line.fragments)


def test_a_statement_without_an_actor_is_nobodys() -> None:
    text = "Selon certains, la paix est proche."
    read = reading(
        article(PRESS, text), statements=[says(text, "s-1", "", "assert", "Selon certains", "la paix est proche")]
    )
    brief = brief_of(read)
    assert lines(brief, "positions") == ()
    assert [plain(line.fragments) for line in lines(brief, "unattributed")] == ["Selon certains, la paix est proche"]


def test_an_unknown_caution_is_shown_and_not_dropped() -> None:
    text = "Rien."
    read = reading(article(PRESS, text), cautions=[Caution(Code("new-code", {"of": "that"}))])
    assert [plain(line.fragments) for line in lines(brief_of(read), "cautions")] == ["Source 1: new-code that"]


def test_composing_loads_nothing_heavy() -> None:
    code = "import sys, briefing.compose; print(sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "numpy", "babel", "sqlalchemy", "typst", "icalendar", "lxml", "PySide6"):
        assert repr(heavy) not in loaded
