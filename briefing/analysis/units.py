"""What a number counts: per cent, money, measures, people, or the noun that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing.analysis.lexemes import Lexemes, Phrases
from briefing.analysis.parse import Parsed
from briefing.analysis.words import load

Kind = Literal["share", "money", "measure", "count", "duration"]

_MOST_WORDS = 5
_NOUNS = frozenset(("NOUN", "PROPN"))
_SKIPPED = frozenset(("«", "“", '"'))


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit `name` on the lexemes up to `last`; `noun` is the counted noun's lexeme. `first` moves left for "$"."""

    kind: Kind
    name: str
    last: int
    noun: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The table `units.toml` of a language."""

    percent: Phrases
    points: Phrases
    money: Phrases
    money_signs: Phrases
    measures: Phrases
    durations: frozenset[str]
    people: frozenset[str]
    labels: frozenset[str]
    of: Phrases
    fillers: Phrases


@cache
def unit_words(language: str) -> UnitWords:
    table: dict[str, Any] = load(language, "units")
    lists: Mapping[str, list[str]] = table["lists"]
    return UnitWords(
        percent=Phrases.of(table["percent"]),
        points=Phrases.of(table["points"]),
        money=Phrases.of(table["money"]),
        money_signs=Phrases.of(table["money_signs"]),
        measures=Phrases.of(table["measures"]),
        durations=frozenset(lists["durations"]),
        people=frozenset(lists["people"]),
        labels=frozenset(lists["labels"]),
        of=Phrases.of(lists["of"]),
        fillers=Phrases.of(load(language, "figures")["fillers"]),
    )


def read_unit(lexemes: Lexemes, parsed: Parsed, first: int, last: int, words: UnitWords) -> Unit | None:
    """The unit of the number on the lexemes `[first, last)`, None when nothing is counted there."""
    sign = words.money_signs.match_before(lexemes, first)
    if sign:
        after = words.money.match(lexemes, last)
        return Unit("money", sign[1], after[0] if after else last, first=sign[0])
    hyphened = lexemes.word(last) == "-" and lexemes.is_joined(last - 1) and lexemes.is_joined(last)
    start = last + 1 if hyphened else last
    is_words = lexemes.words[first][0].isalpha() and lexemes.word(last - 1) not in words.of.by_first
    linked = words.of.match(lexemes, start)
    for place in (start, linked[0]) if linked else (start,):
        unit = _known(lexemes, place, words, is_joined=lexemes.is_joined(last - 1), is_words=is_words)
        if unit:
            return unit
    return _counted(lexemes, parsed, start, words)


def _known(lexemes: Lexemes, place: int, words: UnitWords, *, is_joined: bool, is_words: bool) -> Unit | None:
    """A unit that stands in the word lists."""
    found = words.percent.match(lexemes, place)
    if found:
        return Unit("share", "%", found[0])
    for phrases, kind in ((words.points, "share"), (words.money, "money"), (words.measures, "measure")):
        found = phrases.match(lexemes, place)
        # a lone "m" or "t" is a metre or a tonne only right at its number
        if found and kind == "share" and is_words:
            continue
        if found and (lexemes.ends[found[0] - 1] - lexemes.starts[place] > 1 or is_joined or kind != "measure"):
            return Unit(kind, found[1], found[0])  # type: ignore[arg-type]
    if lexemes.word(place) in words.durations:
        return Unit("duration", "", place + 1)
    return None


def _counted(lexemes: Lexemes, parsed: Parsed, place: int, words: UnitWords) -> Unit | None:
    """The noun that is counted: "51 personnes", "3 000 de ses partisans", "two former senior officials"."""
    position = place
    for _ in range(_MOST_WORDS):
        word = lexemes.word(position)
        if word in _SKIPPED:
            position += 1
            continue
        if not word or not word[0].isalpha():
            return None
        if word in words.durations:
            return Unit("duration", "", position + 1)
        if word in words.people:
            return Unit("count", "people", position + 1, position)
        filler = words.fillers.match(lexemes, position)
        token = (
            parsed.tokens[index] if (index := parsed.token_at(lexemes.starts[position])) < len(parsed.tokens) else None
        )
        if filler:
            position = filler[0]
            continue
        if token is None or not parsed.has_syntax:
            return Unit("count", word, position + 1, position) if len(word) > 2 else None
        if token.pos in _NOUNS:
            index, position = _compound_head(lexemes, parsed, index, position)
            token = parsed.tokens[index]
            last = lexemes.from_offset(token.end)
            if token.lemma in words.durations:
                return Unit("duration", "", last)
            return Unit(
                "count", "people" if token.lemma in words.people else token.lemma, max(last, position + 1), position
            )
        if token.pos == "VERB" and token.dep == "amod" and token.head > index:
            position += 1
            continue
        if token.pos != "ADJ":
            return None
        after = parsed.tokens[index + 1] if index + 1 < len(parsed.tokens) else None
        if after is None or after.pos not in ("NOUN", "PROPN", "ADJ"):
            return Unit("count", token.lemma, position + 1, position)
        position = max(lexemes.from_offset(token.end), position + 1)
    return None


def _compound_head(lexemes: Lexemes, parsed: Parsed, index: int, position: int) -> tuple[int, int]:
    """The noun that a noun before it only describes: "two EU member states", "five strategic air defense systems"."""
    for _ in range(_MOST_WORDS):
        token = parsed.tokens[index]
        if token.dep not in ("compound", "amod") or not index < token.head <= index + _MOST_WORDS:
            break
        index = token.head
        position = lexemes.from_offset(parsed.tokens[index].start)
    return index, position
