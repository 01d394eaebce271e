"""The search finds statements as the analyst has them: made by hand, moved, worded anew, rejected."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.library import Edit, Library
from briefing.library.check import check_indexes
from briefing.model import Actor, Addition, Article, Figure, Statement

from .making import TEXT, an_article, passage, some_findings

MADE = Actor("h1", "Omar García Harfuch", "person")
PASSAGE = "baisse de 50 pour cent"


@pytest.fixture
def article() -> Article:
    return an_article()


@pytest.fixture
def desk(library: Library, article: Article) -> Iterator[Library]:
    """An analysed article in a dossier, and another one that says nothing of the kind."""
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.add_article(an_article("Rien à dire.", title="Rien"), "Rien à dire.".encode(), dossier)
        edit.put_findings(article.id, some_findings(), "m")
    yield library
    assert library.check() == []


def curate(library: Library, article: Article, key: str = "s-1", **values: str | None) -> None:
    with library.edit("Curate") as edit:
        edit.curate(library.dossiers()[0].id, article.id, key, **values)


def add(library: Library, article: Article, made: Statement | Figure | None = None) -> None:
    statement = Statement("h-1", ("h1",), "indirect", "accept", (passage(article.text, PASSAGE),))
    with library.edit("Add") as edit:
        edit.add_finding(Addition(article.id, made or statement, (MADE,)))


def articles(library: Library, query: str) -> list[str]:
    return [hit.title for hit in library.find(query).hits if hit.field != "note"]


def speakers(library: Library, query: str) -> list[tuple[str, ...]]:
    return [said.actors for said in library.find_statements(query).hits]


def finds(library: Library, query: str) -> bool:
    """Whether both ways of searching find the article, and that they agree."""
    found = bool(articles(library, query))
    assert found == bool(library.find_statements(query).hits), query
    # a search that begins with something rarer comes to the same
    assert found == bool(articles(library, f"{query} in:A lang:fr"))
    left = articles(library, f"lang:fr -({query})")
    assert found == ("Sheinbaum répond" not in left) or not articles(library, "souveraineté")
    return found


def test_a_statement_made_by_hand_is_found_by_its_speaker_and_its_words(desk: Library, article: Article) -> None:
    assert not finds(desk, "actor:harfuch")
    add(desk, article)
    assert finds(desk, "actor:harfuch")
    assert finds(desk, "actor:harfuch said:baisse")
    assert not finds(desk, "actor:harfuch said:souveraineté")
    assert not finds(desk, "said:homicides")
    (said,) = desk.find_statements("harfuch").hits
    assert (said.actors, said.stance, said.quote) == ((MADE.name,), "accept", PASSAGE)
    assert article.text[said.start : said.end] == PASSAGE


def test_a_figure_made_by_hand_is_no_statement(desk: Library, article: Article) -> None:
    add(desk, article, Figure("h-2", passage(article.text, "50 pour cent"), 50, "%", claimed_by="h1"))
    assert articles(desk, "actor:harfuch") == ["Sheinbaum répond"]
    assert speakers(desk, "harfuch") == []


def test_what_is_made_by_hand_goes_with_undo_and_comes_with_redo(desk: Library, article: Article) -> None:
    add(desk, article)
    desk.undo()
    assert not finds(desk, "actor:harfuch")
    desk.redo()
    assert finds(desk, "actor:harfuch")


def test_a_moved_statement_is_found_under_its_new_speaker_only(desk: Library, article: Article) -> None:
    curate(desk, article, actor="Gouvernement du Mexique")
    assert finds(desk, "actor:gouvernement")
    assert finds(desk, "actor:gouvernement said:souveraineté")
    assert not finds(desk, "actor:sheinbaum said:souveraineté")
    assert speakers(desk, "souveraineté") == [("Gouvernement du Mexique",)]
    # her figure stays hers
    assert articles(desk, "actor:sheinbaum") == ["Sheinbaum répond"]
    desk.undo()
    assert finds(desk, "actor:sheinbaum said:souveraineté")
    assert not finds(desk, "actor:gouvernement")


def test_what_nobody_said_is_a_statement_once_it_was_given_to_someone(desk: Library, article: Article) -> None:
    assert speakers(desk, "intervention") == []
    curate(desk, article, "u-1", actor="Donald Trump")
    assert speakers(desk, "intervention") == [("Donald Trump",)]
    assert finds(desk, "actor:trump said:militaire")
    curate(desk, article, "m-1", actor="Marco Rubio")
    assert articles(desk, "actor:rubio") == [], "a meeting is given to nobody"


def test_another_wording_and_a_gloss_are_found(desk: Library, article: Article) -> None:
    curate(desk, article, text="Mexico ne négociera rien", gloss="sovereignty is not up for negotiation")
    for query in ("said:négociera", "said:sovereignty", "said:(souveraineté sovereignty)", "actor:sheinbaum said:rien"):
        assert finds(desk, query), query
    (said,) = desk.find_statements("négociera").hits
    assert said.quote == "la souveraineté n’est pas négociable"
    assert (said.wording, said.wording_marks) == ("Mexico ne négociera rien", ((10, 19),))
    curate(desk, article, text=None, gloss="not negotiable")
    for query in ("said:négociera", "said:sovereignty"):
        assert not finds(desk, query), query
    assert finds(desk, "said:negotiable")
    (said,) = desk.find_statements("negotiable").hits
    assert said.wording == "not negotiable"
    (said,) = desk.find_statements("souveraineté").hits
    assert said.wording == ""


def test_a_decision_that_changes_no_words_changes_no_search(desk: Library, article: Article) -> None:
    curate(desk, article, state="accepted", note="à vérifier", issue="Sécurité")
    assert speakers(desk, "souveraineté") == [("Claudia Sheinbaum",)]
    assert not finds(desk, "said:verifier")


def test_what_was_rejected_is_found_no_more(desk: Library, article: Article) -> None:
    curate(desk, article, state="rejected")
    assert not finds(desk, "said:souveraineté")
    assert articles(desk, "souveraineté") == ["Sheinbaum répond"]
    curate(desk, article, state="accepted")
    assert finds(desk, "said:souveraineté")


def test_what_is_decided_about_a_statement_made_by_hand_counts(desk: Library, article: Article) -> None:
    add(desk, article)
    curate(desk, article, "h-1", actor="Parquet", gloss="a drop")
    assert finds(desk, "actor:parquet said:drop")
    assert not finds(desk, "actor:harfuch")
    curate(desk, article, "h-1", state="rejected")
    assert not finds(desk, "actor:parquet")


def test_the_trash_is_not_searched_and_what_comes_back_is(desk: Library, article: Article) -> None:
    add(desk, article)
    curate(desk, article, actor="Gouvernement")
    for verb, is_found in ((Edit.trash_article, False), (Edit.restore_article, True)):
        with desk.edit("Trash") as edit:
            verb(edit, article.id)
        assert finds(desk, "actor:harfuch") == is_found
        assert finds(desk, "actor:gouvernement") == is_found


def test_decisions_hold_when_the_analysis_is_made_again(desk: Library, article: Article) -> None:
    curate(desk, article, actor="Gouvernement")
    for found in (some_findings(rules="2"), some_findings(rules="2", date=None)):
        with desk.edit("Analyse", undoable=False) as edit:
            edit.put_findings(article.id, found, "m")
        assert finds(desk, "actor:gouvernement said:souveraineté")
        assert not finds(desk, "actor:sheinbaum said:souveraineté")
    # a correction brings other findings to the fore
    with desk.edit("Correct") as edit:
        edit.correct_article(article.id, published=None, published_basis="none")
    assert speakers(desk, "souveraineté") == [("Gouvernement",)]


def test_another_article_of_the_same_text_keeps_its_speaker(desk: Library, article: Article) -> None:
    original = b"\xef\xbb\xbf" + TEXT.encode()
    twin = an_article(title="Jumeau")._replace(original_sha256=sha256(original).hexdigest())
    with desk.edit("Import") as edit:
        edit.add_article(twin, original, desk.dossiers()[0].id)
    curate(desk, article, actor="Gouvernement")
    assert {(said.title, said.actors[0]) for said in desk.find_statements("souveraineté").hits} == {
        ("Sheinbaum répond", "Gouvernement"),
        ("Jumeau", "Claudia Sheinbaum"),
    }
    assert articles(desk, "actor:gouvernement") == ["Sheinbaum répond"]
    assert articles(desk, "actor:sheinbaum said:souveraineté") == ["Jumeau"]


def test_a_newer_version_takes_it_along(desk: Library, article: Article) -> None:
    add(desk, article)
    text = f"Mise à jour. {TEXT}"
    newer = an_article(text, title="Nouvelle version")
    with desk.edit("Newer") as edit:
        edit.add_article(newer, text.encode())
        edit.put_findings(newer.id, some_findings(text), "m")
        edit.succeed(article.id, newer.id)
    assert articles(desk, "actor:harfuch") == ["Nouvelle version"]
    (said,) = desk.find_statements("harfuch").hits
    assert text[said.start : said.end] == PASSAGE


def test_deleted_for_good_it_is_found_nowhere(desk: Library, article: Article, path: Path) -> None:
    add(desk, article)
    curate(desk, article, gloss="zygomorphe")
    with desk.edit("Trash") as edit:
        edit.trash_article(article.id)
    with desk.edit("Delete", undoable=False) as edit:
        edit.delete_article(article.id)
    assert speakers(desk, "zygomorphe") == speakers(desk, "harfuch") == []


def spoil_words(library: Library) -> None:
    with library._writing() as connection:
        connection.exec_driver_sql("UPDATE revision SET actor = 'Personne' WHERE key = 'h-1'")


def spoil_rows(library: Library) -> None:
    with library._writing() as connection:
        connection.exec_driver_sql("DELETE FROM revision")


@pytest.mark.parametrize("spoil", [spoil_words, spoil_rows])
def test_a_damaged_index_is_seen_and_mended(
    library: Library, article: Article, spoil: Callable[[Library], None]
) -> None:
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
        edit.put_findings(article.id, some_findings(), "m")
    add(library, article)
    curate(library, article, actor="Gouvernement")
    assert library.check() == []
    spoil(library)
    problems = library.check()
    assert {problem.code for problem in problems} == {"search"}
    assert library.repair(problems).left == ()
    assert finds(library, "actor:harfuch")
    with library._writing() as connection:
        assert check_indexes(connection) == []
