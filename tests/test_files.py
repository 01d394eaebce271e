"""A write leaves the old file or the new one."""

import os
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.files import read_bytes, write_atomically


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
