"""The right pane: the brief as a list, as tables, and the notes."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import interface_language, tr
from briefing.model import Annotation, Brief, Line
from briefing.ui.annotation_pane import AnnotationPane
from briefing.ui.brief_list import BriefList
from briefing.ui.icons import icon
from briefing.ui.line_layout import Context
from briefing.ui.rows import Row, is_open, rows_of
from briefing.ui.tables import LineTable, matrix_cells, section_cells, timeline_cells
from briefing.ui.theme import LIGHT, Theme
from briefing.wording import published_words

if TYPE_CHECKING:
    from briefing.ui.empty_state import EmptyState


class Scope(QFrame):
    """Which brief: of the article that is read, or of the whole dossier."""

    whole_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scope")
        self.article, self.dossier = QToolButton(), QToolButton()
        self.article.setText(tr("This article"))
        self.dossier.setText(tr("Whole dossier"))
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for button in (self.article, self.dossier):
            button.setCheckable(True)
            self._group.addButton(button)
            layout.addWidget(button)
        self.article.setChecked(True)
        self.dossier.toggled.connect(self.whole_chosen)


class BriefPane(QFrame):
    """Shows the brief on the desk."""

    line_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("briefPane")
        self._brief: Brief | None = None
        self._context = Context(LIGHT, 1.0)
        self._folded: set[str] = set()
        self.is_only_unreviewed = False
        self.scope = Scope()
        self.only_open = QToolButton()
        self.only_open.setCheckable(True)
        self.only_open.setText(tr("To review"))
        self.own_line = QToolButton()
        self.own_line.setText(tr("Own line"))
        for button in (self.only_open, self.own_line):
            button.setToolTip(button.text())  # their words are not shown
        self.list = BriefList()
        self.matrix = LineTable(tr("Positions matrix"), tr("None found"), tr("Who holds what appears here."))
        self.timeline = LineTable(tr("Timeline"), tr("None found"), tr("Meetings and dated events appear here."))
        self.figures = LineTable(tr("Figures"), tr("None found"), tr("Figures claimed, and by whom, appear here."))
        self.notes = AnnotationPane()
        self.tabs = QTabWidget()
        self._lay_out()
        self.list.line_chosen.connect(self.line_chosen)
        self.list.section_folded.connect(self._fold)
        for table in (self.matrix, self.timeline, self.figures):
            table.line_chosen.connect(self.line_chosen)
        self.only_open.toggled.connect(self._filter)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 10, 12, 4)
        bar.addWidget(self.scope)
        bar.addStretch(1)
        bar.addWidget(self.only_open)
        bar.addWidget(self.own_line)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(bar)
        inner.addWidget(self._pages, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(page, tr("Brief"))
        self.tabs.addTab(self.matrix, tr("Positions matrix"))
        self.tabs.addTab(self.timeline, tr("Timeline"))
        self.tabs.addTab(self.figures, tr("Figures"))
        self.tabs.addTab(self.notes, tr("Notes"))
        self.tabs.currentChanged.connect(self._show_tables)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)

    @cached_property
    def empty(self) -> "EmptyState":
        """What to do where there is no brief."""
        from briefing.ui.empty_state import EmptyState

        state = EmptyState("", "")
        self._pages.addWidget(state)
        return state

    def minimumSizeHint(self) -> QSize:
        return QSize(330, 200)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_brief(self, brief: Brief, names: Mapping[tuple[str, str], str], *, has_article: bool = True) -> None:
        """Show a brief; `names` are those of the actors, by article id and actor id."""
        self._brief = brief
        sources = {source.number: source.article.title for source in brief.sources}
        bases: dict[str, str] = {
            source.article.id: published_words(
                source.article.published, source.article.published_basis, interface_language()
            )
            for source in brief.sources
        }
        self._context = Context(self._context.theme, self._context.zoom, names, sources, bases)
        if not has_any(brief):
            self._explain_emptiness(has_article)
        self._show_rows()
        self._show_tables()

    def _explain_emptiness(self, has_article: bool) -> None:
        if has_article:
            self.empty.title.setText(tr("Not analysed yet"))
            self.empty.hint.setText(tr("The lines appear here as soon as they are found; reading goes on meanwhile."))
        else:
            self.empty.title.setText(tr("No brief yet"))
            self.empty.hint.setText(tr("Import an article: its positions, meetings and figures come here."))

    def show_annotations(self, annotations: Sequence[Annotation]) -> None:
        self.notes.show_annotations(annotations)
        count = len(annotations)
        self.tabs.setTabText(4, tr("Notes {count}", count=count) if count else tr("Notes"))

    def set_look(self, theme: Theme, zoom: int) -> None:
        self._context = Context(theme, zoom / 100, self._context.names, self._context.sources, self._context.bases)
        for table in (self.matrix, self.timeline, self.figures):
            table.zoom = zoom / 100
        size = QSize(round(16 * zoom / 100), round(16 * zoom / 100))
        self.only_open.setIconSize(size)
        self.own_line.setIconSize(size)
        self.only_open.setIcon(icon("circle-alert", theme.muted))
        self.own_line.setIcon(icon("plus", theme.muted))
        if self._brief is not None:
            self._show_rows()
            self._show_tables()

    @property
    def theme(self) -> Theme:
        return self._context.theme

    @property
    def current_line(self) -> Line | None:
        return self.list.current_line

    def line(self, key: str) -> Line | None:
        return next((line for line in self._brief.lines if line.key == key), None) if self._brief else None

    def go_to(self, key: str) -> bool:
        """Make a line current, unfolding what hides it."""
        if not self.list.show_line(key):
            self._folded.clear()
            self.is_only_unreviewed = False
            self._show_rows()
            return self.list.show_line(key)
        return True

    @property
    def to_review(self) -> int:
        rows = rows_of(self._brief) if self._brief else ()
        return sum(is_open(row) for row in rows)

    def _show_rows(self) -> None:
        brief = self._brief
        is_there = brief is not None and has_any(brief)
        self._pages.setCurrentWidget(self.list if is_there else self.empty)
        is_whole = self.scope.dossier.isChecked()
        rows: tuple[Row, ...] = ()
        if brief and is_there:
            only = self.is_only_unreviewed
            rows = rows_of(brief, self._folded, is_only_unreviewed=only, is_whole=is_whole)
        self.list.show_rows(rows, self._context)

    def _show_tables(self, _: int = 0) -> None:
        """Fill the table that is seen; the others wait until they are."""
        if self._brief is None:
            return
        seen = self.tabs.currentWidget()
        if seen is self.matrix:
            columns, cells = matrix_cells(self._brief)
            self.matrix.show_cells(columns, cells, widths=(116, *[164] * (len(columns) - 1)))
        elif seen is self.timeline:
            self.timeline.show_cells(*timeline_cells(self._brief), widths=(92, 0, 128, 84))
        elif seen is self.figures:
            self.figures.show_cells(*section_cells(self._brief, "figures"), widths=(96, 0, 130))

    def _fold(self, key: str) -> None:
        self._folded ^= {key}
        self._show_rows()

    def _filter(self, is_only: bool) -> None:
        self.is_only_unreviewed = is_only
        self._show_rows()


def has_any(brief: Brief) -> bool:
    """Whether a brief has anything to list."""
    return bool(brief.sources or brief.lines)
