"""A library of each released version opens, and nothing of it is lost."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library, migrations

LEGACY = sorted((Path(__file__).parent.parent / "legacy").glob("version-*.briefing"))


def test_each_older_version_has_a_saved_library() -> None:
    assert [int(path.stem.removeprefix("version-")) for path in LEGACY] == list(range(1, migrations.VERSION))


@pytest.mark.parametrize("saved", LEGACY, ids=lambda path: path.stem)
def test_an_older_library_is_brought_up_to_date_with_all_that_a_person_did(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    shutil.copyfile(saved, path)
    with Library.open(path) as library:
        (dossier,) = library.dossiers()
        assert dossier.articles == 2
        assert all(library.findings(headline.id) for headline in library.headlines(dossier.id))
        assert {c.state for c in library.curations(dossier.id).values()} == {"accepted", "edited"}
        assert [a.body for a in library.annotations()] == ["Une note"]
        assert [line.text for line in library.own_lines(dossier.id)] == ["Une ligne à soi"]
        assert library.undo_label
        assert library.check() == []
    (backup,) = (tmp_path / "library backups").iterdir()
    assert backup.read_bytes()[60:64] == saved.read_bytes()[60:64], "the backup has the old version"


def test_a_damaged_older_library_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    shutil.copyfile(LEGACY[0], path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE article SET title = 'changed behind its back'")
    with pytest.raises(UserError) as refused:
        Library.open(path)
    assert refused.value.code == "migration-failed"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'saved_search'").fetchone()
