"""Words from outside in every field, through every pane, dialog, menu and message: plain text everywhere, whole, in
their place, and no file is opened.

The walk of `walking` looks at all that a window shows; here the window is brought to show it all.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QDesktopServices, QFont, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from briefing.errors import UserError
from briefing.library import Library, Problem
from briefing.model import Article, Change
from briefing.settings import Settings
from briefing.ui import line_layout
from briefing.ui.actions import COMMANDS
from briefing.ui.app import open_window
from briefing.ui.file_commands import FileCommands
from briefing.ui.kept_dialog import KeptDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.work_dialog import WorkDialog
from briefing.workspace import ImportItem, ImportReport, Workspace
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.library.making import TEXT, some_findings
from tests.test_injection import FIELDS, fill, marked
from tests.ui.walking import ALONE, CANARY, WINDOW_KINDS, Findings, Opened, said

# They end the program, or work for seconds in a process of its own.
_LEFT_OUT = {"quit", "analyse", "check_library", "back_up", "import_newer", "add_sample"}
_LEFT_OUT |= {name for name in COMMANDS if name.startswith(("zoom_", "theme_"))}
# Of a line that is not in this brief; the article's own words for a figure stand for its unit; a path's last part.
_NOT_SHOWN = {"caution note", "unit", "folder"}
_LAST = ("trash_article", "remove_dossier")


def fill_window(path: Path, words: str) -> None:
    """A library in which every view of the window has something to show."""
    other_path = path.with_name("other.briefing")
    with Workspace.open(path, with_sample=False) as workspace, Library.open(other_path) as other:
        library = workspace.library
        dossier, article = fill(library, words)
        newer, thrown = another(article, "f", "Mise à jour."), another(article, "0", "À la corbeille.")
        with library.edit("More") as edit:
            for one in (newer, thrown):
                edit.add_article(one, one.text.encode(), dossier)
            edit.put_findings(newer.id, some_findings(newer.text), "m")
            edit.trash_article(thrown.id)
        export_dossier(library, dossier, path.with_name("x.dossier"), source=words)
        import_dossier(other, path.with_name("x.dossier"))
        for one, gloss in ((library, "Mine: " + marked("gloss", words)), (other, said("their gloss", words))):
            with one.edit("Work") as edit:
                edit.curate(dossier, article.id, "s-1", gloss=gloss, author=said("whose", words))
        export_dossier(other, dossier, path.with_name("x.dossier"), source=words)
        assert import_dossier(library, path.with_name("x.dossier")).differences
        workspace.note_sent(dossier, workspace.brief(dossier))
        with library.edit("More") as edit:
            edit.curate(dossier, article.id, "u-1", issue=marked("issue", words), actor=marked("line actor", words))
        library.begin_import(dossier, None, [said("folder", words)], 3)


def another(article: Article, digit: str, beginning: str) -> Article:
    """An article that tells the same story, without a day."""
    text = f"{beginning} {article.text}"
    digest = sha256(text.encode()).hexdigest()
    return article._replace(
        id=digit * 32,
        text=text,
        original_sha256=digest,
        text_sha256=digest,
        published=None,
        published_basis="none",
    )


class Tour:
    """Brings a window to show all it can, and walks over it at each stop."""

    def __init__(self, window: MainWindow, words: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
        self.qtbot, self.window, self.words, self.seen = qtbot, window, words, Findings(words)
        self.stop = "opened"
        monkeypatch.setattr(QDialog, "exec", lambda dialog: self._exec(dialog))
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self._asked)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a: (self._asked(*a), ([], ""))[1])
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: self._asked(*a)[0])
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)

    def _asked(self, *arguments: object) -> tuple[str, str]:
        """A dialog of the system: what it would show."""
        caption, place = (str(words) for words in arguments[1:3])
        self.seen.take_painted(caption, f"{self.stop}: file dialog")
        # the names that are proposed are made for people, of titles; they lead nowhere else
        self.seen.take_painted(re.sub("[QS]", "", place), f"{self.stop}: file dialog")
        assert ".." not in Path(place).parts
        return "", ""

    def _exec(self, dialog: QDialog) -> int:
        dialog.show()
        self.look()
        dialog.close()
        return 0

    def settle(self) -> None:
        """Wait until nothing works behind the window."""
        tasks, searching = self.window.desk.tasks, self.window.searching
        workers = [tasks.writer, tasks.runner, tasks.reader, searching.worker]
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not any(worker.is_busy for worker in workers), timeout=60_000)

    def look(self, *widgets: QWidget) -> None:
        """Walk over widgets, dialogs and what the window says, and have them painted."""
        window = self.window
        for widget in (*widgets, *self.dialogs(), window.message, window.header, window.status):
            self.seen.take(widget, self.stop)
            if widget.isVisible():
                widget.grab()

    def go(self, stop: str, *widgets: QWidget) -> None:
        """Stop somewhere and look."""
        self.stop = stop
        self.settle()
        self.look(*widgets)

    def dialogs(self) -> list[QWidget]:
        return [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]

    def close_dialogs(self) -> None:
        for top in self.dialogs():
            top.close()

    def press(self, name: str) -> None:
        """A command, whatever comes of it."""
        self.window.actions_[name].trigger()
        self.go(name)
        self.close_dialogs()
        self.window.message.hide()


@pytest.fixture(params=WINDOW_KINDS)
def tour(
    request: pytest.FixtureRequest, qtbot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Tour]:
    """The window over a library with the words in every field."""
    monkeypatch.setenv("BRIEFING_SETTINGS", str(tmp_path / "settings.toml"))
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    words = WINDOW_KINDS[request.param].replace(CANARY, str(canary))
    fill_window(tmp_path / "library.briefing", words)
    monkeypatch.setattr(FileCommands, "analyse", lambda files, ids: None)
    window = open_window(
        tmp_path / "library.briefing", Settings(theme="light", recent_searches=said("query", words).replace("\n", " "))
    )
    window.resize(1440, 900)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.desk.opened, timeout=60_000):
        window.show()
    qapp.clipboard().clear()
    opened = Opened(canary)
    yield Tour(window, words, monkeypatch, qtbot)
    assert not opened
    opened.close()
    window.close()


def show_panes(tour: Tour) -> None:
    window, brief = tour.window, tour.window.brief
    tour.go("window", window)
    window.desk.show_whole_dossier(True)
    tour.settle()
    for number in range(brief.tabs.count()):
        brief.tabs.setCurrentIndex(number)
        tour.go(f"tab {number}", brief)
    for annotation in window.desk.dossier_annotations:
        window.open_annotation(annotation.id)
        tour.go("annotation", brief.notes)
    brief.tabs.setCurrentIndex(0)
    for row in brief.list.rows.rows:
        if row.kind == "line":
            window.go_to_line(row.key)
            tour.go(row.key, brief.list)
            window.source._hover(row.key, QPoint(400, 400))
            tour.look(window.source.card)
    window.source.card.hide()
    for headline in list(window.desk.headlines):
        window.desk.go_to_article(headline.id)
        tour.go("article", window.source)


def show_searches(tour: Tour) -> None:
    window, panel = tour.window, tour.window.searching.panel
    window.library.filter_chosen.emit("search", window.desk.searches[0].query)
    tour.go("saved search", panel)
    for query in ("souveraineté", "homicides"):
        for button in (panel.articles, panel.statements):
            window.searching.begin(query)
            button.click()
            tour.go(f"search {query}", panel)
    panel.save.click()
    tour.go("save search")
    tour.close_dialogs()
    panel.saved.rename_wanted.emit(window.desk.searches[0].id)
    tour.go("rename search")
    tour.close_dialogs()
    panel.close_panel()
    for typed in ("", "souveraineté"):
        window.header.search.setText(typed)
        window.go_to.begin()
        tour.go("go to", window.go_to)
    window.go_to.close_list()
    window.source.find_bar.begin()
    window.source.find_bar.field.setText("souveraineté")
    tour.go("find", window.source)


def show_messages(tour: Tour) -> None:
    window, words = tour.window, tour.words
    window.message.say_error(UserError("x", said("error", words), said("hint", words)))
    tour.go("error")
    window.say_crashed(f"Traceback\n{said('error', words)}")
    tour.go("crash")
    window.intake.offer_rest()
    tour.go("rest")
    window.intake.offer_address(words)
    tour.go("address")
    article_id = window.desk.headlines[0].id
    items = (
        ImportItem(said("refused name", words), "refused", None, said("refused reason", words)),
        ImportItem(said("file name", words), "kept", None, said("file reason", words)),
        ImportItem("x", "added", article_id, said("refused reason", words), ("title", "published")),
    )
    for shown in (items, items[2:]):
        window.files.take_report(ImportReport(shown, Change(label="")))
        tour.go("report")
    window.files.show_refusals()
    tour.go("refusals")
    tour.close_dialogs()
    window.intake.look_over_added(ImportReport(items, Change(label="")))
    window.versions._offer([(window.desk.headlines[-1].id, article_id)])
    tour.go("newer version")
    job = window.desk.tasks.run(said("job", words), lambda job: None)
    window.status._show_progress(job, 1, 2, said("title", words))
    tour.look()
    dialog = WorkDialog(job, "It takes a while.", window)
    dialog.show()
    dialog._show(1, 2, said("title", words))
    tour.look()
    tour.settle()
    problem = Problem("x", said("problem", words))
    window.safety._show_health([problem], [said("hint", words)], [said("error", words)])
    tour.go("health")
    tour.close_dialogs()
    window.keeping.show_kept()
    tour.go("kept")
    kept = next(dialog for dialog in tour.dialogs() if isinstance(dialog, KeptDialog))
    save, show, _, discard = kept.buttons
    for button in (save, show, discard):
        button.click()
        tour.go("kept")
    tour.close_dialogs()
    window.message.hide()


def press_everything(tour: Tour) -> None:
    window = tour.window
    cursor = window.source.view.cursor_for(*next(m.span() for m in re.finditer("souveraineté", TEXT)))
    for name in COMMANDS:
        if name not in (*_LEFT_OUT, *_LAST):
            if name in ("tag", "note", "make_statement", "make_meeting", "make_figure", "highlight"):
                window.source.view.setTextCursor(cursor)
            tour.press(name)
    for name in (*_LAST, "undo"):
        tour.press(name)
    for menu in window.findChildren(QMenu):
        tour.look(menu)
    window.desk.go_to_trash()
    tour.go("trash", window)
    for name in ("delete_article", "trash_article"):
        tour.press(name)
    tour.go("at the end", window)


def test_every_field_is_plain_text_and_whole_wherever_it_is_shown(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    spy_on_painting(tour, monkeypatch)
    show_panes(tour)
    show_searches(tour)
    show_messages(tour)
    press_everything(tour)
    seen = tour.seen
    assert seen.faults == []
    assert set(seen.cut) <= set(seen.whole)
    assert {*FIELDS, *ALONE} - set(seen.whole) <= _NOT_SHOWN


def spy_on_painting(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the window's own code paints is looked at as well: models may hold what nobody sees as it is."""
    draw = QPainter.drawText

    def spy(painter: QPainter, *arguments: object) -> object:
        tour.seen.take_painted(next(a for a in arguments if isinstance(a, str)), tour.stop)
        return draw(painter, *arguments)

    class Layout(QTextLayout):
        def __init__(self, words: str, letters: QFont) -> None:
            super().__init__(words, letters)
            tour.seen.take_painted(words, tour.stop)

    monkeypatch.setattr(QPainter, "drawText", spy)
    monkeypatch.setattr(line_layout, "QTextLayout", Layout)
