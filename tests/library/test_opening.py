"""Which files are opened, migrated or refused; what a second writer and other threads meet."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from briefing.errors import UserError
from briefing.library import Library, backup, connections, first_look, migrations, schema, sqlite

from .making import TEXT, a_note, an_article

ROOT = Path(__file__).parents[2]


def test_the_file_is_marked_and_safe(library: Library, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (sqlite.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    strict = dict(tables)
    assert all(strict[name] for name in schema.metadata.tables)
    assert first_look.VERSION == migrations.VERSION


def test_every_connection_waits_for_the_disk(library: Library) -> None:
    expected = {"synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    with library._reading() as connection:
        assert {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in expected} == expected


def test_a_newer_library_is_refused_and_left_byte_identical(path: Path) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Library.open(path)
    assert caught.value.code == "newer-library"
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert first_look.read_first_look(path) is None


def test_a_newer_library_with_its_version_still_in_the_log_is_refused(path: Path, tmp_path: Path) -> None:
    with Library.open(path):
        pass
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", crashed / f"library.briefing{suffix}")
    writer.close()
    before = (crashed / "library.briefing").read_bytes(), (crashed / "library.briefing-wal").read_bytes()
    with pytest.raises(UserError) as caught:
        Library.open(crashed / "library.briefing")
    assert caught.value.code == "newer-library"
    assert ((crashed / "library.briefing").read_bytes(), (crashed / "library.briefing-wal").read_bytes()) == before


@pytest.mark.parametrize("content", [b"Just words.", b"SQLite format 3\0 but cut", b"\0" * 4096, b"%PDF-1.7" * 500])
def test_what_is_no_library_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        Library.open(path)
    assert caught.value.code == "not-a-library"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Library.open(path)
    assert caught.value.code == "not-a-library"
    assert path.read_bytes() == before


def test_a_file_that_a_crash_left_empty_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.is_new


def _step(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE reminder (id INTEGER PRIMARY KEY) STRICT")


def _losing_step(connection: Connection) -> None:
    _step(connection)
    connection.exec_driver_sql("DELETE FROM annotation")


@pytest.fixture
def older(path: Path) -> Path:
    article = an_article()
    with Library.open(path) as library, library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
        edit.annotate(a_note(article))
    return path


def test_an_older_library_is_backed_up_and_brought_up_to_date(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setitem(migrations.STEPS, migrations.VERSION - 1, _step)
    with Library.open(older) as library:
        assert len(library.annotations()) == 1
        assert not library.is_new
    (copy,) = backup.folder_of(older).iterdir()
    versions = []
    for file in (older, copy):
        with closing(sqlite3.connect(file)) as connection:
            versions.append(connection.execute("PRAGMA user_version").fetchone()[0])
    assert versions == [migrations.VERSION, migrations.VERSION - 1]


def test_a_migration_that_would_lose_something_changes_nothing(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    monkeypatch.setitem(migrations.STEPS, migrations.VERSION - 1, _losing_step)
    with pytest.raises(UserError) as caught:
        Library.open(older)
    assert caught.value.code == "migration-failed"
    monkeypatch.undo()
    with Library.open(older) as library:
        assert len(library.annotations()) == 1


def test_a_library_that_another_process_writes_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE')\n"
        "print('writing', flush=True); sys.stdin.read()"
    )
    monkeypatch.setattr(connections, "WAIT", 0.1)
    with (
        Library.open(library.path) as impatient,
        subprocess.Popen(
            [sys.executable, "-c", code, library.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other,
    ):
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(UserError) as caught, impatient.edit("Dossier") as edit:
            edit.add_dossier("A")
        assert caught.value.code == "library-locked"
        assert impatient.dossiers() == []
        other.communicate()
    with library.edit("Dossier") as edit:
        edit.add_dossier("A")


def test_two_processes_write_in_turn(library: Library) -> None:
    code = (
        "import sys; from pathlib import Path; from briefing.library import Library\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    with library.edit('Dossier') as edit: edit.add_dossier('theirs')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, library.path], cwd=ROOT) as other:
        for _ in range(20):
            with library.edit("Dossier") as edit:
                edit.add_dossier("ours")
    assert other.returncode == 0
    assert sorted(d.name for d in library.dossiers()) == ["ours"] * 20 + ["theirs"] * 20


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_read_only_folder_is_told_clearly(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    Library.open(folder / "library.briefing").close()
    (folder / "library.briefing").chmod(0o444)
    folder.chmod(0o555)
    code = (
        "import sys; from pathlib import Path\n"
        "from briefing.errors import UserError; from briefing.library import Library\n"
        "try:\n"
        "    library = Library.open(Path(sys.argv[1]))\n"
        "    sys.stdout.write(f'{len(library.dossiers())} to read, {len(library.check())} wrong; ')\n"
        "    with library.edit('Dossier') as edit: edit.add_dossier('A')\n"
        "except UserError as error: sys.stdout.write(error.code)\n"
    )
    # root may write anywhere, unless it gives up the right to
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    readable = "0 to read, 0 wrong; "
    for name, before in (("library.briefing", readable), ("new.briefing", "")):
        command = [*bound, sys.executable, "-c", code, folder / name]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (run.stdout, run.stderr) == (f"{before}library-read-only", "")
    assert [p.name for p in folder.iterdir()] == ["library.briefing"]


def test_reading_goes_on_while_another_thread_writes(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
    problems: list[BaseException] = []

    def write() -> None:
        try:
            for n in range(25):
                text = f"Texte {n}. " * 50
                with library.edit("Import") as edit:
                    edit.add_article(an_article(text), text.encode())
                    edit.annotate(a_note(article, body=str(n)))
        except BaseException as error:
            problems.append(error)
            raise

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while writer.is_alive():
        # an edit is seen whole or not at all: each adds one article and one note
        with library._reading() as connection, connection.begin():
            articles = connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one()
            notes = connection.exec_driver_sql("SELECT count(*) FROM annotation").scalar_one()
        seen.append(articles)
        assert articles == notes + 1
        assert library.article(article.id).text == TEXT
        library.search("texte", 5)
    writer.join()
    assert not problems
    assert seen == sorted(seen)
    assert len(library.headlines()) == 26


def test_edits_of_several_threads_wait_for_each_other(library: Library) -> None:
    def write(name: str) -> None:
        for _ in range(20):
            with library.edit(name) as edit:
                edit.add_dossier(name)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ABC"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.dossiers()) == 60
    assert library.check() == []
