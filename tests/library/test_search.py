"""Words are found in titles, texts, quotes and notes, with and without accents."""

from contextlib import closing

import pytest

from briefing.library import Library, connections

from .making import TEXT, a_note, an_article, passage, some_findings


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


def test_a_hit_says_where_its_words_stand(filled: Library) -> None:
    (hit,) = filled.search("ecartee")
    assert hit.start is not None
    assert TEXT[hit.start : hit.end] == "écartée"
    (note,) = filled.search("geneve")
    assert note.start is not None
    assert TEXT[note.start : note.end] == "souveraineté"


def test_findings_are_found_as_they_are_shown_now(filled: Library) -> None:
    (headline,) = filled.headlines()
    for rules in ("1", "2"):
        with filled.edit("Analyse", undoable=False) as edit:
            edit.curate(filled.dossiers()[0].id, headline.id, "s-1", state="accepted")  # so that both are kept
            edit.put_findings(headline.id, some_findings(rules=rules), "m")
    (said,) = filled.find_statements("SOUVERAINETE").hits
    span = passage(TEXT, "la souveraineté n’est pas négociable")
    assert (said.article_id, said.actors, said.start, said.end) == (
        headline.id,
        ("Claudia Sheinbaum",),
        span.start,
        span.end,
    )
    assert [said.quote[a:b] for a, b in said.marks] == ["souveraineté"]
    assert filled.find_statements("évoqué").hits == ()
    with filled.edit("Trash") as edit:
        edit.trash_article(headline.id)
    assert filled.find_statements("souveraineté").hits == ()


def test_many_articles_at_once_are_one_part_of_the_index(library: Library) -> None:
    def parts() -> int:
        with closing(connections.connect(library.path)) as connection:
            found: int = connection.execute("SELECT count(DISTINCT segid) FROM article_index_idx").fetchone()[0]
        return found

    with library.edit("Import") as edit:
        for number in range(600):
            text = " ".join(f"w{number * 60 + word}" for word in range(60))
            edit.add_article(an_article(text, title=str(number)), text.encode())
    assert parts() == 1
    with library.edit("Import") as edit:
        edit.add_article(an_article("Un autre texte."), b"Un autre texte.")
    assert [hit.title for hit in library.search("w35999")] == ["599"]
    assert library.check() == []
