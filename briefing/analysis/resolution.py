"""Which day, month or year a calendar expression means, and how that is known.

Nothing is made up: without a reference date nothing relative is resolved, and a date without its year stays without.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from briefing.analysis.datewords import Expression
from briefing.analysis.lexemes import Lexemes
from briefing.analysis.parse import Parsed
from briefing.analysis.tense import Clause, TenseWords, clause_at
from briefing.model import Code, Precision

# A clause's tense outweighs nearness only beyond these many days
_NEAR_DAYS = 45
_NEAR_MONTHS = 3
_ABOUT_AS_FAR = 1.25


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression on `text[start:end]` with its value, ISO to its precision; `until` is the end of a week."""

    expression: Expression
    start: int
    end: int
    value: str | None
    until: str | None
    precision: Precision
    basis: Code
    clause: Clause


def resolve(
    expressions: Sequence[Expression], lexemes: Lexemes, parsed: Parsed, reference: date | None, words: TenseWords
) -> tuple[Resolved, ...]:
    """The expressions with their values, in order."""
    found: list[Resolved] = []
    mention: tuple[Resolved, int] | None = None
    for expression in expressions:
        start, end = lexemes.starts[expression.first], lexemes.ends[expression.last - 1]
        token = parsed.token_at(start)
        clause = clause_at(parsed, token, parsed.token_at(end - 1) + 1, words)
        sentence = parsed.tokens[token].sentence if token < len(parsed.tokens) else 0
        base = mention[0] if mention and sentence - mention[1] <= 2 else None
        value, until, precision, basis = _value(expression, clause, reference, base)
        one = Resolved(expression, start, end, value, until, precision, basis, clause)
        found.append(one)
        if expression.weekday is not None and expression.month is None and expression.side is None and value:
            same = _same_weekday(found, expression.weekday, reference)
            one = found[-1] = replace(one, value=same, until=same) if same else one
        if expression.is_linked and value and found[-2].value and value < found[-2].value:
            one = found[-1] = replace(one, value=(later := _next_year(value)), until=later)
        if value and expression.origin != "mention" and (precision == "day" or expression.year):
            mention = (one, sentence)
    return tuple(_agree(found, lexemes))


def _same_weekday(found: list[Resolved], weekday: int, reference: date | None) -> str | None:
    """The day that the text has already named with its date: "mercredi 26 avril. … mercredi"."""
    for one in reversed(found[-9:-1]):
        if one.expression.weekday != weekday or not one.expression.month or not one.value or not reference:
            continue
        return one.value if abs((date.fromisoformat(one.value) - reference).days) <= 10 else None
    return None


def _next_year(value: str) -> str:
    moved = f"{int(value[:4]) + 1:04d}{value[4:]}"
    return moved if not moved.endswith("-02-29") else f"{moved[:4]}-02-28"


_Value = tuple[str | None, str | None, Precision, Code]


def _value(expression: Expression, clause: Clause, reference: date | None, base: Resolved | None) -> _Value:
    if expression.season is not None:
        return _season(expression.season, reference)
    if expression.shift is not None:
        return _shifted(expression, reference, base)
    if expression.month is None and expression.weekday is not None:
        return _weekday(expression, clause, reference)
    if expression.month is None:
        return _plain(f"{expression.year:04d}", "year", Code("explicit"))
    if expression.day is None:
        return _month(expression, clause, reference)
    return _day(expression, clause, reference)


def _plain(value: str | None, precision: Precision, basis: Code) -> _Value:
    return value, value, precision, basis


def _make(year: int, month: int, day: int) -> date | None:
    """The date, or None for one that no calendar has ("31 avril")."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day > (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day if year < 9999 else day > 28:
        return None
    return date(year, month, day)


def _day(expression: Expression, clause: Clause, reference: date | None) -> _Value:
    month, day = expression.month or 1, expression.day or 1
    if expression.year_shift is not None and reference:
        made = _numeric(reference.year + expression.year_shift, month, day)
        return _plain(made[0], made[1], Code("relative-to-reference", {"of": reference.isoformat()}))
    if expression.year:
        made = _numeric(expression.year, month, day)
        return _plain(made[0], made[1], Code("explicit"))
    if reference is None:
        return _plain(None, "day", Code("year-unknown"))
    years = (reference.year - 1, reference.year, reference.year + 1)
    candidates = [d for y in years if (d := _make(y, month, day))]
    if expression.weekday is not None:
        candidates = [d for d in candidates if d.weekday() == expression.weekday] or candidates
    chosen = _nearest(candidates, expression.side, clause, reference)
    return _plain(
        chosen.isoformat() if chosen else None, "day", Code("year-from-reference", {"of": reference.isoformat()})
    )


def _numeric(year: int, first: int, second: int) -> tuple[str | None, Precision]:
    """A day of a named month, as is; an impossible one keeps its year only."""
    made = _make(year, first, second)
    return (made.isoformat(), "day") if made else (f"{year:04d}", "year")


def _nearest(candidates: list[date], side: int | None, clause: Clause, reference: date) -> date | None:
    """The candidate nearest to the reference date; side and a clear tense leave only one direction."""
    if not candidates:
        return None
    if side == -1:
        candidates = [d for d in candidates if d <= reference] or candidates
    elif side == 1:
        candidates = [d for d in candidates if d >= reference] or candidates
    nearest = min(candidates, key=lambda d: (abs((d - reference).days), d))
    distance = (nearest - reference).days
    if side is None and clause.time == "past" and distance > 0:
        before = max((d for d in candidates if d <= reference), default=nearest)
        # a date on a noun under a past verb may well lie ahead: "le sommet du 12 juin a été annulé"
        is_past = distance > _NEAR_DAYS if clause.is_direct else (reference - before).days <= _ABOUT_AS_FAR * distance
        return before if is_past else nearest
    if side is None and clause.time == "future" and distance < -(_NEAR_DAYS if clause.is_direct else 3 * _NEAR_DAYS):
        return min((d for d in candidates if d >= reference), default=nearest)
    return nearest


def _month(expression: Expression, clause: Clause, reference: date | None) -> _Value:
    month = expression.month or 1
    if expression.year:
        return _plain(f"{expression.year:04d}-{month:02d}", "month", Code("explicit"))
    if reference is None:
        return _plain(None, "month", Code("year-unknown"))
    if expression.year_shift is not None:
        value = f"{reference.year + expression.year_shift:04d}-{month:02d}"
        return _plain(value, "month", Code("relative-to-reference", {"of": reference.isoformat()}))
    here = reference.year * 12 + reference.month - 1
    options = [(reference.year + n) * 12 + month - 1 for n in (-1, 0, 1)]
    if expression.side == -1:
        options = [o for o in options if o < here]
        chosen = max(options)
    elif expression.side == 1:
        chosen = min(o for o in options if o > here)
    else:
        # with nothing else to go by a month is more often the last one than the next
        chosen = min(options, key=lambda o: (2 * (o - here) if o > here else here - o, o))
        chosen = min(options, key=lambda o: (abs(o - here), o)) if clause.time in ("future", "past") else chosen
        if clause.time == "past" and chosen > here and (clause.is_direct or chosen - here > _NEAR_MONTHS):
            chosen = max(o for o in options if o <= here)
        elif clause.time == "future" and clause.is_direct and chosen < here:
            chosen = min(o for o in options if o >= here)
    value = f"{chosen // 12:04d}-{chosen % 12 + 1:02d}"
    return _plain(value, "month", Code("year-from-reference", {"of": reference.isoformat()}))


def _weekday(expression: Expression, clause: Clause, reference: date | None) -> _Value:
    if reference is None:
        return _plain(None, "day", Code("no-reference"))
    basis = Code("weekday-from-reference", {"of": reference.isoformat()})
    back = (reference.weekday() - (expression.weekday or 0)) % 7
    if expression.day is not None:
        for distance in sorted(range(-28, 29), key=lambda n: (abs(n), n)):
            near = reference + timedelta(days=distance)
            if near.weekday() == expression.weekday and near.day == expression.day:
                return _plain(near.isoformat(), "day", basis)
    if expression.side == -1:
        chosen = reference - timedelta(days=back or 7)
    elif expression.side == 1 or (clause.time == "future" and back):
        chosen = reference + timedelta(days=7 - back)
    else:
        chosen = reference - timedelta(days=back)
    return _plain(chosen.isoformat(), "day", basis)


def _shifted(expression: Expression, reference: date | None, base: Resolved | None) -> _Value:
    unit, shift = expression.unit or "day", expression.shift or 0
    precision: Precision = "day" if unit == "week" or unit == "weekend" or unit == "season" else unit
    origin, code = reference, "relative-to-reference"
    if expression.origin == "mention":
        origin, code = _base_date(base, unit), "relative-to-mention"
    if origin is None:
        return _plain(None, precision, Code("no-reference"))
    basis = Code(code, {"of": origin.isoformat() if code == "relative-to-reference" or not base else base.value or ""})
    if unit in ("week", "weekend"):
        monday = origin - timedelta(days=origin.weekday()) + timedelta(days=7 * shift)
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return first.isoformat(), (monday + timedelta(days=6)).isoformat(), "range", basis
    if unit == "day":
        limit = 365_000
        moved = (
            origin + timedelta(days=shift) if abs(shift) < limit and 30 < origin.year + shift // 365 < 9000 else None
        )
        return _plain(moved.isoformat() if moved else None, "day", basis)
    months = origin.year * 12 + origin.month - 1 + shift * (12 if unit == "year" else 1)
    if not 12 <= months < 120_000:
        return _plain(None, precision, basis)
    value = f"{months // 12:04d}" if unit == "year" else f"{months // 12:04d}-{months % 12 + 1:02d}"
    return _plain(value, precision, basis)


def _season(season: tuple[int, int, int], reference: date | None) -> _Value:
    """The months of "this summer", "last autumn": the season of the year, else the last one over or next to come."""
    if reference is None:
        return _plain(None, "month", Code("no-reference"))
    first, last, side = season
    year = reference.year
    if side < 0 and last >= reference.month:
        year -= 1
    elif side > 0 and first <= reference.month:
        year += 1
    basis = Code("relative-to-reference", {"of": reference.isoformat()})
    return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}", "range", basis


def _base_date(base: Resolved | None, unit: str) -> date | None:
    """The day that "la veille" counts from; for months and years a month or year will do."""
    if not base or not base.value:
        return None
    if base.precision == "day":
        return date.fromisoformat(base.value)
    if unit == "day" or (unit == "month" and base.precision == "year"):
        return None
    year, _, month = base.value.partition("-")
    return date(int(year), int(month or 1), 1)


def _agree(found: list[Resolved], lexemes: Lexemes) -> list[Resolved]:
    """Words for the same day side by side get one value: "hier (12 octobre 2016)", "le lendemain, le 17 février"."""
    for n, (one, other) in enumerate(pairwise(found)):
        between = lexemes.words[one.expression.last : other.expression.first]
        is_apposed = len(between) <= 1 and (not between or between[0] in ("(", ","))
        is_apposed |= one.expression.origin == "mention" and len(between) <= 6 and between[-1:] == (",",)
        if not is_apposed or one.precision != "day" or other.precision != "day" or not other.value:
            continue
        if one.expression.shift is not None and other.expression.month:
            found[n] = replace(one, value=other.value, until=other.until, basis=other.basis)
    return found
