"""The brief as tables: who holds what (matrix), what happens when (timeline), which figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefing.i18n import interface_language, tr
from briefing.model import Brief, Fragment, Line
from briefing.ui.rows import line_text
from briefing.wording import stance_words

_STANCES = ("demand", "oppose", "threaten", "commit", "consider", "support", "assert", "report")
_MOST_IN_CELL = 2
Cell = tuple[str, str]  # words, key of the line

if TYPE_CHECKING:
    from briefing.ui.cell_table import CellTable


class LineTable(QWidget):
    """A table whose cells lead to lines, with words for when there is nothing. It is made when it is first filled."""

    line_chosen = Signal(str)
    table: "CellTable"

    def __init__(self, name: str, title: str, hint: str) -> None:
        super().__init__()
        self.zoom = 1.0
        self._words = (name, title, hint)
        self._pages: QStackedWidget | None = None

    def _make(self) -> QStackedWidget:
        from briefing.ui.cell_table import CellTable
        from briefing.ui.empty_state import EmptyState

        name, title, hint = self._words
        self.table = CellTable(name)
        self.table.line_chosen.connect(self.line_chosen)
        pages = QStackedWidget()
        pages.addWidget(self.table)
        pages.addWidget(EmptyState(title, hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 0)
        layout.addWidget(pages)
        return pages

    def show_cells(self, columns: Sequence[str], cells: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
        """Show rows of cells; a column of width 0 takes what room is left."""
        self._pages = self._pages or self._make()
        self._pages.setCurrentIndex(0 if cells else 1)
        self.table.show_cells(columns, cells, widths, self.zoom)


def section_cells(brief: Brief, key: str) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Columns and cells of a section that is a table."""
    section = next((section for section in brief.sections if section.key == key), None)
    if section is None:
        return (), []
    columns = section.columns or ("",)
    return columns, [_row(line, len(columns)) for line in section.lines if line.state != "rejected"]


def timeline_cells(brief: Brief) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """What happened, by date, then what is to come."""
    columns, past = section_cells(brief, "chronology")
    _, future = section_cells(brief, "watch")
    if future:
        past.append([(tr("To come"), ""), *[("", "")] * (len(columns) - 1)])
    return columns, [*past, *future]


def _row(line: Line, width: int) -> list[Cell]:
    words = [_plain(cell) for cell in line.cells] if line.cells else [line_text(line)]
    padded = [*words, *([""] * width)][:width]
    return [(text, line.key) for text in padded]


def _plain(cell: Sequence[Fragment]) -> str:
    return "".join(fragment.text for fragment in cell)


def matrix_cells(brief: Brief) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Actors by issue; as long as there are no issues, actors by stance."""
    groups = [group for section in brief.sections if section.key == "positions" for group in section.groups]
    has_issues = any(group.issue for group in groups)
    if has_issues:
        heads = list(dict.fromkeys(group.issue for group in groups))
    else:
        used = {line.label for group in groups for line in group.lines}
        heads = [stance for stance in _STANCES if stance in used]
    lines: dict[tuple[str, str], list[Line]] = {}
    for group in groups:
        for line in group.lines:
            if line.state != "rejected":
                lines.setdefault((group.title, group.issue if has_issues else line.label or ""), []).append(line)
    names = list(dict.fromkeys(group.title for group in groups if any((group.title, head) in lines for head in heads)))
    language = interface_language()
    titles = [(head or tr("Other issues")) if has_issues else stance_words(head, language) for head in heads]
    cells = [[(name, ""), *(_matrix_cell(lines.get((name, head), [])) for head in heads)] for name in names]
    return (tr("Actor"), *titles), cells


def _matrix_cell(lines: Sequence[Line]) -> Cell:
    if not lines:
        return "–", ""
    words = [_short(line_text(line)) for line in lines[:_MOST_IN_CELL]]
    if len(lines) > 1:
        words = ["• " + one for one in words]
    if len(lines) > _MOST_IN_CELL:
        words.append(tr("and {count} more", count=len(lines) - _MOST_IN_CELL))
    return "\n".join(words), lines[0].key


def _short(words: str, most: int = 72) -> str:
    return words if len(words) <= most else words[: words.rfind(" ", 0, most)] + "…"
