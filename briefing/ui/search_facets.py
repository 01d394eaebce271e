"""What narrows a query: the outlets, languages and years of what it found."""

from collections import Counter
from collections.abc import Sequence

from briefing.i18n import interface_language
from briefing.library.answers import Hit, Said
from briefing.wording import language_words

_FACETS = 7


def facets_of(hits: "Sequence[Hit | Said]", query: str) -> list[tuple[str, str, int]]:
    """What narrows a query by the outlets, languages and years of what it found: field, words, how many."""
    found: list[tuple[str, str, int]] = []
    outlets = Counter(hit.outlet for hit in hits if hit.outlet)
    languages = Counter(hit.language for hit in hits if isinstance(hit, Hit) and hit.language)
    years = Counter(hit.published[:4] for hit in hits if hit.published)
    for field, counts, most in (("outlet", outlets, 3), ("lang", languages, 2), ("year", years, 2)):
        if len(counts) > 1 and f"{field}:" not in query and not (field == "year" and "after:" in query):
            for value, count in counts.most_common(most):
                found.append((_narrowed(field, value), _words(field, value), count))
    return found[:_FACETS]


def _narrowed(field: str, value: str) -> str:
    if field == "year":
        return f"after:{value} before:{int(value) + 1}"
    quoted = value.replace('"', " ")
    return f'{field}:"{quoted}"' if field == "outlet" else f"{field}:{value}"


def _words(field: str, value: str) -> str:
    return language_words(value, interface_language()) if field == "lang" else value
