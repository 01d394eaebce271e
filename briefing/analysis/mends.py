"""Slips of the language models that a rule can tell and put right, before anything reads the tree."""

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.analysis.forms import lemmas

if TYPE_CHECKING:
    from briefing.analysis.parse import Token


def mend(tokens: "list[Token]", language: str) -> "list[Token]":
    """The tokens of a text with the slips mended; heads are token indices, as everywhere."""
    return _give_subjects(_join_subjects(_rejoin_inverted(_know_verbs(tokens, language))))


_SUBJECTS = frozenset(("il", "elle", "ils", "elles", "on", "qui", "que", "qu'", "«", ":"))


def _know_verbs(tokens: "list[Token]", language: str) -> "list[Token]":
    """Gives verbs that the model knows badly their lemma, and those it took for nouns their part of speech."""
    known = lemmas(language)
    governed = {t.head for t in tokens if t.dep in ("nsubj", "nsubj:pass") and t.head != t.index} if known else set()
    copular = {t.head for t in tokens if t.dep == "cop"} if known else set()
    finite = {t.sentence for t in tokens if t.morph.get("VerbForm") == "Fin"} if known else set()
    out = []
    for token in tokens:
        form = known.get(token.lower)
        if form is not None and token.lemma != form[0]:
            is_verb = token.pos in ("VERB", "AUX")
            if is_verb and token.lemma == token.lower:
                token = token._replace(lemma=form[0])
            elif not is_verb and (
                (form[1] and _reads_as_verb(tokens, token, language))
                or (form[1] and token.sentence not in finite and token.dep in ("advmod", "amod", "acl", "root", "flat"))
                or (token.index in governed - copular and _is_predicate(tokens, token, is_finite=form[1]))
            ):
                morph = MappingProxyType({**token.morph, "VerbForm": "Fin", "Mood": "Ind"})
                token = token._replace(lemma=form[0], pos="VERB", morph=morph)
        out.append(token)
    return out


def _rejoin_inverted(tokens: "list[Token]") -> "list[Token]":
    """With "a-t-il enfin confié" as one verb: an adverb in between makes the model take the auxiliary for another."""
    out = list(tokens)
    for helper in tokens:
        if helper.pos != "AUX" or helper.index + 2 >= len(tokens) or tokens[helper.index + 1].text[0] != "-":
            continue
        at = helper.index + 1
        while at < len(tokens) and tokens[at].text[0] == "-" and tokens[at].text[1:].isalpha():
            at += 1
        clitics = range(helper.index + 1, at)
        while at < len(tokens) and tokens[at].pos == "ADV":
            at += 1
        verb = tokens[at] if at < len(tokens) else helper
        if verb.morph.get("VerbForm") != "Part" or not clitics or helper.head == verb.index:
            continue
        inside = range(helper.index, verb.index)
        above = (
            verb.head
            if verb.head not in inside
            else next((out[i].head for i in inside if out[i].head not in inside), verb.index)
        )
        out[verb.index] = verb._replace(pos="VERB", dep="root" if above == verb.index else "parataxis", head=above)
        out[helper.index] = helper._replace(dep="aux", head=verb.index)
        for i in clitics:
            out[i] = out[i]._replace(dep="nsubj" if i == clitics[-1] else "dep", head=verb.index)
    return out


def _join_subjects(tokens: "list[Token]") -> "list[Token]":
    """With "les généraux ainsi que la Maison Blanche discutent" as two subjects of one verb.

    The models sometimes hang such a verb on the first noun, like a relative clause. A plural verb whose only subject
    is in the singular, follows a conjunction and has no relative pronoun gives the misreading away.
    """
    out = list(tokens)
    for verb in tokens:
        first = tokens[verb.head]
        is_clause = verb.dep in ("acl", "acl:relcl") and verb.morph.get("Number") == "Plur"
        if not is_clause or first.index >= verb.index or first.pos not in ("NOUN", "PROPN"):
            continue
        between = tokens[first.index + 1 : verb.index]
        second = next((t for t in between if t.head == verb.index and t.dep == "nsubj"), None)
        links = [t for t in between if second and t.head == second.index and t.dep == "cc" and t.index < second.index]
        is_relative = any(t.morph.get("PronType") == "Rel" for t in between)
        if second is None or second.morph.get("Number") == "Plur" or not links or is_relative:
            continue
        is_root = first.head == first.index
        out[verb.index] = verb._replace(dep=first.dep, head=verb.index if is_root else first.head)
        out[first.index] = out[first.index]._replace(dep="nsubj", head=verb.index)
        out[second.index] = out[second.index]._replace(dep="conj", head=first.index)
    return out


def _give_subjects(tokens: "list[Token]") -> "list[Token]":
    """With "évoquent des blessés et la préfecture demande" as two clauses.

    The models count the préfecture among the wounded. A finite verb without a subject right after a noun that is
    joined to an object, and of its number, gives the misreading away.
    """
    out = list(tokens)
    has_subject = {t.head for t in tokens if t.dep in ("nsubj", "nsubj:pass", "expl")}
    for noun, verb in pairwise(tokens):
        first = tokens[noun.head]
        is_joined = noun.dep == "conj" and noun.pos in ("NOUN", "PROPN") and first.dep in ("obj", "obl", "nmod")
        if not is_joined or verb.index in has_subject or verb.pos != "VERB" or verb.head > noun.index:
            continue
        agrees = verb.morph.get("Number") == noun.morph.get("Number") == "Sing"
        if agrees and verb.morph.get("VerbForm") == "Fin" and verb.morph.get("Mood") == "Ind":
            above = first.head
            out[noun.index] = noun._replace(dep="nsubj", head=verb.index)
            out[verb.index] = verb._replace(dep="conj", head=above)
    return out


def _is_predicate(tokens: "list[Token]", token: "Token", *, is_finite: bool) -> bool:
    """Whether a word with a subject and no copula is the verb: "La monarchie demande", "a milité"."""
    if token.text[0].isupper() or token.pos not in ("NOUN", "ADJ", "ADV"):
        return False
    before = tokens[token.index - 1] if token.index else token
    if is_finite:
        return before.pos not in ("DET", "ADP")
    return before.pos in ("AUX", "ADV") and any(t.pos == "AUX" for t in tokens[max(0, token.index - 3) : token.index])


def _reads_as_verb(tokens: "list[Token]", token: "Token", language: str) -> bool:
    """Whether a noun, adjective or adverb stands where a verb must: "Elle juge que …", "Le porte-parole dément …"."""
    if token.text[0].isupper() or token.pos not in ("NOUN", "ADJ", "ADV") or language != "fr":
        return False
    before = tokens[token.index - 1].lower if token.index else ""
    after = tokens[token.index + 1].lower if token.index + 1 < len(tokens) else ""
    if before in ("il", "elle", "ils", "elles", "qui"):
        return True
    return (
        after in _SUBJECTS and after not in ("il", "elle", "qui") and (token.dep in ("root", "acl", "amod", "advmod"))
    )
