"""The walk over a window catches what acts and what is cut, and lets plain words pass."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton, QTextEdit, QWidget

from briefing.ui.plain import label
from tests.ui.walking import CANARY, WINDOW_KINDS, Findings, Opened, said


def faults(widget: QWidget, words: str) -> list[str]:
    seen = Findings(words)
    seen.take(widget)
    return seen.faults


def a_label(words: str) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(words)
    return made


def a_button(words: str) -> QPushButton:
    return QPushButton(words)


def a_tip(words: str) -> QWidget:
    made = QWidget()
    made.setToolTip(words)
    return made


def a_list(words: str) -> QListWidget:
    made = QListWidget()
    made.addItem(words)
    return made


def a_text(words: str) -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setHtml(words)
    return made


def a_combo(words: str) -> QComboBox:
    made = QComboBox()
    made.addItem(words)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMinimumSize(made.sizeHint())
    return made


BROKEN: dict[str, tuple[Callable[[str], QWidget], str]] = {
    "a label that reads markup": (QLabel, "markup"),
    "a text that reads markup": (a_text, "markup"),
    "a text that takes markup": (lambda words: QTextEdit(), "markup"),
    "a tip": (a_tip, "markup"),
    "a label that turns round": (a_label, "signs"),
    "a list that turns round": (a_list, "signs"),
    "a key of a button": (a_button, "formats"),
    "a list that is too wide": (a_combo, "long"),
    "a label that cuts": (lambda words: a_label(words[:-1]), "right to left"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_widget_that_acts_or_cuts_is_caught(qtbot, qapp: QApplication, name: str) -> None:
    make, kind = BROKEN[name]
    words = WINDOW_KINDS[kind]
    widget = make(said("title", words))
    qtbot.addWidget(widget)
    assert faults(widget, words)


@pytest.mark.parametrize("kind", WINDOW_KINDS)
def test_a_plain_label_is_not_caught(qtbot, qapp: QApplication, kind: str) -> None:
    words = WINDOW_KINDS[kind]
    made = label(said("title", words), is_wrapped=True)
    qtbot.addWidget(made)
    assert faults(made, words) == []


@pytest.mark.skipif(not Opened.is_told, reason="only Linux tells who opens a file")
def test_a_label_that_opens_a_file_is_noticed(qtbot, qapp: QApplication, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    opened = Opened(canary)
    assert not opened
    rich = QLabel(WINDOW_KINDS["markup"].replace(CANARY, str(canary)))
    qtbot.addWidget(rich)
    rich.grab()
    assert opened
    opened.close()
