"""Fields of several lines: the wording of a line in its place, and notes. Made when someone begins to write."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit


class LongField(QPlainTextEdit):
    """A field whose no-break spaces stay: Qt turns them into spaces when it is asked for its text."""

    def written(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


class InlineEditor(LongField):
    """A field in the open line. Enter keeps, Escape leaves, Shift+Enter starts a new line."""

    finished = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        else:
            super().keyPressEvent(event)


class NoteField(LongField):
    """Writes a note in Markdown; Escape leaves it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter ends the note: it is no command while one writes."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Return:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_done = event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or is_done:
            self.left.emit()
        else:
            super().keyPressEvent(event)
