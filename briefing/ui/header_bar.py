"""The bar at the top: which dossier, search, import, export, menu."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton

from briefing.i18n import interface_language, tr, trn
from briefing.model import Brief, Dossier
from briefing.ui.icons import icon
from briefing.ui.plain import ElidedLabel
from briefing.ui.shown import on_button
from briefing.ui.theme import Theme
from briefing.wording import date_words


class SearchField(QLineEdit):
    """The search box of the header; the arrow keys go to the list under it."""

    key_pressed = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(tr("Search articles, quotes, notes"))
        self.setAccessibleName(tr("Search articles, quotes, notes and commands"))
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Search"))

    def set_look(self, theme: Theme) -> None:
        self._icon.setIcon(icon("search", theme.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in keys:
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


class HeaderBar(QFrame):
    """Shows the dossier, and offers what is done most."""

    dossier_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.switch = QToolButton()
        self.switch.setObjectName("dossierSwitch")
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.switch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.switch.setAccessibleName(tr("Dossier"))
        # filled when there are commands
        self.menu, self.import_menu, self._dossier_menu = (QMenu(self) for _ in range(3))
        self.new_dossier: QAction | None = None
        self.switch.setMenu(self._dossier_menu)
        self.facts = ElidedLabel("dossierFacts")
        self.search = SearchField()
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self.import_button = QPushButton(tr("Import"))
        self.import_button.setMenu(self.import_menu)
        self.changed_button = QPushButton(tr("What changed"))
        self.export_button = QPushButton(tr("Export brief"))
        self.export_button.setObjectName("primary")
        self.menu_button = QToolButton()
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setAccessibleName(tr("Menu"))
        self.menu_button.setToolTip(tr("Menu (Alt+M)"))
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.switch)
        self._layout.addWidget(self.facts, 2)
        self._layout.addWidget(self.search, 3)
        self._layout.addStretch(2)
        for button in (self.import_button, self.changed_button, self.export_button, self.menu_button):
            self._layout.addWidget(button)

    def set_look(self, theme: Theme, zoom: int) -> None:
        self._layout.setContentsMargins(10, round(7 * zoom / 100), 10, round(7 * zoom / 100))
        size = QSize(round(16 * zoom / 100), round(16 * zoom / 100))
        self.switch.setIcon(icon("chevron-down", theme.muted))
        self.import_button.setIcon(icon("plus", theme.text))
        self.changed_button.setIcon(icon("git-compare", theme.text))
        self.export_button.setIcon(icon("send", theme.on_accent))
        self.menu_button.setIcon(icon("menu", theme.text))
        for button in (self.switch, self.import_button, self.changed_button, self.export_button, self.menu_button):
            button.setIconSize(size)
        self.search.set_look(theme)

    def show_dossiers(self, dossiers: Sequence[Dossier], chosen: Dossier | None) -> None:
        self.switch.setText(on_button(chosen.name, 48) if chosen else tr("No dossier"))
        self._dossier_menu.clear()
        for dossier in dossiers[:30]:
            action = self._dossier_menu.addAction(on_button(dossier.name))
            action.setCheckable(True)
            action.setChecked(chosen is not None and dossier.id == chosen.id)
            action.triggered.connect(lambda _=False, wanted=dossier.id: self.dossier_chosen.emit(wanted))
        if self.new_dossier:
            self._dossier_menu.addSeparator()
            self._dossier_menu.addAction(self.new_dossier)

    def show_facts(self, dossier: Dossier | None, brief: Brief) -> None:
        if dossier is None:
            self.facts.setText("")
            return
        is_counted = dossier.articles >= 0
        words = trn("{count} article", "{count} articles", dossier.articles) if is_counted else "…"
        if brief.header.as_of:
            words += " · " + tr("as of {date}", date=date_words(brief.header.as_of, interface_language()))
        self.facts.setText(words)
