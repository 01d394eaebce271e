"""The pages of a PDF in the real window: the passage of a line is marked on them, on its words and no others."""

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication

from briefing.analysis import RULES
from briefing.model import Actor, Findings, PageBoxes, PageSize, ReferenceDate, Span, Statement
from briefing.settings import Settings, load_settings
from briefing.ui.app import open_window
from briefing.ui.main_window import MainWindow
from briefing.ui.page_view import PageView
from briefing.workspace import Workspace
from tests.importers.making import TITLE, article_pdf
from tests.ui.gold import put_findings

WAIT = 60_000
PASSAGE = "Elle a rejeté les propositions récurrentes américaines d’agents de la CIA"


@pytest.fixture(scope="module")
def clip() -> bytes:
    return article_pdf(times=3)


@pytest.fixture
def with_pdf(
    qtbot, qapp: QApplication, tmp_path: Path, clip: bytes, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window over a library with a PDF of two pages, on whose second page the passage of a line stands."""
    monkeypatch.setenv("BRIEFING_SETTINGS", str(tmp_path / "settings.toml"))
    path, file = tmp_path / "library.briefing", tmp_path / "clip.pdf"
    file.write_bytes(clip)
    with Workspace.open(path) as workspace:
        workspace.add_dossier("Mexico")
        dossier_id = next(d.id for d in workspace.library.dossiers() if d.name == "Mexico")
        (item,) = workspace.import_paths([file], dossier_id).items
        assert item.article_id is not None
        article = workspace.library.article(item.article_id)
        spans = [(0, len(TITLE)), (article.text.rindex(PASSAGE), article.text.rindex(PASSAGE) + len(PASSAGE))]
        said = tuple(
            Statement(
                f"s-{start}", ("a",), "indirect", "assert", (Span(start, end, article.text[start:end]),), confidence=1
            )
            for start, end in spans
        )
        actor = Actor("a", "Claudia Sheinbaum", "person")
        none = ReferenceDate(None, "none")
        put_findings(workspace, article, Findings("fr", RULES, none, actors=(actor,), statements=said))
    window = open_window(path, Settings(theme="light", last_dossier=dossier_id, last_article=article.id))
    window.resize(1280, 720)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.desk.opened, timeout=20_000):
        window.show()
    window.desk.go_to_dossier(dossier_id)
    yield window
    window.close()
    gc.collect()


def line_of(window: MainWindow, words: str) -> str:
    return next(
        line.key for line in window.desk.brief.lines for evidence in line.evidence if evidence.spans[0].quote == words
    )


def show_pages(qtbot, window: MainWindow) -> None:
    qtbot.mouseClick(window.source.page_bar.pages, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.source.page_view.sizes), timeout=WAIT)


def words_under(data: bytes, window: MainWindow, boxes: list[tuple[int, QRectF]]) -> str:
    """What PDFium finds in the PDF where the view has its marks: from the screen back to the page."""
    view, document = window.source.page_view, pdfium.PdfDocument(data)
    found = ""
    for number, box in boxes:
        page = document[number]
        text, scale = page.get_textpage(), view.scale()
        on_page = box.translated(-view.page_rectangle(number).topLeft())
        left, right = on_page.left() / scale + 0.2, on_page.right() / scale - 0.2
        bottom, top = page.get_height() - on_page.bottom() / scale + 1, page.get_height() - on_page.top() / scale - 1
        found += text.get_text_bounded(left, bottom, right, top)
        text.close()
        page.close()
    document.close()
    return "".join(sign for sign in found if sign.isalnum())


def test_the_passage_of_a_line_is_marked_on_its_page(qtbot, with_pdf: MainWindow, clip: bytes) -> None:
    window, view = with_pdf, with_pdf.source.page_view
    show_pages(qtbot, window)
    assert view.page == 0
    window.go_to_line(line_of(window, PASSAGE))
    qtbot.waitUntil(lambda: bool(view.marks), timeout=WAIT)
    wanted = "".join(sign for sign in PASSAGE if sign.isalnum())
    boxes = view.mark_rectangles()
    assert words_under(clip, window, boxes) == wanted
    assert words_under(clip, window, [(n, box.translated(25, 0)) for n, box in boxes]) != wanted
    assert words_under(clip, window, [(n, box.translated(0, 12)) for n, box in boxes]) != wanted
    # scrolled to, and told
    assert all(QRectF(view.viewport().rect()).contains(box) for _, box in boxes)
    assert view.page == 1
    assert window.source.page_bar.number.text() == "Page 2 of 2"
    assert view.accessibleDescription() == PASSAGE
    assert window.source.page_bar.words.text() == ""


def test_the_page_in_view_is_drawn_in_the_screens_own_pixels(qtbot, with_pdf: MainWindow) -> None:
    window, view = with_pdf, with_pdf.source.page_view
    show_pages(qtbot, window)
    qtbot.waitUntil(lambda: all(map(view.is_sharp, view.in_view())), timeout=WAIT)
    qtbot.mouseClick(window.source.page_bar.tools["zoom-in"], Qt.MouseButton.LeftButton)
    assert view.zoom == 125
    assert not view.is_sharp(view.page)
    qtbot.waitUntil(lambda: all(map(view.is_sharp, view.in_view())), timeout=WAIT)


def test_pages_are_gone_through_by_buttons_and_keys(qtbot, with_pdf: MainWindow) -> None:
    window, view, tools = with_pdf, with_pdf.source.page_view, with_pdf.source.page_bar.tools
    show_pages(qtbot, window)
    assert not tools["arrow-up"].isEnabled()
    qtbot.mouseClick(tools["arrow-down"], Qt.MouseButton.LeftButton)
    assert view.page == 1
    assert not tools["arrow-down"].isEnabled()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 1


def test_a_key_changes_sides_and_the_choice_is_remembered(qtbot, with_pdf: MainWindow) -> None:
    window = with_pdf
    assert not window.source.shows_pages
    qtbot.keyClick(window, Qt.Key.Key_P)
    assert window.source.shows_pages
    assert window.actions_["show_pages"].isChecked()
    window.close()
    assert load_settings().is_page_shown


def test_a_passage_that_cannot_be_placed_is_said(qtbot, with_pdf: MainWindow) -> None:
    window = with_pdf
    show_pages(qtbot, window)
    text = window.desk.article.text  # type: ignore[union-attr]
    at = text.index("\n")  # the end of a paragraph has no place on a page
    with qtbot.waitSignal(window.source.passage_wanted):
        window.source.reveal((Span(at, at + 1, "\n"),))
    qtbot.waitUntil(lambda: "can't be placed" in window.source.page_bar.words.text(), timeout=WAIT)
    window.go_to_line(line_of(window, TITLE))
    qtbot.waitUntil(lambda: window.source.page_bar.words.text() == "", timeout=WAIT)


def test_a_text_has_no_pages(qtbot, window: MainWindow) -> None:
    window.actions_["show_pages"].trigger()
    assert window.source.page_bar.isHidden()
    assert not window.source.shows_pages


def test_the_window_itself_never_parses_the_file(qtbot, with_pdf: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*given: object, **named: object) -> None:
        raise AssertionError("a PDF was opened in the window's process")

    monkeypatch.setattr(pdfium, "PdfDocument", never)
    show_pages(qtbot, with_pdf)
    assert len(with_pdf.source.page_view.sizes) == 2


def test_marks_move_with_the_page(qtbot, with_pdf: MainWindow) -> None:
    view = with_pdf.source.page_view
    show_pages(qtbot, with_pdf)
    view.mark([PageBoxes(0, ((100.0, 50.0, 200.0, 60.0),))])
    (_, before) = view.mark_rectangles()[0]
    view.verticalScrollBar().setValue(30)
    (_, after) = view.mark_rectangles()[0]
    assert round(before.top() - after.top()) == 30
    assert before.topLeft().toPoint() != QPoint(0, 0)


def test_thousands_of_pages_scroll_without_waiting(qtbot, qapp: QApplication) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show_pages([PageSize(595, 842 if n % 2 else 400) for n in range(3000)])
    view.show()
    begun = time.perf_counter()
    for page in range(0, 3000, 30):
        view.go_to(page)
        assert view.page == page
        assert page in view.in_view()
    assert time.perf_counter() - begun < 2
