"""F1: all commands with their keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.ui.actions import MENUS, Command
from briefing.ui.plain import label


class KeysDialog(QDialog):
    """The commands by menu, in two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.resize(1000, 600)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        rows = [0, 0]
        for title, commands in MENUS:
            column = 0 if rows[0] <= rows[1] else 1
            rows[column] = _add_menu(grid, title, commands, column * 3, rows[column])
        grid.setColumnMinimumWidth(2, 24)
        grid.setRowStretch(max(rows) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)


def _add_menu(grid: QGridLayout, title: str, commands: tuple[Command, ...], column: int, row: int) -> int:
    grid.addWidget(label(tr(title), "messageTitle"), row, column, 1, 2)
    row += 1
    for command in commands:
        if command.name and command.keys:
            keys = "  ·  ".join(
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in command.keys
            )
            grid.addWidget(label(tr(command.words)), row, column)
            grid.addWidget(label(keys, "emptyHint"), row, column + 1, Qt.AlignmentFlag.AlignLeft)
            row += 1
    grid.addWidget(label(" "), row, column)
    return row + 1
