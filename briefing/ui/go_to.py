"""Ctrl+K: go to any article, quotation, note or command; a list under the search box."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr
from briefing.ui.actions import COMMANDS, Actions
from briefing.ui.desk import Desk
from briefing.ui.header_bar import SearchField
from briefing.ui.icons import paint_icon
from briefing.ui.item_state import is_selected, paint_ground
from briefing.ui.line_layout import elided
from briefing.ui.rows import line_text
from briefing.ui.shown import beside, on_one_line
from briefing.ui.theme import LIGHT, Theme, font

_PlaceRole = Qt.ItemDataRole.UserRole + 1
_MOST = 12
_STEPS = 20


class Destination(NamedTuple):
    """Somewhere to go: what it is, its words, what it belongs to, and the way."""

    icon: str
    title: str
    detail: str
    go: Callable[[], object]


class GoTo(QFrame):
    """The list; it opens while something is typed in the search box."""

    def __init__(self, window: QWidget, field: SearchField, desk: Desk, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("popup")
        self._field, self._desk, self._actions = field, desk, actions
        self.go_to_line: Callable[[str], object] = lambda key: None
        self.go_to_passage: Callable[..., object] = lambda *place: None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.look = DestinationDelegate(self.list)
        self.list.setItemDelegate(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list)
        field.textEdited.connect(self._search)
        field.key_pressed.connect(self._key)
        field.left.connect(self.close_list)
        self.list.itemClicked.connect(lambda _: self._go())
        self.hide()

    def begin(self) -> None:
        """Ctrl+K."""
        self._field.setFocus()
        self._field.selectAll()
        self._search(self._field.text())

    def close_list(self) -> None:
        self.hide()
        self._field.clear()
        window = self.window()
        window.setFocus()

    def set_look(self, theme: Theme, zoom: int) -> None:
        self.look.theme, self.look.zoom = theme, zoom / 100

    def destinations(self, words: str) -> list[Destination]:
        """Where the words may lead: articles, lines, what the library finds, commands."""
        wanted = words.casefold().split()
        found = [*self._articles(wanted), *self._lines(wanted), *self._hits(words)]
        return [*found[:_MOST], *self._commands(wanted)][: _MOST + 5]

    def _articles(self, wanted: Sequence[str]) -> list[Destination]:
        return [
            Destination("file-text", h.title, tr("article"), partial(self._desk.go_to_article, h.id))
            for h in self._desk.headlines[:500]
            if _matches(h.title, wanted)
        ][:5]

    def _lines(self, wanted: Sequence[str]) -> list[Destination]:
        if not wanted:
            return []
        return [
            Destination("quote", text, tr("line"), partial(self.go_to_line, line.key))
            for line in self._desk.brief.lines
            if line.evidence and _matches(text := line_text(line), wanted)
        ][:5]

    def _hits(self, words: str) -> list[Destination]:
        workspace = self._desk.workspace
        if workspace is None or len(words.strip()) < 2:
            return []
        known = {"title": tr("title"), "text": tr("text"), "quote": tr("quote"), "note": tr("note")}
        return [
            Destination(
                "message-square" if hit.field == "note" else "file-text",
                hit.snippet or hit.title,
                beside(known.get(hit.field, hit.field), hit.title),
                partial(self.go_to_passage, hit.article_id, hit.start, hit.end),
            )
            # bounded: this is asked at each key, on the window's own thread
            for hit in workspace.library.find(words, _MOST, is_typing=True, steps=_STEPS).hits
            if hit.article_id
        ]

    def _commands(self, wanted: Sequence[str]) -> list[Destination]:
        return [
            Destination(
                command.icon or "chevron-right", tr(command.words), self._keys(name), self._actions[name].trigger
            )
            for name, command in COMMANDS.items()
            if wanted and name != "go_to" and _matches(tr(command.words), wanted)
        ]

    def _keys(self, name: str) -> str:
        return self._actions[name].shortcut().toString() or tr("command")

    def _search(self, words: str) -> None:
        self.list.clear()
        for destination in self.destinations(words):
            item = QListWidgetItem(on_one_line(destination.title))
            item.setData(_PlaceRole, destination)
            self.list.addItem(item)
        if not self.list.count():
            item = QListWidgetItem(tr("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window, field = self._window, self._field
        corner = field.mapTo(window, QPoint(0, field.height() + 4))
        width = max(field.width(), min(560, window.width() - corner.x() - 16))
        self.setGeometry(corner.x(), corner.y(), width, min(440, 12 + self.list.count() * self.look.height()))

    def _key(self, key: int) -> None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif self.isVisible():
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 6)
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
        else:
            self._search(self._field.text())

    def _go(self) -> None:
        item = self.list.currentItem()
        destination: Destination | None = item.data(_PlaceRole) if item else None
        if destination is not None:
            self.close_list()
            destination.go()


def _matches(text: str, wanted: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)


class DestinationDelegate(QStyledItemDelegate):
    """Draws a destination: icon, words, what it is."""

    theme: Theme = LIGHT
    zoom: float = 1.0

    def height(self) -> int:
        return round(34 * self.zoom)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        destination: Destination | None = index.data(_PlaceRole)
        box = QRectF(option.rect)
        theme, zoom = self.theme, self.zoom
        painter.save()
        if destination and is_selected(option, index):
            paint_ground(painter, theme.selection, box.adjusted(2, 1, -2, -1))
        size = 15 * zoom
        if destination:
            place = QRectF(box.left() + 12 * zoom, box.center().y() - size / 2, size, size)
            paint_icon(painter, destination.icon, theme.muted, place)
        letters, small = font(13 * zoom, weight=QFont.Weight.Normal), font(11.5 * zoom)
        detail = destination.detail if destination else ""
        detail = elided(detail, small, box.width() * 0.36)
        used = QFontMetricsF(small).horizontalAdvance(detail)
        line = box.adjusted(38 * zoom, 0, -14 * zoom, 0)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.setFont(letters)
        painter.setPen(QColor(theme.text if destination else theme.muted))
        line = line.adjusted(0, 0, -used - 14 * zoom, 0)
        words = " ".join(str(index.data()).split())
        shown = elided(words, letters, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()
