"""A write leaves the old file or the new one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.files import read_bytes, sweep_unfinished, unfinished, write_atomically


def test_a_write_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new" / "brief.md", b"one")
    write_atomically(tmp_path / "new" / "brief.md", b"two")
    assert (tmp_path / "new" / "brief.md").read_bytes() == b"two"
    assert os.listdir(tmp_path / "new") == ["brief.md"]  # noqa: PTH208


def test_a_write_that_fails_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "brief.md").mkdir()
    with pytest.raises(UserError) as refusal:
        write_atomically(tmp_path / "brief.md", b"two")
    assert refusal.value.code == "cannot-write"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_a_missing_file_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.txt can't be read: No such file"):
        read_bytes(tmp_path / "none.txt")


KILLED = """
import os, pathlib, signal, sys
from briefing.files import unfinished, writing_atomically
path = pathlib.Path(sys.argv[1])
unfinished(path.with_name("other.md")).write_bytes(b"half")
with writing_atomically(path) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_next_write_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    path = tmp_path / "a [1].md"
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    left = {p.name.split(".")[1] for p in tmp_path.iterdir()}
    assert left == {"a [1]", "other"}
    mine = unfinished(path)
    mine.write_bytes(b"of a process that is running")
    write_atomically(path, b"whole")
    # what is another file's is left to that one's next write
    assert {p.name.split(".")[1] for p in tmp_path.iterdir() if p not in (path, mine)} == {"other"}
    assert mine.exists()
    sweep_unfinished(tmp_path)
    assert set(tmp_path.iterdir()) == {path, mine}
