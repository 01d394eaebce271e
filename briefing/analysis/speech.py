"""Direct speech: which quotation belongs to which verb of saying, before it, after it, or in its middle.

"« … », a déclaré la présidente"; "dijo: «…»"; "“…,” she said. “…”"; "« …, a-t-il ajouté, … »".
"""

from dataclasses import dataclass

from briefing.analysis.clauses import mark_after
from briefing.analysis.continuations import (
    continue_speech,
    follow_speech,
    goes_on,
    is_speechlike,
    quoted_words,
    stands_alone,
)
from briefing.analysis.cues import Cue, match_rest
from briefing.analysis.edges import Word
from briefing.analysis.grammar import is_finite, is_verb, noun_phrase, verb_group
from briefing.analysis.objects import object_head
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.quotes import Quote
from briefing.analysis.speakers import Speaker, speaker_of
from briefing.analysis.usage import is_conditional, is_negated, is_passive, is_reflexive

_ENDS = frozenset(",?!…")
_WINDOW = 24


@dataclass(frozen=True, slots=True)
class Speech:
    """The direct statements, the verbs they used, and the quotes that nobody was found for."""

    proposals: list[Proposal]
    verbs: frozenset[int]
    orphans: list[Quote]


def find_speech(scene: Scene) -> Speech:
    """The direct speech of a text, in order."""
    proposals: list[Proposal] = []
    by_quote: dict[int, Proposal] = {}
    orphans: list[Quote] = []
    previous: tuple[Quote, Proposal] | None = None
    for quote in scene.quotes.quotes:
        if not is_speechlike(scene, quote):
            continue
        behind = _after(scene, quote)
        # "« … », a dit X. « … », poursuit-il": the second has its own verb
        is_rest = (
            previous is not None and _ends_sentence(scene, quote) and goes_on(previous[0], quote, scene.parsed.text)
        )
        proposal = continue_speech(scene, quote, previous) if behind is None or is_rest else None
        if proposal is None:
            made = _inside(scene, quote) or behind or _before(scene, quote)
            made = made or _labelled(scene, quote) or _signed(scene, quote)
            if made is None:
                follower = follow_speech(scene, quote, previous)
                if follower is None:
                    if stands_alone(scene, quote):
                        orphans.append(quote)
                    continue
                made = follower
            proposal = made
            proposals.append(proposal)
        by_quote[quote.start] = proposal
        previous = (quote, proposal)
    # a verb before a colon may hold a clause of its own: "a assuré qu'il … : « … »"
    used = frozenset(p.anchor for p in proposals if p.rule in ("speech.after", "speech.inside"))
    return Speech(proposals, used, orphans)


def _ends_sentence(scene: Scene, quote: Quote) -> bool:
    return scene.parsed.text[quote.inner_end - 1] in ".?!…"


# --- where the verb stands ------------------------------------------------------------------------------------


def _after(scene: Scene, quote: Quote) -> Proposal | None:
    """ "…", said X / "…", a déclaré X / "…," X said."""
    parsed = scene.parsed
    tokens = parsed.tokens
    first = parsed.token_at(quote.end)
    limit = min(first + _WINDOW, len(tokens))
    if first >= len(tokens) or not _same_paragraph(scene, quote, first):
        return None
    limit = min(limit, scene.paragraph_end(first))
    comma = tokens[first].text in (",", "—", "–", "-") or parsed.text[quote.inner_end - 1] in _ENDS
    if tokens[first].text in (",", "—", "–", "-"):
        first += 1
    if first >= limit or tokens[first].pos in ("CCONJ", "SCONJ") or tokens[first].text in ".;:()":
        return None
    return _scan(scene, quote, first, limit, comma)


def _scan(scene: Scene, quote: Quote, first: int, limit: int, comma: bool) -> Proposal | None:
    """Looks for the first verb after a quote; it counts when it is a cue and only a subject stands before it."""
    tokens = scene.parsed.tokens
    for i in range(first, limit):
        token = tokens[i]
        if token.text in (".", ";", ":", "!", "?") or scene.quote_of[i] is not None:
            return None
        if not is_verb(token) or (token.pos == "AUX" and _helps(scene, i)):
            if token.lower in scene.known.pronouns["relative"] and i > first and not comma:
                return None
            continue
        cue = quoting_cue(scene, i)
        if cue is None:
            if is_finite(scene.parsed, i) and not _in_relative(scene, i, first):
                return None
            continue
        if not is_finite(scene.parsed, i):
            continue
        inverted = _is_inverted(scene, i, first)
        if not comma and not inverted:
            return None
        if scene.parsed.language == "fr" and not inverted and not comma:
            return None
        if not inverted and _has_own_content(scene, i):
            return None
        return _make(scene, i, quote, "speech.after", cue)
    return None


def _has_own_content(scene: Scene, verb: int) -> bool:
    """ "« … » Il a assuré qu'il …": the verb has a clause or object of its own; the quotation is another's."""
    word = Word(scene, verb)
    if mark_after(word) is not None:
        return True
    return scene.parsed.language == "fr" and object_head(word, None) is not None


def _helps(scene: Scene, index: int) -> bool:
    token = scene.parsed.tokens[index]
    return token.dep in ("aux", "aux:pass") and token.head > index


def _in_relative(scene: Scene, index: int, first: int) -> bool:
    return scene.parsed.tokens[index].dep in ("acl", "acl:relcl") and scene.parsed.tokens[index].head >= first


def _is_inverted(scene: Scene, verb: int, first: int) -> bool:
    """Whether the verb group opens the stretch after the quote: its subject follows or hangs on it with a hyphen."""
    group, _ = verb_group(scene.parsed, verb)
    # "« … » Il a assuré": a subject before the verb begins another sentence
    return group == first or (group == first + 1 and scene.parsed.tokens[first].dep not in ("nsubj", "nsubj:pass"))


def _before(scene: Scene, quote: Quote) -> Proposal | None:
    """X said: "…" / X a déclaré, « … » / dijo "…"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    opening = parsed.token_at(quote.start)
    last = opening - 1
    if last < 0 or (parsed.paragraph(last) != parsed.paragraph(opening) and not _leads_on(scene, last)):
        return None
    sign = tokens[last].text
    floor = max(0, last - (60 if sign == ":" else _WINDOW))
    complementisers = scene.known.pronouns["complementisers"]
    for i in range(last, floor - 1, -1):
        token = tokens[i]
        if token.text in (".", "!", "?", ";") and i != last and token.pos == "PUNCT":
            return None
        if scene.quote_of[i] is not None and i != last:
            return None
        if token.lower in complementisers and token.pos in ("SCONJ", "CCONJ") and sign != ":":
            return None
        if not is_verb(token):
            if sign not in ":," and last - i > 3:
                return None
            continue
        if token.pos == "AUX" and _helps(scene, i):
            continue
        cue = quoting_cue(scene, i)
        if cue is None and sign == ":" and token.lemma in scene.cues.verbs and is_finite(parsed, i):
            cue = scene.cues.verbs[token.lemma][0]
        if cue is not None and is_passive(parsed, i):
            return None  # "est condamné à « trois mois … »" is nobody's speech
        if cue is not None and _may_open(scene, i, last, sign, quote):
            return _make(scene, i, quote, "speech.before", cue)
        if sign != ":":
            return None
    return None


def _leads_on(scene: Scene, last: int) -> bool:
    return scene.parsed.tokens[last].text == ":"


def _may_open(scene: Scene, verb: int, last: int, sign: str, quote: Quote) -> bool:
    if sign == ":":
        return True
    between = scene.parsed.tokens[verb + 1 : last + 1]
    is_addressed = bool(between) and between[0].lower in ("à", "au", "aux", "a", "al", "to")
    if sign != "," and len(between) <= 12 and quote.is_speech and is_addressed:
        # "a dit au président de la région « Il y en a … »"
        return True
    if sign == ",":
        return scene.parsed.language == "en" and last - verb <= 6
    return all(t.pos in ("ADV", "PRON", "PUNCT") for t in between) and len(between) <= 3


def _inside(scene: Scene, quote: Quote) -> Proposal | None:
    """« …, a-t-il ajouté, … »: the verb stands within the marks, between commas or before the closing one."""
    if scene.parsed.language == "en" or quote.words < 6:
        return None
    parsed = scene.parsed
    tokens = parsed.tokens
    for i in range(parsed.token_at(quote.inner_start) + 2, parsed.token_at(quote.inner_end - 1) + 1):
        token = tokens[i]
        if not is_verb(token) or not quoting_cue(scene, i):
            continue
        first, end = verb_group(parsed, i)
        if tokens[first - 1].text not in (",", "—", "–"):
            continue
        clitic = [
            t for t in tokens[first : i + 3] if t.text.startswith(("-t-", "-il", "-elle", "-t", "-ils", "-elles"))
        ]
        follows = i + 1 < len(tokens) and tokens[i + 1].pos in ("DET", "PROPN")
        if not clitic and not (
            follows and parsed.language == "fr" and tokens[first].start > quote.start and _is_speaker_after(scene, i)
        ):
            continue
        cue = quoting_cue(scene, i)
        assert cue is not None
        stop = max(end, max((t.index + 1 for t in clitic), default=end))
        while (
            stop < len(tokens)
            and tokens[stop].text not in (",", "—", "–", ".", "»", "”", '"')
            and tokens[stop].start < quote.inner_end
        ):
            stop += 1
        proposal = _make(scene, i, quote, "speech.inside", cue)
        pieces = [(quote.inner_start, tokens[first - 1].start)]
        if stop < len(tokens) and tokens[stop].text in (",", "—", "–") and tokens[stop].end < quote.inner_end:
            rest = tokens[stop + 1].start
            if rest < quote.inner_end:
                pieces.append((rest, quote.inner_end))
        proposal.content = [p for p in pieces if p[0] < p[1]]
        return proposal if proposal.content else None
    return None


def _is_speaker_after(scene: Scene, verb: int) -> bool:
    return any(
        c > verb and scene.parsed.tokens[c].dep == "nsubj" and scene.cast.is_actor_like(c)
        for c in scene.parsed.children(verb)
    )


def _labelled(scene: Scene, quote: Quote) -> Proposal | None:
    """A name and a colon: "Macron : « … »"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    last = parsed.token_at(quote.start) - 1
    if last < 1 or tokens[last].text != ":":
        return None
    first, _ = parsed.sentences[tokens[last].sentence]
    opens = tokens[first].lower in scene.cues.prepositions or tokens[first + 1].lower in scene.cues.prepositions
    if last - first > (24 if opens else 8) or any(is_verb(t) for t in tokens[first:last]):
        return None
    heads = [t.index for t in tokens[first:last] if t.index in scene.cast.name_at]
    if not heads:
        return None
    return Proposal(
        anchor=last,
        cue=((last, last + 1),),
        content=[quoted_words(quote, parsed.text)],
        word=":",
        stance="assert",
        frame="quote",
        rule="speech.label",
        speaker=heads[0],
        source=(first, last),
    )


def _signed(scene: Scene, quote: Quote) -> Proposal | None:
    """A quotation with a name below it: "« … » — Jennifer Psaki, directrice de …"."""
    parsed = scene.parsed
    tokens = parsed.tokens
    dash = parsed.token_at(quote.end)
    while dash < len(tokens) and tokens[dash].text in ".,":
        dash += 1
    if quote.words < 6 or dash + 1 >= len(tokens) or tokens[dash].text not in ("—", "–", "―"):
        return None
    head = dash + 1
    n = scene.cast.name_at.get(head)
    if n is None or scene.cast.kind_at(head) != "person":
        return None
    end = scene.cast.names[n].end
    is_alone = (
        end >= len(tokens) or tokens[end].text in (",", ".", "(") or tokens[end].sentence != tokens[head].sentence
    )
    if not is_alone:
        return None
    return Proposal(
        anchor=dash,
        cue=((dash, dash + 1),),
        content=[quoted_words(quote, parsed.text)],
        word="—",
        stance="assert",
        frame="quote",
        rule="speech.signed",
        speaker=head,
        source=(head, end),
    )


# --- the verb ---------------------------------------------------------------------------------------------------


def quoting_cue(scene: Scene, index: int) -> Cue | None:
    """The entry under which a verb introduces quotations."""
    parsed = scene.parsed
    token = parsed.tokens[index]
    end = parsed.sentences[token.sentence][1]
    reflexive = is_reflexive(parsed, index)
    found = [
        c
        for c in scene.cues.verbs.get(token.lemma, ())
        if c.takes("quote") and c.is_reflexive == reflexive and match_rest(c, parsed.tokens, index, end) is not None
    ]
    return found[0] if found else None


def _same_paragraph(scene: Scene, quote: Quote, index: int) -> bool:
    return scene.parsed.paragraph(index) == scene.parsed.paragraph(scene.parsed.token_at(quote.start))


def _make(scene: Scene, verb: int, quote: Quote, rule: str, cue: Cue) -> Proposal:
    parsed = scene.parsed
    speaker = _speaker(scene, verb, rule)
    first, end = verb_group(parsed, verb)
    return Proposal(
        anchor=verb,
        cue=((first, end),),
        content=[quoted_words(quote, parsed.text)],
        word=cue.word,
        stance=cue.stance,
        frame="quote",
        rule=rule,
        speaker=speaker.head,
        source=speaker.source,
        is_implicit=speaker.is_implicit,
        is_negated=is_negated(parsed, verb),
        is_conditional=is_conditional(parsed, verb),
    )


def _speaker(scene: Scene, verb: int, rule: str) -> Speaker:
    """The verb's subject, unless the tree found it inside the quotation; then the noun or clitic next to the verb."""
    parsed = scene.parsed
    found = speaker_of(scene, verb)
    tokens = parsed.tokens
    if found.head is not None and not scene.in_speech(found.head):
        between = tokens[verb + 1 : found.head]
        is_far = rule == "speech.after" and any(
            t.text == "," or (t.lower in scene.known.pronouns["complementisers"] and t.pos == "SCONJ") for t in between
        )
        # "…", enfatizó, a la vez que destacó que España …
        return Speaker(is_implicit=True) if is_far else found
    first, end = verb_group(parsed, verb)
    for i in (*range(first, end), *range(end, min(end + 8, len(tokens)))):
        token = tokens[i]
        if scene.in_speech(i) or token.text in ".;:":
            break
        if token.pos in ("NOUN", "PROPN") and i >= end and scene.cast.is_actor_like(i):
            return Speaker(i, noun_phrase(parsed, i))
        if token.pos == "PRON" and token.lower.lstrip("-t").strip("-") in (
            "il",
            "elle",
            "ils",
            "elles",
            "on",
            "je",
            "nous",
            "he",
            "she",
            "they",
        ):
            return Speaker(i, (i, i + 1))
    for i in range(first - 1, max(-1, first - 6), -1):
        token = tokens[i]
        if scene.in_speech(i) or token.text[0] in '.;:»”"':
            break
        if token.pos in ("NOUN", "PROPN", "PRON") and rule == "speech.after":
            return Speaker(i, noun_phrase(parsed, i))
    return Speaker(is_implicit=True) if found.head is not None else found
