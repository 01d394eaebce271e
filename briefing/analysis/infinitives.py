"""The infinitive or gerund that a cue holds: "de se réunir", "to meet", "to maintaining …"."""

from briefing.analysis.edges import Content, Word, own_end, piece
from briefing.analysis.grammar import is_infinitive, is_verb
from briefing.analysis.objects import tail


def infinitive(word: Word, wanted: tuple[str, ...]) -> Content | None:
    """ "de se réunir", "to meet": without the mark. `wanted` are the prepositions asked for, all when empty."""
    tokens = word.parsed.tokens
    found: Content | None = None
    for child in word.children:
        if child < word.index or child - word.index > 60 or not _is_infinitive_clause(word, child, wanted):
            continue
        first, end = word.parsed.reach(child)
        marks = [c for c in _marks(word, child) if tokens[c].lower in word.scene.known.pronouns["infinitive_marks"]]
        begin = max(first, max([word.index, *marks]) + 1)
        if found is None:
            found = piece(word, begin, own_end(word, begin, max(end, tail(word, end))), child)
        elif found.pieces and tokens[begin - 1].pos in ("ADP", "PART", "CCONJ"):
            # "a promis de réduire …, de supprimer … et d'ouvrir …"
            more = piece(word, begin, own_end(word, begin, end), child)
            if more:
                found.pieces[-1] = (found.pieces[-1][0], more.pieces[-1][1])
    return found or _addressed_infinitive(word, wanted)


def _addressed_infinitive(word: Word, wanted: tuple[str, ...]) -> Content | None:
    """ "recommandent à leurs citoyens de | rester": the infinitive that the tree hung on the addressee."""
    tokens = word.parsed.tokens
    last = min(word.index + 14, word.parsed.sentences[tokens[word.index].sentence][1])
    marks = set(wanted) or word.scene.known.pronouns["infinitive_marks"]
    for i in range(word.index + 1, last):
        token = tokens[i]
        if is_infinitive(token) and i <= word.index + 2 and token.dep not in ("conj",):
            # "annonce avoir pris", "dit ne pas savoir"
            return piece(word, i, own_end(word, i, _infinitive_end(word, i)), i)
        if is_infinitive(token) and i > word.index + 1:
            start = i
            while tokens[start - 1].pos in ("PRON", "ADV") and start - 1 > word.index:
                start -= 1
            mark = tokens[start - 1]
            is_told = mark.lower in marks and (mark.lower != "d'" or "de" in marks)
            if (
                not is_told
                or mark.lower in word.scene.cues.usage["purpose"]
                or tokens[i].dep not in ("acl", "advcl", "xcomp")
            ):
                return None
            if not any(t.lower in ("à", "aux", "au", "a", "al") for t in tokens[word.index + 1 : start - 1]):
                return None
            return piece(word, start, own_end(word, start, word.parsed.reach(i)[1]), i)
        if is_verb(token) or token.text[0] in ",;:.«“":
            return None
    return None


def _infinitive_end(word: Word, index: int) -> int:
    head = word.parsed.tokens[index].head
    is_helper = word.parsed.tokens[index].pos == "AUX" and head > index
    return word.parsed.reach(head if is_helper else index)[1]


def _marks(word: Word, child: int) -> list[int]:
    tokens = word.parsed.tokens
    return [c for c in word.parsed.children(child) if tokens[c].dep in ("mark", "case", "aux") and c < child]


def _is_infinitive_clause(word: Word, child: int, wanted: tuple[str, ...]) -> bool:
    tokens = word.parsed.tokens
    token = tokens[child]
    usage = word.scene.cues.usage
    if token.dep not in ("xcomp", "ccomp", "advcl", "acl", "obl", "obj"):
        return False
    marks = [tokens[c].lower for c in _marks(word, child)]
    helpers = [c for c in word.parsed.children(child) if tokens[c].dep in ("aux", "cop", "aux:pass") and c < child]
    if not is_infinitive(token) and not any(is_infinitive(tokens[c]) for c in helpers):
        return False
    if any(m in usage["without"] or m in usage["after"] or m in ("avant", "al") for m in marks):
        return False
    if any(m in usage["purpose"] for m in marks) and not set(wanted) & usage["purpose"]:
        return False
    if word.parsed.language == "en" and token.dep in ("advcl", "acl") and "to" in marks and _has_object(word):
        return False
    if word.parsed.language == "en" and "to" not in marks and token.dep == "advcl":
        return False
    return not wanted or any(m in wanted or (m == "d'" and "de" in wanted) for m in marks)


def _has_object(word: Word) -> bool:
    return any(word.parsed.tokens[c].dep == "obj" for c in word.children)


def gerund(word: Word, wanted: tuple[str, ...]) -> Content | None:
    """ "to maintaining …", "consider sending …": English objects in -ing."""
    tokens = word.parsed.tokens
    for child in word.children:
        token = tokens[child]
        if child < word.index or not is_verb(token) or not token.lower.endswith("ing"):
            continue
        inner = [c for c in word.parsed.children(child) if tokens[c].dep in ("mark", "case") and c < child]
        if wanted and not any(tokens[c].lower in wanted for c in inner):
            continue
        if not wanted and (inner or token.dep not in ("xcomp", "ccomp")):
            continue
        begin = max([*inner, word.index]) + 1
        _, end = word.parsed.reach(child)
        return piece(word, begin, own_end(word, begin, tail(word, end)), child)
    return None
