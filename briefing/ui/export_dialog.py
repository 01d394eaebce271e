"""The export dialog: the brief as it will look on paper, and a button for each format."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.i18n import tr, trn
from briefing.model import Brief
from briefing.ui.desk import Desk
from briefing.ui.paper import Paper
from briefing.ui.plain import label

_WORDS = {
    "pdf": "PDF",
    "docx": "Word",
    "md": "Markdown",
    "html": "Web page",
    "eml": "E-mail draft",
    "ics": "Calendar",
    "json": "JSON",
}


class ExportDialog(QDialog):
    """Only included lines are shown, since only these go out."""

    format_wanted = Signal(str, str, object)  # format, suffix, brief
    copy_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        from briefing.export import FORMATS

        assert desk.workspace is not None, "the export waits for the library"
        assert desk.dossier_id is not None, "there is a dossier"
        self.setWindowTitle(tr("Export brief"))
        self.resize(980, 760)
        self.brief: Brief = desk.workspace.brief(desk.dossier_id)
        self.paper = Paper()
        self.paper.show_brief(self.brief)
        side = QVBoxLayout()
        side.setSpacing(8)
        included = [line for line in self.brief.lines if line.is_included and line.kind != "caution"]
        open_lines = [line for line in included if line.origin == "machine" and line.state == "proposed"]
        side.addWidget(label(trn("{count} line goes out", "{count} lines go out", len(included)), "messageTitle"))
        if open_lines:
            words = trn(
                "{count} of them is not reviewed; it is marked so.",
                "{count} of them are not reviewed; they are marked so.",
                len(open_lines),
            )
            side.addWidget(label(words, "emptyHint", is_wrapped=True))
        side.addSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        for name, form in FORMATS.items():
            button = QPushButton(tr(_WORDS.get(name, name)))
            button.clicked.connect(lambda _=False, n=name, s=form.suffix: self.format_wanted.emit(n, s, self.brief))
            self.buttons[name] = button
            side.addWidget(button)
        copy = QPushButton(tr("Copy, formatted"))
        copy.setObjectName("primary")
        copy.clicked.connect(lambda: self.copy_wanted.emit(self.brief))
        side.addWidget(copy)
        side.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        side.addWidget(close)
        panel = QWidget()
        panel.setLayout(side)
        panel.setFixedWidth(230)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.paper, 1)
        layout.addWidget(panel, 0, Qt.AlignmentFlag.AlignTop)
