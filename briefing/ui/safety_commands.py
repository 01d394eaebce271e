"""Passphrase, backups and health of the library: dialogs over long work that the rest of the window waits for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from briefing.i18n import tr, trn
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.tasks import Job
from briefing.ui.theme import chosen_theme

if TYPE_CHECKING:
    from briefing.library import Outcome
    from briefing.workspace import Workspace


class SafetyCommands:
    """Verbs that keep the library. Dialogs are loaded when first wanted."""

    def __init__(self, desk: Desk, window: QWidget, message: MessageBar, theme: Callable[[], str]) -> None:
        self._desk, self._window, self._message, self._theme = desk, window, message, theme

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {"set_passphrase": self.set_passphrase, "remove_passphrase": self.remove_passphrase}

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

    # --- within ------------------------------------------------------------------------------------------------------

    def _wait_for(
        self, title: str, words: str, work: Callable[["Workspace", Job], Any], then: Callable[[Any], None]
    ) -> None:
        """Long work under a dialog that nothing can be done beside."""
        from briefing.ui.work_dialog import WorkDialog

        job = self._desk.run(title, work, then)
        if job is not None:
            WorkDialog(job, words, self._window).open()
