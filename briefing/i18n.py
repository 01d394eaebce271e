"""The words of the interface, the command line and the brief's headings: gettext, English as the key."""

from functools import cache
from typing import TYPE_CHECKING

from briefing.paths import resource

if TYPE_CHECKING:
    import gettext

LANGUAGES = ("en", "fr", "es")

_current = "en"
_brief = ""


def use_interface_language(language: str) -> None:
    """Set the language that `tr` takes when none is named."""
    global _current
    _current = language if language in LANGUAGES else "en"


def interface_language() -> str:
    return _current


def use_brief_language(language: str) -> None:
    """Set the language of briefs that name none; "" is the interface's."""
    global _brief
    _brief = language if language in LANGUAGES else ""


def brief_language() -> str:
    """The language of a brief as long as its header names none."""
    return _brief or _current


@cache
def _catalogue(language: str) -> "gettext.NullTranslations":
    import gettext  # English does without

    return gettext.translation("briefing", resource("locale"), [language], fallback=True)


def tr(message: str, language: str | None = None, /, **parameters: object) -> str:
    """The message in the given language (default: the interface's), its `{names}` filled in."""
    language = language or _current
    words = message if language == "en" else _catalogue(language).gettext(message)
    return words.format(**parameters) if parameters else words


def trn(one: str, many: str, count: int, language: str | None = None, /, **parameters: object) -> str:
    """The message in its number: `trn("{count} line", "{count} lines", 3)`."""
    language = language or _current
    english = one if count == 1 else many
    words = english if language == "en" else _catalogue(language).ngettext(one, many, count)
    return words.format(count=count, **parameters)


def mark(message: str, /) -> str:
    """The message as it is: marks words that a table keeps in English and `tr` translates where they are shown."""
    return message
