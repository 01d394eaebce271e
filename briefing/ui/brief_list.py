"""The list of the brief: one row a line, the current one open, edited in place, reordered by dragging."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from briefing.i18n import tr
from briefing.model import Line
from briefing.ui.line_delegate import LineDelegate
from briefing.ui.line_layout import Context
from briefing.ui.models import BriefModel, Index
from briefing.ui.rows import Row, is_open

if TYPE_CHECKING:
    from briefing.ui.editors import InlineEditor


class BriefList(QListView):
    """Shows the rows; says which line is current and which command was asked of it."""

    line_chosen = Signal(str)  # the person went to this line
    command_wanted = Signal(str, str)  # command, key of the line
    section_folded = Signal(str)
    text_edited = Signal(str, str, str)  # key, field ("text", "gloss"), the new text
    line_moved = Signal(str, str, int)  # key, key of the line it now stands before or "", step
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Lines of the brief"))
        self.rows = BriefModel()
        self.setModel(self.rows)
        self.lines = LineDelegate(self)
        self.setItemDelegate(self.lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.verticalScrollBar().setSingleStep(24)
        self.rows.line_dropped.connect(self._drop)
        self._editor: InlineEditor | None = None
        self._editing: tuple[str, str] = ("", "")
        self._given = self._filled = ""
        self._is_quiet = False

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[Row, ...], context: Context) -> None:
        """Show rows; the current line stays current and where it is, or the one in its place takes over."""
        self.end_editing(is_kept=False)
        key, place = self.current_key, self.currentIndex().row()
        offset = self.visualRect(self.currentIndex()).top() if key else 0
        bar = self.verticalScrollBar().value()
        self.lines.context = context
        self.lines.forget()
        self._is_quiet = True
        self.rows.show(rows)
        index = self.rows.index_of(key) if key else QModelIndex()
        if key and not index.isValid() and self.lines.open_key == key:
            index = self._line_near(place)
        self._open(index)
        self._is_quiet = False
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(bar)
        if index.isValid() and 0 <= offset < self.viewport().height():
            self.verticalScrollBar().setValue(bar + self.visualRect(index).top() - offset)

    def _line_near(self, place: int) -> QModelIndex:
        numbers = [n for n, row in enumerate(self.rows.rows) if row.kind == "line"]
        return self.rows.index(min(numbers, key=lambda n: abs(n - place))) if numbers else QModelIndex()

    @property
    def current_row(self) -> Row | None:
        row = self.rows.row(self.currentIndex())
        return row if row and row.kind == "line" else None

    @property
    def current_key(self) -> str:
        row = self.current_row
        return row.key if row else ""

    @property
    def current_line(self) -> Line | None:
        row = self.current_row
        return row.line if row else None

    def show_line(self, key: str) -> bool:
        """Make a line current without saying so; False when the list has it not."""
        index = self.rows.index_of(key)
        if not index.isValid():
            return False
        self._is_quiet = True
        self._open(index)
        self._is_quiet = False
        return True

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        self.lines.open_key = row.key if row else ""
        self.lines.forget()
        self.setCurrentIndex(index)
        self.scheduleDelayedItemsLayout()
        if index.isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.rows.row(current)
        if row is None or row.kind != "line":
            return
        if not self._is_quiet:
            self.end_editing(is_kept=True)
            self.lines.open_key = row.key
            self.lines.forget()
            self.scheduleDelayedItemsLayout()
            QTimer.singleShot(0, lambda: self.scrollTo(self.currentIndex()))
            self.line_chosen.emit(row.key)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrow keys go from line to line: headings are not stopped at."""
        moves = QAbstractItemView.CursorAction
        by = {moves.MoveUp: -1, moves.MovePrevious: -1, moves.MoveDown: 1, moves.MoveNext: 1}.get(action)
        if by is None:
            return self._line_near(super().moveCursor(action, modifiers).row())
        found = self._line_after(self.currentIndex().row(), by)
        return self.rows.index(found) if found is not None else self.currentIndex()

    # --- going through -----------------------------------------------------------------------------------------------

    def step(self, by: int, *, is_unreviewed: bool = False) -> bool:
        """Go to the next or previous line; False at the end."""
        found = self._line_after(self.currentIndex().row(), by, is_unreviewed=is_unreviewed)
        if found is not None:
            self.setCurrentIndex(self.rows.index(found))
        return found is not None

    def _line_after(self, at: int, by: int, *, is_unreviewed: bool = False) -> int | None:
        rows = self.rows.rows
        numbers = range(at + 1, len(rows)) if by > 0 else range((at if at >= 0 else len(rows)) - 1, -1, -1)
        return next((n for n in numbers if rows[n].kind == "line" and (not is_unreviewed or is_open(rows[n]))), None)

    def go_to_top(self) -> None:
        """Stand before the first line."""
        self._is_quiet = True
        self._open(QModelIndex())
        self._is_quiet = False

    # --- editing in place --------------------------------------------------------------------------------------------

    def write_in(self, field: str, text: str) -> None:
        """Open a field in the current line: "text" or "gloss"."""
        from briefing.ui.editors import InlineEditor

        row = self.current_row
        if row is None:
            return
        self.end_editing(is_kept=True)
        self._editing = (row.key, field)
        self.lines.open_key = row.key
        lines = min(6, max(2, len(text) // 48 + 1))
        self.lines.editor_height = round((lines * 21 + 18) * self.lines.context.zoom)
        self.lines.forget()
        editor = InlineEditor(self.viewport())
        editor.setAccessibleName(tr("Gloss") if field == "gloss" else tr("Wording"))
        editor.setPlaceholderText(tr("One line in your words: the gist, or a translation") if field == "gloss" else "")
        editor.setPlainText(text)
        self._given, self._filled = text, editor.written()
        editor.selectAll()
        editor.finished.connect(lambda is_kept: self.end_editing(is_kept=is_kept))
        self._editor = editor
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.scrollTo(self.currentIndex())
        self._place_editor()
        editor.show()
        editor.setFocus()

    @property
    def editor(self) -> "InlineEditor | None":
        return self._editor

    def end_editing(self, *, is_kept: bool) -> None:
        """Close the field; what was written goes out only if it is kept."""
        editor, (key, field) = self._editor, self._editing
        if editor is None:
            return
        self._editor = None
        text = editor.written()
        text = self._given if text == self._filled else text.strip()
        editor.hide()
        editor.deleteLater()
        self.lines.editor_height = 0
        self.lines.forget()
        self.scheduleDelayedItemsLayout()
        self.setFocus()
        if is_kept:
            self.text_edited.emit(key, field, text)

    def _place_editor(self) -> None:
        row = self.current_row
        if self._editor is None or row is None:
            return
        card = self.lines.card(QRectF(self.visualRect(self.currentIndex())))
        area = self.lines.open_line(row).editor
        if area is not None:
            self._editor.setGeometry(area.translated(card.topLeft()).toRect())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    # --- moving ------------------------------------------------------------------------------------------------------

    def _drop(self, key: str, before: int) -> None:
        rows = self.rows.rows
        moved = next((row for row in rows if row.key == key), None)
        target = rows[before] if before < len(rows) else None
        if moved is None:
            return
        above = rows[before - 1] if before > 0 else None
        stands_in = [row for row in (target, above) if row and (row.section, row.group) == (moved.section, moved.group)]
        if stands_in:
            is_line = target is not None and target.kind == "line" and target in stands_in
            self.line_moved.emit(key, target.key if is_line and target else "", 0)

    # --- events ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar is taken here and not by the window: elsewhere it presses buttons."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.command_wanted.emit("include", self.current_key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()  # of the viewport
        if self.lines.width != width:
            self.lines.width = width
            self.lines.forget()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        QTimer.singleShot(0, self._place_editor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            if row.kind == "section":
                self.section_folded.emit(row.key)
                return
            name = self._button_at(index, event.position().toPoint())
            if name:
                self.command_wanted.emit(name, row.key)
                return
            if row.kind == "line" and row.key == self.current_key:
                self.line_chosen.emit(row.key)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.rows.row(index)
        is_hot = bool(row and (row.kind == "section" or self._button_at(index, place)))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_hot else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _button_at(self, index: QModelIndex, place: QPoint) -> str:
        row = self.rows.row(index)
        return self.lines.button_at(row, QRectF(self.visualRect(index)), place) if row else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        row = self.rows.row(index)
        if row and row.kind == "line":
            self.setCurrentIndex(index)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_key else event.globalPos()
            self.menu_wanted.emit(row.key, place)
