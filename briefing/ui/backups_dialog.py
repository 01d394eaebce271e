"""The backups of the library: which there are, another one now, and one put back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import interface_language, tr
from briefing.ui.plain import label
from briefing.workspace import size_words

if TYPE_CHECKING:
    from briefing.library import Backup


class BackupsDialog(QDialog):
    """Choose one and press Restore; the library that it replaces is kept as a backup itself."""

    def __init__(
        self,
        parent: QWidget,
        folder: Path,
        backups: Sequence["Backup"],
        *,
        back_up: Callable[[], object],
        restore: Callable[["Backup"], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Backups"))
        self.resize(680, 440)
        self._restore = restore
        self._backups: list[Backup] = []
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([tr("Made"), tr("Articles"), tr("Size"), ""])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAccessibleName(tr("Backups"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 170)
        self.table.itemSelectionChanged.connect(self._choose)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        self.back_up = buttons.addButton(tr("Back up now"), QDialogButtonBox.ButtonRole.ActionRole)
        self.back_up.clicked.connect(back_up)
        self.restore = buttons.addButton(tr("Restore"), QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.clicked.connect(self._put_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_rules(), "emptyHint", is_wrapped=True))
        layout.addWidget(self.table, 1)
        self.place = label(str(folder), "emptyHint", is_wrapped=True)
        layout.addWidget(self.place)
        layout.addWidget(buttons)
        self.show_backups(backups)

    def show_backups(self, backups: Sequence["Backup"]) -> None:
        """The newest first."""
        self._backups = list(backups)
        self.table.setRowCount(len(backups))
        locale = QLocale(interface_language())
        for row, backup in enumerate(backups):
            count = "—" if backup.articles is None else locale.toString(backup.articles)
            made = f"{backup.made_at:%Y-%m-%d %H:%M:%S}"
            for column, words in enumerate((made, count, size_words(backup.size), _remark(backup))):
                item = QTableWidgetItem(words)
                if column in (1, 2):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if backups:
            self.table.selectRow(0)
        self._choose()

    def _choose(self) -> None:
        chosen = self._chosen()
        self.restore.setEnabled(chosen is not None and (chosen.articles is not None or chosen.is_locked))

    def _chosen(self) -> "Backup | None":
        rows = self.table.selectionModel().selectedRows()
        return self._backups[rows[0].row()] if rows else None

    def _put_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self._restore(chosen)


def _rules() -> str:
    return tr(
        "A backup is made on the first start of a day and after half an hour of changes; kept are those of the last "
        "12 days, 10 weeks and 9 months. Restoring keeps the library that is replaced as a backup."
    )


def _remark(backup: "Backup") -> str:
    if backup.is_locked:
        return tr("encrypted with another passphrase")
    if backup.articles is None:
        return tr("can't be read: kept as it was")
    words = [tr("encrypted")] if backup.is_encrypted else []
    if backup.is_kept:
        words.append(tr("kept for good"))
    return ", ".join(words)
