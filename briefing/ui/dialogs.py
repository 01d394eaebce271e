"""Dialogs that ask for a few values."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.i18n import LANGUAGES, interface_language, tr
from briefing.model import Article, Header, Headline
from briefing.ui.day_field import DayField
from briefing.ui.editors import LongField
from briefing.ui.fields import Choices, TextField
from briefing.ui.plain import label
from briefing.ui.shown import on_button, on_one_line
from briefing.wording import language_words


class FormDialog(QDialog):
    """A form over OK and Cancel."""

    def __init__(self, parent: QWidget | None, title: str, accept_words: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(14)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.ok = self.buttons.button(standard.Ok)
        self.ok.setText(accept_words or tr("OK"))
        self.buttons.button(standard.Cancel).setText(tr("Cancel"))
        self.buttons.button(standard.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 18, 20, 16)
        self.body.setSpacing(14)
        self.body.addLayout(self.form)
        self.body.addWidget(self.buttons)

    def add(self, words: str, field: QWidget) -> None:
        """A row of the form; the field takes the row's words as its spoken name."""
        field.setAccessibleName(words)
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)
        self.form.addRow(label(words), field)


class MoveDialog(FormDialog):
    """Which actor a line belongs to, and under which issue it stands."""

    def __init__(self, parent: QWidget, names: Sequence[str], issues: Sequence[str], now: tuple[str, str]) -> None:
        super().__init__(parent, tr("Move line"), tr("Move"))
        self._now = now
        self.actor = Choices(names, now[0])
        self.issue = Choices(issues, now[1])
        self.add(tr("Actor"), self.actor)
        self.add(tr("Issue"), self.issue)

    @property
    def chosen_actor(self) -> str | None:
        """The actor's name; None when it stays as it was found."""
        name = self.actor.words
        return None if not name or name == self._now[0] else name

    @property
    def chosen_issue(self) -> str | None:
        return self.issue.words or None


class OwnLineDialog(FormDialog):
    """A line of the analyst's own: where it stands, and what it rests on."""

    def __init__(self, parent: QWidget, sections: Sequence[tuple[str, str]], cited: str) -> None:
        super().__init__(parent, tr("Line of your own"), tr("Add line"))
        self._keys = [key for key, _ in sections]
        self._section = Choices([title for _, title in sections], "", is_open=False)
        if "comment" in self._keys:
            self._section.setCurrentIndex(self._keys.index("comment"))
        self._text = LongField()
        self._text.setMinimumHeight(90)
        self._text.setTabChangesFocus(True)
        self._source = TextField()
        self._source.setPlaceholderText(tr("a note, a call, a cable; empty for your judgement"))
        self._disclosed = QCheckBox(tr("may be disclosed"))
        self._disclosed.setChecked(True)
        self._cites = QCheckBox()
        self._cites.setText(tr("cites the current line: {words}", words=on_button(cited, 60)))
        self._cites.setChecked(bool(cited))
        self._cites.setVisible(bool(cited))
        self.add(tr("Section"), self._section)
        self.add(tr("Line"), self._text)
        self.add(tr("Rests on"), self._source)
        self.form.addRow("", self._disclosed)
        self.form.addRow("", self._cites)
        self.ok.setEnabled(False)
        self._text.textChanged.connect(lambda: self.ok.setEnabled(bool(self.text)))
        self._text.setFocus()

    @property
    def section(self) -> str:
        return self._keys[self._section.currentIndex()]

    @property
    def text(self) -> str:
        return self._text.written().strip()

    @property
    def source(self) -> str:
        return self._source.words

    @property
    def may_be_disclosed(self) -> bool:
        return self._disclosed.isChecked()

    @property
    def is_citing(self) -> bool:
        return self._cites.isChecked()


class ArticleDialog(FormDialog):
    """Title, date, language, outlet and author of an article: the text itself never changes."""

    def __init__(self, parent: QWidget, article: Article) -> None:
        super().__init__(parent, tr("Title, date and language"), tr("Save"))
        self._article = article
        self.article_title = TextField(article.title)
        self.published = TextField(article.published or "")
        self.published.setPlaceholderText(tr("2026-01-16, or empty"))
        # a language that the analysis does not read stays until another one is chosen
        self._languages = LANGUAGES if article.language in LANGUAGES else (*LANGUAGES, article.language)
        self.language = Choices(
            [language_words(code, interface_language()) for code in self._languages],
            language_words(article.language, interface_language()),
            is_open=False,
        )
        self.outlet = TextField(article.outlet or "")
        self.author = TextField(article.author or "")
        for words, field in (
            (tr("Title"), self.article_title),
            (tr("Published"), self.published),
            (tr("Language"), self.language),
            (tr("Outlet"), self.outlet),
            (tr("Author"), self.author),
        ):
            self.add(words, field)
        self.published.textChanged.connect(self._check)

    def _check(self, text: str) -> None:
        is_day = QDate.fromString(text, "yyyy-MM-dd").isValid()
        self.ok.setEnabled(not text.strip() or is_day)

    @property
    def fields(self) -> dict[str, str | None]:
        """What differs from the article."""
        chosen: dict[str, str | None] = {
            "title": self.article_title.words or self._article.title,
            "published": self.published.words or None,
            "language": self._languages[self.language.currentIndex()],
            "outlet": self.outlet.words or None,
            "author": self.author.words or None,
        }
        return {name: value for name, value in chosen.items() if value != getattr(self._article, name)}


class DatesDialog(FormDialog):
    """One table for all articles without a date."""

    def __init__(self, parent: QWidget, undated: Sequence[Headline]) -> None:
        super().__init__(parent, tr("Dates of undated articles"), tr("Set dates"))
        self.resize(640, 420)
        self._undated = undated
        hint = tr("Relative dates (“yesterday”, “Thursday”) count from these. Leave a field empty to leave it undated.")
        self.table = QTableWidget(len(undated), 2)
        self.table.setHorizontalHeaderLabels([tr("Article"), tr("Published")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(38)
        for row, headline in enumerate(undated):
            title = QTableWidgetItem(on_one_line(headline.title))
            title.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, 0, title)
            self.table.setCellWidget(row, 1, _day_field(headline.title))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 170)
        self.body.insertWidget(0, label(hint, "emptyHint", is_wrapped=True))
        self.body.insertWidget(1, self.table, 1)

    @property
    def dates(self) -> dict[str, str]:
        """The day that was given, by article id."""
        given = {}
        for row, headline in enumerate(self._undated):
            field = self.table.cellWidget(row, 1)
            assert isinstance(field, DayField)
            if field.day:
                given[headline.id] = field.day
        return given


def _day_field(title: str) -> DayField:
    return DayField(on_one_line(title))


class HeaderDialog(FormDialog):
    """What stands above the brief."""

    _FIELDS = ("marking", "reference", "to", "sender", "through", "subject", "date", "as_of", "drafter")

    def __init__(self, parent: QWidget, header: Header) -> None:
        super().__init__(parent, tr("Header of the brief"), tr("Save"))
        self._header = header
        words = {
            "marking": tr("Handling marking"),
            "reference": tr("Reference"),
            "to": tr("To"),
            "sender": tr("From"),
            "through": tr("Through"),
            "subject": tr("Subject"),
            "date": tr("Date"),
            "as_of": tr("As of"),
            "drafter": tr("Drafter"),
        }
        self.fields: dict[str, TextField] = {}
        for name in self._FIELDS:
            field = TextField(getattr(header, name) or "")
            if name in ("date", "as_of"):
                field.setPlaceholderText("2026-01-16")
            self.fields[name] = field
            self.add(words[name], field)
        self.purpose = Choices([tr("For information"), tr("For decision")], "", is_open=False)
        self.purpose.setCurrentIndex(1 if header.purpose == "decision" else 0)
        self.language = Choices([language_words(code, interface_language()) for code in LANGUAGES], "", is_open=False)
        self.language.setCurrentIndex(LANGUAGES.index(header.language) if header.language in LANGUAGES else 0)
        self.add(tr("Purpose"), self.purpose)
        self.add(tr("Language of the brief"), self.language)

    @property
    def header(self) -> Header:
        """The header as it was written."""
        texts = {name: field.words for name, field in self.fields.items()}
        dates = {name: texts.pop(name) or None for name in ("date", "as_of")}
        return self._header._replace(
            marking=texts["marking"],
            reference=texts["reference"],
            to=texts["to"],
            sender=texts["sender"],
            through=texts["through"],
            subject=texts["subject"] or self._header.subject,
            drafter=texts["drafter"],
            date=dates["date"],
            as_of=dates["as_of"],
            purpose="decision" if self.purpose.currentIndex() else "information",
            language=LANGUAGES[self.language.currentIndex()],
        )


class LanguageDialog(FormDialog):
    """The languages of the interface and of new briefs; "" is the system's, and the interface's."""

    def __init__(self, parent: QWidget, interface: str, brief: str) -> None:
        super().__init__(parent, tr("Language"), tr("Save"))
        # each in its own words, for who can't read the present ones
        names = [language_words(code, code).capitalize() for code in LANGUAGES]
        self._interface = Choices([tr("As the system"), *names], "", is_open=False)
        self._interface.setCurrentIndex(_CODES.index(interface) if interface in _CODES else 0)
        self._brief = Choices([tr("As the interface"), *names], "", is_open=False)
        self._brief.setCurrentIndex(_CODES.index(brief) if brief in _CODES else 0)
        self.add(tr("Language of the interface"), self._interface)
        self.add(tr("Language of new briefs"), self._brief)

    @property
    def interface(self) -> str:
        return _CODES[self._interface.currentIndex()]

    @property
    def brief(self) -> str:
        return _CODES[self._brief.currentIndex()]


_CODES = ("", *LANGUAGES)


class NameDialog(FormDialog):
    """Asks for one name: a dossier's, a tag's."""

    def __init__(self, parent: QWidget, title: str, words: str, known: Sequence[str] = (), now: str = "") -> None:
        super().__init__(parent, title)
        self._field = Choices(known, now)
        self.add(words, self._field)
        self._field.setFocus()

    @property
    def name(self) -> str:
        return self._field.words
