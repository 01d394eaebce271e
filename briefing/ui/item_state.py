"""What an item of a list is at the moment, asked of its view.

`QStyle.StateFlag` says it too, but it comes with all that PySide has to say about styles: 5 ms before the first paint.
"""

from typing import cast

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from briefing.ui.models import Index


def is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    return _view(option).selectionModel().isSelected(index)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    """Whether the mouse is over the item."""
    view = _view(option)
    return view.underMouse() and option.rect.contains(view.viewport().mapFromGlobal(QCursor.pos()))


def _view(option: QStyleOptionViewItem) -> QAbstractItemView:
    return cast(QAbstractItemView, option.widget)
