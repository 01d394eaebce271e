"""The noun object of a cue: "a rejeté | les propositions", "called for | a ceasefire"."""

from briefing.analysis.clauses import that_clause
from briefing.analysis.edges import Content, Word, is_setting, own_end, piece
from briefing.analysis.grammar import NOMINAL, is_gerund, is_verb


def noun_object(word: Word, after: int | None) -> Content | None:
    """The noun object with what belongs to it; `after` a phrase's last word it is the noun that follows."""
    tokens = word.parsed.tokens
    head = object_head(word, after)
    if head is None:
        return None
    first, end = word.parsed.reach(head)
    floor = (after if after is not None else word.index) + 1
    first = max(first, floor, *(word.parsed.reach(c)[1] for c in _manners(word, head)))
    while first < head and tokens[first].dep == "case" and tokens[first].pos == "ADP" and tokens[first].head == head:
        first += 1
    return piece(word, first, own_end(word, first, tail(word, end)), head)


def _manners(word: Word, head: int) -> list[int]:
    """What stands before an object and says how: "a adopté | de manière définitive | une loi"."""
    if word.parsed.language == "en":
        return []
    tokens = word.parsed.tokens
    return [c for c in word.parsed.children(head) if c < head and tokens[c].dep in ("obl", "nmod", "obl:mod")]


def object_head(word: Word, after: int | None) -> int | None:
    tokens = word.parsed.tokens
    if after is not None:
        for child in (*word.children, *(c for k in word.children for c in word.parsed.children(k))):
            token = tokens[child]
            if (
                child > after
                and (token.pos in NOMINAL or is_verb(token))
                and token.dep in ("obj", "obl", "nmod", "obl:agent", "iobj", "advcl", "ccomp", "xcomp", "acl")
            ):
                first, _ = word.parsed.reach(child)
                if first - after <= 2:
                    return child
        if after + 1 < len(tokens) and tokens[after + 1].pos in ("DET", "NOUN", "PROPN", "ADJ", "PRON"):
            i = after + 1
            while i + 1 < len(tokens) and tokens[i].pos in ("DET", "ADJ"):
                i += 1
            return i if tokens[i].pos in NOMINAL else None
        return None
    for child in word.children:
        token = tokens[child]
        if child > word.index and token.dep == "obj" and token.pos in NOMINAL and token.pos != "PRON":
            first, _ = word.parsed.reach(child)
            if word.parsed.language == "es" and tokens[first].lower in ("a", "al") and that_clause(word):
                continue
            if first > word.index:
                return child
    for child in word.children:
        token = tokens[child]
        if child > word.index and token.dep == "obj" and token.pos in ("ADJ", "VERB", "PRON", "X", "DET"):
            if token.pos == "PRON" and token.lower not in ("ce", "celui", "celle", "ceux", "celles", "those", "lo"):
                continue
            return child
    return None


def tail(word: Word, end: int) -> int:
    """Takes along what hangs on the verb right after its object: "une réunion | en février à Washington"."""
    tokens = word.parsed.tokens
    for child in word.children:
        token = tokens[child]
        first, last = word.parsed.reach(child)
        if (
            (
                first == end
                and token.dep in ("obl", "nmod", "advmod", "xcomp", "advcl")
                and not is_gerund(word.parsed, child)
            )
            and not is_setting(word, child)
            and token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
        ):
            end = last
    return end
