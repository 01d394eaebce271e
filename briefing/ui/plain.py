"""Small widgets that show text from outside: always as plain text, never as markup."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from briefing.ui.icons import icon
from briefing.ui.shown import on_one_line, shortened, shown, wrapped
from briefing.ui.theme import Theme

_WIDEST, _LONGEST = 520, 300  # of the card, in pixels and signs


class PlainLabel(QLabel):
    """A label that never reads its text as markup, nor lets signs in it act."""

    def __init__(self, name: str = "", *, is_wrapped: bool = False, longest: int = 80) -> None:
        super().__init__()
        self._longest = longest
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(is_wrapped)

    def setText(self, words: str) -> None:
        super().setText(wrapped(words, self._longest) if self.wordWrap() else shown(words))

    def minimumSizeHint(self) -> QSize:
        """One that wraps is never wider than its place for the sake of a long word."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), 160), least.height()) if self.wordWrap() else least


def label(words: str = "", name: str = "", *, is_wrapped: bool = False, longest: int = 80) -> QLabel:
    """A label for words from anywhere; where it wraps, it breaks words of more signs than the `longest`."""
    made = PlainLabel(name, is_wrapped=is_wrapped, longest=longest)
    made.setText(words)
    return made


class ElidedLabel(QLabel):
    """One line that gives way when there is no room; its tool tip is never markup because it has none."""

    def __init__(self, name: str = "", alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._alignment = alignment
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setMinimumWidth(0)

    def setText(self, words: str) -> None:
        super().setText(on_one_line(words))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | self._alignment, shown)


def icon_button(name: str, words: str, theme: Theme, size: int = 16) -> QToolButton:
    """A flat button with an icon and a spoken name."""
    button = QToolButton()
    button.setIcon(icon(name, theme.muted))
    button.setIconSize(QSize(size, size))
    button.setAccessibleName(words)
    button.setToolTip(words)
    return button


class HoverCard(QFrame):
    """What a passage is, beside the pointer: who, by which word, with which stance."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title, self._detail = label(name="messageTitle"), label(name="hoverDetail")
        self.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._detail)
        self.hide()

    def show_at(self, place: QPoint, title: str, detail: str) -> None:
        """Show beside a place of the parent, kept within it."""
        for words, of in ((self._title, title), (self._detail, detail)):
            line = shortened(of, _LONGEST)
            # words wrap only where they must: a label that wraps is as narrow as it can be
            words.setWordWrap(words.fontMetrics().horizontalAdvance(line) > _WIDEST - 40)
            words.setText(line)
        self.adjustSize()
        if self.hasHeightForWidth():
            self.resize(self.width(), self.heightForWidth(self.width()))
        parent = self._parent
        left = min(place.x() + 12, parent.width() - self.width() - 8)
        top = place.y() + 22
        if top + self.height() > parent.height() - 8:
            top = place.y() - self.height() - 12
        self.move(max(8, left), max(8, top))
        self.show()
        self.raise_()
