"""Reading the tree: where a noun phrase or clause begins and ends, what a verb's subject is, how it is used."""

from collections.abc import Iterable

from briefing.analysis.parse import Parsed, Token

CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "parataxis", "ccomp", "csubj", "xcomp"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
VERBAL = frozenset(("VERB", "AUX"))
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_MARKS = frozenset("\"'«»“”„‘’()[]—–-,;:.!?…*•·")


def is_verb(token: Token) -> bool:
    return token.pos in VERBAL


def is_finite(parsed: Parsed, index: int) -> bool:
    """Whether a verb, alone or with its auxiliaries, is a finite form."""
    token = parsed.tokens[index]
    if token.morph.get("VerbForm") == "Fin":
        return True
    return any(
        parsed.tokens[c].dep in ("aux", "aux:pass", "cop") and parsed.tokens[c].morph.get("VerbForm") == "Fin"
        for c in parsed.children(index)
    )


def is_gerund(parsed: Parsed, index: int) -> bool:
    """A present participle or gerund without an auxiliary of its own: "insistant", "adding", "añadiendo"."""
    token = parsed.tokens[index]
    form = token.morph.get("VerbForm")
    if parsed.language == "fr":
        ends = token.lower.endswith("ant")
        return ends and form in ("Part", "Ger", None) and token.morph.get("Tense") != "Past"
    if parsed.language == "en":
        ends = token.lower.endswith("ing")
        return ends and not any(parsed.tokens[c].dep in ("aux", "aux:pass") for c in parsed.children(index))
    return form == "Ger" or token.lower.endswith(("ando", "iendo", "yendo"))


def is_past_participle(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") in ("Past", None)


def is_infinitive(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Inf"


def subject(parsed: Parsed, index: int) -> int | None:
    """The subject that hangs on a verb itself."""
    for label in SUBJECTS:
        for child in parsed.children(index):
            if parsed.tokens[child].dep == label:
                return child
    for child in parsed.children(index):
        # the model takes some pronouns for an impersonal "il"
        if child < index and parsed.tokens[child].dep == "expl" and parsed.tokens[child].lower in ("il", "elle"):
            return child
    return None


def verb_group(parsed: Parsed, index: int) -> tuple[int, int]:
    """The half-open token range from a verb's first auxiliary or negation to the verb."""
    first = index
    for child in parsed.children(index):
        token = parsed.tokens[child]
        is_pronoun = token.dep == "expl" and token.lower not in ("il", "elle", "it")
        if child < index and (token.dep in ("aux", "aux:pass", "cop") or is_pronoun or token.pos == "AUX"):
            first = min(first, child)
    if index - first > 6:
        first = index
    return first, index + 1


def trim(parsed: Parsed, first: int, end: int) -> tuple[int, int]:
    """A token range without signs at its edges."""
    while first < end and parsed.tokens[first].text[0] in _MARKS:
        first += 1
    while end > first and parsed.tokens[end - 1].text[0] in _MARKS:
        end -= 1
    return first, end


def noun_phrase(parsed: Parsed, head: int) -> tuple[int, int]:
    """The token range of a noun with what stands around it, up to relative clauses, participles and brackets."""
    tokens = parsed.tokens
    first, end = parsed.reach(head)
    for child in parsed.children(head):
        token = tokens[child]
        a, b = parsed.reach(child)
        if child > head:
            is_clause = token.dep in CLAUSES or (token.dep == "appos" and is_verb(token))
            is_loose = token.dep in ("parataxis", "dep", "dislocated", "vocative", "discourse")
            if (is_clause or is_loose) and a > head:
                end = min(end, a)
        elif token.dep in ("advcl", "acl", "parataxis", "cc", "mark", "advmod", "case") and b <= head:
            first = max(first, b)
    sentence_first, sentence_end = parsed.sentences[tokens[head].sentence]
    first, end = trim(parsed, max(first, sentence_first), min(end, sentence_end))
    return min(first, head), _with_name(parsed, head, max(end, head + 1), sentence_end)


def _with_name(parsed: Parsed, head: int, end: int, last: int) -> int:
    """Takes along "de Donald Trump" after a noun that the tree left without it."""
    tokens = parsed.tokens
    if tokens[head].pos != "NOUN" or end + 1 >= last or any(t.pos not in ("NOUN", "ADJ") for t in tokens[head:end]):
        return end
    if tokens[end].pos == "PROPN" and tokens[end].text[0].isupper() and end == head + 1:
        # "l'administration Trump"
        while end < last and tokens[end].pos == "PROPN":
            end += 1
        return end
    if tokens[end].lower not in ("de", "d'", "du", "des", "of", "del") or tokens[end + 1].pos != "PROPN":
        return end
    end += 1
    while end < last and tokens[end].pos == "PROPN":
        end += 1
    return end


def core(parsed: Parsed, head: int) -> tuple[int, int]:
    """A noun phrase cut short for naming: no article, nothing after a comma, bracket, dash or relative pronoun."""
    first, end = noun_phrase(parsed, head)
    for child in parsed.children(head):
        if child > head and parsed.tokens[child].dep == "conj":
            end = max(head + 1, min(end, parsed.reach(child)[0]))
    for index in range(head + 1, end):
        token = parsed.tokens[index]
        if token.text[0] in ',;:()[]—–«»“”"' or token.pos in VERBAL or token.lower in ("qui", "que", "who", "which"):
            end = index
            break
    for index in range(head - 1, first - 1, -1):
        if parsed.tokens[index].text[0] in ',;:()[]—–«»“”"' or parsed.tokens[index].pos in VERBAL:
            first = index + 1
            break
    while first < head and parsed.tokens[first].pos in ("DET", "ADP", "PUNCT", "CCONJ", "ADV", "SCONJ"):
        first += 1
    while end - 1 > head and parsed.tokens[end - 1].pos in ("ADP", "DET", "PUNCT", "CCONJ", "ADV", "SCONJ", "AUX"):
        end -= 1
    return min(first, head), max(end, head + 1)


def case_of(parsed: Parsed, index: int) -> str:
    """The preposition that a noun hangs on, in small letters, "" without one. "au", "du", "al" as they stand."""
    for child in parsed.children(index):
        token = parsed.tokens[child]
        if token.dep == "case" and child < index:
            return token.lower
    return ""


def span(parsed: Parsed, first: int, end: int) -> tuple[int, int]:
    """Token range to code points."""
    return parsed.tokens[first].start, parsed.tokens[end - 1].end


def nearest_verb(parsed: Parsed, index: int) -> int | None:
    """The closest verb above a token."""
    for _ in range(40):
        above = parsed.tokens[index].head
        if above == index:
            return None
        index = above
        if is_verb(parsed.tokens[index]):
            return index
    return None


def lowers(parsed: Parsed, indices: Iterable[int]) -> list[str]:
    return [parsed.tokens[i].lower for i in indices]
