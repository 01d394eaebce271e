"""Killed while a passphrase is set, changed or removed: the old library or the new one is there, whole."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library, backup, cipher
from tests.library.making import TEXT, a_note, an_article, some_findings

ROOT = Path(__file__).parents[2]
OLD, NEW = "quatre mots à retenir", "another one entirely"
CODE = """
import sys
from pathlib import Path
from briefing.library import Library, cipher
path, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
if old:
    cipher.unlock(path, old)
library = Library.open(path)
print("begins", flush=True)
library.set_passphrase(new or None)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 40 articles with a backup, so that there is time to be killed in."""
    path = tmp_path_factory.mktemp("plain") / "library.briefing"
    with Library.open(path) as library:
        with library.edit("Import") as edit:
            dossier = edit.add_dossier("A")
            for number in range(40):
                text = f"{TEXT} {number}"
                article = an_article(text)
                edit.add_article(article, text.encode(), dossier)
                edit.put_findings(article.id, some_findings(text), "m")
            edit.annotate(a_note(article))
        library.backup()
    return path


def took(path: Path, old: str, new: str) -> float:
    """Seconds from its beginning to its end."""
    with subprocess.Popen(
        [sys.executable, "-c", CODE, path, old, new], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        begin = time.perf_counter()
        process.stdout.readline()
        seconds = time.perf_counter() - begin
        process.communicate()
    return seconds


def killed(path: Path, old: str, new: str, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CODE, path, old, new], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(after)
        process.kill()


def open_with(path: Path, passphrases: tuple[str, ...]) -> Library:
    """The library with the passphrase that it has."""
    cipher.forget()
    for passphrase in passphrases:
        try:
            if cipher.is_locked(path):
                cipher.unlock(path, passphrase)
        except UserError:  # the next one is tried; the opening tells
            continue
    return Library.open(path)


@pytest.mark.parametrize(("old", "new"), [("", NEW), (OLD, NEW), (OLD, "")])
def test_the_old_library_or_the_new_one_is_there_whole(plain: Path, tmp_path: Path, old: str, new: str) -> None:
    start = tmp_path / "start"
    shutil.copytree(plain.parent, start)
    if old:
        with Library.open(start / plain.name) as library:
            library.set_passphrase(old)
    with open_with(start / plain.name, (old,)) as library:
        expected = library.headlines(), library.annotations(), library.history()
    shutil.copytree(start, tmp_path / "timed")
    whole = took(tmp_path / "timed" / plain.name, old, new)
    chance = random.Random(7)
    seen = set()
    for number in range(2):
        home = tmp_path / f"run-{number}"
        shutil.copytree(start, home)
        path = home / plain.name
        killed(path, old, new, chance.uniform(0, whole * 1.1))
        with open_with(path, (old, new)) as library:
            seen.add(library.is_encrypted)
            assert (library.headlines(), library.annotations(), library.history()) == expected
            assert library.check() == []
            library.backup_if_due()
            if library.is_encrypted and not old:
                # what the kill left readable is encrypted at the next occasion
                assert backup.readable_of(path) == []
            for made in backup.files_of(path):
                with open_with(made, (old, new)) as copy:
                    assert copy.check() == []
        shutil.rmtree(home)
    cipher.forget()
    assert seen


def test_the_control_sees_a_torn_file(plain: Path, tmp_path: Path) -> None:
    shutil.copytree(plain.parent, tmp_path / "torn")
    path = tmp_path / "torn" / plain.name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UserError) as caught:
        Library.open(path).headlines()
    assert caught.value.code == "library-damaged"
