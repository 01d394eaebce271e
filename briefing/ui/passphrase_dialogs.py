"""Asking for a passphrase: to open an encrypted library, to set one, to change or remove it.

Loaded before the first paint when the library is encrypted, so without the library's database.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QGridLayout, QLabel, QLineEdit, QWidget

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import cipher
from briefing.ui.dialogs import FormDialog
from briefing.ui.icons import icon, pixmap
from briefing.ui.plain import label
from briefing.ui.theme import Theme

_WIDTH = 450  # of a paragraph, in pixels

Purpose = Literal["first", "set", "change", "remove"]


class PassphraseField(QLineEdit):
    """A field of dots, with an eye to show what was typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        # neither a dictionary nor a keyboard that learns gets to know it
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QAction(icon("eye", theme.muted), tr("Show the passphrase"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_words)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def _show_words(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if is_shown else mode.Password)
        self._eye.setIcon(icon("eye-off" if is_shown else "eye", self._theme.muted))


class _Dialog(FormDialog):
    """A title with a lock, words under it, fields, and a line that says what is wrong."""

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, words: str, accept_words: str) -> None:
        super().__init__(parent, tr("Passphrase"), accept_words)
        self.theme = theme
        self.setMinimumWidth(520)
        lock = QLabel()
        lock.setPixmap(pixmap("lock", theme.accent, 22))
        heading = QGridLayout()
        heading.setHorizontalSpacing(12)
        heading.addWidget(lock, 0, 0)
        heading.addWidget(label(title, "messageTitle"), 0, 1)
        heading.setColumnStretch(1, 1)
        for row, paragraph in enumerate(words.split("\n\n"), 1):
            heading.addWidget(_paragraph(paragraph), row, 1)
        self.body.insertLayout(0, heading)
        self.problem = label("", "passphraseProblem", is_wrapped=True)
        self.problem.hide()
        self.body.insertWidget(2, self.problem)

    def field(self, words: str) -> PassphraseField:
        made = PassphraseField(self.theme)
        self.add(words, made)
        return made

    def say(self, words: str) -> None:
        """Under the fields, where it is read next; a screen reader hears it as well."""
        self.problem.setText(words)
        self.problem.setAccessibleName(words)
        self.problem.setVisible(bool(words))


def _paragraph(words: str) -> QLabel:
    """Words on as many lines as they need: a dialog asks its labels for a size before it knows its width."""
    made = label(words, "emptyHint", is_wrapped=True)
    made.ensurePolished()
    made.setFixedWidth(_WIDTH)
    made.setMinimumHeight(made.heightForWidth(_WIDTH))
    return made


class UnlockDialog(_Dialog):
    """Opens an encrypted library, or a backup; stays until the passphrase is right or the person gives up."""

    def __init__(self, path: Path, theme: Theme, parent: QWidget | None = None, *, words: str = "") -> None:
        super().__init__(
            parent, theme, tr("“{name}” is encrypted", name=path.name), words or str(path.parent), tr("Open")
        )
        self._path = path
        self.passphrase = self.field(tr("Passphrase"))
        self.ok.setEnabled(False)
        self.passphrase.textChanged.connect(self._typed)
        self.passphrase.setFocus()

    def _typed(self, text: str) -> None:
        self.ok.setEnabled(bool(text))
        self.say("")

    def accept(self) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            cipher.unlock(self._path, self.passphrase.text())
        except UserError as error:
            # the text that is selected is typed over
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            is_wrong = error.code == "wrong-passphrase"
            words = tr("This is not the passphrase. Look at Caps Lock and the keyboard's language.")
            self.say(words if is_wrong else str(error))
        else:
            super().accept()
        finally:
            QGuiApplication.restoreOverrideCursor()


class PassphraseDialog(_Dialog):
    """Sets the first passphrase, changes it or removes it. `chosen` hears the new one, None where it is removed."""

    def __init__(
        self, path: Path, purpose: Purpose, theme: Theme, parent: QWidget, chosen: Callable[[str | None], object]
    ) -> None:
        title, words, accept_words = _words(purpose)
        super().__init__(parent, theme, title, words, accept_words)
        self._path, self._purpose, self._chosen = path, purpose, chosen
        if purpose == "first":
            cancel = self.buttons.button(self.buttons.StandardButton.Cancel)
            cancel.setText(tr("Not now"))
        self.now = self.field(tr("Present passphrase")) if purpose in ("change", "remove") else None
        self.new = self.field(tr("New passphrase")) if purpose != "remove" else None
        self.again = self.field(tr("The same again")) if purpose != "remove" else None
        self.known = QCheckBox(tr("I understand: if it is lost, the library is lost"))
        if purpose != "remove":
            self.form.addRow(self.known)
        self.known.toggled.connect(self._check)
        fields = [field for field in (self.now, self.new, self.again) if field is not None]
        for field in fields:
            field.textChanged.connect(self._check)
        fields[0].setFocus()
        self._check()

    def _check(self) -> None:
        """What is missing is said as soon as it can be known."""
        new, again = (field.text() if field else "" for field in (self.new, self.again))
        is_short = 0 < len(new) < cipher.SHORTEST
        differs = bool(again) and not new.startswith(again)
        if is_short:
            self.say(tr("At least {count} characters; four words or more are best.", count=cipher.SHORTEST))
        else:
            self.say(tr("The two are not the same.") if differs else "")
        is_set = self.new is None or (len(new) >= cipher.SHORTEST and new == again and self.known.isChecked())
        self.ok.setEnabled(is_set and (self.now is None or bool(self.now.text())))

    def accept(self) -> None:
        if self.now is not None and not cipher.is_passphrase(self._path, self.now.text()):
            self.now.selectAll()
            self.now.setFocus()
            self.say(tr("This is not the present passphrase."))
            return
        super().accept()
        self._chosen(self.new.text() if self.new else None)


def _words(purpose: Purpose) -> tuple[str, str, str]:
    """Title, explanation, and the button that does it."""
    protects = tr(
        "Articles, findings, notes and backups are encrypted on this disk: whoever finds the laptop can't read them. "
        "You are asked for the passphrase each time Briefing starts."
    )
    lost = tr("Nobody can recover a forgotten passphrase. Without it the library and its backups are lost for good.")
    later = tr("You can set, change or remove it at any time in the menu Library.")
    return {
        "first": (tr("Protect this library with a passphrase?"), f"{protects}\n\n{lost}\n\n{later}", tr("Encrypt")),
        "set": (tr("Encrypt the library"), f"{protects}\n\n{lost}", tr("Encrypt")),
        "change": (
            tr("Change the passphrase"),
            tr("The library and its backups are encrypted anew. Copies kept elsewhere keep the present passphrase."),
            tr("Change"),
        ),
        "remove": (
            tr("Remove the passphrase"),
            tr("The library and its backups are decrypted: whoever can read your files can read them."),
            tr("Decrypt"),
        ),
    }[purpose]


def ask_to_unlock(path: Path, theme: Theme, application: QApplication) -> bool:
    """Ask for the passphrase before there is a window; False when the person gives up."""
    dialog = UnlockDialog(path, theme)
    dialog.buttons.button(dialog.buttons.StandardButton.Cancel).setText(tr("Quit"))
    dialog.setWindowTitle(application.applicationName())
    return dialog.exec() == QDialog.DialogCode.Accepted
