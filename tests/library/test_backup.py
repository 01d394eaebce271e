"""Copies are verified and thinned out by age; a restore keeps what it replaces."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library, backup

from .making import TEXT, a_note, an_article, some_findings


@pytest.fixture
def filled(library: Library) -> Library:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
        edit.annotate(a_note(article))
        edit.put_findings(article.id, some_findings(), "m")
    return library


def test_a_backup_is_one_file_that_is_a_whole_library(filled: Library, tmp_path: Path) -> None:
    made = filled.backup(tmp_path / "usb" / "copy.briefing")
    assert [p.name for p in made.parent.iterdir()] == ["copy.briefing"]
    with Library.open(made) as copy:
        assert copy.headlines() == filled.headlines()
        assert copy.annotations() == filled.annotations()
        assert copy.undo_label == "Import"
        assert copy.check() == []


def test_a_backup_is_taken_while_an_edit_is_open(filled: Library) -> None:
    with filled.edit("Dossier") as edit:
        edit.add_dossier("B")
        made = filled.backup()
    with Library.open(made) as copy:
        assert [d.name for d in copy.dossiers()] == ["A"]


def test_restore_puts_the_backup_in_place_and_keeps_what_was_there(filled: Library, path: Path) -> None:
    made = filled.backup()
    with filled.edit("Dossier") as edit:
        edit.add_dossier("B")
    filled.close()
    kept = Library.restore(made, path)
    assert kept
    with Library.open(path) as restored:
        assert [d.name for d in restored.dossiers()] == ["A"]
        assert restored.check() == []
    with Library.open(kept) as replaced:
        assert [d.name for d in replaced.dossiers()] == ["A", "B"]


def test_restore_over_a_damaged_library_keeps_its_bytes(filled: Library, path: Path) -> None:
    made = filled.backup()
    filled.close()
    content = path.read_bytes()
    ruined = content[:4096] + b"\x5a" * (len(content) - 4096)
    path.write_bytes(ruined)
    kept = Library.restore(made, path)
    assert kept
    assert kept.read_bytes() == ruined
    with Library.open(path) as restored:
        assert restored.check() == []


def test_restore_into_an_empty_place(filled: Library, tmp_path: Path) -> None:
    made = filled.backup()
    assert Library.restore(made, tmp_path / "new" / "library.briefing") is None
    with Library.open(tmp_path / "new" / "library.briefing") as restored:
        assert len(restored.headlines()) == 1


def test_restore_is_refused_while_the_library_is_open(filled: Library, path: Path) -> None:
    made = filled.backup()
    filled.headlines()
    with pytest.raises(UserError) as caught:
        Library.restore(made, path)
    assert caught.value.code == "library-locked"
    assert len(filled.headlines()) == 1


def test_restore_refuses_what_is_no_sound_library_and_changes_nothing(
    filled: Library, path: Path, tmp_path: Path
) -> None:
    made = filled.backup()
    filled.close()
    before = path.read_bytes()
    damaged = tmp_path / "damaged.briefing"
    damaged.write_bytes(made.read_bytes()[:-8192])
    words = tmp_path / "words.txt"
    words.write_text("no library " * 50)
    for file, code in (
        (tmp_path / "missing", "no-such-backup"),
        (words, "not-a-library"),
        (damaged, "library-damaged"),
    ):
        with pytest.raises(UserError) as caught:
            Library.restore(file, path)
        assert caught.value.code == code
    assert path.read_bytes() == before


def test_a_damaged_library_is_not_copied_as_if_it_were_sound(filled: Library, path: Path, tmp_path: Path) -> None:
    filled.close()
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(UserError) as caught:
        backup.back_up(path, tmp_path / "copy.briefing")
    assert caught.value.code == "library-damaged"
    assert not (tmp_path / "copy.briefing").exists()


def test_twelve_days_ten_weeks_and_nine_months_are_kept() -> None:
    start = datetime(2026, 11, 21, 9, 0)
    daily = {start - timedelta(days=n, hours=h) for n in range(400) for h in (0, 3)}
    kept = backup.kept_stamps(daily)
    days = sorted({stamp.date() for stamp in kept}, reverse=True)
    assert days[:12] == [start.date() - timedelta(days=n) for n in range(12)]
    assert len({stamp.strftime("%G-%V") for stamp in kept}) >= 10
    assert len({stamp.strftime("%Y-%m") for stamp in kept}) == 9
    assert len(kept) <= 12 + 10 + 9 + 1


def test_few_backups_are_all_kept_however_old() -> None:
    yearly = {datetime(year, 5, 1) for year in range(2020, 2027)}
    assert backup.kept_stamps(yearly) == yearly


def test_rotation_leaves_other_files_alone(tmp_path: Path) -> None:
    for day in range(1, 29):
        for month in ("01", "02"):
            (tmp_path / f"2026-{month}-{day:02} 10-00-00.briefing").touch()
    (tmp_path / "my thesis.txt").touch()
    (tmp_path / "before version 2, 2020-01-01 10-00-00.briefing").touch()
    backup.rotate(tmp_path)
    left = {p.name for p in tmp_path.iterdir()}
    assert {"my thesis.txt", "before version 2, 2020-01-01 10-00-00.briefing"} <= left
    assert 12 <= len(left) - 2 <= 31


@pytest.mark.parametrize(
    ("last", "changed", "now", "expected"),
    [
        (None, "10:00", "10:01", True),
        ("09:00", "10:00", "10:01", True),
        ("09:45", "10:00", "10:01", False),
        ("09:00", "08:59", "10:01", False),
    ],
)
def test_a_backup_is_due_after_half_an_hour_of_changes(
    path: Path, last: str | None, changed: str, now: str, expected: bool
) -> None:
    folder = backup.folder_of(path)
    folder.mkdir()
    if last:
        (folder / f"2026-01-05 {last.replace(':', '-')}-00.briefing").touch()
    times = (datetime.fromisoformat(f"2026-01-05T{t}:00") for t in (changed, now))
    assert backup.is_due(path, *times) is expected


def test_the_first_start_of_a_day_makes_one(filled: Library, path: Path) -> None:
    assert filled.backup_if_due()
    assert filled.backup_if_due() is None
    (made,) = backup.folder_of(path).iterdir()
    yesterday = datetime.now() - timedelta(days=1)
    made.rename(made.with_name(f"{yesterday:%Y-%m-%d %H-%M-%S}.briefing"))
    assert filled.backup_if_due()


def test_a_backup_says_when_it_can_not_be_written(filled: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as caught:
        filled.backup(tmp_path / "file" / "copy.briefing")
    assert caught.value.code == "cannot-back-up"


def test_a_backup_needs_no_log_beside_it(filled: Library) -> None:
    made = filled.backup()
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_replaces_no_file_unless_it_is_told_to(filled: Library, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.briefing"
    thesis.write_text("my only copy")
    with pytest.raises(UserError) as caught:
        filled.backup(thesis)
    assert caught.value.code == "backup-exists"
    assert thesis.read_text() == "my only copy"
    filled.backup(thesis, is_replacing=True)
    with Library.open(thesis) as copy:
        assert copy.check() == []


def test_backups_are_listed_newest_first_with_what_they_hold(filled: Library, path: Path) -> None:
    first = filled.backup()
    damaged = first.with_name("2020-01-01 10-00-00 damaged.briefing")
    damaged.write_bytes(first.read_bytes()[:5000])
    listed = filled.backups()
    assert listed[0].path == first
    assert {(b.path, b.articles, b.is_kept) for b in listed} == {(first, 1, False), (damaged, None, True)}
    assert {p.name for p in first.parent.iterdir()} == {first.name, damaged.name}


def test_an_open_library_is_put_back_and_goes_on(filled: Library) -> None:
    made = filled.backup()
    with filled.edit("Dossier") as edit:
        edit.add_dossier("B")
    kept = filled.put_back(made)
    assert kept
    assert [d.name for d in filled.dossiers()] == ["A"]
    with filled.edit("Dossier") as edit:
        edit.add_dossier("C")
    assert filled.check() == []


def test_two_backups_in_the_same_second_do_not_meet(filled: Library) -> None:
    problems: list[BaseException] = []

    def back_up() -> None:
        try:
            filled.backup()
        except BaseException as error:
            problems.append(error)
            raise

    threads = [threading.Thread(target=back_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    # and none takes the place of another
    assert [made.articles for made in filled.backups()] == [1] * 4


def test_what_was_cut_short_is_gone_at_the_next_start(filled: Library, path: Path) -> None:
    backups = filled.backup().parent
    filled.close()
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    name = f".{path.name}"
    left = [path.with_name(f"{name}.fresh"), path.with_name(f"{name}.restored"), backups / f"{name}.fresh"]
    left += [path.with_name(f"{name}.restored-journal"), backups / f"{name}.{int(ended.stdout)}-0123abcd.part"]
    others = [backups / f"{name}.{os.getpid()}-0123abcd.part", backups / ".mine", path.with_name("mine.fresh")]
    for file in (*left, *others):
        file.write_bytes(b"half")
    with Library.open(path) as library:
        library.backup_if_due()
    assert [file.name for file in left if file.exists()] == []
    assert all(file.exists() for file in others)
