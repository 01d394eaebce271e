"""Highlights in the widget cover exactly their quotes, whatever the signs of the text."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock, QTextFragment

from briefing.model import Article, Span
from briefing.text import clean
from briefing.ui.display import DisplayText, Light
from briefing.ui.source_view import SourceView

RAW = (
    "🇲🇽 La présidente a dit\u00a0: «\u00a0Nous voulons la paix\u00a0» 🇲🇽.\r\n"
    "\r\n"
    "𝕏 a publié « e\u0301te\u0301 » le\u202f23 janvier ; l’été\u2028suivant 🇲🇽🇲🇽 rien.\r\n"
    "Après\u2029coup : \u200fune marque, un zero\u200bwidth, 𝕏𝕏 fin."
)
QUOTES = ["Nous voulons la paix", "e\u0301te\u0301", "le\u202f23 janvier", "suivant 🇲🇽🇲🇽 rien", "𝕏𝕏", "zero\u200bwidth"]


def article(raw: str) -> Article:
    text, _ = clean(raw)
    return Article("a" * 32, "Titre", text, "fr", "0", "0", "2026-01-16", "given")


def lights(text: str, quotes: list[str]) -> list[Light]:
    return [
        Light(text.index(quote), text.index(quote) + len(quote), str(n), n, "direct") for n, quote in enumerate(quotes)
    ]


def lit_runs(view: SourceView) -> Iterator[tuple[int, int]]:
    """The places in the document that have a ground, joined where they touch."""
    places: list[tuple[int, int]] = []
    block: QTextBlock = view.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece: QTextFragment = pieces.fragment()
            if piece.charFormat().background().style() != Qt.BrushStyle.NoBrush:
                start, end = piece.position(), piece.position() + piece.length()
                if places and places[-1][1] == start:
                    start = places.pop()[0]
                places.append((start, end))
            pieces += 1
        block = block.next()
    yield from places


def units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


@pytest.fixture
def view(qtbot) -> SourceView:
    view = SourceView()
    view.resize(800, 600)
    qtbot.addWidget(view)
    view.show()
    return view


def test_every_highlight_covers_exactly_its_quote(view: SourceView) -> None:
    shown = article(RAW)
    view.show_article(shown, lights(shown.text, QUOTES))
    expected = sorted(
        (units(shown.text, shown.text.index(q)), units(shown.text, shown.text.index(q) + len(q))) for q in QUOTES
    )
    assert sorted(lit_runs(view)) == expected
    document = shown.text.encode("utf-16-le")
    assert {document[2 * a : 2 * b].decode("utf-16-le") for a, b in lit_runs(view)} == set(QUOTES)


def test_without_the_conversion_the_highlights_would_drift(view: SourceView, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: code points taken for Qt's positions miss their quotes."""
    shown = article(RAW)
    for name in ("start", "end"):
        monkeypatch.setattr(DisplayText, name, lambda self, offset: offset)
    view.show_article(shown, lights(shown.text, QUOTES))
    document = shown.text.encode("utf-16-le")
    covered = [document[2 * a : 2 * b].decode("utf-16-le", "replace") for a, b in lit_runs(view)]
    assert not set(covered) & set(QUOTES)


def test_the_current_passage_is_selected_exactly(view: SourceView) -> None:
    shown = article(RAW)
    quote = QUOTES[3]
    start = shown.text.index(quote)
    view.show_article(shown, ())
    view.reveal([Span(start, start + len(quote), quote)])
    (selection,) = view.extraSelections()
    cursor = selection.cursor
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (
        units(shown.text, start),
        units(shown.text, start + len(quote)),
    )


@pytest.mark.parametrize("quote", QUOTES)
def test_what_is_selected_comes_back_as_the_exact_span(view: SourceView, quote: str) -> None:
    shown = article(RAW)
    start = shown.text.index(quote)
    view.show_article(shown, ())
    view.setTextCursor(view.cursor_for(start, start + len(quote)))
    assert view.selected_span() == Span(start, start + len(quote), quote)


def test_what_is_copied_is_the_text_and_not_the_widgets(view: SourceView) -> None:
    shown = article(RAW)
    view.show_article(shown, ())
    quote = "dit\u00a0: «\u00a0Nous"
    start = shown.text.index(quote)
    view.setTextCursor(view.cursor_for(start, start + len(quote)))
    assert view.createMimeDataFromSelection().text() == quote
    assert view.textCursor().selectedText() != quote or "\u00a0" in quote


def test_a_click_in_a_lit_passage_tells_its_line(view: SourceView, qtbot) -> None:
    shown = article(RAW)
    view.show_article(shown, lights(shown.text, QUOTES))
    start = shown.text.index(QUOTES[4])
    place = view.cursorRect(view.cursor_for(start, start)).center() + QPoint(3, 0)
    with qtbot.waitSignal(view.passage_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == ["4"]


def test_a_click_beside_the_passages_tells_nothing(view: SourceView, qtbot) -> None:
    shown = article(RAW)
    view.show_article(shown, lights(shown.text, QUOTES[:1]))
    start = shown.text.index("rien")
    with qtbot.assertNotEmitted(view.passage_clicked):
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(view.cursor_for(start, start)).center()
        )


def test_a_hostile_text_is_shown_as_it_is(view: SourceView) -> None:
    text = "<img src='/etc/passwd'><b>bold</b> <table>" * 3
    view.show_article(article(text), ())
    assert view.document().toPlainText() == text


def test_a_paragraph_of_a_million_signs_shows_at_once(view: SourceView, qtbot) -> None:
    text = "Une phrase assez courte pour être lue. " * 26_000
    view.show_article(article(text), lights(text, ["assez courte"]))
    assert view.document().blockCount() > 300


def test_zoom_keeps_the_highlights_on_their_quotes(view: SourceView, theme_light: Callable[[], object]) -> None:
    shown = article(RAW)
    view.show_article(shown, lights(shown.text, QUOTES))
    before = list(lit_runs(view))
    view.set_look(theme_light, 175)
    assert list(lit_runs(view)) == before
