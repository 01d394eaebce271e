"""A document's paragraphs, lists, tables and notes as lines of text, in the order in which they are read.

A row of a table is one line with its cells parted by " | ", as in web pages; a row with several paragraphs in a cell
is layout, and each paragraph is a line of its own. A note stands as [1] where it is called and at the end of the text.
"""

import re
from dataclasses import dataclass, field

_SPACES = re.compile(r"[ \t\r\f\v]+")
_BREAKS = re.compile(r" ?\n ?")


@dataclass(slots=True)
class _Paragraph:
    prefix: str
    pieces: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)  # lines of text boxes that hang on it


class Flow:
    """Takes what a document holds in its order. `added` counts the signs that it put in itself, spaces aside."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.added = 0
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[list[list[str]]] = []
        self._depths: list[int] = []  # how many paragraphs were open when each row began

    def begin(self, prefix: str = "") -> None:
        """A paragraph begins; one may begin inside another one (a text box)."""
        self._paragraphs.append(_Paragraph(prefix))

    def set_prefix(self, prefix: str) -> None:
        """What the open paragraph begins with, if it has words: a bullet."""
        if self._paragraphs:
            self._paragraphs[-1].prefix = prefix

    def add(self, text: str) -> None:
        """Text of the open paragraph."""
        if not self._paragraphs:
            self.begin()
        self._paragraphs[-1].pieces.append(text)

    def mark(self, text: str) -> None:
        """A sign of the reader's own in the open paragraph: a note's number."""
        self.added += _signs(text)
        self.add(text)

    def end(self) -> str:
        """The paragraph ends; its text, without a prefix."""
        if not self._paragraphs:
            return ""
        paragraph = self._paragraphs.pop()
        text = _BREAKS.sub("\n", _SPACES.sub(" ", "".join(paragraph.pieces))).strip(" \n")
        lines = [line for line in text.split("\n") if line]
        if lines and paragraph.prefix:
            self.added += _signs(paragraph.prefix)
            lines[0] = paragraph.prefix + lines[0]
        for line in (*lines, *paragraph.after):
            self._put(line)
        return text

    def begin_row(self) -> None:
        self._rows.append([])
        self._depths.append(len(self._paragraphs))

    def begin_cell(self) -> None:
        if self._rows:
            self._rows[-1].append([])

    def end_row(self) -> None:
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop() if cell]
        self._depths.pop()
        if all(len(cell) == 1 for cell in cells):
            if cells:
                self.added += len(cells) - 1
                self._put(" | ".join(cell[0] for cell in cells))
            return
        for cell in cells:
            for line in cell:
                self._put(line)

    def close(self) -> None:
        """End what is still open: the document broke off."""
        while self._paragraphs or self._rows:
            if self._paragraphs and (not self._rows or len(self._paragraphs) > self._depths[-1]):
                self.end()
            else:
                self.end_row()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def signs(self) -> int:
        """How many signs of the document stand in the lines, spaces aside."""
        return sum(map(_signs, self.lines)) - self.added

    def _put(self, line: str) -> None:
        is_in_row = bool(self._rows) and len(self._paragraphs) <= self._depths[-1]
        if is_in_row:
            if not self._rows[-1]:
                self._rows[-1].append([])
            self._rows[-1][-1].append(line)
        elif self._paragraphs:
            self._paragraphs[-1].after.append(line)
        else:
            self.lines.append(line)


def _signs(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def count_signs(text: str) -> int:
    """How many signs a text has, spaces aside."""
    return _signs(text)
