"""Two wordings of one thing, side by side: the library's, and that of a dossier that was brought in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr
from briefing.ui.desk import Desk
from briefing.ui.plain import label
from briefing.ui.shown import on_one_line
from briefing.workspace.differences import TwoWordings, two_wordings
from briefing.workspace.handing_on import settle_difference

_SHOWN = 50  # the next ones come when these are chosen


class WordingsDialog(QDialog):
    """What differs, one under the other; a choice is a step of undo and takes the card away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("Differences to choose between"))
        self.resize(820, 560)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        hint = label(
            tr("Both wordings stay here until you choose; Ctrl+Z takes a choice back."), "emptyHint", is_wrapped=True
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(hint)
        layout.addWidget(self._area, 1)
        layout.addWidget(buttons)
        self.cards: dict[str, tuple[QPushButton, QPushButton]] = {}
        self.show_all()
        desk.written.connect(self.show_all)

    def show_all(self, _: object = None) -> None:
        """Read what is left to choose, and show it; with nothing left the dialog closes."""
        if self._desk.workspace is None:
            return
        found = two_wordings(self._desk.workspace.library)
        if not found and self.isVisible():
            self.accept()
            return
        self.cards = {}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(10)
        for one in found[:_SHOWN]:
            rows.addWidget(self._card(one))
        rows.addStretch(1)
        self._area.setWidget(inside)

    def _card(self, one: TwoWordings) -> QFrame:
        card = QFrame()
        card.setObjectName("message")
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(one.about, "messageTitle", is_wrapped=True), 0, 0, 1, 2)
        buttons = []
        sides = ((tr("Yours"), one.ours, tr("Keep mine"), False), (one.whose, one.theirs, tr("Take theirs"), True))
        for column, (whose, wording, words, is_taken) in enumerate(sides):
            grid.addWidget(label(whose, "messageHint", is_wrapped=True), 1, column)
            grid.addWidget(label(wording, is_wrapped=True), 2, column, Qt.AlignmentFlag.AlignTop)
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.setAccessibleName(on_one_line(f"{words}: {one.about}"))
            button.clicked.connect(lambda _=False, taken=is_taken: self._choose(one.id, is_taken=taken))
            grid.addWidget(button, 3, column, Qt.AlignmentFlag.AlignLeft)
            buttons.append(button)
        self.cards[one.id] = (buttons[0], buttons[1])
        return card

    def _choose(self, difference_id: str, *, is_taken: bool) -> None:
        for button in self.cards.get(difference_id, ()):
            button.setEnabled(False)
        self._desk.write(lambda workspace: settle_difference(workspace.library, difference_id, take=is_taken))
