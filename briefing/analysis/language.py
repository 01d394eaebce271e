"""The language of a text, among those on board."""

import functools
from typing import Any

from briefing.analysis.words import LANGUAGES

# Five words are enough to tell the three apart; a long transcript need not be read to its end.
_READ = 20_000


def detect(text: str) -> str:
    """The language of `text`: "en", "es" or "fr". A text without any letters counts as English."""
    found: str = _identifier().classify(text[:_READ])[0]
    return found


@functools.cache
def _identifier() -> Any:
    # numpy and the model load only when a language is asked for: findings of a known language do without
    from py3langid import langid

    make: Any = langid.LanguageIdentifier
    identifier = make.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(sorted(LANGUAGES))
    return identifier
