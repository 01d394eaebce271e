"""Stories of several articles, what differs, a newer version, and the trash, in a real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.differences import differences
from briefing.model import Annotation, Article
from briefing.text import surroundings
from briefing.ui.carried_dialog import CarriedDialog
from briefing.ui.differences_dialog import DifferencesDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.models import ListedRole
from briefing.ui.theme import DARK, LIGHT
from briefing.ui.trash_commands import what_goes
from tests.library.making import an_article, passage
from tests.ui.test_window import SHEINBAUM


def do(window: MainWindow, qtbot, act) -> None:
    """Do something that writes, and wait until it is written."""
    with qtbot.waitSignal(window.desk.written, timeout=20_000):
        act()


def open_article(window: MainWindow, beginning: str) -> None:
    window.desk.go_to_article(next(h.id for h in window.desk.headlines if h.title.startswith(beginning)))


@pytest.fixture
def copies(window: MainWindow, qtbot) -> tuple[Article, Article]:
    """The article on Sheinbaum beside an updated version of it, grouped."""
    open_article(window, SHEINBAUM)
    old = window.desk.article
    text = "Mise à jour à 18 h.\n\n" + old.text.replace("320 tonnes", "340 tonnes")
    new = an_article(text, title="Sheinbaum, actualisé", published="2026-01-17")._replace(outlet=old.outlet)

    def add(workspace: object) -> object:
        with workspace.library.edit("Import") as edit:  # type: ignore[attr-defined]
            edit.add_article(new, text.encode(), window.desk.dossier_id)
        return edit.change

    do(window, qtbot, lambda: window.desk.write(add))
    window.versions.compare([new.id])
    qtbot.waitUntil(lambda: new.id in window.desk.stories, timeout=20_000)
    return old, new


def listed(window: MainWindow) -> list[tuple[str, int, bool]]:
    model = window.library.model
    rows = [model.index(row).data(ListedRole) for row in range(model.rowCount())]
    return [(row.headline.title, row.versions, row.is_member) for row in rows]


def test_a_story_is_one_row_that_opens_with_the_arrow_keys(
    window: MainWindow, qtbot, copies: tuple[Article, Article]
) -> None:
    old, new = copies
    window.desk.go_to_article(new.id)
    before = [row for row in listed(window) if row[0] in (old.title, new.title)]
    # the older one was read: the story stands open around it
    assert before == [(new.title, 2, False), (old.title, 0, True)]
    articles = window.library.articles
    qtbot.keyClick(articles, Qt.Key.Key_Left)
    assert (old.title, 0, True) not in listed(window)
    qtbot.keyClick(articles, Qt.Key.Key_Right)
    assert (old.title, 0, True) in listed(window)
    qtbot.keyClick(articles, Qt.Key.Key_Down)
    assert window.desk.article.id == old.id
    qtbot.keyClick(articles, Qt.Key.Key_Left)
    assert window.desk.article.id == new.id
    assert (old.title, 0, True) not in listed(window)


def test_a_click_on_the_number_opens_a_story(window: MainWindow, qtbot, copies: tuple[Article, Article]) -> None:
    _, new = copies
    articles, model = window.library.articles, window.library.model
    row = model.row_of(new.id)
    index = model.index(row)
    box = articles.look.versions_box(articles.visualRect(index), index.data(ListedRole))
    was_open = index.data(ListedRole).is_open
    qtbot.mouseClick(articles.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert model.index(model.row_of(new.id)).data(ListedRole).is_open != was_open


def test_what_differs_is_shown_and_gone_through(window: MainWindow, qtbot, copies: tuple[Article, Article]) -> None:
    open_article(window, SHEINBAUM)
    window.actions_["compare_versions"].trigger()
    qtbot.waitUntil(lambda: isinstance(window.versions.dialog, DifferencesDialog), timeout=10_000)
    dialog = window.versions.dialog
    assert len(dialog.places) == 2
    shown = dialog.text.toPlainText()
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    assert dialog.count.text() == "1 of 2"
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    start, end = dialog.places[dialog.current]
    assert shown[start:end] == "320 340"
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    assert dialog.count.text() == "1 of 2"
    dialog.copy()
    assert "− 320\n+ 340" in QApplication.clipboard().text()
    dialog.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_markup_in_a_text_is_shown_as_it_stands(window: MainWindow, qtbot, theme) -> None:
    old, new = an_article("Rien <b>ici</b>."), an_article('Rien <img src="/etc/passwd"> ici.' + " mot" * 3_000)
    dialog = DifferencesDialog(old, new, differences(old.text, new.text), theme, 1.0, window)
    assert "/etc/passwd" in dialog.text.toPlainText()
    assert "\ufffc" not in dialog.text.toPlainText(), "no picture stands in it"
    dialog.close()


def test_a_newer_version_takes_the_place_with_a_report(
    window: MainWindow, qtbot, copies: tuple[Article, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = copies
    span = passage(old.text, "320 tonnes")
    prefix, suffix = surroundings(old.text, span)
    note = Annotation("n", old.id, "note", span, prefix, suffix, "à vérifier")
    do(window, qtbot, lambda: window.desk.write(lambda workspace: workspace.annotate(note)))
    findings = window.desk.workspace.library.findings(old.id)
    monkeypatch.setattr(
        type(window.desk.workspace),
        "find_in",
        lambda self, article, is_cancelled=None: findings._replace(
            actors=(),
            statements=(),
            unattributed=(),
            meetings=(),
            figures=(),
            dates=(),
            cautions=(),
            reference_date=findings.reference_date._replace(span=None),
        ),
    )
    window.versions.succeed(old.id, new.id)
    qtbot.waitUntil(lambda: isinstance(window.versions.dialog, CarriedDialog), timeout=20_000)
    dialog = window.versions.dialog
    assert dialog.current.outcome == "changed"
    assert [dialog.table.item(0, column).text() for column in (2, 3)] == ["320 tonnes", "340 tonnes"]
    dialog.show_old()
    assert window.desk.article.id == old.id
    assert "old version" in window.message.title.text()
    dialog.show_new()
    assert window.desk.article.id == new.id
    dialog.close()
    assert old.id not in {headline.id for headline in window.desk.headlines}
    with qtbot.waitSignal(window.desk.written, timeout=10_000):
        window.actions_["undo"].trigger()
    assert old.id in {headline.id for headline in window.desk.headlines}
    assert [a.id for a in window.desk.workspace.library.annotations(old.id)] == ["n"]


def test_the_trash_counts_gives_back_and_deletes_for_good(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article(window, SHEINBAUM)
    thrown = window.desk.article.id
    do(window, qtbot, window.actions_["trash_article"].trigger)
    assert window.desk.trashed == 1
    assert not window.library.trash_bar.isVisible()
    window.desk.go_to_trash()
    bar = window.library.trash_bar
    assert bar.isVisible()
    after = window.library.articles.nextInFocusChain()
    while not after.focusPolicy() & Qt.FocusPolicy.TabFocus:
        after = after.nextInFocusChain()
    assert after is bar.restore, "by the tabulator key one comes from the list to what can be done with it"
    do(window, qtbot, bar.restore.click)
    assert window.desk.trashed == 0
    assert "Mexico" in window.message.hint.text()
    window.desk.go_to_dossier(window.desk.dossiers[0].id, thrown)
    do(window, qtbot, window.actions_["trash_article"].trigger)
    window.desk.go_to_trash()
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    window.actions_["delete_article"].trigger()
    assert len(asked) == 1
    assert window.desk.trashed == 1, "who closes the question keeps the article"
    monkeypatch.setattr(type(window.trash), "_is_sure", lambda *_: True)
    do(window, qtbot, window.actions_["empty_trash"].trigger)
    assert window.desk.trashed == 0
    assert thrown not in {h.id for h in window.desk.workspace.library.headlines()}
    assert window.desk.workspace.library.check() == []


def test_the_question_says_what_is_lost(window: MainWindow) -> None:
    words = what_goes(window.desk.headlines[:1], {"annotations": 2, "decisions": 0, "additions": 1})
    assert "2 annotations" in words
    assert "decision" not in words
    assert "Backups" in words


def test_only_what_is_in_the_trash_can_be_deleted(window: MainWindow) -> None:
    window.actions_["delete_article"].trigger()
    assert "in the trash" in window.message.title.text()


def test_a_file_with_the_text_of_another_is_told(window: MainWindow, qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(window.files, "analyse", lambda ids: None)
    open_article(window, SHEINBAUM)
    (tmp_path / "again.txt").write_text("\ufeff" + window.desk.article.text, encoding="utf-8")
    window.files.import_paths([tmp_path / "again.txt"])
    qtbot.waitUntil(lambda: "very text" in window.message.title.text(), timeout=30_000)


def test_what_changed_since_the_last_brief_is_told(window: MainWindow, qtbot, tmp_path: Path) -> None:
    window.actions_["what_changed"].trigger()
    assert "did not go out" in window.message.title.text()
    brief = window.desk.workspace.brief(window.desk.dossier_id)
    window.exporting.write("md", tmp_path / "brief.md", brief)
    qtbot.waitUntil(lambda: window.desk.workspace.library.last_sent(window.desk.dossier_id) is not None, timeout=20_000)
    assert window.desk.undo_label is None, "an export is nothing to undo"
    line = next(line for line in brief.lines if line.kind == "statement" and line.is_included)
    decision = {"text": "Other words", "state": "edited"}
    do(window, qtbot, lambda: window.desk.write(lambda w: w.curate(window.desk.dossier_id, line.key, **decision)))
    window.header.changed_button.click()
    dialog = window.exporting.dialog
    assert [dialog.table.item(0, column).text() for column in (0, 3)] == ["≠ changed", "Other words"]
    dialog.line.click()
    assert window.brief.current_line.key == line.key
    dialog.close()
