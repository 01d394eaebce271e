"""What changed since the brief went out last: one row each, Enter goes to the line."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.i18n import interface_language, tr
from briefing.model import LineChange
from briefing.outcomes import change_words, changes_summary
from briefing.ui.plain import label
from briefing.ui.report_table import report_table
from briefing.ui.shown import as_cells, beside
from briefing.ui.theme import Theme
from briefing.wording import date_words, section_words

_SIGNS = {"new": "+", "changed": "≠", "gone": "−"}


class SinceDialog(QDialog):
    """New lines, changed lines, lines that are gone, with what they said and say."""

    def __init__(
        self,
        sent_at: str,
        changes: Sequence[LineChange],
        theme: Theme,
        go_to: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What changed since the last brief"))
        self.resize(960, 480)
        self._changes, self._go_to = changes, go_to
        sent = datetime.fromisoformat(sent_at).astimezone()
        date = date_words(sent.date().isoformat(), interface_language())
        self.title = label(changes_summary(changes, f"{date}, {sent:%H:%M}"), "messageTitle", is_wrapped=True)
        colours = {"new": theme.good, "changed": theme.warn, "gone": theme.bad}
        headings = [tr("Since then"), tr("Section"), tr("In the last brief"), tr("Now")]
        rows = [_row(change) for change in changes]
        shades = [colours[change.kind] for change in changes]
        self.table = report_table(self.windowTitle(), headings, rows, shades, (110, 170, 0, 0))
        self.table.cellActivated.connect(lambda row, _: self._show(row))
        self.line, copy, close = QPushButton(tr("Show the line")), QPushButton(tr("Copy")), QPushButton(tr("Close"))
        foot = QHBoxLayout()
        acts = (lambda: self._show(self.table.currentRow()), self._copy, self.close)
        for button, act in zip((self.line, copy, close), acts, strict=True):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.insertStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.table.currentCellChanged.connect(lambda *_: self._follow())
        if changes:
            self.table.setCurrentCell(0, 0)
        self._follow()

    def _follow(self) -> None:
        row = self.table.currentRow()
        self.line.setEnabled(0 <= row < len(self._changes) and self._changes[row].kind != "gone")

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._changes) and self._changes[row].kind != "gone":
            self._go_to(self._changes[row].key)

    def _copy(self) -> None:
        lines = [self.title.text(), *(as_cells(_row(change)) for change in self._changes)]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _row(change: LineChange) -> list[str]:
    place = [section_words(change.section, interface_language()), change.heading]
    words = f"{_SIGNS[change.kind]} {change_words(change.kind)}"
    return [words, beside(*place), change.before or "—", change.now or "—"]
