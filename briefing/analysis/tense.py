"""Whether the clause around a passage tells of something past or ahead."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefing.analysis.parse import Parsed, Token
from briefing.analysis.words import load

Time = Literal["past", "future", "present"]

_VERBAL = frozenset(("VERB", "AUX"))
_HELPERS = frozenset(("aux", "aux:pass", "cop"))
_OPEN = frozenset(("xcomp", "ccomp", "advcl", "conj"))
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The table `tense.toml` of a language."""

    future_auxiliaries: frozenset[str]
    future_verbs: frozenset[str]
    factual_verbs: frozenset[str]
    planned: frozenset[str]
    future_endings: tuple[str, ...]
    infinitive_marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """The time a clause tells of, its verb (a token index), and whether the passage hangs right on that verb."""

    time: Time | None
    verb: int | None
    is_direct: bool


@cache
def tense_words(language: str) -> TenseWords:
    table: dict[str, Any] = load(language, "tense")
    sets: dict[str, Any] = {key: frozenset(value) for key, value in table.items()}
    return TenseWords(**sets | {"future_endings": tuple(table["future_endings"])})


def clause_at(parsed: Parsed, first: int, last: int, words: TenseWords) -> Clause:
    """The clause that the tokens `[first, last)` stand in, by the nearest verb above them."""
    if not parsed.has_syntax or first >= len(parsed.tokens):
        return Clause(None, None, False)
    last = min(max(last, first + 1), len(parsed.tokens))
    token = _top(parsed, first, last)
    direct = True
    for _ in range(_MOST_STEPS):
        if _is_planned(parsed, token, words):
            return Clause("future", token.index, False)
        if token.pos in _VERBAL and not first <= token.index < last:
            time = verb_time(parsed, token.index, words)
            if time:
                return Clause(time, token.index, direct)
        elif not first <= token.index < last:
            copula = next((c for c in parsed.children(token.index) if parsed.tokens[c].dep == "cop"), None)
            if copula is not None:
                return Clause(verb_time(parsed, token.index, words), token.index, direct)
            direct = False
        if token.head == token.index:
            break
        token = parsed.tokens[token.head]
    return Clause(None, None, False)


def verb_time(parsed: Parsed, index: int, words: TenseWords) -> Time | None:
    """The time of a verb with its auxiliaries; None for forms that take theirs from the verb above."""
    token = parsed.tokens[index]
    helpers = [parsed.tokens[c] for c in parsed.children(index) if parsed.tokens[c].dep in _HELPERS]
    marks = [parsed.tokens[c].lower for c in parsed.children(index) if c < index]
    if any(h.lower in words.future_auxiliaries for h in helpers):
        return "past" if _is_past_infinitive(helpers) else "future"
    if any(mark in words.infinitive_marks for mark in marks) and token.morph.get("Tense") != "Past":
        return "future" if not _is_past_infinitive(helpers) else "past"
    forms = [token, *helpers]
    tenses = {form.morph.get("Tense") for form in forms if form.morph.get("VerbForm", "Fin") == "Fin"}
    moods = {form.morph.get("Mood") for form in forms}
    if "Cnd" in moods and token.morph.get("VerbForm") == "Part" and any(h.dep == "aux" for h in helpers):
        return "past"
    if "Fut" in tenses or "Cnd" in moods or any(_ends_in_future(form, words) for form in forms):
        return "future"
    if token.morph.get("VerbForm") == "Inf":
        return _infinitive_time(parsed, token, words)
    if "Past" in tenses or "Imp" in tenses:
        return "past"
    if token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres":
        return "future" if any(h.lower in words.infinitive_marks for h in helpers) else "past"
    if "Pres" in tenses and token.morph.get("Mood") == "Sub":
        return "future"
    if "Pres" in tenses:
        return "future" if token.lemma in words.factual_verbs else "present"
    return None


def _ends_in_future(token: Token, words: TenseWords) -> bool:
    if token.pos not in _VERBAL or token.morph.get("VerbForm") not in ("Fin", None):
        return False
    ending = next((e for e in words.future_endings if token.lower.endswith(e)), None)
    return ending is not None and token.lower[: 1 - len(ending)] != token.lemma[:-2]


def _is_past_infinitive(helpers: list[Token]) -> bool:
    return any(h.lemma in ("have", "avoir", "haber") for h in helpers)


def _is_past(parsed: Parsed, token: Token) -> bool:
    """Whether a modal stands in a past tense: "a dû", "pudo"; "devait" looks ahead."""
    return token.morph.get("VerbForm") == "Part" or token.morph.get("Tense") == "Past"


def _infinitive_time(parsed: Parsed, token: Token, words: TenseWords) -> Time | None:
    """An infinitive lies ahead under "doit", "va", "plans to"; else its time is the verb's above."""
    head = parsed.tokens[token.head]
    helpers = [parsed.tokens[c] for c in parsed.children(token.index) if parsed.tokens[c].dep in _HELPERS]
    if any(h.lemma in words.future_verbs for h in helpers):
        return "future"
    if head.index != token.index and token.dep in _OPEN and head.lemma in words.future_verbs:
        return "past" if head.lemma in words.factual_verbs and _is_past(parsed, head) else "future"
    return None


def _is_planned(parsed: Parsed, token: Token, words: TenseWords) -> bool:
    """Whether the token, or an adjective on a noun, says that something is planned: "le sommet prévu lundi"."""
    if token.lower in words.planned:
        return True
    if token.pos not in ("NOUN", "PROPN"):
        return False
    return any(
        parsed.tokens[c].lower in words.planned and parsed.tokens[c].dep in ("amod", "acl")
        for c in parsed.children(token.index)
    )


def _top(parsed: Parsed, first: int, last: int) -> Token:
    """The token of a stretch whose head lies outside it."""
    for index in range(first, last):
        token = parsed.tokens[index]
        if not first <= token.head < last and token.pos != "PUNCT":
            return token
    return parsed.tokens[first]
