"""Several actors at once: the countries of "both sides", the people introduced so far, the author's "we"."""

from bisect import bisect_left

from briefing.analysis.cast import Cast, Entry

# How far into a heading the name of its author may stand, in tokens.
_HEADING = 10


def countries(cast: Cast, before: int) -> tuple[int, ...]:
    """The two countries that a text is most about, by names and adjectives up to a token: "both sides"."""
    count = cast.countries
    if count.mentions is None:
        count.mentions = _country_mentions(cast)
    if count.at and count.mentions[count.at - 1][0] > before:
        count.at, count.counts, count.places = 0, {}, {}
    while count.at < len(count.mentions) and count.mentions[count.at][0] <= before:
        place, country = count.mentions[count.at]
        count.counts[country] = count.counts.get(country, 0) + 1
        count.places.setdefault(country, place)
        count.at += 1
    counts, places = count.counts, count.places
    if len(counts) < 2:
        return ()
    best = sorted(counts, key=lambda c: (-counts[c], places[c]))[:2]
    return tuple(_country(cast, c, places[c]) for c in sorted(best, key=lambda c: places[c]))


def _country_mentions(cast: Cast) -> list[tuple[int, str]]:
    """Where the text names a country, in order: (token, country)."""
    found = []
    for token in cast.parsed.tokens:
        if token.pos not in ("PROPN", "ADJ", "NOUN", "X"):
            continue
        for part in token.lower.split("-") if "-" in token.lower and token.text[0].isupper() else (token.lower,):
            country = cast.known.demonyms.get(part) or (cast.known.country(token) if part == token.lower else None)
            if country:
                found.append((token.index, country))
    for name in cast.names:
        country = cast.known.demonyms.get(" ".join(name.words).lower()) if len(name.words) > 1 else None
        if country:
            found.append((name.first, country))
    return sorted(found, key=lambda one: one[0])


def _country(cast: Cast, country: str, index: int) -> int:
    if country not in cast.countries.numbers:
        cast.countries.numbers[country] = _country_entry(cast, country, index)
    return cast.countries.numbers[country]


def _country_entry(cast: Cast, country: str, index: int) -> int:
    key = tuple(country.lower().split())
    for entry in cast.entries:
        if entry.kind == "place" and (entry.words == key or _is_country(cast, entry, country)):
            return entry.number
    number = cast.new(country, "place", key)
    cast.by_key[key] = number
    cast.entries[number].mentions.add((index, index + 1))
    cast.note(cast.entries[number], index)
    return number


def _is_country(cast: Cast, entry: Entry, country: str) -> bool:
    return cast.known.demonyms.get(entry.name.lower()) == country


def introduced_people(cast: Cast, before: int) -> tuple[int, ...]:
    """The people that a text has introduced up to a token, in order."""
    if cast.introduced is None:
        people = [e for e in cast.entries if e.kind == "person" and e.is_named and e.places]
        cast.introduced = sorted((e.places[0], e.number) for e in people)
    stop = bisect_left(cast.introduced, (before,))
    return tuple(number for _, number in cast.introduced[:stop])


def _heading_author(cast: Cast) -> int | None:
    """The person of a first line like "Statement from President Joe Biden on …", "Discours de Claire Morel"."""
    parsed = cast.parsed
    first, end = parsed.paragraphs[0] if parsed.paragraphs else (0, 0)
    opening = parsed.tokens[first : min(end, first + 3)]
    if len(opening) < 3 or len(parsed.paragraphs) < 2 or not cast.known.has("own_words", opening[0]):
        return None
    if opening[1].lower not in cast.known.sets["own_words_of"]:
        return None
    name = next((n for n in range(len(cast.names)) if first < cast.names[n].first < first + _HEADING), None)
    if name is None or cast.names[name].end > end or cast.entry_of(name).kind != "person":
        return None
    return cast.entry_of(name).number


def author(cast: Cast, head: int, word: str) -> int:
    """Whoever writes "I" or "we" in a statement of his own: named by its heading, else known only by that word."""
    named = _heading_author(cast) if word == "i" else None
    if named is not None:
        return named
    key = ("\0author", word)
    number = cast.by_key.get(key)
    if number is None:
        number = cast.new(cast.parsed.tokens[head].text, "person" if word == "i" else "group", key)
        cast.by_key[key] = number
        cast.entries[number].is_plural = word != "i"
    cast.entries[number].mentions.add((head, head + 1))
    return number
