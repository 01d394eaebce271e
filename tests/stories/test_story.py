"""One analyst's morning, from the first start to the brief on paper: a real window, library, analysis and PDF."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from briefing.model import Line
from briefing.settings import Settings
from briefing.ui.app import open_window
from briefing.ui.main_window import MainWindow
from tests.ui.test_window import SHEINBAUM, do, line_with, open_article, press, selected

ANALYSIS = 240_000  # ms: a cold model on a busy machine
EDITED = "Asks for the same effort on both sides of the border"
QUOTED = "résultats très solides"
NOTE = "to check with the embassy"


@pytest.fixture
def start(qtbot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., MainWindow]:
    """Starts Briefing on one library, as often as wanted, and waits until every article is analysed."""
    monkeypatch.setenv("BRIEFING_SETTINGS", str(tmp_path / "settings.toml"))

    def open_it(settings: Settings | None = None) -> MainWindow:
        window = open_window(tmp_path / "library.briefing", settings or Settings(theme="light"))
        window.resize(1440, 900)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.desk.opened, timeout=60_000):
            window.show()
        qtbot.waitUntil(lambda: not window.desk.workspace.needs_analysis(), timeout=ANALYSIS)
        qtbot.waitUntil(lambda: len(window.desk.brief.lines) > 3, timeout=20_000)
        # and until the window has taken it all in: what is told late must not be mistaken for what a key wrote
        tasks = window.desk.tasks
        qtbot.waitUntil(lambda: not (tasks.jobs or tasks.writer.is_busy or tasks.runner.is_busy), timeout=20_000)
        return window

    return open_it


def go_to(qtbot, window: MainWindow, line: Line) -> None:
    """Click the line's row."""
    index = window.brief.list.rows.index_of(line.key)
    window.brief.list.scrollTo(index)
    place = window.brief.list.visualRect(index).center()
    qtbot.mouseClick(window.brief.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def click_in_source(qtbot, window: MainWindow, line: Line) -> None:
    view = window.source.view
    span = line.evidence[0].spans[-1]
    view.reveal([span], pulse=False)
    place = view.cursorRect(view.cursor_for(span.start + 5, span.start + 5)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 0))


def pdf_text(path: Path) -> str:
    """The words of a PDF with single spaces."""
    document = pypdfium2.PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(words.replace("\ufffe", "").split())


def test_from_the_first_start_to_the_brief_on_paper(start: Callable[..., MainWindow], qtbot, tmp_path: Path) -> None:
    window = start()
    open_article(window, SHEINBAUM)

    # in step, both ways, exactly
    accepted, edited, rejected = (
        line_with(window, words) for words in (QUOTED, "Le respect mutuel signifie", "les propositions récurrentes")
    )
    go_to(qtbot, window, accepted)
    assert selected(window) == [span.quote for span in accepted.evidence[0].spans]
    click_in_source(qtbot, window, rejected)
    assert window.brief.list.current_key == rejected.key

    # curate: reject, undo, redo; accept; edit a quotation
    do(qtbot, window, Qt.Key.Key_X)
    do(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.brief.line(rejected.key).state == "proposed"
    do(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    go_to(qtbot, window, accepted)
    do(qtbot, window, Qt.Key.Key_A)
    go_to(qtbot, window, edited)
    press(qtbot, window, Qt.Key.Key_E)
    qtbot.keyClicks(window.brief.list.editor, EDITED)
    with qtbot.waitSignal(window.desk.written, timeout=10_000):
        qtbot.keyClick(window.brief.list.editor, Qt.Key.Key_Return)

    # annotate
    view = window.source.view
    at = window.desk.article.text.index("résultats solides")
    view.setTextCursor(view.cursor_for(at, at + len("résultats solides")))
    qtbot.keyClick(view, Qt.Key.Key_N)
    # an analysis that ends meanwhile writes too: wait for the note itself
    qtbot.waitUntil(lambda: bool(window.desk.annotations), timeout=10_000)
    qtbot.keyClicks(window.brief.notes.field, NOTE)
    window.brief.notes.end_writing()
    qtbot.waitUntil(lambda: window.desk.annotations[0].body == NOTE, timeout=10_000)
    remembered = window.remember()
    window.close()

    # everything is there again, also the undo of the day before, and after another analysis
    window = start(remembered)
    check_curated(window, accepted, edited, rejected)
    assert window.desk.undo_label
    ids = [headline.id for headline in window.desk.headlines]
    with qtbot.waitSignal(window.desk.written, timeout=ANALYSIS):
        window.desk.write(lambda workspace: workspace.analyse(ids))
    check_curated(window, accepted, edited, rejected)

    # on paper: the edited line as a paraphrase, the verbatim quotation, and what nobody reviewed is marked
    brief = window.desk.workspace.brief(window.desk.dossier_id)
    window.exporting.write("pdf", tmp_path / "brief.pdf", brief)
    qtbot.waitUntil((tmp_path / "brief.pdf").exists, timeout=60_000)
    words = pdf_text(tmp_path / "brief.pdf")
    body = words[: words.index("Annex")]
    assert EDITED in body
    assert f"« {EDITED}" not in body
    assert "Le respect mutuel signifie" not in body
    assert f"« {QUOTED} »" in body.replace("\u00a0", " ")
    assert "propositions récurrentes" not in body
    assert "○" in body
    window.close()


def check_curated(window: MainWindow, accepted: Line, edited: Line, rejected: Line) -> None:
    states = [window.brief.line(line.key).state for line in (accepted, edited, rejected)]
    assert states == ["accepted", "edited", "rejected"]
    assert EDITED in "".join(fragment.text for fragment in window.brief.line(edited.key).fragments)
    assert [(a.span.quote, a.body) for a in window.desk.annotations] == [("résultats solides", NOTE)]
