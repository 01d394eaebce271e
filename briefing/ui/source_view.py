"""The text of an article as a page: lit passages, marks in the margin, one passage current."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from briefing.i18n import tr
from briefing.model import Annotation, Article, Span
from briefing.text import paragraphs, snippet
from briefing.ui.display import DisplayText, Light, Segment, joined, segment_at, segments
from briefing.ui.page_paint import (
    GUTTER,
    MarginMark,
    Rules,
    ink,
    lines_of,
    paint_frame,
    paint_mark_in_margin,
    paint_number,
    paint_rules,
    rules_of,
)
from briefing.ui.page_text import plain_look, set_margins, write_text
from briefing.ui.theme import LIGHT, Theme, tint

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

MEASURE, RIGHT = 560, 20


class SourceView(QTextEdit):
    """Shows one article. Offsets that come in and go out are code points of its text."""

    passage_clicked = Signal(str)  # key of the line
    passage_hovered = Signal(str, QPoint)  # key, "" when none; global place
    mark_clicked = Signal(str)  # id of the annotation
    menu_wanted = Signal(QPoint)
    space_pressed = Signal()  # while a line is current

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceView")
        self.setAccessibleName(tr("Source"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # a ground of our own: to hand out Qt's, PySide loads every kind of widget that it could be
        self._page = QWidget()
        self.setViewport(self._page)
        self.document().documentLayout().setPaintDevice(self._page)
        self._page.setMouseTracking(True)
        self._theme, self._zoom = LIGHT, 100
        self._article: Article | None = None
        self._display = DisplayText.of("")
        self._lights: tuple[Light, ...] = ()
        self._segments: tuple[Segment, ...] = ()
        self._annotations: tuple[Annotation, ...] = ()
        self._quiet: tuple[tuple[int, int], ...] = ()
        self._found: tuple[tuple[int, int], ...] = ()
        self._current: tuple[Span, ...] = ()
        self._frames: tuple[tuple[int, int], ...] = ()
        self._numbers: dict[int, int] = {}
        self._marks: list[MarginMark] = []
        self._rules: dict[int, Rules] = {}
        self._rules_width = 0
        self._header: QWidget | None = None
        self.verticalScrollBar().valueChanged.connect(self._place_header)

    @cached_property
    def _pulse(self) -> "QVariantAnimation":
        """The glow of the passages that one has just gone to."""
        from PySide6.QtCore import QVariantAnimation

        pulse = QVariantAnimation(self)
        pulse.setDuration(900)
        pulse.valueChanged.connect(self._show_current)
        pulse.setStartValue(1.0)
        pulse.setEndValue(0.0)
        return pulse

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_article(
        self, article: Article | None, lights: Sequence[Light], annotations: Sequence[Annotation] = ()
    ) -> None:
        """Show an article from its top, lit; None empties the page."""
        self._article = article
        self._display = DisplayText.of(article.text if article else "")
        self._lights, self._annotations = tuple(lights), tuple(annotations)
        self._current, self._frames, self._found, self._quiet = (), (), (), ()
        self._write_page()
        self.verticalScrollBar().setValue(0)

    def relight(self, lights: Sequence[Light], annotations: Sequence[Annotation]) -> None:
        """Light the same article anew, without moving the page."""
        if (tuple(lights), tuple(annotations)) != (self._lights, self._annotations):
            self._lights, self._annotations = tuple(lights), tuple(annotations)
            self._light()

    def show_quiet(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Set off the stretches that yielded no line."""
        if tuple(stretches) != self._quiet:
            self._quiet = tuple(stretches)
            self._light()

    def show_found(self, stretches: Sequence[tuple[int, int]], current: int) -> None:
        """Mark what a search found, and bring one of it into view."""
        if tuple(stretches) != self._found:
            self._found = tuple(stretches)
            self._light()
        if stretches:
            start, end = stretches[current]
            cursor = self.cursor_for(start, end)
            self.setTextCursor(cursor)
            self._bring_into_view(start)

    def set_look(self, theme: Theme, zoom: int) -> None:
        """Change theme or zoom; the passage at the top stays there."""
        self._theme, self._zoom = theme, zoom
        if self._article is None:
            return
        top = self._display.offset(self.cursorForPosition(QPoint(GUTTER, 4)).position())
        self._write_page()
        if top:
            self._bring_into_view(top, 0.0)

    def set_header(self, header: QWidget) -> None:
        """Put a widget above the text: it scrolls with it."""
        self._header = header
        header.setParent(self.viewport())

    def reveal(self, spans: Sequence[Span], *, pulse: bool = True) -> None:
        """Select a line's passages, bring them into view and pulse them once."""
        article = self._article
        self._current = tuple(s for s in spans if article and s.stands_in(article.text))
        self._frames = joined(article.text, self._current) if article else ()
        self._pulse.stop()
        if self._current:
            first = self._current[0]
            self.setTextCursor(self.cursor_for(first.start, first.start))
            self._bring_into_view(first.start, end=self._current[-1].end)
            if pulse:
                self._pulse.start()
        self._show_current()

    @property
    def current_stretch(self) -> Span | None:
        """The longest unbroken stretch of the current line's passages: cue and content together."""
        if self._article is None or not self._frames:
            return None
        start, end = max(self._frames, key=lambda frame: frame[1] - frame[0])
        return Span(start, end, self._article.text[start:end])

    def selected_span(self) -> Span | None:
        """What the person selected, without white space at its edges."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._article is None:
            return None
        start = self._display.offset(cursor.selectionStart())
        end = self._display.offset(cursor.selectionEnd())
        if not self._article.text[start:end].strip():
            return None
        return snippet(self._article.text, start, end)

    def cursor_for(self, start: int, end: int) -> QTextCursor:
        """A cursor that selects exactly these code points."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._display.start(start))
        cursor.setPosition(
            self._display.end(end) if end > start else self._display.start(start), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    # --- building the document ----------------------------------------------------------------------------------------

    def _write_page(self) -> None:
        """Text, lights and measure in one edit block, so that the text is laid out once."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write_text()
        self._light()
        self.lay_out()
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))
        self._show_current()

    def _write_text(self) -> None:
        write_text(self.document(), self._display, self._theme, self._zoom / 100)
        text = self._article.text if self._article else ""
        self._numbers = {self._display.start(p.start): n for n, p in enumerate(paragraphs(text), 1)}

    def _light(self) -> None:
        """Set the character formats of the whole text in one edit block."""
        self._segments, self._rules = segments(self._lights), {}
        plain = plain_look(self._theme, self._zoom / 100)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(plain)
        for start, end in self._quiet:
            self._set_ground(start, end, QColor(self._theme.quiet))
        looks: dict[str, QTextCharFormat] = {}
        for segment in self._segments:
            cursor.setPosition(self._display.start(segment.start))
            cursor.setPosition(self._display.end(segment.end), QTextCursor.MoveMode.KeepAnchor)
            first = segment.lights[0]
            name = f"{first.form} {first.actor} {first.is_unsure} {first.is_rejected}"
            if name not in looks:
                looks[name] = self._look(first)
            cursor.mergeCharFormat(looks[name])
        for annotation in self._annotations:
            self._set_ground(annotation.span.start, annotation.span.end, QColor(self._theme.note))
        for start, end in self._found:
            self._set_ground(start, end, QColor(self._theme.warn_soft))
        cursor.endEditBlock()
        self.viewport().update()

    def _set_ground(self, start: int, end: int, colour: QColor) -> None:
        look = QTextCharFormat()
        look.setBackground(colour)
        self.cursor_for(start, end).mergeCharFormat(look)

    def _look(self, light: Light) -> QTextCharFormat:
        look = QTextCharFormat()
        if not light.is_rejected:
            look.setBackground(self._ground(light))
        return look

    def _ground(self, light: Light) -> QColor:
        return tint(self._theme, ink(self._theme, light), 0.05 if light.is_unsure else 0.11)

    def _show_current(self, strength: object = 0.0) -> None:
        """The current passages as extra selections: these alone are few enough for them."""
        glow = strength if isinstance(strength, float) else 0.0
        selections = []
        for span in self._current:
            selection = QTextEdit.ExtraSelection()
            cursor = self.cursor_for(span.start, span.end)
            look = QTextCharFormat()
            look.setBackground(tint(self._theme, self._theme.accent, 0.2 + 0.25 * glow))
            look.setProperty(QTextFormat.Property.UserProperty, True)
            selection.cursor, selection.format = cursor, look
            selections.append(selection)
        self.setExtraSelections(selections)

    # --- places ------------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Keep the measure at 60 to 75 signs, in the middle of the pane."""
        zoom = self._zoom / 100
        gutter, right = round(GUTTER * zoom), round(RIGHT * zoom)
        width = gutter + round(MEASURE * zoom) + right
        if self.isVisible():  # until then no one knows, but it is wide enough in most windows
            width = self.width() - self.verticalScrollBar().sizeHint().width()
        measure = max(160, min(round(MEASURE * zoom), width - gutter - right))
        spare = max(0, width - gutter - measure - right)
        left = min(spare // 2, max(0, spare - round(10 * zoom)))
        header = self._header
        height = 0
        if header is not None:
            # the least height that Qt names counts labels as if they were narrow
            height = header.heightForWidth(measure)
            header.resize(measure, height)
        set_margins(self.document(), gutter, height + round(14 * zoom), right, round(120 * zoom))
        if not self.isVisible():
            return
        # margins outside the viewport: a wider window never lays the text out again
        self.setViewportMargins(left, 0, max(0, spare - left), 0)
        if self.document().textWidth() != self.viewport().width():
            # margins set while Qt handles a resize reach the viewport, but not the text
            self.document().setTextWidth(self.viewport().width())
        self._place_header()

    def _place_header(self) -> None:
        if self._header is not None:
            self._header.move(round(GUTTER * self._zoom / 100), -self.verticalScrollBar().value())

    def _bring_into_view(self, start: int, fraction: float = 0.3, end: int | None = None) -> None:
        """Scroll only if the passage is not in view, then so that what stands around it can be read too."""
        top = self.cursorRect(self.cursor_for(start, start)).top()
        bottom = self.cursorRect(self.cursor_for(end, end)).bottom() if end else top + 30
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if fraction == 0.0:
            bar.setValue(bar.value() + top - 4)
        elif top < 20 or bottom > height - 20:
            bar.setValue(bar.value() + top - round(height * fraction))

    def offset_at(self, place: QPoint) -> int | None:
        """The code point under a place of the viewport, None beside the text."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(QPointF(place.x(), place.y() + self.verticalScrollBar().value()), Qt.HitTestAccuracy.ExactHit)
        )
        return None if position < 0 else self._display.offset(position)

    def keys_at(self, place: QPoint) -> tuple[str, ...]:
        """The lines whose passages lie under a place of the viewport, the shortest passage first."""
        offset = self.offset_at(place)
        segment = None if offset is None else segment_at(self._segments, offset)
        return tuple(dict.fromkeys(light.key for light in segment.lights)) if segment else ()

    # --- events ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        place = event.position().toPoint()
        mark = next((m for m in self._marks if m.box.contains(event.position())), None)
        if mark is not None:
            self.mark_clicked.emit(mark.annotation.id)
        elif keys := self.keys_at(place):
            self.passage_clicked.emit(keys[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        keys = () if event.buttons() else self.keys_at(place)
        is_mark = any(mark.box.contains(event.position()) for mark in self._marks)
        shape = Qt.CursorShape.PointingHandCursor if keys or is_mark else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.passage_hovered.emit(keys[0] if keys else "", self.viewport().mapToGlobal(place))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.passage_hovered.emit("", QPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.textCursor().hasSelection():
            segment = segment_at(self._segments, self._display.offset(self.textCursor().position()))
            if segment:
                self.passage_clicked.emit(segment.lights[0].key)
                return
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._current:
            self.space_pressed.emit()
            return
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the article's text, not the widget's: its no-break spaces stay."""
        copied, span = QMimeData(), self.selected_span()
        if span:
            copied.setText(span.quote)
        return copied

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks = []
        layout = self.document().documentLayout()
        shift, height, zoom = self.verticalScrollBar().value(), self.viewport().height(), self._zoom / 100
        block = self.cursorForPosition(QPoint(GUTTER + 2, 0)).block()
        while block.isValid():
            corner = layout.blockBoundingRect(block).topLeft() - QPointF(0, shift)
            if corner.y() > height:
                break
            number = self._numbers.get(block.position())
            if number is not None:
                paint_number(painter, number, block, corner.y(), self._theme, zoom)
            paint_rules(painter, self._block_rules(block), corner)
            for start, end in self._frames:
                a, b = self._display.start(start), self._display.end(end)
                paint_frame(painter, block, corner, a, b, self._theme)
            self._paint_marks(painter, block, corner)
            block = block.next()
        painter.end()

    def _block_rules(self, block: QTextBlock) -> Rules:
        """The rules of a block, worked out once for a width: scrolling only fills them."""
        width = self.viewport().width()
        if width != self._rules_width:
            self._rules, self._rules_width = {}, width
        number = block.blockNumber()
        if number not in self._rules:
            self._rules[number] = rules_of(block, self._segments, self._display, self._theme, self._zoom / 100)
        return self._rules[number]

    def _paint_marks(self, painter: QPainter, block: QTextBlock, corner: QPointF) -> None:
        """The notes and tags of a block, beside the line where their passage starts, none over another."""
        zoom, last = self._zoom / 100, -1e9
        a, b = block.position(), block.position() + block.length() - 1
        for annotation in self._annotations:
            at = self._display.start(annotation.span.start)
            if annotation.kind == "highlight" or not a <= at <= b:
                continue
            line = next(lines_of(block, at, at + 1), None)
            if line is None:
                continue
            # the first line has the number of the paragraph
            lowest = block.layout().lineAt(0).height() if a in self._numbers else 0.0
            last = max(corner.y() + max(line.top(), lowest), last + 22 * zoom)
            self._marks.append(paint_mark_in_margin(painter, annotation, last, self._theme, zoom))
