"""Bringing in, dates, order, own lines, the quick pass: work that writes, and what is said about it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton

from briefing.errors import UserError
from briefing.model import Change
from briefing.text import snippet
from briefing.ui.actions import COMMANDS, Actions
from briefing.ui.dialogs import DatesDialog, MoveDialog, OwnLineDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.make_dialogs import is_date, quoted_parts, read_number
from briefing.ui.quick_pass import QuickPass
from tests.ui.test_window import SHEINBAUM, do, open_article, press

TEXT = "Le ministre Paul Durand a rejeté le plan de paix. Il a demandé un cessez-le-feu à l’Ukraine.\n"


def stop_analysis(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take note of what would be analysed, without a parser."""
    asked: list[str] = []
    monkeypatch.setattr(window.files, "analyse", asked.extend)
    return asked


def drop(window: MainWindow, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return window.files.take_mime(data)


def test_dropped_files_become_articles_and_are_analysed(
    window: MainWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stop_analysis(window, monkeypatch)
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        assert drop(window, tmp_path / "one.txt")
    assert len(window.desk.headlines) == 3
    assert window.desk.article.text.startswith("Le ministre Paul Durand")
    assert asked == [window.desk.article.id]


def test_what_is_refused_is_named_with_its_reason_and_the_rest_goes_on(
    window: MainWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_analysis(window, monkeypatch)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        drop(window, tmp_path / "bad.txt", tmp_path / "good.txt")
    assert len(window.desk.headlines) == 3
    ((name, reason),) = window.files.refusals
    assert name.endswith("bad.txt")
    assert reason
    assert window.message.isVisible()
    assert "1 was refused" in window.message.title.text()
    assert window.message.action.text() == "Show all"


def test_the_same_file_again_adds_nothing_and_says_so(
    window: MainWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_analysis(window, monkeypatch)
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        with qtbot.waitSignal(window.desk.tasks.job_ended, timeout=30_000):
            drop(window, tmp_path / "one.txt")
        qtbot.waitUntil(lambda: not window.desk.tasks.runner.is_busy)
    assert len(window.desk.headlines) == 3
    assert "already there" in window.message.title.text()


def test_pasted_text_becomes_an_article(window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_analysis(window, monkeypatch)
    data = QMimeData()
    data.setText(TEXT)
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        assert window.files.take_mime(data)
    assert window.desk.article.text.startswith("Le ministre")


def test_an_empty_clipboard_says_what_to_do(window: MainWindow) -> None:
    assert not window.files.take_mime(QMimeData())
    assert "Copy the text" in window.message.hint.text()


def test_an_undated_article_asks_for_its_date_and_takes_it(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stop_analysis(window, monkeypatch)
    open_article(window, "Washington")
    ask = window.source.header.date_ask
    assert ask.isVisible()
    assert not ask.button.isEnabled()
    qtbot.keyClicks(ask.field, "2026-01-18")
    with qtbot.waitSignal(window.desk.written):
        qtbot.mouseClick(ask.button, Qt.MouseButton.LeftButton)
    assert (window.desk.article.published, window.desk.article.published_basis) == ("2026-01-18", "given")
    assert not ask.isVisible()
    assert asked == [window.desk.article.id]
    assert "given" in window.source.header.facts.text()


def test_one_table_sets_the_dates_of_all_undated_articles(window: MainWindow) -> None:
    undated = [headline for headline in window.desk.headlines if headline.published is None]
    dialog = DatesDialog(window, undated)
    field = dialog.table.cellWidget(0, 1)
    field.setText("2026-13-01")
    assert dialog.dates == {}
    field.setText("2026-01-18")
    assert dialog.dates == {undated[0].id: "2026-01-18"}


def test_moving_a_line_down_and_up_changes_the_order(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    press(qtbot, window, Qt.Key.Key_J)
    first = window.brief.list.current_key
    keys = [row.key for row in window.brief.list.rows.rows if row.kind == "line"]
    do(qtbot, window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = [row.key for row in window.brief.list.rows.rows if row.kind == "line"]
    assert moved.index(first) == keys.index(first) + 1
    assert window.brief.list.current_key == first


def test_dropping_a_line_before_another_changes_the_order(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    rows = window.brief.list.rows.rows
    lines = [row for row in rows if row.kind == "line" and row.group == rows[2].group]
    with qtbot.waitSignal(window.desk.written):
        window.brief.list.rows.line_dropped.emit(lines[2].key, rows.index(lines[0]))
    after = [row.key for row in window.brief.list.rows.rows if row.kind == "line"]
    assert after.index(lines[2].key) < after.index(lines[0].key)


def test_a_line_moves_to_another_actor_and_under_an_issue(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(window, SHEINBAUM)

    def choose(dialog: MoveDialog) -> bool:
        dialog.actor.setCurrentText("Marco Rubio")
        dialog.issue.setCurrentText("Souveraineté")
        return True

    monkeypatch.setattr(MoveDialog, "exec", choose)
    press(qtbot, window, Qt.Key.Key_J)
    key = window.brief.list.current_key
    do(qtbot, window, Qt.Key.Key_M)
    row = next(row for row in window.brief.list.rows.rows if row.key == key)
    assert row.title == "Marco Rubio"
    assert "Souveraineté" in [row.title for row in window.brief.list.rows.rows if row.kind == "issue"]


def test_a_line_of_ones_own_is_written_and_taken_away(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_["whole_dossier"].trigger()

    def write(dialog: OwnLineDialog) -> bool:
        dialog._text.setPlainText("Both sides want to talk.")
        return True

    monkeypatch.setattr(OwnLineDialog, "exec", write)
    do(qtbot, window, Qt.Key.Key_O)
    own = next(line for line in window.desk.brief.lines if line.kind == "own")
    assert own.fragments[0].text.startswith("Both sides")
    window.go_to_line(own.key)
    do(qtbot, window, Qt.Key.Key_X)
    assert not [line for line in window.desk.brief.lines if line.kind == "own"]


def test_the_quick_pass_asks_line_by_line(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    dialog = QuickPass(window.desk, window.brief, window)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    first, second = dialog._rows[0].key, dialog._rows[1].key
    qtbot.keyClick(dialog, Qt.Key.Key_Y)
    with qtbot.waitSignal(window.desk.written):
        qtbot.keyClick(dialog, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: not window.desk.tasks.writer.is_busy)
    assert window.brief.line(first).state == "accepted"
    assert window.brief.line(second).state == "rejected"


def test_only_what_is_to_review_can_be_shown(window: MainWindow, qtbot) -> None:
    open_article(window, SHEINBAUM)
    press(qtbot, window, Qt.Key.Key_J)
    key = window.brief.list.current_key
    do(qtbot, window, Qt.Key.Key_A)
    window.actions_["only_unreviewed"].trigger()
    assert key not in [row.key for row in window.brief.list.rows.rows]
    window.actions_["only_unreviewed"].trigger()
    assert key in [row.key for row in window.brief.list.rows.rows]


def test_a_fault_of_the_world_is_shown_with_what_to_do(window: MainWindow, qtbot) -> None:
    def refuse(_: object) -> Change:
        raise UserError("disk-full", "The disk is full.", "Free some space.")

    with qtbot.waitSignal(window.desk.tasks.writer.failed):
        window.desk.write(refuse)
    assert window.message.title.text() == "The disk is full."
    assert window.message.hint.text() == "Free some space."


def test_a_bug_is_told_and_the_window_goes_on(window: MainWindow, qtbot) -> None:
    def break_down(_: object) -> Change:
        raise ZeroDivisionError("a bug")

    with qtbot.waitSignal(window.desk.tasks.writer.crashed):
        window.desk.write(break_down)
    assert window.message.action.text() == "Copy report"
    press(qtbot, window, Qt.Key.Key_J)
    do(qtbot, window, Qt.Key.Key_A)


def test_long_work_shows_its_progress_and_can_be_stopped(window: MainWindow, qtbot) -> None:
    seen = []

    def work(_: object, job: object) -> None:
        job.progressed.emit(1, 3, "second.txt")
        while not job.is_cancelled():
            pass
        seen.append("stopped")

    window.desk.run("Importing", work)
    qtbot.waitUntil(lambda: "second.txt" in window.status.progress.what.text())
    assert window.status.progress.what.text() == "Importing 2 of 3: second.txt"
    with qtbot.waitSignal(window.desk.tasks.job_ended):
        qtbot.mouseClick(window.status.progress.cancel, Qt.MouseButton.LeftButton)
    assert seen == ["stopped"]
    assert not window.status.progress.cancel.isVisible()


def test_text_from_outside_is_plain_wherever_a_label_shows_it(window: MainWindow) -> None:
    hostile = "<b>bold</b><img src='/etc/hostname'>"
    window.message.say(hostile, hostile)
    window.source.header.title.setText(hostile)
    for words in window.findChildren(QLabel):
        if words.text():
            assert words.textFormat() == Qt.TextFormat.PlainText, words.text()


def test_everything_that_can_be_pressed_has_a_spoken_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QToolButton

    for widget in window.findChildren(QToolButton) + window.findChildren(QPushButton):
        if widget.isVisibleTo(window):
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for widget in window.findChildren(QAbstractItemView) + window.findChildren(QLineEdit):
        if widget.isVisibleTo(window) and widget.parent() is not None:
            assert widget.accessibleName(), (type(widget), widget.objectName())


def test_no_two_commands_share_a_key(window: MainWindow) -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert isinstance(window.actions_, Actions)


@pytest.mark.parametrize(
    ("text", "quote", "content", "kind"),
    [
        ("Il a dit « oui, demain » hier.", "« oui, demain »", "oui, demain", "direct"),
        ("Il a dit « oui, demain » hier.", "oui, demain", "oui, demain", "direct"),
        ("des résultats « concrets » contre", "des résultats « concrets » contre", None, "mixed"),
        ("il viendra demain", "il viendra demain", None, "indirect"),
    ],
)
def test_a_selection_by_hand_knows_what_is_verbatim(text: str, quote: str, content: str | None, kind: str) -> None:
    start = text.index(quote)
    span, verbatim, found = quoted_parts(text, snippet(text, start, start + len(quote)))
    assert (span.quote, found) == (content or quote, kind)
    assert all(v.stands_in(text) for v in verbatim)
    assert bool(verbatim) == (kind != "indirect")


@pytest.mark.parametrize("words", ["", "2026", "2026-02", "2026-02-28"])
def test_a_date_may_be_a_day_a_month_or_a_year(words: str) -> None:
    assert is_date(words)


@pytest.mark.parametrize("words", ["26", "2026-13", "2026-02-30", "soon", "2026-2-3"])
def test_what_is_no_date_is_refused(words: str) -> None:
    assert not is_date(words)


@pytest.mark.parametrize(("words", "value"), [("50", 50), ("2,5", 2.5), ("x", None), ("", None)])
def test_a_number_is_read_as_it_is_typed(words: str, value: float | None) -> None:
    assert read_number(words) == value
