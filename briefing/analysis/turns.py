"""Speaker turns of a transcript: whose words the paragraphs below a label are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.cast import Cast, Entry
from briefing.analysis.parse import Token

_LONGEST_LABEL = 14


# The turn of somebody who only asks.
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Turns:
    """Where labels stand (token indices, in order) and the actor of each, NOBODY for who asks; empty without labels."""

    starts: tuple[int, ...]
    entries: tuple[int, ...]

    def at(self, index: int) -> int | None:
        """The actor in whose turn a token stands, NOBODY in a question's, None before any label."""
        number = bisect_right(self.starts, index) - 1
        return self.entries[number] if number >= 0 else None


def find_turns(cast: Cast) -> Turns:
    """The turns of a text: a line of a name in capitals, alone or before a colon, at least twice."""
    parsed = cast.parsed
    found: list[tuple[int, int]] = []
    for first, end in parsed.paragraphs:
        stop = next((i for i in range(first, min(end, first + _LONGEST_LABEL)) if parsed.tokens[i].text == ":"), end)
        words = parsed.tokens[first:stop]
        is_label = 0 < len(words) <= _LONGEST_LABEL and all(t.text.isupper() or not t.text[0].isalpha() for t in words)
        if is_label and any(t.text[0].isalpha() for t in words) and words[-1].text not in (".", "!", "?"):
            found.append((first, stop))
    if len(found) < 2:
        return Turns((), ())
    known: dict[str, int] = {}
    for first, stop in found:
        label = parsed.text[parsed.tokens[first].start : parsed.tokens[stop - 1].end]
        if label not in known:
            known[label] = _actor(cast, first, stop)
    labels = (parsed.text[parsed.tokens[first].start : parsed.tokens[stop - 1].end] for first, stop in found)
    return Turns(tuple(first for first, _ in found), tuple(known[label] for label in labels))


def _actor(cast: Cast, first: int, end: int) -> int:
    """The person of that name in the text, else an actor of the label's own words; NOBODY for a questioner."""
    part = _name_part(cast, first, end)
    lowers = {t.lower for t in part}
    if lowers & cast.known.sets["questioners"]:
        return NOBODY
    for entry in cast.entries:
        if entry.kind == "person" and len(entry.words) > 1 and set(entry.words) <= lowers:
            return _spelled(cast, entry)
    key = tuple(t.lower for t in part)
    number = cast.by_key.get(key)
    if number is None:
        number = cast.new(cast.parsed.text[part[0].start : part[-1].end], "person", key)
        cast.by_key[key] = number
    cast.entries[number].mentions.add((part[0].index, part[-1].index + 1))
    return _spelled(cast, cast.entries[number])


def _name_part(cast: Cast, first: int, end: int) -> Sequence[Token]:
    """A label without office and brackets: "SECRETARIO DEL TRABAJO, LUIS SOTO" is "LUIS SOTO"."""
    tokens = cast.parsed.tokens[first:end]
    last = max((n for n, t in enumerate(tokens) if t.text in (",", "-", "—", "–")), default=-1) + 1
    part = tokens[last:] or tokens
    while len(part) > 2 and cast.known.is_role(part[0]):
        part = part[1:]
    return part


def _spelled(cast: Cast, entry: Entry) -> int:
    """The entry's number; "ROCÍO MEJÍA DE LA O" is written as a name is: "Rocío Mejía de la O"."""
    if entry.name.isupper():
        connectors = cast.known.sets["connectors"]
        words = entry.name.split()
        entry.name = " ".join(w.lower() if w.lower() in connectors else w.title() for w in words)
    return entry.number
