"""A mailbox or archive that comes again: what is known is not read, and nothing that went is missed."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.children import Reading, ReadingProcess
from briefing.workspace import ImportReport, Workspace, importing


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the reading process gets, as they come."""
    names: list[str] = []
    begin = ReadingProcess.begin

    def begin_and_tell(self: ReadingProcess, data: bytes, name: str, **how: object) -> Reading:
        names.append(name)
        return begin(self, data, name, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(ReadingProcess, "begin", begin_and_tell)
    return names


def a_message(number: int, attached: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = f"Revue {number}"
    message["From"] = "bureau@example.org"
    message["Date"] = "Fri, 16 Jan 2026 08:00:00 +0100"
    message.set_content(f"Voici la revue de presse numéro {number}. Le ministre a dit non.")
    if attached:
        message.add_attachment(f"La note {number}.".encode(), maintype="text", subtype="plain", filename=attached)
        message.set_boundary("boundary")
    return message


def write_mailbox(path: Path, *messages: EmailMessage) -> Path:
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for message in messages:
        box.add(mailbox.mboxMessage(message))
    box.close()
    return path


def outcomes(report: ImportReport) -> list[str]:
    return [item.outcome for item in report.items]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return write_mailbox(tmp_path / "press.mbox", a_message(1), a_message(2, "note.txt"), a_message(3))


@pytest.fixture
def dossier(workspace: Workspace, box: Path) -> str:
    """A dossier that the mailbox was imported into."""
    dossier_id = workspace.dossier_named("Clips")
    assert outcomes(workspace.import_paths([box], dossier_id)) == ["added"] * 4
    return dossier_id


def test_a_mailbox_that_comes_again_is_not_read(workspace: Workspace, dossier: str, box: Path, read: list[str]) -> None:
    again = workspace.import_paths([box], dossier)
    assert outcomes(again) == ["there"] * 4
    assert again.items[2].name.endswith("note.txt")
    assert [workspace.library.article(item.article_id or "").title[:7] for item in again.items[:2]] == [
        "Revue 1",
        "Revue 2",
    ]
    assert read == []


def test_of_a_mailbox_that_grew_the_new_message_is_read(
    workspace: Workspace, dossier: str, box: Path, read: list[str]
) -> None:
    write_mailbox(box, a_message(1), a_message(2, "note.txt"), a_message(3), a_message(4))
    assert outcomes(workspace.import_paths([box], dossier)) == ["there"] * 4 + ["added"]
    assert len(read) == 2, "the mailbox, and one message"


def test_what_was_put_into_the_trash_comes_back(workspace: Workspace, dossier: str, box: Path, read: list[str]) -> None:
    trashed = [headline.id for headline in workspace.library.headlines(dossier)][:2]
    with workspace.library.edit("Trash") as edit:
        for article_id in trashed:
            edit.trash_article(article_id)
    workspace.import_paths([box], dossier)
    assert len(workspace.library.headlines(dossier)) == 4
    assert read == []


def test_what_was_deleted_for_good_is_read_again(
    workspace: Workspace, dossier: str, box: Path, read: list[str]
) -> None:
    note = next(h.id for h in workspace.library.headlines(dossier) if h.title.startswith("La note"))
    with workspace.library.edit("Trash") as edit:
        edit.trash_article(note)
    with workspace.library.edit("Delete", undoable=False) as edit:
        edit.delete_article(note)
    report = workspace.import_paths([box], dossier)
    assert outcomes(report) == ["there", "there", "added", "there"]
    assert len(read) == 3, "the mailbox, the message and its attachment"


def test_an_import_that_was_taken_back_is_read_again(
    workspace: Workspace, dossier: str, box: Path, read: list[str]
) -> None:
    workspace.undo()
    assert outcomes(workspace.import_paths([box], dossier)) == ["added"] * 4
    assert len(read) == 5


def test_a_message_with_something_refused_is_read_again(
    workspace: Workspace, dossier: str, box: Path, read: list[str]
) -> None:
    broken = a_message(5)
    broken.add_attachment(b"MZ\x00\x01", maintype="application", subtype="octet-stream", filename="program.exe")
    write_mailbox(box, a_message(1), broken)
    first = outcomes(workspace.import_paths([box], dossier))
    assert "refused" in first
    read.clear()
    assert "refused" in outcomes(workspace.import_paths([box], dossier))
    assert len(read) == 3, "the mailbox, the message and the program, and not the other message"


def test_another_version_of_the_program_reads_again(
    workspace: Workspace, dossier: str, box: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "__version__", "9.9")
    assert outcomes(workspace.import_paths([box], dossier)) == ["there"] * 4
    assert len(read) == 4, "the mailbox and its messages; a plain text is known by its bytes"
    read.clear()
    workspace.import_paths([box], dossier)
    assert read == []


def test_a_mailbox_of_which_not_all_was_read_is_not_known(workspace: Workspace, box: Path, read: list[str]) -> None:
    dossier_id = workspace.dossier_named("Clips")
    stopped = workspace.import_paths([box], dossier_id, is_cancelled=lambda: len(read) > 2)
    assert stopped.is_cancelled
    assert len(workspace.import_paths([box], dossier_id).items) == 4
    assert len(workspace.library.headlines(dossier_id)) == 4
