"""What an article says with no named speaker: passives without an agent, hearsay conditionals, its own claims.

"L'intervention militaire a été écartée"; "Le déploiement impliquerait des drones"; "la mission n'est pas imminente".
The whole clause is given, never with an actor.
"""

from collections.abc import Sequence

from briefing.analysis.grammar import NOMINAL, is_finite, is_gerund, is_verb, subject
from briefing.analysis.proposal import Scene
from briefing.analysis.quotes import Quote
from briefing.analysis.speakers import agent_of
from briefing.analysis.usage import has_modal, is_conditional, is_negated, is_passive

_ASIDE = frozenset((",", ";", ":", "(", ")", "—", "–"))


def find_unattributed(
    scene: Scene, taken: Sequence[tuple[int, int]], orphans: Sequence[Quote]
) -> list[tuple[int, int, str]]:
    """Clauses nobody is named for as (start, end, rule) in code points, outside the passages that are `taken`."""
    parsed = scene.parsed
    found: list[tuple[int, int, str]] = [(q.inner_start, q.inner_end, "quote") for q in orphans]
    if parsed.has_syntax:
        for first, end in parsed.sentences:
            found.extend(_in_sentence(scene, first, end))
    out: list[tuple[int, int, str]] = []
    spans = sorted(taken)
    at = 0
    reach = 0
    for start, stop, rule in sorted(found):
        while at < len(spans) and spans[at][0] < stop:
            reach = max(reach, spans[at][1])
            at += 1
        if reach > start or (out and out[-1][1] > start):
            continue
        out.append((start, stop, f"{parsed.language}.unattributed.{rule}"))
    return out


def _in_sentence(scene: Scene, first: int, end: int) -> list[tuple[int, int, str]]:
    parsed = scene.parsed
    out = []
    for index in range(first, end):
        token = parsed.tokens[index]
        is_head = is_verb(token) or token.dep in ("root", "conj", "advcl", "ccomp")
        if not is_head or scene.in_speech(index) or not is_finite(parsed, index):
            continue
        own = subject(parsed, index)
        if own is None or own > index or parsed.tokens[own].pos not in NOMINAL:
            continue
        rule = _rule(scene, index, own)
        if rule is None:
            continue
        a, b = _clause(scene, index, own, end)
        if b - a >= 3:
            out.append((parsed.tokens[a].start, parsed.tokens[b - 1].end, rule))
    return out


def _rule(scene: Scene, index: int, own: int) -> str | None:
    """Why a clause is a claim without a source, None when it is plain narration."""
    parsed = scene.parsed
    token = parsed.tokens[index]
    head = parsed.tokens[own]
    if head.pos == "PRON" or token.dep in ("acl:relcl", "acl") or _is_governed(scene, index):
        return None
    usage = scene.cues.usage
    if is_passive(parsed, index):
        if agent_of(scene, index) is None and (token.lemma in scene.cues.verbs or token.lemma in usage["decided"]):
            return "passive" if token.lemma in usage["decided"] or not has_modal(parsed, index) else None
        return None
    if is_conditional(parsed, index) and token.lemma not in usage["modals"] and not has_modal(parsed, index):
        return "conditional"
    is_plan = head.lemma in usage["plans"] or not scene.cast.is_actor_like(own)
    if not is_plan:
        return None
    if token.lemma in usage["claims"]:
        return "claim"
    is_copular = any(parsed.tokens[c].dep == "cop" for c in parsed.children(index)) or token.lemma in (
        "be",
        "ser",
        "estar",
    )
    if is_copular and is_negated(parsed, index) and head.lemma in usage["plans"]:
        return "claim"
    return None


def _is_governed(scene: Scene, index: int) -> bool:
    """Whether a clause is what a cue holds or a condition: "a dit que …", "si …"."""
    parsed = scene.parsed
    token = parsed.tokens[index]
    marks = [parsed.tokens[c].lower for c in parsed.children(index) if parsed.tokens[c].dep == "mark"]
    if any(m in ("si", "if", "s'") for m in marks):
        return True
    above = parsed.tokens[token.head]
    return token.dep in ("ccomp", "xcomp", "csubj") and (
        above.lemma in scene.cues.verbs or above.lemma in scene.cues.nouns
    )


def _clause(scene: Scene, index: int, own: int, last: int) -> tuple[int, int]:
    """From the subject to the end of the clause, without what is joined on or goes on with a participle."""
    parsed = scene.parsed
    tokens = parsed.tokens
    first, _ = parsed.reach(own)
    _, end = parsed.reach(index)
    end = min(end, last)
    for child in parsed.children(index):
        if child > index and tokens[child].dep in ("conj", "parataxis", "advcl"):
            a, _ = parsed.reach(child)
            if a > index and (is_finite(parsed, child) or is_gerund(parsed, child)):
                end = min(end, a)
    for i in range(index + 1, end - 1):
        if tokens[i].text == "," and is_gerund(parsed, i + 1) and scene.quote_of[i] is None:
            end = i
            break
    while end > index + 1 and (tokens[end - 1].pos in ("PUNCT", "CCONJ", "SCONJ") or tokens[end - 1].text in _ASIDE):
        end -= 1
    while first < own and tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return first, end
