"""What is painted on the page besides its text: numbers, rules under passages, the current one's frame, marks."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from briefing.model import Annotation
from briefing.ui.display import DisplayText, Light, Segment
from briefing.ui.icons import paint_icon
from briefing.ui.theme import Theme, actor_colour, font

GUTTER = 58
# a rule for each form, as lengths of dash and gap: who can't tell the colours can tell these
_DASHES: dict[str, tuple[float, float]] = {
    "reported": (5, 2.6),
    "unattributed": (1.6, 5),
    "figure": (1.6, 1.9),
}
Rules = tuple[tuple[QColor, list[QRectF]], ...]


class MarginMark(NamedTuple):
    """A mark in the margin for one annotation, at its place in the viewport."""

    annotation: Annotation
    box: QRectF


def ink(theme: Theme, light: Light) -> str:
    """The colour of a lit passage: its actor's, or that of its kind."""
    if light.form == "meeting":
        return theme.good
    if light.form == "figure":
        return theme.warn
    return theme.muted if light.actor is None else actor_colour(theme, light.actor)


def lines_of(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles that document positions start to end take in a block, one a line, from the block's corner."""
    layout, first = block.layout(), block.position()
    start, end = max(start - first, 0), min(end - first, block.length() - 1)
    if start >= end:
        return
    at = layout.lineForTextPosition(start)
    while at.isValid() and at.textStart() < end:
        stop = at.textStart() + at.textLength()
        # PySide gives (x, position)
        left = at.cursorToX(max(at.textStart(), start))[0]  # type: ignore[index]
        right = min(at.cursorToX(min(stop, end))[0], at.naturalTextRect().right())  # type: ignore[index]
        yield QRectF(left, at.y(), right - left, at.ascent() + at.descent())
        if at.lineNumber() + 1 >= layout.lineCount():
            return
        at = layout.lineAt(at.lineNumber() + 1)


def rules_of(block: QTextBlock, lit: Sequence[Segment], display: DisplayText, theme: Theme, zoom: float) -> Rules:
    """The rules of one block by colour, as rectangles from the block's corner: these are quick to fill."""
    start = display.offset(block.position())
    end = display.offset(block.position() + block.length() - 1)
    at = bisect_left(lit, start + 1, key=lambda segment: segment.end)
    found: dict[tuple[str, int], list[QRectF]] = {}
    while at < len(lit) and lit[at].start < end:
        light = lit[at].lights[0]
        alpha = 110 if light.is_rejected or light.is_unsure else 255
        rects = found.setdefault((ink(theme, light), alpha), [])
        for line in lines_of(block, display.start(lit[at].start), display.end(lit[at].end)):
            rects += _rule(light.form, line, zoom)
        at += 1
    return tuple((_with_alpha(colour, alpha), rects) for (colour, alpha), rects in found.items())


def _with_alpha(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour


def _rule(form: str, line: QRectF, zoom: float) -> list[QRectF]:
    thick, top, left, right = max(1, round(1.6 * zoom)), round(line.bottom()), line.left(), line.right()
    if form not in _DASHES:
        rule = QRectF(left, top, line.width(), thick)
        below = QRectF(left, top + thick + max(1, round(zoom)), line.width(), max(1, round(zoom)))
        return [rule, below] if form == "meeting" else [rule]
    dash, gap = (length * zoom for length in _DASHES[form])
    starts = [left + n * (dash + gap) for n in range(math.ceil(line.width() / (dash + gap)))]
    return [QRectF(start, top, min(dash, right - start), thick) for start in starts]


def paint_rules(painter: QPainter, rules: Rules, corner: QPointF) -> None:
    """Fill the rules of a block."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.translate(corner)
    for colour, rects in rules:
        painter.setBrush(colour)
        painter.drawRects(rects)
    painter.translate(-corner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def paint_number(painter: QPainter, number: int, block: QTextBlock, top: float, theme: Theme, zoom: float) -> None:
    """The number of a paragraph, in the gutter beside its first line."""
    painter.setFont(font(11 * zoom))
    painter.setPen(QColor(theme.muted))
    line = block.layout().lineAt(0)
    area = QRectF(0, top, (GUTTER - 12) * zoom, line.ascent() + line.descent())
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"§{number}")


def paint_frame(painter: QPainter, block: QTextBlock, corner: QPointF, start: int, end: int, theme: Theme) -> None:
    """The frame round document positions start to end, as far as they lie in a block."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 1.6))
    for line in lines_of(block, start, end):
        painter.drawRoundedRect(line.translated(corner).adjusted(-1.5, -1, 1.5, 2.5), 2, 2)


def paint_mark_in_margin(
    painter: QPainter, annotation: Annotation, top: float, theme: Theme, zoom: float
) -> MarginMark:
    """A note or tag as a small mark in the gutter; where it is, to be clicked."""
    size, inner = 20 * zoom, 12 * zoom
    box = QRectF((GUTTER - 12) * zoom - size, top, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.note))
    painter.drawRoundedRect(box, 4, 4)
    place = QRectF(box.center().x() - inner / 2, box.center().y() - inner / 2, inner, inner)
    paint_icon(painter, "message-square" if annotation.kind == "note" else "tag", theme.on_note, place)
    return MarginMark(annotation, box)
