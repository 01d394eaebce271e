"""Taking work out and bringing it in: dossiers as one file, the whole library in open formats, differences."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.i18n import tr, trn
from briefing.settings import load_settings
from briefing.ui.desk import Desk
from briefing.ui.export_commands import file_name
from briefing.ui.messages import MessageBar
from briefing.ui.tasks import Job

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from briefing.workspace.handing_on import Handover

SUFFIX = ".dossier"


class HandingCommands:
    """Verbs on dossiers as wholes. What they need of the workspace is loaded when it is wanted."""

    def __init__(self, desk: Desk, window: QWidget, message: MessageBar, analyse: Callable[[list[str]], None]) -> None:
        self._desk, self._window, self._message, self._analyse = desk, window, message, analyse
        self.folder = ""

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {name: getattr(self, name) for name in ("hand_on", "bring_in", "choose_wordings", "take_out")}

    # --- out ---------------------------------------------------------------------------------------------------------

    def hand_on(self) -> None:
        """Ask where to, and write the open dossier as one file."""
        dossier = self._desk.dossier
        if dossier is None:
            self._message.say(tr("There is no dossier to hand on."), tr("Import an article first."))
            return
        proposed = Path(self.folder) / (file_name(dossier.name) + SUFFIX)
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Hand the dossier on"), str(proposed), f"{tr('Dossiers')} (*{SUFFIX})"
        )
        if name:
            path = Path(name)
            self.write_dossier(dossier.id, path if path.suffix else path.with_suffix(SUFFIX))

    def write_dossier(self, dossier_id: str, path: Path) -> None:
        """Write a dossier as one file, off the interface's thread."""
        self.folder = str(path.parent)
        source = load_settings().drafter

        def call(workspace: "Workspace", job: Job) -> Path:
            from briefing.workspace.handing_on import export_dossier

            export_dossier(
                workspace.library,
                dossier_id,
                path,
                source=source,
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            )
            return path

        self._desk.run(
            tr("Hand the dossier on"),
            call,
            lambda done: self._message.say(
                tr("Written: {path}", path=done), tr("The file is not encrypted: whoever has it can read it.")
            ),
        )

    def take_out(self) -> None:
        """Ask for a folder, and write the whole library into a new one in it."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Whole library in open formats"), self.folder)
        if name:
            self.write_library(free_folder(Path(name)))

    def write_library(self, folder: Path) -> None:
        """Write the whole library into a new folder, off the interface's thread."""
        self.folder = str(folder.parent)

        def call(workspace: "Workspace", job: Job) -> Path:
            from briefing.workspace.open_formats import export_library

            export_library(
                workspace,
                folder,
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            )
            return folder

        self._desk.run(
            tr("Whole library in open formats"),
            call,
            lambda done: self._message.say(
                tr("Written: {path}", path=done),
                tr("All your work is in it, and nothing in it refers to anything else."),
            ),
        )

    # --- in ----------------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Ask for a dossier file, and merge it into the library."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Bring a dossier in"), self.folder, f"{tr('Dossiers')} (*{SUFFIX});;{tr('All files')} (*)"
        )
        for name in names:
            self._bring_in(Path(name))

    def bring_in_files(self, paths: Sequence[Path]) -> list[Path]:
        """Merge the dossier files among those that were dropped or chosen; gives the others."""
        others = []
        for path in paths:
            if path.suffix.lower() == SUFFIX and path.is_file():
                self._bring_in(path)
            else:
                others.append(path)
        return others

    def _bring_in(self, path: Path) -> None:
        self.folder = str(path.parent)

        def call(workspace: "Workspace", job: Job) -> "Handover":
            from briefing.workspace.handing_on import import_dossier

            return import_dossier(
                workspace.library,
                path,
                progress=job.progress,
                is_cancelled=job.is_cancelled,
            )

        self._desk.run(tr("Bring a dossier in"), call, self._take)

    def _take(self, made: "Handover") -> None:
        self._desk.take(made.change)
        self._desk.go_to_dossier(made.dossier_id)
        # what was found elsewhere is shown until it is found here
        self._analyse(list(made.added))
        words = [trn("{count} article added.", "{count} articles added.", len(made.added))]
        if made.there:
            words.append(trn("{count} was already there.", "{count} were already there.", len(made.there)))
        if made.updated:
            words.append(
                trn("{count} entry was brought up to date.", "{count} entries were brought up to date.", made.updated)
            )
        count = len(made.differences)
        if count:
            words.append(trn("{count} difference to choose between.", "{count} differences to choose between.", count))
        self._message.say(
            tr("“{name}” is in the library.", name=made.name),
            " ".join(words),
            action=tr("Show them") if count else "",
            then=self.choose_wordings,
        )

    def choose_wordings(self) -> None:
        """Both wordings of what was brought in otherwise, to choose from."""
        if self._desk.workspace is None:
            return
        from briefing.ui.wordings_dialog import WordingsDialog
        from briefing.workspace.differences import two_wordings

        if not two_wordings(self._desk.workspace.library):
            self._message.say(tr("There are no differences to choose between."))
            return
        WordingsDialog(self._desk, self._window).open()


def free_folder(parent: Path) -> Path:
    """A folder in the parent that is not there yet, named by the day."""
    name = f"Briefing {date.today().isoformat()}"
    folder, number = parent / name, 1
    while folder.exists():
        number += 1
        folder = parent / f"{name} ({number})"
    return folder
