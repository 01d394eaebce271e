"""The pages of a PDF under each other, drawn as they come into view, with the current passage marked."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, takewhile

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefing.i18n import tr
from briefing.model import PageBoxes, PagePicture, PageSize
from briefing.ui.theme import LIGHT, Theme

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_MARGIN, _GAP = 20, 16
_WIDEST = 860  # pixels of a page at 100 %
_KEPT = 8  # pictures
_REACH = 1  # pages above and below those in view that are drawn too


class PageView(QAbstractScrollArea):
    """Shows pages; asks for a picture at a time. Places that come in are points of a page as it is shown."""

    picture_wanted = Signal(int, int)  # page from 0, width in pixels of the screen
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageView")
        self.setAccessibleName(tr("Pages of the original"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._theme: Theme = LIGHT
        self.zoom = 100
        self.page = 0
        self.sizes: tuple[PageSize, ...] = ()
        self.marks: tuple[PageBoxes, ...] = ()
        self._above: list[float] = [0.0]  # points of all pages before each, and before the end
        self._widest = 1.0
        self._words = ""
        self._pictures: dict[int, QImage] = {}
        self._asked: tuple[int, int] | None = None
        self._failed: set[int] = set()

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_pages(self, sizes: Sequence[PageSize], words: str = "") -> None:
        """Show a document from its first page; `words` stand in its place while there are no pages."""
        self.sizes, self.marks, self._words = tuple(sizes), (), words
        self._above = list(accumulate((size.height for size in self.sizes), initial=0.0))
        self._widest = max((size.width for size in self.sizes), default=1.0)
        self._pictures, self._asked, self._failed = {}, None, set()
        self.page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def take_picture(self, number: int, picture: PagePicture | None) -> None:
        """The picture that was asked for, None when there is none."""
        self._asked = None
        if picture is None or number >= len(self.sizes):
            self._failed.add(number)
        else:
            image = QImage(
                picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32
            ).copy()
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._pictures[number] = image
            self._forget_far()
        self.viewport().update()
        self._ask()

    def mark(self, places: Sequence[PageBoxes]) -> None:
        """Mark a passage and bring it into view; () marks nothing."""
        self.marks = tuple(places)
        if self.marks:
            first = self.marks[0]
            left, top, right, _ = first.boxes[0]
            page, scale = self.page_rectangle(first.page), self.scale()
            y, end = page.top() + top * scale, page.top() + first.boxes[-1][3] * scale
            height = self.viewport().height()
            if y < 20 or min(end, y + height * 0.6) > height - 20:
                bar = self.verticalScrollBar()
                bar.setValue(round(bar.value() + y - height * 0.3))
            across = self.horizontalScrollBar()
            if page.left() + left * scale < 0 or page.left() + right * scale > self.viewport().width():
                across.setValue(round(across.value() + page.left() + left * scale - 20))
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page's top into view."""
        if self.sizes:
            page = max(0, min(page, len(self.sizes) - 1))
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + self.page_rectangle(page).top() - _GAP / 2))

    def set_zoom(self, zoom: int) -> None:
        """Another size; what is in the middle of the view stays there."""
        zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        share = (bar.value() + half) / max(1.0, self._height())
        self.zoom = zoom
        self._lay_out()
        bar.setValue(round(share * self._height() - half))
        self._scrolled()

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller size."""
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.zoom)) + by
        self.set_zoom(ZOOMS[max(0, min(at, len(ZOOMS) - 1))])

    def set_look(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    # --- places ----------------------------------------------------------------------------------------------------

    def scale(self) -> float:
        """Pixels of the view for a point of a page: all pages are as wide as the widest fits."""
        fits = max(200, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))
        return fits / self._widest * self.zoom / 100

    def page_rectangle(self, page: int) -> QRectF:
        """Where a page stands in the view."""
        scale = self.scale()
        top = _GAP + self._above[page] * scale + page * _GAP
        size = self.sizes[page]
        width, across = size.width * scale, self.viewport().width()
        left = max(_MARGIN if width > across - 2 * _MARGIN else 0.0, (across - width) / 2)
        return QRectF(
            left - self.horizontalScrollBar().value(),
            top - self.verticalScrollBar().value(),
            width,
            size.height * scale,
        )

    def mark_rectangles(self) -> list[tuple[int, QRectF]]:
        """The marked boxes in the view, with their pages."""
        found = []
        for place in self.marks:
            page, scale = self.page_rectangle(place.page), self.scale()
            for left, top, right, bottom in place.boxes:
                corner = page.topLeft() + QPointF(left * scale, top * scale)
                box = QRectF(corner.x(), corner.y(), (right - left) * scale, (bottom - top) * scale)
                found.append((place.page, box))
        return found

    def _height(self) -> float:
        return self._above[-1] * self.scale() + (len(self.sizes) + 1) * _GAP if self.sizes else 0

    def _lay_out(self) -> None:
        across, down = self.viewport().width(), self.viewport().height()
        width = self._widest * self.scale() + 2 * _MARGIN
        self.verticalScrollBar().setRange(0, max(0, round(self._height() - down)))
        self.verticalScrollBar().setPageStep(down)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, round(width - across)) if self.zoom > 100 else 0)
        self.horizontalScrollBar().setPageStep(across)
        self.viewport().update()

    # --- pictures --------------------------------------------------------------------------------------------------

    def in_view(self) -> list[int]:
        """The pages of which something is in view."""
        pages, height = range(len(self.sizes)), self.viewport().height()
        first = bisect_left(pages, 0.0, key=lambda page: self.page_rectangle(page).bottom())
        return list(takewhile(lambda page: self.page_rectangle(page).top() <= height, pages[first:]))

    def is_sharp(self, page: int) -> bool:
        """Whether a page's picture has the screen's own pixels."""
        picture = self._pictures.get(page)
        return picture is not None and abs(picture.width() - self._width_in_pixels(page)) <= 2

    def _width_in_pixels(self, page: int) -> int:
        return round(self.sizes[page].width * self.scale() * self.devicePixelRatioF())

    def _ask(self) -> None:
        """Ask for the picture that is missed most, if none is on its way."""
        if self._asked or not self.isVisible():
            return
        seen = self.in_view()
        around = [n for n in (seen[0] - _REACH, seen[-1] + _REACH) if 0 <= n < len(self.sizes)] if seen else []
        for page in (*seen, *around):
            if page not in self._failed and not self.is_sharp(page):
                self._asked = (page, self._width_in_pixels(page))
                self.picture_wanted.emit(*self._asked)
                return

    def _forget_far(self) -> None:
        while len(self._pictures) > _KEPT:
            del self._pictures[max(self._pictures, key=lambda page: abs(page - self.page))]

    def _scrolled(self) -> None:
        third = self.viewport().height() / 3
        seen = [page for page in self.in_view() if self.page_rectangle(page).top() <= third]
        page = seen[-1] if seen else 0
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)
        self.viewport().update()
        self._ask()

    # --- events ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.sizes:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(self.viewport().rect().adjusted(40, 0, -40, 0), _CENTRED, self._words)
        for page in self.in_view():
            box = self.page_rectangle(page)
            painter.fillRect(box, QColor("white"))
            if picture := self._pictures.get(page):
                painter.drawImage(box, picture, QRectF(picture.rect()))
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # a page is white in every theme, and so are the colours on it
        ground, line = QColor(LIGHT.accent), QColor(LIGHT.accent)
        ground.setAlphaF(0.16)
        painter.setPen(QPen(line, 1.5))
        painter.setBrush(ground)
        for _, box in self.mark_rectangles():
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 2, 2)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        share = self.verticalScrollBar().value() / max(1.0, self._height()) if self.sizes else 0.0
        super().resizeEvent(event)
        self._lay_out()
        self.verticalScrollBar().setValue(round(share * self._height()))
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self.sizes) - 1)
        else:
            super().keyPressEvent(event)


_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
