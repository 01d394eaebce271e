"""The date that relative expressions count from: given, or stated by the text itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from briefing.analysis.datewords import Expression
from briefing.analysis.lexemes import BREAK, Lexemes, Phrases
from briefing.analysis.parse import Parsed
from briefing.analysis.tense import TenseWords, clause_at
from briefing.analysis.words import load
from briefing.model import ReferenceDate, Span

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# a dateline stands in the first lines, a telling in the first paragraphs
_FIRST_LINES = 6
_FIRST_PARAGRAPHS = 3
_REACH = 10
_PLACE_WORDS = 8


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The table `reference.toml` of a language."""

    tellings: Phrases
    telling_verbs: frozenset[str]
    labels: Phrases


@cache
def reference_words(language: str) -> ReferenceWords:
    table: dict[str, Any] = load(language, "reference")
    return ReferenceWords(Phrases.of(table["tellings"]), frozenset(table["telling_verbs"]), Phrases.of(table["labels"]))


def given_date(published: str | None) -> date | None:
    """The day of an ISO date or time; None for anything less than a day."""
    if not published or not _ISO_DAY.match(published):
        return None
    year, month, day = map(int, published[:10].split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_reference(
    expressions: Sequence[Expression],
    lexemes: Lexemes,
    parsed: Parsed,
    published: str | None,
    words: ReferenceWords,
    tense: TenseWords,
) -> ReferenceDate:
    """Given; else stated by a dateline, or by the only full date of the first paragraphs when it dates the telling."""
    given = given_date(published)
    if given:
        return ReferenceDate(given.isoformat(), "given")
    full = [e for e in expressions if e.year and e.month and e.day and _day(e)]
    lines = _line_starts(lexemes, _FIRST_LINES)
    dateline = next((e for e in full if _is_dateline(e, lexemes, lines, words)), None)
    if dateline:
        return _stated(dateline, lexemes)
    if parsed.paragraphs:
        _, last = parsed.paragraphs[min(_FIRST_PARAGRAPHS, len(parsed.paragraphs)) - 1]
        end = parsed.tokens[last - 1].end
        early = [e for e in full if lexemes.starts[e.first] < end]
        if len({_day(e) for e in early}) == 1 and _dates_telling(early[0], lexemes, parsed, words, tense):
            return _stated(early[0], lexemes)
    return ReferenceDate(None, "none")


def _day(expression: Expression) -> date | None:
    try:
        return date(expression.year or 0, expression.month or 0, expression.day or 0)
    except ValueError:
        return None


def _stated(expression: Expression, lexemes: Lexemes) -> ReferenceDate:
    """The date as stated; its passage leaves out an article before it."""
    first = expression.first
    while first < expression.last - 1 and not lexemes.words[first].isdigit() and lexemes.words[first] in _SKIPPED:
        first += 1
    start, end = lexemes.starts[first], lexemes.ends[expression.last - 1]
    day = _day(expression)
    return ReferenceDate(day.isoformat() if day else None, "stated", Span(start, end, lexemes.text[start:end]))


_SKIPPED = frozenset(("le", "el", "en", "ce", "au", "the", "on"))


def _line_starts(lexemes: Lexemes, count: int) -> list[int]:
    """The first lexemes of the first lines."""
    starts = [0]
    for index, word in enumerate(lexemes.words):
        if word == BREAK:
            starts.append(index + 1)
            if len(starts) > count:
                break
    return starts[:count]


def _is_dateline(expression: Expression, lexemes: Lexemes, lines: list[int], words: ReferenceWords) -> bool:
    """ "13 octobre 2016. – …", "WASHINGTON, Jan. 16, 2026 (Reuters) - …", or a line with a label and the date alone."""
    line = max((s for s in lines if s <= expression.first), default=None)
    if line is None or BREAK in lexemes.words[line : expression.first]:
        return False
    before = lexemes.words[line : expression.first]
    after = lexemes.word(expression.last)
    is_alone = after in ("", BREAK)
    label = words.labels.match(lexemes, line)
    if label and set(lexemes.words[label[0] : expression.first]) <= {":", "-"}:
        return is_alone or after in ("-", ",", ".", "|", "à", "at", "a", "(")
    if not before:
        return is_alone or (after in ("-", ".", ":", "|", "(", ",") and _is_dash_near(lexemes, expression.last))
    if len(before) > _PLACE_WORDS:
        return False
    is_place = all(
        w in (",", "(", ")", "-", ".", "/", "de", "del", "d", "'", "of", "le", "el") or lexemes.is_capital(line + n)
        for n, w in enumerate(before)
    )
    return is_place and (is_alone or _is_dash_near(lexemes, expression.last))


def _is_dash_near(lexemes: Lexemes, index: int) -> bool:
    """Whether a dash or colon closes the dateline: ". –", "(AFP) -"."""
    for word in lexemes.words[index : index + 6]:
        if word in ("-", ":", "|"):
            return True
        if word == BREAK:
            return True
    return False


def _dates_telling(
    expression: Expression, lexemes: Lexemes, parsed: Parsed, words: ReferenceWords, tense: TenseWords
) -> bool:
    """Whether a full date says when something was told: "Lors de sa conférence de presse du 16 janvier 2026"."""
    for index in range(expression.first - 1, max(-1, expression.first - _REACH), -1):
        if lexemes.words[index] in (".", BREAK, "!", "?"):
            break
        if words.tellings.match(lexemes, index):
            return not set(lexemes.words[index : expression.first]) & {",", ";"}
    first = parsed.token_at(lexemes.starts[expression.first])
    last = parsed.token_at(lexemes.ends[expression.last - 1] - 1) + 1
    clause = clause_at(parsed, first, last, tense)
    return clause.is_direct and clause.verb is not None and parsed.tokens[clause.verb].lemma in words.telling_verbs
