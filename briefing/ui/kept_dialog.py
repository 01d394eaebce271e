"""Files that are kept without a text of their own: why, a look at the first page, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr
from briefing.model import Attachment
from briefing.ui.plain import label
from briefing.ui.shown import on_one_line, shown, tip

# Programs that open these show a document; others stay closed until the file is saved by the person.
_OPENED = frozenset({".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml", ".msg", ".txt", ".md", ".zip"})


class KeptDialog(QDialog):
    """The kept files of a dossier. It asks for what is to be done; nothing is opened by itself."""

    save_wanted = Signal(object)  # Attachment
    open_wanted = Signal(object)
    again_wanted = Signal(object)
    discard_wanted = Signal(object)
    picture_wanted = Signal(object)

    def __init__(self, parent: QWidget, kept: Sequence[Attachment]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Kept files"))
        self.resize(860, 480)
        self._kept: Sequence[Attachment] = ()
        self._shown: Attachment | None = None
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Kept files"))
        self.table.setHorizontalHeaderLabels([tr("File"), tr("Why there is no text"), tr("Size")])
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 200)
        self.table.setColumnWidth(2, 76)
        self.picture = QLabel()
        self.picture.setObjectName("page")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedWidth(240)
        self.picture.hide()
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.picture)
        hint = tr("These files came in and gave no text. They are in the library as they came.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(hint, "emptyHint", is_wrapped=True))
        layout.addLayout(middle, 1)
        layout.addLayout(self._make_buttons())
        # a picture beside it makes the table narrower
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        self.table.itemSelectionChanged.connect(self._choose)
        self.show_kept(kept)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons: list[QPushButton] = []
        for words, signal in (
            (tr("Save as…"), self.save_wanted),
            (tr("Open in its own program"), self.open_wanted),
            (tr("Try again"), self.again_wanted),
            (tr("Discard"), self.discard_wanted),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, signal=signal: self._ask(signal))
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        close.rejected.connect(self.reject)
        row.addWidget(close)
        return row

    @property
    def chosen(self) -> Attachment | None:
        row = self.table.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def show_kept(self, kept: Sequence[Attachment]) -> None:
        """Show these files, the same row chosen as before where there is one."""
        row = max(0, self.table.currentRow())
        self._kept = kept
        self.table.setRowCount(len(kept))
        for number, attachment in enumerate(kept):
            size = f"{-(-attachment.size // 1000):,} kB".replace(",", "\u202f")
            for column, words in enumerate((attachment.name, attachment.reason, size)):
                item = QTableWidgetItem(shown(words))
                if column == 0 and attachment.origin:
                    item.setToolTip(tip(tr("Address or file"), attachment.origin))
                self.table.setItem(number, column, item)
        self.table.resizeRowsToContents()
        self.table.selectRow(min(row, len(kept) - 1))
        self._choose()

    def show_picture(self, attachment: Attachment, picture: QPixmap) -> None:
        """The first page of a file, if it is still the chosen one."""
        if self.chosen == attachment and not picture.isNull():
            ratio = self.devicePixelRatioF()
            scaled = picture.scaledToWidth(round(236 * ratio), Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(ratio)
            self.picture.setPixmap(scaled)
            self.picture.setAccessibleName(tr("The first page of {name}", name=on_one_line(attachment.name)))
            self.picture.show()

    def _choose(self) -> None:
        attachment = self.chosen
        for button in self.buttons:
            button.setEnabled(attachment is not None)
        if attachment is not None:
            suffix = "." + attachment.name.rpartition(".")[2].lower()
            self.buttons[1].setEnabled(suffix in _OPENED)
        if attachment != self._shown:
            self._shown = attachment
            self.picture.hide()
            self.look()

    def look(self) -> None:
        """Ask for the first page of the chosen file."""
        if self.chosen is not None:
            self.picture_wanted.emit(self.chosen)

    def _ask(self, signal: object) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)  # type: ignore[attr-defined]
