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
    verb_group,
)
from briefing.analysis.proposal import Scene

_AGENTS = frozenset(("par", "by", "por"))
_AGENT_LABELS = frozenset(("obl:agent", "obl", "nmod", "obj"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """The token that heads the source, its token range, or implicit."""

    head: int | None = None
    source: tuple[int, int] | None = None
    is_implicit: bool = False


def speaker_of(scene: Scene, index: int) -> Speaker:
    """The speaker of a verb in the active voice."""
    if is_gerund(scene.parsed, index) and subject(scene.parsed, index) is None:
        return _participle_speaker(scene, index)
    return _verb_speaker(scene, index)


def _participle_speaker(scene: Scene, index: int) -> Speaker:
    """Who a participle belongs to: what the one it is joined to belongs to, a noun before it, or the main subject."""
    parsed = scene.parsed
    tokens = parsed.tokens
    joined = _joined_participle(scene, index)
    if joined is not None:
        return _participle_speaker(scene, joined)
    noun = _noun_before(scene, index)
    if noun is not None:
        return Speaker(noun, noun_phrase(parsed, noun))
    at = tokens[index].head
    for _ in range(20):
        token = tokens[at]
        above = tokens[token.head]
        if token.head == at:
            break
        is_reported = token.dep == "ccomp" and above.lemma in scene.cues.verbs
        is_fact = token.dep in ("acl", "ccomp") and above.lemma in scene.cues.usage["facts"]
        is_hung = (
            not is_verb(token) or token.dep in ("xcomp", "acl") or (token.dep == "conj" and not is_finite(parsed, at))
        )
        if is_reported or is_fact or (is_hung and subject(parsed, at) is None):
            at = above.index
            continue
        break
    if not is_verb(tokens[at]) and subject(parsed, at) is None:
        return Speaker(is_implicit=True)
    return _verb_speaker(scene, at)


def _joined_participle(scene: Scene, index: int) -> int | None:
    """The participle before "et": "exigeant …, et jugeant …"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    before = index - 1
    while before > 0 and tokens[before].pos == "ADV":
        before -= 1
    if tokens[before].pos != "CCONJ":
        return None
    first, _ = parsed.sentences[tokens[index].sentence]
    for i in range(before - 1, max(first, index - 40) - 1, -1):
        if is_gerund(parsed, i) and is_verb(tokens[i]):
            return i
        if is_finite(parsed, i) and is_verb(tokens[i]):
            return None
    return None


def _noun_before(scene: Scene, index: int) -> int | None:
    """The noun that a participle says something about, when it can take a position.

    Without a comma it is the noun right before ("des critiques du Département d'État appelant à …"); after a
    comma only somebody's words ("un message du Département d'État publié la veille, exigeant …").
    """
    parsed = scene.parsed
    tokens = parsed.tokens
    at = tokens[index].head
    if tokens[at].dep in ("acl", "amod") and not is_finite(parsed, at):
        at = tokens[at].head
    if at >= index or tokens[at].pos not in NOMINAL:
        return None
    return _controlling_noun(scene, index, at)


def _verb_speaker(scene: Scene, index: int) -> Speaker:
    parsed = scene.parsed
    tokens = parsed.tokens
    at = index
    for _ in range(12):
        own = subject(parsed, at)
        if own is not None and own != index and (at == index or _agrees(scene, index, at)):
            return _resolve_relative(scene, at, own)
        token = tokens[at]
        if at == index:
            beside = _inverted(scene, at) or _unseen(scene, at)
            if beside is not None:
                return Speaker(beside, noun_phrase(parsed, beside))
        if token.head == at:
            break
        above = tokens[token.head]
        if token.dep in ("acl", "amod") and above.pos in NOMINAL and is_infinitive(token):
            main = _main_subject(scene, at)
            if main is not None:
                return main
        if token.dep == "acl:relcl" and above.pos in NOMINAL:
            if is_finite(parsed, at) and _has_relative(scene, at):
                return Speaker(above.index, noun_phrase(parsed, above.index))
            return Speaker(is_implicit=True)
        if token.dep in _CHAINS or is_verb(above):
            is_clause = token.dep in ("ccomp", "advcl", "parataxis")
            if is_clause and is_finite(parsed, at) and parsed.language == "es":
                return Speaker(is_implicit=True)
            at = above.index
            continue
        break
    return Speaker(is_implicit=True)


def _agrees(scene: Scene, verb: int, other: int) -> bool:
    """Whether a verb can share the subject of another: "affirme que les activistes ont …, et annonce" cannot."""
    numbers = [_number(scene, at) for at in (verb, other)]
    return "" in numbers or numbers[0] == numbers[1]


def _number(scene: Scene, verb: int) -> str:
    """The number of a finite verb, by its auxiliary where it has one; "" where nothing shows it."""
    parsed = scene.parsed
    tokens = parsed.tokens
    helpers = [c for c in parsed.children(verb) if tokens[c].dep in ("aux", "aux:pass", "cop") and c < verb]
    shown = helpers[0] if helpers else verb
    return tokens[shown].morph.get("Number", "") if tokens[shown].morph.get("VerbForm") == "Fin" else ""


def _unseen(scene: Scene, verb: int) -> int | None:
    """A name right before the verb that the tree hung elsewhere: "Bien que Trump ait salué …"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    if not is_finite(parsed, verb):
        return None
    first, _ = verb_group(parsed, verb)
    sentence_first, _ = parsed.sentences[tokens[verb].sentence]
    before = first - 1
    while before > sentence_first and tokens[before].pos in ("ADV", "PRON") and before not in scene.cast.name_at:
        before -= 1
    n = scene.cast.name_at.get(before) if before >= sentence_first else None
    if n is not None:
        name = scene.cast.names[n]
        opener = tokens[name.title_first - 1] if name.title_first > sentence_first else None
        if opener is None or opener.pos in ("SCONJ", "PUNCT", "CCONJ", "ADV") or opener.lower in ("que", "qu'"):
            return name.first
    if before >= sentence_first and tokens[before].text in (",", ")"):
        return _parted_name(scene, sentence_first, before)
    return None


def _parted_name(scene: Scene, first: int, end: int) -> int | None:
    """Somebody parted from the verb by commas: "Interrogé à Bordeaux, X, éliminé au second tour, a affirmé"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    for i in range(end - 1, first - 1, -1):
        token = tokens[i]
        if is_verb(token) and is_finite(parsed, i) and token.dep not in ("acl:relcl", "acl"):
            return None
        n = scene.cast.name_at.get(i)
        if n is None or scene.cast.kind_at(i) != "person":
            continue
        name = scene.cast.names[n]
        opens = (
            name.title_first == first
            or tokens[name.title_first - 1].text in (",", "(")
            or (tokens[name.title_first - 1].pos in ("NOUN", "ADJ"))
        )
        if opens and name.end <= end and tokens[name.end].text in (",", "("):
            return name.first
    return None


_CHAINS = frozenset(("conj", "xcomp", "advcl", "ccomp", "acl", "obl", "parataxis", "cop", "aux", "dep"))


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
            above = _apposed_to(scene, above)
            return Speaker(above, noun_phrase(parsed, above))
        return Speaker()
    return Speaker(own, noun_phrase(parsed, own))


def _apposed_to(scene: Scene, index: int) -> int:
    """The name that "un", "celui" … stand beside: "Mario Joseph, l'un de ses avocats, qui précise"."""
    token = scene.parsed.tokens[index]
    named = token.dep == "appos" and token.head in scene.cast.name_at and index not in scene.cast.name_at
    return token.head if named else index


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
        is_agent = child > index and token.dep in _AGENT_LABELS and case_of(parsed, child) in _AGENTS
        if is_agent and (scene.cast.is_actor_like(child) or token.pos == "PRON"):
            return Speaker(child, noun_phrase(parsed, child))
    return None
