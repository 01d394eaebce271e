"""Choosing one article among others."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.model import Headline
from briefing.ui.plain import label
from briefing.ui.rows import short_date
from briefing.ui.shown import beside, on_one_line, shortened

_Id = Qt.ItemDataRole.UserRole


class ChooseDialog(QDialog):
    """A list of articles, narrowed by what is typed; those of the same story stand first."""

    def __init__(
        self, parent: QWidget | None, title: str, hint: str, accept_words: str, articles: Sequence[tuple[Headline, str]]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 420)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Filter by title"))
        self.field.setAccessibleName(tr("Filter by title"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Articles"))
        self.list.setSpacing(4)
        self.list.setWordWrap(True)
        for headline, note in articles:
            date = short_date(headline.published) if headline.published else tr("Undated")
            facts = beside(date, headline.outlet or "", note)
            item = QListWidgetItem(f"{on_one_line(headline.title)}\n{facts}")
            item.setData(_Id, headline.id)
            self.list.addItem(item)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.ok = buttons.button(standard.Ok)
        self.ok.setText(accept_words)
        buttons.button(standard.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        for widget in (label(shortened(hint, 300), "emptyHint", is_wrapped=True), self.field, self.list, buttons):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._narrow)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.list.currentItemChanged.connect(lambda *_: self.ok.setEnabled(self.chosen is not None))
        self.list.setCurrentRow(0)
        self.ok.setEnabled(self.chosen is not None)
        self.list.setFocus()

    @property
    def chosen(self) -> str | None:
        item = self.list.currentItem()
        return str(item.data(_Id)) if item is not None and not item.isHidden() else None

    def _narrow(self, words: str) -> None:
        first = -1
        for row in range(self.list.count()):
            is_shown = words.casefold() in self.list.item(row).text().casefold()
            self.list.item(row).setHidden(not is_shown)
            first = row if is_shown and first < 0 else first
        self.list.setCurrentRow(first)
