"""What a search found, as a list: articles and notes with their snippets, or statements under their speakers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefing.i18n import interface_language, tr, trn
from briefing.library.answers import Hit, Said
from briefing.library.marking import Marks
from briefing.ui.icons import paint_icon
from briefing.ui.item_state import is_hovered, is_selected, paint_ground
from briefing.ui.line_layout import elided, lay_out_runs
from briefing.ui.models import Index
from briefing.ui.rows import short_date
from briefing.ui.shown import beside, on_one_line
from briefing.ui.theme import LIGHT, Theme, font, stance_colours
from briefing.wording import in_marks, join_names, stance_words, state_words

ResultRole = Qt.ItemDataRole.UserRole + 7
_NONE = QModelIndex()
_HEIGHTS = {"hit": 84, "said": 84, "speaker": 38, "example": 38}


class Result(NamedTuple):
    """A row: a hit, a statement, the speaker of those that follow, or an example of what can be asked."""

    kind: str
    title: str
    detail: str = ""
    found: Hit | Said | None = None


def rows_of_hits(hits: Sequence[Hit]) -> list[Result]:
    return [Result("hit", hit.title, _facts(hit), hit) for hit in hits]


def rows_of_statements(said: Sequence[Said]) -> list[Result]:
    """Statements under their speakers, these in the order of their first."""
    speakers: dict[str, list[Said]] = {}
    for one in said:
        speakers.setdefault(join_names(one.actors, interface_language()), []).append(one)
    rows = []
    for name, statements in speakers.items():
        count = trn("{count} statement", "{count} statements", len(statements))
        rows.append(Result("speaker", name or tr("No speaker named"), count))
        rows += [Result("said", one.wording or one.quote, _facts(one), one) for one in statements]
    return rows


def rows_of_examples(*, is_statements: bool) -> list[Result]:
    """What can be asked, to be tried."""
    if is_statements:
        examples = [
            ("actor:sheinbaum", tr("everything that a speaker said")),
            ("actor:sheinbaum said:souverain*", tr("what they said about something")),
            ("said:(cartel OR drog*) after:2026-01", tr("who said something about it since January")),
            ("sécurité lang:fr outlet:monde", tr("in a language and an outlet")),
        ]
    else:
        examples = [
            ("sécurité frontière", tr("both words; accents and capitals make no difference")),
            ('"trafic d’armes"', tr("the words side by side")),
            ("négoci* -trump", tr("words that begin so; without a word")),
            ("(cartel OR armes) AND accord", tr("one or the other, in parentheses")),
            ("actor:sheinbaum said:souveraineté", tr("what someone said")),
            ("outlet:monde lang:fr after:2026-01 before:2026-03", tr("outlet, language and dates")),
            ("tag:extradition", tr("your tags")),
            ("in:mex*", tr("in a dossier")),
        ]
    return [Result("example", query, words) for query, words in examples]


def _facts(found: Hit | Said) -> str:
    parts = [short_date(found.published) if found.published else tr("Undated"), found.outlet or ""]
    if isinstance(found, Said):
        state = "" if found.state == "proposed" else state_words(found.state, interface_language())
        parts = [found.title, *parts, state]
    elif found.field == "note":
        parts.insert(0, tr("note"))
    if isinstance(found, Hit):
        parts.append(found.language)
    return beside(*parts)


class ResultModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Result, ...] = ()

    def show(self, rows: Sequence[Result]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> Result | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None or row.kind == "speaker":
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(row.title)
        if role == ResultRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            snippet = row.found.snippet if isinstance(row.found, Hit) else ""
            return on_one_line(beside(row.title, snippet, row.detail, by=", "))
        return None


class ResultDelegate(QStyledItemDelegate):
    """Draws a row; what matched is bold, not only coloured."""

    theme: Theme = LIGHT
    zoom: float = 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Result = index.data(ResultRole)
        return QSize(100, round(_HEIGHTS[row.kind] * self.zoom))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Result = index.data(ResultRole)
        zoom = self.zoom
        box = QRectF(option.rect).adjusted(8 * zoom, 1 * zoom, -8 * zoom, -1 * zoom)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = is_selected(option, index)
        if row.kind != "speaker" and (is_current or is_hovered(option)):
            paint_ground(painter, self.theme.selection if is_current else self.theme.hover, box)
        inner = box.adjusted(12 * zoom, 8 * zoom, -12 * zoom, -8 * zoom)
        if isinstance(row.found, Hit):
            self._paint_hit(painter, row, row.found, inner)
        elif isinstance(row.found, Said):
            self._paint_said(painter, row, row.found, inner)
        else:
            self._paint_plain(painter, row, inner)
        painter.restore()

    def _paint_hit(self, painter: QPainter, row: Result, hit: Hit, box: QRectF) -> None:
        zoom = self.zoom
        size = 14 * zoom
        name = "message-square" if hit.field == "note" else "file-text"
        paint_icon(painter, name, self.theme.muted, QRectF(box.left(), box.top() + 2 * zoom, size, size))
        head = box.adjusted(24 * zoom, 0, 0, 0)
        top = font(13.5 * zoom, weight=QFont.Weight.DemiBold)
        facts_width = self._paint_facts(painter, row.detail, head)
        title = elided(row.title, top, head.width() - facts_width)
        painter.setFont(top)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(head, Qt.TextFlag.TextSingleLine, title)
        below = head.adjusted(0, 22 * zoom, 0, 0)
        is_serif = hit.field != "note"
        if hit.field != "title":
            self._paint_marked(painter, hit.snippet, hit.marks, below, is_serif=is_serif)
        else:
            self._paint_marked(painter, hit.title, hit.marks, below, is_serif=is_serif)

    def _paint_said(self, painter: QPainter, row: Result, said: Said, box: QRectF) -> None:
        zoom, theme = self.zoom, self.theme
        words = stance_words(said.stance, interface_language())
        small = font(11 * zoom, weight=QFont.Weight.DemiBold)
        width = QFontMetricsF(small).horizontalAdvance(words) + 14 * zoom
        colour, ground = stance_colours(theme, said.stance)
        chip = QRectF(box.left() + 24 * zoom, box.top(), width, 18 * zoom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(small)
        painter.setPen(QColor(colour))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        beside = QRectF(
            chip.right() + 10 * zoom, box.top() + 1 * zoom, box.right() - chip.right() - 10 * zoom, 18 * zoom
        )
        self._paint_line(painter, row.detail, beside)
        below = box.adjusted(24 * zoom, 23 * zoom, 0, 0)
        if said.wording:
            # the analyst's words are no quotation
            self._paint_marked(painter, said.wording, said.wording_marks, below, is_serif=False)
            return
        quoted = in_marks(said.quote, interface_language()) if said.is_quoted else said.quote
        shift = quoted.find(said.quote)
        marks = tuple((a + shift, b + shift) for a, b in said.marks)
        self._paint_marked(painter, quoted, marks, below, is_serif=True)

    def _paint_plain(self, painter: QPainter, row: Result, box: QRectF) -> None:
        """A speaker, or an example."""
        zoom, theme = self.zoom, self.theme
        is_speaker = row.kind == "speaker"
        size = 14 * zoom
        paint_icon(
            painter,
            "user" if is_speaker else "search",
            theme.muted,
            QRectF(box.left(), box.center().y() - size / 2, size, size),
        )
        letters = font(13.5 * zoom, weight=QFont.Weight.DemiBold if is_speaker else QFont.Weight.Medium)
        head = box.adjusted(24 * zoom, 0, 0, 0)
        painter.setFont(letters)
        painter.setPen(QColor(theme.text if is_speaker else theme.accent))
        title = on_one_line(row.title)
        width = QFontMetricsF(letters).horizontalAdvance(title)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(head, flags, elided(title, letters, head.width()))
        self._paint_line(painter, row.detail, head.adjusted(max(width + 12 * zoom, 0), 0, 0, 0))

    def _paint_facts(self, painter: QPainter, words: str, box: QRectF) -> float:
        """Facts at the right of a title; the width that they take."""
        letters = font(12 * self.zoom)
        shown = elided(words, letters, box.width() * 0.4)
        painter.setFont(letters)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine, shown)
        return QFontMetricsF(letters).horizontalAdvance(shown) + 16 * self.zoom

    def _paint_line(self, painter: QPainter, words: str, box: QRectF) -> None:
        letters = font(12 * self.zoom)
        painter.setFont(letters)
        painter.setPen(QColor(self.theme.muted))
        shown = elided(words, letters, max(0.0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _paint_marked(self, painter: QPainter, text: str, marks: Marks, box: QRectF, *, is_serif: bool) -> None:
        """At most two lines, with what matched in bold."""
        zoom = self.zoom
        plain = font(14 * zoom, is_serif=is_serif)
        bold = font(14 * zoom, is_serif=is_serif, weight=QFont.Weight.Bold)
        runs, at = [], 0
        for start, end in marks:
            runs += [(text[at:start], plain, self.theme.muted), (text[start:end], bold, self.theme.text)]
            at = end
        runs.append((text[at:], plain, self.theme.muted))
        runs = [run for run in runs if run[0]] or [(" ", plain, self.theme.muted)]
        layout, _ = lay_out_runs(runs, box.width())
        painter.save()
        painter.setClipRect(box.adjusted(0, 0, 0, 2))
        for number in range(min(2, layout.lineCount())):
            layout.lineAt(number).draw(painter, QPointF(box.topLeft()))
        painter.restore()
