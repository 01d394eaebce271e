"""What the window says: one message over its foot."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.ui.icons import icon, pixmap
from briefing.ui.plain import icon_button, label
from briefing.ui.shown import shortened, shown, wrapped
from briefing.ui.theme import LIGHT, Theme

_LONGEST = 400  # signs of a title
_SHOWN = 9000  # milliseconds; what went wrong stays until it is closed


class MessageBar(QFrame):
    """One message over the foot of the window: what happened, and what can be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("message")
        self._theme: Theme = LIGHT
        self._icon = QLabel()
        self.title = label(name="messageTitle", is_wrapped=True)
        self.hint = label(name="messageHint", is_wrapped=True)
        self.action = QPushButton()
        self.other = QPushButton()
        self._close = icon_button("x", tr("Close"), LIGHT)
        self._then: Callable[[], object] | None = None
        self._otherwise: Callable[[], object] | None = None
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 10)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        layout.addLayout(words, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.other)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self.action.clicked.connect(lambda: self._act(self._then))
        self.other.clicked.connect(lambda: self._act(self._otherwise))
        self.hide()

    def set_look(self, theme: Theme) -> None:
        self._theme = theme
        self._close.setIcon(icon("x", theme.muted))

    def say(
        self,
        title: str,
        hint: str = "",
        *,
        is_bad: bool = False,
        action: str = "",
        then: Callable[[], object] | None = None,
        other: str = "",
        otherwise: Callable[[], object] | None = None,
        is_staying: bool = False,
    ) -> None:
        """Show a message, with a button for what can be done about it, and one for what else.

        A question is `is_staying`: it is shown until it is answered or closed, as what went wrong is.
        """
        # what is named in a message stands whole where it is shown
        self.title.setText(shortened(title, _LONGEST))
        self.hint.setText(wrapped(hint) if len(hint) <= 2 * _LONGEST else shortened(hint, 2 * _LONGEST))
        self.hint.setVisible(bool(hint))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self._then, self._otherwise = then, otherwise
        name, colour = ("triangle-alert", self._theme.bad) if is_bad else ("info", self._theme.accent)
        self._icon.setPixmap(pixmap(name, colour, 18))
        self.setProperty("tone", "bad" if is_bad else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(shown(f"{title} {hint}"))
        self.show()
        self.place()
        self.raise_()
        self._timer.stop()
        if not (is_bad or is_staying):
            self._timer.start(_SHOWN)

    def say_error(self, error: UserError) -> None:
        self.say(error.message, error.hint, is_bad=True)

    def place(self) -> None:
        """Stand at the foot of the window, in its middle."""
        parent = self._parent
        width = min(640, parent.width() - 40)
        self.setFixedWidth(width)
        self._layout.activate()
        height = max(self._layout.totalHeightForWidth(width), self.sizeHint().height())
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - 48, width, height)

    def _act(self, what: Callable[[], object] | None) -> None:
        self.hide()
        if what is not None:
            what()
