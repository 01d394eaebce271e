"""What an item of a list is at the moment, asked of its view, and the ground that shows it.

`QStyle.StateFlag` says it too, but it comes with all that PySide has to say about styles: 5 ms before the first paint.
"""

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from briefing.ui.models import Index


def is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    return _view(option).selectionModel().isSelected(index)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    """Whether the mouse is over the item."""
    view = _view(option)
    return view.underMouse() and option.rect.contains(view.viewport().mapFromGlobal(QCursor.pos()))


def paint_ground(painter: QPainter, colour: str, box: QRectF) -> None:
    """The ground of an item that is selected or under the mouse."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, 6, 6)


def _view(option: QStyleOptionViewItem) -> QAbstractItemView:
    return cast(QAbstractItemView, option.widget)
