"""How things look: colours for light and dark, type, actor colours with their marks, the style sheet."""

import math
import re
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

from briefing.paths import resource

SANS = "Inter"
SERIF = "Source Serif 4 SmText"
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class Theme(NamedTuple):
    """Colours by their use, "#rrggbb". Text on its ground keeps a contrast of at least 4.5:1."""

    name: str
    window: str  # side panes, bars
    paper: str  # the source
    panel: str  # the brief
    card: str  # an open line, a field
    border: str
    hairline: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    good: str
    bad: str
    warn: str
    good_soft: str
    bad_soft: str
    warn_soft: str
    note: str  # ground of notes and highlights made by hand
    on_note: str
    quiet: str  # ground of sentences that yielded no line
    actors: tuple[str, ...]


LIGHT = Theme(
    name="light",
    window="#f4f6f9",
    paper="#ffffff",
    panel="#fafbfc",
    card="#ffffff",
    border="#d5dae2",
    hairline="#e6e9ee",
    text="#182030",
    muted="#566072",
    accent="#1f5fc4",
    on_accent="#ffffff",
    selection="#dbe7f8",
    hover="#eaeef4",
    good="#14713a",
    bad="#b0281c",
    warn="#855300",
    good_soft="#e3f3e8",
    bad_soft="#fbe6e3",
    warn_soft="#fbf0d2",
    note="#ffec9e",
    on_note="#5c4700",
    quiet="#eef0f3",
    actors=("#2463c9", "#b3482a", "#18774a", "#7a45b5", "#0d7383", "#ad2c74", "#76690a", "#50606f"),
)

DARK = Theme(
    name="dark",
    window="#14181f",
    paper="#1a1f28",
    panel="#171b23",
    card="#1f2530",
    border="#38414f",
    hairline="#29303b",
    text="#e4e8ef",
    muted="#9ba7b8",
    accent="#74a9ff",
    on_accent="#0c1626",
    selection="#24375a",
    hover="#232a35",
    good="#6fce93",
    bad="#ff9c8f",
    warn="#e8bf63",
    good_soft="#1b3527",
    bad_soft="#43231f",
    warn_soft="#3c3117",
    note="#5d4e14",
    on_note="#ffeeb0",
    quiet="#232a34",
    actors=("#7db0ff", "#f29a7c", "#6fce93", "#c29bf2", "#62c6d6", "#f08dc0", "#d2c354", "#a9b8c8"),
)

THEMES = {"light": LIGHT, "dark": DARK}
MARKS = ("circle", "square", "triangle", "diamond", "star", "pentagon", "cross", "ring")


def chosen_theme(setting: str) -> Theme:
    """The theme for a setting of "light", "dark" or "system"."""
    if setting in THEMES:
        return THEMES[setting]
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


def stance_colours(theme: Theme, stance: str) -> tuple[str, str]:
    """Text and ground of a stance chip; the chip always carries its word too."""
    if stance in ("support", "commit"):
        return theme.good, theme.good_soft
    if stance in ("oppose", "threaten"):
        return theme.bad, theme.bad_soft
    if stance == "demand":
        return theme.warn, theme.warn_soft
    return theme.muted, theme.hover


_FACES = (
    *("Inter-Regular", "Inter-Medium", "Inter-SemiBold"),
    *("SourceSerif4SmText-Regular", "SourceSerif4SmText-It", "SourceSerif4SmText-Semibold"),
)


def load_fonts() -> None:
    """Make the shipped fonts known, so that the window looks the same on every machine."""
    folder = resource("fonts")
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(folder / f"{face}.ttf"))


def font(
    pixels: float, *, is_serif: bool = False, weight: QFont.Weight = QFont.Weight.Normal, is_italic: bool = False
) -> QFont:
    """A font of the interface, or of reading, at a size in pixels."""
    made = QFont(SERIF if is_serif else SANS)
    if is_serif:  # what it lacks is drawn with serifs too
        made.setStyleHint(QFont.StyleHint.Serif)
    # The other has no hint: style sheets can't give one, and fonts that differ in it only are loaded twice.
    made.setPixelSize(max(6, round(pixels)))
    made.setWeight(weight)
    made.setItalic(is_italic)
    return made


def tint(theme: Theme, colour: str, strength: float = 0.13) -> QColor:
    """A colour laid thinly on the paper: opaque, so that overlapping grounds never add up."""
    top, ground = QColor(colour), QColor(theme.paper)
    return QColor(*(round(a * strength + b * (1 - strength)) for a, b in zip(_rgb(top), _rgb(ground), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [c / 255 for c in _rgb(QColor(colour))]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def actor_colour(theme: Theme, index: int) -> str:
    return theme.actors[index % len(theme.actors)]


def paint_mark(painter: QPainter, index: int, theme: Theme, box: QRectF) -> None:
    """The mark of the actor with this number: its shape tells it apart where its colour can't."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(actor_colour(theme, index))
    shape = MARKS[index % len(MARKS)]
    if shape == "ring":
        width = box.width() * 0.26
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(_mark_path(shape, box))
    painter.restore()


def _mark_path(shape: str, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(box)
    elif shape == "square":
        inset = box.width() * 0.07
        path.addRect(box.adjusted(inset, inset, -inset, -inset))
    elif shape == "cross":
        third = box.width() / 3
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRect(box.adjusted(third, 0, -third, 0))
        path.addRect(box.adjusted(0, third, 0, -third))
    else:
        corners = {"triangle": 3, "diamond": 4, "pentagon": 5, "star": 5}[shape]
        path.addPolygon(_polygon(box, corners, 0.45 if shape == "star" else None))
        path.closeSubpath()
    return path


def _polygon(box: QRectF, corners: int, inner: float | None) -> QPolygonF:
    radius, centre = box.width() / 2 * 1.08, box.center()
    steps = corners if inner is None else corners * 2
    points = []
    for step in range(steps):
        length = radius * (inner if inner is not None and step % 2 else 1)
        angle = -math.pi / 2 + 2 * math.pi * step / steps
        points.append(QPointF(centre.x() + length * math.cos(angle), centre.y() + length * math.sin(angle)))
    return QPolygonF(points)


_PLACE = re.compile(r"@(?:px\((\d+)\)|(\w+))")


def style_sheet(theme: Theme, zoom: int) -> str:
    """The style sheet with its colours (`@accent`) and sizes (`@px(13)`) filled in."""
    places = theme._asdict() | {"chevron": resource("icons", f"chevron-{theme.name}.svg").as_posix()}

    def fill(match: re.Match[str]) -> str:
        return f"{round(int(match[1]) * zoom / 100)}px" if match[1] else str(places[match[2]])

    return _PLACE.sub(fill, resource("styles", "window.qss").read_text(encoding="utf-8"))


def apply_theme(application: QApplication, theme: Theme, zoom: int) -> None:
    """Set palette, font and style sheet of the whole program; nothing where they are these already."""
    sheet = style_sheet(theme, zoom)
    if sheet == application.styleSheet():
        return  # else every widget would be styled once more
    apply_palette_and_font(application, theme, zoom)
    application.setStyleSheet(sheet)


def apply_palette_and_font(application: QApplication, theme: Theme, zoom: int) -> None:
    """The part of the theme that widgets have from the start."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.card),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.text),
        (roles.Button, theme.card),
        (roles.ButtonText, theme.text),
        (roles.ToolTipBase, theme.card),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.selection),
        (roles.HighlightedText, theme.text),
        (roles.Link, theme.accent),
        (roles.Light, theme.card),
        (roles.Mid, theme.border),
        (roles.Dark, theme.border),
        (roles.Accent, theme.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    application.setPalette(palette)
    application.setFont(font(13 * zoom / 100))
