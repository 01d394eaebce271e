"""Everything that a window shows, as strings with their place, and whether each of them stands there as plain words.

The walk knows kinds of widgets, not single ones: a pane or dialog that comes later is walked as those of today.
"""

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QStatusBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from briefing.text import clean
from briefing.ui.annotation_pane import plain_markdown
from tests.test_injection import FIELDS, KINDS, squeezed

CANARY = "CANARY"  # stands for the path of a file that nothing may open
UNSEEN = KINDS["unseen"]
MNEMONIC = "R&D &x && &&& [*] \t Ctrl+Q"
_FORMATS = ("markdown", "typst", "mail header", "formula", "calendar", "template", "path", "entities")
_SIGNS = ("bidi", "terminal", "line ends", "nul")
WINDOW_KINDS = {
    "markup": f"<qt><b>x</b><a href='{CANARY}'>y</a><img src='{CANARY}'><table><tr><td>z</td></tr></table></qt>"
    + KINDS["markup"],
    "formats": " ".join((MNEMONIC, *(KINDS[kind] for kind in _FORMATS))),
    "signs": " ".join((UNSEEN, *(KINDS[kind] for kind in _SIGNS))),
    "right to left": KINDS["right to left"],
    "long": "sehr lang " * 200 + "x" * 500,
}

# Words that reach the window alone, beside the fields of a library.
ALONE = ("refused name", "refused reason", "problem", "error", "hint", "job", "whose", "their gloss", "query", "folder")
EVERYWHERE = (*FIELDS, *ALONE)

# What turns text round, hides it, breaks a line or moves a cursor. Line feeds and tabs stand in texts of several lines.
ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
TURNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What an isolated word begins and ends with, so that it does not reorder what stands beside it.
_ISOLATED = re.compile("\u2068[^\u2066-\u2069]*\u2069")
_ROLES = {
    Qt.ItemDataRole.DisplayRole: "text",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Qt.ItemDataRole.AccessibleDescriptionRole: "spoken",
    Qt.ItemDataRole.ToolTipRole: "tip",
    Qt.ItemDataRole.StatusTipRole: "tip",
    Qt.ItemDataRole.WhatsThisRole: "tip",
}
_WIDEST = 1440


class ActsError(AssertionError):
    """A widget does more with words from outside than to show them."""


@dataclass(frozen=True)
class Shown:
    """Words and where they stand. Kinds: text, spoken, tip, pressed (on buttons, in menus), source, field, painted."""

    where: str
    kind: str
    words: str


def said(field: str, words: str) -> str:
    """The words between the field's own signs."""
    number = EVERYWHERE.index(field)
    return f"Q{number:02}S {words} S{number:02}Q"


def need(is_plain: bool, shown: Shown, what: str) -> None:
    if not is_plain:
        raise ActsError(f"{what}: {shown.where} ({shown.kind}): {shown.words[:300]!r}")


def walk(root: QWidget) -> Iterator[Shown]:
    """What a widget and all within it show; fails for one that would read its words as markup."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(root).__name__}: {type(widget).__name__} {widget.objectName()}".strip()
        yield from (Shown(where, kind, words) for kind, words in _of(widget) if words or kind == "markup")


def _of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "text", widget.windowTitle()
    yield "spoken", widget.accessibleName()
    yield "spoken", widget.accessibleDescription()
    for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        yield "tip", tip
    for action in widget.actions():
        yield "pressed", action.text()
        # menus show tips only when they are told to, and the window none of its commands
        if not isinstance(widget, QMainWindow) and not (isinstance(widget, QMenu) and not widget.toolTipsVisible()):
            yield from (("tip", tip) for tip in (action.toolTip(), action.statusTip(), action.whatsThis()))
    is_markup = (isinstance(widget, QTextEdit) and not _is_plain(widget)) or (
        isinstance(widget, QLabel) and not _is_plain_label(widget)
    )
    for kind, words in _ways(widget):
        yield ("markup" if is_markup else kind), words


def _ways(widget: QWidget) -> Iterator[tuple[str, str]]:
    """The words of one widget, by what it is."""
    if isinstance(widget, QLabel):
        yield "text", widget.text()
    elif isinstance(widget, QAbstractButton):
        yield "pressed", widget.text()
    elif isinstance(widget, QMenu | QGroupBox):
        yield "pressed", widget.title()
    elif isinstance(widget, QTabBar):
        yield from (("pressed", widget.tabText(n)) for n in range(widget.count()))
        yield from (("tip", widget.tabToolTip(n)) for n in range(widget.count()))
    elif isinstance(widget, QLineEdit):
        yield "field", widget.text()
        yield "text", widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield ("source" if widget.isReadOnly() else "field"), widget.toPlainText()
        yield "text", widget.placeholderText()
    elif isinstance(widget, QComboBox) or (isinstance(widget, QAbstractItemView) and widget.model() is not None):
        yield from _of_model(widget.model())
    elif isinstance(widget, QProgressBar):
        yield "text", widget.format()
    elif isinstance(widget, QStatusBar):
        yield "text", widget.currentMessage()


def _of_model(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    nowhere = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(nowhere)
    for column in range(columns):
        yield "text", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(nowhere)):
            index = model.index(row, column)
            yield from ((kind, str(index.data(role) or "")) for role, kind in _ROLES.items())


def _is_plain_label(label: QLabel) -> bool:
    return not label.text() or label.textFormat() == Qt.TextFormat.PlainText


def _is_plain(edit: QTextEdit) -> bool:
    """Whether a text is letters only: no pictures, links or tables, and none that could be pasted."""
    links = edit.textInteractionFlags() & (
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    return not links and (edit.isReadOnly() or not edit.acceptRichText()) and _has_letters_only(edit.document())


def _has_letters_only(document: QTextDocument) -> bool:
    block = document.begin()
    while block.isValid():
        if block.textList() is not None:
            return False
        parts = block.begin()
        while not parts.atEnd():
            look = parts.fragment().charFormat()
            if look.isImageFormat() or look.isAnchor() or look.anchorHref():
                return False
            parts += 1
        block = block.next()
    return not document.rootFrame().childFrames()


def check(shown: Shown) -> None:
    """Fails where words act: as markup, by signs that act on a reader, as keys of a menu."""
    need(shown.kind != "markup", shown, "a widget that reads markup")
    if shown.kind == "tip":
        need(not GuiQt.mightBeRichText(shown.words), shown, "markup")
    if shown.kind == "source":
        # a text is shown sign by sign: what no one sees stays, what turns the rest round does not
        need(not TURNS.search(shown.words), shown, "sign")
    elif shown.kind != "field":
        left = _ISOLATED.sub(lambda match: match.group()[1:-1], shown.words)
        found = ACTS.search(left)
        need(found is None, shown, f"sign {found and found.group()!r}")
    if shown.kind == "pressed" and _number(shown.words):
        need("\t" not in shown.words and "\n" not in shown.words, shown, "tab or line feed")
        need("&" not in shown.words.replace("&&", ""), shown, "mnemonic")


_START = re.compile(r"Q(\d\d)S")


def _number(words: str) -> bool:
    return _START.search(words) is not None


def _forms(words: str) -> tuple[str, str]:
    """Words as they are, and as a note stands in a list."""
    return words, plain_markdown(words)


@lru_cache(maxsize=20_000)
def fields_of(words: str, expected: str, *, is_pressed: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The fields that stand in the words whole, and those that stand there only cut, with a sign that they are."""
    numbers = {int(number) for number in _START.findall(words)}
    shown = squeezed(words.replace("&&", "&") if is_pressed else words)
    fields = {EVERYWHERE[number] for number in numbers if number < len(EVERYWHERE)}
    whole = {
        field for field in fields if any(squeezed(one) in shown for one in _forms(said(field, clean(expected)[0])))
    }
    for field in fields - whole:
        if "…" not in words:
            raise ActsError(f"{field} is cut, and nothing says so: {words[-200:]!r}")
    return frozenset(whole), frozenset(fields - whole)


class Findings:
    """What a walk over many windows has seen, by field."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        self.whole: dict[str, set[str]] = {}
        self.cut: dict[str, set[str]] = {}
        self.faults: list[str] = []

    def take(self, root: QWidget, stop: str = "") -> None:
        """Walk, check, and note where each field stands."""
        for shown in walk(root):
            self._take(shown, stop)
        for label in root.findChildren(QLabel):
            if label.isVisible() and label.wordWrap() and label.height() < label.heightForWidth(label.width()):
                self._blame(f"{stop}: no room for {label.objectName()} {label.text()[:80]!r}")
        widest = max(root.minimumSizeHint().width(), root.width())
        if widest > _WIDEST:
            self._blame(f"{stop}: {type(root).__name__} is {widest} wide")

    def _take(self, shown: Shown, stop: str) -> None:
        try:
            check(shown)
            found = fields_of(shown.words, self.expected, is_pressed=shown.kind == "pressed")
        except ActsError as error:
            # what is painted piece by piece stands whole in its model
            if shown.kind != "painted" or "cut" not in str(error):
                self._blame(f"{stop}: {error}")
            return
        for fields, places in zip(found, (self.whole, self.cut), strict=True):
            for field in fields:
                places.setdefault(field, set()).add(shown.where)

    def take_painted(self, words: str, stop: str = "") -> None:
        self._take(Shown("painter", "painted", words), stop)

    def _blame(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


class Opened:
    """Whether a file was opened since, told by the kernel: by Qt's own code as well. Only Linux tells (inotify)."""

    is_told = sys.platform == "linux"

    def __init__(self, path: Path) -> None:
        if self.is_told:
            libc = ctypes.CDLL(None, use_errno=True)
            self._watch = libc.inotify_init1(os.O_NONBLOCK)
            assert self._watch >= 0
            assert libc.inotify_add_watch(self._watch, os.fsencode(path), 0x20 | 0x1) >= 0  # IN_OPEN, IN_ACCESS

    def __bool__(self) -> bool:
        if not self.is_told:
            return False
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        if self.is_told:
            os.close(self._watch)
