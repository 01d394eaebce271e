"""Imports that are stopped, interrupted and begun again; files that gave no text."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.workspace import ImportReport, Workspace, import_rest, try_again

from .making import write_clips


def outcomes(report: ImportReport) -> list[str]:
    return [item.outcome for item in report.items]


def test_a_stopped_import_is_remembered_and_its_rest_comes_later(workspace: Workspace, tmp_path: Path) -> None:
    dossier_id = workspace.dossier_named("Clips")
    folder = write_clips(tmp_path / "clips", 8)
    seen: list[object] = []
    stopped = workspace.import_paths([folder], dossier_id, progress=seen.append, is_cancelled=lambda: len(seen) > 3)
    assert stopped.is_cancelled
    (pending,) = workspace.library.pending_imports()
    assert (pending.total, pending.done) == (8, len(stopped.added) - 1)
    rest = import_rest(workspace.library, workspace.reader, pending)
    assert outcomes(rest) == ["there"] + ["added"] * (8 - len(stopped.added))
    assert workspace.library.pending_imports() == []
    assert workspace.library.dossiers()[0].articles == 8


def test_files_that_came_meanwhile_are_not_missed(workspace: Workspace, tmp_path: Path) -> None:
    dossier_id = workspace.dossier_named("Clips")
    folder = write_clips(tmp_path / "clips", 4)
    seen: list[object] = []
    workspace.import_paths([folder], dossier_id, progress=seen.append, is_cancelled=lambda: len(seen) > 2)
    (folder / "000a.txt").write_text("Un texte venu entre-temps. Il est court.", encoding="utf-8")
    (pending,) = workspace.library.pending_imports()
    import_rest(workspace.library, workspace.reader, pending)
    assert workspace.library.dossiers()[0].articles == 5


def test_the_same_import_again_says_what_is_there_and_forgets_the_first(workspace: Workspace, tmp_path: Path) -> None:
    dossier_id = workspace.dossier_named("Clips")
    folder = write_clips(tmp_path / "clips", 4)
    workspace.import_paths([folder], dossier_id, is_cancelled=lambda: True)
    again = workspace.import_paths([folder], dossier_id)
    assert outcomes(again) == ["added"] * 4
    assert workspace.library.pending_imports() == []
    assert outcomes(workspace.import_paths([folder], dossier_id)) == ["there"] * 4


_SLOWLY = """
import sys, pathlib
from briefing.workspace import Workspace, importing
importing.BATCH = 5
def tell(progress):
    print(progress.done, flush=True)
with Workspace.open(pathlib.Path(sys.argv[1]), with_sample=False) as w:
    w.import_paths([pathlib.Path(sys.argv[2])], w.dossier_named("Clips"), progress=tell)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_killed_import_loses_nothing_that_was_written(tmp_path: Path, root: Path) -> None:
    folder = write_clips(tmp_path / "clips", 300)
    path = tmp_path / "library.briefing"
    program = subprocess.Popen(
        [sys.executable, "-c", _SLOWLY, str(path), str(folder)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    for line in program.stdout:
        if int(line) >= 40:
            break
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
    with Workspace.open(path, with_sample=False) as workspace:
        (pending,) = workspace.library.pending_imports()
        assert 0 < pending.done < 300
        assert workspace.library.dossiers()[0].articles >= pending.done, "what counts as done is in the library"
        import_rest(workspace.library, workspace.reader, pending)
        assert workspace.library.dossiers()[0].articles == 300
        assert workspace.library.pending_imports() == []
        assert workspace.library.check() == []


def test_a_file_that_breaks_its_reader_is_kept_and_the_rest_goes_on(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_BREAKING, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    folder = write_clips(tmp_path / "clips", 30)
    (folder / "007a.txt").write_text("break: the reader ends", encoding="utf-8")
    (folder / "008a.exe").write_bytes(b"MZ\x00\x01")
    dossier_id = workspace.dossier_named("Clips")
    report = workspace.import_paths([folder], dossier_id)
    assert [Path(item.name).name for item in report.kept] == ["007a.txt"]
    assert [Path(item.name).name for item in report.refused] == ["008a.exe"]
    assert len(report.added) == 30
    (kept,) = workspace.library.attachments(dossier_id)
    assert kept.reason == report.kept[0].message
    assert workspace.library.attachment_content(kept.sha256) == b"break: the reader ends"
    assert outcomes(workspace.import_paths([folder], dossier_id)).count("there") == 31
    workspace.undo()
    assert workspace.library.attachments() == []
    assert workspace.library.headlines(dossier_id) == []


_BREAKING = """
import sys
if "briefing" in " ".join(sys.orig_argv):
    import dataclasses, os
    from briefing.importers import families
    real = families.PLAIN.read
    def read(text):
        if text.startswith("break:"):
            os._exit(1)
        return real(text)
    families.PLAIN = dataclasses.replace(families.PLAIN, read=read)
    families.FAMILIES = (families.PLAIN, *families.FAMILIES[1:])
"""


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def a_mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Revue de presse"
    message["From"] = "bureau@example.org"
    message["Date"] = "Fri, 16 Jan 2026 08:00:00 +0100"
    message.set_content("Voici la revue de presse de ce matin. Le ministre a dit non.")
    message.add_attachment(b"Le ministre a dit oui, plus tard.", maintype="text", subtype="plain", filename="note.txt")
    return bytes(message)


def test_what_lies_in_archives_and_mails_are_articles_of_their_own(workspace: Workspace, tmp_path: Path) -> None:
    mail = a_mail()
    deep = zipped({"deep.txt": b"Le texte du fond."})
    for _ in range(7):
        deep = zipped({"inner.zip": deep})
    (tmp_path / "bundle.zip").write_bytes(
        zipped(
            {
                "2026/mail.eml": mail,
                "program.exe": b"MZ\x00\x01",
                "../../outside.txt": b"Out of its folder.",
                "deep.zip": deep,
                "last.txt": "Le dernier texte, en français.".encode(),
            }
        )
    )
    dossier_id = workspace.dossier_named("Clips")
    report = workspace.import_paths([tmp_path / "bundle.zip"], dossier_id)
    way = str(tmp_path / "bundle.zip")
    articles = {workspace.library.article(article_id).origin: article_id for article_id in report.added}
    assert set(articles) == {
        f"{way} › 2026/mail.eml",
        f"{way} › 2026/mail.eml › note.txt",
        f"{way} › last.txt",
    }
    assert workspace.library.original(articles[f"{way} › 2026/mail.eml"]) == mail
    assert workspace.library.original(articles[f"{way} › 2026/mail.eml › note.txt"]).startswith(b"Le ministre")
    assert workspace.library.article(articles[f"{way} › 2026/mail.eml"]).published == "2026-01-16"
    refused = " ".join(item.name for item in report.refused)
    assert all(name in refused for name in ("program.exe", "outside.txt", "inner.zip"))
    again = workspace.import_paths([tmp_path / "bundle.zip"], dossier_id)
    assert sorted(outcomes(again)) == ["refused"] * len(report.refused) + ["there"] * 3


def test_a_message_that_was_cut_off_from_its_attachments_gets_them_later(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(a_mail())
    dossier_id = workspace.dossier_named("Clips")
    first = workspace.import_paths([tmp_path / "mail.eml"], dossier_id)
    assert len(first.added) == 2
    workspace.undo()
    assert workspace.library.headlines(dossier_id) == []
    assert outcomes(workspace.import_paths([tmp_path / "mail.eml"], dossier_id)) == ["added", "added"]


def test_a_kept_file_that_can_be_read_now_becomes_an_article_in_one_step(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(_BREAKING, encoding="utf-8")
    (tmp_path / "a.txt").write_text("break: the reader ends, this time. Le ministre a dit non.", encoding="utf-8")
    dossier_id = workspace.dossier_named("Clips")
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(tmp_path / "site"))
        assert outcomes(workspace.import_paths([tmp_path / "a.txt"], dossier_id)) == ["kept"]
        (kept,) = workspace.library.attachments()
        assert outcomes(try_again(workspace.library, workspace.reader, kept.id)) == ["kept"]
    workspace.reader.close()
    assert len(workspace.library.attachments()) == 1
    report = try_again(workspace.library, workspace.reader, kept.id)
    assert outcomes(report) == ["added"]
    assert workspace.library.attachments() == []
    assert report.change.kinds >= {"articles", "attachments"}
    workspace.undo()
    assert [a.id for a in workspace.library.attachments()] == [kept.id]
    assert workspace.library.headlines(dossier_id) == []
