"""Several actors at once: the countries of "both sides", the people introduced so far, the author's "we"."""

from briefing.analysis.cast import Cast, Entry


def countries(cast: Cast, before: int) -> tuple[int, ...]:
    """The two countries that a text is most about, by names and adjectives up to a token: "both sides"."""
    counts: dict[str, int] = {}
    places: dict[str, int] = {}
    for token in cast.parsed.tokens[: before + 1]:
        for part in token.lower.split("-") if "-" in token.lower and token.text[0].isupper() else (token.lower,):
            country = cast.known.demonyms.get(part) or (cast.known.country(token) if part == token.lower else None)
            if country and token.pos in ("PROPN", "ADJ", "NOUN", "X"):
                counts[country] = counts.get(country, 0) + 1
                places.setdefault(country, token.index)
    for name in cast.names:
        country = cast.known.demonyms.get(" ".join(name.words).lower()) if len(name.words) > 1 else None
        if country and name.first <= before:
            counts[country] = counts.get(country, 0) + 1
            places[country] = min(places.get(country, name.first), name.first)
    if len(counts) < 2:
        return ()
    best = sorted(counts, key=lambda c: (-counts[c], places[c]))[:2]
    return tuple(_country(cast, c, places[c]) for c in sorted(best, key=lambda c: places[c]))


def _country(cast: Cast, country: str, index: int) -> int:
    key = tuple(country.lower().split())
    for entry in cast.entries:
        if entry.kind == "place" and (entry.words == key or _is_country(cast, entry, country)):
            return entry.number
    number = cast.new(country, "place", key)
    cast.by_key[key] = number
    cast.entries[number].mentions.add((index, index + 1))
    cast.entries[number].heads.append(index)
    return number


def _is_country(cast: Cast, entry: Entry, country: str) -> bool:
    return cast.known.demonyms.get(entry.name.lower()) == country


def introduced_people(cast: Cast, before: int) -> tuple[int, ...]:
    """The people that a text has introduced up to a token, in order."""
    found = [e for e in cast.entries if e.kind == "person" and e.is_named and e.heads and min(e.heads) < before]
    return tuple(e.number for e in sorted(found, key=lambda e: min(e.heads)))


def author(cast: Cast, head: int, word: str) -> int:
    """Whoever writes "I" or "we" in a statement of his own: known only by that word."""
    key = ("\0author", word)
    number = cast.by_key.get(key)
    if number is None:
        number = cast.new(cast.parsed.tokens[head].text, "person" if word == "i" else "group", key)
        cast.by_key[key] = number
        cast.entries[number].is_plural = word != "i"
    cast.entries[number].mentions.add((head, head + 1))
    return number
