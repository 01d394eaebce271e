"""The notes tab: every highlight, note and tag, and a field to write a note in."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import interface_language, tr
from briefing.model import Annotation
from briefing.ui.plain import label
from briefing.ui.shown import shown
from briefing.wording import in_marks

if TYPE_CHECKING:
    from briefing.ui.editors import NoteField

_IdRole = Qt.ItemDataRole.UserRole + 1
_HEADING = r"(?m:^#{1,6} +)"
_EMPHASIS = r"(?<![\w*\\])(?P<signs>\*\*|\*)(?=[^\s*])(?P<words>[^*\n]*[^\s*\\])(?P=signs)(?![\w*])"
_SAVE_AFTER = 500  # milliseconds after the last key


class AnnotationPane(QWidget):
    """Lists annotations in the order of the text; a note is written at the foot."""

    annotation_chosen = Signal(str)
    body_written = Signal(str, str)  # id, body
    removal_wanted = Signal(str)

    list: QListWidget
    field: "NoteField"

    def __init__(self) -> None:
        super().__init__()
        self._annotations: dict[str, Annotation] = {}
        self._editing = ""
        self._filled = ""
        self._is_made = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_AFTER)
        self._saving.timeout.connect(self._save)

    def _make(self) -> None:
        """The list and the field, when the tab is first seen or written in: the window opens without them."""
        from briefing.ui.editors import NoteField
        from briefing.ui.empty_state import EmptyState

        self._is_made = True
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Annotations"))
        self.list.setWordWrap(True)
        self.list.setObjectName("annotations")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(
            tr("No notes yet"),
            tr("Select text in the article, then press H to highlight it, N to write a note, T to tag it."),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self.field = NoteField()
        self.field.setAccessibleName(tr("Note, in Markdown"))
        self.field.setPlaceholderText(tr("Note in Markdown: **bold**, *italic*, - list"))
        self.field.setMaximumHeight(150)
        self._quote = label(name="articleFacts", is_wrapped=True)
        self._remove = QPushButton(tr("Remove"))
        self._done = QPushButton(tr("Done"))
        self._foot = QFrame()
        self._lay_out()
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.field.textChanged.connect(self._saving.start)
        self.field.left.connect(self.end_writing)
        self._done.clicked.connect(self.end_writing)
        self._remove.clicked.connect(self._remove_current)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._is_made:
            self._make()
            self._fill()
        super().showEvent(event)

    def _lay_out(self) -> None:
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self._quote)
        foot.addWidget(self.field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._done)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)
        self._foot.hide()

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show annotations; the one being written stays open."""
        self._annotations = {annotation.id: annotation for annotation in annotations}
        if self._is_made:
            self._fill()

    def _fill(self) -> None:
        self._pages.setCurrentIndex(0 if self._annotations else 1)
        self.list.clear()
        for annotation in self._annotations.values():
            item = QListWidgetItem(shown(_words(annotation)))
            item.setData(_IdRole, annotation.id)
            self.list.addItem(item)
            if annotation.id == self._editing:
                self.list.setCurrentItem(item)
        if self._editing and self._editing not in self._annotations:
            self._close_foot()

    def write(self, annotation: Annotation) -> None:
        """Open a note for writing."""
        if not self._is_made:
            self._make()
            self._fill()
        self._save()
        self._editing = annotation.id
        self._annotations.setdefault(annotation.id, annotation)
        quote = annotation.span.quote
        self._quote.setText(in_marks(quote if len(quote) <= 140 else quote[:139] + "…", interface_language()))
        self.field.blockSignals(True)
        self.field.setPlainText(annotation.body)
        self._filled = self.field.written()
        self.field.blockSignals(False)
        self.field.setVisible(annotation.kind != "highlight")
        self._foot.show()
        if annotation.kind != "highlight":
            self.field.setFocus()

    def end_writing(self) -> None:
        self._save()
        self._close_foot()

    def _close_foot(self) -> None:
        self._editing = ""
        self._saving.stop()
        if self._is_made:
            self._foot.hide()

    def _save(self) -> None:
        self._saving.stop()
        annotation = self._annotations.get(self._editing)
        if annotation is None:
            return
        body = self.field.written()
        if annotation.kind != "highlight" and body not in (self._filled, annotation.body):
            self._filled = body
            self.body_written.emit(annotation.id, body)

    def _remove_current(self) -> None:
        gone = self._editing
        self._close_foot()
        self.removal_wanted.emit(gone)

    def _choose(self, item: QListWidgetItem) -> None:
        annotation = self._annotations[item.data(_IdRole)]
        self.annotation_chosen.emit(annotation.id)
        self.write(annotation)


def _words(annotation: Annotation) -> str:
    quote = annotation.span.quote
    short = in_marks(quote if len(quote) <= 110 else quote[:109] + "…", interface_language())
    if annotation.kind == "tag":
        return f"#{annotation.body}  {short}"
    body = plain_markdown(annotation.body) if annotation.kind == "note" else ""
    return f"{body}\n{short}" if body else short


def plain_markdown(body: str) -> str:
    """A note without the signs of headings and emphasis, for a list; all else stays as it was written."""
    return re.sub(_EMPHASIS, r"\g<words>", re.sub(_HEADING, "", body)).strip()
