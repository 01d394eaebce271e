"""What a person does in the window, over a real library."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from briefing.model import Line, Statement
from briefing.settings import Settings
from briefing.ui.app import open_window
from briefing.ui.main_window import MainWindow
from briefing.workspace import Workspace

SHEINBAUM = "Sheinbaum défend"


def open_article(window: MainWindow, beginning: str) -> None:
    row = next(n for n, h in enumerate(window.desk.headlines) if h.title.startswith(beginning))
    window.library.articles.setCurrentIndex(window.library.model.index(row))


def press(
    qtbot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(window.brief.list, key, modifier)


def do(qtbot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key that writes, and wait until it is written."""
    with qtbot.waitSignal(window.desk.written, timeout=10_000):
        press(qtbot, window, key, modifier)


def line_with(window: MainWindow, words: str) -> Line:
    return next(
        line
        for line in window.desk.brief.lines
        if line.kind == "statement" and any(words in e.quote for ev in line.evidence for e in ev.spans)
    )


def selected(window: MainWindow) -> list[str]:
    """The passages that are selected in the source, read from the article at the widget's places."""
    text = window.desk.article.text.encode("utf-16-le")
    selections = window.source.view.extraSelections()
    places = [(s.cursor.selectionStart(), s.cursor.selectionEnd()) for s in selections]
    return [text[2 * start : 2 * end].decode("utf-16-le") for start, end in places]


def test_choosing_a_line_reveals_and_selects_its_passage(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    line = line_with(window, "les propositions récurrentes")
    index = window.brief.list.rows.index_of(line.key)
    window.brief.list.scrollTo(index)
    qtbot.mouseClick(
        window.brief.list.viewport(), Qt.MouseButton.LeftButton, pos=window.brief.list.visualRect(index).center()
    )
    assert selected(window) == [span.quote for span in line.evidence[0].spans]
    view = window.source.view
    top = view.cursorRect(view.cursor_for(line.evidence[0].spans[0].start, line.evidence[0].spans[0].start)).top()
    assert 0 <= top < view.viewport().height()


def test_clicking_a_passage_selects_its_line(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    line = line_with(window, "une assistance en renseignement")
    view = window.source.view
    span = line.evidence[0].spans[-1]
    view.reveal([span], pulse=False)
    place = view.cursorRect(view.cursor_for(span.start + 5, span.start + 5)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 0))
    assert window.brief.list.current_key == line.key


def test_j_and_k_go_through_the_lines(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    first = window.brief.list.current_key
    press(qtbot, window, Qt.Key.Key_J)
    second = window.brief.list.current_key
    press(qtbot, window, Qt.Key.Key_K)
    assert first
    assert second != first
    assert window.brief.list.current_key == first


def test_the_arrow_keys_skip_headings(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    for _ in range(6):
        press(qtbot, window, Qt.Key.Key_Down)
        assert window.brief.list.current_row is not None


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_accepting_is_one_key_and_can_be_undone(
    window: MainWindow, qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    do(qtbot, window, key, modifier)
    assert window.brief.current_line.state == "accepted"
    assert window.actions_["undo"].text() == "Undo: Accept line"
    do(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.brief.current_line.state == "proposed"
    do(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.brief.current_line.state == "accepted"


def test_rejecting_and_leaving_out(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    do(qtbot, window, Qt.Key.Key_Space)
    assert not window.brief.current_line.is_included
    do(qtbot, window, Qt.Key.Key_X)
    assert window.brief.current_line.state == "rejected"


def test_editing_in_place_keeps_on_enter_and_leaves_on_escape(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    press(qtbot, window, Qt.Key.Key_E)
    editor = window.brief.list.editor
    qtbot.keyClicks(editor, "Accepts joint work")
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    line = window.brief.current_line
    assert (line.state, "".join(f.text for f in line.fragments)) == ("edited", "Accepts joint work")
    press(qtbot, window, Qt.Key.Key_E)
    qtbot.keyClicks(window.brief.list.editor, "something else")
    with qtbot.assertNotEmitted(window.desk.written, wait=50):
        qtbot.keyClick(window.brief.list.editor, Qt.Key.Key_Escape)
    assert window.brief.list.editor is None


def test_letters_typed_into_a_field_are_no_commands(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    press(qtbot, window, Qt.Key.Key_G)
    editor = window.brief.list.editor
    qtbot.keyClicks(editor, "jaxu n")
    assert editor.toPlainText() == "jaxu n"
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.brief.current_line.gloss == "jaxu n"


def test_undo_steps_aside_while_a_field_can_undo(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    do(qtbot, window, Qt.Key.Key_A)
    press(qtbot, window, Qt.Key.Key_G)
    editor = window.brief.list.editor
    qtbot.keyClicks(editor, "draft")
    with qtbot.assertNotEmitted(window.desk.written, wait=50):
        window.actions_["undo"].trigger()
    assert editor.toPlainText() == ""
    assert window.brief.current_line.state == "accepted"


def test_an_article_of_another_place_opens_when_its_line_is_chosen(window: MainWindow, qtbot) -> None:
    window.actions_["whole_dossier"].trigger()
    open_article(window, "Washington")
    line = line_with(window, "les propositions récurrentes")
    window.go_to_line(line.key)
    assert window.desk.article.title.startswith(SHEINBAUM)
    assert selected(window) == [span.quote for span in line.evidence[0].spans]


def test_a_note_is_written_and_shows_in_margin_and_tab(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    view = window.source.view
    start = window.desk.article.text.index("résultats solides")
    view.setTextCursor(view.cursor_for(start, start + len("résultats solides")))
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(view, Qt.Key.Key_N)
    qtbot.keyClicks(window.brief.notes.field, "to check **today**")
    window.brief.notes.end_writing()
    qtbot.waitUntil(lambda: window.desk.annotations[0].body == "to check **today**")
    (note,) = window.desk.annotations
    assert (note.kind, note.span.quote) == ("note", "résultats solides")
    assert "to check today" in window.brief.notes.list.item(0).text()


def test_a_highlight_is_made_and_taken_away_with_the_same_key(window: MainWindow, qtbot) -> None:
    view = window.source.view
    view.setTextCursor(view.cursor_for(0, 20))
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(view, Qt.Key.Key_H)
    assert [a.kind for a in window.desk.annotations] == ["highlight"]
    view.setTextCursor(view.cursor_for(0, 20))
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(view, Qt.Key.Key_H)
    assert not window.desk.annotations


def test_a_second_start_finds_everything_as_it_was(qtbot, qapp, library_path: Path) -> None:
    first = open_window(library_path, Settings())
    with qtbot.waitSignal(first.desk.opened, timeout=20_000):
        first.show()
    open_article(first, SHEINBAUM)
    press(qtbot, first, Qt.Key.Key_J)
    do(qtbot, first, Qt.Key.Key_A)
    key = first.brief.list.current_key
    remembered = first.remember()
    first.close()
    second = open_window(library_path, remembered)
    qtbot.addWidget(second)
    assert second.desk.article.title.startswith(SHEINBAUM)  # before the library is open
    assert second.brief.line(key).state == "accepted"
    with qtbot.waitSignal(second.desk.opened, timeout=20_000):
        second.show()
    assert second.brief.line(key).state == "accepted"
    second.close()


def test_the_panes_fold_with_f9_f10_and_f11(window: MainWindow, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.library.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.library.isHidden()
    assert window.brief.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.library.isHidden()
    assert not window.brief.isHidden()


def test_find_goes_from_place_to_place(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = window.source.find_bar
    qtbot.keyClicks(bar.field, "sheinbaum")
    assert bar.count.text() == "1 of 5"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 5"
    span = window.source.view.selected_span()
    assert span is not None
    assert span.quote == "Claudia Sheinbaum"[8:]


def test_every_command_has_a_key_with_ctrl_or_alt_or_stands_in_a_menu() -> None:
    from briefing.ui.actions import COMMANDS, is_single

    for command in COMMANDS.values():
        if any(is_single(key) for key in command.keys):
            assert any("+" in key or key.startswith("F") for key in command.keys), command.name


def test_single_keys_can_be_switched_off(window: MainWindow, qtbot) -> None:
    window.actions_["single_keys"].trigger()
    press(qtbot, window, Qt.Key.Key_J)
    assert window.brief.list.current_key == ""
    press(qtbot, window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.brief.list.current_key


def test_go_to_finds_lines_and_commands(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.header.search
    qtbot.keyClicks(field, "agents de la cia")
    titles = [window.go_to.list.item(n).text() for n in range(window.go_to.list.count())]
    assert any("agents de la CIA" in title for title in titles)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "agents de la CIA" in "".join(selected(window))


def test_a_statement_made_by_hand_becomes_a_line(window: MainWindow) -> None:
    from briefing.text import snippet
    from briefing.ui.make_dialogs import MakeStatement

    open_article(window, SHEINBAUM)
    article = window.desk.article
    start = article.text.index("la coopération fonctionne")
    dialog = MakeStatement(window, article, snippet(article.text, start, start + 80), window.desk.findings.actors)
    dialog.speaker.setCurrentText("Ambassade du Mexique aux États-Unis")
    finding = dialog.addition.finding
    assert isinstance(finding, Statement)
    assert finding.actors == ("A07",)


def test_the_library_is_not_touched_by_looking(window: MainWindow, library_path: Path) -> None:
    assert window.desk.undo_label is None
    with Workspace.open(library_path.with_name("other.briefing"), with_sample=False) as other:
        assert other.library.undo_label is None


def test_a_formatted_copy_reaches_the_clipboard(window: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(window.desk.tasks.job_ended, timeout=20_000):
        window.actions_["copy_brief"].trigger()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: clipboard.mimeData() is not None and clipboard.mimeData().hasHtml())
    assert "Sheinbaum" in QGuiApplication.clipboard().mimeData().html()


def test_a_meetings_row_goes_on_where_its_chip_ends(window: MainWindow) -> None:
    from briefing.ui.rows import chip_words, row_fragments

    open_article(window, SHEINBAUM)
    line = next(line for line in window.desk.brief.lines if line.kind == "meeting")
    shown = "".join(fragment.text for fragment in row_fragments(line))
    assert chip_words(line) == "23 Jan 2026"
    assert "2026" not in shown
    assert shown


def test_a_day_begins_with_a_backup(window: MainWindow, qtbot, library_path: Path) -> None:
    def copies() -> list[Path]:
        return [path for path in library_path.parent.rglob("*") if "backup" in str(path) and path.is_file()]

    qtbot.waitUntil(lambda: len(copies()) > 0, timeout=20_000)
    window.files.back_up_if_due()
    qtbot.waitUntil(lambda: not window.desk.tasks.runner.is_busy, timeout=20_000)
    assert len(copies()) == 1


@pytest.mark.qt_log_ignore("does not support raise")  # tips, offscreen
def test_a_button_of_the_open_line_says_what_it_does(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    lines = window.brief.list
    lines.show_line(line_with(window, "les propositions récurrentes").key)

    def tip_at(place: QPoint) -> str:
        event = QHelpEvent(QEvent.Type.ToolTip, place, lines.viewport().mapToGlobal(place))
        QApplication.sendEvent(lines.viewport(), event)
        return QToolTip.text()

    box = QRectF(lines.visualRect(lines.currentIndex()))
    assert tip_at(box.topLeft().toPoint() + QPoint(30, 20)) == ""
    buttons = lines.lines.buttons(box)
    assert [tip_at(area.center().toPoint()) for area in buttons.values()][::5] == ["Accept (A)", "Reject (X)"]


def test_the_space_bar_still_presses_a_focused_button(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    included = window.brief.current_line.is_included
    button = window.brief.scope.dossier
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()
    qtbot.waitUntil(lambda: not window.desk.tasks.writer.is_busy)
    assert window.desk.undo_label is None
    assert included


def test_a_note_on_the_current_line_stands_on_cue_and_content(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    line = line_with(window, "les propositions récurrentes")
    window.go_to_line(line.key)
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(window.brief.list, Qt.Key.Key_N)
    (note,) = window.desk.annotations
    assert note.span.quote.startswith("a rejeté les propositions récurrentes")


def test_ctrl_enter_ends_a_note_and_accepts_nothing(window: MainWindow, qtbot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    key = window.brief.list.current_key
    with qtbot.waitSignal(window.desk.written):
        press(qtbot, window, Qt.Key.Key_N)
    field = window.brief.notes.field
    qtbot.keyClicks(field, "done")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk.annotations[0].body == "done")
    assert window.brief.line(key).state == "proposed"
    assert not field.isVisible()


def test_the_first_look_shows_an_article_with_its_annotations(qtbot, qapp, library_path: Path) -> None:
    """An unexpected Qt warning fails a test: annotations must not be set before there is a text."""
    from briefing.model import Annotation
    from briefing.text import snippet

    with Workspace.open(library_path) as workspace:
        dossier = workspace.library.dossiers()[0]
        article = workspace.library.article(workspace.library.headlines(dossier.id)[0].id)
        workspace.annotate(Annotation("n" * 32, article.id, "note", snippet(article.text, 140, 170), body="seen"))
    window = open_window(library_path, Settings(last_dossier=dossier.id, last_article=article.id))
    qtbot.addWidget(window)
    assert [a.body for a in window.desk.annotations] == ["seen"]
    with qtbot.waitSignal(window.desk.opened, timeout=20_000):
        window.show()
    window.close()
