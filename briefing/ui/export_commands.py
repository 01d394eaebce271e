"""Export: a preview of the brief as it will look, one click for each format, and a formatted copy."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from briefing.i18n import tr
from briefing.model import Brief
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from briefing.workspace import Workspace

# A calendar file or data is no brief that someone reads.
_DOCUMENTS = ("md", "html", "pdf", "eml")


class ExportCommands:
    """Verbs that send the brief out. The whole dossier's brief goes out, whatever part of it is shown."""

    def __init__(self, desk: Desk, window: QMainWindow, message: MessageBar) -> None:
        self._desk, self._window, self._message = desk, window, message
        self.folder = ""
        self.dialog: QWidget | None = None
        self.theme: Callable[[], Theme] = lambda: LIGHT
        self.go_to_line: Callable[[str], None] = lambda key: None

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {"export": self.export, "copy_brief": self.copy_brief, "what_changed": self.what_changed}

    def export(self) -> None:
        """Show the brief as it will look, with a button for each format."""
        if self._desk.workspace is None or self._desk.dossier_id is None:
            self._message.say(tr("There is no brief yet."), tr("Import an article first."))
            return
        from briefing.ui.export_dialog import ExportDialog

        brief = self._desk.workspace.brief(self._desk.dossier_id)
        dialog = ExportDialog(self._desk, brief, self._window)
        dialog.format_wanted.connect(self.save)
        dialog.copy_wanted.connect(self.copy)
        dialog.open()

    def save(self, format_name: str, suffix: str, brief: Brief) -> None:
        """Ask where to, and write the file off the interface's thread."""
        proposed = Path(self.folder) / (file_name(brief.header.subject) + suffix)
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export brief"), str(proposed), f"*{suffix}")
        if name:
            self.write(format_name, Path(name), brief)

    def write(self, format_name: str, path: Path, brief: Brief) -> None:
        """Write the brief to a file; a message says where it is."""
        self.folder = str(path.parent)

        dossier_id = self._desk.dossier_id

        def call(workspace: "Workspace", _: object) -> Path:
            from briefing.workspace import write_brief

            write_brief(brief, format_name, path)
            if dossier_id is not None and format_name in _DOCUMENTS:
                workspace.note_sent(dossier_id, brief)
            return path

        self._desk.run(tr("Exporting"), call, lambda done: self._message.say(tr("Written: {path}", path=done)))

    def copy_brief(self) -> None:
        workspace, dossier_id = self._desk.workspace, self._desk.dossier_id
        if workspace is not None and dossier_id is not None:
            self.copy(workspace.brief(dossier_id))

    def copy(self, brief: Brief) -> None:
        """Put the brief on the clipboard: formatted for Word and Outlook, Markdown for all else."""

        def call(workspace: object, _: object) -> tuple[bytes, bytes]:
            from briefing.workspace import render

            return render(brief, "html"), render(brief, "md")

        self._desk.run(tr("Copying"), call, self._put_on_clipboard)

    def _put_on_clipboard(self, rendered: tuple[bytes, bytes]) -> None:
        copied = QMimeData()
        copied.setHtml(rendered[0].decode())
        copied.setText(rendered[1].decode())
        QGuiApplication.clipboard().setMimeData(copied)
        self._message.say(
            tr("The brief is on the clipboard."), tr("Paste it into Word or Outlook; footnotes come with it.")
        )

    def what_changed(self) -> None:
        """What is new, changed or gone since the brief went out last."""
        workspace, dossier_id = self._desk.workspace, self._desk.dossier_id
        found = workspace.changes_since_sent(dossier_id) if workspace and dossier_id else None
        if found is None:
            self._message.say(
                tr("This dossier's brief did not go out yet."), tr("What changed is told from the first export on.")
            )
            return
        from briefing.ui.since_dialog import SinceDialog

        sent_at, changes = found
        self.dialog = SinceDialog(sent_at, changes, self.theme(), self.go_to_line, self._window)
        self.dialog.show()


def file_name(subject: str) -> str:
    """A subject as a file's name."""
    kept = "".join(sign if sign.isalnum() or sign in " -–_." else " " for sign in subject)
    return " ".join(kept.split())[:80].strip(". ") or "brief"
