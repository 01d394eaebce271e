"""Backups and health in the window."""

import sqlite3
from contextlib import closing

from briefing.ui.backups_dialog import BackupsDialog
from briefing.ui.health_dialog import HealthDialog
from briefing.ui.main_window import MainWindow

WAIT = 30_000


def test_a_backup_is_made_listed_and_put_back_in_two_clicks(qtbot, window: MainWindow) -> None:
    window.actions_["backups"].trigger()
    (dialog,) = window.findChildren(BackupsDialog)
    listed = dialog.table.rowCount()
    dialog.back_up.click()
    qtbot.waitUntil(lambda: dialog.table.rowCount() > listed, timeout=WAIT)
    names = [dossier.name for dossier in window.desk.dossiers]
    with window.desk.workspace.library.edit("Dossier") as edit:
        edit.add_dossier("Added later")
    window.desk.take(edit.change)
    assert [dossier.name for dossier in window.desk.dossiers] != names
    dialog.restore.click()
    qtbot.waitUntil(lambda: "as it was on" in window.message.title.text(), timeout=WAIT)
    assert "is kept as" in window.message.hint.text()
    assert [dossier.name for dossier in window.desk.dossiers] == names
    assert window.desk.article is not None


def test_a_sound_library_tells_its_figures(qtbot, window: MainWindow) -> None:
    window.actions_["check_library"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HealthDialog)), timeout=WAIT)
    (dialog,) = window.findChildren(HealthDialog)
    assert "sound" in dialog.verdict.text()
    assert dialog.list.count() == 0


def test_a_damaged_article_is_named_and_repaired(qtbot, window: MainWindow) -> None:
    library = window.desk.workspace.library
    library.backup()
    article = window.desk.article
    assert article is not None
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute("DROP TRIGGER article_text_is_settled")
        query = "UPDATE article_text SET text = 'faux' WHERE number = (SELECT number FROM article WHERE id = ?)"
        connection.execute(query, (article.id,))
        connection.commit()
    window.actions_["check_library"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HealthDialog)), timeout=WAIT)
    (dialog,) = window.findChildren(HealthDialog)
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert any(article.title in line for line in listed)
    assert dialog.repair is not None
    dialog.repair.click()
    qtbot.waitUntil(lambda: len(window.findChildren(HealthDialog)) > 1, timeout=WAIT)
    assert library.article(article.id).text == article.text
    assert "text-changed" not in [problem.code for problem in library.check()]
