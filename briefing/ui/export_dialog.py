"""The export dialog: the pages of the brief as they will look, and a button for each format."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.export import FORMATS
from briefing.i18n import tr, trn
from briefing.model import Brief
from briefing.ui.desk import Desk
from briefing.ui.pages import PPI, Pages
from briefing.ui.plain import label

# The formats in the order of use; what is not named here comes after.
_ORDER = ("pdf", "docx", "eml", "html", "md", "ics", "json")


class ExportDialog(QDialog):
    """Only included lines are shown, since only these go out."""

    format_wanted = Signal(str, str, object)  # format, suffix, brief
    copy_wanted = Signal(object)

    def __init__(self, desk: Desk, brief: Brief, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export brief"))
        self.resize(960, min(860, parent.height() - 20))
        self.brief = brief
        self.pages = Pages()
        self.buttons: dict[str, QPushButton] = {}
        panel = QWidget()
        panel.setLayout(self._side())
        panel.setFixedWidth(230)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 0)
        layout.setSpacing(16)
        layout.addWidget(self.pages, 1)
        layout.addWidget(panel)
        desk.run(tr("Setting the pages"), lambda workspace, _: _set_pages(brief), self._show_pages)

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setContentsMargins(0, 20, 0, 16)
        side.setSpacing(8)
        included = [line for s in self.brief.sections if not s.is_annex for line in s.lines if line.is_included]
        included = [line for line in included if line.kind != "caution"]
        waiting = sum(line.origin == "machine" and line.state == "proposed" for line in included)
        side.addWidget(label(trn("{count} line goes out", "{count} lines go out", len(included)), "messageTitle"))
        if waiting:
            words = trn(
                "{count} of them is not reviewed; it is marked so.",
                "{count} of them are not reviewed; they are marked so.",
                waiting,
            )
            side.addWidget(label(words, "emptyHint", is_wrapped=True))
        side.addSpacing(10)
        names = sorted(FORMATS, key=lambda name: ((*_ORDER, name)).index(name))
        for name in names:
            self._add_button(side, name, FORMATS[name].name, FORMATS[name].suffix)
        side.addSpacing(10)
        copy = QPushButton(tr("Copy, formatted"))
        copy.setToolTip(tr("For Word and Outlook; footnotes come with it"))
        copy.clicked.connect(lambda: self.copy_wanted.emit(self.brief))
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        for button in (copy, close):
            button.setAutoDefault(False)
        side.addWidget(copy)
        side.addStretch(1)
        side.addWidget(close)
        return side

    def _add_button(self, side: QVBoxLayout, name: str, words: str, suffix: str) -> None:
        button = QPushButton(tr(words))
        button.setAutoDefault(False)
        if name == _ORDER[0]:
            button.setObjectName("primary")
        button.clicked.connect(lambda: self.format_wanted.emit(name, suffix, self.brief))
        self.buttons[name] = button
        side.addWidget(button)

    def _show_pages(self, made: tuple[list[bytes], str]) -> None:
        if self.isVisible():
            self.pages.show_pages(*made)


def _set_pages(brief: Brief) -> tuple[list[bytes], str]:
    from briefing.workspace import preview, spoken

    return preview(brief, PPI), spoken(brief)
