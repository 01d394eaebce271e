"""Draws the rows of the brief. A closed line is one row; the current one opens."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from briefing.i18n import tr
from briefing.model import Fragment, Line
from briefing.ui.icons import paint_icon
from briefing.ui.item_state import is_hovered, paint_ground
from briefing.ui.line_layout import BUTTONS, PAD, Context, OpenLine, elided, lay_out_open
from briefing.ui.models import RowRole
from briefing.ui.rows import UNSURE, Row, chip_words, row_fragments
from briefing.ui.shown import isolated, on_one_line
from briefing.ui.theme import LIGHT, Theme, font, paint_mark, stance_colours
from briefing.wording import quotation_marks

_MARGIN = 16
# the width of the word before a line; what has no speaker needs none
_CHIPS = {"statement": 76, "meeting": 94, "figure": 94}
_ICONS = {
    "accept": "check",
    "include": "eye",
    "edit": "pencil",
    "gloss": "languages",
    "move": "corner-down-right",
    "reject": "x",
}
# spaces at the end count: what follows stands behind them
_ONE_LINE = (
    Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
    | Qt.TextFlag.TextIncludeTrailingSpaces
    | Qt.TextFlag.TextDontClip
)
_HEIGHTS = {"section": 44, "issue": 34, "group": 32, "line": 32, "none": 32}


class LineDelegate(QStyledItemDelegate):
    """Paints rows and knows where the buttons of the open line are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = Context(LIGHT, 1.0)
        self.open_key = ""
        self.editor_height = 0
        self.width = 400
        self._open: tuple[tuple[object, ...], OpenLine] | None = None

    def forget(self) -> None:
        """Lay the open line out anew: its content, the theme or the width changed."""
        self._open = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(RowRole)
        if row.kind == "line" and row.key == self.open_key:
            return QSize(self.width, round(self.open_line(row).height + 8 * self.context.zoom))
        return QSize(self.width, round(_HEIGHTS[row.kind] * self.context.zoom))

    def open_line(self, row: Row) -> OpenLine:
        """The layout of the open line, made once."""
        zoom = self.context.zoom
        wanted = (row, self.width, zoom, self.context.theme.name, self.editor_height)
        if self._open is None or self._open[0] != wanted:
            laid_out = lay_out_open(row, self.width - 2 * _MARGIN * zoom, self.context, self.editor_height)
            self._open = (wanted, laid_out)
        return self._open[1]

    def card(self, box: QRectF) -> QRectF:
        """The card of an open line in its row."""
        zoom = self.context.zoom
        return box.adjusted(_MARGIN * zoom, 3 * zoom, -_MARGIN * zoom, -5 * zoom)

    def buttons(self, box: QRectF) -> dict[str, QRectF]:
        """Where the buttons of an open line are, by command."""
        zoom, card = self.context.zoom, self.card(box)
        size, step = 16 * zoom, 30 * zoom
        left = card.right() - PAD * zoom - step * len(BUTTONS) + (step - size)
        top = card.bottom() - 9 * zoom - size
        return {name: QRectF(left + n * step, top, size, size) for n, name in enumerate(BUTTONS)}

    def button_at(self, row: Row, box: QRectF, place: QPoint) -> str:
        """The command of the button under a place, "" when none: only the open line has some."""
        if row.kind != "line" or row.key != self.open_key:
            return ""
        reach = 6 * self.context.zoom
        for name, area in self.buttons(box).items():
            if area.adjusted(-reach, -reach, reach, reach).contains(QPointF(place)):
                return name
        return ""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """What a button of the open line does, with its key."""
        name = self.button_at(index.data(RowRole), QRectF(option.rect), event.pos()) if index.isValid() else ""
        QToolTip.showText(event.globalPos(), _button_words(name), view)
        return True

    # --- painting ----------------------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(RowRole)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "section":
            self._paint_section(painter, row, box, is_first=index.row() == 0)
        elif row.kind == "group":
            self._paint_group(painter, row, box)
        elif row.kind in ("none", "issue"):
            is_issue = row.kind == "issue"
            letters = font(13 * self._zoom, weight=QFont.Weight.DemiBold if is_issue else QFont.Weight.Normal)
            colour = self._theme.accent if is_issue else self._theme.muted
            self._text(painter, box.adjusted(self._px(_MARGIN), 0, -8, 0), row.title, colour, letters)
        elif row.key == self.open_key:
            self._paint_open(painter, row, box)
        else:
            self._paint_closed(painter, row, box, is_hovered=is_hovered(option))
        painter.restore()

    @property
    def _theme(self) -> Theme:
        return self.context.theme

    @property
    def _zoom(self) -> float:
        return self.context.zoom

    def _px(self, size: float) -> float:
        return size * self.context.zoom

    def _text(self, painter: QPainter, box: QRectF, words: str, colour: str, letters: QFont) -> float:
        """Draw one line of text, elided to its box; the width it took, which is all of the box where it was cut."""
        if box.width() <= 0:
            return 0.0
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = elided(words, letters, box.width())
        drawn = painter.drawText(box, _ONE_LINE, shown).width()
        return drawn if shown == on_one_line(words) else box.width()

    def _paint_section(self, painter: QPainter, row: Row, box: QRectF, *, is_first: bool) -> None:
        line = box.adjusted(self._px(_MARGIN), self._px(8), -self._px(_MARGIN), 0)
        if not is_first:
            painter.setPen(QPen(QColor(self._theme.hairline), 1))
            painter.drawLine(line.topLeft() + QPointF(0, -self._px(3)), line.topRight() + QPointF(0, -self._px(3)))
        size = self._px(14)
        arrow = QRectF(line.right() - size, line.center().y() - size / 2, size, size)
        paint_icon(painter, "chevron-right" if row.is_folded else "chevron-down", self._theme.muted, arrow)
        title = font(14.5 * self._zoom, weight=QFont.Weight.DemiBold)
        used = self._text(painter, line.adjusted(0, 0, -self._px(24), 0), row.title, self._theme.text, title)
        rest = line.adjusted(used + self._px(10), self._px(1), -self._px(24), 0)
        self._text(painter, rest, row.detail, self._theme.muted, font(12 * self._zoom))

    def _paint_group(self, painter: QPainter, row: Row, box: QRectF) -> None:
        left, size = self._px(_MARGIN), self._px(10)
        if row.actor is not None:
            mark = QRectF(box.left() + left, box.center().y() - size / 2, size, size)
            paint_mark(painter, row.actor, self._theme, mark)
            left += self._px(18)
        line = box.adjusted(left, 0, -self._px(_MARGIN), 0)
        name = font(13 * self._zoom, weight=QFont.Weight.DemiBold)
        used = self._text(painter, line, row.title, self._theme.text, name)
        rest = line.adjusted(used + self._px(8), 0, 0, 0)
        self._text(painter, rest, row.detail, self._theme.muted, font(12 * self._zoom))

    def _paint_chip(self, painter: QPainter, line: Line, area: QRectF) -> None:
        words = on_one_line(chip_words(line))
        if not words:
            return
        if line.kind == "meeting":
            ink, ground = self._theme.good, self._theme.good_soft
        elif line.kind == "figure":
            ink, ground = self._theme.warn, self._theme.warn_soft
        else:
            ink, ground = stance_colours(self._theme, line.label or "")
        letters = font(11 * self._zoom, weight=QFont.Weight.DemiBold)
        metrics = QFontMetricsF(letters)
        shown = elided(words, letters, area.width() - self._px(12))
        width = metrics.horizontalAdvance(shown) + self._px(12)
        chip = QRectF(area.left(), area.center().y() - self._px(9), width, self._px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(ink))
        painter.setFont(letters)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_closed(self, painter: QPainter, row: Row, box: QRectF, *, is_hovered: bool) -> None:
        line = row.line
        assert line is not None
        if is_hovered:
            paint_ground(painter, self._theme.hover, box.adjusted(self._px(8), 0, -self._px(8), 0))
        left = box.left() + self._px(_MARGIN)
        if row.actor is not None and row.section == UNSURE:
            paint_mark(painter, row.actor, self._theme, self._square(left, box, 9))
            left += self._px(17)
        if line.kind == "caution":
            paint_icon(painter, "triangle-alert", self._theme.warn, self._square(left, box, 15))
            left += self._px(24)
        elif line.kind == "own":
            paint_icon(painter, "pencil", self._theme.muted, self._square(left, box, 14))
            left += self._px(24)
        else:
            chip = QRectF(left, box.top(), self._px(_CHIPS.get(line.kind, 0)), box.height())
            self._paint_chip(painter, line, chip)
            left = chip.right() + self._px(8 if chip.width() else 0)
        right = self._paint_state(painter, line, box)
        self._paint_fragments(painter, line, QRectF(left, box.top(), right - self._px(8) - left, box.height()))

    def _square(self, left: float, box: QRectF, size: float) -> QRectF:
        return QRectF(left, box.center().y() - self._px(size) / 2, self._px(size), self._px(size))

    def _paint_state(self, painter: QPainter, line: Line, box: QRectF) -> float:
        """The state as a sign at the right edge, each with its own shape; where it starts."""
        right = box.right() - self._px(_MARGIN)
        signs = []
        if line.cautions and line.kind != "caution":
            signs.append(("triangle-alert", self._theme.warn))
        if line.note:
            signs.append(("message-square", self._theme.muted))
        if not line.is_included and line.state != "rejected":
            signs.append(("eye-off", self._theme.muted))
        state = {
            "accepted": ("check", self._theme.good),
            "edited": ("pencil", self._theme.accent),
            "rejected": ("x", self._theme.bad),
        }.get(line.state)
        if line.origin == "generated":
            pass
        elif state:
            signs.append(state)
        elif line.origin == "machine":
            signs.append(("circle", self._theme.border))
        for name, colour in reversed(signs):
            right -= self._px(14)
            paint_icon(painter, name, colour, self._square(right, box, 14))
            right -= self._px(5)
        return right

    def _paint_fragments(self, painter: QPainter, line: Line, area: QRectF) -> None:
        """The line as it goes to paper: quoted, reported and the analyst's own in different forms."""
        is_out = line.state == "rejected"
        for number, fragment in enumerate(row_fragments(line)):
            if area.width() < self._px(26) and number:
                # no room at all: what stands before it was cut, and says so
                self._text(painter, area, "…", self._theme.muted, font(13 * self._zoom))
                break
            letters = self._letters(fragment, line)
            letters.setStrikeOut(is_out)
            colour = self._theme.muted if is_out or not line.is_included else self._theme.text
            used = self._text(painter, area, isolated(_marked(fragment)), colour, letters)
            area = area.adjusted(used, 0, 0, 0)

    def _letters(self, fragment: Fragment, line: Line) -> QFont:
        if fragment.form == "quoted":
            return font(14 * self._zoom, is_serif=True)
        if fragment.form == "reported":
            return font(14 * self._zoom, is_serif=True, is_italic=True)
        if fragment.form == "analyst" or line.kind == "own":
            return font(13 * self._zoom, weight=QFont.Weight.Medium)
        return font(13 * self._zoom)

    def _paint_open(self, painter: QPainter, row: Row, box: QRectF) -> None:
        line = row.line
        assert line is not None
        card, layout, zoom = self.card(box), self.open_line(row), self._zoom
        painter.setPen(QPen(QColor(self._theme.accent), 1.6))
        painter.setBrush(QColor(self._theme.card))
        painter.drawRoundedRect(card, 8, 8)
        head = QRectF(card.left() + PAD * zoom, card.top() + 7 * zoom, card.width() - 2 * PAD * zoom, 22 * zoom)
        self._paint_chip(painter, line, head.adjusted(0, 0, -head.width() * 0.55, 0))
        self._paint_head(painter, line, head)
        for paragraph in layout.paragraphs:
            paragraph.layout.draw(painter, QPointF(card.left() + PAD * zoom, card.top() + paragraph.top))
        for name, area in self.buttons(box).items():
            paint_icon(painter, self._icon(name, line), self._ink(name, line), area)

    def _paint_head(self, painter: QPainter, line: Line, head: QRectF) -> None:
        words = {
            "accepted": tr("accepted"),
            "edited": tr("edited"),
            "rejected": tr("rejected"),
            "proposed": tr("proposed, not reviewed") if line.origin == "machine" else tr("by hand"),
        }[line.state]
        if not line.is_included and line.state != "rejected":
            words = f"{words} · {tr('not in the brief')}"
        colour = {"accepted": self._theme.good, "rejected": self._theme.bad, "edited": self._theme.accent}.get(
            line.state, self._theme.muted
        )
        letters = font(11.5 * self._zoom, weight=QFont.Weight.Medium)
        width = QFontMetricsF(letters).horizontalAdvance(words)
        self._text(painter, head.adjusted(head.width() - width - 2, 0, 2, 0), words, colour, letters)

    def _icon(self, name: str, line: Line) -> str:
        if name == "include":
            return "eye" if line.is_included else "eye-off"
        return _ICONS[name]

    def _ink(self, name: str, line: Line) -> str:
        if name == "accept" and line.state == "accepted":
            return str(self._theme.good)
        if name == "reject" and line.state == "rejected":
            return str(self._theme.bad)
        return str(self._theme.muted)


def _marked(fragment: Fragment) -> str:
    """A fragment with the quotation marks that only verbatim text has."""
    if fragment.form != "quoted":
        return fragment.text
    opening, closing = quotation_marks(fragment.language)
    return f"{opening}{fragment.text}{closing}"


def _button_words(name: str) -> str:
    words = {
        "accept": tr("Accept (A)"),
        "include": tr("In the brief or not (Space)"),
        "edit": tr("Edit the wording (E)"),
        "gloss": tr("Add a gloss (G)"),
        "move": tr("Move to another actor or issue (M)"),
        "reject": tr("Reject (X)"),
    }
    return words.get(name, "")
