"""A table of a report: whole texts in its cells, the first column in the colour of its meaning."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from briefing.ui.shown import shown


def report_table(
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    colours: Sequence[str],
    widths: Sequence[int],
) -> QTableWidget:
    """The table; a width of 0 takes what is left. `colours` has one for each row."""
    table = QTableWidget(len(rows), len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.setAccessibleName(name)
    table.setWordWrap(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            item = QTableWidgetItem(shown(text))
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if column == 0:
                item.setForeground(QColor(colours[row]))
            table.setItem(row, column, item)
    for column, width in enumerate(widths):
        if width:
            table.setColumnWidth(column, width)
        else:
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().hide()
    # passages are shown whole
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
