"""The left pane: dossiers, the articles of one, and filters."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr, trn
from briefing.model import Dossier, Headline
from briefing.ui.icons import paint_icon
from briefing.ui.line_layout import lay_out_runs
from briefing.ui.models import HeadlineModel, Index, RowRole
from briefing.ui.plain import label
from briefing.ui.rows import short_date
from briefing.ui.theme import LIGHT, Theme, font

_PlaceRole = Qt.ItemDataRole.UserRole + 2
Place = tuple[str, str, str, int | None]  # kind, id, icon, count


class PlaceDelegate(QStyledItemDelegate):
    """Draws a dossier or filter: icon, name, count."""

    theme: Theme = LIGHT
    zoom: float = 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, round(32 * self.zoom))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _, _, icon_name, count = index.data(_PlaceRole)
        zoom, theme = self.zoom, self.theme
        box = QRectF(option.rect).adjusted(8 * zoom, 1, -8 * zoom, -1)
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        _paint_ground(painter, theme, box, state)
        size = 16 * zoom
        colour = theme.text if is_selected else theme.muted
        paint_icon(painter, icon_name, colour, QRectF(box.left() + 9 * zoom, box.center().y() - size / 2, size, size))
        number = "" if count is None else str(count)
        letters = font(13 * zoom, weight=QFont.Weight.DemiBold if is_selected else QFont.Weight.Normal)
        painter.setFont(letters)
        painter.setPen(QColor(theme.text))
        inner = box.adjusted(34 * zoom, 0, -38 * zoom, 0)
        name = QFontMetricsF(letters).elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
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
        headline: Headline = index.data(RowRole)
        zoom, theme = self.zoom, self.theme
        box = QRectF(option.rect).adjusted(8 * zoom, 2 * zoom, -8 * zoom, -2 * zoom)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.accent), 1.2))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(box, 6, 6)
        else:
            _paint_ground(painter, theme, box, state)
        inner = box.adjusted(10 * zoom, 8 * zoom, -10 * zoom, -8 * zoom)
        letters = font(13 * zoom, weight=QFont.Weight.DemiBold)
        title, _ = lay_out_runs(
            [(_shortened(headline.title, letters, inner.width()), letters, theme.text)], inner.width()
        )
        title.draw(painter, inner.topLeft())
        painter.setFont(font(12 * zoom))
        painter.setPen(QColor(theme.muted))
        facts = QFontMetricsF(font(12 * zoom)).elidedText(
            headline_facts(headline), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine, facts)
        painter.restore()


def _shortened(title: str, letters: QFont, width: float) -> str:
    """A title cut so that it fits on two lines."""
    layout, _ = lay_out_runs([(title, letters, "#000000")], width)
    if layout.lineCount() <= 2:
        return title
    # positions of the layout are UTF-16 units
    units = title.encode("utf-16-le")
    first = layout.lineAt(0).textLength()
    head = units[: 2 * first].decode("utf-16-le", "ignore")
    rest = units[2 * first :].decode("utf-16-le", "ignore")
    return head + QFontMetricsF(letters).elidedText(rest, Qt.TextElideMode.ElideRight, width - 4)


def headline_facts(headline: Headline) -> str:
    """Date, language, and what there is to review."""
    parts = [short_date(headline.published) if headline.published else tr("Undated"), headline.language]
    if headline.unreviewed:
        parts.append(tr("{count} to review", count=headline.unreviewed))
    elif headline.lines:
        parts.append(trn("{count} line", "{count} lines", headline.lines))
    return " · ".join(parts)


def _paint_ground(painter: QPainter, theme: Theme, box: QRectF, state: QStyle.StateFlag) -> None:
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if is_selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection if is_selected else theme.hover))
        painter.drawRoundedRect(box, 6, 6)


class _Places(QListWidget):
    """A short list of places, as high as its content."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.look = PlaceDelegate(self)
        self.setItemDelegate(self.look)

    def show_places(self, places: Sequence[tuple[str, Place]], chosen: str | None) -> None:
        self.blockSignals(True)
        self.clear()
        for name, place in places:
            item = QListWidgetItem(name)
            item.setData(_PlaceRole, place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {place[3]}" if place[3] is not None else name)
            self.addItem(item)
            if place[1] == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.fit()

    def fit(self, most: int = 8) -> None:
        """Be as high as the places, eight of them at most."""
        is_long = self.count() > most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(min(self.count(), most) * round(32 * self.look.zoom) + 2)


class LibraryPane(QFrame):
    """Dossiers, articles of the chosen one, and what to show of them."""

    dossier_chosen = Signal(str)
    article_chosen = Signal(str)
    filter_chosen = Signal(str, str)  # kind ("review", "annotations", "tag", "trash"), name
    article_menu_wanted = Signal(str, QPoint)
    dossier_menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPane")
        self.dossiers = _Places(tr("Dossiers"))
        self.filters = _Places(tr("Show"))
        self.filters.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.model = HeadlineModel()
        self.articles = _Articles()
        self.articles.setModel(self.model)
        self._articles_title = label(tr("Articles"), "paneTitle")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(label(tr("Dossiers"), "paneTitle"))
        layout.addWidget(self.dossiers)
        layout.addWidget(self._articles_title)
        layout.addWidget(self.articles, 1)
        layout.addWidget(label(tr("Show"), "paneTitle"))
        layout.addWidget(self.filters)
        self._is_quiet = False
        self.dossiers.currentItemChanged.connect(self._choose_dossier)
        self.filters.itemClicked.connect(self._choose_filter)
        self.filters.itemActivated.connect(self._choose_filter)
        self.articles.chosen.connect(self._choose_article)
        self.articles.menu_wanted.connect(self.article_menu_wanted)
        self.dossiers.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.dossiers.customContextMenuRequested.connect(self._dossier_menu)

    def minimumSizeHint(self) -> QSize:
        return QSize(170, 200)

    def show_dossiers(self, dossiers: Sequence[Dossier], chosen: str | None) -> None:
        places = [
            (d.name, ("dossier", d.id, "folder-open" if d.id == chosen else "folder", d.articles)) for d in dossiers
        ]
        self.dossiers.show_places(places, chosen)

    def show_headlines(self, headlines: Sequence[Headline], chosen: str | None, *, is_trash: bool = False) -> None:
        self._articles_title.setText(tr("Trash") if is_trash else tr("Articles"))
        self._is_quiet = True
        self.model.show(headlines)
        row = self.model.row_of(chosen)
        self.articles.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._is_quiet = False

    def show_filters(self, annotations: int, to_review: int, tags: dict[str, int]) -> None:
        places: list[tuple[str, Place]] = [
            (tr("My annotations"), ("annotations", "", "highlighter", annotations)),
            (tr("To review"), ("review", "", "circle-alert", to_review)),
        ]
        places += [(f"#{tag}", ("tag", tag, "tag", count)) for tag, count in list(tags.items())[:5]]
        places.append((tr("Trash"), ("trash", "", "trash-2", None)))
        self.filters.show_places(places, None)

    def set_look(self, theme: Theme, zoom: int) -> None:
        for look in (self.dossiers.look, self.filters.look, self.articles.look):
            look.theme, look.zoom = theme, zoom / 100
        for places in (self.dossiers, self.filters):
            places.fit()
            places.scheduleDelayedItemsLayout()
        self.articles.scheduleDelayedItemsLayout()
        self.update()

    def _choose_dossier(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.dossier_chosen.emit(item.data(_PlaceRole)[1])

    def _choose_filter(self, item: QListWidgetItem) -> None:
        kind, name, _, _ = item.data(_PlaceRole)
        self.filter_chosen.emit(kind, name)

    def _choose_article(self, article_id: str) -> None:
        if not self._is_quiet:
            self.article_chosen.emit(article_id)

    def _dossier_menu(self, place: QPoint) -> None:
        item = self.dossiers.itemAt(place)
        if item is not None:
            self.dossier_menu_wanted.emit(item.data(_PlaceRole)[1], self.dossiers.viewport().mapToGlobal(place))


class _Articles(QListView):
    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Articles"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.look = HeadlineDelegate(self)
        self.setItemDelegate(self.look)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        headline: Headline | None = current.data(RowRole) if current.isValid() else None
        if headline:
            self.chosen.emit(headline.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        headline: Headline | None = index.data(RowRole) if index.isValid() else None
        if headline:
            self.menu_wanted.emit(headline.id, event.globalPos())
