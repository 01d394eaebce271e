"""How a verb is used: negated, conditional, passive, reflexive, under a modal."""

from briefing.analysis.cues import load as load_cues
from briefing.analysis.grammar import is_past_participle
from briefing.analysis.names import lists
from briefing.analysis.parse import Parsed

_REFLEXIVE = frozenset(("se", "s'", "me", "m'", "te", "nous", "nos", "-nous"))
_BE = frozenset(("être", "be", "ser", "estar", "get"))


def is_negated(parsed: Parsed, index: int) -> bool:
    """Whether a verb or its auxiliary is denied: "n'a pas dit", "did not say", "no acepta"."""
    words = lists(parsed.language).pronouns["negation"]
    for child in parsed.children(index):
        token = parsed.tokens[child]
        if abs(child - index) > 4 or any(t.text == "," for t in parsed.tokens[min(child, index) : max(child, index)]):
            continue
        if token.lower == "no" and parsed.tokens[child + 1].lower == "obstante":
            continue
        if token.lower in words and (token.dep in ("advmod", "neg", "cc") or token.morph.get("Polarity") == "Neg"):
            if parsed.language == "fr" and token.lower in ("ne", "n'", "plus", "non") and token.lower not in ("n'",):
                if not any(
                    parsed.tokens[c].lower in ("pas", "jamais", "guère", "plus") for c in parsed.children(index)
                ):
                    continue
                if token.lower in ("plus", "non"):
                    continue
            if (
                parsed.language == "fr"
                and token.lower == "n'"
                and any(
                    parsed.tokens[c].lower in ("que", "qu'") and parsed.tokens[c].dep == "advmod"
                    for c in parsed.children(index)
                )
            ):
                continue
            return True
    return False


def is_conditional(parsed: Parsed, index: int) -> bool:
    """Whether a verb stands in the conditional, which in French and Spanish news marks hearsay."""
    token = parsed.tokens[index]
    if token.morph.get("Mood") == "Cnd":
        return True
    # "prévoirait": the infinitive with the ending of the imperfect, which the French model may miss
    stem = token.lemma.removesuffix("e") if token.lemma.endswith("re") else token.lemma
    if parsed.language == "fr" and token.lemma.endswith(("r", "re")) and token.lower in (stem + "ait", stem + "aient"):
        return True
    return any(
        parsed.tokens[c].morph.get("Mood") == "Cnd" and parsed.tokens[c].dep in ("aux", "aux:pass", "cop")
        for c in parsed.children(index)
    )


def is_reflexive(parsed: Parsed, index: int) -> bool:
    """Whether a reflexive pronoun belongs to a verb: "se félicite", "s'est dit"."""
    if parsed.language == "en":
        return False
    for child in parsed.children(index):
        token = parsed.tokens[child]
        if token.lower in _REFLEXIVE and child < index and token.dep in ("expl", "obj", "iobj", "obl", "dep"):
            return True
    return False


def is_passive(parsed: Parsed, index: int) -> bool:
    """Whether a verb form is passive, also as a bare participle: "rejetée par", "was rejected"."""
    token = parsed.tokens[index]
    children = [parsed.tokens[c] for c in parsed.children(index)]
    has_perfect = any(c.pos == "AUX" and c.lemma in ("avoir", "haber") and c.index < index for c in children)
    if has_perfect and not any(c.lower in ("été", "sido") for c in children):
        return False
    if any(c.dep in ("aux:pass", "nsubj:pass", "csubj:pass") for c in children):
        return not is_reflexive(parsed, index)
    if not is_past_participle(token) or is_reflexive(parsed, index):
        return False
    if any(c.dep == "aux" and c.lemma in ("avoir", "have", "haber") for c in children):
        return False
    if any(c.dep in ("aux", "cop") and c.lemma in _BE for c in children):
        return not is_reflexive(parsed, index) and parsed.language != "en"
    if token.dep == "conj":
        return (
            is_passive(parsed, token.head) and not any(c.dep == "nsubj" for c in children)
            if token.head < index
            else False
        )
    return token.dep in ("acl", "advcl", "amod", "acl:relcl") and not any(c.dep in ("aux", "nsubj") for c in children)


def has_modal(parsed: Parsed, index: int) -> bool:
    """Whether something might or ought to be said, but was not."""
    token = parsed.tokens[index]
    modals = load_cues(parsed.language).usage["modals"]
    for child in parsed.children(index):
        one = parsed.tokens[child]
        if one.dep in ("aux", "aux:pass") and one.lemma in modals and child < index:
            return True
    above = parsed.tokens[token.head]
    return bool(
        token.dep in ("xcomp", "ccomp", "conj") and above.lemma in modals and token.morph.get("VerbForm") == "Inf"
    )
