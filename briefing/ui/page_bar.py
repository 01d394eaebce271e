"""The bar above an article that came as a PDF: its text or its pages, and where in the pages one is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton

from briefing.i18n import tr
from briefing.ui.icons import icon
from briefing.ui.plain import ElidedLabel, icon_button, label
from briefing.ui.shown import on_one_line
from briefing.ui.theme import LIGHT, Theme

_TOOLS = ("arrow-up", "arrow-down", "zoom-out", "zoom-in")


class PageBar(QFrame):
    """A choice of two, and the tools of the pages, which show with them."""

    pages_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageBar")
        self.text, self.pages = QPushButton(tr("Text")), QPushButton(tr("Pages"))
        self._choice = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(4)
        for button in (self.text, self.pages):
            button.setCheckable(True)
            button.setObjectName("pageChoice")
            self._choice.addButton(button)
            layout.addWidget(button)
        self.text.setChecked(True)
        self.words = ElidedLabel("articleFacts")
        self.words.setContentsMargins(10, 0, 10, 0)
        layout.addWidget(self.words, 1)
        self.number = label(name="articleFacts")
        layout.addWidget(self.number)
        spoken = (tr("Previous page"), tr("Next page"), tr("Smaller pages"), tr("Larger pages"))
        self.tools: dict[str, QToolButton] = {}
        for name, words in zip(_TOOLS, spoken, strict=True):
            self.tools[name] = icon_button(name, words, LIGHT)
            layout.addWidget(self.tools[name])
        self.pages.toggled.connect(self._show_tools)
        self.pages.toggled.connect(self.pages_chosen)
        self._show_tools(False)
        self.hide()

    def show_place(self, page: int, count: int) -> None:
        """Which page is in view, from 0."""
        self.number.setText(tr("Page {number} of {count}", number=page + 1, count=count) if count else "")
        self.tools["arrow-up"].setEnabled(page > 0)
        self.tools["arrow-down"].setEnabled(page + 1 < count)

    def say(self, words: str) -> None:
        """Something about the passage: that it can't be placed."""
        self.words.setText(words)
        self.words.setAccessibleName(on_one_line(words))

    def set_look(self, theme: Theme) -> None:
        for name, button in self.tools.items():
            button.setIcon(icon(name, theme.muted))

    def _show_tools(self, is_shown: bool) -> None:
        for widget in (self.number, *self.tools.values()):
            widget.setVisible(is_shown)
        if not is_shown:
            self.say("")
