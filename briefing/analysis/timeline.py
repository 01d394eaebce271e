"""The step that dates a text: its reference date, and every calendar expression with its value."""

from dataclasses import replace

from briefing.analysis.dates import find_expressions
from briefing.analysis.datewords import date_words
from briefing.analysis.draft import Draft
from briefing.analysis.lexemes import read_lexemes
from briefing.analysis.reference import find_reference, given_date, reference_words
from briefing.analysis.resolution import Resolved, resolve
from briefing.analysis.tense import tense_words
from briefing.model import DateMention, Span


def date_text(draft: Draft) -> Draft:
    """The draft with its lexemes, timeline, reference date and dates."""
    parsed, language = draft.parsed, draft.parsed.language
    lexemes = read_lexemes(parsed.text)
    expressions = find_expressions(lexemes, date_words(language))
    tense = tense_words(language)
    reference = find_reference(expressions, lexemes, parsed, draft.published, reference_words(language), tense)
    timeline = resolve(expressions, lexemes, parsed, given_date(reference.value), tense)
    findings = draft.findings._replace(reference_date=reference, dates=find_dates(parsed.text, timeline))
    return replace(draft, lexemes=lexemes, timeline=timeline, findings=findings)


def find_dates(text: str, timeline: tuple[Resolved, ...]) -> tuple[DateMention, ...]:
    """The calendar dates of a timeline: days, months and years; weeks and times of day only date meetings."""
    return tuple(
        DateMention(Span(one.start, one.end, text[one.start : one.end]), one.value, one.precision, one.basis)
        for one in timeline
        if one.expression.is_date and one.precision in ("day", "month", "year")
    )
