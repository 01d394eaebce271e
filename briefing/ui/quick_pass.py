"""The quick pass: each line to review with one question, did they say it?"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.model import Line
from briefing.ui.brief_pane import BriefPane
from briefing.ui.desk import Desk
from briefing.ui.line_layout import lay_out_runs
from briefing.ui.plain import label
from briefing.ui.rows import Row, is_open, line_text, rows_of, sentence_pieces
from briefing.ui.shown import on_one_line
from briefing.ui.theme import LIGHT, Theme, font


class Sentence(QWidget):
    """A whole sentence with its cue in bold, as plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._line: Line | None = None
        self.setMinimumHeight(120)

    def show_line(self, line: Line) -> None:
        self._line = line
        self.setAccessibleName(on_one_line(line_text(line)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        painter = QPainter(self)
        weight = font(12).Weight
        runs = [
            (
                piece.text,
                font(18, is_serif=True, weight=weight.DemiBold if piece.role == "cue" else weight.Normal),
                self.theme.muted if piece.role == "rest" else self.theme.text,
            )
            for piece in sentence_pieces(self._line)
        ] or [(line_text(self._line), font(18, is_serif=True), self.theme.text)]
        layout, _ = lay_out_runs(runs, self.width())
        painter.setPen(QColor(self.theme.text))
        layout.draw(painter, self.rect().topLeft().toPointF())


class QuickPass(QDialog):
    """Yes accepts, No rejects, both in one key; what is done so far is kept when it is closed."""

    def __init__(self, desk: Desk, pane: BriefPane, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Quick pass"))
        self.resize(680, 330)
        self._desk, self._pane = desk, pane
        self._rows = [row for row in rows_of(desk.brief) if is_open(row)]
        self._titles = {g.key: g.title for s in desk.brief.sections for g in s.groups}
        self._at = 0
        self.who = label(name="messageTitle", is_wrapped=True)
        self.question = label(name="messageTitle")
        self.sentence = Sentence()
        self.sentence.theme = pane.theme
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, len(self._rows))
        self.yes, self.no = QPushButton(tr("Yes (Y)")), QPushButton(tr("No (N)"))
        self.later, self.back = QPushButton(tr("Later (L)")), QPushButton(tr("Back (B)"))
        self.yes.setObjectName("primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (self.bar, self.who, self.sentence, self.question):
            layout.addWidget(widget, 1 if widget is self.sentence else 0)
        row = QHBoxLayout()
        for button, verb in (
            (self.back, self.go_back),
            (self.later, self.skip),
            (self.no, self.say_no),
            (self.yes, self.say_yes),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            row.addWidget(button)
        row.insertStretch(2, 1)
        layout.addLayout(row)
        self._show()
        self.setFocus()

    @property
    def current(self) -> Row | None:
        return self._rows[self._at] if self._at < len(self._rows) else None

    def say_yes(self) -> None:
        self._decide("accepted")

    def say_no(self) -> None:
        self._decide("rejected")

    def skip(self) -> None:
        self._at += 1
        self._show()

    def go_back(self) -> None:
        self._at = max(0, self._at - 1)
        self._show()

    def _decide(self, state: str) -> None:
        row, dossier_id = self.current, self._desk.dossier_id
        if row is not None and dossier_id is not None:
            fields: dict[str, object] = {"state": state}
            if row.line and row.line.is_unsure and state == "accepted":
                fields["is_included"] = True
            self._desk.write(lambda workspace: workspace.curate(dossier_id, row.key, **fields))
            self.skip()

    def _show(self) -> None:
        row = self.current
        if row is None or row.line is None:
            self.accept()
            return
        self.bar.setValue(self._at)
        title = self._titles.get(row.group, "")
        self.who.setText(title or tr("Reported without a named speaker"))
        is_statement = row.line.kind == "statement"
        question = tr("Did they say it?") if is_statement else tr("Does the article say it?")
        count = tr("{number} of {count}", number=self._at + 1, count=len(self._rows))
        self.question.setText(f"{question}   {count}")
        self.sentence.show_line(row.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = {
            Qt.Key.Key_Y: self.say_yes,
            Qt.Key.Key_A: self.say_yes,
            Qt.Key.Key_N: self.say_no,
            Qt.Key.Key_X: self.say_no,
            Qt.Key.Key_L: self.skip,
            Qt.Key.Key_Right: self.skip,
            Qt.Key.Key_B: self.go_back,
            Qt.Key.Key_Left: self.go_back,
        }
        verb = verbs.get(Qt.Key(event.key()))
        if verb is not None:
            verb()
        else:
            super().keyPressEvent(event)
