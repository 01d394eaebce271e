"""The icons of `resources/icons` in the colour of their place."""

from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QIcon, QPainter, QPixmap

from briefing.paths import resource


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """The icon at a size in pixels of the screen's own measure, sharp at its ratio."""
    content = _source(name).replace("currentColor", colour)
    for side in ("width", "height"):  # of the whole: they come first
        content = content.replace(f'{side}="24"', f'{side}="{round(size * ratio)}"', 1)
    drawn = QPixmap()
    drawn.loadFromData(content.encode(), "svg")
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """The icon for a button or a menu."""
    return QIcon(pixmap(name, colour, size))


def forget_icons() -> None:
    """Let all drawn icons go: Qt must not meet one after the application has ended."""
    pixmap.cache_clear()
    icon.cache_clear()


def paint_icon(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw an icon into a square."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(box.topLeft(), pixmap(name, colour, round(box.width())))
