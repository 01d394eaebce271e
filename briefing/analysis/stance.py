"""Which position a statement takes: from its cue, what it is about, whether it is denied, and who says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefing.analysis import words
from briefing.analysis.cast import Entry
from briefing.analysis.parse import Token
from briefing.analysis.proposal import Proposal, Scene
from briefing.model import Stance

_NEGATED: dict[str, Stance] = {
    "support": "oppose", "commit": "oppose", "demand": "oppose", "oppose": "support", "assert": "oppose",
    "threaten": "assert", "consider": "oppose", "report": "oppose",
}  # fmt: skip
# In this order where a text has signs of several: a refusal in a list of wishes is a refusal.
_ORDER: tuple[Stance, ...] = ("threaten", "oppose", "commit", "demand", "support")


def stance_of(scene: Scene, proposal: Proposal, entry: Entry) -> Stance:
    """The stance of a proposal by that actor."""
    base: Stance = proposal.stance  # type: ignore[assignment]
    if proposal.is_negated:
        return _NEGATED[base]
    is_carrier = _is_carrier(scene, proposal, entry)
    if proposal.frame == "source":
        return "report" if is_carrier else "assert"
    if base == "report":
        return "report" if is_carrier else "assert"
    if base != "assert":
        return _by_object(scene, proposal, base)
    if is_carrier:
        return "report"
    shown = _shown(scene, proposal)
    if shown is not None:
        return shown
    if proposal.needs == "position" and proposal.word in _announcing(scene.parsed.language):
        return "commit" if proposal.frame in ("object", "infinitive") else "assert"
    return "assert"


def _is_carrier(scene: Scene, proposal: Proposal, entry: Entry) -> bool:
    """Whether the source is a paper, a poll, a medium or nobody in particular: it passes facts on."""
    if entry.kind in ("media", "anonymous"):
        return True
    head = proposal.speaker
    if head is None:
        return False
    token = scene.parsed.tokens[head]
    return any(scene.known.has(n, token) for n in ("documents", "media", "carriers"))


def _by_object(scene: Scene, proposal: Proposal, base: Stance) -> Stance:
    """ "reaffirmed their commitment" promises, "raised concerns" opposes, whatever the verb alone says."""
    if base not in ("support", "demand") or proposal.frame != "object" or proposal.object_head is None:
        return base
    signs = _signs(scene.parsed.language)
    lemma = scene.parsed.tokens[proposal.object_head].lemma
    if base == "support" and lemma in signs["commit"].words:
        return "commit"
    return "oppose" if base == "support" and lemma in signs["oppose"].words else base


@cache
def _announcing(language: str) -> frozenset[str]:
    groups = words.load(language, "cues")["verbs"]
    return frozenset(w.split(" ")[0] for g in groups if g.get("role") == "announce" for w in g["words"])


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of a stance: single ones, and groups by their first word."""

    words: frozenset[str]
    groups: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def _signs(language: str) -> dict[str, Signs]:
    out = {}
    for stance, entries in words.load(language, "stance").items():
        groups: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in entries:
            first, *rest = entry.split(" ")
            if rest:
                groups[first] = (*groups.get(first, ()), tuple(rest))
        out[stance] = Signs(frozenset(e for e in entries if " " not in e), groups)
    return out


def _shown(scene: Scene, proposal: Proposal) -> Stance | None:
    """The stance that the words of the content show, None when they show none."""
    signs = _signs(scene.parsed.language)
    tokens = scene.parsed.tokens
    openings = _openings(scene.parsed.language)
    counts = dict.fromkeys(_ORDER, 0)
    for start, end in proposal.content:
        first = scene.parsed.token_at(start)
        last = scene.parsed.token_at(end - 1)
        part = tokens[first : last + 1]
        starts = [i for i, t in enumerate(part) if t.lemma in openings or t.lower in openings]
        for stance in _ORDER if starts else ():
            counts[stance] += _count(part, starts, signs[stance])
        if _is_own_future(part, signs["own"]):
            counts["commit"] += 1
    best = max(_ORDER, key=lambda s: counts[s])
    return best if counts[best] else None


@cache
def _openings(language: str) -> frozenset[str]:
    """The words that a sign may begin with: at all others nothing is looked for."""
    signs = [_signs(language)[stance] for stance in _ORDER]
    return frozenset().union(*(s.words for s in signs), *(s.groups for s in signs))


def _count(part: tuple[Token, ...], starts: list[int], signs: Signs) -> int:
    found = 0
    for i in starts:
        token = part[i]
        if token.lemma in signs.words or token.lower in signs.words:
            found += 1
            continue
        for rest in (*signs.groups.get(token.lower, ()), *signs.groups.get(token.lemma, ())):
            following = part[i + 1 : i + 1 + len(rest)]
            if len(following) == len(rest) and all(
                w in (t.lower, t.lemma) for w, t in zip(rest, following, strict=True)
            ):
                found += 1
                break
    return found


def _is_own_future(part: tuple[Token, ...], own: Signs) -> bool:
    """ "nous ferons …", "he will …": the first clause is about what the speaker is going to do."""
    for i, token in enumerate(part[:12]):
        if token.dep == "nsubj" and token.lower in own.words:
            return any(
                t.morph.get("Tense") == "Fut" or t.lower in ("will", "shall", "'ll") for t in part[i + 1 : i + 5]
            )
    return False
