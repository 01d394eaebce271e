"""The other ways in, and what came in: web address, inbox folder, the rest of an import, titles and dates."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from briefing.errors import UserError
from briefing.i18n import tr, trn
from briefing.model import Article, Change, PendingImport
from briefing.settings import save_settings
from briefing.text import is_web_address
from briefing.ui.file_commands import FileCommands
from briefing.ui.tasks import Job
from briefing.ui.theme import chosen_theme

if TYPE_CHECKING:
    from briefing.ui.main_window import MainWindow
    from briefing.workspace import ImportReport, Look, Workspace

_LOOK_EVERY = 10_000  # milliseconds between two looks into the inbox folder
_MOST_LOOKED_OVER = 500


class IntakeCommands(QObject):
    """Verbs of the ways in. Dialogs, and what they need of the workspace, are loaded when first wanted."""

    def __init__(self, window: "MainWindow", files: FileCommands) -> None:
        super().__init__(window)
        self._window, self._files = window, files
        self._desk, self._message = window.desk, window.message
        self._before: Look | None = None
        self._is_told = False
        self.timer = QTimer(self, interval=_LOOK_EVERY)
        self.timer.timeout.connect(self.look_into_inbox)
        files.offer_address = self.offer_address
        files.look_over = self.look_over_added
        files.go_on = self.go_on
        self._desk.opened.connect(self._begin)

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("import_address", "set_inbox", "look_over")
        return {name: getattr(self, name) for name in names}

    def _begin(self) -> None:
        self.offer_rest()
        self._watch()

    # --- a web address -----------------------------------------------------------------------------------------------

    def import_address(self) -> None:
        """Ask for an address, and import the page there."""
        from briefing.ui.intake_dialogs import AddressDialog

        held = QGuiApplication.clipboard().text().strip()
        dialog = AddressDialog(self._window, held if is_web_address(held) else "")
        if dialog.exec():
            self.fetch(dialog.address)

    def offer_address(self, address: str) -> None:
        """An address was pasted or dropped: it is fetched only when the person says so."""
        self._message.say(
            tr("This is a web address."),
            tr("Import the page there? Briefing fetches it from the network, this once."),
            action=tr("Import"),
            then=lambda: self.fetch(address),
            is_staying=True,
        )

    def fetch(self, address: str) -> None:
        """Fetch one page and import it into the open dossier."""
        dossier_id = self._desk.dossier_id

        def call(workspace: "Workspace", job: Job) -> "ImportReport":
            from briefing.workspace import import_address

            return import_address(
                workspace.library,
                workspace.reader,
                address,
                lambda: dossier_id or workspace.dossier_named(tr("Inbox")),
                is_cancelled=job.is_cancelled,
            )

        job = self._desk.run(tr("Fetching the page"), call, self._files.take_report)
        if job is not None:
            self._window.status.show_network(True)
            job.ended.connect(lambda: self._window.status.show_network(False))

    # --- an import that was interrupted ------------------------------------------------------------------------------

    def offer_rest(self) -> None:
        """Say that an import has not come to its end, and offer the rest."""
        workspace = self._desk.workspace
        pending = workspace.library.pending_imports() if workspace else []
        if not pending or workspace is None:
            return
        left = sum(one.left for one in pending)
        words = tr("An import was interrupted.") + " " + trn("{count} file is left.", "{count} files are left.", left)
        sources = ", ".join(Path(source).name for one in pending for source in one.sources[:3])
        self._message.say(
            words,
            sources,
            action=tr("Continue"),
            then=lambda: self.import_rest(pending),
            other=tr("Forget"),
            otherwise=lambda: self.forget_rest(pending),
            is_staying=True,
        )

    def go_on(self) -> None:
        """The rest of what was just stopped."""
        workspace = self._desk.workspace
        self.import_rest(workspace.library.pending_imports() if workspace else [])

    def import_rest(self, pending: Sequence[PendingImport]) -> None:
        for one in pending:
            self._import_rest(one)

    def _import_rest(self, one: PendingImport) -> None:
        def call(workspace: "Workspace", job: Job) -> "ImportReport":
            from briefing.workspace import import_rest

            return import_rest(
                workspace.library,
                workspace.reader,
                one,
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            )

        self._desk.run(tr("Importing"), call, self._files.take_report)

    def forget_rest(self, pending: Sequence[PendingImport]) -> None:
        def call(workspace: "Workspace") -> None:
            for one in pending:
                workspace.library.end_import(one.id)

        self._desk.write(call)

    # --- the inbox folder --------------------------------------------------------------------------------------------

    def set_inbox(self) -> None:
        """Choose the folder that is looked at, and the dossier for what arrives."""
        from briefing.ui.intake_dialogs import InboxDialog

        settings = self._window.settings
        names = [dossier.name for dossier in self._desk.dossiers]
        dialog = InboxDialog(self._window, settings.inbox_folder, names, settings.inbox_dossier)
        if dialog.exec():
            self.use_inbox(dialog.folder, dialog.dossier)

    def use_inbox(self, folder: str, dossier: str = "") -> None:
        """Look at this folder from now on ("": at none)."""
        settings = self._window.settings._replace(inbox_folder=folder, inbox_dossier=dossier)
        self._window.settings = settings
        save_settings(settings)
        self._watch()
        if folder:
            self._message.say(tr("What arrives in {folder} is imported.", folder=Path(folder).name))

    def _watch(self) -> None:
        self._before, self._is_told = None, False
        if self._window.settings.inbox_folder:
            self.timer.start()
            self.look_into_inbox()
        else:
            self.timer.stop()

    def look_into_inbox(self) -> None:
        """One look, off the interface's thread: the folder may lie on a slow drive."""
        workspace, tasks, folder = self._desk.workspace, self._desk.tasks, self._window.settings.inbox_folder
        if workspace is None or tasks.runner.is_busy or not folder:
            return

        def call() -> "Look | UserError":
            from briefing.workspace import look_into_inbox

            try:
                return look_into_inbox(workspace.library, Path(folder), self._before)
            except UserError as error:
                return error

        tasks.runner.do(call, self._looked)

    def _looked(self, found: "Look | UserError") -> None:
        if isinstance(found, UserError):
            if not self._is_told:
                self._message.say_error(found)
            self._before, self._is_told = None, True
            return
        self._before, self._is_told = found, False
        if not found.arrived:
            return
        name = self._window.settings.inbox_dossier or tr("Inbox")

        def call(workspace: "Workspace", job: Job) -> "ImportReport":
            from briefing.workspace import take_from_inbox

            return take_from_inbox(
                workspace.library,
                workspace.reader,
                found,
                workspace.dossier_named(name),
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            )

        self._desk.run(tr("Importing from the inbox folder"), call, self._took)

    def _took(self, report: "ImportReport") -> None:
        # what arrives by itself does not take the reader away from the article that is open
        self._files.take_report(report, is_going_there=False)

    # --- what is known of articles -----------------------------------------------------------------------------------

    def look_over(self) -> None:
        """Titles, dates and the rest of the open dossier's articles, in one table."""
        self._look_over([headline.id for headline in self._desk.headlines[:_MOST_LOOKED_OVER]], {})

    def look_over_added(self, report: "ImportReport") -> None:
        """The same of what an import has added, with what was guessed."""
        doubts = {item.article_id: item.doubts for item in report.items if item.article_id and item.outcome == "added"}
        self._look_over(list(doubts)[:_MOST_LOOKED_OVER], doubts)

    def _look_over(self, article_ids: Sequence[str], doubts: Mapping[str, Sequence[str]]) -> None:
        from briefing.ui.facts_dialog import FactsDialog

        workspace = self._desk.workspace
        if workspace is None or not article_ids:
            self._message.say(tr("There is no article to look over."))
            return
        articles: list[Article] = [workspace.library.article(article_id) for article_id in article_ids]
        dialog = FactsDialog(self._window, articles, doubts, chosen_theme(self._window.settings.theme))
        if dialog.exec() and dialog.corrections:
            self.correct(dialog.corrections)

    def correct(self, corrections: Mapping[str, Mapping[str, str | None]]) -> None:
        """Correct several articles, as one step of undo; what hangs on a date or language is found anew."""

        def call(workspace: "Workspace") -> Change:
            from briefing.workspace import correct_articles

            return correct_articles(workspace.library, corrections)

        def then(_: object) -> None:
            from briefing.workspace import needs_new_findings

            self._files.analyse(needs_new_findings(corrections))

        self._desk.write(call, then)

    def close(self) -> None:
        """Look into no folder any more."""
        self.timer.stop()
