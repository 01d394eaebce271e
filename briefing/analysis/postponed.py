"""Reported words before their verb, without quotation marks: "The plan is dead, she said.", "…, indica el informe."."""

from briefing.analysis.cues import Cue, match_rest
from briefing.analysis.edges import trim_outside
from briefing.analysis.grammar import is_finite, is_verb, noun_phrase, subject, verb_group
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.speakers import Speaker, speaker_of
from briefing.analysis.speech import Speech, quoting_cue
from briefing.analysis.usage import has_modal, is_conditional, is_negated, is_passive


def find_postponed(scene: Scene, speech: Speech) -> list[Proposal]:
    """One proposal for each verb of saying that follows, after a comma, the clause it reports."""
    out: list[Proposal] = []
    parsed = scene.parsed
    for token in parsed.tokens:
        if token.lemma not in scene.cues.verbs or not is_verb(token) or scene.quote_of[token.index] is not None:
            continue
        if token.index in speech.verbs or not is_finite(parsed, token.index):
            continue
        cue = quoting_cue(scene, token.index)
        comma = _comma_before(scene, token.index) if cue else None
        if cue is None or comma is None or _is_used(scene, token.index):
            continue
        proposal = _propose(scene, token.index, comma, cue)
        if proposal:
            out.append(proposal)
    return out


def _is_used(scene: Scene, index: int) -> bool:
    """Whether a verb cannot have reported what stands before it: denied, possible only, passive."""
    parsed = scene.parsed
    return has_modal(parsed, index) or is_negated(parsed, index) or is_passive(parsed, index)


def _comma_before(scene: Scene, verb: int) -> int | None:
    """The comma that parts the reported clause from ", she said" or ", a-t-elle dit", None when there is none."""
    parsed = scene.parsed
    tokens = parsed.tokens
    first, end = verb_group(parsed, verb)
    own = subject(parsed, verb)
    sentence_first, sentence_end = parsed.sentences[tokens[verb].sentence]
    if own is not None and own < first:
        if parsed.language != "en":
            return None
        start, stop = parsed.reach(own)
        if stop > first or first - stop > 2:
            return None
        first = start
    elif parsed.language == "fr" and not _is_inverted(scene, verb, first, end):
        return None
    comma = first - 1
    if comma <= sentence_first or tokens[comma].text not in (",", "—", "–"):
        return None
    after = end
    while after < sentence_end and tokens[after].text[0] not in ",.;:—–":
        if tokens[after].lower in scene.known.pronouns["complementisers"] and tokens[after].pos in ("SCONJ", "PRON"):
            return None
        if is_verb(tokens[after]) and is_finite(parsed, after) and tokens[after].dep not in ("acl:relcl", "acl"):
            return None
        after += 1
    if any(
        tokens[c].dep in ("ccomp", "xcomp", "obj") and c > verb and is_verb(tokens[c]) for c in parsed.children(verb)
    ):
        return None
    return comma


def _is_inverted(scene: Scene, verb: int, first: int, end: int) -> bool:
    """ "a-t-elle dit", "dit-on", "indique le ministère"."""
    tokens = scene.parsed.tokens
    if any(t.text.startswith("-") for t in tokens[first : end + 2]):
        return True
    own = subject(scene.parsed, verb)
    return (own is not None and own > verb) or _after_phrase(scene, verb) is not None


def _after_phrase(scene: Scene, verb: int) -> int | None:
    """The subject behind a phrase, which the tree takes for its object: ", fait remarquer le ministre"."""
    cue = quoting_cue(scene, verb)
    places = match_rest(cue, scene.parsed.tokens, verb, len(scene.parsed.tokens)) if cue and cue.rest else None
    if not places:
        return None
    return next(
        (
            c
            for c in scene.parsed.children(places[-1])
            if c > places[-1] and scene.parsed.tokens[c].dep in ("obj", "nsubj") and scene.cast.is_person_like(c)
        ),
        None,
    )


def _propose(scene: Scene, verb: int, comma: int, cue: Cue) -> Proposal | None:
    parsed = scene.parsed
    tokens = parsed.tokens
    sentence_first, sentence_end = parsed.sentences[tokens[verb].sentence]
    first = _content_first(scene, sentence_first, comma)
    group = verb_group(parsed, verb)
    rest = _rest_first(scene, group[1], sentence_end)
    is_parted = not _has_clause(scene, first, comma)
    if is_parted and (rest is None or not _has_clause(scene, rest, sentence_end)):
        return None
    if comma - first < (2 if is_parted else 3):
        return None
    if tokens[first].lower in ("as", "comme", "como", "if", "while", "when", "selon", "según", "although", "si"):
        return None
    is_subject = any(t.dep in ("nsubj", "nsubj:pass") for t in tokens[first:comma])
    # "De hecho, dijo, el país …": a linking word is no part of what was said
    pieces = [] if is_parted and not is_subject else _pieces(scene, first, comma)
    if rest is not None and (is_parted or tokens[verb].dep == "parataxis"):
        pieces += _pieces(scene, rest, sentence_end)
    behind = _after_phrase(scene, verb)
    speaker = speaker_of(scene, verb) if behind is None else Speaker(behind, noun_phrase(parsed, behind))
    if rest is not None and speaker.head is not None and speaker.head >= rest:
        speaker = Speaker(is_implicit=True)  # the subject of what was said
    if not pieces or (speaker.head is not None and first <= speaker.head < comma):
        return None
    return Proposal(
        anchor=verb, cue=(group,), content=pieces, word=cue.word, stance=cue.stance, frame="that",
        rule="verb.postponed", speaker=speaker.head, source=speaker.source, is_implicit=speaker.is_implicit,
        is_conditional=is_conditional(parsed, verb),
    )  # fmt: skip


def _has_clause(scene: Scene, first: int, end: int) -> bool:
    return any(is_verb(t) and is_finite(scene.parsed, t.index) for t in scene.parsed.tokens[first:end])


def _content_first(scene: Scene, first: int, comma: int) -> int:
    tokens = scene.parsed.tokens
    for i in range(comma - 1, first, -1):
        if tokens[i].text == ";" and scene.quote_of[i] is None:
            return i + 1
    while first < comma and tokens[first].pos in ("CCONJ", "PUNCT") and tokens[first].text[0] not in '«“"':
        first += 1
    return first


def _rest_first(scene: Scene, after: int, end: int) -> int | None:
    tokens = scene.parsed.tokens
    for i in range(after, min(after + 12, end - 3)):
        if tokens[i].text in (",", "—", "–"):
            return i + 1
        if is_verb(tokens[i]):
            return None
    return None


def _pieces(scene: Scene, first: int, end: int) -> list[tuple[int, int]]:
    first, end = trim_outside(scene, first, end)
    tokens = scene.parsed.tokens
    return [(tokens[first].start, tokens[end - 1].end)] if first < end else []
