"""Deleting for good takes everything away, and leaves a sound library."""

from hashlib import sha256
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.model import Article
from tests.library.making import TEXT, a_note, an_article, some_findings

SECRET = "zanzibarxylophone"


def secret_article() -> Article:
    return an_article(f"{TEXT}\n\nLe {SECRET} a été vu.", title=f"Titre {SECRET}")


@pytest.fixture
def filled(library: Library) -> tuple[Library, str, str]:
    """A library with an article that was worked on and thrown away, beside one that stays."""
    article = secret_article()
    stays = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        for one in (article, stays):
            edit.add_article(one, one.text.encode(), dossier)
            edit.put_findings(one.id, some_findings(one.text), "m")
    with library.edit("Work") as edit:
        edit.annotate(a_note(article, body=f"note sur {SECRET}"))
        edit.annotate(a_note(stays))
        edit.curate(dossier, article.id, "s-1", state="accepted", gloss=f"gloss {SECRET}", is_included=True)
        edit.correct_article(article.id, title=f"Autre {SECRET}")
    while library.compare_next():
        pass
    with library.edit("Trash") as edit:
        edit.trash_article(article.id)
    return library, article.id, stays.id


def delete(library: Library, article_id: str) -> None:
    with library.edit("Delete for good", undoable=False) as edit:
        edit.delete_article(article_id)


def test_nothing_of_a_deleted_article_is_left_and_the_rest_stands(filled: tuple[Library, str, str], path: Path) -> None:
    library, gone, stays = filled
    assert library.what_is_lost([gone]) == {"annotations": 1, "decisions": 1, "additions": 0}
    delete(library, gone)
    assert library.trashed() == 0
    assert [h.id for h in library.headlines()] == [stays]
    assert library.search(SECRET) == []
    assert library.findings(stays) is not None
    assert len(library.annotations()) == 1
    assert library.check() == []
    library.close()
    left = b"".join(file.read_bytes() for file in path.parent.glob("library.briefing*"))
    assert f"gloss {SECRET}".encode() not in left
    assert f"Le {SECRET} a".encode() not in left


def test_what_was_deleted_for_good_cannot_be_undone(filled: tuple[Library, str, str]) -> None:
    library, gone, _ = filled
    delete(library, gone)
    assert library.undo_label is None
    assert library.redo_label is None


def test_the_library_is_sound_after_more_edits_and_a_new_start(filled: tuple[Library, str, str], path: Path) -> None:
    library, gone, stays = filled
    delete(library, gone)
    with library.edit("Work") as edit:
        edit.annotate(a_note(library.article(stays), body="encore"))
    library.undo()
    library.redo()
    library.close()
    with Library.open(path) as again:
        assert again.check() == []
        article = secret_article()
        with again.edit("Import") as edit:
            assert edit.add_article(article, article.text.encode())


def test_only_what_is_in_the_trash_is_deleted(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    with pytest.raises(AssertionError):
        delete(library, article.id)
    assert len(library.headlines()) == 1


def test_findings_stay_as_long_as_another_file_has_the_text(library: Library) -> None:
    one, other = an_article(), an_article()
    original = b"\xef\xbb\xbf" + TEXT.encode()
    other = other._replace(original_sha256=sha256(original).hexdigest())
    with library.edit("Import") as edit:
        edit.add_article(one, TEXT.encode())
        edit.add_article(other, original)
        edit.put_findings(one.id, some_findings(), "m")
        edit.trash_article(one.id)
    delete(library, one.id)
    assert library.findings(other.id) is not None
    assert library.check() == []


def test_an_old_version_is_back_when_its_newer_one_is_deleted(library: Library) -> None:
    old, new = an_article(), an_article("Titre\n\n" + TEXT)
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(old, TEXT.encode(), dossier)
        edit.annotate(a_note(old))
        edit.add_article(new, new.text.encode())
        edit.succeed(old.id, new.id)
        edit.trash_article(new.id)
    delete(library, new.id)
    assert [h.id for h in library.headlines(dossier)] == [old.id]
    assert library.successions(old.id) == []
    assert library.check() == []


def test_notes_that_went_over_to_a_newer_version_go_with_it(library: Library, path: Path) -> None:
    old, new = an_article(), an_article(f"{TEXT}\n\nLe {SECRET} a été vu.")
    with library.edit("Import") as edit:
        edit.add_article(old, TEXT.encode())
        edit.annotate(a_note(old, "Une réunion est prévue le 23 janvier à Mexico.", body=f"à propos du {SECRET}"))
        edit.add_article(new, new.text.encode())
        edit.succeed(old.id, new.id)
        edit.trash_article(new.id)
    delete(library, new.id)
    assert library.check() == []
    library.close()
    left = b"".join(file.read_bytes() for file in path.parent.glob("library.briefing*"))
    assert f"propos du {SECRET}".encode() not in left
    assert f"Le {SECRET} a".encode() not in left
