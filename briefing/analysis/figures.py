"""Figures: a number with its unit, how exact it is, what it counts, which way it moves, and who claims it.

Dates, ages, durations, times, ordinals, the numbers of laws and pages, counts that only point at what is known
("les deux ministres") and vague amounts ("des milliers") are no figures.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

from briefing.analysis.amounts import Amount, amount_words, find_amounts
from briefing.analysis.changes import Direction, change_words, find_direction
from briefing.analysis.draft import Draft
from briefing.analysis.events import subjects
from briefing.analysis.lexemes import BREAK, Lexemes, Phrases, read_lexemes
from briefing.analysis.numbers import find_numbers, number_words
from briefing.analysis.parse import Parsed
from briefing.analysis.people import Cast
from briefing.analysis.resolution import Resolved
from briefing.analysis.statements import make_key
from briefing.analysis.units import UnitWords, unit_words
from briefing.analysis.words import load
from briefing.model import Figure, Findings, Span, Statement

# how far a bare number may stand from the figure that says its unit
_FAR = 40
# what is counted may be this long, in tokens
_LONGEST = 14
_MOST_STEPS = 6
_SMALL = 3
_FEW = 10
_LARGE = 100
# "de" without an article ties two nouns into one
_BARE_OF = frozenset(("de", "d'", "d’"))
_OPENERS = frozenset(("(", "[", "«", '"', "“"))
_ENDS = frozenset((".", "!", "?", ";", BREAK))


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What `figures.toml` says of counts that are none."""

    pointers: Phrases
    followers: Phrases
    enumerated: frozenset[str]
    casualties: frozenset[str]
    reports: frozenset[str]


@cache
def figure_words(language: str) -> FigureWords:
    table: dict[str, Any] = load(language, "figures")
    return FigureWords(
        Phrases.of(table["pointers"]),
        Phrases.of(table["followers"]),
        frozenset(table["enumerated"]),
        frozenset(table["casualties"]),
        frozenset(table["reports"]),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    amount: Amount
    unit: str
    direction: Direction | None
    rule: str


def count_figures(draft: Draft) -> Draft:
    """The draft with its figures; each is claimed by the first actor of the widest statement around it."""
    parsed, language = draft.parsed, draft.parsed.language
    lexemes = draft.lexemes or read_lexemes(parsed.text)
    units = unit_words(language)
    numbers = [
        n for n in find_numbers(lexemes, number_words(language)) if not _is_dated(n.first, n.last, draft.timeline)
    ]
    amounts = find_amounts(lexemes, parsed, numbers, amount_words(language), units, number_words(language))
    found = list(_select(lexemes, parsed, amounts, units, figure_words(language), language))
    figures = _build(lexemes, parsed, found, draft.findings, units, figure_words(language))
    return replace(draft, findings=draft.findings._replace(figures=figures))


def _is_dated(first: int, last: int, timeline: Sequence[Resolved]) -> bool:
    """Whether lexemes belong to a calendar expression (found by halving: a transcript has thousands of both)."""
    low, high = 0, len(timeline)
    while low < high:
        middle = (low + high) // 2
        if timeline[middle].expression.last <= first:
            low = middle + 1
        else:
            high = middle
    return low < len(timeline) and timeline[low].expression.first < last


def _select(
    lexemes: Lexemes, parsed: Parsed, amounts: list[Amount], units: UnitWords, words: FigureWords, language: str
) -> Iterator[_Found]:
    """The amounts that are figures, with their units: own, or that of the figure before when none is said again."""
    before: _Found | None = None
    changes = change_words(language)
    for amount in amounts:
        rule = _rule(lexemes, parsed, amount, before, units, words)
        if not rule:
            continue
        unit = amount.unit.name if amount.unit else before.unit if before else ""
        unit = "people" if rule == "casualties" else unit
        amount = _with_follower(lexemes, amount, words)
        direction = find_direction(lexemes, amount, changes)
        if direction is None and before and _is_coordinated(lexemes, before.amount, amount, changes.links):
            direction = before.direction
        one = _Found(amount, unit, direction, f"{language}.{rule}")
        before = one
        yield one


def _with_follower(lexemes: Lexemes, amount: Amount, words: FigureWords) -> Amount:
    """A bare number with what stands for its noun: "deux autres", "huit d'entre eux"."""
    found = words.followers.match(lexemes, amount.last) if amount.unit is None else None
    return replace(amount, last=found[0]) if found else amount


def _rule(
    lexemes: Lexemes, parsed: Parsed, amount: Amount, before: _Found | None, units: UnitWords, words: FigureWords
) -> str | None:
    """The name of the rule by which an amount is a figure, None when it is none."""
    unit = amount.unit
    if unit and unit.kind == "duration":
        return None
    if unit and unit.kind in ("share", "money", "measure"):
        return None if amount.number_last == unit.last and not _is_part(lexemes, parsed, amount, units) else unit.kind
    if _is_label(lexemes, amount, units):
        return None
    if unit:
        return None if _points(lexemes, amount, words) or _is_name(lexemes, amount) else "count"
    if _points(lexemes, amount, words) or not _is_free(lexemes, parsed, amount):
        return None
    if lexemes.word(amount.first - 1) in words.casualties:
        return "casualties"
    if before and _is_elliptic(lexemes, amount, before, units):
        return "elliptic"
    is_large = not isinstance(amount.value, tuple) and amount.value >= _LARGE
    return "qualified" if amount.qualifier and (is_large or isinstance(amount.value, tuple)) else None


def _is_part(lexemes: Lexemes, parsed: Parsed, amount: Amount, units: UnitWords) -> bool:
    """Whether a fraction is a part of something: "la moitié des voix", not "a third country" or "half an hour"."""
    if not lexemes.words[amount.number_first][0].isalpha():
        return True
    linked = units.of.match(lexemes, amount.number_last)
    if linked:
        return lexemes.word(linked[0]) not in units.durations
    following = lexemes.word(amount.number_last)
    index = parsed.token_at(lexemes.starts[amount.number_last]) if following else len(parsed.tokens)
    return not following.isalpha() or (
        index < len(parsed.tokens) and parsed.tokens[index].pos in ("VERB", "AUX", "ADP")
    )


def _is_label(lexemes: Lexemes, amount: Amount, units: UnitWords) -> bool:
    """Whether the number names a law, a page, a flight, or a line of a list."""
    before = lexemes.word(amount.number_first - 1)
    if before in (".", "°", "º") and lexemes.is_joined(amount.number_first - 2):
        before = lexemes.word(amount.number_first - 2)
    if before in units.labels:
        return True
    # "posts 542 and 543"
    if lexemes.word(amount.number_first - 2).isdigit() and lexemes.word(amount.number_first - 3) in units.labels:
        return amount.unit is None
    is_listed = lexemes.word(amount.number_last) in (")", ".", "-", "/") and lexemes.is_joined(amount.number_last - 1)
    return before in (BREAK, "") and is_listed and amount.unit is None


def _points(lexemes: Lexemes, amount: Amount, words: FigureWords) -> bool:
    """Whether a small count only points at what is known: "les deux ministres", "his three sons"."""
    if not amount.is_words or amount.qualifier:
        return False
    least = amount.value[0] if isinstance(amount.value, tuple) else amount.value
    noun = lexemes.word(amount.unit.noun) if amount.unit and amount.unit.noun is not None else ""
    if least <= _FEW and noun in words.enumerated:
        return True
    if isinstance(amount.value, tuple) or least > _SMALL:
        return False
    return words.pointers.match_before(lexemes, amount.first) is not None


def _is_name(lexemes: Lexemes, amount: Amount) -> bool:
    """Whether the count is glued into a word ("two-state", "21st") or the minutes of a time ("22 h 35")."""
    last = amount.number_last
    glued = lexemes.word(last)
    if lexemes.is_joined(last - 1) and (glued.isalpha() or (glued == "-" and amount.is_words)):
        return True
    before = amount.number_first - 1
    acronym = lexemes.text[lexemes.starts[before] : lexemes.ends[before]] if before >= 0 else ""
    if len(acronym) > 1 and acronym.isalpha() and acronym.isupper() and lexemes.word(before - 1) not in ("", *_ENDS):
        # "the COP 28 climate summit"
        return not amount.is_words
    noun = amount.unit.noun if amount.unit else None
    if noun is not None and lexemes.is_capital(noun) and lexemes.is_capital(before) and before > 0:
        # "Mario Kart 8 Deluxe"
        return lexemes.word(before - 1) not in _ENDS and lexemes.word(before).isalpha()
    return lexemes.word(before) in ("h", ":") and lexemes.word(amount.number_first - 2).isdigit()


def _is_free(lexemes: Lexemes, parsed: Parsed, amount: Amount) -> bool:
    """Whether a bare number stands for a noun phrase: no reference mark, no part of a name or of a longer token."""
    place, previous = amount.number_first, lexemes.word(amount.number_first - 1)
    index = parsed.token_at(lexemes.starts[place])
    if index >= len(parsed.tokens) or parsed.tokens[index].dep in ("flat", "compound"):
        return False
    if previous == "[" or (lexemes.is_joined(place - 1) and previous not in _OPENERS):
        return False
    if lexemes.is_joined(amount.number_last - 1) and lexemes.word(amount.number_last) in ("-", "/", "_"):
        return False
    is_titled = lexemes.is_capital(place - 1) and lexemes.word(place - 2) not in _ENDS and previous not in ("", BREAK)
    return not is_titled or amount.first < place


def _is_elliptic(lexemes: Lexemes, amount: Amount, before: _Found, units: UnitWords) -> bool:
    """Whether a bare number goes on counting what the figure before counted: "217 voix pour et 213 contre".

    "5 of 64 bridges" counts anew.
    """
    linked = units.of.match(lexemes, amount.number_last)
    if linked and lexemes.word(linked[0])[:1].isdigit():
        return False
    between = lexemes.words[before.amount.last : amount.first]
    if sum(word in _ENDS for word in between) > 1 or len(between) > _FAR:
        return False
    return isinstance(amount.value, tuple) or amount.value >= 2


def _is_coordinated(lexemes: Lexemes, before: Amount, amount: Amount, links: frozenset[str]) -> bool:
    """Whether a figure goes on with the change that the one before told: "une baisse de 0,3 % et de 2,8 %"."""
    between = lexemes.words[before.last : amount.first]
    if len(between) > 8 or any(word in _ENDS for word in between) or not between:
        return False
    return between[-1] in links or (len(between) > 1 and between[-2] in links)


# --- building -------------------------------------------------------------------------------------------------


def _build(
    lexemes: Lexemes, parsed: Parsed, found: Sequence[_Found], findings: Findings, units: UnitWords, words: FigureWords
) -> tuple[Figure, ...]:
    text = lexemes.text
    seen: dict[str, int] = {}
    claims = _Claims.of(findings.statements)
    cast = Cast.of(findings.actors, ())
    figures = []
    for one in found:
        start = lexemes.starts[one.amount.first]
        end = _end(lexemes, parsed, one.amount)
        quote = text[start:end]
        seen[quote] = seen.get(quote, 0) + 1
        figures.append(
            Figure(
                key=make_key("f", quote, seen[quote]),
                span=Span(start, end, quote),
                value=one.amount.value,
                unit=one.unit,
                qualifier=one.amount.qualifier,
                direction=one.direction,
                what=_what(lexemes, parsed, one.amount, end, units),
                claimed_by=claims.at(start, end) or _reported_by(parsed, start, cast, words),
                rule=one.rule,
            )
        )
    return tuple(figures)


def _reported_by(parsed: Parsed, start: int, cast: Cast, words: FigureWords) -> str | None:
    """The poll or count that is the subject over a figure, where the text has it as a source: "las encuestas dan …"."""
    index = parsed.token_at(start)
    for _ in range(_MOST_STEPS):
        if index >= len(parsed.tokens) or parsed.tokens[index].head == index:
            return None
        index = parsed.tokens[index].head
        if parsed.tokens[index].pos not in ("VERB", "AUX"):
            continue
        for subject in subjects(parsed, index):
            below = [parsed.tokens[c] for c in parsed.children(subject.index) if parsed.tokens[c].dep == "nmod"]
            for noun in (subject, *below):
                if noun.lemma in words.reports or noun.lower in words.reports:
                    first, last = parsed.reach(noun.index)
                    last = min(last, noun.index + _LONGEST)
                    phrase = parsed.text[parsed.tokens[first].start : parsed.tokens[last - 1].end].lower()
                    return next((one for one, name in cast.names.items() if _names(noun.lower, name, phrase)), None)
        return None
    return None


def _names(noun: str, name: str, phrase: str) -> bool:
    """Whether an actor is the very report of a phrase: "les sondages" named before as a source."""
    return noun in name.lower() and name.lower() in phrase


def _end(lexemes: Lexemes, parsed: Parsed, amount: Amount) -> int:
    """Where the figure ends: with what makes one noun ("deux mosquées sunnites", "6 projets de résolution")."""
    end = lexemes.ends[amount.last - 1]
    if not amount.unit or amount.unit.noun is None or not parsed.has_syntax:
        return end
    tokens = parsed.tokens
    last = parsed.token_at(end - 1)
    for _ in range(2):
        after = last + 1
        if after < len(tokens) and tokens[after].pos == "ADJ" and tokens[after].head == last:
            last = after
        elif after + 1 < len(tokens) and tokens[after].text.lower() in _BARE_OF and tokens[after + 1].pos == "NOUN":
            last = after + 1
            break
        else:
            break
    return max(end, tokens[last].end)


def _what(lexemes: Lexemes, parsed: Parsed, amount: Amount, end: int, units: UnitWords) -> Span | None:
    """What is counted: the noun with what belongs to it, or for a share or a sum what follows "of"."""
    if not parsed.has_syntax:
        return None
    if amount.unit and amount.unit.noun is not None:
        noun = parsed.token_at(lexemes.starts[amount.unit.noun])
        return _phrase(parsed, noun, noun)
    after = parsed.token_at(end)
    tokens = parsed.tokens
    if after + 1 >= len(tokens) or "\n" in parsed.text[end : tokens[after].start]:
        return None
    if not units.of.match(lexemes, lexemes.from_offset(tokens[after].start)):
        return None
    first = after + 1
    head = next((i for i in range(first, min(first + 4, len(tokens))) if tokens[i].pos in ("NOUN", "PROPN")), None)
    if head is None or tokens[after].sentence != tokens[head].sentence or tokens[first].pos in ("NUM", "VERB"):
        return None
    while first < head and parsed.tokens[first].pos in ("DET", "ADP"):
        first += 1
    return _phrase(parsed, first, head)


def _phrase(parsed: Parsed, first: int, noun: int) -> Span:
    """From a token to the end of a noun's phrase, relative clauses and what a comma parts from it aside."""
    last = noun + 1
    tokens = parsed.tokens
    for index in range(noun + 1, min(parsed.reach(noun)[1], noun + _LONGEST)):
        token = tokens[index]
        if token.pos in ("PUNCT", "SCONJ", "VERB", "AUX", "CCONJ", "PRON", "NUM"):
            break
        if token.pos not in ("ADP", "DET"):
            last = index + 1
    start, end = tokens[first].start, tokens[last - 1].end
    return Span(start, end, parsed.text[start:end])


@dataclass(frozen=True, slots=True)
class _Claims:
    """Statement pieces by place: (start, end, actor), by start, and how far any piece up to each one reaches."""

    pieces: tuple[tuple[int, int, str], ...]
    reaches: tuple[int, ...]

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> "_Claims":
        pieces = tuple(sorted((c.start, c.end, s.actors[0]) for s in statements if s.actors for c in s.content))
        return cls(pieces, tuple(accumulate((end for _, end, _ in pieces), max)))

    def at(self, start: int, end: int) -> str | None:
        """The actor of the longest piece that holds a stretch: whoever speaks, not whom he quotes."""
        place = bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1
        found: tuple[int, str] | None = None
        while place >= 0 and self.reaches[place] >= end:
            first, last, actor = self.pieces[place]
            if last >= end and (found is None or last - first > found[0]):
                found = (last - first, actor)
            place -= 1
        return found[1] if found else None
