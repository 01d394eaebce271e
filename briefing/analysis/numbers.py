"""Numbers of a text, in digits or in words, with the separators of its language.

A number here is only a value on its place; what it counts, and whether it is a date, an age or a law, is for
others to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from briefing.analysis.lexemes import Lexemes, Phrases
from briefing.analysis.words import load

_SPACES = frozenset(("\u00a0", "\u202f", "\u2009", "\u2007"))
_LONGEST = 15
# "15 mil millones"
_MOST_SCALES = 2


@dataclass(frozen=True, slots=True)
class Number:
    """The lexemes `[first, last)` hold `value`. `is_about`: the words say that it is rounded ("une centaine").

    `is_share`: it is a part of a whole, in per cent ("la moitié").
    """

    first: int
    last: int
    value: float | int
    is_words: bool = False
    is_about: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language, made ready."""

    units: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    scale_signs: Mapping[str, int]
    collectives: Mapping[str, int]
    exact_collectives: Mapping[str, int]
    fractions: Phrases
    group_signs: frozenset[str]
    decimal_signs: frozenset[str]
    joiners: frozenset[str]
    per: frozenset[str]
    lone: frozenset[str]
    spaced_ordinals: frozenset[str]
    articles: frozenset[str]
    ordinal_suffixes: frozenset[str]
    long_tens: frozenset[int]
    anchors: frozenset[str]
    spaces_group: bool
    vigesimal: bool

    def counts(self, word: str) -> bool:
        """Whether a number may begin with this word."""
        return word in self.units or word in self.hundreds or word in self.scales


@cache
def number_words(language: str) -> NumberWords:
    """The table `numbers.toml` of a language."""
    table: dict[str, Any] = load(language, "numbers")
    sets = (
        "group_signs",
        "decimal_signs",
        "joiners",
        "articles",
        "ordinal_suffixes",
        "long_tens",
        "lone",
        "per",
        "spaced_ordinals",
    )
    made: dict[str, Any] = {key: frozenset(table[key]) if key in sets else table[key] for key in table}
    made["fractions"] = Phrases.of(table["fractions"])
    # the first words of all numbers: anything else is passed over at once
    begin = ("units", "hundreds", "scales", "collectives", "exact_collectives")
    made["anchors"] = frozenset().union(*(table[key] for key in begin), made["fractions"].by_first)
    return NumberWords(**made)


def find_numbers(lexemes: Lexemes, words: NumberWords) -> tuple[Number, ...]:
    """All numbers, in order, never overlapping. Ordinals, clock times and numbers inside names are left out."""
    found = []
    index = 0
    size = len(lexemes)
    while index < size:
        word = lexemes.words[index]
        if word not in words.anchors and not word[0].isdigit():
            index += 1
            continue
        number = read_number(lexemes, index, words)
        if number:
            found.append(number)
        index = number.last if number else index + 1
    return tuple(found)


def read_number(lexemes: Lexemes, index: int, words: NumberWords) -> Number | None:
    """The number that begins at a lexeme, if one does."""
    word = lexemes.words[index]
    if word[0].isdigit():
        return _read_digits(lexemes, index, words)
    if not word[0].isalpha():
        return None
    share = words.fractions.match(lexemes, index)
    if share:
        return Number(index, share[0], share[1], is_words=True, is_share=True)
    if words.counts(word) or word in words.collectives or word in words.exact_collectives:
        return _read_words(lexemes, index, words)
    return None


def _read_digits(lexemes: Lexemes, index: int, words: NumberWords) -> Number | None:
    first = lexemes.words[index]
    if not first.isascii() or len(first) > _LONGEST:
        return None
    value, last = _grouped(lexemes, index, words)
    if value is None or _is_part_of_name(lexemes, index, last, words):
        return None
    scaled, end = _continued(lexemes, *_scaled(lexemes, value, last, words), words)
    return Number(index, end, _tidy(scaled))


def _grouped(lexemes: Lexemes, index: int, words: NumberWords) -> tuple[Decimal | int | None, int]:
    """Value and end of digits with their separators; no value for times, versions, addresses ("15:30", "1.2.3")."""
    whole = lexemes.words[index]
    decimals = ""
    last = index + 1
    is_open = len(whole) <= 3 and whole[0] != "0"
    # a column of numbers looks like one that never ends: what is too long already is read no further
    while last < len(lexemes) and len(whole) <= _LONGEST:
        word = lexemes.words[last]
        gap = lexemes.text[lexemes.ends[last - 1] : lexemes.starts[last]]
        if word.isdigit() and is_open and len(word) == 3 and (gap in _SPACES or (gap == " " and words.spaces_group)):
            whole += word
            last += 1
            continue
        digits = lexemes.word(last + 1)
        is_joined = lexemes.is_joined(last - 1) and lexemes.is_joined(last) and digits.isdigit() and digits.isascii()
        if not is_joined:
            break
        if word in words.group_signs and is_open and len(digits) == 3 and not decimals:
            whole += digits
        elif word in words.decimal_signs and not decimals:
            decimals, is_open = digits, False
        elif word == "-":
            break
        else:
            return None, last
        last += 2
    if len(whole) > _LONGEST or len(decimals) > _LONGEST:
        return None, last
    if not decimals:
        return (None if whole[0] == "0" and len(whole) > 1 else int(whole)), last
    return Decimal(f"{whole}.{decimals}"), last


def _is_part_of_name(lexemes: Lexemes, index: int, last: int, words: NumberWords) -> bool:
    """Whether letters hang on the digits: "G7", "F-16", "2e", "15h30". A sign of money or measure may follow."""
    before = lexemes.word(index - 1)
    if lexemes.is_joined(index - 1) and (before.isalpha() or before in ("_", "#", ":", "/", "@", "°")):
        return not (
            before.isalpha()
            and lexemes.text[lexemes.starts[index - 1] : lexemes.ends[index - 1]].isupper()
            and len(before) == 3
        )
    is_joined = lexemes.is_joined(index - 1) and lexemes.is_joined(index - 2)
    if before in (".", ",") and is_joined and lexemes.word(index - 2).isdigit():
        return True
    if before == "-" and is_joined:
        return lexemes.word(index - 2).isalpha()
    after = lexemes.word(last)
    if not lexemes.is_joined(last - 1):
        return after in words.spaced_ordinals
    if after in ("°", "º", "ª"):
        return not lexemes.word(last + 1).startswith("c")
    if after == "/":
        return lexemes.word(last + 1).isdigit()
    return after in words.ordinal_suffixes or after == "h"


def _is_percent(lexemes: Lexemes, index: int, last: int, words: NumberWords) -> bool:
    """Whether a lone "cent" belongs to "pour cent"."""
    return last == index + 1 and lexemes.words[index] in words.hundreds and lexemes.word(index - 1) in words.per


def _scaled(lexemes: Lexemes, value: Decimal | int, last: int, words: NumberWords) -> tuple[Decimal | int, int]:
    """The value times the scale words that follow: "2,5 millions", "15.000 millones", "120 M€"."""
    for _ in range(_MOST_SCALES):
        if lexemes.word(last) not in words.scales:
            break
        value *= words.scales[lexemes.word(last)]
        last += 1
    sign = lexemes.word(last)
    if sign in words.scale_signs and (lexemes.is_joined(last) or lexemes.is_joined(last - 1)):
        follows = lexemes.word(last + 1)
        is_money = follows in ("€", "$", "£") or lexemes.word(_before(lexemes, last)) in ("€", "$", "£")
        if is_money or sign not in ("m", "k", "b"):
            return value * words.scale_signs[sign], last + 1
    return value, last


def _continued(lexemes: Lexemes, value: Decimal | int, last: int, words: NumberWords) -> tuple[Decimal | int, int]:
    """With the digits that go on after a scale word: "6 mil 875", "un millón 300 mil", "2 millions 500 000"."""
    scale = words.scales.get(lexemes.word(last - 1), 0)
    is_open = scale >= 1000 and words.spaces_group and not lexemes.is_joined(last - 1)
    following = lexemes.word(last)
    if not is_open or not (following.isdigit() and following.isascii()) or len(following) > _LONGEST:
        return value, last
    more, end = _grouped(lexemes, last, words)
    if more is None or isinstance(more, Decimal) or _is_part_of_name(lexemes, last, end, words):
        return value, last
    if 0 < more < scale < words.scales.get(lexemes.word(end), 0):
        # "5 mil 700 millones": the larger scale counts all of it
        return _scaled(lexemes, value + more, end, words)
    more, end = _scaled(lexemes, more, end, words)
    return (value + more, end) if 0 < more < scale else (value, last)


def _before(lexemes: Lexemes, last: int) -> int:
    """The lexeme before the run of digits that ends at `last`."""
    index = last - 1
    while index >= 0 and (lexemes.words[index][0].isdigit() or lexemes.words[index] in (".", ",")):
        index -= 1
    return index


def _read_words(lexemes: Lexemes, index: int, words: NumberWords) -> Number | None:
    """A number in words: the largest run that makes one ("quatre-vingt-dix-sept mille", "two thousand and five")."""
    total, part, last, seen = 0, 0, index, 0
    position = index
    while position < len(lexemes) and seen < 16:
        word = lexemes.words[position]
        value = words.units.get(word, words.hundreds.get(word))
        if value is not None:
            summed = _added(part, value, words, is_hundred=word in words.hundreds)
            if summed is None or (seen and last != position and not summed % 100):
                break
            part = summed
        elif word in words.scales:
            scale = words.scales[word]
            if seen == 0 and scale > 1000:
                break
            # "cien mil millones" multiplies all so far, "deux millions cinq cent mille" adds
            total = (total + part) * scale if 0 < total < scale else total + max(part, 1) * scale
            part = 0
        elif seen and word in words.joiners and words.counts(lexemes.word(position + 1)):
            position += 1
            continue
        else:
            break
        seen += 1
        position += 1
        last = position
    about = words.collectives.get(lexemes.word(last)) or words.exact_collectives.get(lexemes.word(last))
    if about and (total + part) and last != index:
        is_exact = lexemes.word(last) in words.exact_collectives or total + part > 1
        return Number(index, last + 1, (total + part) * about, is_words=True, is_about=not is_exact)
    first = lexemes.words[index]
    if last == index + 1 and (first in words.articles or (first in words.scales and first not in words.lone)):
        return None
    if last == index or _is_percent(lexemes, index, last, words):
        return None
    whole, last = _continued(lexemes, total + part, last, words)
    return Number(index, last, _tidy(whole), is_words=True)


def _added(part: int, value: int, words: NumberWords, *, is_hundred: bool) -> int | None:
    """`part` with one more number word, or None when the two don't make one number."""
    if is_hundred:
        if value == 100 and 1 <= part < 10:
            return part * 100
        return value if part == 0 else None
    tens = part % 100
    if words.vigesimal and tens == 4 and value == 20:
        return part + 76
    if tens == 0 or (tens >= 20 and tens % 10 == 0 and value < 10) or (tens in words.long_tens and value < 20):
        return part + value if value or not part else None
    return None


def _tidy(value: Decimal | int) -> float | int:
    """Whole numbers as such (6.7 million is 6700000), the rest as the nearest float."""
    return int(value) if value == int(value) else float(value)
