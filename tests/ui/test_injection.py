"""Hostile words in every field, shown in every pane and dialog: plain text everywhere, whole, and no file is opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QTextEdit, QWidget

from briefing.library import Library
from briefing.settings import Settings
from briefing.ui.app import open_window
from briefing.ui.dialogs import ArticleDialog, HeaderDialog, NameDialog, OwnLineDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.refused_dialog import RefusedDialog
from briefing.ui.wordings_dialog import WordingsDialog
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.test_injection import KINDS, fill, marked

WORDS = KINDS["markup"]


class ActsError(AssertionError):
    """A widget would read words from outside as markup."""


def may_be_markup(tip: str) -> bool:
    """A tool tip is read as markup when it looks so: any sign of it is one too many."""
    return "<" in tip or "&" in tip


def check(widgets: list[QWidget]) -> int:
    """How many widgets show the words; fails for one that would read them as markup."""
    shown = 0
    for widget in widgets:
        if isinstance(widget, QLabel) and "<script>" in widget.text():
            shown += 1
            if widget.textFormat() != Qt.TextFormat.PlainText:
                raise ActsError(f"{widget.objectName()}: {widget.text()}")
        if isinstance(widget, QTextEdit) and "<script>" in widget.toPlainText():
            shown += 1
        if may_be_markup(widget.toolTip()):
            raise ActsError(f"tool tip: {widget.toolTip()}")
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
            for row in range(model.rowCount(QModelIndex())):
                for column in range(columns):
                    index = model.index(row, column)
                    shown += "<script>" in str(index.data() or "")
                    if may_be_markup(str(index.data(Qt.ItemDataRole.ToolTipRole) or "")):
                        raise ActsError(f"tool tip: {index.data(Qt.ItemDataRole.ToolTipRole)}")
    return shown


@pytest.fixture
def hostile(qtbot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window over a library with the words in every field."""
    monkeypatch.setenv("BRIEFING_SETTINGS", str(tmp_path / "settings.toml"))
    path = tmp_path / "library.briefing"
    with Library.open(path) as library, Library.open(tmp_path / "other.briefing") as other:
        dossier, article = fill(library, WORDS)
        export_dossier(library, dossier, tmp_path / "x.dossier", source=WORDS)
        import_dossier(other, tmp_path / "x.dossier")
        for one, words in ((library, "here"), (other, "there")):
            with one.edit("Work") as edit:
                edit.curate(dossier, article.id, "s-1", gloss=f"{words} {WORDS}", author=WORDS)
        export_dossier(other, dossier, tmp_path / "x.dossier", source=WORDS)
        assert import_dossier(library, tmp_path / "x.dossier").differences
    window = open_window(path, Settings(theme="light"))
    window.resize(1440, 900)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.desk.opened, timeout=60_000):
        window.show()
    yield window
    window.close()


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    desk = window.desk
    assert desk.article
    assert desk.workspace
    yield ArticleDialog(window, desk.article)
    yield HeaderDialog(window, desk.workspace.library.header(desk.dossier_id or ""))
    yield NameDialog(window, "Rename", "Name", now=marked("dossier", WORDS))
    yield OwnLineDialog(window, [("comment", "Comment")], WORDS)
    yield RefusedDialog([(WORDS, WORDS)], window)
    yield WordingsDialog(desk, window)


def test_no_pane_reads_the_words_as_markup(hostile: MainWindow) -> None:
    for number in range(hostile.brief.tabs.count()):
        hostile.brief.tabs.setCurrentIndex(number)
        QApplication.processEvents()
        check(hostile.findChildren(QWidget))
    hostile.message.say(WORDS, WORDS)
    assert check(hostile.findChildren(QWidget)) > 5
    assert hostile.source.header.title.text() == marked("title", WORDS)


def test_no_dialog_reads_the_words_as_markup(hostile: MainWindow) -> None:
    shown = 0
    for dialog in dialogs(hostile):
        dialog.show()
        QApplication.processEvents()
        shown += check(dialog.findChildren(QWidget))
        dialog.close()
    assert shown >= 4


def test_a_label_that_reads_markup_is_caught(qapp: QApplication) -> None:
    label = QLabel(WORDS)
    with pytest.raises(ActsError):
        check([label])
    label.setTextFormat(Qt.TextFormat.PlainText)
    check([label])
    label.setToolTip("<b>x</b>")
    with pytest.raises(ActsError):
        check([label])
