"""One place for all that was refused."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr
from briefing.ui.shown import as_cells, shown


class RefusedDialog(QDialog):
    """All that was refused, by file, with the reason; it can be copied."""

    def __init__(self, items: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What could not be imported"))
        self.resize(680, 380)
        self._items = items
        table = QTableWidget(len(items), 2)
        table.setHorizontalHeaderLabels([tr("File"), tr("Reason and what to do")])
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, (name, reason) in enumerate(items):
            table.setItem(row, 0, QTableWidgetItem(shown(name)))
            table.setItem(row, 1, QTableWidgetItem(shown(reason)))
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 240)
        table.resizeRowsToContents()
        self.table = table
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(as_cells(item) for item in self._items))
