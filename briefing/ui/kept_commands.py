"""Kept files, and the originals of articles: saved, opened in their own program, tried again, discarded."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog

from briefing.errors import UserError
from briefing.files import write_atomically
from briefing.i18n import tr
from briefing.model import Article, Attachment, Change, PagePicture
from briefing.ui.file_commands import FileCommands
from briefing.ui.tasks import Job

if TYPE_CHECKING:
    from briefing.ui.kept_dialog import KeptDialog
    from briefing.ui.main_window import MainWindow
    from briefing.workspace import ImportReport, Workspace


class KeptCommands:
    """Verbs on files as they came. Nothing is opened unless the person asks for it."""

    def __init__(self, window: "MainWindow", files: FileCommands) -> None:
        self._window, self._files = window, files
        self._desk, self._message = window.desk, window.message
        self._opened: tempfile.TemporaryDirectory[str] | None = None

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {name: getattr(self, name) for name in ("show_kept", "save_original", "open_original")}

    def kept(self) -> list[Attachment]:
        """The kept files of the open dossier."""
        workspace, dossier_id = self._desk.workspace, self._desk.dossier_id
        return workspace.library.attachments(dossier_id) if workspace and dossier_id else []

    def show_kept(self) -> None:
        """The files of this dossier that gave no text."""
        from briefing.ui.kept_dialog import KeptDialog

        kept = self.kept()
        if not kept:
            self._message.say(tr("No file of this dossier is kept without its text."))
            return
        dialog = KeptDialog(self._window, kept)
        dialog.picture_wanted.connect(lambda a: self._picture(dialog, a))
        dialog.save_wanted.connect(lambda a: self._save(a.name, lambda: self._content(a)))
        dialog.open_wanted.connect(lambda a: self.open_file(a.name, self._content(a)))
        dialog.again_wanted.connect(lambda a: self._try_again(dialog, a))
        dialog.discard_wanted.connect(lambda a: self._discard(dialog, a))
        dialog.open()
        dialog.look()

    def _content(self, attachment: Attachment) -> bytes:
        assert self._desk.workspace is not None, "a kept file is of an open library"
        return self._desk.workspace.library.attachment_content(attachment.sha256)

    def _picture(self, dialog: "KeptDialog", attachment: Attachment) -> None:
        """The first page of a PDF, made in a child process."""
        if attachment.media_type != "application/pdf":
            return
        content = self._content(attachment)

        def call() -> PagePicture | None:
            from briefing.workspace.keeping import first_page

            return first_page(content, attachment.name)

        def show(page: PagePicture | None) -> None:
            if page is not None:
                image = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
                dialog.show_picture(attachment, QPixmap.fromImage(image))

        self._desk.tasks.reader.do(call, show)

    def _try_again(self, dialog: "KeptDialog", attachment: Attachment) -> None:
        def call(workspace: "Workspace", job: Job) -> "ImportReport":
            from briefing.workspace import try_again

            return try_again(
                workspace.library,
                workspace.reader,
                attachment.id,
                is_cancelled=job.is_cancelled,
            )

        def then(report: "ImportReport") -> None:
            self._files.take_report(report)
            dialog.show_kept(self.kept())

        self._desk.run(tr("Reading {name} again", name=attachment.name), call, then)

    def _discard(self, dialog: "KeptDialog", attachment: Attachment) -> None:
        def call(workspace: "Workspace") -> Change:
            from briefing.workspace import discard

            return discard(workspace.library, [attachment.id])

        self._desk.write(call, lambda _: dialog.show_kept(self.kept()))

    def save_original(self) -> None:
        """Save the file that the open article was imported from."""
        article, workspace = self._desk.article, self._desk.workspace
        if article is not None and workspace is not None:
            self._save(original_name(article), lambda: workspace.library.original(article.id))

    def open_original(self) -> None:
        """Open the file that the open article was imported from, in its own program."""
        article, workspace = self._desk.article, self._desk.workspace
        if article is not None and workspace is not None:
            self.open_file(original_name(article), workspace.library.original(article.id))

    def _save(self, name: str, content: Callable[[], bytes]) -> None:
        proposed = str(Path(self._files.folder) / safe_name(name))
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Save the original"), proposed)
        if chosen:
            self.save_file(Path(chosen), content())

    def save_file(self, path: Path, content: bytes) -> None:
        try:
            write_atomically(path, content)
        except UserError as error:
            self._message.say_error(error)
        else:
            self._message.say(tr("Written: {path}", path=path))

    def open_file(self, name: str, content: bytes) -> None:
        """Hand a copy to the program that the system has for it; the copy goes when the window closes."""
        if self._opened is None:
            self._opened = tempfile.TemporaryDirectory(prefix="briefing-", dir=self._place())
        path = Path(tempfile.mkdtemp(dir=self._opened.name)) / safe_name(name)
        try:
            write_atomically(path, content)
        except UserError as error:
            self._message.say_error(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._message.say(tr("This system has no program for {name}.", name=path.name), is_bad=True)

    def _place(self) -> str | None:
        """Where copies go: those out of an encrypted library into memory, where the system has a folder there."""
        workspace = self._desk.workspace
        if workspace is None or not workspace.library.is_encrypted:
            return None
        folder = os.environ.get("XDG_RUNTIME_DIR")
        if folder and Path(folder).is_dir():
            return folder
        self._message.say(
            tr("The copy lies unencrypted on the disk until Briefing is closed."),
            tr("The other program may keep traces of it, too."),
            is_bad=True,
        )
        return None

    def close(self) -> None:
        """Take away the copies that were handed to other programs."""
        if self._opened is not None:
            self._opened.cleanup()
            self._opened = None


_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "multipart/related": ".mhtml",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
}


def safe_name(name: str) -> str:
    """A file's name without folders, and with nothing that a file system refuses or a reader can't see."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if c.isalnum() or c in " ._-()" else "-" for c in bare).strip(" .")
    return kept[-120:] or "file"


def original_name(article: Article) -> str:
    """The name to save an article's file under: its title, with the ending of what it is."""
    return safe_name(article.title)[:80].strip(" .-") + _SUFFIXES.get(article.media_type, ".txt")
