"""How a line of the brief is set: closed as one row, open with its whole sentence, what is known, and buttons."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from briefing.i18n import interface_language, tr, trn
from briefing.model import Figure, Line, Meeting, Statement
from briefing.text import Utf16
from briefing.ui.rows import UNSURE, Row, line_text, sentence_pieces
from briefing.ui.shown import beside, is_isolated, on_one_line
from briefing.ui.theme import Theme, font
from briefing.wording import (
    basis_words,
    caution_words,
    how_known_words,
    in_marks,
    precision_words,
    statement_kind_words,
    when_words,
)

PAD = 12
BUTTONS = ("accept", "include", "edit", "gloss", "move", "reject")


class Context(NamedTuple):
    """What a line needs to know of the rest to be set: names of actors and articles, whose turn it is."""

    theme: Theme
    zoom: float
    names: Mapping[tuple[str, str], str] = {}  # (article id, actor id) -> name
    sources: Mapping[int, str] = {}  # source number -> title
    bases: Mapping[str, str] = {}  # article id -> its date with its basis


class Paragraph(NamedTuple):
    """A laid-out text at its place in the card."""

    layout: QTextLayout
    top: float
    height: float


class OpenLine(NamedTuple):
    """An open line, laid out for a width: paragraphs, the place of the chip, the foot and its buttons."""

    paragraphs: tuple[Paragraph, ...]
    height: float
    editor: QRectF | None


def lay_out_open(row: Row, width: float, context: Context, editor_height: float = 0) -> OpenLine:
    """The parts of an open line for a card of this width, in coordinates of the card."""
    line, zoom, theme = row.line, context.zoom, context.theme
    assert line is not None
    inner = width - 2 * PAD * zoom
    top = 34 * zoom
    paragraphs: list[Paragraph] = []

    def add(runs: Sequence[tuple[str, QFont, str]], gap: float) -> None:
        nonlocal top
        layout, height = lay_out_runs(runs, inner)
        paragraphs.append(Paragraph(layout, top, height))
        top += height + gap * zoom

    if line.state == "edited" or line.kind in ("own", "caution"):
        form = font(14 * zoom, is_serif=True, weight=QFont.Weight.DemiBold if line.kind != "caution" else _NORMAL)
        add([(line_text(line), form, theme.text)], 6)
    if line.gloss:
        add([(line.gloss, font(13 * zoom), theme.text)], 6)
    if runs := _sentence_runs(line, context):
        add(runs, 7)
    editor = QRectF(PAD * zoom, top, inner, editor_height) if editor_height else None
    top += editor_height + (8 * zoom if editor_height else 0)
    for words, is_warning in facts_of(row, line, context):
        add([(words, font(12 * zoom), theme.warn if is_warning else theme.muted)], 2)
    return OpenLine(tuple(paragraphs), top + 36 * zoom, editor)


_NORMAL = QFont.Weight.Normal


def _sentence_runs(line: Line, context: Context) -> list[tuple[str, QFont, str]]:
    zoom, theme = context.zoom, context.theme
    runs = []
    for piece in sentence_pieces(line):
        weight = QFont.Weight.DemiBold if piece.role == "cue" else _NORMAL
        colour = theme.muted if piece.role == "rest" else theme.text
        runs.append((piece.text, font(14.5 * zoom, is_serif=True, weight=weight), colour))
    return runs


def elided(words: str, letters: QFont, width: float) -> str:
    """The words on one line, with "…" for what has no room in a width; what can't have any is not measured."""
    line, most = on_one_line(words), max(40, round(width / 2))
    if len(line) > most and not is_isolated(line):  # Qt closes what it cuts
        line = line[:most] + "…"
    return QFontMetricsF(letters).elidedText(line, Qt.TextElideMode.ElideRight, width)


def lay_out_runs(runs: Sequence[tuple[str, QFont, str]], width: float) -> tuple[QTextLayout, float]:
    """Plain text in runs of font and colour, wrapped; its height."""
    # line and paragraph separators would break the layout's only paragraph
    runs = [(on_one_line(words), letters, colour) for words, letters, colour in runs]
    text = "".join(words for words, _, _ in runs)
    layout = QTextLayout(text, runs[0][1])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges, at, utf16 = [], 0, Utf16.of(text)
    for words, letters, colour in runs:
        look = QTextCharFormat()
        look.setFont(letters)
        look.setForeground(QColor(colour))
        span = QTextLayout.FormatRange()
        span.start = utf16.units(at)
        span.length = utf16.units(at + len(words)) - utf16.units(at)
        span.format = look
        ranges.append(span)
        at += len(words)
    layout.setFormats(ranges)
    leading = QFontMetricsF(runs[0][1]).height() * 0.18
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() + leading
    layout.endLayout()
    return layout, height


def facts_of(row: Row, line: Line, context: Context) -> list[tuple[str, bool]]:
    """What is known about a line, one sentence each, and whether it is a caution."""
    facts: list[str] = [_where(line, context)]
    if row.section == UNSURE and row.title:
        facts.insert(0, row.title)
    finding, language = line.finding, interface_language()
    if isinstance(finding, Statement):
        facts.append(_speaker(line, finding, context))
    elif isinstance(finding, Meeting):
        facts.append(_meeting(finding, context, line))
    elif isinstance(finding, Figure) and finding.claimed_by and line.evidence:
        name = context.names.get((line.evidence[0].article_id, finding.claimed_by), "")
        facts.append(tr("claimed by {name}", name=name) if name else "")
    if line.kind == "unattributed":
        facts.append(tr("The article says this; no one is named for it."))
    if line.origin == "analyst":
        facts.append(tr("Made by hand."))
    if line.note:
        facts.append(tr("Note: {words}", words=line.note))
    if line.also:
        facts.append(
            trn(
                "Said in {count} more passage of the source.",
                "Said in {count} more passages of the source.",
                len(line.also),
            )
        )
    cautions = [caution_words(caution, language) for caution in line.cautions] if line.kind != "caution" else []
    if line.is_orphaned:
        cautions.append(tr("The present analysis no longer finds this passage; your edit is kept."))
    if line.is_unsure:
        cautions.append(tr("The machine is not sure."))
    return [(fact, False) for fact in facts if fact] + [(words, True) for words in dict.fromkeys(cautions) if words]


def _where(line: Line, context: Context) -> str:
    if not line.evidence:
        return ""
    evidence = line.evidence[0]
    parts = [tr("Article {number}, §{paragraph}", number=evidence.source, paragraph=evidence.paragraph)]
    if isinstance(line.finding, Statement):
        parts.append(statement_kind_words(line.finding.kind, interface_language()))
        if line.finding.is_conditional:
            parts.append(tr("conditional"))
        if line.finding.is_negated:
            parts.append(tr("negated"))
    parts.append(context.bases.get(evidence.article_id, ""))
    return beside(*parts)


def _speaker(line: Line, finding: Statement, context: Context) -> str:
    """Who speaks and how that is known: "« Elle » = Claudia Sheinbaum, the pronoun stands for …"."""
    article = line.evidence[0].article_id if line.evidence else ""
    names = beside(*(context.names.get((article, actor), actor) for actor in finding.actors), by=", ")
    how = how_known_words(finding.how_known, names, interface_language())
    if finding.how_known == "name" and not finding.via:
        return ""
    is_said = bool(finding.source) and finding.how_known != "name"
    said = in_marks(finding.source[0].quote, interface_language()) + " = " if is_said else ""
    via = beside(*(context.names.get((article, actor), actor) for actor in finding.via), by=", ")
    parts = [f"{said}{names}" if names else "", how, tr("reported by {name}", name=via) if via else ""]
    return beside(*parts)


def _meeting(finding: Meeting, context: Context, line: Line) -> str:
    language = interface_language()
    article = line.evidence[0].article_id if line.evidence else ""
    names = beside(*(context.names.get((article, actor), actor) for actor in finding.participants), by=", ")
    parts = [
        when_words(finding.when, language),
        basis_words(finding.when.basis, language),
        precision_words(finding.when.precision, language),
        tr("cancelled") if finding.is_cancelled else "",
        names,
        finding.place or tr("place not stated"),
    ]
    return beside(*dict.fromkeys(parts))
