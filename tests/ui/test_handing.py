"""A dossier handed on and brought in from the window, and the choice between two wordings."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from briefing.library import Library
from briefing.ui.main_window import MainWindow
from briefing.ui.wordings_dialog import WordingsDialog
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.portable.making import fill


def drop(window: MainWindow, path: Path) -> None:
    """Let a file fall onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def idle(qtbot, window: MainWindow) -> None:
    """Until all work is done."""
    tasks = window.desk.tasks
    qtbot.waitUntil(lambda: not (tasks.runner.is_busy or tasks.writer.is_busy or tasks.jobs), timeout=60_000)


def test_a_dossier_goes_out_and_one_that_is_dropped_comes_in(
    qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.handing, "_analyse", lambda ids: None)
    file = tmp_path / "out.dossier"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    window.actions_["hand_on"].trigger()
    idle(qtbot, window)
    assert str(file) in window.message.title.text()
    assert "not encrypted" in window.message.hint.text()
    before = [d.name for d in window.desk.dossiers]
    with Library.open(tmp_path / "other.briefing") as other:
        dossier, _ = fill(other, "Côte d’Ivoire")
        export_dossier(other, dossier, tmp_path / "in.dossier")
    drop(window, tmp_path / "in.dossier")
    idle(qtbot, window)
    assert {d.name for d in window.desk.dossiers} == {*before, "Côte d’Ivoire"}
    assert window.desk.dossier_id == dossier
    assert "2 articles added." in window.message.hint.text()
    window.actions_["undo"].trigger()
    idle(qtbot, window)
    assert [d.name for d in window.desk.dossiers] == before
    drop(window, file)
    idle(qtbot, window)
    assert "already there" in window.message.hint.text()


def test_a_file_that_is_no_dossier_says_so(qtbot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.dossier").write_text("<b>words</b>")
    drop(window, tmp_path / "x.dossier")
    idle(qtbot, window)
    assert "is no dossier file" in window.message.title.text()


def test_both_wordings_are_shown_and_one_is_taken(
    qtbot, window: MainWindow, library_path: Path, tmp_path: Path
) -> None:
    library = window.desk.workspace.library
    with Library.open(tmp_path / "other.briefing") as other:
        dossier, article = fill(other)
        export_dossier(other, dossier, tmp_path / "a.dossier")
        import_dossier(library, tmp_path / "a.dossier")
        for one, words in ((other, "<b>theirs</b>"), (library, "<b>mine</b>")):
            with one.edit("Work") as edit:
                edit.curate(dossier, article.id, "s-1", gloss=words)
                edit.curate(dossier, article.id, "u-1", note=words)
        export_dossier(other, dossier, tmp_path / "b.dossier", source="<i>Ben</i>")
    drop(window, tmp_path / "b.dossier")
    idle(qtbot, window)
    assert "2 differences to choose between." in window.message.hint.text()
    window.message.action.click()
    (dialog,) = window.findChildren(WordingsDialog)
    labels = dialog.findChildren(QLabel)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
    shown = "\n".join(one.text() for one in labels)
    assert "gloss: <b>mine</b>" in shown
    assert "gloss: <b>theirs</b>" in shown
    assert "<i>Ben</i>" in shown
    glossed = next(one.id for one in library.differences() if one.theirs["gloss"])
    qtbot.mouseClick(dialog.cards[glossed][1], Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert library.curations(dossier)[article.id, "s-1"].gloss == "<b>theirs</b>"
    ((left, (keep, _)),) = dialog.cards.items()
    assert left != glossed
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert not dialog.isVisible()
    assert library.curations(dossier)[article.id, "u-1"].note == "<b>mine</b>"
    window.actions_["choose_wordings"].trigger()
    assert "no differences" in window.message.title.text()


def test_the_whole_library_goes_out(qtbot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "here"))
    for _ in range(2):
        window.actions_["take_out"].trigger()
        idle(qtbot, window)
    folders = sorted(p.name for p in (tmp_path / "here").iterdir())
    assert len(folders) == 2
    assert folders[0].startswith("Briefing 20")
    assert (tmp_path / "here" / folders[1] / "README.md").is_file()
