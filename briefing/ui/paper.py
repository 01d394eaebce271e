"""The brief on paper, in the window: the same sections and words as the exported files, set from plain text."""

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from briefing.i18n import tr
from briefing.model import Brief, Fragment, Line, Section
from briefing.ui.theme import LIGHT, font
from briefing.wording import citation, date_words, purpose_words, quotation_marks, stance_words


class Paper(QTextEdit):
    """A page, black on white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setObjectName("paper")
        self.setAccessibleName(tr("Preview of the brief"))
        self.setStyleSheet("background: #ffffff; color: #182030; padding: 28px 36px;")

    def show_brief(self, brief: Brief) -> None:
        """Set the included lines of a brief, annex last."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        _set_header(cursor, brief)
        for section in brief.sections:
            if not section.is_annex and any(line.is_included for line in section.lines):
                _set_section(cursor, section, brief)
        _set_sources(cursor, brief)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _write(cursor: QTextCursor, words: str, letters: QFont, colour: str = LIGHT.text) -> None:
    look = QTextCharFormat()
    look.setFont(letters)
    look.setForeground(QColor(colour))
    cursor.insertText(words.replace("\n", " ").replace("\u2029", " "), look)


def _block(cursor: QTextCursor, *, above: float = 0, below: float = 4, left: float = 0) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setLeftMargin(left)
    block.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if cursor.document().isEmpty():
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)


def _set_header(cursor: QTextCursor, brief: Brief) -> None:
    header, language = brief.header, brief.header.language
    if header.marking:
        _block(cursor, below=10)
        _write(cursor, header.marking, font(12, weight=QFont.Weight.DemiBold), LIGHT.bad)
    _block(cursor, below=4)
    _write(cursor, header.subject, font(22, is_serif=True, weight=QFont.Weight.DemiBold))
    known = [
        (tr("To", language), header.to),
        (tr("From", language), header.sender),
        (tr("Through", language), header.through),
        (tr("Reference", language), header.reference),
    ]
    rows = [f"{words}: {value}" for words, value in known if value]
    rows.append(
        " · ".join(
            part
            for part in (
                purpose_words(header.purpose, language),
                date_words(header.date, language) if header.date else "",
                tr("as of {date}", language, date=date_words(header.as_of, language)) if header.as_of else "",
                header.drafter,
            )
            if part
        )
    )
    for row in rows:
        _block(cursor, below=2)
        _write(cursor, row, font(12.5), LIGHT.muted)


def _set_section(cursor: QTextCursor, section: Section, brief: Brief) -> None:
    _block(cursor, above=18, below=6)
    _write(cursor, section.title, font(15, weight=QFont.Weight.DemiBold))
    issue = ""
    for group in section.groups:
        lines = [line for line in group.lines if line.is_included]
        if not lines:
            continue
        if group.issue != issue:
            issue = group.issue
            _block(cursor, above=6, below=3)
            _write(cursor, issue, font(13.5, weight=QFont.Weight.DemiBold), LIGHT.accent)
        if group.title:
            _block(cursor, above=4, below=3)
            _write(cursor, group.title, font(13.5, weight=QFont.Weight.DemiBold))
            if group.role:
                _write(cursor, f"  {group.role}", font(12.5), LIGHT.muted)
        for line in lines:
            _set_line(cursor, line, brief)


def _set_line(cursor: QTextCursor, line: Line, brief: Brief) -> None:
    language = brief.header.language
    _block(cursor, below=5, left=14)
    if line.label and line.kind == "statement":
        _write(cursor, stance_words(line.label, language) + "  ", font(12, weight=QFont.Weight.DemiBold), LIGHT.muted)
    for fragment in line.fragments:
        _write(cursor, _marked(fragment), _letters(fragment))
    if line.gloss:
        _write(cursor, f"  [{line.gloss}]", font(13, is_italic=False), LIGHT.muted)
    if line.origin == "machine" and line.state == "proposed":
        _write(cursor, " ○", font(12), LIGHT.muted)
    cited = ", ".join(dict.fromkeys(citation(evidence) for evidence in line.evidence))
    if cited:
        _write(cursor, f" [{cited}]", font(11), LIGHT.accent)


def _letters(fragment: Fragment) -> QFont:
    if fragment.form == "reported":
        return font(14, is_serif=True, is_italic=True)
    return font(14, is_serif=True)


def _marked(fragment: Fragment) -> str:
    if fragment.form != "quoted":
        return fragment.text
    opening, closing = quotation_marks(fragment.language)
    return f"{opening}{fragment.text}{closing}"


def _set_sources(cursor: QTextCursor, brief: Brief) -> None:
    _block(cursor, above=20, below=6)
    _write(cursor, tr("Sources", brief.header.language), font(15, weight=QFont.Weight.DemiBold))
    for source in brief.sources:
        article = source.article
        parts = (article.outlet, date_words(article.published, brief.header.language), article.language)
        _block(cursor, below=3, left=14)
        _write(cursor, f"{source.number}. {article.title}. ", font(13, is_serif=True))
        _write(cursor, " · ".join(part for part in parts if part), font(12), LIGHT.muted)
