"""Positions: the article's clause with its verb, what repeats merged, what the analyst did honoured."""

from collections.abc import Mapping

import pytest

from briefing.compose import compose
from briefing.compose.clauses import plain
from briefing.model import Actor, Addition, Brief, Curation, Header, Line, Reading, Section, Unattributed
from tests.samples import PLAN, PRESS, article, at, plan, press_conference, reading, says


def brief_of(*readings: Reading, curations: Mapping[tuple[str, str], Curation] | None = None) -> Brief:
    return compose(readings, Header("A subject"), curations or {}, today="2026-02-01")


def section(brief: Brief, key: str) -> Section:
    return next(section for section in brief.sections if section.key == key)


def line(brief: Brief, article_id: str, key: str) -> Line:
    return next(line for line in brief.lines if line.key == f"{article_id}/{key}")


def decided(article_id: str, key: str, **fields: object) -> dict[tuple[str, str], Curation]:
    return {(article_id, key): Curation(article_id, key, **fields)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("s-rejects", "Elle a rejeté les propositions récurrentes américaines d’agents de la CIA"),
        ("s-state", "exigeant des résultats concrets et vérifiables contre les réseaux narcoterroristes"),
        ("s-remit", "insistant sur le fait que cela relève de la Secrétariat à la Sécurité du Mexique"),
        ("s-accepts", "acceptant une assistance en renseignement"),
    ],
)
def test_reported_speech_keeps_the_cue_verb(key: str, words: str) -> None:
    assert plain(line(brief_of(press_conference()), PRESS, key).fragments).startswith(words)


@pytest.mark.parametrize(
    ("key", "limit"),
    [
        ("s-strikes", " — the article adds: sans les mener à bien"),
        ("s-considers", " — the article adds: aucune décision finale n'ait été prise"),
        ("s-plan", "(via NBC News)"),
        ("s-praised", "les opérations frontalières"),
        ("s-treaties", "sont menées."),
    ],
)
def test_a_limit_of_the_article_stands_beside_the_claim(key: str, limit: str) -> None:
    found = line(brief_of(plan()), PLAN, key)
    assert plain(found.fragments).endswith(limit)
    if "adds" in limit:
        words = limit.partition(": ")[2]
        assert any(words in span.quote for evidence in found.evidence for span in evidence.spans)


@pytest.mark.parametrize(
    ("language", "text", "content", "limit"),
    [
        ("en", "Rome is weighing a strike, but no date is set.", "a strike", "but no date is set"),
        (
            "en",
            "Rome is weighing a strike. No final decision has been made.",
            "a strike",
            "No final decision has been made",
        ),
        ("en", "Rome is weighing a strike.\nNo final decision has been made.", "a strike", ""),
        ("en", "Rome is weighing a strike. No one objected to the decision.", "a strike", ""),
        ("es", "Roma estudia un ataque, aunque no es inminente.", "un ataque", "aunque no es inminente"),
        ("fr", "Rome étudie une frappe, mais Paris refuse tout soutien.", "une frappe", ""),
    ],
)
def test_limits_are_found_only_where_they_are_sure(language: str, text: str, content: str, limit: str) -> None:
    cue = {"en": "is weighing", "es": "estudia", "fr": "étudie"}[language]
    statements = [says(text, "s-1", "a1", "consider", cue, content)]
    if "Paris refuse" in text:
        statements.append(says(text, "s-2", "a2", "oppose", "refuse", "tout soutien", source="Paris"))
    loose = [Unattributed("u-1", at(text, sentence)) for sentence in text.rstrip(".").split(". ")[1:]]
    loose += [Unattributed("u-2", at(text, part)) for part in text.rstrip(".").split("\n")[1:]]
    read = reading(
        article(PRESS, text, language=language),
        actors=[Actor("a1", "Rome", "government"), Actor("a2", "Paris", "government")],
        statements=statements,
        unattributed=loose,
    )
    found = plain(line(brief_of(read), PRESS, "s-1").fragments)
    assert found.partition(" — the article adds: ")[2] == limit


def test_a_clause_does_not_end_on_a_bare_verb() -> None:
    text = "La mission est exclue, a indiqué ce vendredi le porte-parole du ministère de la Défense."
    statement = says(text, "s-1", "a1", "oppose", "a indiqué", "La mission est exclue")
    source = at(text, "le porte-parole du ministère de la Défense")
    read = reading(
        article(PRESS, text),
        actors=[Actor("a1", "porte-parole", "person")],
        statements=[statement._replace(source=(source,))],
    )
    assert plain(line(brief_of(read), PRESS, "s-1").fragments) == text.rstrip(".")


def test_only_what_the_article_quotes_is_quoted() -> None:
    fragments = line(brief_of(press_conference()), PRESS, "s-state").fragments
    assert [(f.text, f.form) for f in fragments] == [
        ("exigeant des résultats ", "reported"),
        ("concrets et vérifiables", "quoted"),
        (" contre les réseaux narcoterroristes", "reported"),
    ]
    assert {f.language for f in fragments} == {"fr"}


@pytest.mark.parametrize(
    ("span", "fragments"),
    [
        ("un accord « historique", [("un accord ", "reported"), ("historique", "quoted")]),
        ("historique », dit-on", [("historique", "quoted"), (", dit-on", "reported")]),
        ("accord « historique », dit", [("accord ", "reported"), ("historique", "quoted"), (", dit", "reported")]),
    ],
)
def test_a_clause_cut_at_a_quotation_mark_takes_its_mark_along(span: str, fragments: list[tuple[str, str]]) -> None:
    text = "C'est un accord « historique », dit-on ici."
    read = reading(article(PRESS, text), unattributed=[Unattributed("u-1", at(text, span))])
    assert [(f.text, f.form) for f in line(brief_of(read), PRESS, "u-1").fragments] == fragments


def test_a_direct_quotation_is_quoted_whole_and_without_its_marks() -> None:
    fragments = line(brief_of(plan()), PLAN, "s-treaties").fragments
    assert [f.form for f in fragments] == ["quoted"]
    assert fragments[0].text.startswith("Nous voulons")
    assert fragments[0].text.endswith("menées.")


def test_a_nested_source_keeps_its_via() -> None:
    assert plain(line(brief_of(plan()), PLAN, "s-plan").fragments).endswith("(via NBC News)")


def test_a_lead_goes_into_the_passage_it_repeats_and_both_passages_are_kept() -> None:
    brief = brief_of(press_conference())
    merged = line(brief, PRESS, "s-solid")
    assert merged.also == (f"{PRESS}/s-lead",)
    assert [e.paragraph for e in merged.evidence] == [2, 1]
    assert f"{PRESS}/s-lead" not in {line.key for line in brief.lines}


@pytest.mark.parametrize(
    "field", [{"text": "My words"}, {"gloss": "a gloss"}, {"state": "rejected"}, {"is_included": True}]
)
def test_a_lead_that_the_analyst_worked_on_stands_by_itself(field: dict[str, object]) -> None:
    brief = brief_of(press_conference(), curations=decided(PRESS, "s-lead", **field))
    assert line(brief, PRESS, "s-lead")
    assert line(brief, PRESS, "s-solid").also == ()


def test_a_lead_stays_when_the_passage_it_repeats_is_rejected() -> None:
    brief = brief_of(press_conference(), curations=decided(PRESS, "s-solid", state="rejected"))
    assert line(brief, PRESS, "s-lead").is_included
    assert not line(brief, PRESS, "s-solid").is_included


def test_a_lead_follows_the_passage_it_repeats_under_an_issue() -> None:
    brief = brief_of(press_conference(), curations=decided(PRESS, "s-solid", issue="Results"))
    assert line(brief, PRESS, "s-solid").also == (f"{PRESS}/s-lead",)


def test_what_a_paper_only_hands_on_goes_into_what_it_reports() -> None:
    text = "Selon NBC, Rome étudie un plan."
    inner = says(text, "s-inner", "a1", "consider", "étudie", "un plan", source="Rome", via=("a2",))
    outer = says(text, "s-outer", "a2", "report", "Selon", "Rome étudie un plan", source="NBC")
    actors = [Actor("a1", "Rome", "government"), Actor("a2", "NBC", "media")]
    brief = brief_of(reading(article(PRESS, text), actors=actors, statements=[outer, inner]))
    (kept,) = section(brief, "positions").lines
    assert (kept.key, kept.also) == (f"{PRESS}/s-inner", (f"{PRESS}/s-outer",))


def test_the_same_quotation_in_two_articles_is_one_line() -> None:
    text = "« Nous ne céderons jamais sur ce point », a dit Anna Leclerc."
    readings = [
        reading(
            article(article_id, text),
            actors=[Actor("a1", "Anna Leclerc", "person")],
            statements=[
                says(text, "s-1", "a1", "oppose", "a dit", "Nous ne céderons jamais sur ce point", kind="direct")
            ],
        )
        for article_id in ("a" * 32, "b" * 32)
    ]
    lines = section(brief_of(*readings), "positions").lines
    assert [[e.source for e in line.evidence] for line in lines] == [[1, 2]]


def test_one_person_of_two_articles_is_one_group() -> None:
    brief = brief_of(press_conference(), plan())
    titles = [group.title for group in section(brief, "positions").groups]
    assert titles.count("Claudia Sheinbaum") == 1
    assert {"Administration Trump", "Donald Trump"} <= set(titles)


@pytest.mark.parametrize(
    ("one", "other", "kind", "is_same"),
    [
        ("Marco Rubio", "Rubio", "person", True),
        ("Juan Ramón de la Fuente", "Ramon de la Fuente", "person", True),
        ("Donald Trump", "Melania Trump", "person", False),
        ("Département d’État", "Département d'Etat", "government", True),
        ("un responsable", "un responsable", "anonymous", False),
    ],
)
def test_actors_are_merged_only_when_their_names_say_the_same(one: str, other: str, kind: str, is_same: bool) -> None:
    readings = []
    for article_id, name in (("a" * 32, one), ("b" * 32, other)):
        text = f"Hier, {name} a refusé la {article_id[0]}-proposition."
        statement = says(text, "s-1", "a1", "oppose", "a refusé", f"la {article_id[0]}-proposition", source=name)
        readings.append(
            reading(article(article_id, text), actors=[Actor("a1", name, kind)], statements=[statement])  # type: ignore[arg-type]
        )
    assert len(section(brief_of(*readings), "positions").groups) == (1 if is_same else 2)


def test_a_surname_that_two_people_bear_merges_with_neither() -> None:
    names = ("Donald Trump", "Melania Trump", "Trump")
    readings = []
    for article_id, name in zip("abc", names, strict=True):
        text = f"{name} a refusé {article_id}-x."
        statement = says(text, "s-1", "a1", "oppose", "a refusé", f"{article_id}-x", source=name)
        readings.append(
            reading(article(article_id * 32, text), actors=[Actor("a1", name, "person")], statements=[statement])
        )
    assert len(section(brief_of(*readings), "positions").groups) == 3


def test_use_of_force_comes_before_statistics() -> None:
    brief = brief_of(press_conference(), plan())
    groups = section(brief, "positions").groups
    assert groups[0].title == "Donald Trump"
    sheinbaum = next(group for group in groups if group.title == "Claudia Sheinbaum")
    assert plain(sheinbaum.lines[0].fragments).startswith("Elle a rejeté")
    assert plain(sheinbaum.lines[-1].fragments).startswith("citant une réduction")


def test_an_unsure_line_is_shown_and_left_out() -> None:
    unsure = line(brief_of(press_conference()), PRESS, "s-threat")
    assert (unsure.is_unsure, unsure.is_included) == (True, False)
    accepted = line(
        brief_of(press_conference(), curations=decided(PRESS, "s-threat", state="accepted")), PRESS, "s-threat"
    )
    assert (accepted.is_unsure, accepted.is_included) == (False, True)


def test_one_letter_changed_makes_a_quotation_the_analysts_paraphrase() -> None:
    text = "« Nous voulons que tous les traités internationaux soient respecté »"
    edited = line(brief_of(plan(), curations=decided(PLAN, "s-treaties", text=text)), PLAN, "s-treaties")
    assert [f.form for f in edited.fragments] == ["analyst"]
    assert not set('«»“”"') & set(plain(edited.fragments))
    assert edited.state == "edited"
    assert "not-verbatim" in {caution.code.code for caution in edited.cautions}


def test_the_analyst_may_quote_what_the_article_says() -> None:
    text = "She wants treaties « respectés » by all"
    edited = line(brief_of(plan(), curations=decided(PLAN, "s-treaties", text=text)), PLAN, "s-treaties")
    assert [(f.text, f.form) for f in edited.fragments] == [
        ("She wants treaties ", "analyst"),
        ("respectés", "quoted"),
        (" by all", "analyst"),
    ]


def test_a_gloss_carries_no_quotation_marks() -> None:
    glossed = line(
        brief_of(plan(), curations=decided(PLAN, "s-strikes", gloss="he hinted at “strikes”")), PLAN, "s-strikes"
    )
    assert glossed.gloss == "he hinted at strikes"


def test_a_line_moved_by_hand_stands_where_it_was_put() -> None:
    before = section(brief_of(plan()), "positions")
    group = next(group for group in before.groups if len(group.lines) == 2 and group.title == "Administration Trump")
    first, second = group.lines
    key = first.key.partition("/")[2]
    after = section(brief_of(plan(), curations=decided(PLAN, key, position=1.5)), "positions")
    moved = next(g for g in after.groups if g.title == "Administration Trump")
    assert [line.key for line in moved.lines] == [second.key, first.key]


def test_a_line_moves_to_another_actor_and_says_whose_doing_that_is() -> None:
    brief = brief_of(plan(), curations=decided(PLAN, "s-strikes", actor="administration Trump"))
    group = next(g for g in section(brief, "positions").groups if g.title == "Administration Trump")
    moved = next(line for line in group.lines if line.key.endswith("s-strikes"))
    assert "attributed-by-analyst" in {caution.code.code for caution in moved.cautions}


def test_issues_come_before_what_has_none() -> None:
    brief = brief_of(plan(), curations=decided(PLAN, "s-subordination", issue="Sovereignty"))
    assert [group.issue for group in section(brief, "positions").groups][:2] == ["Sovereignty", ""]


def test_what_the_article_says_itself_is_given_to_no_one() -> None:
    brief = brief_of(press_conference())
    unattributed = section(brief, "unattributed").lines
    assert [plain(line.fragments) for line in unattributed] == ["l’intervention militaire a été écartée"]


def test_a_statement_by_hand_is_the_analysts_line_on_its_passage() -> None:
    read = press_conference()
    text = read.article.text
    made = says(text, "s-hand", "h1", "support", "", "en écho au discours de Sheinbaum")
    by_hand = Reading(
        read.article, read.findings, (Addition(PRESS, made, (Actor("h1", "The embassy", "organisation"),)),)
    )
    added = line(brief_of(by_hand), PRESS, "s-hand")
    assert (added.origin, added.state, added.is_included) == ("analyst", "accepted", True)
    assert added.evidence[0].spans == (at(text, "en écho au discours de Sheinbaum"),)


def test_a_decision_whose_finding_is_gone_is_shown_as_such() -> None:
    brief = brief_of(plan(), curations=decided(PLAN, "s-gone", state="accepted", gloss="what it said"))
    kept = line(brief, PLAN, "s-gone")
    assert (kept.is_orphaned, kept.is_included) == (True, False)
    assert "caution/orphaned" in {line.key for line in brief.lines}
