"""The clause that a cue holds: "que la coopération a produit …", "that talks go on", "que … et que …"."""

from briefing.analysis.edges import Content, Word, add_piece, before_quote, cut, extend, top_within
from briefing.analysis.grammar import is_finite, is_infinitive, is_verb

_STOPS = frozenset(".;:?!…")


def that_clause(word: Word) -> Content | None:
    tokens = word.parsed.tokens
    mark = mark_after(word)
    if mark is not None and mark + 1 < len(tokens):
        head = tokens[mark].head
        if head <= mark:
            head = next((i for i in range(mark + 1, min(mark + 30, len(tokens))) if is_verb(tokens[i])), mark)
        if head > mark and not is_verb(tokens[head]):
            head = top_within(word, head, mark + 1)
        return _clause(word, mark + 1 + (tokens[mark + 1].text in ("'", "’")), head)
    if word.parsed.language == "en":
        for child in word.children:
            token = tokens[child]
            if child > word.index and token.dep == "ccomp" and (is_verb(token)):
                first, _ = word.parsed.reach(child)
                marks = [c for c in word.parsed.children(child) if tokens[c].dep == "mark"]
                if first <= word.index or any(tokens[c].lower not in ("that", "if", "whether") for c in marks):
                    continue
                if tokens[first].lower in ("who", "where", "when"):
                    continue
                if is_infinitive(token) and not any(tokens[c].dep == "nsubj" for c in word.parsed.children(child)):
                    continue
                if first - word.index > 12:
                    continue
                return _clause(word, first, child)
    return None


def mark_after(word: Word) -> int | None:
    """The complementiser that follows, with no other verb or sentence sign before it."""
    tokens = word.parsed.tokens
    words = word.scene.known.pronouns["complementisers"]
    end = word.parsed.sentences[tokens[word.index].sentence][1]
    commas = 0
    for i in range(word.index + 1, min(word.index + 22, end)):
        token = tokens[i]
        if token.lower in words and _is_complementiser(word, i):
            return i
        if token.lower in words and token.pos in ("SCONJ", "CCONJ"):
            return None
        if token.text in _STOPS or (token.pos == "CCONJ" and commas == 0 and i == word.index + 1):
            return None
        commas += token.text == ","
        if is_verb(token) and commas < 1 and token.morph.get("VerbForm") != "Part":
            return None
        if is_verb(token) and token.dep in ("conj", "root"):
            return None
    return None


def _is_complementiser(word: Word, index: int) -> bool:
    """Whether a "que" or "that" opens this word's clause rather than a relative or a comparison."""
    tokens = word.parsed.tokens
    token = tokens[index]
    is_mark = token.pos in ("SCONJ", "CCONJ") or token.dep == "mark"
    is_near = index - word.index <= 2
    if tokens[index - 1].lower in word.scene.cues.usage["comparing"]:
        return False
    if word.parsed.language == "en":
        return is_mark and token.dep not in ("det", "nsubj", "obj") and (is_near or _is_own(word, index))
    if is_near:
        return is_mark or token.pos == "PRON" or index == word.index + 1
    return (is_mark and _is_own(word, index)) or _is_addressed(word, index)


def _is_addressed(word: Word, index: int) -> bool:
    """Whether only an addressee, adverbs and times stand before it: "exigió hoy al Gobierno que …"."""
    tokens = word.parsed.tokens
    datives = ("a", "al", "à", "au", "aux", "to")
    between = tokens[word.index + 1 : index]
    if any(is_verb(t) or t.text[0] in ",;:." for t in between):
        return False
    nouns = [t for t in between if t.pos in ("NOUN", "PROPN") and not word.scene.known.has("settings", t)]
    starts = [t for t in between if t.lower in datives]
    if not nouns:
        return bool(between) and between[0].pos in ("ADP", "ADV")
    return bool(starts) and all(t.index > starts[0].index for t in nouns)


def _is_own(word: Word, mark: int) -> bool:
    """Whether the clause of a distant complementiser hangs on this word, or on a noun like "le fait"."""
    tokens = word.parsed.tokens
    head = tokens[mark].head
    above = tokens[head].head
    for _ in range(6):
        if above == word.index:
            return True
        if tokens[above].pos not in ("NOUN", "PRON", "PROPN", "ADJ", "ADV", "DET"):
            return False
        if tokens[above].dep == "obl" and tokens[above].head == word.index and tokens[mark].pos == "SCONJ":
            # "estime en effet que", "a déclaré dans un communiqué que"
            return True
        if word.scene.known.has("settings", tokens[above]):
            above = tokens[above].head
            continue
        if tokens[above].pos == "NOUN" and tokens[above].lemma not in word.scene.cues.usage["facts"]:
            return tokens[head].dep in ("ccomp", "advcl") and tokens[above].dep not in ("obj", "obl", "nmod")
        if tokens[head].dep in ("acl:relcl",):
            return False
        above = tokens[above].head
    return False


def _clause(word: Word, first: int, head: int) -> Content | None:
    """From a token to the end of the clause that `head` heads, cut into pieces at a coordinated complementiser."""
    tokens = word.parsed.tokens
    _, end = word.parsed.reach(head) if head >= first else (first, first)
    end = extend(word, first, _through_verb(word, first, end))
    end = before_quote(word, first, cut(word, first, end))
    words = word.scene.known.pronouns["complementisers"]
    end = _next_clause(word, end, words)
    pieces: list[tuple[int, int]] = []
    begin = first
    for i in range(first + 3, end - 2):
        is_mark = tokens[i].lower in words and tokens[i].pos in ("SCONJ", "CCONJ")
        if is_mark and tokens[i - 1].pos == "CCONJ" and word.scene.quote_of[i] is None:
            add_piece(word, pieces, begin, i - 1)
            begin = i + 1
    add_piece(word, pieces, begin, end)
    return Content(pieces, head) if pieces else None


def _through_verb(word: Word, first: int, end: int) -> int:
    """Carries a clause that the tree cut before its verb on to the end of that verb's reach."""
    tokens = word.parsed.tokens
    last = word.parsed.sentences[tokens[word.index].sentence][1]
    relative = ("acl:relcl", "acl")
    for i in range(first, end):
        is_main = is_verb(tokens[i]) or any(tokens[c].dep == "cop" for c in word.parsed.children(i))
        if is_main and is_finite(word.parsed, i) and tokens[i].dep not in relative:
            return end
    for i in range(max(end, first), min(last, end + 30)):
        if is_verb(tokens[i]) and is_finite(word.parsed, i) and tokens[i].dep not in relative:
            # an auxiliary hangs on the participle that carries the clause
            head = tokens[i].head if tokens[i].dep in ("aux", "aux:pass", "cop") and tokens[i].head > i else i
            return max(head + 1, min(word.parsed.reach(head)[1], last))
    return end


def _next_clause(word: Word, end: int, words: frozenset[str]) -> int:
    """Goes on over "et que …" after the first clause."""
    tokens = word.parsed.tokens
    last = word.parsed.sentences[tokens[word.index].sentence][1]
    at = end + 1 if end < last and tokens[end].text == "," else end
    if at + 2 < last and tokens[at].pos == "CCONJ" and tokens[at + 1].lower in words:
        head = tokens[at + 1].head
        stop = word.parsed.reach(head)[1] if head > at + 1 else at + 2
        return cut(word, at + 2, extend(word, at + 2, stop))
    return end
