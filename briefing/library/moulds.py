"""Texts of one mould: two stages of one race, two calls for applications, readouts of two calls of one day.

They share most of their sentences, as copies do. What tells them apart: in the same place of the same sentence
another name stands. An update has other figures, other days, more or fewer sentences, and the same names.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from briefing.differences import Alignment
from briefing.i18n import LANGUAGES

# Measured on 3,070 real articles and 960 edited copies (tests/library): readouts of two calls have two such places
# in 190 words, stages of one race five in 220, copies none.
_FEWEST = 2
_WORDS_FOR_ONE = 120
# Longer texts are no moulds, and take long to align.
_MOST_WORDS = 1_000
_LONGEST = 12  # words in one place
_SAME_NAME = 0.75
# After these a word has its capital from its place.
_OPENING = frozenset('.!?…:;«»"“”„—–*#-•')
_ENDS = frozenset(".!?…")

Swap = tuple[frozenset[str], frozenset[str]]


def are_of_one_mould(one: str, other: str, *, is_series: bool = False) -> bool:
    """Whether the texts say the same of others. In a series (a weekly table) other figures are like other names."""
    alignment = Alignment(one, other)
    words = min(sum(map(str.isalnum, side)) for side in (alignment.old_words, alignment.new_words))
    if words > _MOST_WORDS:
        return False
    count = len(set(_swaps(alignment, is_series=is_series)))
    return count >= _FEWEST and count * _WORDS_FOR_ONE >= words


def _swaps(alignment: Alignment, *, is_series: bool) -> Iterator[Swap]:
    """Names that stand where others stood, within a sentence that is otherwise the same."""
    for old, old_end, new, new_end in alignment.gaps():
        is_within = min(old, new) > 0 and alignment.old_words[old - 1] not in _OPENING
        gone, come = alignment.old_words[old:old_end], alignment.new_words[new:new_end]
        if not is_within or not _is_place(gone) or not _is_place(come):
            continue
        names, others = _names(gone, is_series=is_series), _names(come, is_series=is_series)
        names, others = names - others, others - names
        if names and others and not any(_is_one_name(a, b) for a in names for b in others):
            yield names, others


def _is_place(words: list[str]) -> bool:
    """Whether it is a part of one sentence, and short."""
    return len(words) <= _LONGEST and _ENDS.isdisjoint(words[:-1])


def _names(words: list[str], *, is_series: bool) -> frozenset[str]:
    return (
        frozenset(
            word.casefold()
            for number, word in enumerate(words)
            if (is_series and word.isdigit())
            or (word[0].isupper() and len(word) > 1 and word.isalpha() and not _opens(words, number))
        )
        - _days_and_months()
    )


def _opens(words: list[str], number: int) -> bool:
    return number > 0 and words[number - 1] in _OPENING - {"-"}


def _is_one_name(one: str, other: str) -> bool:
    """The same name in two spellings: Zelensky and Zelenskyy. Figures are spelled in one way."""
    return not one.isdigit() and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_NAME


@lru_cache(maxsize=1)
def _days_and_months() -> frozenset[str]:
    """English writes them like names; in an update Monday becomes Tuesday."""
    from babel import Locale  # takes a while, and is not needed to open a library

    found: set[str] = set()
    for language in LANGUAGES:
        locale = Locale(language)
        for names in (locale.days, locale.months):
            for form in names["format"].values():
                found |= {name.casefold().rstrip(".") for name in form.values()}
    return frozenset(found)
