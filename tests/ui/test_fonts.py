"""The shipped fonts are those that are seen, and have every sign that the window writes itself."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication

from briefing.ui.theme import font

_WEIGHT = QFont.Weight
# Signs of lines and sources beside the letters of messages: figures, marks of lines, spaces and marks of languages.
_SIGNS = "≈<>○✓→§·×÷−±–—…‘’“”„«»‹›¿¡€£$%‰°ªº\u00a0\u202f\u2009\u2011"
_LETTERS = "aàâæçéèêëîïôœùûüÿñáíóúßłşğőčřžαβωабвю"


def has(letters: QFont, sign: str) -> bool:
    return QRawFont.fromFont(letters).supportsCharacter(ord(sign))


@pytest.mark.parametrize(
    ("family", "letters"),
    [
        ("Inter 400", font(13)),
        ("Inter 500", font(13, weight=_WEIGHT.Medium)),
        ("Inter 600", font(13, weight=_WEIGHT.DemiBold)),
        ("Source Serif 4 SmText 400", font(13, is_serif=True)),
        ("Source Serif 4 SmText 400 italic", font(13, is_serif=True, is_italic=True)),
        ("Source Serif 4 SmText 600", font(13, is_serif=True, weight=_WEIGHT.DemiBold)),
    ],
)
def test_what_is_asked_for_is_what_is_seen(qapp: QApplication, family: str, letters: QFont) -> None:
    seen = QRawFont.fromFont(letters)
    slant = " italic" if seen.style() == QFont.Style.StyleItalic else ""
    assert f"{seen.familyName()} {seen.weight()}{slant}" == family


def test_the_interface_needs_no_other_font_for_its_messages(qapp: QApplication, root: Path) -> None:
    files = [root / "resources" / "locale" / code / "LC_MESSAGES" / "briefing.po" for code in ("fr", "es")]
    messages = "".join(file.read_text(encoding="utf-8") for file in files)  # each with its English key
    signs = {sign for sign in messages if unicodedata.category(sign)[0] != "C"} | {*_SIGNS}
    assert len(signs) > 100
    # "�" stands for what can't be shown: the empty box of a font without it says the same
    assert {sign for sign in signs if not has(font(13), sign)} == {"�"}


def test_sources_need_no_other_font_for_european_languages(qapp: QApplication) -> None:
    letters = font(17, is_serif=True)
    # the ring marks a line of the brief, and never stands in a source
    assert {sign for sign in f"{_LETTERS}{_LETTERS.upper()}{_SIGNS}" if not has(letters, sign)} == {"○"}


def test_the_control_a_sign_that_they_lack(qapp: QApplication) -> None:
    assert not has(font(13), "中")
    assert not has(font(17, is_serif=True), "中")
