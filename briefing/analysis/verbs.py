"""Statements that hang on a verb: clauses, infinitives, noun objects, objects with a preposition, passives.

"Elle a rejeté | les propositions"; "insistant sur le fait que | cela relève de …"; "The leaders agreed to | meet";
"las propuestas fueron rechazadas por …".
"""

from briefing.analysis.clauses import that_clause
from briefing.analysis.complements import complement, passive_subject
from briefing.analysis.cues import Cue, match_rest
from briefing.analysis.edges import Word
from briefing.analysis.grammar import (
    case_of,
    is_finite,
    is_gerund,
    is_infinitive,
    is_past_participle,
    is_verb,
    subject,
    verb_group,
)
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.speakers import Speaker, agent_of, speaker_of
from briefing.analysis.speech import Speech
from briefing.analysis.usage import has_modal, is_conditional, is_negated, is_passive, is_reflexive

# The order in which a verb's complements are asked for.
FRAMES = ("that", "predicate", "infinitive", "gerund", "object", "object-quoted", "object-own", "figures")


def find_verbal(scene: Scene, speech: Speech) -> list[Proposal]:
    """One proposal for each verb that introduces something beside the direct speech that it may introduce."""
    quoted = {p.anchor: p.content for p in speech.proposals}
    out: list[Proposal] = []
    verbs = scene.cues.verbs
    for token in scene.parsed.tokens:
        if (
            token.lemma in verbs
            and is_verb(token)
            and token.index not in speech.verbs
            and not scene.in_speech(token.index)
        ):
            proposal = _propose(scene, token.index, verbs[token.lemma])
            if proposal and not _overlaps(proposal.content, quoted.get(token.index, [])):
                out.append(proposal)
    return _drop_governed(scene, out)


def _stands_in(scene: Scene, index: int, pieces: list[tuple[int, int]]) -> bool:
    """Whether the tree took a word of the content for the subject."""
    start = scene.parsed.tokens[index].start
    return any(a <= start < b for a, b in pieces)


def _overlaps(pieces: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in pieces for c, d in others)


def _propose(scene: Scene, index: int, entries: tuple[Cue, ...]) -> Proposal | None:
    parsed = scene.parsed
    token = parsed.tokens[index]
    if is_infinitive(token) and not _is_told(scene, index):
        return None
    mood = token.morph.get("Mood")
    is_wish = mood == "Sub" and parsed.language == "es" and token.dep in ("root", "parataxis")
    if mood == "Imp" or is_wish:
        return None  # "recuerden que …", "veamos …": asked of the others, not said of oneself
    if any(
        parsed.tokens[c].lower in ("si", "if", "s'") and parsed.tokens[c].dep == "mark" for c in parsed.children(index)
    ):
        # what somebody would say is not said
        return None
    if has_modal(parsed, index) or (is_gerund(parsed, index) and not _is_free_gerund(scene, index)):
        return None
    end = parsed.sentences[token.sentence][1]
    reflexive = is_reflexive(parsed, index)
    matched = []
    for cue in entries:
        places = match_rest(cue, parsed.tokens, index, end)
        if places is not None and (cue.is_reflexive == reflexive or (parsed.language == "es" and cue.is_reflexive)):
            matched.append((cue, places))
    matched = [m for m in matched if _suits(scene, index, m[0])]
    if matched and matched[0][0].rest:
        longest = len(matched[0][0].rest)
        matched = [m for m in matched if len(m[0].rest) == longest] + [m for m in matched if not m[0].rest]
    if not matched:
        return _impersonal(scene, index, entries) if reflexive else None
    if is_passive(parsed, index):
        return _passive(scene, index, matched)
    return _active(scene, index, matched)


def _is_purpose(scene: Scene, index: int) -> bool:
    """ "pour défendre leur emploi" is an aim, not yet a position."""
    parsed = scene.parsed
    return is_infinitive(parsed.tokens[index]) and any(
        parsed.tokens[c].lower in scene.cues.usage["purpose"] for c in parsed.children(index)
    )


def _impersonal(scene: Scene, index: int, entries: tuple[Cue, ...]) -> Proposal | None:
    """ "un informe en el que se indica que …": what a document says, where the document is named."""
    parsed = scene.parsed
    cue = next((c for c in entries if c.takes("that") and not c.role), None)
    content = that_clause(Word(scene, index)) if cue and parsed.language == "es" else None
    if cue is None or content is None:
        return None
    for child in parsed.children(index):
        token = parsed.tokens[child]
        if case_of(parsed, child) != "en" or child > index:
            continue
        head = child if scene.known.has("documents", token) else None
        if token.pos == "PRON" and parsed.tokens[index].dep in ("acl:relcl", "acl", "conj"):
            head = parsed.tokens[index].head
        if head is not None and parsed.tokens[head].pos == "NOUN":
            first, end = verb_group(parsed, index)
            return Proposal(
                anchor=index, cue=((first, end),), content=content.pieces, word=cue.word, stance="report",
                frame="that", rule="verb.impersonal", speaker=head, source=(head, head + 1), object_head=content.head,
            )  # fmt: skip
    return None


def _suits(scene: Scene, index: int, cue: Cue) -> bool:
    """Whether a verb is used as its entry wants: "will continue to" for a promise."""
    tokens = scene.parsed.tokens
    if cue.role == "document":
        own = subject(scene.parsed, index)
        return own is not None and scene.known.has("documents", tokens[own])
    if cue.role != "future":
        return True
    return any(
        tokens[c].dep == "aux" and tokens[c].lower in ("will", "shall", "'ll") for c in scene.parsed.children(index)
    )


def _active(scene: Scene, index: int, matched: list[tuple[Cue, tuple[int, ...]]]) -> Proposal | None:
    parsed = scene.parsed
    word = Word(scene, index)
    choices = ((frame, cue, places) for cue, places in matched for frame in _frames(cue))
    order = {f: n for n, f in enumerate(FRAMES)}
    purpose = _is_purpose(scene, index)
    for frame, cue, places in sorted(choices, key=lambda c: (-len(c[2]), order.get(c[0], 9))):
        content = complement(word, frame, places[-1] if places else None)
        if content is None or not _is_topic(scene, cue, content.head):
            continue
        if purpose and frame in ("object", "infinitive") and cue.stance not in ("oppose", "threaten"):
            return None
        speaker = speaker_of(scene, index)
        if speaker.head is not None and _stands_in(scene, speaker.head, content.pieces):
            speaker = Speaker(is_implicit=True)
        first, end = verb_group(parsed, index)
        cue_end = max(end, places[-1] + 1 if places else 0)
        negated = is_negated(parsed, index)
        if negated and cue.role != "position" and cue.word not in scene.cues.usage["beliefs"]:
            return None
        form = "gerund" if is_gerund(parsed, index) else "verb"
        return Proposal(
            anchor=index,
            cue=((first, cue_end),),
            content=content.pieces,
            word=cue.word,
            stance=cue.stance,
            frame=frame,
            rule=f"{form}.{frame.split(' ')[0] if frame in FRAMES else 'oblique'}",
            speaker=speaker.head,
            source=speaker.source,
            is_implicit=speaker.is_implicit,
            is_negated=negated,
            is_conditional=is_conditional(parsed, index),
            needs="position" if cue.role and (frame != "that" or cue.role == "announce") else "",
            object_head=content.head,
        )
    return None


def _is_topic(scene: Scene, cue: Cue, head: int | None) -> bool:
    """ "discussed the importance of …" takes a position, "discussed trade" does not."""
    if cue.role != "topic":
        return True
    return head is not None and scene.parsed.tokens[head].lemma in scene.cues.usage["topics"]


def _frames(cue: Cue) -> list[str]:
    return sorted(cue.frames - {"quote"})


def _passive(scene: Scene, index: int, matched: list[tuple[Cue, tuple[int, ...]]]) -> Proposal | None:
    """ "Le plan a été rejeté par l'Iran": the agent speaks about the subject. Without an agent nobody does."""
    parsed = scene.parsed
    agent = agent_of(scene, index)
    if agent is None or _is_wished(scene, index):
        return None
    is_bare = parsed.tokens[index].dep in ("acl", "amod", "advcl") and not is_finite(parsed, index)
    if is_bare and not any(c.stance in ("oppose",) or c.takes("predicate") for c, _ in matched):
        return None
    cue = next((c for c, _ in matched if c.takes("object") or c.takes("predicate")), None)
    if cue is None:
        return None
    content = passive_subject(Word(scene, index))
    if content is None:
        return None
    first, end = verb_group(parsed, index)
    return Proposal(
        anchor=index,
        cue=((first, end),),
        content=content.pieces,
        word=cue.word,
        stance=cue.stance,
        frame="passive",
        rule="verb.passive",
        speaker=agent.head,
        source=agent.source,
        is_negated=is_negated(parsed, index),
        is_conditional=is_conditional(parsed, index),
        needs="position",
        object_head=content.head,
    )


def _is_wished(scene: Scene, index: int) -> bool:
    """A subjunctive: "sans qu'aucune motion soit adoptée par les députés"."""
    return any(scene.parsed.tokens[c].morph.get("Mood") == "Sub" for c in scene.parsed.children(index))


def _is_told(scene: Scene, index: int) -> bool:
    """Whether an infinitive tells an act of speech that took place: after "pour", "après avoir", a carrying verb."""
    parsed = scene.parsed
    token = parsed.tokens[index]
    usage = scene.cues.usage
    above = parsed.tokens[token.head]
    marks = [parsed.tokens[c].lower for c in parsed.children(index) if parsed.tokens[c].dep in ("mark", "case")]
    if any(m in usage["without"] for m in marks):
        return False
    if any(
        parsed.tokens[c].dep == "aux" and parsed.tokens[c].lemma in ("avoir", "être", "haber")
        for c in parsed.children(index)
    ):
        return True
    if token.dep in ("advcl", "acl", "obl") and any(
        m in usage["purpose"] or m in usage["after"] or m == "al" for m in marks
    ):
        return True
    if above.lemma in usage["carrying"] and token.dep in ("xcomp", "advcl", "ccomp", "obl", "conj"):
        return True
    return scene.parsed.language == "en" and token.dep in ("root", "ccomp", "conj") and is_finite(parsed, index)


def _is_free_gerund(scene: Scene, index: int) -> bool:
    """Whether a participle tells what its speaker does, rather than being the object of a noun or verb."""
    parsed = scene.parsed
    tokens = parsed.tokens
    marks = [tokens[c].lower for c in parsed.children(index) if tokens[c].dep in ("mark", "case") and c < index]
    if parsed.language == "en":
        if any(m not in ("by", "in", "while", "when", "after") for m in marks) or tokens[index].dep in (
            "xcomp",
            "ccomp",
        ):
            return False
        before = index - 1
        while before > 0 and tokens[before].pos in ("ADV", "CCONJ"):
            before -= 1
        return tokens[before].text in (",", "—", "–", ")", '"', "”") or bool(marks) or tokens[index].dep == "conj"
    return True


def _drop_governed(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Leaves out a verb that is itself the infinitive another cue holds: "a promis de défendre" is one statement."""
    by_anchor = {p.anchor: p for p in proposals}
    out = []
    for p in proposals:
        token = scene.parsed.tokens[p.anchor]
        above = by_anchor.get(token.head)
        is_plain = not is_gerund(scene.parsed, p.anchor) and not is_finite(scene.parsed, p.anchor)
        if above is not None and above is not p and is_plain and not is_past_participle(token):
            continue
        out.append(p)
    return out
