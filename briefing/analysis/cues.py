"""The cue words of a language, ready to be looked up by lemma."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.analysis import words
from briefing.analysis.parse import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of `cues.toml`: a word with what may follow it. `rest` are the further words of a phrase."""

    word: str
    rest: tuple[str, ...]
    is_reflexive: bool
    frames: frozenset[str]
    stance: str
    role: str

    def takes(self, frame: str) -> bool:
        return frame in self.frames


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's cues by the lemma of their first word; phrases first, then in the order of the file."""

    verbs: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    prepositions: dict[str, tuple[Cue, ...]]
    views: tuple[tuple[str, ...], ...]
    usage: Mapping[str, frozenset[str]]


@cache
def load(language: str) -> Lexicon:
    """The cues of a language."""
    raw = words.load(language, "cues")
    return Lexicon(
        _table(raw["verbs"]),
        _table(raw["adjectives"]),
        _table(raw["nouns"]),
        _table(raw["prepositions"]),
        tuple(tuple(v.split()) for group in raw["views"] for v in group["words"]),
        {k: frozenset(v) for k, v in raw["usage"].items()},
    )


def _table(groups: Sequence[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for group in groups:
        for entry in group["words"]:
            text = entry
            is_reflexive = text.startswith(("se ", "s'"))
            if is_reflexive:
                text = text.removeprefix("se ").removeprefix("s'")
            text = text.removeprefix("en ") if is_reflexive else text
            first, *rest = text.split(" ")
            if first.endswith(("arse", "erse", "irse")):
                is_reflexive, first = True, first.removesuffix("se")
            cue = Cue(
                first,
                tuple(rest),
                is_reflexive,
                frozenset(group.get("frames", ())),
                group["stance"],
                group.get("role", group.get("needs", "")),
            )
            table.setdefault(first, []).append(cue)
    return {k: tuple(sorted(v, key=lambda c: -len(c.rest))) for k, v in table.items()}


# Prepositions that melt into the article.
_VARIANTS = {
    "à": ("à", "au", "aux"),
    "de": ("de", "d'", "du", "des", "del"),
    "a": ("a", "al"),
    "con": ("con",),
}


def is_word(word: str, token: Token) -> bool:
    """Whether a token is that word of an entry, melted with an article or not."""
    if word in _VARIANTS:
        return token.lower in _VARIANTS[word]
    return word in (token.lower, token.lemma)


# How many words may stand between the parts of a phrase: "a mis clairement en garde".
_GAP = 2


def match_rest(cue: Cue, tokens: Sequence[Token], index: int, end: int) -> tuple[int, ...] | None:
    """Where the further words of a phrase stand after its first word, None when they do not."""
    places: list[int] = []
    at = index + 1
    for word in cue.rest:
        for step in range(_GAP + 1 if not places else 1):
            if at + step < end and is_word(word, tokens[at + step]):
                at += step
                break
        else:
            return None
        places.append(at)
        at += 1
    return tuple(places)
