"""Dates around the name of a month or weekday: "le vendredi 16 janvier 2026", "August 27-28", "el pasado martes"."""

from dataclasses import replace

from briefing.analysis.datewords import DateWords, Expression
from briefing.analysis.lexemes import BREAK, Lexemes

_EARLIEST, _LATEST = 1000, 2100
_SENTENCE_STARTS = frozenset((BREAK, ".", "!", "?", "…", "«", "“", '"', ":", "-", "•", "(", ")", "¿", "¡", "»", "”"))
_STEPS_LEFT = 5
_SHORT = 3
_CENTURY = 50


def read_month(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> list[Expression]:
    """A date around the name of a month: "le vendredi 16 janvier 2026", "7-8 March", "October 12", "fin mars"."""
    month = words.months[lexemes.words[index]]
    last = index + 1
    if lexemes.word(index) in words.short_months and lexemes.word(last) == "." and lexemes.is_joined(index):
        last += 1
    day = _day_before(lexemes, index, words, floor)
    first = day[1] if day else index
    others: list[tuple[int, int, int]] = []
    if day:
        others = _days_before(lexemes, day[0], first, words, floor)
    elif words.month_first:
        right = _day_at(lexemes, last, words)
        if right:
            day = (right[0], index)
            last = right[1]
            others, last = _days_after(lexemes, right[0], last, words)
    year = _year_after(lexemes, last, words, has_day=day is not None)
    if year:
        last = year[1]
    if not day and not year and not _is_month(lexemes, index, words):
        return []
    shift = None if year else _year_shift(lexemes, last, words)
    if shift:
        last = shift[1]
    side, last = side_after(lexemes, last, words) if not year and not shift else (None, last)
    start = min([first] + [a for _, a, _ in others])
    start, weekday, before = extend_left(lexemes, start, words, floor, has_day=day is not None)
    side = before if side is None else side
    if side is None and not year:
        behind = side_by_preposition(lexemes, index, start, words)
        side = behind if behind == -1 and day else None
    main = Expression(
        first,
        last,
        year[0] if year else None,
        month,
        day[0] if day else None,
        weekday,
        side=side,
        year_shift=shift[0] if shift else None,
    )
    if not others:
        return [replace(main, first=start)]
    if others[0][1] > index:  # "August 27-28": the first day has the month, the others follow
        rest = [replace(main, first=a, last=b, day=d, weekday=None) for d, a, b in others]
        rest[-1] = replace(rest[-1], last=last)
        return [replace(main, first=start, last=others[0][1] - 1), *rest]
    days = [replace(main, first=a, last=b, day=d, weekday=None) for d, a, b in others]
    days[0] = replace(days[0], first=start, weekday=weekday)
    return [*days, replace(main, weekday=None)]


def _day_at(lexemes: Lexemes, index: int, words: DateWords) -> tuple[int, int] | None:
    """(day, end lexeme) of a day's number that starts at `index`, not part of a larger number or a time."""
    word = lexemes.word(index)
    if not (word.isdigit() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    last = index + 1
    after = lexemes.word(last)
    if _is_suffix(lexemes, last, words):
        return int(word), last + 1
    is_decimal = after in (".", ",", "/") and lexemes.word(last + 1).isdigit()
    if lexemes.is_joined(index) and (after in (":", "%") or after.isalpha() or is_decimal):
        is_year = after == "," and len(lexemes.word(last + 1)) == 4
        return (int(word), last) if is_year else None
    if words.phrases["not_year_after"].match(lexemes, last) or lexemes.word(last) in words.numbers.scales:
        return None
    return int(word), last


def _is_suffix(lexemes: Lexemes, index: int, words: DateWords) -> bool:
    """Whether a word only says that the number before it is an ordinal: "1er", "1 er", "7th"."""
    word = lexemes.word(index)
    if word not in words.lists["day_suffixes"]:
        return False
    return lexemes.is_joined(index - 1) or word in words.numbers.spaced_ordinals


def _day_before(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> tuple[int, int] | None:
    """(day, first lexeme) of a day's number that ends before `index`: "16", "1er", "premier", "16 de", "14-"."""
    before = lexemes.word(index - 1)
    is_hyphen = before == "-" and lexemes.is_joined(index - 1) and lexemes.is_joined(index - 2)
    last = index - 1 if is_hyphen or (index - 1 >= floor and before in words.lists["of"]) else index
    return _day_ending(lexemes, last, words, floor)


def _day_ending(lexemes: Lexemes, last: int, words: DateWords, floor: int) -> tuple[int, int] | None:
    first = last - 1
    if first < floor:
        return None
    word = lexemes.word(first)
    if word in words.day_words:
        return words.day_words[word], first
    if _is_suffix(lexemes, first, words):
        first -= 1
        word = lexemes.word(first)
    if first < floor or not (word.isdigit() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    is_decimal = lexemes.is_joined(first - 1) and lexemes.word(first - 1) in (".", ",", ":", "/", "$", "€")
    return None if is_decimal else (int(word), first)


def _days_before(lexemes: Lexemes, day: int, first: int, words: DateWords, floor: int) -> list[tuple[int, int, int]]:
    """(day, first, last) of the days that share the month with a later one: "25 au 27 janvier", "14, 15 et 16"."""
    days: list[tuple[int, int, int]] = []
    while len(days) < _STEPS_LEFT:
        sign = lexemes.word(first - 1)
        if sign not in words.lists["ranges"] or (sign == "," and not days):
            break
        before = _day_ending(lexemes, first - 1, words, floor)
        if not before or before[0] >= day:
            break
        days.insert(0, (before[0], before[1], first - 1))
        day, first = before
    return days


def _days_after(lexemes: Lexemes, day: int, last: int, words: DateWords) -> tuple[list[tuple[int, int, int]], int]:
    """The days that follow the first one after a month, and the new end: "August 27-28", "May 5 to 9"."""
    days: list[tuple[int, int, int]] = []
    while len(days) < _STEPS_LEFT and lexemes.word(last) in words.lists["ranges"] and lexemes.word(last) != ",":
        after = _day_at(lexemes, last + 1, words)
        if not after or after[0] <= day or lexemes.word(after[1]) in words.months:
            break
        if lexemes.word(last) not in ("-", "to", "through") and lexemes.word(after[1]).isalpha():
            break
        days.append((after[0], last + 1, after[1]))
        day, last = after
    return days, last


def _year_after(lexemes: Lexemes, index: int, words: DateWords, *, has_day: bool) -> tuple[int, int] | None:
    """(year, end lexeme) of a year that belongs to the month before `index`: "2026", ", 2026", "de 2026"."""
    if lexemes.word(index) in words.lists["of"] or (lexemes.word(index) == "," and words.month_first):
        index += 1
    if lexemes.word(index) in ("'", "´") and lexemes.is_joined(index):
        # "julio del '25"
        short = lexemes.word(index + 1)
        if len(short) == 2 and short.isdigit() and short.isascii():
            return (2000 if int(short) < _CENTURY else 1900) + int(short), index + 2
    year = four_digits(lexemes, index)
    if year is None or words.phrases["not_year_after"].match(lexemes, index + 1):
        return None
    return year, index + 1


def _year_shift(lexemes: Lexemes, index: int, words: DateWords) -> tuple[int, int] | None:
    """(shift, end lexeme) of a relative year after a month: "enero de este año", "March last year"."""
    if lexemes.word(index) in words.lists["of"] or lexemes.word(index) in ("de", "d"):
        index += 1 + (lexemes.word(index + 1) == "'")
    found = words.shifts.match(lexemes, index)
    if not found or found[1][0] != "year" or found[1][2] != "reference":
        return None
    return found[1][1], found[0]


def four_digits(lexemes: Lexemes, index: int) -> int | None:
    word = lexemes.word(index)
    if len(word) != 4 or not (word.isdigit() and word.isascii()) or not _EARLIEST <= int(word) < _LATEST:
        return None
    if lexemes.is_joined(index - 1) and lexemes.word(index - 1) in ("/", ".", "$", "€", "#", ":", "+"):
        return None
    if lexemes.is_joined(index):
        after, beyond = lexemes.word(index + 1), lexemes.word(index + 2)
        if after.isalpha() or after in ("%", "€", "$", "°", ":", "_"):
            return None
        if after in (".", ",", "/") and lexemes.is_joined(index + 1) and beyond.isdigit():
            return None
    return int(word)


def _is_month(lexemes: Lexemes, index: int, words: DateWords) -> bool:
    """Whether a month's name without day and year is one: no abbreviation, person, verb or place."""
    word = lexemes.words[index]
    if word in words.short_months or (lexemes.is_joined(index) and lexemes.word(index + 1) in ("-", "_", "@")):
        return False
    before = lexemes.word(index - 1)
    is_titled = lexemes.is_capital(index + 1) and lexemes.word(index + 1) not in words.months
    if words.months_are_capital:
        if not lexemes.is_capital(index):
            return False
        if before in words.lists["before_month"]:
            return not (is_titled and word in words.lists["doubtful_months"])
        return words.phrases["parts"].match_before(lexemes, index) is not None
    return not lexemes.is_capital(index) or ((index == 0 or before in _SENTENCE_STARTS) and not is_titled)


def read_weekday(lexemes: Lexemes, index: int, words: DateWords, floor: int) -> list[Expression]:
    """A weekday without a month: "jeudi", "last Tuesday", "el pasado martes", "martes 5"."""
    if words.months_are_capital and not lexemes.is_capital(index):
        return []
    if words.phrases["recurring"].match_before(lexemes, index) or _leads_to_month(lexemes, index + 1, words):
        return []
    last, day = index + 1, None
    number = _day_at(lexemes, last, words) if not words.month_first else None
    # "samedi 20 et dimanche 21", but not "lundi 20 personnes"
    if number and (not lexemes.word(number[1]).isalpha() or len(lexemes.word(number[1])) <= _SHORT):
        day, last = number
    side, last = side_after(lexemes, last, words)
    first, _, before = extend_left(lexemes, index, words, floor)
    side = before if side is None else side
    if side is None and side_by_preposition(lexemes, index, first, words) == 1:
        side = 1
    return [Expression(first, last, day=day, weekday=words.weekdays[lexemes.words[index]], side=side)]


def _leads_to_month(lexemes: Lexemes, index: int, words: DateWords) -> bool:
    """Whether the weekday before `index` belongs to a date with a month that will be read there."""
    if lexemes.word(index) == ",":
        index += 1
    lead = words.phrases["leads"].match(lexemes, index)
    index = lead[0] if lead else index
    if lexemes.word(index) in ("the", "this"):
        index += 1
    if words.month_first and lexemes.word(index) in words.months:
        return _day_at(lexemes, index + 1 + (lexemes.word(index + 1) == "."), words) is not None
    if lexemes.word(index) in words.day_words:
        return lexemes.word(index + 1) in words.months or lexemes.word(index + 2) in words.months
    number = _day_at(lexemes, index, words)
    while number:
        after = number[1]
        if lexemes.word(after) in words.lists["of"]:
            after += 1
        if lexemes.word(after) in words.months:
            return True
        number = _day_at(lexemes, after + 1, words) if lexemes.word(after) in words.lists["ranges"] else None
    return False


def extend_left(
    lexemes: Lexemes, first: int, words: DateWords, floor: int, *, has_day: bool = False
) -> tuple[int, int | None, int | None]:
    """(first lexeme, weekday, side) with the weekday, "début", "last", "le" that stand before a date."""
    weekday = side = None
    for _ in range(_STEPS_LEFT):
        before = lexemes.word(first - 1)
        skip = 1 if before == "," and lexemes.word(first - 2) in words.weekdays else 0
        name = lexemes.word(first - 1 - skip)
        if has_day and weekday is None and name in words.weekdays and first - 1 - skip >= floor:
            first, weekday = first - 1 - skip, words.weekdays[name]
            continue
        grown = words.phrases["parts"].match_before(lexemes, first)
        if not grown or grown[0] < floor:
            grown = None
            for value, phrases, _ in words.sides:
                found = phrases.match_before(lexemes, first)
                if found and found[0] >= floor:
                    grown, side = found, value if side is None else side
                    break
        if not grown:
            break
        first = grown[0]
    lead = words.phrases["leads"].match_before(lexemes, first)
    return (lead[0] if lead and lead[0] >= floor else first), weekday, side


def side_by_preposition(lexemes: Lexemes, index: int, first: int, words: DateWords) -> int | None:
    """1 after "until", -1 after "since"; the preposition may have been read into the date ("desde el 19")."""
    for place in range(first, index + 1):
        for key, side in (("ahead", 1), ("behind", -1)):
            if words.phrases[key].match_before(lexemes, place):
                return side
    return None


def side_after(lexemes: Lexemes, last: int, words: DateWords) -> tuple[int | None, int]:
    """(side, end lexeme) of a "dernier" or "prochain" after a date."""
    for value, _, phrases in words.sides:
        found = phrases.match(lexemes, last) if phrases else None
        if found:
            return value, found[0]
    return None, last
