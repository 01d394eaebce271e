"""The pages of a PDF beside its text: opened, drawn and searched on a thread of their own, in a child process."""

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Article, PageBoxes, PagePicture, PageSize, Span
from briefing.ui.desk import Desk
from briefing.ui.source_pane import SourcePane
from briefing.ui.tasks import Worker

if TYPE_CHECKING:
    from briefing.workspace.pages import PageReader


class PageCommands:
    """Puts the article's pages into the source pane when they are wanted."""

    def __init__(self, desk: Desk, source: SourcePane, crashed: Callable[[str], None]) -> None:
        self._desk, self._source, self._crashed = desk, source, crashed
        self._worker: Worker | None = None
        self._reader: PageReader | None = None
        self._article: Article | None = None  # whose pages are shown
        source.pages_wanted.connect(self._open)
        source.passage_wanted.connect(self._place)
        source.page_view.picture_wanted.connect(self._draw)

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {"show_pages": self._source.toggle_pages}

    def close(self) -> None:
        """End the thread and the child process."""
        if self._worker and self._reader:
            self._reader.stop()
            self._worker.end()
            self._reader.close()
            self._worker = self._reader = None

    def _do(self, call: Callable[["PageReader"], object], then: Callable[[object], None]) -> None:
        if self._worker is None:
            from briefing.workspace.pages import PageReader

            self._worker, self._reader = Worker("pages"), PageReader()
            self._worker.failed.connect(self._say_failed)
            self._worker.crashed.connect(self._crashed)
        reader = self._reader
        assert reader is not None
        self._worker.do(lambda: call(reader), then)

    def _say_failed(self, error: UserError) -> None:
        self._source.page_view.show_pages((), str(error))
        self._source.show_page_place()

    def _open(self) -> None:
        """Open the pages of the article on the desk, unless they are."""
        article, workspace = self._desk.article, self._desk.workspace
        if article is None or workspace is None:
            return
        if self._article and self._article.id == article.id and self._source.page_view.sizes:
            self._source.want_passage()
            return
        self._article = article
        self._source.page_view.show_pages((), tr("Opening the pages…"))
        self._source.show_page_place()
        library = workspace.library
        self._do(lambda reader: reader.sizes(library, article), functools.partial(self._take_sizes, article))

    def _take_sizes(self, article: Article, sizes: object) -> None:
        if article is self._article and isinstance(sizes, tuple):
            pages: tuple[PageSize, ...] = sizes
            self._source.page_view.show_pages(pages)
            self._source.show_page_place()
            self._source.want_passage()

    def _draw(self, number: int, width: int) -> None:
        article = self._article
        if article is not None:
            then = functools.partial(self._take_picture, article, number)
            self._do(lambda reader: reader.picture(article, number, width), then)

    def _take_picture(self, article: Article, number: int, picture: object) -> None:
        if article is self._article:
            self._source.page_view.take_picture(number, picture if isinstance(picture, PagePicture) else None)

    def _place(self, spans: Sequence[Span]) -> None:
        article = self._article
        if article is None or not self._source.page_view.sizes:
            return
        if not spans:
            self._mark(article, spans, ())
            return
        then = functools.partial(self._mark, article, spans)
        self._do(lambda reader: reader.places(article, spans), then)

    def _mark(self, article: Article, spans: Sequence[Span], places: object) -> None:
        if article is self._article and isinstance(places, tuple) and tuple(spans) == self._source.passage:
            found: list[PageBoxes] = [boxes for one in places for boxes in one]
            missing = sum(not one for one in places)
            self._source.show_places(found, is_whole=not missing)
