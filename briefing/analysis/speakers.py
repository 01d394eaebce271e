"""Whose verb it is: the subject at the verb, the one it shares with another verb, or none (implicit)."""

from dataclasses import dataclass

from briefing.analysis.grammar import (
    NOMINAL,
    case_of,
    is_finite,
    is_gerund,
    is_infinitive,
    is_verb,
    noun_phrase,
    subject,
)
from briefing.analysis.proposal import Scene

_AGENTS = frozenset(("par", "by", "por"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """The token that heads the source, its token range, or implicit."""

    head: int | None = None
    source: tuple[int, int] | None = None
    is_implicit: bool = False


def speaker_of(scene: Scene, index: int) -> Speaker:
    """The speaker of a verb in the active voice."""
    parsed = scene.parsed
    tokens = parsed.tokens
    at = index
    for _ in range(12):
        own = subject(parsed, at)
        if own is not None and own == index:
            own = None
        if own is not None:
            return _resolve_relative(scene, at, own)
        token = tokens[at]
        if at == index:
            inverted = _inverted(scene, at)
            if inverted is not None:
                return Speaker(inverted, noun_phrase(parsed, inverted))
        if token.head == at:
            break
        above = tokens[token.head]
        if token.dep in ("acl", "amod") and above.pos in NOMINAL and (is_gerund(parsed, at) or is_infinitive(token)):
            noun = _controlling_noun(scene, at, above.index)
            if noun is not None:
                return Speaker(noun, noun_phrase(parsed, noun))
            main = _main_subject(scene, at)
            if main is not None:
                return main
        if token.dep == "acl:relcl" and above.pos in NOMINAL:
            if is_finite(parsed, at) and _has_relative(scene, at):
                return Speaker(above.index, noun_phrase(parsed, above.index))
            return Speaker(is_implicit=True)
        if token.dep in ("conj", "xcomp", "advcl", "ccomp", "acl", "obl", "parataxis", "cop", "aux", "dep") or is_verb(
            above
        ):
            if is_finite(parsed, at) and token.dep in ("ccomp", "advcl", "parataxis") and parsed.language == "es":
                return Speaker(is_implicit=True)
            at = above.index
            continue
        break
    return Speaker(is_implicit=True)


def _resolve_relative(scene: Scene, verb: int, own: int) -> Speaker:
    """ "le président, qui a déclaré": the noun before stands for the relative pronoun."""
    parsed = scene.parsed
    token = parsed.tokens[own]
    if token.lower in scene.known.pronouns["relative"] and (
        token.morph.get("PronType") == "Rel" or token.pos == "PRON"
    ):
        above = parsed.tokens[verb].head
        at = verb
        while parsed.tokens[at].dep == "conj" and parsed.tokens[at].head != at:
            at = parsed.tokens[at].head
            above = parsed.tokens[at].head
        if above != verb and parsed.tokens[above].pos in NOMINAL and above < verb:
            return Speaker(above, noun_phrase(parsed, above))
        return Speaker()
    return Speaker(own, noun_phrase(parsed, own))


def _has_relative(scene: Scene, verb: int) -> bool:
    return any(
        scene.parsed.tokens[c].lower in scene.known.pronouns["relative"] and scene.parsed.tokens[c].dep != "mark"
        for c in scene.parsed.children(verb)
    )


def _inverted(scene: Scene, verb: int) -> int | None:
    """A subject behind the verb that the tree calls an object: "afirmó el ministro", "a déclaré le maire"."""
    parsed = scene.parsed
    if not is_finite(parsed, verb):
        return None
    limit = 6
    for child in parsed.children(verb):
        token = parsed.tokens[child]
        if (
            child > verb
            and token.dep in ("obj", "obl", "appos", "nmod", "flat", "dep", "iobj")
            and token.pos in ("NOUN", "PROPN")
        ):
            if case_of(parsed, child) or parsed.reach(child)[0] - verb > limit or not scene.cast.is_person_like(child):
                continue
            others = [
                c
                for c in parsed.children(verb)
                if parsed.tokens[c].dep in ("ccomp", "parataxis") or (parsed.tokens[c].dep == "obj" and c != child)
            ]
            quoted = verb > 1 and any(parsed.tokens[i].text in ',»”"' for i in range(max(0, verb - 3), verb))
            if others or quoted:
                return child
    return None


def _controlling_noun(scene: Scene, participle: int, noun: int) -> int | None:
    """The noun that a participle says something about, when it can take a position.

    Without a comma it is the noun right before ("des critiques du Département d'État appelant à …"); after a
    comma only somebody, or somebody's words ("un message du Département d'État, exigeant …").
    """
    parsed = scene.parsed
    tokens = parsed.tokens
    before = participle - 1
    while before > noun and tokens[before].pos in ("ADV", "CCONJ"):
        before -= 1
    after_comma = tokens[before].text in (",", "—", "–", ")")
    if tokens[before].lower in ("en", "tout", "by", "while"):
        return None
    if not after_comma:
        return noun if scene.cast.is_actor_like(noun) else None
    if scene.known.has("carriers", tokens[noun]) and _is_outside_subject(scene, participle, noun):
        return noun
    return None


def _is_outside_subject(scene: Scene, participle: int, noun: int) -> bool:
    return scene.parsed.tokens[noun].dep not in ("nsubj", "nsubj:pass")


def _main_subject(scene: Scene, index: int) -> Speaker | None:
    """The subject of the clause around a participle that the tree hung on a noun."""
    parsed = scene.parsed
    at = index
    for _ in range(20):
        above = parsed.tokens[at].head
        if above == at:
            return None
        at = above
        token = parsed.tokens[at]
        if is_verb(token) or subject(parsed, at) is not None:
            own = subject(parsed, at)
            if own is not None and own != index:
                return _resolve_relative(scene, at, own)
            if token.dep not in ("conj", "xcomp", "advcl", "acl", "ccomp"):
                return Speaker(is_implicit=True)
    return None


def agent_of(scene: Scene, index: int) -> Speaker | None:
    """Who a passive names: "par le gouvernement"."""
    parsed = scene.parsed
    for child in parsed.children(index):
        token = parsed.tokens[child]
        is_agent = child > index and token.dep in ("obl:agent", "obl", "nmod") and case_of(parsed, child) in _AGENTS
        if is_agent and (scene.cast.is_actor_like(child) or token.pos == "PRON"):
            return Speaker(child, noun_phrase(parsed, child))
    return None
