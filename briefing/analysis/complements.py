"""What a verb, noun or adjective holds: its clause, infinitive, object or object with a preposition, as passages."""

from briefing.analysis.clauses import that_clause
from briefing.analysis.edges import Content, Word, is_setting, own_end, piece
from briefing.analysis.grammar import NOMINAL, case_of, is_infinitive
from briefing.analysis.infinitives import gerund, infinitive
from briefing.analysis.objects import noun_object, object_head, tail


def complement(word: Word, frame: str, after: int | None = None) -> Content | None:
    """The passage that a frame finds, None without one.

    `after` is the last token of a phrase ("call / for"): the object follows it.
    """
    if frame == "that":
        return that_clause(word)
    if frame == "infinitive":
        content = infinitive(word, ())
        # "fait remarquer X": the phrase's own infinitive is no content
        return None if content and after is not None and content.head is not None and content.head <= after else content
    if frame == "gerund":
        return gerund(word, ())
    if frame == "predicate":
        return _predicate(word)
    if frame == "figures":
        return _figures(word)
    if frame == "object":
        return noun_object(word, after)
    if frame == "object-own":
        content = noun_object(word, after)
        return content if content and _is_own_object(word, content) else None
    if frame == "object-quoted":
        content = noun_object(word, after)
        return content if content and _has_quote(word, content) else None
    preposition, _, rest = frame.partition(" ")
    if rest == "infinitive":
        return infinitive(word, (preposition,))
    if rest == "gerund":
        return gerund(word, (preposition,))
    return _oblique(word, preposition)


def _figures(word: Word) -> Content | None:
    """All that a poll or count gives, when it gives a number: "los sondeos dan | a Bush el 44 por ciento del voto"."""
    tokens = word.parsed.tokens
    first, end = word.index + 1, word.parsed.reach(word.index)[1]
    numbers = [t.index for t in tokens[first:end] if t.pos == "NUM" or t.text == "%"]
    return piece(word, first, own_end(word, first, end), numbers[0]) if numbers else None


def _predicate(word: Word) -> Content | None:
    """An object with an opinion on it: "jugeant | les progrès inacceptables", "described | it as a mistake"."""
    tokens = word.parsed.tokens
    opinion = [
        c
        for c in word.children
        if c > word.index
        and (
            (
                tokens[c].dep in ("xcomp", "attr", "obj:pred", "ccomp")
                and tokens[c].pos in ("ADJ", "NOUN", "PROPN", "VERB")
            )
            or (
                _lead(word, c) in ("comme", "as", "como", "de", "d'")
                and tokens[c].dep in ("obl", "xcomp", "advcl", "nmod")
            )
        )
        and not is_infinitive(tokens[c])
    ]
    if not opinion:
        return _opinion_within(word)
    ends = [word.parsed.reach(c)[1] for c in opinion]
    starts = [word.parsed.reach(c)[0] for c in opinion]
    head = object_head(word, None)
    if head is not None:
        starts.append(word.parsed.reach(head)[0])
        ends.append(word.parsed.reach(head)[1])
    first = max(min(starts), word.index + 1)
    if first - word.index > 8:
        return None
    while tokens[first].dep in ("case", "mark") and tokens[first].lower in ("comme", "as", "como", "de", "d'"):
        first += 1
    return piece(word, first, own_end(word, first, max(ends)), head if head is not None else opinion[0])


def _oblique(word: Word, preposition: str) -> Content | None:
    """The noun after one preposition: "insisté sur | la coopération", "opposés à | la loi"."""
    tokens = word.parsed.tokens
    forms = {
        preposition,
        *{"à": ("au", "aux"), "de": ("d'", "du", "des", "del"), "a": ("al",), "en": ("dans",)}.get(preposition, ()),
    }
    for child in word.children:
        token = tokens[child]
        if child < word.index or token.dep not in ("obl", "nmod", "iobj", "obj", "obl:agent", "advcl", "xcomp"):
            continue
        if token.pos not in NOMINAL and token.dep not in ("obl", "nmod"):
            continue
        if case_of(word.parsed, child) not in forms or token.pos == "PRON":
            continue
        first, end = word.parsed.reach(child)
        first = max(first, word.index + 1)
        while (
            first < child
            and tokens[first].dep == "case"
            and tokens[first].head == child
            and tokens[first].lower in forms
        ):
            first += 1
        if first - word.index > 10 or is_setting(word, child):
            continue
        return piece(word, first, own_end(word, first, tail(word, end)), child)
    return None


def passive_subject(word: Word) -> Content | None:
    """What a passive is about: its subject, or the noun that its participle hangs on."""
    tokens = word.parsed.tokens
    for child in word.children:
        if (
            tokens[child].dep in ("nsubj:pass", "nsubj")
            and tokens[child].pos in NOMINAL
            and tokens[child].pos != "PRON"
        ):
            first, end = word.parsed.reach(child)
            return piece(word, first, min(end, word.index), child)
    token = tokens[word.index]
    if token.dep in ("acl", "amod", "acl:relcl") and tokens[token.head].pos in NOMINAL:
        first, _ = word.parsed.reach(token.head)
        if first < word.index:
            return piece(word, first, word.index, token.head)
    return None


def _opinion_within(word: Word) -> Content | None:
    """ "calificó el acuerdo de histórico", where the tree hung the opinion on the object."""
    head = object_head(word, None)
    if head is None:
        return None
    for child in word.parsed.children(head):
        if child > head and _lead(word, child) in ("de", "d'", "como", "comme", "as"):
            first, end = word.parsed.reach(head)
            return piece(word, max(first, word.index + 1), own_end(word, first, end), head)
    return None


def _lead(word: Word, index: int) -> str:
    """The preposition or conjunction that opens a phrase."""
    tokens = word.parsed.tokens
    for child in word.parsed.children(index):
        if child < index and tokens[child].dep in ("case", "mark"):
            return tokens[child].lower
    return ""


def _is_own_object(word: Word, content: Content) -> bool:
    """A possessive object is the speaker's own: "affirme | sa volonté de …"."""
    return content.head is not None and any(
        word.parsed.tokens[c].lower in word.scene.known.pronouns["possessive"]
        for c in word.parsed.children(content.head)
    )


def _has_quote(word: Word, content: Content) -> bool:
    return any(word.scene.quotes.between(a, b) or word.scene.quotes.at(a) for a, b in content.pieces)
