"""The words of calendar dates, made ready for the grammar, and the expressions that it finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing.analysis.lexemes import Phrases
from briefing.analysis.numbers import NumberWords, number_words
from briefing.analysis.words import load

Unit = Literal["day", "week", "weekend", "month", "season", "year"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A calendar expression on the lexemes `[first, last)`.

    Either some of `year`, `month`, `day`, `weekday` are named, or `shift` counts `unit`s from `origin`. `side` is
    -1 for "last", 0 for "this", 1 for "next". `year_shift` counts a month's year from the reference date ("en enero
    del año pasado"), `season` is the first and last month, and -1, 0 or 1 as for `side`. A linked date ends a range
    that the one before begins. A time of day or a week says when a meeting is, but is no calendar date (`is_date`).
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    shift: int | None = None
    origin: Literal["reference", "mention"] = "reference"
    side: int | None = None
    year_shift: int | None = None
    season: tuple[int, int, int] | None = None
    is_linked: bool = False
    is_date: bool = True


@dataclass(frozen=True, slots=True)
class DateWords:
    """The date words of one language, made ready. `shifts` gives (unit, shift, origin, is a date)."""

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    day_words: Mapping[str, int]
    units: Mapping[str, Unit]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    shifts: Phrases
    holidays: Phrases
    sides: tuple[tuple[int, Phrases, Phrases | None], ...]
    month_first: bool
    months_are_capital: bool
    numbers: NumberWords
    anchors: frozenset[str]


_SHIFTS: tuple[tuple[str, Unit, str, bool], ...] = (
    ("days", "day", "reference", True),
    ("day_times", "day", "reference", False),
    ("weeks", "week", "reference", False),
    ("weekends", "weekend", "reference", False),
    ("relative_months", "month", "reference", True),
    ("relative_years", "year", "reference", True),
    ("mention_days", "day", "mention", True),
    ("mention_months", "month", "mention", True),
    ("mention_years", "year", "mention", True),
)


@cache
def date_words(language: str) -> DateWords:
    """The table `dates.toml` of a language."""
    table: dict[str, Any] = load(language, "dates")
    shifts = {
        phrase: (unit, shift, origin, is_date)
        for key, unit, origin, is_date in _SHIFTS
        for phrase, shift in table[key].items()
    }
    lists = ("of", "day_suffixes", "ranges", "before_month", "doubtful_months", "prepositions")
    phrases = (
        "leads",
        "parts",
        "ahead",
        "behind",
        "not_day_before",
        "recurring",
        "names",
        "before_year",
        "not_year_before",
        "not_year_after",
    )
    shifts |= {
        phrase: ("season", (first, last, side), "reference", False)
        for phrase, (first, last, side) in table["seasons"].items()
    }
    counted = {
        "ago_before": table["ago"]["before"],
        "ago_after": table["ago"]["after"],
        "hence_before": table["hence"]["before"],
        "hence_after": table["hence"]["after"],
        "earlier": table["earlier"]["after"],
        "later": table["later"]["after"],
    }
    made = {key: Phrases.of(table[key]) for key in phrases} | {k: Phrases.of(v) for k, v in counted.items()}
    anchored = (Phrases.of(shifts), Phrases.of(table["holidays"]), made["names"])
    return DateWords(
        months=table["months"],
        short_months=table["short_months"],
        weekdays=table["weekdays"],
        day_words=table["day_words"],
        units=table["units"],
        lists={key: frozenset(table[key]) for key in lists},
        phrases=made,
        shifts=Phrases.of(shifts),
        holidays=Phrases.of(table["holidays"]),
        sides=(
            (-1, Phrases.of(table["last_before"]), Phrases.of(table["last_after"])),
            (1, Phrases.of(table["next_before"]), Phrases.of(table["next_after"])),
            (0, Phrases.of(table["this_before"]), None),
        ),
        month_first=table["month_first"],
        months_are_capital=table["months_are_capital"],
        numbers=number_words(language),
        # the first words of all that may be found: anything else is passed over at once
        anchors=frozenset().union(table["months"], table["weekdays"], table["units"], *(p.by_first for p in anchored)),
    )
