"""Undo and redo: by label, one step an edit, over a restart, without derived data."""

from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library

from .making import TEXT, a_note, an_article, some_findings


def test_each_edit_is_one_step_by_its_label(library: Library) -> None:
    article = an_article()
    with library.edit("Import 1 file") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
    with library.edit("Add a note") as edit:
        edit.annotate(a_note(article))
    assert (library.undo_label, library.redo_label) == ("Add a note", None)
    change = library.undo()
    assert (change.label, change.articles, change.kinds) == ("Add a note", {article.id}, {"annotations"})
    assert (library.undo_label, library.redo_label) == ("Import 1 file", "Add a note")
    assert library.annotations() == []
    library.undo()
    assert library.headlines() == []
    assert library.dossiers() == []
    assert (library.undo_label, library.redo_label) == (None, "Import 1 file")
    with pytest.raises(UserError) as caught:
        library.undo()
    assert caught.value.code == "nothing-to-undo"


def test_redo_gives_back_what_was_undone(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
    note = a_note(article)
    with library.edit("Note") as edit:
        edit.annotate(note)
    before = (library.dossiers(), library.headlines(), library.annotations())
    library.undo()
    library.undo()
    library.redo()
    library.redo()
    assert (library.dossiers(), library.headlines(), library.annotations()) == before
    with pytest.raises(UserError) as caught:
        library.redo()
    assert caught.value.code == "nothing-to-redo"


def test_both_stacks_hold_over_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        for name in "ABC":
            with library.edit(f"Dossier {name}") as edit:
                edit.add_dossier(name)
        library.undo()
    with Library.open(path) as library:
        assert (library.undo_label, library.redo_label) == ("Dossier B", "Dossier C")
        library.undo()
        library.redo()
        library.redo()
        assert [d.name for d in library.dossiers()] == ["A", "B", "C"]


def test_a_new_edit_empties_redo_and_takes_back_imports_for_good(library: Library, path: Path) -> None:
    with library.edit("Import") as edit:
        edit.add_article(an_article("Un secret bien gardé."), "Un secret bien gardé.".encode())
    library.undo()
    with library.edit("Dossier") as edit:
        edit.add_dossier("A")
    assert library.redo_label is None
    assert library.search("secret") == []
    with library.edit("Import again") as edit:
        assert edit.add_article(an_article("Un secret bien gardé."), "Un secret bien gardé.".encode())


def test_edits_of_one_series_are_one_step(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    note = a_note(article, body="")
    for body in ("à", "à v", "à vérifier"):
        with library.edit("Write a note", series=note.id) as edit:
            edit.annotate(note._replace(body=body))
    assert library.undo_label == "Write a note"
    library.undo()
    assert library.annotations() == []
    assert library.undo_label == "Import"
    library.redo()
    assert [a.body for a in library.annotations()] == ["à vérifier"]
    library.undo()
    assert library.annotations() == []


def test_a_series_that_is_interrupted_starts_anew(library: Library) -> None:
    with library.edit("Rename", series="x") as edit:
        dossier = edit.add_dossier("A")
    with library.edit("Other") as edit:
        edit.add_dossier("B")
    with library.edit("Rename", series="x") as edit:
        edit.rename_dossier(dossier, "AA")
    library.undo()
    assert library.undo_label == "Other"
    assert [d.name for d in library.dossiers()] == ["A", "B"]


def test_findings_stay_and_do_not_disturb_redo(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    with library.edit("Note") as edit:
        edit.annotate(a_note(article))
    library.undo()
    with library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, some_findings(), "m")
    assert (library.undo_label, library.redo_label) == ("Import", "Note")
    library.redo()
    assert library.findings(article.id) == some_findings()


def test_what_cannot_be_undone_stands_before_everything_older(library: Library) -> None:
    with library.edit("A") as edit:
        edit.add_dossier("A")
    with library.edit("Sample", undoable=False) as edit:
        edit.add_dossier("Sample", is_sample=True)
    assert library.undo_label is None
    assert library.dossiers()[1].is_sample


def test_a_corrected_date_moves_the_article_and_undo_moves_it_back(library: Library) -> None:
    first, second = an_article("Un.", published="2026-01-01"), an_article("Deux.", published="2026-01-02")
    with library.edit("Import") as edit:
        edit.add_article(first, b"Un.")
        edit.add_article(second, b"Deux.")
    with library.edit("Correct") as edit:
        edit.correct_article(first.id, published="2026-01-03")
    assert [h.id for h in library.headlines()] == [first.id, second.id]
    assert [h.article_id for h in library.search("un OR deux")] == [first.id, second.id]
    library.undo()
    assert [h.id for h in library.headlines()] == [second.id, first.id]
    assert [h.article_id for h in library.search("un OR deux")] == [second.id, first.id]


def test_history_tells_everything_that_was_done(library: Library) -> None:
    with library.edit("A") as edit:
        edit.add_dossier("A")
    library.undo()
    library.redo()
    assert [(e.kind, e.label) for e in library.history()] == [("redo", "A"), ("undo", "A"), ("edit", "A")]
