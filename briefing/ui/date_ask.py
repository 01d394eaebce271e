"""The question above an article that has no date."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from briefing.i18n import tr
from briefing.ui.day_field import DayField
from briefing.ui.plain import label


class DateAsk(QFrame):
    """Asks for the date of an article that has none: what is relative in it hangs on this."""

    date_given = Signal(str)
    others_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dateAsk")
        words = label(
            tr("No publication date. “Yesterday”, “Thursday” can't be resolved without one."), is_wrapped=True
        )
        self.field = DayField(tr("Publication date"))
        self.button = QPushButton(tr("Set date"))
        self.others = QPushButton(tr("All undated…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.addWidget(words)
        row = QHBoxLayout()
        for widget in (self.field, self.button, self.others):
            row.addWidget(widget)
        row.addStretch(1)
        layout.addLayout(row)
        self.button.setEnabled(False)
        self.field.textChanged.connect(lambda _: self.button.setEnabled(self.field.day is not None))
        self.field.returnPressed.connect(self.button.click)
        self.button.clicked.connect(lambda: self.date_given.emit(self.field.day))
        self.others.clicked.connect(self.others_wanted)
