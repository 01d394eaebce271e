"""Bringing articles in, setting their dates, analysing, dossiers; all of it off the interface's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.i18n import interface_language, tr, trn
from briefing.model import Change
from briefing.text import is_web_address
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.tasks import Job
from briefing.wording import labelled

if TYPE_CHECKING:
    from briefing.workspace import ImportReport, Workspace

_FILTER = (
    "*.txt *.md *.html *.htm *.xhtml *.mhtml *.mht *.pdf *.docx *.docm *.dotx *.odt *.rtf *.epub *.eml *.msg *.mbox"
    " *.zip *.xml *.rss *.atom *.json *.jsonl"
)


class FileCommands:
    """Verbs on files, articles and dossiers. Dialogs are loaded when first wanted: the window is painted before."""

    def __init__(self, desk: Desk, window: QWidget, message: MessageBar) -> None:
        self._desk, self._window, self._message = desk, window, message
        self.refusals: list[tuple[str, str]] = []
        self.folder = ""
        self.compare: Callable[[Sequence[str]], None] = lambda added: None  # what is new with what is there
        # what the other ways in do with an address that was pasted, with what an import added, and with its rest
        self.offer_address: Callable[[str], None] = lambda address: None
        self.look_over: Callable[[ImportReport], None] = lambda report: None
        self.go_on: Callable[[], None] = lambda: None
        # takes the dossier files out of what is imported, and gives the rest
        self.take_dossiers: Callable[[Sequence[Path]], Sequence[Path]] = lambda paths: paths

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = (
            "import_files",
            "import_folder",
            "paste_article",
            "add_sample",
            "add_dossier",
            "rename_dossier",
            "remove_dossier",
            "set_dates",
            "edit_article",
            "edit_header",
        )
        return {name: getattr(self, name) for name in names} | {
            "analyse": self.analyse_again,
            "refused": self.show_refusals,
        }

    # --- import ------------------------------------------------------------------------------------------------------

    def import_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Import files"), self.folder, f"{tr('Articles')} ({_FILTER});;{tr('All files')} (*)"
        )
        self.import_paths([Path(name) for name in names])

    def import_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, tr("Import a folder"), self.folder)
        self.import_paths([Path(name)] if name else [])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders into the open dossier, then analyse what was added."""
        paths = self.take_dossiers(paths)
        if not paths:
            return
        self.folder = str(paths[0].parent)
        dossier_id = self._desk.dossier_id
        self._desk.run(
            tr("Importing"),
            lambda workspace, job: workspace.import_paths(
                paths,
                dossier_id or workspace.dossier_named(tr("Inbox")),
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            ),
            self.take_report,
        )

    def paste_article(self) -> None:
        """Import what the clipboard holds."""
        held = QGuiApplication.clipboard().mimeData()
        # an empty clipboard may be no object at all
        self.take_mime(held or QMimeData())  # type: ignore[redundant-expr,unused-ignore]

    def take_mime(self, data: QMimeData) -> bool:
        """Import what was dropped or pasted: files, a browser's selection, text."""
        if data.hasUrls():
            paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            if paths:
                self.import_paths(paths)
                return True
        address = _address_in(data)
        if address:
            self.offer_address(address)
            return True
        text, html = data.text(), data.html() if data.hasHtml() else None
        if not text.strip() and not html:
            self._message.say(tr("There is no text to paste."), tr("Copy the text of an article first."))
            return False
        dossier_id = self._desk.dossier_id
        self._desk.run(
            tr("Importing"),
            lambda workspace, job: workspace.import_pasted(
                text, dossier_id or workspace.dossier_named(tr("Inbox")), html=html
            ),
            self.take_report,
        )
        return True

    def take_report(self, report: "ImportReport", *, is_going_there: bool = True) -> None:
        """Show what an import brought, analyse it, and say what became of each file."""
        desk = self._desk
        if desk.dossier_id is None and report.change.dossiers:
            desk.dossier_id = min(report.change.dossiers)
        desk.take(report.change)
        left = [*report.kept, *report.refused]
        self.refusals += [(item.name, item.message) for item in left]
        if report.added:
            self.compare(report.added)
            if is_going_there:
                desk.go_to_article(report.added[0])
            self.analyse(list(report.added))
        words = " ".join(_report_words(report))
        if report.is_cancelled:
            self._message.say(
                tr("The import was stopped. What was read is kept."), words, action=tr("Continue"), then=self.go_on
            )
        elif left:
            name, reason = Path(left[0].name).name, left[0].message
            hint = reason if name in reason else labelled(name, reason, interface_language())
            self._message.say(words, hint, is_bad=True, action=tr("Show all"), then=self.show_refusals)
        else:
            self._say_added(report, words)

    def _say_added(self, report: "ImportReport", words: str) -> None:
        """What was added; attention is drawn to titles and dates only where one is missing or guessed."""
        notes = [item.message for item in report.items if item.outcome == "added" and item.message]
        in_doubt = sum(bool(set(item.doubts) & {"title", "published"}) for item in report.items)
        hint = notes[0] if notes else ""
        if in_doubt and not notes:
            hint = trn(
                "{count} article has no date, or its title was guessed.",
                "{count} articles have no date, or their titles were guessed.",
                in_doubt,
            )
        action = tr("Look over…") if in_doubt else ""
        self._message.say(words, hint, action=action, then=lambda: self.look_over(report))

    def show_refusals(self) -> None:
        """Everything that was refused since the start."""
        if not self.refusals:
            self._message.say(tr("Nothing was refused."))
            return
        from briefing.ui.refused_dialog import RefusedDialog

        RefusedDialog(self.refusals, self._window).open()

    # --- analysis ----------------------------------------------------------------------------------------------------

    def analyse(self, article_ids: list[str]) -> None:
        """Derive the findings of articles; each shows as soon as it is there."""
        if not article_ids:
            return

        # a text that cannot be analysed is reported, and the others follow
        refused = self._desk.tasks.runner.failed.emit

        def work(workspace: "Workspace", job: Job) -> Change:
            for number, article_id in enumerate(article_ids):
                job.progressed.emit(number, len(article_ids), workspace.library.article(article_id).title)
                change = workspace.analyse([article_id], is_cancelled=job.is_cancelled, refused=refused)
                if number < len(article_ids) - 1:
                    job.stepped.emit(change)
            return change

        job = self._desk.run(tr("Analysing"), work, self._desk.take)
        if job is not None:
            job.stepped.connect(self._desk.take)

    def analyse_again(self) -> None:
        if self._desk.article is not None:
            self.analyse([self._desk.article.id])

    def analyse_missing(self) -> None:
        """What has no findings, or those of older rules."""
        workspace = self._desk.workspace
        if workspace is not None and not workspace.library.is_read_only:
            self.analyse(workspace.needs_analysis())

    # --- articles ----------------------------------------------------------------------------------------------------

    def edit_article(self) -> None:
        """Correct title, date, language; what hangs on them is found again."""
        from briefing.ui.dialogs import ArticleDialog

        article = self._desk.article
        if article is None:
            return
        dialog = ArticleDialog(self._window, article)
        if dialog.exec() and dialog.fields:
            fields = dialog.fields
            needs_analysis = bool({"published", "language"} & fields.keys())
            self._desk.write(
                lambda workspace: workspace.correct_article(article.id, **fields),
                lambda _: self.analyse([article.id]) if needs_analysis else None,
            )

    def set_date(self, published: str) -> None:
        """The date of the open article, given in its header."""
        article = self._desk.article
        if article is not None:
            self._give_dates({article.id: published})

    def set_dates(self) -> None:
        """One table for all undated articles of the dossier."""
        from briefing.ui.dialogs import DatesDialog

        undated = [headline for headline in self._desk.headlines if headline.published is None]
        if not undated:
            self._message.say(tr("Every article of this dossier has a date."))
            return
        dialog = DatesDialog(self._window, undated)
        if dialog.exec() and dialog.dates:
            self._give_dates(dialog.dates)

    def _give_dates(self, dates: dict[str, str]) -> None:
        self._desk.write(lambda workspace: workspace.set_dates(dates), lambda _: self.analyse(list(dates)))

    # --- dossiers ----------------------------------------------------------------------------------------------------

    def add_dossier(self) -> None:
        from briefing.ui.dialogs import NameDialog

        dialog = NameDialog(self._window, tr("New dossier"), tr("Name"))
        if dialog.exec() and dialog.name:
            name = dialog.name
            self._desk.write(
                lambda workspace: workspace.add_dossier(name), lambda made: self._desk.go_to_dossier(made[0])
            )

    def rename_dossier(self) -> None:
        from briefing.ui.dialogs import NameDialog

        dossier = self._desk.dossier
        if dossier is None:
            return
        dialog = NameDialog(self._window, tr("Rename dossier"), tr("Name"), now=dossier.name)
        if dialog.exec() and dialog.name:
            name = dialog.name
            self._desk.write(lambda workspace: _rename(workspace, dossier.id, name))

    def remove_dossier(self) -> None:
        dossier = self._desk.dossier
        if dossier is not None:
            self._desk.write(
                lambda workspace: workspace.remove_dossier(dossier.id),
                lambda _: self._message.say(
                    tr("“{title}” was removed.", title=dossier.name), tr("Ctrl+Z brings it back.")
                ),
            )

    def add_sample(self) -> None:
        """Open the sample dossier, made again if it was removed."""
        sample = next((dossier for dossier in self._desk.dossiers if dossier.is_sample), None)
        if sample is not None:
            self._desk.go_to_dossier(sample.id)
        else:
            self._desk.write(lambda workspace: workspace.add_sample(), lambda _: self._open_sample())

    def _open_sample(self) -> None:
        sample = next((dossier for dossier in self._desk.dossiers if dossier.is_sample), None)
        if sample is not None:
            self._desk.go_to_dossier(sample.id)
            self.analyse_missing()

    def edit_header(self) -> None:
        from briefing.ui.dialogs import HeaderDialog

        dossier_id, workspace = self._desk.dossier_id, self._desk.workspace
        if dossier_id is None or workspace is None:
            return
        dialog = HeaderDialog(self._window, workspace.library.header(dossier_id))
        if dialog.exec():
            header = dialog.header
            self._desk.write(lambda workspace: workspace.put_header(dossier_id, header))

    def back_up_if_due(self) -> None:
        """A verified copy on the first start of a day and after half an hour of changes, behind other long work."""
        workspace = self._desk.workspace
        if workspace is not None:
            self._desk.tasks.runner.do(workspace.library.backup_if_due)


def _rename(workspace: "Workspace", dossier_id: str, name: str) -> Change:
    with workspace.library.edit(tr("Rename dossier")) as edit:
        edit.rename_dossier(dossier_id, name)
    return edit.change


def _address_in(data: QMimeData) -> str:
    """The web address, where nothing but one was dropped or pasted; else ""."""
    addresses = [url.toString() for url in data.urls() if not url.isLocalFile()]
    text = data.text().strip()
    if len(addresses) == 1 and is_web_address(addresses[0]) and text in ("", addresses[0]):
        return addresses[0]
    return text if is_web_address(text) else ""


def _report_words(report: "ImportReport") -> list[str]:
    """What became of the files, a sentence for each kind of outcome."""
    added, there = len(report.added), len(report.there)
    words = []
    if added or not (there or report.kept):
        words.append(trn("{count} article added.", "{count} articles added.", added))
    if there:
        words.append(trn("{count} was already there.", "{count} were already there.", there))
    kept = len(report.kept)
    if kept:
        words.append(trn("{count} file gave no text and is kept.", "{count} files gave no text and are kept.", kept))
    if report.refused:
        words.append(trn("{count} was refused.", "{count} were refused.", len(report.refused)))
    return words
