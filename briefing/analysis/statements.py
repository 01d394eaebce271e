"""What the sources of a text say and which positions they take, with speaker, stance and exact passages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.analysis.actors import make_actors
from briefing.analysis.cast import Found
from briefing.analysis.confidence import confidence_of
from briefing.analysis.discourse import Discourse
from briefing.analysis.draft import Draft
from briefing.analysis.links import link
from briefing.analysis.nominals import find_nominal
from briefing.analysis.parse import Parsed
from briefing.analysis.postponed import find_postponed
from briefing.analysis.prepositions import find_prepositional, find_views
from briefing.analysis.proposal import Proposal, Scene, set_scene
from briefing.analysis.quotes import Quote
from briefing.analysis.speech import find_speech
from briefing.analysis.stance import stance_of
from briefing.analysis.unattributed import find_unattributed
from briefing.analysis.verbs import find_verbal
from briefing.model import Actor, Span, Statement, StatementKind, Unattributed

_MARKS = '«»“”"‹›„ \u00a0\u202f'


@dataclass(frozen=True, slots=True)
class Spoken:
    """Statements with the actors they name, and what no one is named for."""

    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    unattributed: tuple[Unattributed, ...]


def attribute(draft: Draft) -> Draft:
    """The draft with its actors, statements and unattributed claims."""
    spoken = find_statements(draft.parsed)
    findings = draft.findings._replace(
        actors=spoken.actors, statements=spoken.statements, unattributed=spoken.unattributed
    )
    return replace(draft, findings=findings)


def find_statements(parsed: Parsed) -> Spoken:
    """All statements of a parsed text, ordered by the start of their passages."""
    scene = set_scene(parsed)
    speech = find_speech(scene)
    proposals = [
        *speech.proposals,
        *find_verbal(scene, speech),
        *find_postponed(scene, speech),
        *find_prepositional(scene),
        *find_views(scene),
        *find_nominal(scene),
    ]
    proposals.sort(key=lambda p: (p.anchor, p.content[0]))
    discourse = Discourse(scene)
    kept: list[tuple[Proposal, Found]] = []
    for proposal in proposals:
        found = _resolve(scene, discourse, proposal)
        if found is None:
            continue
        kept.append((proposal, found))
        is_paper = (
            proposal.frame == "source"
            and proposal.speaker is not None
            and scene.known.has("documents", scene.parsed.tokens[proposal.speaker])
        )
        if proposal.rule != "noun" and not is_paper:
            discourse.add_speaker(proposal.anchor, found.entries)
    kept = _without_parts(scene, _without_doubles(kept))
    for _, found in kept:
        for number in found.entries:
            scene.cast.entries[number].is_used = True
    actors, ids = make_actors(scene.cast)
    statements = link(_build(scene, kept, ids), parsed)
    taken = [(s.start, s.end) for statement in statements for s in statement.content]
    return Spoken(actors, statements, _unattributed(scene, taken, speech.orphans))


def _unattributed(scene: Scene, taken: list[tuple[int, int]], orphans: list[Quote]) -> tuple[Unattributed, ...]:
    text = scene.parsed.text
    seen: dict[str, int] = {}
    out = []
    for start, end, rule in find_unattributed(scene, taken, orphans):
        quote = text[start:end]
        seen[quote] = seen.get(quote, 0) + 1
        out.append(Unattributed(make_key("u", quote, seen[quote]), Span(start, end, quote), rule))
    return tuple(out)


def _resolve(scene: Scene, discourse: Discourse, proposal: Proposal) -> Found | None:
    """The speaker of a proposal; None when nobody can be named or the noun cannot take a position."""
    head = proposal.speaker
    if head is not None and proposal.needs:
        is_word = scene.parsed.tokens[head].pos in ("PRON", "DET") or discourse.is_latter(head)
        if not is_word and not scene.cast.is_actor_like(head):
            return None
    if proposal.rule.startswith("gerund") and head is not None and not discourse.may_speak(head):
        # "ces éléments …, affirmant que": whoever the text is speaking of
        head, proposal.is_implicit, proposal.source = None, True, None
    found = discourse.speaker(head, proposal.anchor, is_implicit=proposal.is_implicit)
    if found is None or not any(c.isalpha() for e in found.entries for c in scene.cast.entries[e].name):
        return None
    return found


def _without_doubles(kept: list[tuple[Proposal, Found]]) -> list[tuple[Proposal, Found]]:
    """Leaves out the weaker of two proposals about the same passage by the same speaker."""
    out: list[tuple[Proposal, Found]] = []
    taken: dict[tuple[int, int], list[int]] = {}
    for proposal, found in sorted(kept, key=lambda k: (_rank(k[0]), k[0].anchor)):
        key = proposal.content[0]
        others = taken.setdefault(key, [])
        if any(e in others for e in found.entries):
            continue
        others.extend(found.entries)
        out.append((proposal, found))
    return sorted(out, key=lambda k: (k[0].content[0], k[0].anchor))


def _without_parts(scene: Scene, kept: list[tuple[Proposal, Found]]) -> list[tuple[Proposal, Found]]:
    """Leaves out a quotation within what the same speaker reports: "affirmant | qu'il avait pu observer « … »"."""

    def sentence(offset: int) -> int:
        return scene.parsed.tokens[scene.parsed.token_at(offset)].sentence

    clauses: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
    for proposal, found in kept:
        if proposal.frame == "that":
            for start, end in proposal.content:
                clauses.setdefault(sentence(start), []).append((start, end, found.entries))
    return [
        (proposal, found)
        for proposal, found in kept
        if proposal.rule != "speech.before"
        or not any(
            start <= proposal.content[0][0] and proposal.content[-1][1] <= end and entries == found.entries
            for start, end, entries in clauses.get(sentence(proposal.content[0][0]), ())
        )
    ]


def _rank(proposal: Proposal) -> int:
    order = ("speech", "verb", "gerund", "preposition", "adjective", "noun")
    family = proposal.rule.split(".")[0]
    return order.index(family) if family in order else len(order)


def _build(scene: Scene, kept: Sequence[tuple[Proposal, Found]], ids: dict[int, str]) -> tuple[Statement, ...]:
    text = scene.parsed.text
    seen: dict[str, int] = {}
    out = []
    for proposal, found in kept:
        pieces, kind, verbatim = _read_marks(scene, proposal)
        if not pieces:
            continue
        joined = " … ".join(text[a:b] for a, b in pieces)
        seen[joined] = seen.get(joined, 0) + 1
        out.append(
            Statement(
                key=make_key("s", joined, seen[joined]),
                actors=tuple(ids[e] for e in found.entries if e in ids),
                kind=kind,
                stance=stance_of(scene, proposal, scene.cast.entries[found.entries[0]]),
                content=tuple(_span(text, a, b) for a, b in pieces),
                cue=tuple(_token_span(scene, a, b) for a, b in proposal.cue),
                source=(_token_span(scene, *proposal.source),) if proposal.source else (),
                verbatim=tuple(_span(text, a, b) for a, b in verbatim),
                is_conditional=proposal.is_conditional,
                is_negated=proposal.is_negated,
                confidence=confidence_of(proposal, found),
                rule=f"{scene.parsed.language}.{proposal.rule}",
                how_known=found.how,
                antecedent=_token_span(scene, *found.antecedent) if found.antecedent and found.how != "name" else None,
            )
        )
    return tuple(sorted(out, key=lambda s: (s.content[0].start, s.content[0].end, s.key)))


def make_key(letter: str, text: str, occurrence: int) -> str:
    """A finding's key: its kind, its words and which time they occur, so that it survives a change elsewhere."""
    digest = hashlib.sha256(f"{letter}\0{text}\0{occurrence}".encode()).hexdigest()
    return f"{letter}-{digest[:12]}"


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _token_span(scene: Scene, first: int, end: int) -> Span:
    tokens = scene.parsed.tokens
    start, stop = tokens[first].start, tokens[end - 1].end
    return _span(scene.parsed.text, start, stop)


def _read_marks(scene: Scene, proposal: Proposal) -> tuple[list[tuple[int, int]], StatementKind, list[tuple[int, int]]]:
    """The pieces without outer marks, whether they are quoted wholly, in part or not, and the verbatim stretches."""
    pieces: list[tuple[int, int]] = []
    verbatim: list[tuple[int, int]] = []
    whole = 0
    for start, end in sorted(proposal.content):
        start, end = _strip(scene, start, end)
        if start >= end:
            continue
        quote = scene.quotes.at(start)
        if quote is not None and quote.inner_start <= start and end <= quote.inner_end:
            whole += 1
        else:
            for inner in scene.quotes.between(start, end):
                if inner.inner_start < inner.inner_end and inner.inner_end <= end:
                    verbatim.append((inner.inner_start, inner.inner_end))
            if quote is not None and quote.start < start < quote.inner_end < end:
                verbatim.append((start, quote.inner_end))
        pieces.append((start, end))
    if pieces and whole == len(pieces):
        return pieces, "direct", list(pieces)
    if whole:
        verbatim.extend(
            p for p in pieces if (q := scene.quotes.at(p[0])) and q.inner_start <= p[0] and p[1] <= q.inner_end
        )
    return pieces, "mixed" if verbatim else "indirect", sorted(set(verbatim))


def _strip(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Takes off white space, stray signs at the edges, and marks that enclose all of it."""
    text = scene.parsed.text
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    quote = scene.quotes.at(start)
    if quote is not None and quote.start == start and end in (quote.end, quote.inner_end):
        return quote.inner_start, quote.inner_end
    if quote is None and end - start > 1 and text[end - 1] == "." and scene.quotes.at(end - 1) is None:
        end -= 1
    return start, end
