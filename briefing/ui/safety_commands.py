"""Passphrase, backups and health of the library: dialogs over long work that the rest of the window waits for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from briefing.i18n import tr, trn
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.tasks import Job
from briefing.ui.theme import chosen_theme

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library import Backup, Outcome, Problem
    from briefing.workspace import Workspace


class SafetyCommands:
    """Verbs that keep the library. Dialogs are loaded when first wanted."""

    def __init__(self, desk: Desk, window: QWidget, message: MessageBar, theme: Callable[[], str]) -> None:
        self._desk, self._window, self._message, self._theme = desk, window, message, theme

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("set_passphrase", "remove_passphrase", "backups", "check_library")
        return {name: getattr(self, name) for name in names} | {"back_up": self.back_up_now}

    def say_read_only(self) -> None:
        """Said once when the library opens."""
        workspace = self._desk.workspace
        if workspace is not None and workspace.library.is_read_only:
            self._message.say(
                tr("This library can only be read: its folder cannot be written."),
                tr("Read, search and export as usual; nothing can be changed."),
                is_bad=True,
            )

    # --- the passphrase ----------------------------------------------------------------------------------------------

    def offer_passphrase(self) -> None:
        """Once, when the library is new: to decline it is to be asked no more."""
        workspace = self._desk.workspace
        if workspace is not None and workspace.library.is_new and not workspace.library.is_encrypted:
            self._ask("first")

    def set_passphrase(self) -> None:
        """Set the first passphrase, or change it."""
        workspace = self._desk.workspace
        if workspace is not None:
            self._ask("change" if workspace.library.is_encrypted else "set")

    def remove_passphrase(self) -> None:
        workspace = self._desk.workspace
        if workspace is not None and workspace.library.is_encrypted:
            self._ask("remove")
        elif workspace is not None:
            self._message.say(tr("The library is not encrypted."))

    def _ask(self, purpose: Any) -> None:
        from briefing.ui.passphrase_dialogs import PassphraseDialog

        workspace = self._desk.workspace
        assert workspace is not None, "only an open library has a passphrase"
        theme = chosen_theme(self._theme())
        PassphraseDialog(workspace.library.path, purpose, theme, self._window, self._set).open()

    def _set(self, passphrase: str | None) -> None:
        def work(workspace: "Workspace", job: Job) -> "Outcome":
            from briefing.workspace import set_passphrase

            return set_passphrase(workspace.library, passphrase, progress=job.progress, is_cancelled=job.is_cancelled)

        title = tr("Decrypting the library") if passphrase is None else tr("Encrypting the library")
        words = tr("A new file is written and compared; only then it takes the old one's place.")
        self._wait_for(title, words, work, lambda outcome: self._say_set(outcome, is_encrypted=passphrase is not None))

    def _say_set(self, outcome: "Outcome", *, is_encrypted: bool) -> None:
        count = outcome.backups
        if is_encrypted:
            title = tr("The library is encrypted.")
            hint = trn("{count} backup was encrypted too.", "{count} backups were encrypted too.", count)
        else:
            title = tr("The library is no longer encrypted.")
            hint = trn("{count} backup was decrypted too.", "{count} backups were decrypted too.", count)
        if outcome.left:
            names = ", ".join(path.name for path in outcome.left)
            left = tr("Left as they were, because they can't be read: {names}", names=names)
            self._message.say(title, left, is_bad=True)
        else:
            self._message.say(title, hint if count else "")

    # --- backups -----------------------------------------------------------------------------------------------------

    def backups(self) -> None:
        """The list of backups, to add to or to choose from."""
        from briefing.ui.backups_dialog import BackupsDialog

        workspace = self._desk.workspace
        if workspace is None:
            return
        library = workspace.library
        found = library.backups()
        folder = found[0].path.parent if found else library.path.parent
        dialog = BackupsDialog(
            self._window,
            folder,
            found,
            back_up=lambda: self.back_up_now(lambda: dialog.show_backups(library.backups())),
            restore=self.restore,
        )
        dialog.open()

    def back_up_now(self, then: Callable[[], object] | bool = False) -> None:
        """A verified copy in the folder beside the library."""

        def say(made: "Path") -> None:
            if callable(then):
                then()
            self._message.say(tr("The backup is made and verified."), str(made))

        self._desk.run(tr("Backing up"), lambda workspace, job: workspace.library.backup(), say)

    def restore(self, backup: "Backup") -> None:
        """Put a backup in the library's place, after its passphrase where it has another."""
        if backup.is_locked:
            from briefing.ui.passphrase_dialogs import UnlockDialog

            words = tr("The backup has the passphrase that the library had when it was made.")
            dialog = UnlockDialog(backup.path, chosen_theme(self._theme()), self._window, words=words)
            if not dialog.exec():
                return
        self._wait_for(
            tr("Restoring"),
            tr("The library that is replaced is kept as a backup."),
            lambda workspace, job: workspace.library.put_back(backup.path),
            lambda kept: self._say_restored(backup, kept),
        )

    def _say_restored(self, backup: "Backup", kept: "Path | None") -> None:
        self._desk.read_all()
        day = f"{backup.made_at:%Y-%m-%d %H:%M}"
        kept_words = tr("The library that was there is kept as {path}.", path=kept.name) if kept else ""
        self._message.say(tr("The library is as it was on {day}.", day=day), kept_words)

    # --- health ------------------------------------------------------------------------------------------------------

    def check_library(self) -> None:
        """Look whether every article and quotation is what it was."""

        def work(workspace: "Workspace", job: Job) -> Any:
            from briefing.workspace import check_library, holdings_words

            problems = check_library(workspace.library, progress=job.progress, is_cancelled=job.is_cancelled)
            return problems, holdings_words(workspace.library.holdings())

        words = tr("Every article, quotation and decision is compared with its seal.")
        self._wait_for(tr("Checking the library"), words, work, lambda found: self._show_health(*found))

    def _show_health(self, problems: Sequence["Problem"], facts: Sequence[str], done: Sequence[str] = ()) -> None:
        from briefing.ui.health_dialog import HealthDialog
        from briefing.workspace import what_to_do

        workspace = self._desk.workspace
        can_mend = bool(problems) and not done and workspace is not None and not workspace.library.is_read_only
        HealthDialog(
            self._window,
            chosen_theme(self._theme()),
            [str(problem) for problem in problems],
            facts if not problems else [],
            advice=what_to_do(problems, is_repaired=bool(done)) if problems else "",
            done=done,
            repair=(lambda: self._repair(problems)) if can_mend else None,
            restore=self.backups if problems else None,
        ).open()

    def _repair(self, problems: Sequence["Problem"]) -> None:
        def work(workspace: "Workspace", job: Job) -> Any:
            from briefing.workspace import holdings_words

            return workspace.library.repair(problems), holdings_words(workspace.library.holdings())

        def show(found: Any) -> None:
            repaired, facts = found
            self._desk.read_all()
            kept = tr("The damaged library is kept as {path}.", path=repaired.kept.name)
            self._show_health(repaired.left, facts, [*repaired.done, kept])

        words = tr("Texts come from the newest backup that has them sound, decisions from the record.")
        self._wait_for(tr("Repairing the library"), words, work, show)

    # --- within ------------------------------------------------------------------------------------------------------

    def _wait_for(
        self, title: str, words: str, work: Callable[["Workspace", Job], Any], then: Callable[[Any], None]
    ) -> None:
        """Long work under a dialog that nothing can be done beside."""
        from briefing.ui.work_dialog import WorkDialog

        job = self._desk.run(title, work, then)
        if job is not None:
            WorkDialog(job, words, self._window).open()
