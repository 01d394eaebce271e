"""Speaker turns of a transcript: whose words the paragraphs below a label are."""

from bisect import bisect_right
from dataclasses import dataclass

from briefing.analysis.cast import Cast

_LONGEST_LABEL = 14


@dataclass(frozen=True, slots=True)
class Turns:
    """Where labels stand (token indices, in order) and the actor of each; empty for a text without labels."""

    starts: tuple[int, ...]
    entries: tuple[int, ...]

    def at(self, index: int) -> int | None:
        """The actor in whose turn a token stands."""
        number = bisect_right(self.starts, index) - 1
        return self.entries[number] if number >= 0 else None


def find_turns(cast: Cast) -> Turns:
    """The turns of a text: a line of a name in capitals, alone or before a colon, at least twice."""
    parsed = cast.parsed
    found: list[tuple[int, int, int]] = []
    for first, end in parsed.paragraphs:
        stop = next((i for i in range(first, min(end, first + _LONGEST_LABEL)) if parsed.tokens[i].text == ":"), end)
        words = parsed.tokens[first:stop]
        is_label = 0 < len(words) <= _LONGEST_LABEL and all(t.text.isupper() or not t.text[0].isalpha() for t in words)
        if is_label and any(t.text[0].isalpha() for t in words) and words[-1].text not in (".", "!", "?"):
            found.append((first, first, stop))
    if len(found) < 2:
        return Turns((), ())
    entries = tuple(_actor(cast, first, stop) for _, first, stop in found)
    return Turns(tuple(f[0] for f in found), entries)


def _actor(cast: Cast, first: int, end: int) -> int:
    """The person of that name in the text, else an actor of the label's own words."""
    tokens = cast.parsed.tokens[first:end]
    lowers = {t.lower for t in tokens}
    for entry in cast.entries:
        if entry.kind == "person" and len(entry.words) > 1 and set(entry.words) <= lowers:
            return entry.number
    last = max((n for n, t in enumerate(tokens) if t.text in (",", "-", "—", "–")), default=-1) + 1
    part = tokens[last:] or tokens
    key = tuple(t.lower for t in part)
    number = cast.by_key.get(key)
    if number is None:
        number = cast.new(cast.parsed.text[part[0].start : part[-1].end], "person", key)
        cast.by_key[key] = number
    cast.entries[number].mentions.add((part[0].index, part[-1].index + 1))
    return number
