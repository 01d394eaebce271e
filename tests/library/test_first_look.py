"""The first look reads the same as the library, without SQLAlchemy, and never complains."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.library import Library, first_look
from briefing.library.first_look import FirstLook, read_first_look
from briefing.model import Header, OwnLine, Reading

from .making import TEXT, a_note, an_article, some_findings


def filled(path: Path) -> FirstLook:
    """A small library at `path`, and what is expected to be seen first of it."""
    with Library.open(path) as library:
        article = an_article()
        with library.edit("Import") as edit:
            dossier = edit.add_dossier("Mexique")
            edit.add_article(article, TEXT.encode(), dossier)
            edit.add_article(an_article("Vieux.", published="2020"), b"Vieux.", dossier)
            edit.put_findings(article.id, some_findings(), "m")
            edit.curate(dossier, article.id, "s-1", state="accepted", is_included=True)
            edit.put_own_line(OwnLine("o", dossier, "comment", "Surveiller."))
            edit.put_header(dossier, Header("Objet"))
            edit.annotate(a_note(article))
        found = library.findings(article.id)
        assert found
        shown = library.article(article.id)
        return FirstLook(
            tuple(library.dossiers()),
            dossier,
            tuple(library.headlines(dossier)),
            shown,
            Reading(shown, found),
            library.curations(dossier),
            tuple(library.own_lines(dossier)),
            library.header(dossier),
            tuple(library.annotations(article.id)),
        )


def test_it_reads_what_the_library_reads(path: Path) -> None:
    expected = filled(path)
    assert read_first_look(path) == expected
    assert expected.article
    assert read_first_look(path, expected.dossier_id, expected.article.id) == expected


def test_it_reads_while_the_library_is_open(path: Path) -> None:
    filled(path)
    with Library.open(path) as library, library.edit("Dossier") as edit:
        edit.add_dossier("B")
        look = read_first_look(path)
        assert look
        assert [d.name for d in look.dossiers] == ["Mexique"]


def test_an_empty_library_is_seen_as_empty(path: Path) -> None:
    Library.open(path).close()
    look = read_first_look(path)
    assert look
    assert (look.dossiers, look.reading) == ((), None)


def test_it_says_nothing_about_files_that_are_no_library(path: Path) -> None:
    assert read_first_look(path) is None
    path.write_bytes(b"no database at all, but long enough to be one" * 100)
    assert read_first_look(path) is None
    path.write_bytes(b"")
    assert read_first_look(path) is None


def test_it_needs_no_sqlalchemy(path: Path) -> None:
    filled(path)
    code = (
        "import sys; from pathlib import Path; from briefing.library.first_look import read_first_look\n"
        "assert read_first_look(Path(sys.argv[1])).reading\n"
        "heavy = {'sqlalchemy', 'spacy', 'numpy', 'PySide6'} & set(sys.modules); assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[2])


def test_a_very_large_dossier_is_not_counted_yet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    look = read_first_look(path)
    assert look
    counted = look.dossiers[0].articles
    assert counted > 0
    monkeypatch.setattr(first_look, "_DOSSIERS", first_look._DOSSIERS.replace("OFFSET 10000", f"OFFSET {counted - 1}"))
    look = read_first_look(path)
    assert look
    assert look.dossiers[0].articles == -1
    assert len(look.headlines) == counted
