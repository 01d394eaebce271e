"""Encryption, backups and health on the command line."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_cli import Run, run

__all__ = ["run"]
PASS, OTHER = "quatre mots à retenir", "another one entirely"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text("Le président a dit non. Le ministre a dit oui.", encoding="utf-8")
    assert run("import", tmp_path / "note.txt", "--dossier", "A").returncode == 0
    return tmp_path / "library.briefing"


@pytest.mark.parametrize("command", [["list"], ["search", "x"], ["check"], ["backup"], ["backups"], ["encrypt"]])
def test_reading_makes_no_library(run: Run, tmp_path: Path, command: list[str]) -> None:
    answer = run("--library", tmp_path / "mistyped.briefing", *command)
    assert answer.returncode == 2
    assert "There is no library at" in answer.stderr
    assert not (tmp_path / "mistyped.briefing").exists()


def test_a_library_is_encrypted_read_changed_and_decrypted(run: Run, filled: Path) -> None:
    run("backup")
    answer = run("encrypt", BRIEFING_PASSPHRASE=PASS)
    assert answer.returncode == 0
    assert "nobody can recover it" in answer.stdout
    assert "1 backup was encrypted too" in answer.stdout
    assert b"ministre" not in filled.read_bytes()
    assert "ministre" in run("search", "ministre", BRIEFING_PASSPHRASE=PASS).stdout
    for given, words in (({}, "is encrypted"), ({"BRIEFING_PASSPHRASE": OTHER}, "not the passphrase")):
        answer = run("list", **given)
        assert answer.returncode == 2
        assert words in answer.stderr
        assert len(answer.stderr.strip().splitlines()) == 1
    assert run("encrypt", BRIEFING_PASSPHRASE=PASS).returncode == 2
    assert run("passphrase", BRIEFING_PASSPHRASE=PASS, BRIEFING_NEW_PASSPHRASE=OTHER).returncode == 0
    assert run("list", BRIEFING_PASSPHRASE=PASS).returncode == 2
    assert run("check", BRIEFING_PASSPHRASE=OTHER).returncode == 0
    assert run("decrypt", BRIEFING_PASSPHRASE=OTHER).returncode == 0
    assert "ministre" in run("list").stdout


def test_the_passphrase_comes_through_a_descriptor(run: Run, filled: Path) -> None:
    assert run("--passphrase-fd", 0, "encrypt", given=f"{PASS}\n").returncode == 0
    assert run("--passphrase-fd", 0, "passphrase", given=f"{PASS}\n{OTHER}\n").returncode == 0
    assert run("--passphrase-fd", 0, "list", given=OTHER).returncode == 0


def test_a_short_passphrase_changes_nothing(run: Run, filled: Path) -> None:
    answer = run("encrypt", BRIEFING_PASSPHRASE="short")
    assert answer.returncode == 2
    assert "at least 8" in answer.stderr
    assert run("list").returncode == 0


def test_a_backup_overwrites_nothing_unless_it_is_told_to(run: Run, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.briefing"
    copy.write_text("mine")
    answer = run("backup", copy)
    assert answer.returncode == 2
    assert "--force" in answer.stderr
    assert copy.read_text() == "mine"
    assert run("backup", copy, "--force").returncode == 0
    assert run("--library", copy, "check").returncode == 0


def test_backups_are_listed(run: Run, filled: Path) -> None:
    run("backup")
    (line,) = run("backups").stdout.splitlines()
    assert "1 article" in line
    assert line.endswith(".briefing")


def test_a_backup_with_its_own_passphrase_is_restored(run: Run, filled: Path, tmp_path: Path) -> None:
    run("encrypt", BRIEFING_PASSPHRASE=PASS)
    assert run("backup", tmp_path / "copy.briefing", BRIEFING_PASSPHRASE=PASS).returncode == 0
    run("passphrase", BRIEFING_PASSPHRASE=PASS, BRIEFING_NEW_PASSPHRASE=OTHER)
    answer = run("restore", tmp_path / "copy.briefing", BRIEFING_PASSPHRASE=OTHER)
    assert "not the passphrase" in answer.stderr
    assert run("restore", tmp_path / "copy.briefing", BRIEFING_PASSPHRASE=PASS).returncode == 0
    assert run("list", BRIEFING_PASSPHRASE=PASS).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="no such terminal there")
def test_at_the_terminal_it_is_asked_for_without_an_echo(filled: Path, run: Run, root: Path) -> None:
    import pty
    import subprocess
    import sys

    run("encrypt", BRIEFING_PASSPHRASE=PASS)
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "--library", filled, "list"],
        cwd=root,
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
        start_new_session=True,
        env={**os.environ, "BRIEFING_SETTINGS": str(filled.with_name("s.toml"))},
    )
    os.close(follower)
    said = b""
    while b"Passphrase" not in said:
        said += os.read(leader, 1000)
    os.write(leader, f"{PASS}\n".encode())
    out, _ = process.communicate(timeout=60)
    os.close(leader)
    assert process.returncode == 0
    assert b"ministre" in out
    assert PASS.encode() not in said


def test_a_sound_library_tells_its_figures_and_a_damaged_one_is_repaired(run: Run, filled: Path) -> None:
    run("backup")
    sound = run("check")
    assert "1 article, " in sound.stdout
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("DROP TRIGGER article_text_is_settled")
        connection.execute("UPDATE article_text SET text = 'faux'")
        connection.commit()
    damaged = run("check")
    assert damaged.returncode == 1
    assert "is not what was imported" in damaged.stderr
    assert "check --repair" in damaged.stdout
    repaired = run("check", "--repair")
    assert "was put back from the backup" in repaired.stdout
    assert "The library is sound" in run("check").stdout
