"""Sources behind a preposition: "selon le ministre, …", "according to NBC", "…, según fuentes"; views: "à son avis"."""

from briefing.analysis.continuations import quoted_words
from briefing.analysis.cues import Cue, match_rest
from briefing.analysis.edges import trim_outside
from briefing.analysis.grammar import is_finite, is_verb, nearest_verb, subject
from briefing.analysis.parse import Token
from briefing.analysis.proposal import Proposal, Scene
from briefing.analysis.quotes import Quote


def find_prepositional(scene: Scene) -> list[Proposal]:
    """One proposal for each source behind a preposition."""
    out: list[Proposal] = []
    tokens = scene.parsed.tokens
    for token in tokens:
        for cue in scene.cues.prepositions.get(token.lower, ()):
            if scene.in_speech(token.index):
                continue
            end = scene.parsed.sentences[token.sentence][1]
            places = match_rest(cue, tokens, token.index, end)
            if places is None or any(b - a != 1 for a, b in zip((token.index, *places), places, strict=False)):
                continue
            proposal = _propose(scene, cue, token.index, (places[-1] if places else token.index) + 1)
            if proposal:
                out.append(proposal)
                break
    return out


def _propose(scene: Scene, cue: Cue, first: int, after: int) -> Proposal | None:
    parsed = scene.parsed
    tokens = parsed.tokens
    sentence_first, sentence_end = parsed.sentences[tokens[first].sentence]
    head = _source_head(scene, after, sentence_end)
    if head is None:
        return None
    if cue.role == "actor-comma" and not _may_be_view(scene, first, after, head, sentence_first):
        return None
    if tokens[head].pos == "PRON" and _is_within_clause(scene, first):
        return None
    source_end = _source_end(scene, after, head, sentence_end)
    clause = _past_remark(scene, after, source_end, sentence_end)
    spoken = _speech_at(scene, clause) if _opens(scene, first, sentence_first) else None
    if spoken is not None and parsed.tokens[parsed.token_at(spoken.end - 1)].sentence != tokens[first].sentence:
        # "Selon lui, « … . … »": the quotation goes on over the sentence
        content = [quoted_words(spoken, parsed.text)]
    else:
        content = _content(scene, first, clause, sentence_first, sentence_end)
    if not content:
        return None
    return Proposal(
        anchor=first,
        cue=((first, after),),
        content=content,
        word=cue.word,
        stance=cue.stance,
        frame="source",
        rule="preposition.view" if cue.role else "preposition.source",
        speaker=head,
        source=(after, source_end),
        is_conditional=False,
    )


def _is_within_clause(scene: Scene, first: int) -> bool:
    """ "a expliqué que, selon lui, …": the verb's statement already has it."""
    tokens = scene.parsed.tokens
    before = [t.lower for t in tokens[max(0, first - 2) : first] if t.text != ","]
    return bool(before) and before[-1] in scene.known.pronouns["complementisers"]


def _source_head(scene: Scene, after: int, end: int) -> int | None:
    """The head of the noun phrase that follows."""
    tokens = scene.parsed.tokens
    start = after
    while start < min(after + 3, end) and tokens[start].lemma in scene.cues.verbs and is_verb(tokens[start]):
        # "según dijeron fuentes de la investigación"
        start += 1
    for verb in range(after, start):
        own = subject(scene.parsed, verb)
        if own is not None and start <= own < end and scene.cast.is_person_like(own):
            return own  # "según dijeron a Efe | fuentes próximas a la investigación"
    for i in range(start, min(start + 6, end)):
        token = tokens[i]
        is_noun = token.pos in ("NOUN", "PROPN", "PRON", "X") or i in scene.cast.name_at
        if is_noun or (token.pos == "ADJ" and token.dep in ("obl", "nmod", "root", "nsubj")):
            head = i
            while (
                tokens[head].head != head
                and after <= tokens[head].head < end
                and tokens[head].dep in ("compound", "amod", "flat", "nmod:poss", "det", "nummod", "flat:name")
                and tokens[tokens[head].head].pos in ("NOUN", "PROPN")
            ):
                head = tokens[head].head
            return head
        if token.pos in ("VERB", "AUX", "SCONJ", "PUNCT") and token.text not in '«“"(':
            return None
    return None


def _may_be_view(scene: Scene, first: int, after: int, head: int, sentence_first: int) -> bool:
    """ "Pour lui, …", "Pour le maire, …": opens a sentence, is somebody, and is set off by a comma."""
    parsed = scene.parsed
    tokens = parsed.tokens
    token = tokens[head]
    if token.lower in scene.cues.usage["no_views"] or not _opens(scene, first, sentence_first):
        return False
    end = _source_end(scene, after, head, parsed.sentences[token.sentence][1])
    if end >= len(tokens) or not (tokens[end].text == "," or _speech_at(scene, end)):
        return False
    if token.pos == "PRON":
        return token.lower in ("lui", "elle", "eux", "elles", "él", "ella", "ellos", "ellas")
    is_person = head in scene.cast.name_at and scene.cast.kind_at(head) in ("person", "organisation", "unknown")
    return is_person or scene.cast.is_person_like(head)


def _opens(scene: Scene, first: int, sentence_first: int) -> bool:
    """Whether only a short word of linking stands before: "Mais, pour …", "À l'inverse, pour …"."""
    before = scene.parsed.tokens[sentence_first:first]
    return len(before) <= 1 or (len(before) <= 5 and before[-1].text == "," and not any(is_verb(t) for t in before))


def _speech_at(scene: Scene, index: int) -> Quote | None:
    """The quotation that stands here, a comma, colon or semicolon aside, when it is speech."""
    tokens = scene.parsed.tokens
    if index < len(tokens) and tokens[index].text in (",", ":", ";"):
        index += 1
    number = scene.quote_of[index] if index < len(tokens) else None
    is_first = number is not None and tokens[index].start <= number.inner_start
    return number if is_first and number is not None and number.is_speech else None


def _source_end(scene: Scene, after: int, head: int, sentence_end: int) -> int:
    """Where the source stops: at the end of its phrase, a finite verb of its own clause, or a comma."""
    parsed = scene.parsed
    tokens = parsed.tokens
    _, end = parsed.reach(head)
    end = min(max(end, head + 1), sentence_end)
    for i in range(head + 1, end):
        token = tokens[i]
        if token.text == "," or token.text in ";:":
            follower = tokens[i + 1] if i + 1 < sentence_end else token
            if follower.dep == "conj" or (
                i + 1 in scene.cast.name_at and follower.dep in ("appos", "flat", "conj", "nmod")
            ):
                continue
            if follower.pos in ("NOUN", "DET", "ADJ") and _apposed(scene, head, i + 1, end):
                continue
            return i
        if is_verb(token) and token.morph.get("VerbForm") == "Fin" and not _is_relative(scene, i, head):
            start, _ = parsed.reach(i)
            return max(head + 1, min(start, i) if start > head else i)
    return end


def _past_remark(scene: Scene, after: int, end: int, sentence_end: int) -> int:
    """Past what a comma adds to the source (", l'un des conseillers du ministre,", ", dont Rita Katz, …,")."""
    parsed = scene.parsed
    tokens = parsed.tokens
    if end + 1 >= sentence_end or tokens[end].text != ",":
        return end
    if tokens[end + 1].lower not in scene.cues.usage["remarks"]:
        return _past_apposition(scene, after, end, sentence_end)
    for i in range(end + 2, sentence_end):
        if tokens[i].dep in ("nsubj", "nsubj:pass") and is_verb(tokens[tokens[i].head]):
            first, _ = parsed.reach(i)
            return first if tokens[first - 1].text == "," else end
    return end


def _past_apposition(scene: Scene, after: int, end: int, sentence_end: int) -> int:
    tokens = scene.parsed.tokens
    stop = next((i for i in range(end + 1, sentence_end) if tokens[i].text in (",", ";")), None)
    added = tokens[end + 1 : stop]
    if stop is None or any(is_verb(t) or t.text[0] in '«“"' or _is_source_word(scene, t) for t in added):
        return end
    tops = [t for t in added if not end < t.head < stop and t.pos not in ("PUNCT", "CCONJ")]
    labels = ("appos", "nmod", "flat", *(("conj",) if added and added[0].pos == "ADP" else ()))
    is_added = all(after <= t.head < end and t.dep in labels for t in tops)
    return stop if is_added and tops else end


def _apposed(scene: Scene, head: int, first: int, end: int) -> bool:
    """Whether a role after a comma still belongs to the name before it: "selon X, conseiller du président, …"."""
    tokens = scene.parsed.tokens
    for i in range(first, min(first + 4, end)):
        if tokens[i].dep == "appos" and tokens[i].head == head and scene.known.is_role(tokens[i]):
            return True
    return False


def _is_relative(scene: Scene, verb: int, head: int) -> bool:
    tokens = scene.parsed.tokens
    at = verb
    for _ in range(8):
        if tokens[at].dep in ("acl:relcl", "acl"):
            return True
        if tokens[at].head == at or tokens[at].head <= head:
            return False
        at = tokens[at].head
    return False


def _content(scene: Scene, first: int, end: int, sentence_first: int, sentence_end: int) -> list[tuple[int, int]]:
    """The clause around a source: what follows when it opens the sentence, else what stands before and after it."""
    parsed = scene.parsed
    tokens = parsed.tokens
    before = [i for i in range(sentence_first, first) if tokens[i].pos not in ("PUNCT", "CCONJ", "ADV", "SCONJ")]
    pieces: list[tuple[int, int]] = []
    if not before:
        _add(scene, pieces, end, sentence_end)
        return pieces
    verb = nearest_verb(parsed, first) if parsed.has_syntax else None
    low, high = sentence_first, sentence_end
    if verb is not None and sentence_first <= verb < sentence_end:
        low, high = _clause_bounds(scene, verb, first, sentence_first, sentence_end)
    rest = [i for i in range(end, high) if tokens[i].pos not in ("PUNCT",)]
    is_bare = not any(is_verb(tokens[i]) or tokens[i].dep in ("nsubj", "nsubj:pass") for i in range(low, first))
    is_relative = bool(rest) and tokens[rest[0]].lower in scene.known.pronouns["loose"]
    if is_bare and not is_relative and any(is_verb(tokens[i]) and is_finite(parsed, i) for i in rest):
        # "Vers 18 heures, selon le ministère, …"
        _add(scene, pieces, end, high)
        return pieces
    if _has_rival(scene, first, end, sentence_first, sentence_end):
        low = max(low, _last_sign(scene, low, first))
        rest = []
    _add(scene, pieces, low, first)
    if (
        rest
        and tokens[rest[0]].pos not in ("CCONJ", "SCONJ")
        and tokens[rest[0]].lower not in scene.known.pronouns["relative"]
    ):
        medial = tokens[first - 1].text == "," or tokens[end].text == "," if end < len(tokens) else False
        if medial and not any(
            is_verb(tokens[i]) and tokens[i].morph.get("VerbForm") == "Fin" for i in range(low, first)
        ):
            _add(scene, pieces, end, high)
    return pieces


def _has_rival(scene: Scene, first: int, end: int, low: int, high: int) -> bool:
    """Whether the sentence has another source like it: "13 000 selon la police, 100 000 selon les syndicats"."""
    tokens = scene.parsed.tokens
    return any(_is_source_word(scene, tokens[i]) for i in (*range(low, first), *range(end, high)))


def _is_source_word(scene: Scene, token: Token) -> bool:
    """ "selon", "according": a preposition that by itself announces a source."""
    cues = scene.cues.prepositions.get(token.lower)
    return cues is not None and not cues[0].role and not cues[0].rest


def _last_sign(scene: Scene, low: int, first: int) -> int:
    tokens = scene.parsed.tokens
    for i in range(first - 2, low, -1):
        if tokens[i].text in (",", ";", "(", "—", "–"):
            return i + 1
    return low


def _clause_bounds(scene: Scene, verb: int, first: int, low: int, high: int) -> tuple[int, int]:
    """The clause of a verb when it is a later coordinate of the sentence, else the whole sentence."""
    parsed = scene.parsed
    token = parsed.tokens[verb]
    if token.dep == "conj" and token.pos in ("VERB", "AUX"):
        a, b = parsed.reach(verb)
        if any(parsed.tokens[i].dep in ("nsubj", "nsubj:pass") for i in parsed.children(verb)):
            while a < verb and parsed.tokens[a].pos in ("CCONJ", "PUNCT"):
                a += 1
            if a < first:
                return max(a, low), min(b, high)
    return low, high


def _add(scene: Scene, pieces: list[tuple[int, int]], first: int, end: int) -> None:
    tokens = scene.parsed.tokens
    while first < end and tokens[first].pos == "CCONJ":
        first += 1
    first, end = trim_outside(scene, first, end)
    while first < end and tokens[first].pos == "CCONJ":
        first += 1
    if end <= first:
        return
    start, stop = tokens[first].start, tokens[end - 1].end
    whole = scene.quotes.at(start)
    if whole is not None and whole.start == start and whole.end >= stop - 1:
        start, stop = whole.inner_start, whole.inner_end
    else:
        last = scene.quotes.at(stop - 1)
        if last is not None and last.start >= start:
            stop = max(stop, last.end)
    if stop > start:
        pieces.append((start, stop))


def find_views(scene: Scene) -> list[Proposal]:
    """ "À son avis, …", "a su juicio, …": the view of whoever was spoken of."""
    out: list[Proposal] = []
    parsed = scene.parsed
    tokens = parsed.tokens
    starts: dict[str, list[tuple[str, ...]]] = {}
    for view in scene.cues.views:
        starts.setdefault(view[0], []).append(view)
    for token in tokens:
        for view in starts.get(token.lower, ()):
            end = token.index + len(view)
            if tuple(t.lower for t in tokens[token.index : end]) != view or scene.in_speech(token.index):
                continue
            low, high = parsed.sentences[token.sentence]
            content = _content(scene, token.index, end, low, high)
            if content:
                out.append(
                    Proposal(
                        anchor=token.index, cue=((token.index, end),), content=content, word=" ".join(view),
                        stance="assert", frame="source", rule="preposition.view", is_implicit=True,
                    )
                )  # fmt: skip
                break
    return out
