"""From a selection to a finding by hand: a statement, a meeting, a figure."""

import re
from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from briefing.i18n import interface_language, tr
from briefing.model import (
    Actor,
    Addition,
    Article,
    Code,
    Figure,
    Meeting,
    Precision,
    Span,
    Stance,
    Statement,
    StatementKind,
    When,
)
from briefing.ui.dialogs import FormDialog
from briefing.ui.fields import Choices, TextField
from briefing.ui.plain import label
from briefing.wording import in_marks, stance_words

_STANCES: tuple[Stance, ...] = (
    "assert",
    "support",
    "oppose",
    "demand",
    "commit",
    "threaten",
    "consider",
    "report",
)
_BY_HAND = "by-hand"
_MARKS = re.compile(r"[«“\"](?P<inner>[^»”\"]+)[»”\"]")
_NUMBER = re.compile(r"\d(?:[\d\s.,]*\d)?")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class MakeDialog(FormDialog):
    """A form about a passage, which stands above it."""

    def __init__(self, parent: QWidget, title: str, article: Article, span: Span, actors: Sequence[Actor]) -> None:
        super().__init__(parent, title, tr("Add line"))
        self._article, self._span, self._actors = article, span, actors
        self._passage = label(in_marks(span.quote, interface_language()), "emptyHint", is_wrapped=True)
        self.body.insertWidget(0, self._passage)
        self.key = f"{_BY_HAND}-{uuid4().hex[:12]}"

    def actor(self, name: str) -> Actor | None:
        """The actor of that name in this article, else a new one."""
        name = " ".join(name.split())
        if not name:
            return None
        known = next((actor for actor in self._actors if name in (actor.name, *actor.aliases)), None)
        return known or Actor(f"{_BY_HAND}-{uuid4().hex[:8]}", name, "person")

    def _names(self) -> list[str]:
        return [actor.name for actor in self._actors]


class MakeStatement(MakeDialog):
    """Who says it, and with which stance."""

    def __init__(self, parent: QWidget, article: Article, span: Span, actors: Sequence[Actor]) -> None:
        super().__init__(parent, tr("Make a statement"), article, span, actors)
        self.speaker = Choices(self._names(), "")
        self.stance = Choices([stance_words(stance, interface_language()) for stance in _STANCES], "", is_open=False)
        self.add(tr("Who says it"), self.speaker)
        self.add(tr("Stance"), self.stance)
        self.ok.setEnabled(False)
        self.speaker.currentTextChanged.connect(lambda words: self.ok.setEnabled(bool(words.strip())))

    @property
    def addition(self) -> Addition:
        speaker = self.actor(self.speaker.words)
        assert speaker is not None, "the button is off as long as no one is named"
        content, verbatim, kind = quoted_parts(self._article.text, self._span)
        statement = Statement(
            key=self.key,
            actors=(speaker.id,),
            kind=kind,
            stance=_STANCES[self.stance.currentIndex()],
            content=(content,),
            verbatim=verbatim,
            confidence=1.0,
            rule=_BY_HAND,
        )
        return Addition(self._article.id, statement, (speaker,))


class MakeMeeting(MakeDialog):
    """What meets, when, where."""

    def __init__(self, parent: QWidget, article: Article, span: Span, actors: Sequence[Actor]) -> None:
        super().__init__(parent, tr("Make a meeting"), article, span, actors)
        self.meeting_title = TextField(span.quote[:120])
        self.day = TextField()
        self.day.setPlaceholderText(tr("2026-01-23, 2026-02 or 2026; empty if not known"))
        self.place = TextField()
        self.add(tr("What"), self.meeting_title)
        self.add(tr("When"), self.day)
        self.add(tr("Where"), self.place)
        self.day.textChanged.connect(lambda words: self.ok.setEnabled(is_date(words)))

    @property
    def addition(self) -> Addition:
        value = self.day.words or None
        precision: Precision = "none"
        if value:
            precision = ("year", "month", "day")[value.count("-")]
        today = QDate.currentDate().toString("yyyy-MM-dd")
        when = When(None, value, value, precision, Code("explicit" if value else "none"))
        meeting = Meeting(
            key=self.key,
            span=self._span,
            title=" ".join(self.meeting_title.words.split()) or self._span.quote[:120],
            when=when,
            status="past" if value and value < today[: len(value)] else "scheduled",
            place=self.place.words or None,
            rule=_BY_HAND,
        )
        return Addition(self._article.id, meeting)


class MakeFigure(MakeDialog):
    """Which value, in which unit, claimed by whom."""

    def __init__(self, parent: QWidget, article: Article, span: Span, actors: Sequence[Actor]) -> None:
        super().__init__(parent, tr("Make a figure"), article, span, actors)
        found = _NUMBER.search(span.quote)
        self.value = TextField(
            found.group().replace("\u00a0", "").replace("\u202f", "").replace(" ", "") if found else ""
        )
        self.unit = Choices(["%", "t", "kg", "km", "people", "EUR", "USD", "MXN"], "%" if "%" in span.quote else "")
        self.claimant = Choices(self._names(), "")
        self.add(tr("Value"), self.value)
        self.add(tr("Unit"), self.unit)
        self.add(tr("Claimed by"), self.claimant)
        self._check(self.value.text())
        self.value.textChanged.connect(self._check)

    def _check(self, words: str) -> None:
        self.ok.setEnabled(read_number(words) is not None)

    @property
    def addition(self) -> Addition:
        claimant, value = self.actor(self.claimant.words), read_number(self.value.text())
        assert value is not None, "the button is off as long as this is no number"
        figure = Figure(
            key=self.key,
            span=self._span,
            value=value,
            unit=self.unit.words,
            claimed_by=claimant.id if claimant else None,
            rule=_BY_HAND,
        )
        return Addition(self._article.id, figure, (claimant,) if claimant else ())


def quoted_parts(text: str, span: Span) -> tuple[Span, tuple[Span, ...], StatementKind]:
    """The content of a selection, what in it is verbatim, and its kind: marks around all of it stay outside."""
    inner = [
        _stripped(text, span.start + m.start("inner"), span.start + m.end("inner")) for m in _MARKS.finditer(span.quote)
    ]
    if len(inner) == 1 and _MARKS.fullmatch(span.quote):
        return inner[0], (inner[0],), "direct"
    opening, closing = text[: span.start].rstrip()[-1:], text[span.end :].lstrip()[:1]
    if opening in '«“"' and closing in '»”"' and opening and closing:
        return span, (span,), "direct"
    return span, tuple(inner), "mixed" if inner else "indirect"


def _stripped(text: str, start: int, end: int) -> Span:
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()), quote.strip())


def is_date(words: str) -> bool:
    """Whether words are empty or a day, month or year that exists."""
    words = words.strip()
    return not words or bool(_DAY.fullmatch(words) and QDate.fromString(_padded(words), "yyyy-MM-dd").isValid())


def _padded(words: str) -> str:
    return (words + "-01-01")[:10] if len(words) == 4 else (words + "-01")[:10]


def read_number(words: str) -> float | int | None:
    """A number as it is typed, with a point or a comma before its decimals; None when it is none."""
    try:
        value = float(words.strip().replace(",", "."))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
