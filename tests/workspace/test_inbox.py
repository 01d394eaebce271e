"""The inbox folder: what arrives whole is imported once, and stays where it is."""

import os
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.workspace import Look, Workspace, look_into_inbox, take_from_inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


def names(found: Look) -> list[str]:
    return [path.name for path in found.arrived]


def take(workspace: Workspace, found: Look) -> list[str]:
    dossier_id = workspace.dossier_named("Inbox")
    return [item.outcome for item in take_from_inbox(workspace.library, workspace.reader, found, dossier_id).items]


def test_a_file_that_grows_has_not_arrived(workspace: Workspace, inbox: Path) -> None:
    write(inbox, "whole.txt", "Le texte est entier.")
    growing = write(inbox, "growing.txt", "Le texte")
    write(inbox, "empty.txt", "")
    write(inbox, "article.html.crdownload", "Le texte")
    first = look_into_inbox(workspace.library, inbox)
    assert names(first) == []
    growing.write_text("Le texte est là.", encoding="utf-8")
    second = look_into_inbox(workspace.library, inbox, first)
    assert names(second) == ["whole.txt"]
    assert names(look_into_inbox(workspace.library, inbox, second)) == ["growing.txt", "whole.txt"]


def test_what_has_arrived_is_taken_once_and_stays(workspace: Workspace, inbox: Path) -> None:
    path = write(inbox, "a.txt", "Le ministre a dit non.")
    (inbox / "b.exe").write_bytes(b"MZ\0\1")
    found = look_into_inbox(workspace.library, inbox, look_into_inbox(workspace.library, inbox))
    assert take(workspace, found) == ["added", "refused"]
    assert path.exists()
    assert names(look_into_inbox(workspace.library, inbox, found)) == []
    path.write_text("Le ministre a dit oui, cette fois.", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    later = look_into_inbox(workspace.library, inbox, look_into_inbox(workspace.library, inbox))
    assert names(later) == ["a.txt"]


def test_what_was_put_into_the_trash_does_not_come_back(workspace: Workspace, inbox: Path) -> None:
    write(inbox, "a.txt", "Le ministre a dit non.")
    found = look_into_inbox(workspace.library, inbox, look_into_inbox(workspace.library, inbox))
    take(workspace, found)
    (headline,) = workspace.library.headlines()
    workspace.trash_article(headline.id)
    again = look_into_inbox(workspace.library, inbox, look_into_inbox(workspace.library, inbox))
    assert names(again) == []


def test_a_folder_that_is_gone_is_said(workspace: Workspace, inbox: Path) -> None:
    inbox.rmdir()
    with pytest.raises(UserError) as refusal:
        look_into_inbox(workspace.library, inbox)
    assert refusal.value.code == "no-inbox"
