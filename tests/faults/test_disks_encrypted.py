"""An encrypted library on a disk that is full or read-only, held by another program, or cut off: each is told, and
nothing is lost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library, backup, cipher, connections, encryption
from briefing.workspace import Workspace
from briefing.workspace.handing_on import export_dossier
from tests.faults.disks import fill as fill_disk
from tests.faults.disks import read_only, small_disk
from tests.faults.state import PASSPHRASES, digest, digest_of, passphrase_of
from tests.faults.test_disks import ACTIONS, Case, files, needs_mounts, open_on, outside
from tests.portable.making import fill

__all__ = ["outside"]

PASS, OTHER = PASSPHRASES
TURNS = {"set": ("", PASS), "change": (PASS, OTHER), "remove": (PASS, "")}


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    cipher.forget()


def _restore_over_it(case: Case) -> None:
    case.workspace.close()
    Library.restore(case.outside / "backup.briefing", case.library.path)


DONE: dict[str, tuple[Callable[[Case], object], set[str], set[str]]] = {
    **{name: ACTIONS[name] for name in ("import", "decide", "bring a dossier in", "hand a dossier on", "backup")},
    "restore": (_restore_over_it, {"disk-full", "cannot-restore", "cannot-back-up"}, {"cannot-restore"}),
}


def held(library: Library) -> str:
    """What an open library holds."""
    with closing(connections.connect(library.path)) as connection:
        return digest(connection)


@needs_mounts
@pytest.mark.parametrize("name", DONE)
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, outside: Path, name: str) -> None:
    with small_disk(tmp_path / "disk", 30) as disk:
        case = open_on(disk, outside)
        case.library.set_passphrase(PASS)
        path, filler = case.library.path, fill_disk(disk)
        if name == "decide":  # there is room for some
            os.truncate(filler, filler.stat().st_size - 300_000)
        before, there = held(case.library), files(disk)
        action, codes, _ = DONE[name]
        with pytest.raises(UserError) as caught:
            action(case)
        assert caught.value.code in codes
        assert caught.value.hint
        case.workspace.close()
        assert files(disk) == there
        filler.unlink()
        with Library.open(path) as library:
            if name != "decide":
                assert held(library) == before
            assert library.check() == []
            # with room again, all goes on, and stays encrypted
            library.backup()
            with library.edit("Go on") as edit:
                edit.add_dossier("After")
            assert passphrase_of(path) == PASS
            assert backup.readable_of(path) == []


@needs_mounts
@pytest.mark.parametrize("is_sudden", [False, True], ids=["full before", "full meanwhile"])
@pytest.mark.parametrize("name", TURNS)
def test_without_room_the_passphrase_stays_as_it_was(
    tmp_path: Path, outside: Path, name: str, is_sudden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = TURNS[name]
    with small_disk(tmp_path / "disk", 40) as disk:
        case = open_on(disk, outside)
        library, path = case.library, case.library.path
        if old:
            library.set_passphrase(old)
        library.backup()
        there, filler = files(disk), fill_disk(disk)
        if is_sudden:  # another program takes the room
            monkeypatch.setattr(encryption, "check_space", lambda path, size: None)
            os.truncate(filler, filler.stat().st_size - path.stat().st_size // 2)
        before = held(library)
        with pytest.raises(UserError) as caught:
            library.set_passphrase(new or None)
        assert caught.value.code in ({"disk-full", "cannot-write"} if is_sudden else {"not-enough-space"})
        assert caught.value.hint
        assert (passphrase_of(path), held(library)) == (old, before)
        filler.unlink()
        assert files(disk) == there
        assert library.set_passphrase(new or None) == encryption.Outcome(1)
        assert (passphrase_of(path), held(library)) == (new, before)
        assert library.check() == []
        case.workspace.close()


@needs_mounts
def test_backups_that_had_no_room_follow_later(tmp_path: Path, outside: Path) -> None:
    with small_disk(tmp_path / "disk", 40) as disk:
        case = open_on(disk, outside)
        library, path = case.library, case.library.path
        made = library.backup()
        case.workspace.close()
        encryption.replace(path, cipher.make_key(PASS), encryption.untold, encryption.unstopped)
        filler = fill_disk(disk)
        assert encryption.follow(path, backup.files_of(path)) == encryption.Outcome(0, (made,))
        filler.unlink()
        with Library.open(path) as library:
            library.backup_if_due()
        assert backup.readable_of(path) == []


@needs_mounts
def test_a_read_only_folder_is_told_and_stays_as_it_is(tmp_path: Path, outside: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    case = open_on(folder, outside)
    case.library.set_passphrase(PASS)
    case.workspace.close()
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with read_only(folder):
        for name, (action, _, codes) in DONE.items():
            with Workspace.open(folder / "library.briefing", with_sample=False) as workspace:
                case = Case(workspace, folder, outside, case.dossier)
                assert len(workspace.library.headlines(case.dossier)) == 2
                with pytest.raises(UserError) as caught:
                    action(case)
                assert caught.value.code in codes, name
        with Library.open(folder / "library.briefing") as library, pytest.raises(UserError) as caught:
            library.set_passphrase(None)
        assert caught.value.code == "library-read-only"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


_HOLDER = """
import sys
from pathlib import Path
from briefing.library import cipher, connections
path = Path(sys.argv[1])
cipher.unlock(path, sys.argv[2])
connection = connections.connect(path)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_library_that_another_program_writes_is_told_and_can_be_read(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.5)
    path = tmp_path / "library.briefing"
    with Library.open(path) as library:
        dossier, _ = fill(library)
        library.set_passphrase(PASS)
    Library.open(path).close()  # takes its new file into use
    before = digest_of(path)
    command = [sys.executable, "-c", _HOLDER, str(path), PASS]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with Workspace.open(path, with_sample=False) as workspace:
            case = Case(workspace, tmp_path, outside, dossier)
            export_dossier(workspace.library, dossier, tmp_path / "out.dossier")
            for action in (ACTIONS["import"][0], lambda case: case.library.set_passphrase(OTHER), _restore_over_it):
                with pytest.raises(UserError) as caught:
                    action(case)
                assert caught.value.code == "library-locked"
        holder.kill()
    assert (digest_of(path), passphrase_of(path)) == (before, PASS)


@pytest.mark.parametrize("per_cent", [0, 50, 99])
def test_a_truncated_library_is_told_and_left_as_it_is(tmp_path: Path, outside: Path, per_cent: int) -> None:
    path = tmp_path / "cut.briefing"
    path.write_bytes((outside / "backup.briefing").read_bytes())
    with Library.open(path) as library:
        library.set_passphrase(PASS)
        made = library.backup()
    sound = path.read_bytes()
    cut = sound[: max(60, len(sound) * per_cent // 100)]
    path.write_bytes(cut)
    cipher.forget()
    with pytest.raises(UserError) as caught:
        cipher.unlock(path, OTHER)
    assert caught.value.code == ("wrong-passphrase" if per_cent else "library-damaged")
    try:
        cipher.unlock(path, PASS)
        with Library.open(path) as library:
            told = bool(library.check())
    except UserError as error:
        told = error.code == "library-damaged"
    assert told
    assert path.read_bytes() == cut
    cipher.unlock(made, PASS)
    kept = Library.restore(made, path)
    assert kept
    assert kept.read_bytes() == cut
    with Library.open(path) as library:
        assert library.check() == []
