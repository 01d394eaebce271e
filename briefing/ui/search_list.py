"""Saved or recent searches as a list: chosen by a click, renamed and removed by key or menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from briefing.i18n import tr
from briefing.ui.shown import on_one_line

_IdRole = Qt.ItemDataRole.UserRole + 3
_QueryRole = Qt.ItemDataRole.UserRole + 4


class SearchList(QListWidget):
    """Searches to ask again."""

    chosen = Signal(str)
    rename_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def show_searches(self, searches: Sequence[tuple[str, str, str]]) -> None:
        """Id (empty where it is not saved), name and query of each."""
        self.clear()
        for search_id, name, query in searches:
            item = QListWidgetItem(on_one_line(name))
            item.setData(_IdRole, search_id)
            item.setData(_QueryRole, query)
            self.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_QueryRole))

    def _menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        if item is None or not item.data(_IdRole):
            return
        search_id = item.data(_IdRole)
        menu = QMenu(self)
        menu.addAction(tr("Rename…"), lambda: self.rename_wanted.emit(search_id))
        menu.addAction(tr("Remove"), lambda: self.removal_wanted.emit(search_id))
        menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        search_id = item.data(_IdRole) if item else ""
        if search_id and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(search_id)
        elif search_id and event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(search_id)
        else:
            super().keyPressEvent(event)
