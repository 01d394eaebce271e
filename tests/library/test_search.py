"""Words are found in titles, texts, quotes and notes, with and without accents."""

import pytest

from briefing.library import Library

from .making import TEXT, a_note, an_article


@pytest.fixture
def filled(library: Library) -> Library:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
        edit.annotate(a_note(article, body="Voir l’ambassadeur à Genève"))
    return library


@pytest.mark.parametrize("query", ["écartée", "ECARTEE", "ecart*", '"intervention militaire"', "sheinbaum NOT trump"])
def test_articles_are_found(filled: Library, query: str) -> None:
    (hit,) = filled.search(query)
    assert hit.field == "text"
    assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)
    assert hit.marks


def test_notes_are_found_with_their_words_marked(filled: Library) -> None:
    (hit,) = filled.search("geneve")
    assert hit.field == "note"
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Genève"]


@pytest.mark.parametrize("query", ['"intervention', "intervention AND", "militaire)", "l'intervention: militaire", "-"])
def test_what_is_no_query_is_searched_as_words(filled: Library, query: str) -> None:
    hits = filled.search(query)
    assert len(hits) == (0 if query == "-" else 1)


def test_what_was_removed_or_trashed_is_not_found(filled: Library) -> None:
    (note,) = filled.annotations()
    with filled.edit("Remove") as edit:
        edit.remove_annotation(note.id)
        edit.trash_article(note.article_id)
    assert filled.search("geneve OR intervention") == []
    filled.undo()
    assert {h.field for h in filled.search("geneve OR intervention")} == {"note", "text"}


def test_a_corrected_title_is_found_and_the_old_one_is_not(filled: Library) -> None:
    (headline,) = filled.headlines()
    with filled.edit("Correct") as edit:
        edit.correct_article(headline.id, title="Mexique inflexible")
    assert len(filled.search("inflexible")) == 1
    assert filled.search("repond") == []
