"""Dialogs of the ways in: a web address, and the inbox folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from briefing.i18n import tr
from briefing.text import is_web_address
from briefing.ui.dialogs import FormDialog
from briefing.ui.fields import Choices, TextField
from briefing.ui.plain import label


class AddressDialog(FormDialog):
    """Asks for one web address."""

    def __init__(self, parent: QWidget, address: str = "") -> None:
        super().__init__(parent, tr("Import from web address"), tr("Import"))
        self.setMinimumWidth(560)
        self._field = TextField(address)
        self._field.setPlaceholderText("https://")
        self.add(tr("Address"), self._field)
        hint = tr(
            "Only this page is fetched, without cookies, and nothing that it refers to. "
            "It is the one time that Briefing uses the network."
        )
        self.body.insertWidget(1, label(hint, "emptyHint", is_wrapped=True))
        self._field.textChanged.connect(self._check)
        self._field.selectAll()
        self._field.setFocus()
        self._check()

    def _check(self) -> None:
        self.ok.setEnabled(is_web_address(self.address))

    @property
    def address(self) -> str:
        return self._field.words


class InboxDialog(FormDialog):
    """Which folder is looked at, and which dossier takes what arrives there."""

    def __init__(self, parent: QWidget, folder: str, dossiers: Sequence[str], dossier: str) -> None:
        super().__init__(parent, tr("Inbox folder"), tr("Save"))
        self.setMinimumWidth(560)
        self._is_watched = QCheckBox(tr("Import what arrives in this folder"))
        self._is_watched.setChecked(bool(folder))
        self._folder = TextField(folder)
        self._folder.setAccessibleName(tr("Folder"))
        choose = QPushButton(tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        self._dossier = Choices(list(dict.fromkeys([*dossiers, tr("Inbox")])), dossier or tr("Inbox"))
        self.form.addRow("", self._is_watched)
        self.add(tr("Folder"), place)
        self.add(tr("Dossier"), self._dossier)
        hint = tr(
            "The folder is looked at every ten seconds while Briefing is open. The files stay where they are; "
            "each is taken once."
        )
        self.body.insertWidget(1, label(hint, "emptyHint", is_wrapped=True))
        self._is_watched.toggled.connect(self._check)
        self._folder.textChanged.connect(self._check)
        self._check()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Inbox folder"), self._folder.text())
        if name:
            self._folder.setText(name)
            self._is_watched.setChecked(True)

    def _check(self) -> None:
        is_on = self._is_watched.isChecked()
        self._dossier.setEnabled(is_on)
        self.ok.setEnabled(not is_on or Path(self._folder.text().strip() or "/nowhere/").is_dir())

    @property
    def folder(self) -> str:
        """The folder to look at; "" for none."""
        return self._folder.words if self._is_watched.isChecked() else ""

    @property
    def dossier(self) -> str:
        """The dossier's name; "" is the Inbox."""
        name = self._dossier.words
        return "" if name == tr("Inbox") else name
