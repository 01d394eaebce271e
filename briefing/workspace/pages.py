"""The pages of an article that came as a PDF: sizes, pictures, places of passages. Called on one thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.children import PagingProcess
from briefing.errors import Cancelled
from briefing.model import Article, PageBoxes, PagePicture, PageSize, Span

if TYPE_CHECKING:
    from briefing.library import Library

PDF = "application/pdf"


def has_pages(article: Article | None) -> bool:
    """Whether the article's original has pages to show."""
    return article is not None and article.media_type == PDF


class PageReader:
    """Keeps the article open that was asked about last."""

    def __init__(self) -> None:
        self._process = PagingProcess()
        self._article_id: str | None = None
        self._is_closed = False

    def sizes(self, library: "Library", article: Article) -> tuple[PageSize, ...]:
        """Open an article; the sizes of its pages in points. UserError as when the file is imported."""
        self._article_id = None
        if self._is_closed:
            raise Cancelled
        found = self._process.open(library.original(article.id), article.title)
        self._article_id = article.id
        return found

    def picture(self, article: Article, number: int, width: int) -> PagePicture | None:
        """A page (from 0) as many pixels wide; None when another article is open by now."""
        return self._process.picture(number, width) if article.id == self._article_id else None

    def places(self, article: Article, spans: Sequence[Span]) -> tuple[tuple[PageBoxes, ...], ...]:
        """For each passage its boxes on the pages, () for one that can't be placed."""
        if article.id != self._article_id:
            return tuple(() for _ in spans)
        return self._process.places(article.text, [(span.start, span.end) for span in spans])

    def stop(self) -> None:
        """Give up what is being done, from any thread; nothing more is begun."""
        self._is_closed, self._article_id = True, None
        self._process.cancel()

    def close(self) -> None:
        """End the child process, once nobody asks any more."""
        self._process.close()
