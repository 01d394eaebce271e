"""Statements that hang on a noun or adjective: "les menaces de Trump | d'actions", "est favorable à | la réforme"."""

from briefing.analysis.complements import complement
from briefing.analysis.cues import Cue, match_rest
from briefing.analysis.edges import Word
from briefing.analysis.grammar import NOMINAL, case_of, noun_phrase
from briefing.analysis.parse import Token
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.speakers import speaker_of
from briefing.analysis.usage import is_conditional, is_negated

_OWNING = frozenset(("de", "d'", "du", "des", "del", "of", "by", "par", "por"))


def find_nominal(scene: Scene) -> list[Proposal]:
    """Proposals from nouns with an owner and from adjectives with a subject."""
    out: list[Proposal] = []
    tokens = scene.parsed.tokens
    for token in tokens:
        if scene.in_speech(token.index):
            continue
        if token.pos == "NOUN" and token.lemma in scene.cues.nouns:
            found = _noun(scene, token.index, scene.cues.nouns[token.lemma])
        elif token.pos in ("ADJ", "VERB", "ADV", "ADP", "NOUN") and _adjective_cues(scene, token):
            found = _adjective(scene, token.index, _adjective_cues(scene, token))
        else:
            continue
        if found:
            out.append(found)
    return out


def _noun(scene: Scene, index: int, entries: tuple[Cue, ...]) -> Proposal | None:
    """ "l'appel de X à …", "Trump's threat to …", "su rechazo a …": both the owner and what it is about must stand."""
    parsed = scene.parsed
    tokens = parsed.tokens
    owner, after = _owner(scene, index)
    if owner is None:
        return None
    if (
        tokens[tokens[index].head].lemma in scene.cues.verbs
        and tokens[index].dep == "obj"
        and tokens[index].morph.get("Number") != "Plur"
    ):
        # "a annoncé son intention de …" is the verb's statement
        return None
    for cue in entries:
        for frame in sorted(cue.frames, key=lambda f: (f != "that", " " not in f, f)):
            content = complement(Word(scene, index), frame)
            if content is None or content.head in (owner, None) or content.head == after:
                continue
            start = content.pieces[0][0]
            if start < tokens[owner].end and owner > index:
                continue
            return Proposal(
                anchor=index, cue=((index, index + 1),), content=content.pieces, word=cue.word, stance=cue.stance,
                frame=frame, rule="noun", speaker=owner, source=noun_phrase(parsed, owner), needs="position",
                object_head=content.head,
            )  # fmt: skip
    return None


def _owner(scene: Scene, index: int) -> tuple[int | None, int]:
    """Whose act a noun is: the first "de X" that is somebody, "X's", or a possessive."""
    parsed = scene.parsed
    tokens = parsed.tokens
    for child in parsed.children(index):
        token = tokens[child]
        if (
            child < index
            and token.dep in ("nmod:poss", "det", "det:poss")
            and (token.lower in scene.known.pronouns["possessive"] or token.morph.get("Poss") == "Yes")
        ):
            return child, child
        if child < index and token.dep == "nmod:poss" and scene.cast.is_actor_like(child):
            return child, child
    for child in parsed.children(index):
        token = tokens[child]
        is_owner = child > index and token.dep in ("nmod", "obl", "obl:agent", "appos") and token.pos in NOMINAL
        if is_owner and case_of(parsed, child) in _OWNING and scene.cast.is_person_like(child):
            return child, child
    return None, index


def _adjective_cues(scene: Scene, token: Token) -> tuple[Cue, ...]:
    """The entries of an adjective; "opposed" may have the lemma of its verb."""
    table = scene.cues.adjectives
    return table.get(token.lemma) or table.get(token.lower) or ()


def _adjective(scene: Scene, index: int, entries: tuple[Cue, ...]) -> Proposal | None:
    """ "est favorable à la réforme", "we are grateful for …", "se dit prêt à …"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    token = tokens[index]
    verb = index if any(tokens[c].dep == "cop" for c in parsed.children(index)) else token.head
    is_predicate = verb == index or (
        token.dep in ("xcomp", "attr", "acomp", "obj", "root", "ccomp", "amod", "advcl")
        and tokens[verb].lemma in scene.cues.usage["copulas"]
    )
    if not is_predicate:
        return None
    for cue in entries:
        places = match_rest(cue, tokens, index, parsed.sentences[token.sentence][1])
        if places is None:
            continue
        for place in (index, *((verb,) if verb != index else ())):
            for frame in sorted(cue.frames, key=lambda f: (f != "that", " " not in f, f)):
                content = complement(Word(scene, place), frame)
                if content is None or content.pieces[0][0] < token.end:
                    continue
                speaker = speaker_of(scene, verb)
                first = min(
                    [index, verb, *(c for c in parsed.children(index) if tokens[c].dep in ("cop", "aux") and c < index)]
                )
                return Proposal(
                    anchor=index, cue=((first, (places[-1] if places else index) + 1),), content=content.pieces,
                    word=cue.word, stance=cue.stance, frame=frame, rule="adjective", speaker=speaker.head,
                    source=speaker.source, is_implicit=speaker.is_implicit, needs="position",
                    is_negated=is_negated(parsed, verb) or is_negated(parsed, index),
                    is_conditional=is_conditional(parsed, verb), object_head=content.head,
                )  # fmt: skip
    return None
