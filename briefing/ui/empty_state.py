"""What a pane says where there is nothing yet. Made when it is: most starts have something to show."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from briefing.ui.plain import label


class EmptyState(QWidget):
    """What to do where there is nothing yet."""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.title, self.hint = label(title, "emptyTitle", is_wrapped=True), label(hint, "emptyHint", is_wrapped=True)
        layout = QGridLayout(self)
        layout.setContentsMargins(28, 28, 28, 28)
        layout.setRowStretch(0, 1)
        layout.setRowStretch(4, 2)
        for row, words in ((1, self.title), (2, self.hint)):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words, row, 0)
        self.buttons = QVBoxLayout()
        self.buttons.setContentsMargins(0, 14, 0, 0)
        self.buttons.setSpacing(8)
        layout.addLayout(self.buttons, 3, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for words in (self.title, self.hint):
            words.setMaximumWidth(max(120, self.width() - 56))
