"""The window: three panes over one desk, and the commands that work on them."""

import base64
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Span
from briefing.settings import Settings, save_settings
from briefing.ui.brief_pane import BriefPane
from briefing.ui.desk import Desk
from briefing.ui.header_bar import HeaderBar
from briefing.ui.library_pane import LibraryPane
from briefing.ui.source_pane import SourcePane
from briefing.ui.status_bar import StatusBar
from briefing.ui.theme import apply_palette_and_font, apply_theme, chosen_theme

if TYPE_CHECKING:
    from briefing.ui.actions import Actions
    from briefing.ui.annotation_commands import AnnotationCommands
    from briefing.ui.export_commands import ExportCommands
    from briefing.ui.file_commands import FileCommands
    from briefing.ui.go_to import GoTo
    from briefing.ui.handing_commands import HandingCommands
    from briefing.ui.intake_commands import IntakeCommands
    from briefing.ui.kept_commands import KeptCommands
    from briefing.ui.line_commands import LineCommands
    from briefing.ui.messages import MessageBar
    from briefing.ui.page_commands import PageCommands
    from briefing.ui.safety_commands import SafetyCommands
    from briefing.ui.search_commands import SearchCommands
    from briefing.ui.trash_commands import TrashCommands
    from briefing.ui.version_commands import VersionCommands
    from briefing.ui.view_commands import ViewCommands


class MainWindow(QMainWindow):
    """Panes and bars. It shows what lies on the desk; every write goes through the desk.

    The commands that work on it come after the first paint (`equip`): what they need takes as long to load as the
    window itself.
    """

    painted = Signal()  # once, when the first picture is on the screen

    actions_: "Actions"
    annotating: "AnnotationCommands"
    exporting: "ExportCommands"
    files: "FileCommands"
    go_to: "GoTo"
    handing: "HandingCommands"
    intake: "IntakeCommands"
    keeping: "KeptCommands"
    lines: "LineCommands"
    paging: "PageCommands"
    safety: "SafetyCommands"
    searching: "SearchCommands"
    trash: "TrashCommands"
    versions: "VersionCommands"
    view: "ViewCommands"

    def __init__(self, desk: Desk, settings: Settings) -> None:
        # before there are widgets: else the system's font is loaded for them, and thrown away
        apply_palette_and_font(_application(), chosen_theme(settings.theme), settings.zoom)
        super().__init__()
        self.desk, self.settings = desk, settings
        self._is_painted = self.is_equipped = False
        self.setWindowTitle("Briefing")
        self.setAcceptDrops(True)
        self.header = HeaderBar()
        self.library = LibraryPane()
        self.source = SourcePane()
        self.brief = BriefPane()
        self.status = StatusBar(desk.tasks)
        central = self.central = QWidget()
        self.setCentralWidget(central)
        self._lay_out(central)
        self._connect()
        self.set_look()
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

    def equip(self) -> None:
        """Give the window its commands, once."""
        if not self.is_equipped:
            from briefing.ui.equipment import equip

            equip(self)
            self.is_equipped = True

    # --- in step -----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        desk = self.desk
        desk.dossiers_changed.connect(self._show_dossiers)
        desk.headlines_changed.connect(self._show_headlines)
        desk.article_changed.connect(self._show_article)
        desk.annotations_changed.connect(self._show_annotations)
        desk.brief_changed.connect(self._show_brief)
        desk.searches_changed.connect(self.show_filters)
        desk.could_not_open.connect(self.say_error)
        for worker in (desk.tasks.writer, desk.tasks.runner):
            worker.failed.connect(self.say_error)
            worker.crashed.connect(self.say_crashed)
        self.brief.scope.whole_chosen.connect(desk.show_whole_dossier)
        self.brief.line_chosen.connect(self.reveal_line)
        self.source.line_clicked.connect(self.go_to_line)

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

    def go_to_any_line(self, key: str) -> None:
        """A line of the dossier's brief, whatever part of it is shown."""
        if not self.brief.go_to(key):
            self.brief.scope.dossier.setChecked(True)
        self.go_to_line(key)

    def show_span(self, span: Span) -> None:
        self.source.view.show_found([(span.start, span.end)], 0)

    def open_annotation(self, annotation_id: str) -> None:
        annotation = next((a for a in self.desk.annotations if a.id == annotation_id), None)
        if annotation is not None:
            self.brief.tabs.setCurrentWidget(self.brief.notes)
            self.brief.notes.write(annotation)

    # --- showing the desk --------------------------------------------------------------------------------------------

    def _show_dossiers(self) -> None:
        desk = self.desk
        chosen = None if desk.shows_trash else desk.dossier_id
        self.library.show_dossiers(desk.dossiers, chosen)
        self.header.show_dossiers(desk.dossiers, desk.dossier)
        self.header.show_facts(desk.dossier, desk.brief)

    def _show_headlines(self) -> None:
        desk = self.desk
        current = desk.article.id if desk.article else None
        self.library.show_headlines(desk.headlines, current, stories=desk.stories, is_trash=desk.shows_trash)
        self.show_filters()

    def show_filters(self) -> None:
        annotations = self.desk.dossier_annotations
        tags: dict[str, int] = {}
        for annotation in annotations:
            if annotation.kind == "tag":
                tags[annotation.body] = tags.get(annotation.body, 0) + 1
        to_review = sum(headline.unreviewed for headline in self.desk.headlines)
        kept = len(self.keeping.kept()) if self.is_equipped else 0
        self.library.show_filters(len(annotations), to_review, tags, self.desk.trashed, self.desk.searches, kept)

    def _show_article(self) -> None:
        self.source.show_article(self.desk.article, self.desk.annotations)
        self._show_headlines()

    def _show_annotations(self) -> None:
        self.source.view.relight(self.source.lights(), self.desk.annotations)
        self.brief.show_annotations(self.desk.dossier_annotations)
        self.show_filters()

    def _show_brief(self) -> None:
        desk = self.desk
        self.brief.show_brief(desk.brief, desk.actor_names(), has_article=desk.article is not None)
        self.source.show_brief(desk.brief, desk.annotations)
        self.header.show_facts(desk.dossier, desk.brief)

    # --- saying ------------------------------------------------------------------------------------------------------

    @cached_property
    def message(self) -> "MessageBar":
        """What the window says; it is made behind the first paint, or when there is something to say."""
        from briefing.ui.messages import MessageBar

        bar = MessageBar(self.central)
        bar.set_look(chosen_theme(self.settings.theme))
        return bar

    def say_error(self, error: UserError) -> None:
        """What could not be done, why, and what to do."""
        self.message.say_error(error)

    def say(self, words: str) -> None:
        """A passing word."""
        self.message.say(words)

    def say_crashed(self, report: str) -> None:
        """A bug: what it means, and a report to copy."""
        import logging  # not before the first paint

        logging.getLogger("briefing").error(report)
        self.message.say(
            tr("Something went wrong inside Briefing. Your library is as it was before."),
            report.strip().splitlines()[-1],
            is_bad=True,
            action=tr("Copy report"),
            then=lambda: QGuiApplication.clipboard().setText(report),
        )

    # --- bringing in -------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.is_equipped and self.files.take_mime(event.mimeData()):
            event.acceptProposedAction()

    # --- looks, and remembering them ---------------------------------------------------------------------------------

    def set_look(self) -> None:
        """Paint everything in the theme and size of the settings."""
        theme, zoom = chosen_theme(self.settings.theme), self.settings.zoom
        apply_theme(_application(), theme, zoom)
        for part in (self.header, self.library, self.source, self.brief):
            part.set_look(theme, zoom)
        self.status.set_look(theme)
        if "message" in vars(self):
            self.message.set_look(theme)

    def _restore(self) -> None:
        settings = self.settings
        geometry = base64.b64decode(settings.window_geometry)
        if not geometry or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        if splitter := base64.b64decode(settings.window_splitter):
            self.splitter.restoreState(splitter)
        self.library.setVisible(not settings.is_library_pane_folded)
        self.brief.setVisible(not settings.is_brief_pane_folded)
        self.brief.tabs.setCurrentIndex(settings.brief_tab)
        (self.brief.scope.dossier if settings.is_whole_dossier else self.brief.scope.article).setChecked(True)

    def remember(self) -> Settings:
        """The settings as the window stands now."""
        desk = self.desk
        remembered = self.settings._replace(
            window_geometry=base64.b64encode(self.saveGeometry().data()).decode(),
            window_splitter=base64.b64encode(self.splitter.saveState().data()).decode(),
            is_library_pane_folded=self.library.isHidden(),
            is_brief_pane_folded=self.brief.isHidden(),
            brief_tab=self.brief.tabs.currentIndex(),
            is_whole_dossier=desk.is_whole_dossier,
            last_dossier=desk.dossier_id or "",
            last_article=desk.article.id if desk.article else "",
        )
        if not self.is_equipped:
            return remembered
        return remembered._replace(
            last_folder=self.files.folder,
            recent_searches="\n".join(self.searching.recent),
            is_page_shown=self.source.page_bar.pages.isChecked(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        # an event filter would do, but for one PySide loads every kind of event that it could be
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, finish the writes, and go."""
        self.brief.list.end_editing(is_kept=True)
        self.brief.notes.end_writing()
        try:
            save_settings(self.remember())
        except UserError as error:
            import logging

            logging.getLogger("briefing").warning("%s", error)
        if self.is_equipped:
            self.searching.end()
            self.intake.close()
            self.keeping.close()
            self.paging.close()
        self.desk.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "message" in vars(self) and self.message.isVisible():
            self.message.place()
        if self.is_equipped:
            self.go_to.hide()
            self.searching.place()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication), "a window has an application"
    return application
