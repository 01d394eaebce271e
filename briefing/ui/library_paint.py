"""How the left pane draws its rows: dossiers and filters, articles, and stories that several articles tell."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefing.i18n import tr, trn
from briefing.model import Headline
from briefing.text import Utf16
from briefing.ui.icons import paint_icon
from briefing.ui.item_state import is_hovered, is_selected, paint_ground
from briefing.ui.line_layout import elided, lay_out_runs
from briefing.ui.models import Index, Listed, ListedRole, versions_words
from briefing.ui.rows import short_date
from briefing.ui.shown import on_one_line
from briefing.ui.theme import LIGHT, Theme, font

PlaceRole = Qt.ItemDataRole.UserRole + 2
INDENT = 16  # of a version under the article that stands for its story


class PlaceDelegate(QStyledItemDelegate):
    """Draws a dossier or filter: icon, name, count."""

    theme: Theme = LIGHT
    zoom: float = 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, round(32 * self.zoom))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _, _, icon_name, count = index.data(PlaceRole)
        zoom, theme = self.zoom, self.theme
        box = QRectF(option.rect).adjusted(8 * zoom, 1, -8 * zoom, -1)
        is_current = is_selected(option, index)
        painter.save()
        if is_current or is_hovered(option):
            paint_ground(painter, theme.selection if is_current else theme.hover, box)
        size = 16 * zoom
        colour = theme.text if is_current else theme.muted
        paint_icon(painter, icon_name, colour, QRectF(box.left() + 9 * zoom, box.center().y() - size / 2, size, size))
        number = "" if count is None else str(count)
        letters = font(13 * zoom, weight=QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)
        painter.setFont(letters)
        painter.setPen(QColor(theme.text))
        inner = box.adjusted(34 * zoom, 0, -38 * zoom, 0)
        name = elided(index.data(), letters, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(12 * zoom))
        painter.setPen(QColor(theme.muted))
        right = box.adjusted(0, 0, -10 * zoom, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()


class HeadlineDelegate(QStyledItemDelegate):
    """Draws an article: its title on up to three lines, and what is known of it."""

    theme: Theme = LIGHT
    zoom: float = 1.0
    width: int = 200

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # one height for all: a list of 100,000 asks for one size only
        return QSize(80, round(80 * self.zoom))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listed: Listed = index.data(ListedRole)
        headline = listed.headline
        zoom, theme = self.zoom, self.theme
        indent = INDENT if listed.is_member else 0
        box = QRectF(option.rect).adjusted((8 + indent) * zoom, 2 * zoom, -8 * zoom, -2 * zoom)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected(option, index):
            painter.setPen(QPen(QColor(theme.accent), 1.2))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(box, 6, 6)
        elif is_hovered(option):
            paint_ground(painter, theme.hover, box)
        inner = box.adjusted(10 * zoom, 8 * zoom, -10 * zoom, -8 * zoom)
        letters = font(13 * zoom, weight=QFont.Weight.DemiBold)
        _title(on_one_line(headline.title), letters, theme.text, inner.width()).draw(painter, inner.topLeft())
        painter.setFont(font(12 * zoom))
        painter.setPen(QColor(theme.muted))
        if listed.versions:
            inner = self._paint_versions(painter, listed, inner)
        facts = elided(headline_facts(headline), font(12 * zoom), inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine, facts)
        painter.restore()

    def _paint_versions(self, painter: QPainter, listed: Listed, inner: QRectF) -> QRectF:
        """A chevron and how many versions there are, at the foot; what is left of the row for the rest."""
        zoom, theme = self.zoom, self.theme
        letters = font(12 * zoom, weight=QFont.Weight.DemiBold)
        words = versions_words(listed.versions)
        width, size = QFontMetricsF(letters).horizontalAdvance(words), 14 * zoom
        right = QRectF(inner.right() - width, inner.bottom() - 18 * zoom, width, 18 * zoom)
        painter.save()
        painter.setFont(letters)
        painter.setPen(QColor(theme.accent))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, words)
        name = "chevron-down" if listed.is_open else "chevron-right"
        paint_icon(
            painter, name, theme.accent, QRectF(right.left() - size - 3 * zoom, right.top() + 3 * zoom, size, size)
        )
        painter.restore()
        return inner.adjusted(0, 0, -(width + size + 12 * zoom), 0)

    def versions_box(self, row: QRect, listed: Listed) -> QRectF:
        """Where a click opens or closes the story, within a row."""
        letters = font(12 * self.zoom, weight=QFont.Weight.DemiBold)
        width = QFontMetricsF(letters).horizontalAdvance(versions_words(listed.versions)) + 44 * self.zoom
        height = 32 * self.zoom
        return QRectF(row.right() - width, row.bottom() - height, width, height)


def _title(title: str, letters: QFont, colour: str, width: float) -> QTextLayout:
    """A title laid out on at most two lines."""
    layout, _ = lay_out_runs([(title, letters, colour)], width)
    if layout.lineCount() <= 2:
        return layout
    # positions of the layout are UTF-16 units
    first = Utf16.of(title).code_points(layout.lineAt(0).textLength())
    short = title[:first] + elided(title[first:], letters, width - 4)
    return lay_out_runs([(short, letters, colour)], width)[0]


def headline_facts(headline: Headline) -> str:
    """Date, language, and what there is to review."""
    parts = [short_date(headline.published) if headline.published else tr("Undated"), headline.language]
    if headline.unreviewed:
        parts.append(tr("{count} to review", count=headline.unreviewed))
    elif headline.lines:
        parts.append(trn("{count} line", "{count} lines", headline.lines))
    return " · ".join(parts)
