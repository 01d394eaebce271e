"""The cast of a text as the findings carry it: actors in order of their first mention."""

from briefing.analysis.cast import Cast, Entry
from briefing.analysis.names import stem
from briefing.model import Actor, ActorKind, Span


def make_actors(cast: Cast) -> tuple[tuple[Actor, ...], dict[int, str]]:
    """The actors in order of their first mention, and entry number to actor id."""
    kept = [e for e in cast.entries if e.mentions and (e.is_used or (e.is_named and e.kind == "person"))]
    kept.sort(key=lambda e: (min(e.mentions), e.number))
    ids = {entry.number: f"a{n}" for n, entry in enumerate(kept, 1)}
    return tuple(_actor(cast, entry, ids[entry.number]) for entry in kept), ids


def _actor(cast: Cast, entry: Entry, actor_id: str) -> Actor:
    tokens, text = cast.parsed.tokens, cast.parsed.text
    spans = []
    for first, end in sorted(entry.mentions):
        a, b = tokens[first].start, tokens[end - 1].end
        spans.append(Span(a, b, text[a:b]))
    found = (a for a, start in entry.aliases.items() if text.startswith(a, start) or a in text)
    aliases = sorted(a for a in found if a != entry.name)
    return Actor(
        actor_id, _spelled_out(cast, entry), _public_kind(cast, entry), entry.role, tuple(aliases), tuple(spans)
    )


def _spelled_out(cast: Cast, entry: Entry) -> str:
    """A country's name where the text has only an abbreviation: "U.S." is "United States"."""
    if entry.kind == "place" and (entry.name.isupper() or "." in entry.name):
        return cast.known.demonyms.get(entry.name.lower(), entry.name)
    return entry.name


def _public_kind(cast: Cast, entry: Entry) -> ActorKind:
    if entry.kind == "place":
        return "government"
    if entry.kind == "organisation" and entry.roles:
        role = entry.roles[0][0]
        if any(stem(word) == role for word in cast.known.sets["administrations"]):
            return "government"
    kinds: dict[str, ActorKind] = {
        "person": "person", "organisation": "organisation", "media": "media", "anonymous": "anonymous",
        "group": "group", "government": "government",
    }  # fmt: skip
    return kinds.get(entry.kind, "organisation")
