"""A passphrase is set, changed and removed; a wrong one is told apart from damage; nothing stays readable."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import Cancelled, UserError
from briefing.library import Library, backup, cipher, connections, encryption
from briefing.library.first_look import read_first_look

from .making import TEXT, a_note, an_article, some_findings

PASS, OTHER = "quatre mots à retenir", "another one entirely"


@pytest.fixture(autouse=True)
def no_key_is_left() -> Iterator[None]:
    yield
    cipher.forget()


@pytest.fixture
def filled(path: Path) -> Path:
    article = an_article()
    with Library.open(path) as library, library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode(), edit.add_dossier("A"))
        edit.annotate(a_note(article))
        edit.put_findings(article.id, some_findings(), "m")
    return path


def replace(path: Path, key: cipher.Key | None) -> None:
    encryption.replace(path, key, lambda done, total, what: None, lambda: False)


def is_readable(path: Path) -> bool:
    return b"Sheinbaum" in path.read_bytes()


def test_an_encrypted_library_is_the_same_library(filled: Path) -> None:
    with Library.open(filled) as library:
        before = library.headlines(), library.annotations(), library.search("souverainete"), library.history()
    look = read_first_look(filled)
    assert is_readable(filled)
    replace(filled, cipher.make_key(PASS))
    assert not is_readable(filled)
    assert [p.name for p in filled.parent.iterdir()] == [filled.name]
    with Library.open(filled) as library:
        assert (library.headlines(), library.annotations(), library.search("souverainete"), library.history()) == before
        assert library.check() == []
        with library.edit("Dossier") as edit:
            edit.add_dossier("B")
        library.undo()
    assert look is not None
    assert read_first_look(filled) == look


def test_without_its_passphrase_it_stays_shut_and_byte_identical(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    before = filled.read_bytes()
    cipher.forget()
    with pytest.raises(UserError) as caught:
        Library.open(filled)
    assert caught.value.code == "passphrase-needed"
    with pytest.raises(UserError) as caught:
        cipher.unlock(filled, OTHER)
    assert caught.value.code == "wrong-passphrase"
    assert read_first_look(filled) is None
    assert filled.read_bytes() == before
    assert [p.name for p in filled.parent.iterdir()] == [filled.name]
    cipher.unlock(filled, PASS)
    with Library.open(filled) as library:
        assert len(library.headlines()) == 1


def test_accents_may_be_composed_or_not(filled: Path) -> None:
    replace(filled, cipher.make_key("l’été à Genève"))
    cipher.forget()
    cipher.unlock(filled, "l’e\u0301te\u0301 a\u0300 Gene\u0300ve")


def test_any_tool_for_sqlcipher_opens_it_with_the_passphrase(filled: Path) -> None:
    from sqlcipher3 import dbapi2

    replace(filled, cipher.make_key(PASS))
    with closing(dbapi2.connect(str(filled))) as connection:
        connection.execute(f"PRAGMA key='{PASS}'")
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (1,)


def test_the_passphrase_is_changed_and_removed(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    replace(filled, cipher.make_key(OTHER))
    cipher.forget()
    with pytest.raises(UserError):
        cipher.unlock(filled, PASS)
    cipher.unlock(filled, OTHER)
    assert cipher.is_passphrase(filled, OTHER)
    assert not cipher.is_passphrase(filled, PASS)
    replace(filled, None)
    cipher.forget()
    assert is_readable(filled)
    with Library.open(filled) as library:
        assert library.check() == []


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        cipher.make_key("1234567")
    assert caught.value.code == "passphrase-too-short"


@pytest.mark.parametrize("place", [0x200, 0x30, 4000])
def test_a_damaged_first_page_is_no_wrong_passphrase(filled: Path, place: int) -> None:
    replace(filled, cipher.make_key(PASS))
    flip(filled, place)
    cipher.forget()
    cipher.unlock(filled, PASS)
    with pytest.raises(UserError) as caught:
        Library.open(filled)
    assert caught.value.code == "library-damaged"
    with pytest.raises(UserError) as caught:
        cipher.unlock(filled, OTHER)
    assert caught.value.code == "wrong-passphrase"


def test_a_damaged_salt_is_found_again_in_a_backup(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    made = backup.back_up(filled)
    flip(filled, 9)
    cipher.forget()
    cipher.unlock(filled, PASS)
    with Library.open(filled) as library:
        assert library.check() == []
        with library.edit("Dossier") as edit:
            edit.add_dossier("B")
    assert cipher.salt_of(filled) == cipher.salt_of(made)


def test_damage_elsewhere_is_told_as_damage(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    for page in range(1, filled.stat().st_size // 4096):
        flip(filled, page * 4096 + 77)
    with pytest.raises(UserError) as caught, Library.open(filled) as library:
        library.headlines()
    assert caught.value.code == "library-damaged"


@pytest.mark.parametrize("content", [b"\xb5BR", b"\xb5BRF and no more", cipher.MARK + b"\0" * 12])
def test_what_only_begins_like_one_is_damaged_or_no_library(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    if not cipher.is_encrypted(path):
        with pytest.raises(UserError) as caught:
            Library.open(path)
        assert caught.value.code == "not-a-library"
        return
    with pytest.raises(UserError) as caught:
        cipher.unlock(path, PASS)
    assert caught.value.code == "library-damaged"


def test_a_new_library_is_encrypted_from_its_first_byte(path: Path) -> None:
    encryption.create(path, PASS)
    with Library.open(path) as library:
        assert library.is_new
        with library.edit("Import") as edit:
            edit.add_article(an_article(), TEXT.encode(), edit.add_dossier("A"))
        assert not any(is_readable(p) for p in path.parent.iterdir())
    cipher.forget()
    cipher.unlock(path, PASS)
    with Library.open(path) as library:
        assert not library.is_new


def test_a_crash_with_all_in_the_log_unlocks(path: Path, tmp_path: Path) -> None:
    encryption.create(path, PASS)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with Library.open(path) as library:
        with library.edit("Import") as edit:
            edit.add_article(an_article(), TEXT.encode(), edit.add_dossier("A"))
        for suffix in ("", "-wal"):
            Path(crashed / f"library.briefing{suffix}").write_bytes(Path(f"{path}{suffix}").read_bytes())
    cipher.forget()
    cipher.unlock(crashed / "library.briefing", PASS)
    with Library.open(crashed / "library.briefing") as library:
        assert len(library.headlines()) == 1


def test_backups_are_encrypted_with_the_same_key(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    made = backup.back_up(filled)
    assert not is_readable(made)
    assert cipher.salt_of(made) == cipher.salt_of(filled)
    with Library.open(made) as copy:
        assert copy.check() == []


def test_backups_of_before_follow(filled: Path) -> None:
    first = backup.back_up(filled)
    (first.parent / "other.txt").write_text("Sheinbaum")
    replace(filled, cipher.make_key(PASS))
    assert is_readable(first)
    assert encryption.follow(filled, [first]) == encryption.Outcome(1)
    assert not is_readable(first)
    assert encryption.follow(filled, [first]) == encryption.Outcome(0)
    with Library.open(first) as copy:
        assert copy.check() == []


def test_a_backup_that_cannot_be_read_is_named(filled: Path) -> None:
    made = backup.back_up(filled)
    made.write_bytes(made.read_bytes()[:-8192])
    replace(filled, cipher.make_key(PASS))
    assert encryption.follow(filled, [made]) == encryption.Outcome(0, (made,))


def test_it_is_refused_while_another_has_the_library_open(filled: Path) -> None:
    key = cipher.make_key(PASS)
    before = filled.read_bytes()
    with Library.open(filled) as other:
        other.headlines()
        with pytest.raises(UserError) as caught:
            replace(filled, key)
        assert caught.value.code == "library-locked"
    assert filled.read_bytes() == before


def test_stopping_leaves_the_old_library(filled: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(Cancelled):
        encryption.replace(filled, cipher.make_key(PASS), lambda done, total, what: None, lambda: True)
    assert [p.name for p in filled.parent.iterdir()] == [filled.name]
    assert is_readable(filled)
    assert len(before) == filled.stat().st_size


def test_a_damaged_library_is_not_encrypted_as_if_it_were_sound(filled: Path) -> None:
    before = filled.read_bytes()[:-8192]
    filled.write_bytes(before)
    with pytest.raises(UserError) as caught:
        replace(filled, cipher.make_key(PASS))
    assert caught.value.code == "library-damaged"
    assert len(filled.read_bytes()) == len(before)


def test_who_still_has_the_old_file_open_writes_nothing_that_is_lost(filled: Path) -> None:
    """A connection made while the file is replaced: it meets an empty file, not one that nobody reads again."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as late:
        replace(filled, cipher.make_key(PASS))
        with pytest.raises(sqlite3.DatabaseError):
            late.execute("INSERT INTO dossier VALUES ('d', 'B', 0, '2026')")


def test_looking_at_an_open_library_keeps_its_locks(filled: Path) -> None:
    """A file that is opened and closed loses the locks that the process has on it: then another process that closes
    takes the log away from under this one."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0.1)\n"
        "sys.stdout.write(c.execute('PRAGMA journal_mode=DELETE').fetchone()[0])"
    )
    with Library.open(filled) as library:
        library.headlines()
        library.backup()
        assert not cipher.is_encrypted(filled)
        run = subprocess.run([sys.executable, "-c", code, filled], capture_output=True, text=True, check=False)
        assert "locked" in run.stderr
        # the control: this is how it goes wrong
        filled.read_bytes()
        run = subprocess.run([sys.executable, "-c", code, filled], capture_output=True, text=True, check=False)
        assert run.stdout == "delete"


def test_a_full_disk_is_told_before_anything_is_written(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "_SPARE", 1 << 60)
    with pytest.raises(UserError) as caught:
        replace(filled, cipher.make_key(PASS))
    assert caught.value.code == "not-enough-space"


def test_a_key_is_never_shown() -> None:
    key = cipher.make_key(PASS)
    assert key.secret.hex() not in f"{key!r} {key}"
    assert "secret" not in repr(key)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def test_errors_of_the_other_driver_are_told_the_same(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.1)
    replace(filled, cipher.make_key(PASS))
    with Library.open(filled) as library, closing(connections.connect(filled)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError) as caught, library.edit("Dossier") as edit:
            edit.add_dossier("A")
        assert caught.value.code == "library-locked"
        other.execute("ROLLBACK")
        assert library.search('"unbalanced (') == []


def test_a_library_that_is_open_is_encrypted_and_goes_on(filled: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with Library.open(filled) as library:
        first = library.backup()
        (first.parent / ".cut.briefing.part").write_text("Sheinbaum")
        outcome = library.set_passphrase(PASS, lambda *step: told.append(step))
        assert outcome == encryption.Outcome(1)
        assert library.is_encrypted
        with library.edit("Dossier") as edit:
            edit.add_dossier("B")
        assert [b.is_encrypted for b in library.backups()] == [True]
        assert not any(is_readable(p) for p in filled.parent.rglob("*") if p.is_file())
        assert library.set_passphrase(OTHER) == encryption.Outcome(1)
        assert library.set_passphrase(None) == encryption.Outcome(1)
        assert is_readable(first)
        assert [d.name for d in library.dossiers()] == ["A", "B"]
        assert library.check() == []
    assert told
    assert all(0 <= done <= total for done, total, _ in told)


def test_threads_that_read_meanwhile_wait(filled: Path) -> None:
    problems: list[BaseException] = []
    is_done = threading.Event()
    with Library.open(filled) as library:

        def read() -> None:
            try:
                while not is_done.is_set():
                    assert len(library.headlines()) == 1
            except BaseException as error:
                problems.append(error)
                raise

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            for passphrase in (PASS, OTHER, None):
                library.set_passphrase(passphrase)
        finally:
            is_done.set()
            for reader in readers:
                reader.join()
    assert not problems


def test_what_a_crash_left_readable_is_encrypted_at_the_next_backup(filled: Path) -> None:
    made = backup.back_up(filled)
    replace(filled, cipher.make_key(PASS))
    with Library.open(filled) as library:
        library.backup_if_due()
    assert not is_readable(made)


def test_a_restored_backup_gets_the_passphrase_that_the_library_has(filled: Path, tmp_path: Path) -> None:
    plain = backup.back_up(filled, tmp_path / "usb" / "plain.briefing")
    with Library.open(filled) as library:
        library.set_passphrase(PASS)
        older = library.backup(tmp_path / "usb" / "older.briefing")
        library.set_passphrase(OTHER)
        with library.edit("Dossier") as edit:
            edit.add_dossier("B")
        for file in (plain, older):
            kept = library.put_back(file)
            assert kept
            assert cipher.salt_of(kept) == cipher.salt_of(filled) != cipher.salt_of(older)
            assert [d.name for d in library.dossiers()] == ["A"]
            assert library.check() == []
        assert not is_readable(filled)


def test_a_backup_with_another_passphrase_asks_for_its_own(filled: Path, tmp_path: Path) -> None:
    with Library.open(filled) as library:
        library.set_passphrase(PASS)
        older = library.backup(tmp_path / "older.briefing")
        library.set_passphrase(OTHER)
    cipher.forget()
    with pytest.raises(UserError) as caught:
        Library.restore(older, filled)
    assert caught.value.code == "passphrase-needed"
    before = filled.read_bytes()
    cipher.unlock(older, PASS)
    # the library's own passphrase is lost: its bytes are kept
    kept = Library.restore(older, filled)
    assert kept
    assert kept.read_bytes() == before
    with Library.open(filled) as library:
        assert library.check() == []


def test_an_older_library_is_migrated_under_its_passphrase(path: Path) -> None:
    legacy = Path(__file__).parents[1] / "legacy" / "version-1.briefing"
    path.write_bytes(legacy.read_bytes())
    replace(path, cipher.make_key(PASS))
    with Library.open(path) as library:
        assert library.check() == []
    (made,) = backup.files_of(path)
    assert cipher.is_encrypted(made)


def test_a_newer_encrypted_library_is_refused_and_left_byte_identical(filled: Path) -> None:
    replace(filled, cipher.make_key(PASS))
    with closing(connections.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = filled.read_bytes()
    with pytest.raises(UserError) as caught:
        Library.open(filled)
    assert caught.value.code == "newer-library"
    assert filled.read_bytes() == before
    assert [p.name for p in filled.parent.iterdir()] == [filled.name]
