"""Contrast, marks, sizes."""

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from briefing.ui.main_window import MainWindow
from briefing.ui.theme import DARK, LIGHT, MARKS, Theme, contrast, paint_mark, stance_colours, style_sheet, tint

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
STANCES = ("support", "oppose", "demand", "commit", "assert", "threaten", "consider", "report")


@BOTH
def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    grounds = (theme.window, theme.paper, theme.panel, theme.card, theme.selection, theme.hover, theme.quiet)
    for ground, ink in itertools.product(grounds, (theme.text, theme.muted)):
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@BOTH
def test_text_stays_readable_on_every_highlight(theme: Theme) -> None:
    inks = (*theme.actors, theme.good, theme.warn, theme.muted)
    for ink, strength in itertools.product(inks, (0.05, 0.11)):
        assert contrast(theme.text, tint(theme, ink, strength).name()) >= 4.5
    for strength in (0.2, 0.45):
        assert contrast(theme.text, tint(theme, theme.accent, strength).name()) >= 4.5
    assert contrast(theme.text, theme.note) >= 4.5
    assert contrast(theme.on_note, theme.note) >= 4.5


@BOTH
def test_chips_and_buttons_are_readable(theme: Theme) -> None:
    for stance in STANCES:
        assert contrast(*stance_colours(theme, stance)) >= 4.5, stance
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.good, theme.good_soft) >= 4.5
    assert contrast(theme.warn, theme.warn_soft) >= 4.5


@BOTH
def test_coloured_words_are_readable_where_they_stand(theme: Theme) -> None:
    for ink, ground in itertools.product((theme.accent, theme.good, theme.bad, theme.warn), (theme.card, theme.panel)):
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@BOTH
def test_actors_are_told_apart_by_shape_too(theme: Theme) -> None:
    drawn = set()
    for number in range(len(MARKS)):
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        paint_mark(painter, number, theme, QRectF(2, 2, 20, 20))
        painter.end()
        shape = bytes(255 if image.pixelColor(x, y).lightness() < 250 else 0 for x in range(24) for y in range(24))
        drawn.add(shape)
    assert len(drawn) == len(MARKS)


def test_the_control_a_grey_on_grey_is_not_readable() -> None:
    assert contrast("#999999", "#ffffff") < 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@BOTH
def test_the_style_sheet_has_no_place_left_open(theme: Theme) -> None:
    assert "@" not in style_sheet(theme, 125)


@pytest.mark.parametrize("zoom", [80, 200])
def test_everything_grows_and_shrinks_and_nothing_is_lost(window: MainWindow, zoom: int) -> None:
    before = window.source.view.document().defaultFont().pixelSize()
    window.view.set_zoom(zoom)
    after = window.source.view.document().defaultFont().pixelSize()
    assert after == round(17 * zoom / 100)
    assert after != before
    assert window.remember().zoom == zoom


def test_a_theme_is_changed_at_once(window: MainWindow) -> None:
    window.actions_["theme_dark"].trigger()
    assert window.brief.theme is DARK
    assert window.palette().window().color().name() == DARK.window
    assert window.actions_["theme_dark"].isChecked()
    assert not window.actions_["theme_light"].isChecked()
