"""A table of words whose cells lead to lines. Made when its tab is first seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from briefing.ui.shown import shortened, shown
from briefing.ui.tables import Cell
from briefing.ui.theme import font

_KeyRole = Qt.ItemDataRole.UserRole + 1


class CellTable(QTableWidget):
    """Shows cells; a click on one that has a key chooses its line."""

    line_chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_cells(
        self, columns: Sequence[str], cells: Sequence[Sequence[Cell]], widths: Sequence[int], zoom: float
    ) -> None:
        """Show rows of cells; a column of width 0 takes what room is left."""
        self.setColumnCount(len(columns))
        self.setRowCount(len(cells))
        self.setHorizontalHeaderLabels([shortened(column, 60) for column in columns])
        for y, row in enumerate(cells):
            for x, (words, key) in enumerate(row):
                item = QTableWidgetItem(shown(words))
                item.setData(_KeyRole, key)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if x == 0:
                    letters = font(max(9, self.font().pixelSize()), weight=font(13).Weight.DemiBold)
                    item.setFont(letters)
                self.setItem(y, x, item)
        header = self.horizontalHeader()
        for x in range(len(columns)):
            width = widths[x] if x < len(widths) else 110
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(x, mode)
            if width:
                self.setColumnWidth(x, round(width * zoom))
        self.resizeRowsToContents()

    def _choose(self, item: QTableWidgetItem) -> None:
        if key := item.data(_KeyRole):
            self.line_chosen.emit(key)
