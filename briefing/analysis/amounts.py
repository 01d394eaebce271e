"""Amounts: one number, or two that make a range, with their unit and with how exact they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing.analysis.lexemes import BREAK, Lexemes, Phrases
from briefing.analysis.numbers import Number, NumberWords
from briefing.analysis.parse import Parsed
from briefing.analysis.units import Unit, UnitWords, read_unit
from briefing.analysis.words import load

Qualifier = Literal["≈", ">", "<"]
Value = float | int | tuple[float | int, float | int]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount on the lexemes `[first, last)`; its number stands on `[number_first, number_last)`."""

    first: int
    last: int
    number_first: int
    number_last: int
    value: Value
    unit: Unit | None
    qualifier: Qualifier | None
    is_words: bool


@dataclass(frozen=True, slots=True)
class AmountWords:
    """The qualifiers and range words of `figures.toml`."""

    before: tuple[tuple[Qualifier, Phrases], ...]
    after: tuple[tuple[Qualifier, Phrases], ...]
    between: frozenset[str]
    to: frozenset[str]
    verbs: tuple[tuple[Qualifier, Phrases], ...]
    both: frozenset[str]
    either: frozenset[str]
    passing: frozenset[str]
    out_of: Phrases


@cache
def amount_words(language: str) -> AmountWords:
    table: dict[str, Any] = load(language, "figures")

    def phrases(place: str) -> tuple[tuple[Qualifier, Phrases], ...]:
        rows: tuple[tuple[Qualifier, str], ...] = (("≈", "about"), (">", "more"), ("<", "less"))
        return tuple((sign, Phrases.of(table[f"{name}_{place}"])) for sign, name in rows)

    return AmountWords(
        phrases("before"),
        phrases("after"),
        frozenset(table["between"]),
        frozenset(table["to"]),
        phrases("verbs"),
        frozenset(table["both"]),
        frozenset(table["either"]),
        frozenset(table["passing"]),
        Phrases.of(table["out_of"]),
    )


def find_amounts(
    lexemes: Lexemes,
    parsed: Parsed,
    numbers: Sequence[Number],
    words: AmountWords,
    units: UnitWords,
    number_words: NumberWords,
) -> list[Amount]:
    """All amounts, in order; a range is one amount."""
    found: list[Amount] = []
    place = 0
    while place < len(numbers):
        number = numbers[place]
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        last, value = number.last, number.value
        made: Value = value
        step = 1
        ranged = _range(lexemes, number, after, words, units, number_words) if after else None
        if after and ranged:
            made, last, step = ranged, after.last, 2
        elif after and _is_part_of(lexemes, number, after, words):
            last, step = after.last, 2
        unit = Unit("share", "%", last) if number.is_share else read_unit(lexemes, parsed, number.first, last, units)
        first = unit.first if unit and unit.first is not None else number.first
        end = unit.last if unit else last
        first, end, qualifier = _qualified(lexemes, first, last, end, words, is_range=ranged is not None)
        qualifier = qualifier or ("≈" if number.is_about else None)
        found.append(
            Amount(first, end, number.first, last if ranged else number.last, made, unit, qualifier, number.is_words)
        )
        place += step
    return found


def _range(
    lexemes: Lexemes, one: Number, other: Number, words: AmountWords, units: UnitWords, number_words: NumberWords
) -> tuple[float | int, float | int] | None:
    """Both values of "entre 10 et 15", "8 à 10 milliards", "trois ou quatre", "20-30 %", "5 % à 6 %"."""
    middle = one.last
    percent = units.percent.match(lexemes, middle)
    middle = percent[0] if percent else middle
    if other.first != middle + 1 or one.is_share or other.is_share:
        return None
    sign = lexemes.words[middle]
    if sign not in words.to or (sign == "-" and not lexemes.is_joined(middle - 1)):
        return None
    if any(word in words.passing for word in lexemes.words[max(0, one.first - 3) : one.first]):
        return None
    low, high = one.value, other.value
    factor = _factor(lexemes, other, number_words)
    if factor > 1 and low < factor and _factor(lexemes, one, number_words) == 1:
        low = low * factor
    if not low < high:
        return None
    if sign in words.both and not _is_between(lexemes, one.first, words):
        return None
    if sign in words.either and not (isinstance(high, int) and high - low <= max(1, high // 4)):
        return None
    return low, high


def _is_part_of(lexemes: Lexemes, one: Number, other: Number, words: AmountWords) -> bool:
    """Whether the second number is the whole that the first is a part of: "26 des 27 pays"."""
    link = words.out_of.match(lexemes, one.last)
    return link is not None and link[0] == other.first and not one.is_share and one.value < other.value


def _factor(lexemes: Lexemes, number: Number, words: NumberWords) -> int:
    """The scale word's worth in a number in digits: a million in "10 millions"."""
    factor = 1
    for word in lexemes.words[number.first : number.last]:
        factor *= words.scales.get(word, 1)
    return factor


def _is_between(lexemes: Lexemes, first: int, words: AmountWords) -> bool:
    """Whether "entre" stands before, an article or qualifier aside."""
    return any(word in words.between for word in lexemes.words[max(0, first - 2) : first])


def _qualified(
    lexemes: Lexemes, first: int, last: int, end: int, words: AmountWords, *, is_range: bool
) -> tuple[int, int, Qualifier | None]:
    """(first, end, qualifier) with the words that say how exact the amount is."""
    qualifier: Qualifier | None = None
    if is_range and lexemes.word(first - 1) in words.between:
        first -= 1
    for _ in range(2):
        for sign, phrases in words.before:
            found = phrases.match_before(lexemes, first)
            if found:
                first = found[0]
                qualifier = qualifier or sign
                break
        else:
            break
    for sign, phrases in words.verbs:
        if qualifier is None and phrases.match_before(lexemes, first):
            qualifier = sign
    for place in (last, end):
        for sign, phrases in words.after:
            found = phrases.match(lexemes, place)
            if found and qualifier is None and BREAK not in lexemes.words[place : found[0]]:
                return first, max(end, found[0]), sign
    return first, end, qualifier
