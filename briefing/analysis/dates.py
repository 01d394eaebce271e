"""Calendar expressions: where a text names a day, month, year or week, and in which words.

A closed grammar over lexemes, the same for all three languages; their words are in `dates.toml`. Which day is
meant is the work of `resolution`. A number is a date only beside a month, in a full numeric form, or as a year
where nothing is counted; "été", "en mer", "Titre 50", ages and durations never are.
"""

from dataclasses import replace
from typing import Literal

from briefing.analysis.datewords import DateWords, Expression, Unit
from briefing.analysis.days import extend_left, four_digits, read_month, read_weekday
from briefing.analysis.lexemes import Lexemes
from briefing.analysis.numbers import read_number

# before this a lone number needs a preposition to be a year
_EARLIEST = 1800


def find_expressions(lexemes: Lexemes, words: DateWords) -> tuple[Expression, ...]:
    """All calendar expressions, in order, never overlapping. The ends of a range are two expressions."""
    found: list[Expression] = []
    index = 0
    size = len(lexemes)
    while index < size:
        word = lexemes.words[index]
        if word not in words.anchors and not word[0].isdigit():
            index += 1
            continue
        floor = found[-1].last if found else 0
        new = _at(lexemes, index, words, floor)
        if isinstance(new, int):
            index = new
            continue
        found.extend(new)
        index = max(index + 1, new[-1].last if new else 0)
    return _share_years(_join_twins(found, lexemes), lexemes, words)


def _at(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> list[Expression] | int:
    """The expressions that the lexeme at `index` anchors, or where to go on when it stands in a name."""
    word = lexemes.words[index]
    name = words.phrases["names"].match(lexemes, index)
    if name:
        return name[0]
    if word in words.months:
        return read_month(lexemes, index, words, floor)
    if word in words.weekdays:
        return read_weekday(lexemes, index, words, floor)
    if word.isdigit() and word.isascii():
        numeric = _read_numeric(lexemes, index)
        return [numeric] if numeric else _read_year(lexemes, index, words, floor)
    if word in words.units:
        return _read_counted(lexemes, index, words, floor)
    holiday = words.holidays.match(lexemes, index)
    if holiday:
        return [Expression(index, holiday[0], month=holiday[1][0], day=holiday[1][1])]
    return _read_shift(lexemes, index, words)


def _read_numeric(lexemes: Lexemes, index: int) -> Expression | None:
    """2026-01-16, 16/01/2026, 16.1.2026. Where day and month can't be told apart only the year is kept."""
    sign = lexemes.word(index + 1)
    if sign not in ("/", ".", "-") or lexemes.word(index + 3) != sign:
        return None
    parts = [lexemes.word(i) for i in (index, index + 2, index + 4)]
    if not all(p.isdigit() and p.isascii() for p in parts) or not all(map(lexemes.is_joined, range(index, index + 4))):
        return None
    before = lexemes.word(index - 1)
    if lexemes.is_joined(index - 1) and (before.isalnum() or before in ("-", "/", ".", "$", "€")):
        return None
    if lexemes.word(index + 5) in ("/", "-", ".") and lexemes.is_joined(index + 4) and lexemes.is_joined(index + 5):
        return None
    sizes = [len(p) for p in parts]
    a, b, c = (int(p) if len(p) <= 4 else 0 for p in parts)
    if sizes == [4, 2, 2] and sign == "-":
        year, month, day = a, b, c
    elif sizes[2] == 4 and sizes[0] <= 2 and sizes[1] <= 2:
        year, month, day = c, b, a
    else:
        return None
    if not 1000 <= year < 2100:
        return None
    return Expression(index, index + 5, year, month, day)


def _read_year(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> list[Expression]:
    """A year that stands alone: "en 2014", "(2004-2006)", "le budget 2026"; not what counts or numbers something."""
    year = four_digits(lexemes, index)
    if year is None or words.phrases["not_year_before"].match_before(lexemes, index):
        return []
    if words.phrases["not_year_after"].match(lexemes, index + 1) or lexemes.word(index + 1) in words.numbers.scales:
        return []
    beyond = lexemes.word(index - 2)
    is_hyphened = lexemes.word(index - 1) == "-" and lexemes.is_joined(index - 1) and lexemes.is_joined(index - 2)
    if is_hyphened and not (beyond.isdigit() and len(beyond) in (2, 4)):
        return []
    first, _, _ = extend_left(lexemes, index, words, floor)
    last = _season_end(lexemes, index)
    is_led = words.phrases["before_year"].match_before(lexemes, index) is not None
    if not is_led and (year < _EARLIEST or _counts(lexemes, index, words)):
        return []
    return [Expression(first, last, year)]


def _season_end(lexemes: Lexemes, index: int) -> int:
    """The end of a year with the last digits of the next: "the 2024-25 season"; they count nothing."""
    second = lexemes.word(index + 2)
    is_joined = all(map(lexemes.is_joined, (index, index + 1))) and not lexemes.is_joined(index + 2)
    if lexemes.word(index + 1) in ("-", "/") and is_joined and len(second) == 2 and second.isdigit():
        return index + 3
    return index + 1


def _counts(lexemes: Lexemes, index: int, words: DateWords) -> bool:
    """Whether a four-digit number without a preposition rather counts or numbers something."""
    before, after = lexemes.word(index - 1), lexemes.word(index + 1)
    if lexemes.is_joined(index) and after == "-" and lexemes.is_joined(index + 1):
        beyond = lexemes.word(index + 2)
        return not (beyond.isdigit() and len(beyond) in (2, 4))
    if before in (",", "/") and four_digits(lexemes, index - 2) and not lexemes.is_joined(index - 1):
        return False
    if before.isdigit() or (
        before in (",", ".") and lexemes.word(index - 2).isdigit() and lexemes.is_joined(index - 2)
    ):
        return True
    return after.isdigit() and len(after) == 3


def _read_shift(lexemes: Lexemes, index: int, words: DateWords) -> list[Expression]:
    """A phrase that counts from a date: "hier", "le mois dernier", "la veille", "next week"."""
    found = words.shifts.match(lexemes, index)
    if not found:
        return []
    last, (unit, shift, origin, is_date) = found
    after = last + 1 if lexemes.word(last) in words.lists["of"] else last
    if unit == "month" and lexemes.word(after) in words.months:
        return []
    if origin == "mention" and lexemes.word(last) in words.lists["of"]:
        return []
    if unit == "day" and last == index + 1 and _is_other_word(lexemes, index, words):
        return []
    if unit == "season":
        return [Expression(index, last, unit=unit, season=tuple(shift), is_date=False)]
    return [Expression(index, last, unit=unit, shift=shift, origin=origin, is_date=is_date)]


def _is_other_word(lexemes: Lexemes, index: int, words: DateWords) -> bool:
    """Whether a one-word day stands in another sense: "la mañana", "le lendemain" as a newspaper's title."""
    return words.phrases["not_day_before"].match_before(lexemes, index) is not None or (
        lexemes.is_joined(index - 1) and lexemes.word(index - 1) in ("-", "@", "#", "_")
    )


def _read_counted(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> list[Expression]:
    """A count of days, weeks, months or years from a date: "il y a trois jours", "two weeks later", "hace un mes"."""
    unit = words.units[lexemes.words[index]]
    last = index + 1
    number = _number_before(lexemes, index, words, floor)
    if not number:
        return _read_shift(lexemes, index, words)
    amount, first = number
    after = {key: words.phrases[key].match(lexemes, last) for key in ("ago_after", "hence_after", "earlier", "later")}
    before = {key: words.phrases[key].match_before(lexemes, first) for key in ("ago_before", "hence_before")}
    for key, sign in (("ago_before", -1), ("hence_before", 1)):
        if (found := before[key]) and found[0] >= floor:
            return [_counted(found[0], last, unit, sign * amount, "reference")]
    for key, sign in (("ago_after", -1), ("hence_after", 1)):
        if found := after[key]:
            return [_counted(first, found[0], unit, sign * amount, "reference")]
    for key, sign in (("earlier", -1), ("later", 1)):
        found = after[key]
        # "two days after the vote" counts from an event, which only that event's own date could settle
        is_doubtful = found and lexemes.word(found[0] - 1) in words.lists["prepositions"]
        if found and not (is_doubtful and lexemes.word(found[0]).isalpha()):
            return [_counted(first, found[0], unit, sign * amount, "mention")]
    return []


def _counted(first: int, last: int, unit: Unit, shift: int, origin: Literal["reference", "mention"]) -> Expression:
    if unit == "week":
        return Expression(first, last, unit="day", shift=7 * shift, origin=origin, is_date=False)
    # "il y a trois ans" says how long ago, not which year: good for a meeting, no calendar date
    return Expression(first, last, unit=unit, shift=shift, origin=origin, is_date=unit == "day")


def _number_before(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> tuple[int, int] | None:
    """(amount, first lexeme) of the whole number that ends right before `index`; an article counts as one."""
    for first in range(index - 1, max(floor, index - 5) - 1, -1):
        number = read_number(lexemes, first, words.numbers)
        if number and number.last == index and isinstance(number.value, int) and number.value < 1000:
            return number.value, first
    if index - 1 >= floor and lexemes.word(index - 1) in words.numbers.articles:
        return 1, index - 1
    return None


def _join_twins(found: list[Expression], lexemes: Lexemes) -> list[Expression]:
    """With "demain 29 mars" and "hier, 15 novembre" as the one date that they are."""
    out: list[Expression] = []
    for one in found:
        before = out[-1] if out else None
        is_twin = before and before.unit == "day" and before.origin == "reference" and before.last == one.first
        if before and is_twin and one.month and one.day:
            out[-1] = replace(one, first=before.first)
        else:
            out.append(one)
    return out


def _share_years(found: list[Expression], lexemes: Lexemes, words: DateWords) -> tuple[Expression, ...]:
    """With the ends of ranges linked, and an end's year given to its start: "du 20 novembre au 11 décembre 2015"."""
    for n in range(len(found) - 2, -1, -1):
        start, end = found[n], found[n + 1]
        between = [w for w in lexemes.words[start.last : end.first] if w not in ("d", "'")]
        is_range = not between or (len(between) == 1 and between[0] in words.lists["ranges"] and between[0] != ",")
        if not (is_range and start.month and not start.year and end.month):
            continue
        if not end.year:
            found[n + 1] = replace(end, is_linked=True)
            continue
        is_ordered = (start.month, start.day or 0) <= (end.month, end.day or 31)
        found[n] = replace(start, year=end.year if is_ordered else end.year - 1)
    return tuple(found)
