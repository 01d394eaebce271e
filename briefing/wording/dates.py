"""Dates in words, to the precision they are known to, and how they are known."""

from briefing.i18n import mark, tr
from briefing.model import Code, ReferenceDate, When
from briefing.wording.labels import named

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_PRECISIONS = {
    "month": mark("day not stated"),
    "year": mark("month and day not stated"),
    "none": mark("date not stated"),
}
_BASES = {
    "year-from-reference": mark("year from {date}"),
    "relative-to-reference": mark("counted from {date}"),
    "weekday-from-reference": mark("weekday before {date}"),
    "relative-to-mention": mark("counted from {date}, named in the text"),
    "inherited": mark("date taken from the sentence before"),
    "year-unknown": mark("year not stated"),
    "no-reference": mark("the article has no date to count from"),
}
_SOURCES = {
    "given": mark("given at import"),
    "stated": mark("stated in the text"),
    "analyst": mark("set by the analyst"),
}


def date_words(value: str | None, language: str) -> str:
    """An ISO date in words, to the precision it is written to: "23 January 2026", "February 2026", "2026".

    A month stays a month. None gives "no date"; what is no ISO date is given back as it is.
    """
    if not value:
        return tr("no date", language)
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    if len(parts) == 1:
        return value
    number = int(parts[1])
    if not 1 <= number <= 12:
        return value
    month = tr(_MONTHS[number - 1], language)
    if len(parts) == 2:
        return tr("{month} {year}", language, month=month, year=parts[0])
    if int(parts[2]) == 1:
        return tr("1 {month} {year}", language, month=month, year=parts[0])
    return tr("{day} {month} {year}", language, day=int(parts[2]), month=month, year=parts[0])


def when_words(when: When, language: str) -> str:
    """When a meeting is, to its precision; the article's own words where the year is not known."""
    if when.start is None:
        return when.span.quote if when.span else tr("no date", language)
    if when.end is None or when.end == when.start:
        return date_words(when.start, language)
    start, end = date_words(when.start, language), date_words(when.end, language)
    if len(when.start) < 10 or len(when.end) < 10:
        # "du … au …" takes days
        return f"{start} – {end}"
    return tr("{start} to {end}", language, start=start, end=end)


def precision_words(precision: str, language: str) -> str:
    """What is missing in a date that is not exact to the day, else nothing."""
    return named(_PRECISIONS, precision, language) if precision in _PRECISIONS else ""


def basis_words(basis: Code, language: str) -> str:
    """How a date is known ("year from 16 January 2026"); nothing for one that is written out."""
    if basis.code in ("explicit", "none"):
        return ""
    return named(_BASES, basis.code, language, date=date_words(basis.parameters.get("of"), language))


def reference_words(reference: ReferenceDate, language: str) -> str:
    """The date of an article with its basis: "16 January 2026 (stated in the text)"."""
    return published_words(reference.value, reference.basis, language)


def published_words(value: str | None, basis: str, language: str) -> str:
    if value is None:
        return tr("no date", language)
    date = date_words(value, language)
    return f"{date} ({named(_SOURCES, basis, language)})" if basis in _SOURCES else date
