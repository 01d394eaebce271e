"""The language of a text: among those on board, and whether it is plainly another one."""

import functools
from typing import Any

from briefing.analysis.words import LANGUAGES

# Five words are enough to tell the three apart. Of a longer text its head and a piece of its middle are read: over
# 3,083 real texts that says what the first 20,000 signs say, at a third of the time, and an import waits for it.
_HEAD, _MIDDLE = 2_000, 1_000
# A language that is not on board is believed from so many words on, and when it is so much likelier (in natural
# logarithms) than the best on board. Of 15,000 passages in French, English and Spanish, names and all, the likeliest
# other language was ahead by 21 at most; a sentence of nine words in German is by 68.
_FEWEST_WORDS = 8
_AHEAD = 30


def detect(text: str) -> str:
    """The language of `text`: "en", "es" or "fr". A text without any letters counts as English."""
    return next(language for language, _ in _ranked(_sample(text)) if language in LANGUAGES)


def foreign(text: str) -> str | None:
    """The ISO 639 code of a language that is not on board, where a text is plainly in one; else None."""
    sample = _sample(text)
    if len(sample.split()) < _FEWEST_WORDS:
        return None
    ranked = _ranked(sample)
    language, likelihood = ranked[0]
    if language in LANGUAGES:
        return None
    nearest = next(other for known, other in ranked if known in LANGUAGES)
    return language if likelihood - nearest >= _AHEAD else None


def _sample(text: str) -> str:
    middle = len(text) // 2
    return text if len(text) <= _HEAD + _MIDDLE else text[:_HEAD] + text[middle : middle + _MIDDLE]


@functools.lru_cache(maxsize=8)
def _ranked(text: str) -> tuple[tuple[str, float], ...]:
    """All languages with their likelihoods, the likeliest first."""
    return tuple((language, float(value)) for language, value in _identifier().rank(text))


@functools.cache
def _identifier() -> Any:
    # numpy and the model load only when a language is asked for: findings of a known language do without
    from py3langid import langid

    make: Any = langid.LanguageIdentifier
    return make.from_model_file(langid.MODEL_FILE)
