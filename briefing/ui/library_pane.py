"""The left pane: dossiers, the articles of one, and filters."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr
from briefing.model import Dossier, Headline, SavedSearch
from briefing.ui.library_paint import HeadlineDelegate, PlaceDelegate, PlaceRole
from briefing.ui.models import HeadlineModel, Index, Listed, ListedRole, RowRole
from briefing.ui.plain import label
from briefing.ui.shown import on_one_line
from briefing.ui.theme import Theme

Place = tuple[str, str, str, int | None]  # kind, id, icon, count


def _counted(articles: int) -> int | None:
    return articles if articles >= 0 else None


class _Places(QListWidget):
    """A short list of places, as high as its content."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.look = PlaceDelegate(self)
        self.setItemDelegate(self.look)

    def show_places(self, places: Sequence[tuple[str, Place]], chosen: str | None) -> None:
        self.blockSignals(True)
        self.clear()
        for name, place in places:
            item = QListWidgetItem(name)
            item.setData(PlaceRole, place)
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
    filter_chosen = Signal(str, str)  # kind ("review", "annotations", "tag", "search", "kept", "trash"), name
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
        layout = self._layout = QVBoxLayout(self)
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
        self.articles.toggled.connect(self._toggle)
        self.dossiers.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.dossiers.customContextMenuRequested.connect(self._dossier_menu)

    @cached_property
    def trash_bar(self) -> "TrashBar":
        """What can be done in the trash, under the articles; it is made behind the first paint."""
        bar = TrashBar()
        self._layout.insertWidget(self._layout.indexOf(self.articles) + 1, bar)
        for before, after in pairwise((self.articles, bar.restore, bar.delete, bar.empty)):
            self.setTabOrder(before, after)
        return bar

    def minimumSizeHint(self) -> QSize:
        return QSize(170, 200)

    def show_dossiers(self, dossiers: Sequence[Dossier], chosen: str | None) -> None:
        places = [
            (
                on_one_line(d.name),
                ("dossier", d.id, "folder-open" if d.id == chosen else "folder", _counted(d.articles)),
            )
            for d in dossiers
        ]
        self.dossiers.show_places(places, chosen)

    def show_headlines(
        self,
        headlines: Sequence[Headline],
        chosen: str | None,
        *,
        stories: Mapping[str, int] | None = None,
        is_trash: bool = False,
    ) -> None:
        """Show articles; those of one story (by article id) stand in one row that opens."""
        self._articles_title.setText(tr("Trash") if is_trash else tr("Articles"))
        if is_trash or "trash_bar" in vars(self):
            self.trash_bar.setVisible(is_trash)
            self.trash_bar.setEnabled(bool(headlines))
        self._is_quiet = True
        self.model.show(headlines, stories or {})
        self._choose_row(chosen)
        self._is_quiet = False

    def _choose_row(self, article_id: str | None) -> None:
        row = self.model.row_of(article_id)
        self.articles.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def _toggle(self, index: QModelIndex) -> None:
        """Open or close a story; who closes it over the open article reads the one that stands for all."""
        listed = self.model.listed(index)
        if listed is None or listed.story is None:
            return
        current = self.model.listed(self.articles.currentIndex())
        self._is_quiet = True
        self.model.toggle(listed.story)
        is_hidden = current is not None and current.is_member and current.story == listed.story
        self._choose_row(listed.headline.id if is_hidden or current is None else current.headline.id)
        self._is_quiet = False
        if is_hidden:
            self._choose_article(listed.headline.id)

    def show_filters(
        self,
        annotations: int,
        to_review: int,
        tags: dict[str, int],
        trashed: int | None = None,
        searches: Sequence[SavedSearch] = (),
        kept: int = 0,
    ) -> None:
        places: list[tuple[str, Place]] = [
            (tr("My annotations"), ("annotations", "", "highlighter", annotations)),
            (tr("To review"), ("review", "", "circle-alert", to_review)),
        ]
        places += [(f"#{on_one_line(tag)}", ("tag", tag, "tag", count)) for tag, count in list(tags.items())[:5]]
        places += [(on_one_line(one.name), ("search", one.query, "search", None)) for one in searches]
        if kept:
            places.append((tr("Kept files"), ("kept", "", "files", kept)))
        places.append((tr("Trash"), ("trash", "", "trash-2", trashed)))
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
            self.dossier_chosen.emit(item.data(PlaceRole)[1])

    def _choose_filter(self, item: QListWidgetItem) -> None:
        kind, name, _, _ = item.data(PlaceRole)
        self.filter_chosen.emit(kind, name)

    def _choose_article(self, article_id: str) -> None:
        if not self._is_quiet:
            self.article_chosen.emit(article_id)

    def _dossier_menu(self, place: QPoint) -> None:
        item = self.dossiers.itemAt(place)
        if item is not None:
            self.dossier_menu_wanted.emit(item.data(PlaceRole)[1], self.dossiers.viewport().mapToGlobal(place))


class TrashBar(QWidget):
    """What can be done in the trash."""

    def __init__(self) -> None:
        super().__init__()
        self.restore, self.delete, self.empty = (QPushButton() for _ in range(3))
        self.restore.setText(tr("Put back"))
        self.delete.setText(tr("Delete for good…"))
        self.empty.setText(tr("Empty the trash…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(6)
        for button in (self.restore, self.delete, self.empty):
            layout.addWidget(button)
        self.hide()


class _Articles(QListView):
    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    toggled = Signal(QModelIndex)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the number of versions opens or closes the story."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        listed: Listed | None = index.data(ListedRole) if index.isValid() else None
        if listed and listed.versions and self.look.versions_box(self.visualRect(index), listed).contains(place):
            self.toggled.emit(index)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right opens the story of a row, Left closes it, from any of its articles."""
        index = self.currentIndex()
        listed: Listed | None = index.data(ListedRole) if index.isValid() else None
        is_right, is_left = event.key() == Qt.Key.Key_Right, event.key() == Qt.Key.Key_Left
        if listed and is_left and listed.is_member:
            while index.row() > 0 and index.data(ListedRole).is_member:
                index = index.siblingAtRow(index.row() - 1)
            self.toggled.emit(index)
        elif listed and listed.versions and (is_right or is_left):
            if listed.is_open == is_left:
                self.toggled.emit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        headline: Headline | None = index.data(RowRole) if index.isValid() else None
        if headline:
            self.menu_wanted.emit(headline.id, event.globalPos())
