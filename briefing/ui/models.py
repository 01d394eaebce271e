"""Lists as Qt sees them: the articles of a dossier, the rows of a brief."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from briefing.i18n import interface_language, tr, trn
from briefing.model import Headline
from briefing.ui.rows import Row, chip_words, line_text
from briefing.ui.shown import on_one_line
from briefing.wording import state_words

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1
ListedRole = Qt.ItemDataRole.UserRole + 3
_NONE = QModelIndex()
_NO_STORIES: Mapping[str, int] = {}
_LINES = "application/x-briefing-line"


class Listed(NamedTuple):
    """An article as the list shows it. `versions` counts the articles of its story where it stands for them all;
    `is_member` where it stands under another one."""

    headline: Headline
    versions: int = 0
    is_open: bool = False
    is_member: bool = False
    story: int | None = None


def _ids(headlines: Sequence[Headline]) -> list[str]:
    return [headline.id for headline in headlines]


class HeadlineModel(QAbstractListModel):
    """The articles of a list; those that tell one story are one row that opens."""

    def __init__(self) -> None:
        super().__init__()
        self._headlines: tuple[Headline, ...] = ()
        self._stories: Mapping[str, int] = {}
        self._open: set[int] = set()
        self._rows: tuple[Listed, ...] = ()

    def show(self, headlines: Sequence[Headline], stories: Mapping[str, int] = _NO_STORIES) -> None:
        old, self._headlines = self._headlines, tuple(headlines)
        if stories == self._stories and _ids(old) == _ids(self._headlines):
            self._renew({b.id: b for a, b in zip(old, self._headlines, strict=True) if a is not b and a != b})
        else:
            self._stories = stories
            self._lay_out()

    def _renew(self, changed: Mapping[str, Headline]) -> None:
        """Show other facts of some articles; selection and scroll place stay."""
        if changed:
            rows = list(self._rows)
            for number, listed in enumerate(rows):
                if listed.headline.id in changed:
                    rows[number] = listed._replace(headline=changed[listed.headline.id])
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def toggle(self, story: int) -> None:
        """Open a closed story, or close an open one."""
        self._open ^= {story}
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        members: dict[int, list[Headline]] = {}
        for headline in self._headlines if self._stories else ():
            if (story := self._stories.get(headline.id)) is not None:
                members.setdefault(story, []).append(headline)
        rows: list[Listed] = []
        for headline in self._headlines:
            story = self._stories.get(headline.id)
            if story is None or len(members[story]) < 2:
                rows.append(Listed(headline))
            elif members[story][0] is headline:
                is_open = story in self._open
                rows.append(Listed(headline, len(members[story]), is_open, story=story))
                rows += [Listed(h, is_member=True, story=story) for h in members[story][1:] if is_open]
        self._rows = tuple(rows)
        self.endResetModel()

    def listed(self, index: Index) -> Listed | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def headline(self, index: Index) -> Headline | None:
        listed = self.listed(index)
        return listed.headline if listed else None

    def row_of(self, article_id: str | None) -> int:
        """The row of an article, -1 when it is not in the list. A closed story that hides it is opened."""
        row = self._find(article_id)
        story = self._stories.get(article_id or "")
        is_hidden = row < 0 and story is not None and story not in self._open
        if story is not None and is_hidden and any(headline.id == article_id for headline in self._headlines):
            self.toggle(story)
            row = self._find(article_id)
        return row

    def _find(self, article_id: str | None) -> int:
        return next((n for n, listed in enumerate(self._rows) if listed.headline.id == article_id), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        listed = self.listed(index)
        if listed is None:
            return None
        headline = listed.headline
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(headline.title)
        if role == RowRole:
            return headline
        if role == ListedRole:
            return listed
        if role == Qt.ItemDataRole.AccessibleTextRole:
            to_review = trn("{count} line to review", "{count} lines to review", headline.unreviewed)
            parts = [on_one_line(headline.title), headline.published or tr("undated"), to_review]
            if listed.versions:
                parts.append(versions_words(listed.versions))
            return ", ".join(parts)
        return None


def versions_words(count: int) -> str:
    """How many articles tell one story."""
    return trn("{count} version", "{count} versions", count)


class BriefModel(QAbstractListModel):
    """The rows of a brief. A change of the same rows keeps selection and scroll place."""

    line_dropped = Signal(str, int)  # key of the line, row it was dropped before

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        old, new = self._rows, tuple(rows)
        if [row.key for row in old] == [row.key for row in new]:
            self._rows = new
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(number), self.index(number))
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """The index of a line, not valid when the brief does not list it."""
        at = next((n for n, row in enumerate(self._rows) if row.key == key), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        if row.kind == "line":
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(line_text(row.line) if row.line else row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return on_one_line(_spoken(row))
        return None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_LINES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        rows = [row for index in indexes if (row := self.row(index))]
        carried.setData(_LINES, "\n".join(row.key for row in rows).encode())
        return carried

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell where a line was dropped; the rows change only when the library says so."""
        if not data.hasFormat(_LINES):
            return False
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.line_dropped.emit(bytes(data.data(_LINES).data()).decode(), before)
        return False


def _spoken(row: Row) -> str:
    """A row as a screen reader says it."""
    if row.line is None:
        return ", ".join(part for part in (row.title, row.detail) if part)
    state = state_words(row.line.state, interface_language())
    included = "" if row.line.is_included else tr("not in the brief")
    parts = (chip_words(row.line), line_text(row.line), row.line.gloss or "", state, included)
    return ", ".join(part for part in parts if part)
