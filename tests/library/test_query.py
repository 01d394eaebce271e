"""The query language: what each part finds, near misses, and that nothing typed is an error."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import Cancelled
from briefing.library import Library, answers
from briefing.library.query import parse
from briefing.model import Addition, Statement

from .making import TEXT, a_note, an_article, passage, some_findings

OTHERS = {
    "b": ("Le Sénat débat", "Le Sénat a débattu de la sécurité aux États-Unis.", "fr", "2025-12-01", "Le Monde"),
    "c": ("Talks resume", "The minister said that talks on security resume in March.", "en", "2026-02-10", "The Times"),
    "d": ("Acuerdo", "El ministro habló de la seguridad y de un café en Bogotá.", "es", "2026-03", "El País"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Four articles, a to d; a is analysed, tagged #Frontière and in the dossier “Mexique 2026”, which has a line."""
    path: Path = tmp_path_factory.mktemp("query") / "library.briefing"
    with Library.open(path) as library:
        first = an_article(outlet="Le Soir", author="Inès Ruiz")
        with library.edit("Import") as edit:
            mexico, rest = edit.add_dossier("Mexique 2026"), edit.add_dossier("Le reste")
            edit.add_article(first, TEXT.encode(), mexico)
            for title, text, language, day, outlet in OTHERS.values():
                one = an_article(text, title=title, language=language, published=day, outlet=outlet)
                edit.add_article(one, text.encode(), rest)
            edit.put_findings(first.id, some_findings(), "m")
            note = a_note(first, body="Frontière")
            edit.annotate(type(note)(note.id, note.article_id, "tag", note.span, body="Frontière"))
            edit.annotate(a_note(first, body="à vérifier avec Genève"))
        yield library


def found(library: Library, query: str, **how: object) -> str:
    """The letters of the articles that are found, newest first; n for a note."""
    letters = {"Sheinbaum répond": "a"} | {title: letter for letter, (title, *_) in OTHERS.items()}
    hits = library.find(query, **how).hits  # type: ignore[arg-type]
    return "".join("n" if hit.field == "note" else letters[hit.title] for hit in hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("securite", "b"),
        ("security", "c"),
        ("segur*", "d"),
        ("securite OR security OR seguridad", "dcb"),
        ("SÉCURITÉ", "b"),
        ("l'intervention", "a"),
        ("l’intervention", "a"),
        ("n'est", "a"),
        ('"sécurité aux états unis"', "b"),
        ("“sécurité aux États-Unis”", "b"),
        ('"unis etats"', ""),
        ("«sécurité aux»", "b"),
        ('"sécurité aux ét"*', "b"),
        ("ministro -café", ""),
        ("ministro NOT bogota", ""),
        ("minist* -café", "c"),
        ("minist* (talks OR café)", "dc"),
        ("(security OR seguridad) AND NOT (talks OR senat)", "d"),
        ("lang:fr sénat", "b"),
        ("lang:français", "ab"),
        ("idioma:español", "d"),
        ("-lang:fr", "dc"),
        ("outlet:monde", "b"),
        ('outlet:"le monde"', "b"),
        ("media:soir", "a"),
        ("monde", ""),
        ("author:ruiz", "a"),
        ("title:senat", "b"),
        ("title:sécurité", ""),
        ("before:2026", "b"),
        ("after:2026-02", "dc"),
        ("antes:2026-02-10", "ab"),
        ("après:2026-01-16 avant:2026-01-17", "a"),
        ("after:16/01/2026 before:2026-02", "a"),
        ("in:Mexique*", "a"),
        ('in:"mexique 2026"', "a"),
        ("dossier:mexique", ""),
        ("-in:mexique*", "dcb"),
        ("tag:frontiere", "a"),
        ("étiquette:front*", "a"),
        ("tag:front", ""),
        ("actor:sheinbaum", "a"),
        ("acteur:“Claudia Sheinbaum”", "a"),
        ("actor:talks", ""),
        ("said:souveraineté", "a"),
        ("said:sénat", ""),
        ("said:(souveraineté OR paix)", "a"),
        ("actor:sheinbaum dit:souverain*", "a"),
        ("actor:sheinbaum said:homicides", ""),
        ("-actor:sheinbaum sénat", "b"),
        ("lang:fr -(actor:sheinbaum said:homicides)", "ab"),
        ("lang:fr -(actor:sheinbaum said:souveraineté)", "b"),
        ("seguridad OR (actor:sheinbaum said:homicides)", "d"),
        ("said:souveraineté OR lang:en OR tag:fron*", "ca"),
        ("(tag:frontiere OR seguridad) -lang:en", "da"),
        ("geneve", "n"),
        ("geneve lang:en", ""),
        ("geneve in:mexique*", "n"),
        ("verifier OR security", "nc"),
    ],
)
@pytest.mark.parametrize("by", ["date", "relevance"])
def test_a_query_finds(desk: Library, query: str, expected: str, by: str) -> None:
    assert desk.find(query).problem == "" or expected == ""
    assert sorted(found(desk, query, by=by)) == sorted(expected)
    if by == "date":
        assert found(desk, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"sécurité',
        "sécurité AND",
        "OR sécurité",
        "(sécurité",
        "sécurité)",
        "before:hier sécurité débattu",
        "sujet:sécurité débattu",
        "sécurité NOT",
        "outlet: sécurité OR",
        "(" * 60 + "sécurité" + ")" * 60,
    ],
)
def test_what_is_no_query_is_searched_as_words_and_told(desk: Library, query: str) -> None:
    answer = desk.find(query)
    assert answer.problem
    if "hier" not in query and "sujet" not in query and "outlet" not in query:
        assert found(desk, query) == "b"


@pytest.mark.parametrize("query", ["", " ", "-", "()", "—", "🇲🇽", "«»", "*", '""'])
def test_nothing_to_look_for_finds_nothing(desk: Library, query: str) -> None:
    assert desk.find(query).hits == ()
    assert desk.find_statements(query).hits == ()


def test_an_unknown_dossier_or_tag_is_told(desk: Library) -> None:
    assert "Mexiko" in desk.find("in:Mexiko").problem
    assert "rien" in desk.find("tag:rien").problem


def test_while_typing_the_last_word_is_a_beginning(desk: Library) -> None:
    assert found(desk, "secur", is_typing=True) == "cb"
    assert found(desk, "secur ", is_typing=True) == ""
    assert found(desk, "secur") == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"sécurité aux ét', "b"),
        ('"sécurité aux ét ', ""),
        ('talks "security', "c"),
        ("(secur", "cb"),
        ("(security OR segur", "dc"),
        ("said:(paix OR souver", "a"),
        ("security AND", "c"),
        ("security OR", "c"),
        ("security NOT", "c"),
        ("security -", "c"),
        ("security actor:", "c"),
        ("security (", "c"),
        ("security (après:", "c"),
        ('"(security', "c"),
        ("security or", ""),
        ("actor:", ""),
    ],
)
def test_while_typing_what_is_not_finished_is_no_mistake(desk: Library, typed: str, expected: str) -> None:
    assert found(desk, typed, is_typing=True) == expected
    assert desk.find(typed, is_typing=True).problem == ""


@pytest.mark.parametrize("typed", ["security)", "before:hier security", "sujet:security", "security AND AND talks"])
def test_while_typing_what_no_letter_can_mend_is_told(desk: Library, typed: str) -> None:
    assert desk.find(typed, is_typing=True).problem


def test_only_what_the_source_quotes_is_a_quotation(desk: Library, library: Library) -> None:
    (said,) = desk.find_statements("souveraineté").hits
    assert said.is_quoted
    article = an_article()
    words = "a évoqué une baisse de 50 pour cent des homicides"
    made = Statement("h-1", (), "indirect", "assert", (passage(article.text, words),))
    with library.edit("Import") as edit:
        edit.add_article(article, article.text.encode())
        edit.add_finding(Addition(article.id, made))
    (said,) = library.find_statements("homicides").hits
    assert (said.quote, said.is_quoted) == (words, False)


def test_articles_that_are_not_analysed_are_told_where_it_matters(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, article.text.encode())
    assert library.find("souveraineté").is_analysed, "it is looked for in the text"
    assert not library.find("said:souveraineté").is_analysed
    assert not library.find_statements("souveraineté").is_analysed
    with library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, some_findings(), "m")
    assert library.find_statements("souveraineté").is_analysed


def test_who_said_what_is_found_by_words_and_speaker(desk: Library) -> None:
    for query in ("souveraineté", "sheinbaum négociable", "actor:sheinbaum", "said:negociable after:2026 lang:fr"):
        (said,) = desk.find_statements(query).hits
        assert said.actors == ("Claudia Sheinbaum",)
        assert said.quote == "la souveraineté n’est pas négociable"
        assert TEXT[said.start : said.end] == said.quote
    for query in ("sénat", "actor:trump", "souveraineté lang:en", "souveraineté before:2026", "homicides"):
        assert desk.find_statements(query).hits == ()


def test_a_rejected_statement_is_left_out_and_a_moved_one_has_its_new_speaker(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.put_findings(article.id, some_findings(), "m")
        edit.curate(dossier, article.id, "s-1", actor="Gouvernement", state="accepted")
    (said,) = library.find_statements("souveraineté").hits
    assert (said.actors, said.state) == (("Gouvernement",), "accepted")
    with library.edit("Reject") as edit:
        edit.curate(dossier, article.id, "s-1", state="rejected")
    assert library.find_statements("souveraineté").hits == ()


def test_a_word_in_the_title_counts_more_and_a_repeated_one_too(library: Library) -> None:
    texts = {
        "Rien": "Un mot sur la paix, puis d’autres.",
        "Paix": "Rien à dire ici.",
        "Trois": "La paix, la paix, paix.",
    }
    with library.edit("Import") as edit:
        for title, text in texts.items():
            edit.add_article(an_article(text, title=title), text.encode())
    assert [hit.title for hit in library.find("paix", by="relevance").hits] == ["Paix", "Trois", "Rien"]


def test_a_bounded_walk_says_that_there_may_be_more(library: Library) -> None:
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for number in range(400):
            text = f"mot {number}"
            edit.add_article(an_article(text, title=text), text.encode(), None if number else dossier)
    assert not library.find("-lang:fr", steps=1).is_complete
    whole = library.find("-lang:fr")
    assert (whole.is_complete, whole.hits) == (True, ())
    assert library.find("mot in:A", steps=50).hits[0].title == "mot 0"


def test_a_search_can_be_stopped(desk: Library) -> None:
    with pytest.raises(Cancelled):
        desk.find("-zzz OR lang:fr OR in:x", is_cancelled=lambda: True)
    assert found(desk, "sénat") == "b"


def test_words_in_a_small_dossier_are_found_however_common_they_are(library: Library) -> None:
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for number in range(400):
            text = f"mot r{number % 9} {number}"
            edit.add_article(an_article(text, title=text), text.encode(), dossier if number % 40 == 0 else None)
    placed = range(0, 400, 40)
    for query, wanted in (
        ("mot in:A", [*placed]),
        ("r4 in:A", [n for n in placed if n % 9 == 4]),
        ("mot -r4 in:A", [n for n in placed if n % 9 != 4]),
        ("r4 -mot in:A", []),
    ):
        for steps in (None, 100):
            hits = library.find(query, steps=steps).hits
            assert sorted(int(hit.title.split()[-1]) for hit in hits) == wanted


def test_a_search_can_be_stopped_at_any_moment(library: Library) -> None:
    from briefing.errors import Cancelled

    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for number in range(600):
            text = f"mot {number}"
            edit.add_article(an_article(text, title=text), text.encode(), None if number % 20 else dossier)
    stopped = 0
    for moment in range(60):
        asked = iter(range(moment))
        try:
            library.find("mot in:A", by="relevance", is_cancelled=lambda left=asked: next(left, None) is None)
        except Cancelled:
            stopped += 1
    assert 4 < stopped < 60


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("L’été à Mexico", ["été"]),
        ("Un E\u0301TE\u0301 chaud", ["E\u0301TE\u0301"]),
        ("étés, étéx, x_été_y", ["été"]),
        ("À Ėtē, ni œte ni —te", ["Ėtē"]),
        ("Ee\u0301te\u0301 ou e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("— l’œté, l’été", ["été"]),
    ],
)
def test_marks_agree_with_the_index(library: Library, text: str, marked: list[str]) -> None:
    with library.edit("Import") as edit:
        edit.add_article(an_article(text, title="T"), text.encode())
    (hit,) = library.find("ete").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == marked
    assert hit.start is not None
    assert text[hit.start : hit.end] == marked[0]


def test_a_beginning_of_many_words_is_found_in_two_strides(library: Library) -> None:
    with library.edit("Import") as edit:
        for number in range(80):
            text = f"mot{number:02} texte"
            edit.add_article(an_article(text, title=text), text.encode())
    first = library.find("mot*", 200, steps=100)
    assert not first.is_complete
    assert 0 < len(first.hits) < 80
    assert len(library.find("mot*", 200).hits) == 80
    assert len(library.find("mot1*", 200, steps=100).hits) == 10
    assert library.find("texte -mot*", 200, steps=100).hits == ()


@pytest.mark.parametrize("query", ["mot*", "mot1* in:A", "mot1 in:A", "-mot1*", "tag:x OR mot*", "actor:mot* mot2*"])
@pytest.mark.parametrize("by", ["date", "relevance"])
def test_wherever_a_search_is_stopped_it_ends_well(
    library: Library, monkeypatch: pytest.MonkeyPatch, query: str, by: Any
) -> None:
    monkeypatch.setattr(answers, "_STEP", 1)
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for number in range(30):
            text = f"mot{number:02} texte"
            edit.add_article(an_article(text, title=text), text.encode(), dossier)
    whole = library.find(query, 200, by=by)
    for last in range(0, 3_000, 37):
        asked = iter(range(last))
        for find in (library.find, library.find_statements):
            with suppress(Cancelled):
                assert find(query, 200, by=by, is_cancelled=lambda: next(asked, None) is None).is_complete  # noqa: B023
        found = library.find(query, 200, by=by, steps=last)
        assert {hit.article_id for hit in found.hits} <= {hit.article_id for hit in whole.hits}
        assert found.is_complete <= (found.hits == whole.hits)
        library.find_statements(query, 200, by=by, steps=last)


ODD = st.text(
    alphabet=st.one_of(st.sampled_from("\"“”«»()-*:+^{}'’ \t\n\x00ANDORTinlagé5.,NEAR"), st.characters()), max_size=60
)


@settings(max_examples=300, deadline=None)
@given(ODD)
def test_nothing_that_can_be_typed_is_an_error(desk: Library, typed: str) -> None:
    for by in ("date", "relevance"):
        desk.find(typed, by=by, is_typing=True)  # type: ignore[arg-type]
    desk.find_statements(typed)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "AND", "OR", "NOT", "(", ")", '"b c"', "actor:x", "-", "said:", "in:y", "d*"])))
def test_any_order_of_parts_is_taken(desk: Library, parts: list[str]) -> None:
    desk.find(" ".join(parts))
    desk.find_statements(" ".join(parts))
    parse("".join(parts))
