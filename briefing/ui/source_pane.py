"""The middle pane: an article with its title, what is known of it, and its lit text."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import interface_language, tr, trn
from briefing.model import Annotation, Article, Brief, Line, Span, Statement
from briefing.text import count_words
from briefing.ui.display import Light, lights_of, sentences_of, uncovered
from briefing.ui.find_bar import FindBar
from briefing.ui.icons import pixmap
from briefing.ui.plain import HoverCard, label
from briefing.ui.rows import chip_words
from briefing.ui.shown import beside, on_one_line, shown
from briefing.ui.source_view import SourceView
from briefing.ui.theme import LIGHT, Theme
from briefing.wording import in_marks, language_words, published_words, statement_kind_words

if TYPE_CHECKING:
    from briefing.model import PageBoxes
    from briefing.ui.date_ask import DateAsk
    from briefing.ui.empty_state import EmptyState
    from briefing.ui.page_bar import PageBar
    from briefing.ui.page_view import PageView


class SourceHeader(QWidget):
    """Title and facts above the text."""

    came_up = Signal()  # it is shown, in its fonts: how high it is can be told
    date_given = Signal(str)
    others_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sourceHeader")
        self.title = label(name="articleTitle", is_wrapped=True, longest=36)
        self.facts = label(name="articleFacts", is_wrapped=True)
        self.seal = QLabel()
        self.seal_words = label(tr("source unchanged"), "statusOffline")
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 26, 0, 6)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.facts)
        sealed = QHBoxLayout()
        sealed.setSpacing(5)
        sealed.addWidget(self.seal)
        sealed.addWidget(self.seal_words)
        sealed.addStretch(1)
        layout.addLayout(sealed)

    @cached_property
    def date_ask(self) -> "DateAsk":
        """Made when it is first needed: most articles have a date."""
        from briefing.ui.date_ask import DateAsk

        ask = DateAsk()
        ask.date_given.connect(self.date_given)
        ask.others_wanted.connect(self.others_wanted)
        self._column.addWidget(ask)
        return ask

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_up.emit()

    def show_article(self, article: Article, theme: Theme) -> None:
        language = interface_language()
        words = count_words(article.text)
        known = (
            article.outlet,
            article.author,
            published_words(article.published, article.published_basis, language)
            if article.published
            else tr("undated"),
            language_words(article.language, language),
            trn("{count} word", "{count} words", words),
        )
        self.title.setText(on_one_line(article.title))
        self.facts.setText(beside(*(part or "" for part in known)))
        self.seal.setPixmap(pixmap("shield-check", theme.good, 14))
        if article.replaced:
            changed = trn("{count} sign could not be kept", "{count} signs could not be kept", article.replaced)
            self.seal_words.setText(changed)
        else:
            self.seal_words.setText(tr("source unchanged"))
        if "date_ask" in vars(self) or article.published is None:
            self.date_ask.field.set_look(theme)
            self.date_ask.setVisible(article.published is None)


class SourcePane(QFrame):
    """Shows the article on the desk, in step with the brief."""

    line_clicked = Signal(str)
    pages_wanted = Signal()  # those of the article that is shown
    passage_wanted = Signal(object)  # the spans to be marked on the pages

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self._theme: Theme = LIGHT
        self._article: Article | None = None
        self._brief: Brief | None = None
        self._lines: dict[str, Line] = {}
        self._headings: dict[str, str] = {}
        self.is_quiet_shown = False
        self.passage: tuple[Span, ...] = ()
        self.view = SourceView()
        self._page_side: tuple[PageBar, PageView] | None = None
        self.header = SourceHeader()
        self.view.set_header(self.header)
        self.header.came_up.connect(self.view.lay_out)
        self.find_bar = FindBar()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.find_bar)
        self.view.passage_clicked.connect(self.line_clicked)
        self.view.passage_hovered.connect(self._hover)
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(self.view.setFocus)

    @cached_property
    def card(self) -> HoverCard:
        """What a passage is, beside the pointer."""
        return HoverCard(self)

    @cached_property
    def empty(self) -> "EmptyState":
        """What to do where there is no article."""
        from briefing.ui.empty_state import EmptyState

        state = EmptyState(
            tr("Nothing to read yet"),
            tr("Drop files or folders anywhere in this window, paste a text with Ctrl+V, or open the sample."),
        )
        self._pages.addWidget(state)
        return state

    def wait(self) -> None:
        """Say that the library is being opened."""
        from briefing.ui.empty_state import EmptyState

        state = EmptyState(tr("Opening the library…"), tr("The very first start prepares a sample dossier."))
        self._pages.addWidget(state)
        self._pages.setCurrentWidget(state)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 200)

    def show_article(self, article: Article | None, annotations: Sequence[Annotation]) -> None:
        """Show another article, or the same with what was corrected."""
        before = self._article
        is_same = bool(article and before and (article.id, article.text) == (before.id, before.text))
        self._article = article
        if not is_same:
            self.passage = ()
        self._end_hover()
        if article is None:
            if self._page_side:
                self.page_bar.hide()
            self._pages.setCurrentWidget(self.empty)
            self.view.show_article(None, ())
            return
        self._show_side()
        self.header.show_article(article, self._theme)
        self.find_bar.text = article.text
        if not is_same:
            self.view.show_article(article, self.lights(), annotations)
        else:
            self.view.lay_out()
            self.view.relight(self.lights(), annotations)

    def show_brief(self, brief: Brief, annotations: Sequence[Annotation]) -> None:
        """Light the passages of the lines of a brief."""
        self._brief = brief
        self._lines = {line.key: line for line in brief.lines}
        self._headings = {
            line.key: group.title
            for section in brief.sections
            if section.key == "positions"
            for group in section.groups
            for line in group.lines
        }
        if self._article is None:
            return  # the article is lit as it is shown
        self.view.relight(self.lights(), annotations)
        self._show_quiet()

    def reveal(self, spans: Sequence[Span]) -> None:
        self.view.reveal(spans)
        self.passage = tuple(spans)
        self.want_passage()

    # --- pages -------------------------------------------------------------------------------------------------------

    @property
    def page_bar(self) -> "PageBar":
        return (self._page_side or self._make_page_side())[0]

    @property
    def page_view(self) -> "PageView":
        return (self._page_side or self._make_page_side())[1]

    def _make_page_side(self) -> "tuple[PageBar, PageView]":
        """The pages and their bar, when they are asked for: behind the first paint, or by an article with pages."""
        from briefing.ui.page_bar import PageBar
        from briefing.ui.page_view import PageView

        bar, view = self._page_side = PageBar(), PageView()
        bar.set_look(self._theme)
        view.set_look(self._theme)
        self._column.insertWidget(0, bar)
        self._pages.addWidget(view)
        bar.pages_chosen.connect(self._show_side)
        view.page_changed.connect(self.show_page_place)
        bar.tools["arrow-up"].clicked.connect(lambda: view.go_to(view.page - 1))
        bar.tools["arrow-down"].clicked.connect(lambda: view.go_to(view.page + 1))
        bar.tools["zoom-out"].clicked.connect(lambda: view.step_zoom(-1))
        bar.tools["zoom-in"].clicked.connect(lambda: view.step_zoom(1))
        return bar, view

    @property
    def shows_pages(self) -> bool:
        """Whether the pages of the original stand in place of the text."""
        return self._page_side is not None and self._pages.currentWidget() is self.page_view

    def toggle_pages(self, is_shown: bool) -> None:
        """Show the pages of articles that have some, or the text."""
        (self.page_bar.pages if is_shown else self.page_bar.text).setChecked(True)

    def want_passage(self) -> None:
        """Have the current passage marked on the pages, if they are shown."""
        if self.shows_pages:
            self.passage_wanted.emit(self.passage)

    def show_places(self, places: "Sequence[PageBoxes]", *, is_whole: bool) -> None:
        """Mark the current passage on the pages, or say that it can't be."""
        self.page_view.mark(places)
        self.page_bar.say("" if is_whole else tr("The passage can't be placed on the page: see it in the text."))
        self.page_view.setAccessibleDescription(shown(" … ".join(span.quote for span in self.passage)))

    def show_page_place(self) -> None:
        """Say which page is in view."""
        self.page_bar.show_place(self.page_view.page, len(self.page_view.sizes))

    def _show_side(self) -> None:
        """Text or pages, as chosen; an article of another kind has its text."""
        has_pages = self._article is not None and self._article.media_type == "application/pdf"
        is_shown = has_pages and self.page_bar.pages.isChecked()
        if has_pages or self._page_side:
            self.page_bar.setVisible(has_pages)
        if self._article is not None:
            self._pages.setCurrentWidget(self.page_view if is_shown else self.view)
        if is_shown:
            self.page_bar.say("")
            self.pages_wanted.emit()

    def _show_found(self, stretches: list[tuple[int, int]], current: int) -> None:
        self.view.show_found(stretches, current)
        if stretches and self._article and self.shows_pages:
            start, end = stretches[current]
            self.passage = (Span(start, end, self._article.text[start:end]),)
            self.want_passage()

    def show_quiet(self, is_shown: bool) -> None:
        """Show which sentences yielded no line, or no longer."""
        self.is_quiet_shown = is_shown
        self._show_quiet()

    def set_look(self, theme: Theme, zoom: int) -> None:
        self._theme = theme
        self.find_bar.set_look(theme)
        for side in self._page_side or ():
            side.set_look(theme)
        if self._article:
            self.header.show_article(self._article, theme)
        self.view.set_look(theme, zoom)

    def _show_quiet(self) -> None:
        is_known = self.is_quiet_shown and self._article and self._brief
        stretches: tuple[tuple[int, int], ...] = ()
        if is_known and self._article and self._brief:
            stretches = uncovered(self._article.text, sentences_of(self._brief, self._article))
        self.view.show_quiet(stretches)

    def lights(self) -> tuple[Light, ...]:
        """What the brief lights in the article."""
        return lights_of(self._brief, self._article) if self._brief and self._article else ()

    def _hover(self, key: str, place: QPoint) -> None:
        line = self._lines.get(key)
        if line is None:
            self._end_hover()
            return
        self.card.show_at(self.mapFromGlobal(place), self._headings.get(key) or chip_words(line), hover_words(line))

    def _end_hover(self) -> None:
        if "card" in vars(self):  # it is made when it is first shown
            self.card.hide()


def hover_words(line: Line) -> str:
    """By which word, with which stance, in which form."""
    finding = line.finding
    if not isinstance(finding, Statement):
        return {
            "meeting": tr("meeting"),
            "figure": tr("figure claimed"),
            "unattributed": tr("The article says this; no one is named for it."),
        }.get(line.kind, "")
    cue = " … ".join(span.quote for span in finding.cue)
    language = interface_language()
    marked = in_marks(cue, language) if cue else ""
    parts = (marked, chip_words(line), statement_kind_words(finding.kind, language))
    return beside(*parts)
