"""Ctrl+F: find words in the article that is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from briefing.i18n import tr
from briefing.ui.display import find_all
from briefing.ui.icons import icon
from briefing.ui.plain import icon_button, label
from briefing.ui.theme import LIGHT, Theme


class FindBar(QFrame):
    """A field, how many there are, next and previous."""

    found = Signal(list, int)  # the stretches, which is current
    closed = Signal()
    field: QLineEdit
    count: QLabel

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.text = ""
        self._stretches: tuple[tuple[int, int], ...] = ()
        self._at = 0
        self._theme: Theme = LIGHT
        self._is_made = False
        self.hide()

    def _make(self) -> None:
        """The field and its buttons, when they are first asked for."""
        self._is_made = True
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in this article"))
        self.field.setAccessibleName(tr("Find in this article"))
        self.count = label(name="articleFacts")
        self._before = icon_button("arrow-up", tr("Previous"), LIGHT)
        self._next = icon_button("arrow-down", tr("Next"), LIGHT)
        self._close = icon_button("x", tr("Close"), LIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.addWidget(self.field, 1)
        for widget in (self.count, self._before, self._next, self._close):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._search)
        self._before.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))
        self._close.clicked.connect(self.end)
        self.set_look(self._theme)

    def set_look(self, theme: Theme) -> None:
        self._theme = theme
        if not self._is_made:
            return
        for button, name in ((self._before, "arrow-up"), (self._next, "arrow-down"), (self._close, "x")):
            button.setIcon(icon(name, theme.muted))

    def begin(self) -> None:
        if not self._is_made:
            self._make()
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search()

    def end(self) -> None:
        self.hide()
        self.found.emit([], 0)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next or previous place, round the end."""
        if self._stretches:
            self._at = (self._at + by) % len(self._stretches)
            self._tell()

    def _search(self) -> None:
        self._stretches, self._at = find_all(self.text, self.field.text()), 0
        self._tell()

    def _tell(self) -> None:
        if not self.field.text().strip():
            self.count.setText("")
        elif self._stretches:
            self.count.setText(tr("{number} of {count}", number=self._at + 1, count=len(self._stretches)))
        else:
            self.count.setText(tr("Not in this article"))
        self.found.emit(list(self._stretches), self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
