"""Which way a figure moves: "une baisse de 40 %", "rose by 3 percent", "+ 1,3 %", "35 000 personnes de plus"."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing.analysis.amounts import Amount
from briefing.analysis.lexemes import BREAK, Lexemes, Phrases
from briefing.analysis.words import load

Direction = Literal["increase", "decrease"]

# between the word of change and the amount: "une baisse très nette de", "cut emissions by"
_NEAR = 3
_FAR = 7
_OF = frozenset(("de", "d", "of"))
_STOPS = frozenset((".", "!", "?", ";", ":", "(", ")", BREAK))


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The words of change of `figures.toml`."""

    increase: frozenset[str]
    decrease: frozenset[str]
    change_of: Phrases
    increase_after: Phrases
    decrease_after: Phrases
    links: frozenset[str]

    def direction(self, word: str) -> Direction | None:
        """The way that a word moves."""
        return "increase" if word in self.increase else "decrease" if word in self.decrease else None


@cache
def change_words(language: str) -> ChangeWords:
    table: dict[str, Any] = load(language, "figures")
    return ChangeWords(
        frozenset(table["increase"]),
        frozenset(table["decrease"]),
        Phrases.of(table["change_of"]),
        Phrases.of(table["increase_after"]),
        Phrases.of(table["decrease_after"]),
        frozenset(table["both"]) | {","},
    )


def find_direction(lexemes: Lexemes, amount: Amount, words: ChangeWords) -> Direction | None:
    """The way an amount moves, None when the text doesn't say."""
    signed = _sign(lexemes, amount)
    if signed:
        return signed
    ways: tuple[tuple[Phrases, Direction], ...] = (
        (words.increase_after, "increase"),
        (words.decrease_after, "decrease"),
    )
    for place in (amount.last, amount.number_last):
        for phrases, way in ways:
            told = phrases.match(lexemes, place)
            # "sept jeunes de moins de 23 ans" are not fewer
            if told and lexemes.word(told[0]) not in _OF:
                return way
    after = words.change_of.match(lexemes, amount.last)
    if after and (found := words.direction(lexemes.word(after[0]))):
        return found
    return _before(lexemes, amount, words)


def _sign(lexemes: Lexemes, amount: Amount) -> Direction | None:
    """A plus or minus that belongs to the number: "(- 0,3 %)", "+2 %"; not a dash of the sentence."""
    sign = lexemes.word(amount.first - 1)
    if sign not in ("+", "-"):
        return None
    is_own = lexemes.word(amount.first - 2) == "(" or (
        lexemes.is_joined(amount.first - 1) and not lexemes.is_joined(amount.first - 2)
    )
    if not is_own and sign == "-":
        return None
    return "increase" if sign == "+" else "decrease"


def _before(lexemes: Lexemes, amount: Amount, words: ChangeWords) -> Direction | None:
    """The word of change before an amount; shares may stand further off ("aumentar en los próximos años un 20 %")."""
    link = words.change_of.match_before(lexemes, amount.first)
    place = link[0] if link else amount.first
    is_share = amount.unit is not None and amount.unit.kind == "share"
    reach = _FAR if is_share and link else _NEAR if link or is_share else 1
    for index in range(place - 1, max(-1, place - 1 - reach), -1):
        word = lexemes.words[index]
        if word in _STOPS or (word[0].isdigit() and index < place - 1):
            return None
        found = words.direction(word)
        if found:
            return found
    return None
