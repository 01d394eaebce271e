"""The window: three panes over one desk, and the commands that work on them."""

import base64
import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from briefing.errors import UserError
from briefing.i18n import interface_language, tr
from briefing.model import Span
from briefing.settings import Settings, save_settings
from briefing.ui.actions import MENUS, Actions
from briefing.ui.annotation_commands import AnnotationCommands
from briefing.ui.brief_pane import BriefPane
from briefing.ui.desk import Desk
from briefing.ui.export_commands import ExportCommands
from briefing.ui.file_commands import FileCommands
from briefing.ui.go_to import GoTo
from briefing.ui.handing_commands import HandingCommands
from briefing.ui.header_bar import HeaderBar
from briefing.ui.intake_commands import IntakeCommands
from briefing.ui.kept_commands import KeptCommands
from briefing.ui.library_pane import LibraryPane
from briefing.ui.line_commands import LineCommands
from briefing.ui.messages import MessageBar
from briefing.ui.page_commands import PageCommands
from briefing.ui.safety_commands import SafetyCommands
from briefing.ui.search_commands import SearchCommands
from briefing.ui.source_pane import SourcePane
from briefing.ui.status_bar import StatusBar
from briefing.ui.trash_commands import TrashCommands
from briefing.ui.version_commands import VersionCommands
from briefing.ui.view_commands import ViewCommands
from briefing.wording import labelled

_LINE_MENU = ("accept", "include", "reject", "", "edit", "gloss", "move", "", "move_up", "move_down", "", "note", "tag")
_SOURCE_MENU = (
    "highlight",
    "note",
    "tag",
    "",
    "make_statement",
    "make_meeting",
    "make_figure",
    "",
    "find",
    "quiet",
)
_ARTICLE_MENU = (
    *("edit_article", "set_dates", "analyse", ""),
    *("compare_versions", "newer_version", "import_newer", "carried_over", ""),
    *("save_original", "open_original", "", "trash_article", "delete_article"),
)
_DOSSIER_MENU = ("add_dossier", "rename_dossier", "remove_dossier", "", "edit_header", "export")
_IMPORT_MENU = ("import_files", "import_folder", "import_address", "paste_article", "", "set_inbox", "add_sample")


class MainWindow(QMainWindow):
    """Panes, bars and commands. It shows what lies on the desk; every write goes through the desk."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk, self.settings = desk, settings
        self.setWindowTitle("Briefing")
        self.setAcceptDrops(True)
        self.view = ViewCommands(self)
        self.view.set_ground()
        self.library = LibraryPane()
        self.source = SourcePane()
        self.brief = BriefPane()
        self.status = StatusBar(desk.tasks)
        central = self.central = QWidget()
        self.setCentralWidget(central)
        self.message = MessageBar(central)
        self.lines = LineCommands(desk, self.brief, self.say, lambda: self.settings.drafter)
        self.annotating = AnnotationCommands(desk, self.source, self.brief, self.say)
        self.files = FileCommands(desk, self, self.message)
        self.files.folder = settings.last_folder
        self.versions = VersionCommands(desk, self, self.message, self.view.look_now, self._show_span)
        self.files.compare = self.versions.compare
        self.trash = TrashCommands(desk, self, self.message)
        self.intake, self.keeping = IntakeCommands(self, self.files), KeptCommands(self, self.files)
        self.exporting = ExportCommands(desk, self, self.message)
        self.exporting.theme = lambda: self.view.look_now()[0]
        self.exporting.go_to_line = self._go_to_any_line
        self.paging = PageCommands(desk, self.source, self.say_crashed)
        self.handing = HandingCommands(desk, self, self.message, self.files.analyse)
        self.searching = SearchCommands(desk, self, self.go_to_place)
        self.files.take_dossiers = self.handing.bring_in_files
        self.safety = SafetyCommands(desk, self, self.message, lambda: self.settings.theme)
        self.actions_ = Actions(self, self._verbs())
        menu = QMenu(self)
        for title, _ in MENUS:
            menu.addMenu(self.actions_.menu(title, menu))
        self.header = HeaderBar(menu, self.actions_.menu_of(_IMPORT_MENU, self))
        self.go_to = GoTo(central, self.header.search, desk, self.actions_)
        self._lay_out(central)
        self._connect_desk()
        self._connect_panes()
        self.view.set_look()
        self._restore()
        self.brief.list.setFocus()

    def _lay_out(self, central: QWidget) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.library, self.source, self.brief):
            self.splitter.addWidget(pane)
        self.splitter.setCollapsible(1, False)
        for place, stretch in enumerate((0, 1, 1)):
            self.splitter.setStretchFactor(place, stretch)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes([250, 690, 500])
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.splitter, 1)
        self.setStatusBar(self.status)
        for name in ("import_files", "paste_article", "add_sample"):
            self.source.empty.buttons.addWidget(self._button(name))

    def _button(self, name: str) -> QPushButton:
        action = self.actions_[name]
        button = QPushButton(action.text())
        button.clicked.connect(action.trigger)
        return button

    # --- in step -----------------------------------------------------------------------------------------------------

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.dossiers_changed.connect(self._show_dossiers)
        desk.headlines_changed.connect(self._show_headlines)
        desk.article_changed.connect(self._show_article)
        desk.annotations_changed.connect(self._show_annotations)
        desk.brief_changed.connect(self._show_brief)
        desk.history_changed.connect(self._show_history)
        desk.searches_changed.connect(self._show_filters)
        desk.could_not_open.connect(self.message.say_error)
        for worker in (desk.tasks.writer, desk.tasks.runner):
            worker.failed.connect(self._say_failed)
            worker.crashed.connect(self.say_crashed)

    def _connect_panes(self) -> None:
        self.header.dossier_chosen.connect(self.desk.go_to_dossier)
        self.header.export_button.clicked.connect(self.actions_["export"].trigger)
        self.header.changed_button.clicked.connect(self.actions_["what_changed"].trigger)
        self.library.dossier_chosen.connect(self.desk.go_to_dossier)
        self.library.article_chosen.connect(self.desk.go_to_article)
        self.library.filter_chosen.connect(self._choose_filter)
        self.library.article_menu_wanted.connect(lambda _, place: self._pop_up(_ARTICLE_MENU, place))
        bar = self.library.trash_bar
        for button, name in (
            (bar.restore, "trash_article"),
            (bar.delete, "delete_article"),
            (bar.empty, "empty_trash"),
        ):
            button.clicked.connect(self.actions_[name].trigger)
        self.library.dossier_menu_wanted.connect(lambda _, place: self._pop_up(_DOSSIER_MENU, place))
        self.source.line_clicked.connect(self.go_to_line)
        self.source.page_bar.pages_chosen.connect(self.actions_["show_pages"].setChecked)
        self.source.view.menu_wanted.connect(lambda place: self._pop_up(_SOURCE_MENU, place))
        self.source.view.space_pressed.connect(self.actions_["include"].trigger)
        self.source.view.mark_clicked.connect(self._open_annotation)
        self.source.header.date_ask.date_given.connect(self.files.set_date)
        self.source.header.date_ask.others_wanted.connect(self.files.set_dates)
        brief = self.brief
        brief.line_chosen.connect(self.reveal_line)
        brief.list.command_wanted.connect(lambda name, _: self.actions_[name].trigger())
        brief.list.text_edited.connect(self.lines.take_text)
        brief.list.line_moved.connect(self.lines.drop)
        brief.list.menu_wanted.connect(lambda _, place: self._pop_up(_LINE_MENU, place))
        brief.scope.whole_chosen.connect(self._choose_scope)
        brief.own_line.clicked.connect(self.actions_["own_line"].trigger)
        brief.only_open.toggled.connect(self.actions_["only_unreviewed"].setChecked)
        brief.notes.annotation_chosen.connect(self.annotating.show)
        brief.notes.body_written.connect(self.annotating.take_body)
        brief.notes.removal_wanted.connect(self.annotating.remove)
        self.go_to.go_to_line = self.go_to_line
        self.go_to.go_to_passage = self.go_to_place

    def reveal_line(self, key: str) -> None:
        """Show the passage of a line in the source, in its article."""
        line = self.brief.line(key)
        if line is None or not line.evidence:
            self.source.reveal(())
            return
        current = self.desk.article.id if self.desk.article else ""
        here = next((e for e in line.evidence if e.article_id == current), line.evidence[0])
        if here.article_id != current:
            self.desk.go_to_article(here.article_id)
        self.source.reveal(here.spans)
        if self.brief.tabs.currentIndex() and self.brief.tabs.currentWidget() is not self.brief.notes:
            self.brief.list.show_line(key)

    def go_to_line(self, key: str) -> None:
        """Make a line current in the brief, and its passage in the source."""
        if self.brief.tabs.currentIndex():
            self.brief.tabs.setCurrentIndex(0)
        if self.brief.go_to(key):
            self.reveal_line(key)

    def go_to_place(self, article_id: str, start: int | None, end: int | None) -> None:
        """Show a passage of an article, wherever the article is."""
        self.desk.go_to_article(article_id)
        if start is not None and end is not None and self.desk.article:
            self.source.view.show_found([(start, end)], 0)

    def _go_to_any_line(self, key: str) -> None:
        """A line of the dossier's brief, whatever part of it is shown."""
        if not self.brief.go_to(key):
            self.brief.scope.dossier.setChecked(True)
        self.go_to_line(key)

    def _show_span(self, span: Span) -> None:
        self.source.view.show_found([(span.start, span.end)], 0)

    def _open_annotation(self, annotation_id: str) -> None:
        annotation = next((a for a in self.desk.annotations if a.id == annotation_id), None)
        if annotation is not None:
            self.brief.tabs.setCurrentWidget(self.brief.notes)
            self.brief.notes.write(annotation)

    # --- showing the desk --------------------------------------------------------------------------------------------

    def _show_dossiers(self) -> None:
        desk = self.desk
        chosen = None if desk.shows_trash else desk.dossier_id
        self.library.show_dossiers(desk.dossiers, chosen)
        self.header.show_dossiers(list(desk.dossiers), desk.dossier, self.actions_["add_dossier"])
        self.header.show_facts(desk.dossier, desk.brief)

    def _show_headlines(self) -> None:
        desk = self.desk
        current = desk.article.id if desk.article else None
        self.library.show_headlines(desk.headlines, current, stories=desk.stories, is_trash=desk.shows_trash)
        self._show_filters()

    def _show_filters(self) -> None:
        annotations = self.desk.dossier_annotations
        tags: dict[str, int] = {}
        for annotation in annotations:
            if annotation.kind == "tag":
                tags[annotation.body] = tags.get(annotation.body, 0) + 1
        to_review = sum(headline.unreviewed for headline in self.desk.headlines)
        self.library.show_filters(
            len(annotations), to_review, tags, self.desk.trashed, self.desk.searches, len(self.keeping.kept())
        )

    def _show_article(self) -> None:
        self.source.show_article(self.desk.article, self.desk.annotations)
        self._show_headlines()

    def _show_annotations(self) -> None:
        self.source.view.relight(self.source.lights(), self.desk.annotations)
        self.brief.show_annotations(self.desk.dossier_annotations)
        self._show_filters()

    def _show_brief(self) -> None:
        desk = self.desk
        self.brief.show_brief(desk.brief, desk.actor_names(), has_article=desk.article is not None)
        self.source.show_brief(desk.brief, desk.annotations)
        self.header.show_facts(desk.dossier, desk.brief)

    def _show_history(self) -> None:
        for name, words, label in (
            ("undo", tr("Undo"), self.desk.undo_label),
            ("redo", tr("Redo"), self.desk.redo_label),
        ):
            self.actions_[name].setText(labelled(words, label, interface_language()) if label else words)

    # --- verbs -------------------------------------------------------------------------------------------------------

    def _verbs(self) -> dict[str, Callable[..., object]]:
        own: dict[str, Callable[..., object]] = {
            "undo": self.undo,
            "redo": self.redo,
            "find": self.source.find_bar.begin,
            "go_to": lambda: self.go_to.begin(),
            "quit": self.close,
        }
        return (
            own
            | self.view.verbs()
            | self.lines.verbs()
            | self.annotating.verbs()
            | self.files.verbs()
            | self.versions.verbs()
            | self.trash.verbs()
            | self.exporting.verbs()
            | self.searching.verbs()
            | self.paging.verbs()
            | self.handing.verbs()
            | self.safety.verbs()
            | self.intake.verbs()
            | self.keeping.verbs()
        )

    def undo(self) -> None:
        """Undo in the text field that is being written in, else the last edit."""
        if not _step_in_field(is_redo=False):
            label = self.desk.undo_label
            self._step_history(label, tr("Undone: {what}"), lambda workspace: workspace.undo())

    def redo(self) -> None:
        """Redo in the text field that is being written in, else the edit that was undone last."""
        if not _step_in_field(is_redo=True):
            label = self.desk.redo_label
            self._step_history(label, tr("Done again: {what}"), lambda workspace: workspace.redo())

    def _step_history(self, label: str | None, words: str, verb: Callable[..., object]) -> None:
        if label is None:
            self.say(tr("There is nothing to undo or redo."))
        else:
            self.desk.write(verb, lambda _: self.say(words.format(what=label)))

    def say(self, words: str) -> None:
        """A passing word."""
        self.message.say(words)

    def _say_failed(self, error: UserError) -> None:
        self.message.say_error(error)

    def say_crashed(self, report: str) -> None:
        """A bug: what it means, and a report to copy."""
        logging.getLogger("briefing").error(report)
        self.message.say(
            tr("Something went wrong inside Briefing. Your library is as it was before."),
            report.strip().splitlines()[-1],
            is_bad=True,
            action=tr("Copy report"),
            then=lambda: QGuiApplication.clipboard().setText(report),
        )

    def _pop_up(self, names: tuple[str, ...], place: QPoint) -> None:
        self.actions_.menu_of(names, self).popup(place)

    def _choose_filter(self, kind: str, name: str) -> None:
        if kind == "kept":
            self.keeping.show_kept()
        elif kind == "trash":
            self.desk.go_to_trash()
        elif kind == "search":
            self.searching.begin(name)
        elif kind == "review":
            self.brief.tabs.setCurrentIndex(0)
            self.actions_["only_unreviewed"].trigger()
        else:
            self.brief.tabs.setCurrentWidget(self.brief.notes)
            chosen = [a for a in self.desk.dossier_annotations if kind != "tag" or (a.kind, a.body) == ("tag", name)]
            self.brief.show_annotations(chosen)

    def _choose_scope(self, is_whole: bool) -> None:
        self.actions_["whole_dossier"].setChecked(is_whole)
        self.desk.show_whole_dossier(is_whole)

    # --- bringing in -------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.files.take_mime(event.mimeData()):
            event.acceptProposedAction()

    # --- remembering -------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        settings = self.settings
        geometry = base64.b64decode(settings.window_geometry)
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            self.resize(1440, 900)
        if splitter := base64.b64decode(settings.window_splitter):
            self.splitter.restoreState(QByteArray(splitter))
        self.view.restore()

    def remember(self) -> Settings:
        """The settings as the window stands now."""
        desk = self.desk
        return replace(
            self.settings,
            window_geometry=base64.b64encode(self.saveGeometry().data()).decode(),
            window_splitter=base64.b64encode(self.splitter.saveState().data()).decode(),
            is_library_pane_folded=self.library.isHidden(),
            is_brief_pane_folded=self.brief.isHidden(),
            brief_tab=self.brief.tabs.currentIndex(),
            is_whole_dossier=desk.is_whole_dossier,
            last_dossier=desk.dossier_id or "",
            last_article=desk.article.id if desk.article else "",
            last_folder=self.files.folder,
            recent_searches="\n".join(self.searching.recent),
            is_page_shown=self.source.page_bar.pages.isChecked(),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, finish the writes, and go."""
        self.brief.list.end_editing(is_kept=True)
        self.brief.notes.end_writing()
        try:
            save_settings(self.remember())
        except UserError as error:
            logging.getLogger("briefing").warning("%s", error)
        self.searching.end()
        self.intake.close()
        self.keeping.close()
        self.paging.close()
        self.desk.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.message.isVisible():
            self.message.place()
        self.go_to.hide()
        self.searching.place()


def _step_in_field(*, is_redo: bool) -> bool:
    """Undo or redo in the focused text field; False when it has nothing to undo."""
    field = QApplication.focusWidget()
    if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        document = field.document()
        can = document.isRedoAvailable() if is_redo else document.isUndoAvailable()
    elif isinstance(field, QLineEdit):
        can = field.isRedoAvailable() if is_redo else field.isUndoAvailable()
    else:
        return False
    if can and is_redo:
        field.redo()
    elif can:
        field.undo()
    return can
