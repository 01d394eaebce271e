"""A disk that is full or read-only, a library that another program holds: each is told, and nothing is lost.

These tests mount real file systems. They are skipped, with the reason, only where nothing can be mounted.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.files import write_atomically
from briefing.library import Library, connections
from briefing.workspace import Workspace, write_brief
from briefing.workspace.handing_on import export_dossier, import_dossier
from briefing.workspace.open_formats import export_library
from tests.faults.disks import fill as fill_disk
from tests.faults.disks import read_only, small_disk, why_no_mounts
from tests.faults.migrate import LEGACY, content
from tests.faults.state import digest
from tests.library.making import TEXT, an_article
from tests.portable.making import fill

needs_mounts = pytest.mark.skipif(bool(why_no_mounts()), reason=f"nothing can be mounted here: {why_no_mounts()}")


@dataclass(frozen=True, slots=True)
class Case:
    """A library on the disk in question, other files beside the disk, and what stands on it."""

    workspace: Workspace
    disk: Path
    outside: Path
    dossier: str

    @property
    def library(self) -> Library:
        return self.workspace.library


def _import_much(case: Case) -> None:
    with case.library.edit("Import") as edit:
        for number in range(200):
            article = an_article(f"{number} {TEXT * 20}")
            edit.add_article(article, article.text.encode(), case.dossier)


def _write_line(case: Case) -> None:
    for number in range(400):
        with case.library.edit("Note") as edit:
            edit.curate(case.dossier, "", "caution/no-baseline", note=f"{number} " + "x" * 4000)


def _open_older(case: Case) -> None:
    Library.open(case.disk / "older.briefing").close()


def _make_new(case: Case) -> None:
    Library.open(case.disk / "new" / "new.briefing").close()


ACTIONS: dict[str, tuple[Callable[[Case], object], set[str], set[str]]] = {
    # name: what is done, the codes on a full disk, the codes on a read-only one
    "import": (_import_much, {"disk-full"}, {"library-read-only"}),
    "decide": (_write_line, {"disk-full"}, {"library-read-only"}),
    "bring a dossier in": (
        lambda case: import_dossier(case.library, case.outside / "large.dossier"),
        {"disk-full"},
        {"library-read-only"},
    ),
    "hand a dossier on": (
        lambda case: export_dossier(case.library, case.dossier, case.disk / "out.dossier"),
        {"cannot-write"},
        {"cannot-write"},
    ),
    "open formats, folder": (
        lambda case: export_library(case.workspace, case.disk / "out"),
        {"cannot-write"},
        {"cannot-write"},
    ),
    "open formats, zip": (
        lambda case: export_library(case.workspace, case.disk / "out.zip"),
        {"cannot-write"},
        {"cannot-write"},
    ),
    "brief": (
        lambda case: write_brief(case.workspace.brief(case.dossier), "html", case.disk / "brief.html"),
        {"cannot-write"},
        {"cannot-write"},
    ),
    "settings": (
        lambda case: write_atomically(case.disk / "settings.toml", b"theme = 'dark'\n"),
        {"cannot-write"},
        {"cannot-write"},
    ),
    "backup": (lambda case: case.library.backup(), {"disk-full", "cannot-back-up"}, {"cannot-back-up"}),
    "restore": (
        lambda case: Library.restore(case.outside / "backup.briefing", case.disk / "other.briefing"),
        {"disk-full", "cannot-restore"},
        {"cannot-restore"},
    ),
    "older version": (_open_older, {"disk-full", "cannot-back-up"}, {"cannot-back-up", "library-read-only"}),
    "new library": (_make_new, {"disk-full", "library-read-only"}, {"library-read-only"}),
}


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files on a disk with room: a dossier of a few megabytes that no zip makes small, and a backup."""
    folder = tmp_path_factory.mktemp("outside")
    with Library.open(folder / "large.briefing") as library:
        with library.edit("Import") as edit:
            dossier = edit.add_dossier("Large")
            for _ in range(20):
                article = an_article(os.urandom(100_000).hex())
                edit.add_article(article, article.text.encode(), dossier)
        export_dossier(library, dossier, folder / "large.dossier")
        library.backup(folder / "backup.briefing")
    return folder


def open_on(disk: Path, outside: Path) -> Case:
    """A library with one of everything on the disk, and an older one beside it."""
    workspace = Workspace.open(disk / "library.briefing", with_sample=False)
    dossier, _ = fill(workspace.library)
    shutil.copy(LEGACY[0], disk / "older.briefing")
    return Case(workspace, disk, outside, dossier)


@pytest.fixture
def full(tmp_path: Path, outside: Path) -> Iterator[tuple[Case, Path]]:
    """On a disk without room; and the file that takes the room."""
    with small_disk(tmp_path / "disk", 6) as disk:
        case = open_on(disk, outside)
        yield case, fill_disk(disk)
        case.workspace.close()


def held(library: Library) -> str:
    with closing(sqlite3.connect(library.path)) as connection:
        return digest(connection)


def files(folder: Path) -> set[str]:
    """What lies there, logs of open libraries and empty folders aside."""
    found = (p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(("-wal", "-shm")))
    return {p.relative_to(folder).as_posix() for p in found}


@needs_mounts
@pytest.mark.parametrize("name", ACTIONS)
def test_a_full_disk_is_told_and_loses_nothing(full: tuple[Case, Path], name: str) -> None:
    case, filler = full
    action, codes, _ = ACTIONS[name]
    if name == "decide":  # there is room for some
        os.truncate(filler, filler.stat().st_size - 300_000)
    before, there = held(case.library), files(case.disk)
    with pytest.raises(UserError) as caught:
        action(case)
    assert caught.value.code in codes
    assert caught.value.hint
    if name != "decide":
        assert held(case.library) == before
    assert files(case.disk) - {"new/new.briefing"} == there
    assert content(case.disk / "older.briefing") == content(LEGACY[0])
    noted = case.library.curations(case.dossier)["", "caution/no-baseline"].note
    # with room again, all goes on
    filler.unlink()
    with case.library.edit("Go on") as edit:
        edit.add_dossier("After")
    assert case.library.curations(case.dossier)["", "caution/no-baseline"].note == noted
    assert case.library.check() == []


@needs_mounts
@pytest.mark.parametrize("name", ACTIONS)
def test_a_read_only_folder_is_told_and_stays_as_it_is(tmp_path: Path, outside: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    open_on(folder, outside).workspace.close()
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with read_only(folder):
        workspace = Workspace.open(folder / "library.briefing", with_sample=False)
        try:
            (dossier,) = workspace.library.dossiers()
            action, _, codes = ACTIONS[name]
            with pytest.raises(UserError) as caught:
                action(Case(workspace, folder, outside, dossier.id))
            assert caught.value.code in codes
            assert caught.value.hint
            # it can still be read
            assert len(workspace.library.headlines(dossier.id)) == 2
        finally:
            workspace.close()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


_HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A library that another process is writing."""
    path = tmp_path / "library.briefing"
    with Library.open(path) as library:
        fill(library)
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(path)], text=True, **piped) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield path
        holder.kill()


def test_a_library_that_another_program_writes_is_told_and_can_be_read(
    locked: Path, tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.5)
    with Workspace.open(locked, with_sample=False) as workspace:
        (dossier,) = workspace.library.dossiers()
        case = Case(workspace, tmp_path, outside, dossier.id)
        for name in ("import", "bring a dossier in"):
            with pytest.raises(UserError) as caught:
                ACTIONS[name][0](case)
            assert caught.value.code == "library-locked"
        assert len(workspace.library.headlines(dossier.id)) == 2
        export_dossier(workspace.library, dossier.id, tmp_path / "out.dossier")
    with pytest.raises(UserError) as caught:
        Library.restore(outside / "backup.briefing", locked)
    assert caught.value.code == "library-locked"


@pytest.mark.parametrize("per_cent", [0, 10, 50, 90, 99])
def test_a_truncated_library_is_told_and_left_as_it_is(tmp_path: Path, outside: Path, per_cent: int) -> None:
    path = tmp_path / "cut.briefing"
    sound = (outside / "backup.briefing").read_bytes()
    cut = sound[: max(60, len(sound) * per_cent // 100)]
    path.write_bytes(cut)
    try:
        with Library.open(path) as library:
            told = bool(library.check())
    except UserError as error:
        told = error.code in ("library-damaged", "not-a-library")
    assert told
    assert path.read_bytes() == cut
    # and it is put right by a backup, with the damaged one kept
    kept = Library.restore(outside / "backup.briefing", path)
    assert kept
    assert kept.exists()
    with Library.open(path) as library:
        assert library.check() == []
