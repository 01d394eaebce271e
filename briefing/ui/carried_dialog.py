"""What became of the work on an article when a newer version took its place: one row each, one click from its place."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.model import Carried, Span, Succession
from briefing.outcomes import OUTCOMES, kind_words, outcome_hint, outcome_words, report_lines, summary
from briefing.ui.plain import label
from briefing.ui.report_table import report_table
from briefing.ui.theme import Theme

GoTo = Callable[[str, Span | None], None]
_SIGNS = {"kept": "✓", "moved": "↷", "changed": "≠", "gone": "✗"}


class CarriedDialog(QDialog):
    """Each piece of work with its old and its new passage; Enter shows where it stands now."""

    def __init__(self, made: Succession, theme: Theme, go_to: GoTo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was carried over"))
        self.resize(940, 480)
        self._made, self._go_to = made, go_to
        self._carried = sorted(made.carried, key=lambda one: OUTCOMES.index(one.outcome))
        colours = {"kept": theme.good, "moved": theme.accent, "changed": theme.warn, "gone": theme.bad}
        headings = [tr("What became of it"), tr("What"), tr("Old version"), tr("Newer version")]
        rows = [_row(one) for one in self._carried]
        shades = [colours[one.outcome] for one in self._carried]
        self.table = report_table(self.windowTitle(), headings, rows, shades, (130, 190, 0, 0))
        self.new, self.old, copy, close = (QPushButton() for _ in range(4))
        self.new.setText(tr("Show in the newer version"))
        self.old.setText(tr("Show in the old version"))
        copy.setText(tr("Copy"))
        close.setText(tr("Close"))
        foot = QHBoxLayout()
        for button, act in (
            (self.new, self.show_new),
            (self.old, self.show_old),
            (copy, self._copy),
            (close, self.close),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.insertStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(label(summary(made), "messageTitle", is_wrapped=True))
        layout.addWidget(self.table, 1)
        self.hint = label("", "emptyHint", is_wrapped=True)
        layout.addWidget(self.hint)
        layout.addLayout(foot)
        self.table.currentCellChanged.connect(lambda *_: self._follow())
        self.table.cellActivated.connect(lambda *_: self._show())
        if self._carried:
            self.table.setCurrentCell(0, 0)
        self._follow()

    @property
    def current(self) -> Carried | None:
        row = self.table.currentRow()
        return self._carried[row] if 0 <= row < len(self._carried) else None

    def _follow(self) -> None:
        one = self.current
        self.new.setEnabled(bool(one and one.new))
        self.old.setEnabled(bool(one and one.old))
        self.hint.setText(outcome_hint(one) if one else "")

    def _show(self) -> None:
        if self.new.isEnabled():
            self.show_new()
        elif self.old.isEnabled():
            self.show_old()

    def show_new(self) -> None:
        """Its place in the newer version."""
        if self.current:
            self._go_to(self._made.new_id, self.current.new)

    def show_old(self) -> None:
        """Its place in the old version, which is still there to be read."""
        if self.current:
            self._go_to(self._made.old_id, self.current.old)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(report_lines(self._made)))


def _row(one: Carried) -> list[str]:
    return [f"{_SIGNS[one.outcome]} {outcome_words(one.outcome)}", _what(one), _quote(one.old), _quote(one.new)]


def _what(one: Carried) -> str:
    words = "" if one.kind in ("decision", "addition") else " ".join(one.words.split())
    return "\n".join(part for part in (kind_words(one), words) if part)


def _quote(span: Span | None) -> str:
    return " ".join(span.quote.split()) if span else "—"
