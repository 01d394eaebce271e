"""What differs between two articles, word by word, in one text: taken out is struck through, put in is underlined."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from briefing.differences import Piece
from briefing.i18n import interface_language, tr, trn
from briefing.model import Article
from briefing.ui.icons import icon
from briefing.ui.plain import label
from briefing.ui.shown import beside, shortened, shown
from briefing.ui.theme import Theme, contrast, font
from briefing.wording import published_words

_TEXT = 17  # pixels at the normal zoom
_MEASURE = 760
# Qt is slow on paragraphs of a megabyte: they are broken for display.
_LONGEST = 2_000
_LINE_SEPARATOR = "\u2028"
# paragraphs stand apart by themselves
_EMPTY_LINES = re.compile(r"\n\s*\n")


class DifferencesDialog(QDialog):
    """The newer text with what was taken out and put in since the older one. N and P go from change to change."""

    def __init__(
        self,
        old: Article,
        new: Article,
        pieces: Sequence[Piece],
        theme: Theme,
        zoom: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What differs"))
        self.resize(min(920, round(_MEASURE * zoom) + 120), 680)
        self._theme, self._zoom = theme, zoom
        self._old, self._new, self._pieces = old, new, pieces
        self.places: list[tuple[int, int]] = []  # of each difference, in the document
        self.current = -1
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("What differs"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.count = label(name="emptyHint")
        self._lay_out()
        self._write()
        self.count.setText(self._count_words())
        for keys, step in ((("N", "F3", "Alt+Down"), 1), (("P", "Shift+F3", "Alt+Up"), -1)):
            for key in keys:
                QShortcut(QKeySequence(key), self, activated=lambda step=step: self.go(step))  # type: ignore[call-overload]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(8)
        for words, article, is_old in ((tr("Older"), self._old, True), (tr("Newer"), self._new, False)):
            line = QHBoxLayout()
            sample = label(words)
            colour, line_ = (self._theme.bad, "line-through") if is_old else (self._theme.good, "underline")
            sample.setStyleSheet(f"color: {colour}; text-decoration: {line_};")
            line.addWidget(sample)
            line.addWidget(label(shortened(_facts(article), 300), is_wrapped=True), 1)
            layout.addLayout(line)
        layout.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        buttons = (
            ("arrow-up", tr("Previous"), lambda: self.go(-1)),
            ("arrow-down", tr("Next"), lambda: self.go(1)),
            ("copy", tr("Copy"), self.copy),
            ("", tr("Close"), self.close),
        )
        for name, words, act in buttons:
            button = QPushButton(words)
            if name:
                button.setIcon(icon(name, self._theme.muted))
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        layout.addLayout(foot)

    # --- the text ----------------------------------------------------------------------------------------------------

    def _look(self, kind: str) -> QTextCharFormat:
        """Told by line and colour both: struck through what went, underlined what came."""
        theme, look = self._theme, QTextCharFormat()
        look.setFont(font(_TEXT * self._zoom, is_serif=True))
        look.setForeground(QColor(theme.text))
        if kind == "removed":
            look.setFontStrikeOut(True)
            look.setForeground(QColor(theme.bad))
            look.setBackground(QColor(theme.bad_soft))
        elif kind == "added":
            look.setFontUnderline(True)
            look.setForeground(QColor(theme.good))
            look.setBackground(QColor(theme.good_soft))
        assert contrast(theme.bad, theme.bad_soft) > 4.5, "what went can be read"
        return look

    def _write(self) -> None:
        document = self.text.document()
        document.setDocumentMargin(18)
        block = QTextBlockFormat()
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(10 * self._zoom)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(block)
        for piece in self._pieces:
            old, new = self._old.text[slice(*piece.old)], self._new.text[slice(*piece.new)]
            if piece.kind == "equal":
                self._insert(cursor, new, "equal")
                continue
            start = cursor.position()
            # the space after what went belongs to neither
            self._insert(cursor, old.rstrip(), "removed")
            self._insert(cursor, " " if old.rstrip() and new.strip() else "", "equal")
            self._insert(cursor, new.rstrip(), "added")
            end = cursor.position()
            self._insert(cursor, new[len(new.rstrip()) :] if new.strip() else old[len(old.rstrip()) :], "equal")
            self.places.append((start, end))
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _insert(self, cursor: QTextCursor, words: str, kind: str) -> None:
        if words:
            cursor.insertText(_broken(_EMPTY_LINES.sub("\n", shown(words))), self._look(kind))

    # --- going through -----------------------------------------------------------------------------------------------

    def go(self, step: int) -> None:
        """To the next difference from the one that is shown, or from the cursor; round at the ends."""
        if not self.places:
            return
        if self.current < 0:
            starts = [start for start, _ in self.places]
            at = self.text.textCursor().position()
            self.current = bisect_left(starts, at) if step > 0 else bisect_right(starts, at) - 1
            self.current %= len(self.places)
        else:
            self.current = (self.current + step) % len(self.places)
        start, end = self.places[self.current]
        cursor = self.text.textCursor()
        cursor.setPosition(end)
        self.text.setTextCursor(cursor)
        cursor.setPosition(start)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        # not selected: a selection would paint over what tells old from new
        mark = QTextEdit.ExtraSelection()
        mark.format.setBackground(QColor(self._theme.selection))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        self.text.setExtraSelections([mark])
        self.count.setText(tr("{n} of {count}", n=self.current + 1, count=len(self.places)))

    def copy(self) -> None:
        """What is selected; else all differences, one a line."""
        selected = self.text.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(selected or "\n".join(self._listed()))

    def _listed(self) -> list[str]:
        lines = [f"− {_facts(self._old)}", f"+ {_facts(self._new)}", ""]
        for piece in self._pieces:
            if piece.kind != "equal":
                old, new = (
                    " ".join(t.split()) for t in (self._old.text[slice(*piece.old)], self._new.text[slice(*piece.new)])
                )
                lines += [line for line in (f"− {old}" if old else "", f"+ {new}" if new else "") if line]
        return lines

    def _count_words(self) -> str:
        if not self.places:
            return tr("The words are the same.")
        return trn("{count} difference", "{count} differences", len(self.places))


def _facts(article: Article) -> str:
    published = published_words(article.published, article.published_basis, interface_language())
    return beside(article.title, article.outlet or "", published)


def _broken(words: str) -> str:
    """The words with a break in each paragraph that is too long for Qt."""
    if len(words) <= _LONGEST:
        return words
    made, since = [], 0
    for word in words.split(" "):
        since = 0 if "\n" in word else since + len(word) + 1
        made.append(word)
        if since > _LONGEST:
            made[-1] += _LINE_SEPARATOR
            since = 0
    return " ".join(made)
