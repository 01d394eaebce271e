"""What is known of articles, in one table: each value can be put right, and what is missing or guessed is marked."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractItemModel, QDate, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from briefing.i18n import LANGUAGES, interface_language, tr, trn
from briefing.model import Article
from briefing.text import is_web_address
from briefing.ui.dialogs import FormDialog
from briefing.ui.icons import icon
from briefing.ui.plain import label
from briefing.ui.shown import on_one_line, tip
from briefing.ui.theme import LIGHT, Theme
from briefing.wording import language_words

Index = QModelIndex | QPersistentModelIndex
# Which field of an article a column shows; None is said only.
_FIELDS = ("title", "published", None, "language", "outlet", "author", None)
_PLACE = 6
_WIDTHS = (0, 100, 120, 84, 110, 110, 150)


class FactsDialog(FormDialog):
    """Titles, dates, languages, outlets, authors and addresses of articles; `corrections` is what was changed."""

    def __init__(
        self, parent: QWidget, articles: Sequence[Article], doubts: Mapping[str, Sequence[str]], theme: Theme = LIGHT
    ) -> None:
        super().__init__(parent, tr("Titles and dates"), tr("Save"))
        self.resize(980, 460)
        self._doubts, self._theme = doubts, theme
        # what wants a look comes first
        self._articles = sorted(articles, key=lambda article: not self._doubts_of(article))
        self.table = QTableWidget(len(articles), len(_FIELDS))
        self.table.setAccessibleName(tr("Titles and dates"))
        self.table.setHorizontalHeaderLabels(
            [
                tr("Title"),
                tr("Published"),
                tr("How known"),
                tr("Language"),
                tr("Outlet"),
                tr("Author"),
                tr("Address or file"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setIconSize(QSize(14, 14))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        # languages by their names: those that can be chosen, and those that an article has without them
        codes = [*LANGUAGES, *(article.language for article in articles)]
        self._codes = {language_words(code, interface_language()): code for code in codes}
        self.table.setItemDelegateForColumn(3, _Choice(list(self._codes)[: len(LANGUAGES)], self.table))
        self.marked = 0
        self._filled: dict[tuple[int, int], str] = {}  # what was shown: what nobody changes stays as it was found
        for row, article in enumerate(self._articles):
            self._fill(row, article)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS[1:], 1):
            self.table.setColumnWidth(column, width)
        self.body.insertWidget(0, label(self._hint(), "emptyHint", is_wrapped=True))
        self.body.insertWidget(1, self.table, 1)
        self.table.itemChanged.connect(self._check)

    def _hint(self) -> str:
        if not self.marked:
            return tr("Everything was found. A date or language that you change finds its lines anew.")
        words = trn("{count} value is missing or guessed.", "{count} values are missing or guessed.", self.marked)
        return f"{words} {tr('A date or language that you change finds its lines anew.')}"

    def _doubts_of(self, article: Article) -> set[str]:
        doubts = set(self._doubts.get(article.id, ()))
        return doubts - {"published"} if article.published else doubts | {"published"}

    def _fill(self, row: int, article: Article) -> None:
        doubts = self._doubts_of(article)
        values = (
            article.title,
            article.published or "",
            _basis(article),
            language_words(article.language, interface_language()),
            article.outlet or "",
            article.author or "",
            _place(article.origin or ""),
        )
        for column, value in enumerate(values):
            field = _FIELDS[column]
            item = QTableWidgetItem(on_one_line(value))
            self._filled[row, column] = item.text()
            if field is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if column == _PLACE:
                item.setToolTip(tip(tr("Address or file"), article.origin or ""))
            if field in doubts:
                self.marked += 1
                item.setIcon(icon("circle-alert", self._theme.warn))
                spoken = tr("missing") if not value else tr("{value}, guessed", value=on_one_line(value))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.table.setItem(row, column, item)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return " ".join(item.text().split()) if item else ""

    def _check(self) -> None:
        """A date is a day, a month or a year that there is, or nothing."""
        self.ok.setEnabled(all(_is_date(self._text(row, 1)) for row in range(self.table.rowCount())))

    @property
    def corrections(self) -> dict[str, dict[str, str | None]]:
        """What differs from the articles, by article and field."""
        found: dict[str, dict[str, str | None]] = {}
        for row, article in enumerate(self._articles):
            changed: dict[str, str | None] = {}
            for column, field in enumerate(_FIELDS):
                item = self.table.item(row, column)
                if field is None or item is None or item.text() == self._filled[row, column]:
                    continue
                text = self._text(row, column)
                value = self._codes.get(text, text) if field == "language" else text
                if value != (getattr(article, field) or "") and not (field in ("title", "language") and not value):
                    changed[field] = value or None
            if changed:
                found[article.id] = changed
        return found


def _place(origin: str) -> str:
    """A web address as it is; of a file its name, with the files that it lies in."""
    return origin if is_web_address(origin) else " › ".join(PurePath(part).name for part in origin.split(" › "))


def _basis(article: Article) -> str:
    words = {"given": tr("given"), "stated": tr("stated in the text")}
    return words.get(article.published_basis, "")


def _is_date(text: str) -> bool:
    forms = {10: "yyyy-MM-dd", 7: "yyyy-MM", 4: "yyyy"}
    return not text or (len(text) in forms and QDate.fromString(text, forms[len(text)]).isValid())


class _Choice(QStyledItemDelegate):
    """A cell that is chosen from a list; what it holds already can be kept."""

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = list(words)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        held = str(index.data())
        box.addItems([*self._words, *([held] if held and held not in self._words else [])])
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())
