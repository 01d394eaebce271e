"""Named values at the head of a text, "Title: …", in front matter or bare: what they say about the article."""

import re
from collections.abc import Mapping, Sequence

from briefing.importers.bylines import as_author, printed_author
from briefing.importers.values import as_address, as_date, as_language, as_line
from briefing.model import Imported

KEYS = {
    "title": ("title", "titre", "título", "titulo", "headline", "subject", "objet", "asunto"),
    "published": ("published", "date", "pubdate", "publishdate", "fecha", "publié", "publié le", "publicado"),
    "author": ("author", "authors", "auteur", "auteurs", "autor", "autores", "autora", "by", "par", "por"),
    "outlet": ("outlet", "publication", "publisher", "site", "source", "média", "medio", "journal", "fuente"),
    "language": ("language", "lang", "langue", "idioma"),
    "origin": (
        "url",
        "link",
        "lien",
        "enlace",
        "address",
        "canonical",
        "canonical_url",
        "source_url",
        "source",
        "fuente",
    ),
}
_ALL = frozenset(key for keys in KEYS.values() for key in keys)
_FIELD = re.compile(r"([^\W\d_][\w .]{0,30}?)\s*:[ \t]+(\S.*)$")
# A bare head has at least two fields and at most so many lines.
_FEWEST, _MOST = 2, 15
_BYLINES = 4


def bare_fields(text: str) -> dict[str, str]:
    """The fields that a text begins with, one a line, before the first empty line; {} where it begins otherwise.

    At least two must be known ("Title", "Date", "Source", …): one alone may be a sentence.
    """
    found: dict[str, str] = {}
    for line in text.lstrip("\n").split("\n", _MOST)[:_MOST]:
        if not line.strip():
            break
        field = _FIELD.match(line)
        if not field:
            return {}
        found[field.group(1).casefold()] = field.group(2).strip()
    return found if sum(key in _ALL for key in found) >= _FEWEST else {}


def first(known: Mapping[str, str], field: str) -> str | None:
    """The first value that is given for a field under any of its names."""
    return next((known[key] for key in KEYS[field] if known.get(key)), None)


def described(known: Mapping[str, str], body: str, made: tuple[str, str], lines: Sequence[str]) -> Imported:
    """The article with what its fields say; `made` is the title and its basis else, `lines` those that may sign it."""
    title = as_line(first(known, "title"))
    published = as_date(first(known, "published"))
    outlet = as_line(first(known, "outlet"))
    outlet = None if outlet and as_address(outlet) else outlet
    return Imported(
        body,
        title or made[0],
        "found" if title or made[1] == "found" else "made",
        published=published,
        published_basis="given" if published else "none",
        language=as_language(first(known, "language")),
        outlet=outlet,
        author=as_author(first(known, "author"), outlet) or printed_author(lines[:_BYLINES], outlet),
        origin=next((address for key in KEYS["origin"] if (address := as_address(known.get(key)))), None),
    )
