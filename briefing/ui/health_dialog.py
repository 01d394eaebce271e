"""Library health: whether everything is what it was, and what can be done where it is not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from briefing.i18n import tr, trn
from briefing.ui.icons import pixmap
from briefing.ui.plain import label
from briefing.ui.shown import shortened, shown
from briefing.ui.theme import Theme

_LONGEST = 300  # signs of a line; what is wrong stands whole in the list


class HealthDialog(QDialog):
    """What a check found: figures where it is sound; else each problem, a repair and the backups to choose from."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        problems: Sequence[str],
        facts: Sequence[str],
        *,
        advice: str = "",
        done: Sequence[str] = (),
        repair: Callable[[], object] | None = None,
        restore: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Library health"))
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._heading(theme, len(problems)))
        for line in (*done, *facts):
            layout.addWidget(label(shortened(line, _LONGEST), "emptyHint", is_wrapped=True))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What is wrong"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([shown(problem) for problem in problems])
        if problems:
            self.resize(620, 420)
            layout.addWidget(self.list, 1)
            layout.addWidget(label(advice, is_wrapped=True))
        layout.addWidget(self._buttons(repair, restore))

    def _heading(self, theme: Theme, count: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(pixmap(*(("shield-alert", theme.bad) if count else ("shield-check", theme.good)), 22))
        words = (
            trn("The library has {count} problem.", "The library has {count} problems.", count)
            if count
            else tr("The library is sound: every article and every quotation is what it was.")
        )
        self.verdict = label(words, "messageTitle", is_wrapped=True)
        row.addWidget(sign)
        row.addWidget(self.verdict, 1)
        return row

    def _buttons(self, repair: Callable[[], object] | None, restore: Callable[[], object] | None) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        made = []
        for words, verb in ((tr("Repair"), repair), (tr("Backups…"), restore)):
            button = buttons.addButton(words, role) if verb is not None else None
            if button is not None and verb is not None:
                button.clicked.connect(self.accept)
                button.clicked.connect(lambda _, verb=verb: verb())
            made.append(button)
        self.repair, self.restore = made
        return buttons
