"""Ctrl+Shift+F: the search panel over the panes, with the query, what was found, and saved and recent searches."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import tr, trn
from briefing.library.answers import Found, Hit, Order, Said
from briefing.model import SavedSearch
from briefing.ui.icons import icon
from briefing.ui.plain import icon_button, label
from briefing.ui.search_facets import facets_of
from briefing.ui.search_list import SearchList
from briefing.ui.search_results import (
    Result,
    ResultDelegate,
    ResultModel,
    ResultRole,
    rows_of_examples,
    rows_of_hits,
    rows_of_statements,
)
from briefing.ui.shown import beside, on_button, on_one_line
from briefing.ui.theme import LIGHT, Theme


class QueryField(QLineEdit):
    """The field; arrows, Enter and Escape go to the panel."""

    key_pressed = Signal(int, bool)  # key, with Ctrl

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is the panel's while one types here, not the line's behind it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, has_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if key in (*keys, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.key_pressed.emit(int(key), has_ctrl)
        else:
            super().keyPressEvent(event)


class SearchPanel(QFrame):
    """Shows what a search finds; the commands beside it do the searching."""

    changed = Signal()  # the query, or how it is asked
    opened = Signal(object)  # Hit or Said
    taken = Signal(object)  # Said, for the brief
    save_wanted = Signal()
    rename_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self.theme: Theme = LIGHT
        self.meant = QTimer(self, singleShot=True)
        self._make_head()
        self.told = label(name="emptyHint", is_wrapped=True)
        self.told.setAccessibleName(tr("What was found"))
        self._facets = QHBoxLayout()
        self._facets.setSpacing(6)
        self.model, self.results, self.look = ResultModel(), QListView(), ResultDelegate()
        self.results.setModel(self.model)
        self.results.setItemDelegate(self.look)
        self.results.setAccessibleName(tr("Found"))
        self.results.setMouseTracking(True)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.clicked.connect(self._go)
        self.saved = SearchList(tr("Saved searches"))
        self.recent = SearchList(tr("Latest searches"))
        self._lay_out()
        self._connect()
        self.hide()

    def _make_head(self) -> None:
        self.field = QueryField()
        self.field.setObjectName("search")
        words = tr(
            "Words, “phrases”, beginnings*, AND OR NOT, {fields}", fields="actor: said: outlet: lang: after: in:"
        )
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(tr("Search the library"))
        self.field.setToolTip(_help())
        self.field.setClearButtonEnabled(True)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear"))
        self.articles, self.statements = _choice(tr("Articles and notes")), _choice(tr("Who said what"))
        self.newest, self.best = _choice(tr("Newest first")), _choice(tr("Best first"))
        self.save = QPushButton(tr("Save search"))
        self.save.setToolTip(tr("Keep this search under a name (Ctrl+S)"))
        self.close_button = icon_button("x", tr("Close"), LIGHT)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.field, 1)
        for pair in ((self.articles, self.statements), (self.newest, self.best)):
            head.addWidget(_switch(self, pair))
        head.addWidget(self.save)
        head.addWidget(self.close_button)
        side = QVBoxLayout()
        side.setSpacing(0)
        for words, searches in ((tr("Saved searches"), self.saved), (tr("Latest searches"), self.recent)):
            side.addWidget(label(words, "paneTitle"))
            side.addWidget(searches, 1)
        middle = QVBoxLayout()
        middle.addWidget(self.told)
        facets = QHBoxLayout()
        facets.addLayout(self._facets)
        facets.addStretch(1)
        middle.addLayout(facets)
        middle.addWidget(self.results, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addLayout(side, 1)
        below.addLayout(middle, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(below, 1)
        self.keys = label(name="emptyHint")
        layout.addWidget(self.keys)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._change)
        self.field.key_pressed.connect(self._key)
        for button in (self.articles, self.statements, self.newest, self.best):
            button.clicked.connect(self._change)
        self.save.clicked.connect(self.save_wanted)
        self.close_button.clicked.connect(self.close_panel)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_wanted.emit, context=_WITHIN)
        for searches in (self.saved, self.recent):
            searches.chosen.connect(self.begin)
        self.saved.rename_wanted.connect(self.rename_wanted)
        self.saved.removal_wanted.connect(self.removal_wanted)

    # --- what is asked -------------------------------------------------------------------------------------------

    @property
    def query(self) -> str:
        return self.field.text()

    @property
    def order(self) -> Order:
        return "relevance" if self.best.isChecked() else "date"

    @property
    def is_statements(self) -> bool:
        return self.statements.isChecked()

    def begin(self, query: str | None = None) -> None:
        """Show the panel, to type; with a query, as if it had been typed."""
        self.show()
        self.raise_()
        self.field.setFocus()
        if query is not None and query != self.query:
            self.field.setText(query)
        else:
            self.field.selectAll()
            self._change()

    def close_panel(self) -> None:
        """Hide; the query stays for the next time."""
        self.hide()
        self.window().setFocus()

    def toggle_statements(self) -> None:
        (self.articles if self.is_statements else self.statements).setChecked(True)

    def _change(self) -> None:
        self.meant.start()
        self.save.setEnabled(bool(self.query.strip()))
        self.keys.setText(
            tr("↑ ↓ choose · Enter opens the passage · Ctrl+Enter takes it into the brief · Esc closes")
            if self.is_statements
            else tr("↑ ↓ choose · Enter opens the passage · Ctrl+Shift+F turns to who said what · Esc closes")
        )
        self.changed.emit()

    # --- what was found ------------------------------------------------------------------------------------------

    def show_examples(self) -> None:
        """What can be asked, while nothing is."""
        self.told.setText(tr("Try one of these, or type your own."))
        self._show_facets(())
        self.model.show(rows_of_examples(is_statements=self.is_statements))

    def show_found(self, found: "Found[Hit] | Found[Said]") -> None:
        """The rows, and a sentence about them."""
        hits = found.hits
        before = self.results.currentIndex().data(ResultRole)
        said = [one for one in hits if isinstance(one, Said)]
        rows = rows_of_statements(said) if self.is_statements else rows_of_hits([h for h in hits if isinstance(h, Hit)])
        self.told.setText(_told(found, is_statements=self.is_statements))
        self._show_facets(hits)
        if not rows and found.is_complete:
            rows = rows_of_examples(is_statements=self.is_statements)
        self.model.show(rows)
        row = rows.index(before) if before in rows else next((n for n, r in enumerate(rows) if r.found), -1)
        self.results.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def _show_facets(self, hits: "Sequence[Hit | Said]") -> None:
        """Outlets, languages and years of what is shown; pressed, they narrow the query."""
        while self._facets.count():
            item = self._facets.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for query, words, count in facets_of(hits, self.query):
            button = QToolButton()
            button.setObjectName("button")
            button.setText(f"{on_button(words, 32)}  {count}")
            button.setAccessibleName(tr("Only {what}", what=on_one_line(words)))
            button.clicked.connect(lambda _=False, more=query: self.field.setText(f"{self.query.strip()} {more}"))
            self._facets.addWidget(button)

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        self.saved.show_searches([(one.id, one.name, one.query) for one in searches])

    def show_recent(self, queries: Sequence[str]) -> None:
        self.recent.show_searches([("", query, query) for query in queries])

    def set_look(self, theme: Theme, zoom: int) -> None:
        self.theme = self.look.theme = theme
        self.look.zoom = zoom / 100
        self.close_button.setIcon(icon("x", theme.muted))
        self.results.scheduleDelayedItemsLayout()

    # --- keys ----------------------------------------------------------------------------------------------------

    def _key(self, key: int, has_ctrl: bool) -> None:
        if key == Qt.Key.Key_Escape:
            self.close_panel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.results.currentIndex()
            row: Result | None = index.data(ResultRole) if index.isValid() else None
            if has_ctrl and row and isinstance(row.found, Said):
                self.taken.emit(row.found)
            else:
                self._go(index)
        else:
            self._step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6}.get(Qt.Key(key), -6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._key(event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next row that can be chosen, past the speakers."""
        last = self.model.rowCount() - 1
        at = max(0, min(last, self.results.currentIndex().row() + by))
        while 0 < at < last and not self.model.flags(self.model.index(at)) & Qt.ItemFlag.ItemIsSelectable:
            at += 1 if by > 0 else -1
        if self.model.flags(self.model.index(at)) & Qt.ItemFlag.ItemIsSelectable:
            self.results.setCurrentIndex(self.model.index(at))

    def _go(self, index: QModelIndex) -> None:
        row: Result | None = index.data(ResultRole) if index.isValid() else None
        if row is not None and row.found is not None:
            self.opened.emit(row.found)
        elif row is not None and row.kind == "example":
            self.field.setText(row.title)


_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _told(found: "Found[Hit] | Found[Said]", *, is_statements: bool) -> str:
    count = len(found.hits)
    if is_statements:
        words = trn("{count} statement", "{count} statements", count)
    else:
        words = trn("{count} result", "{count} results", count)
    parts = [words if count else tr("Nothing found") if found.is_complete else ""]
    if found.ranked:
        parts.append(tr("the newest {count} matches were compared", count=found.ranked))
    if not found.is_complete:
        parts.append(tr("older articles are still being searched…"))
    if not found.is_analysed:
        parts.append(tr("some articles are not analysed yet"))
    if found.problem:
        parts.append(found.problem)
    return beside(*parts)


def _choice(words: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setCheckable(True)
    return button


def _switch(parent: QWidget, pair: tuple[QToolButton, QToolButton]) -> QFrame:
    """Two buttons of which one is on, the first at the start."""
    frame = QFrame()
    frame.setObjectName("scope")
    group = QButtonGroup(parent)
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(2, 2, 2, 2)
    layout.setSpacing(2)
    for button in pair:
        group.addButton(button)
        layout.addWidget(button)
    pair[0].setChecked(True)
    return frame


def _help() -> str:
    """The query language on a card, as plain text."""
    rows = (
        ("sécurité frontière", tr("both words")),
        ('"trafic d’armes"', tr("side by side")),
        ("négoci*", tr("beginnings")),
        ("a OR b, NOT c, -c, ( )", tr("one or the other, without, grouping")),
        ("actor: said:", tr("who said it, words within what was said")),
        ("outlet: author: title: lang:", tr("the article")),
        ("after:2026-01 before:2026-02", tr("published from then on, before then")),
        ("tag: in:", tr("your tags, a dossier")),
    )
    return "\n".join(f"{query}   {words}" for query, words in rows)
