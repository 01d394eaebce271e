"""Turns the English model's labels and prepositions into those of Universal Dependencies, so that rules are one."""

_NAMES = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "relcl": "acl:relcl", "attr": "attr", "acomp": "xcomp", "oprd": "xcomp", "neg": "advmod", "npadvmod": "obl",
    "poss": "nmod:poss", "nn": "compound", "preconj": "cc:preconj", "predet": "det:predet", "prt": "compound:prt",
    "quantmod": "advmod", "ROOT": "root", "meta": "dep", "intj": "discourse", "complm": "mark",
}  # fmt: skip
# finer shades of the French and Spanish models that no rule asks for
_SHADES = {
    "aux:tense": "aux", "aux:caus": "aux", "obl:arg": "obl", "obl:mod": "obl", "flat:name": "flat",
    "flat:foreign": "flat", "expl:subj": "expl", "expl:pass": "expl", "expl:comp": "expl", "expl:pv": "expl",
    "expl:impers": "expl", "expl:poss": "expl", "ROOT": "root",
}  # fmt: skip
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM"))


def to_universal(heads: list[int], deps: list[str], tags: list[str]) -> tuple[list[int], list[str]]:
    """Heads and labels with the noun above its preposition: "called / on Iran" gives obl(called, Iran), case(Iran, on).

    Labels without a counterpart stay. A copula stays the head of its sentence, its complement is "attr" or "xcomp".
    """
    heads, deps = list(heads), list(deps)
    below: dict[int, list[int]] = {}
    inner: dict[int, list[int]] = {}
    for child, head in enumerate(heads):
        if deps[head] in ("prep", "agent", "dative") and child != head:
            below.setdefault(head, []).append(child)
            if deps[child] in ("pobj", "pcomp"):
                inner.setdefault(head, []).append(child)
    # the innermost preposition first: "out of fear"
    for preposition in sorted(inner, reverse=True):
        noun = inner[preposition][0]
        above = heads[preposition]
        is_clause = deps[noun] == "pcomp" and tags[noun] in ("VERB", "AUX")
        is_agent = deps[preposition] == "agent"
        label = deps[preposition]
        if is_clause:
            new = "acl" if tags[above] in _NOMINAL else "advcl"
        elif is_agent:
            new = "obl:agent"
        elif label == "dative":
            new = "iobj"
        else:
            new = "nmod" if tags[above] in _NOMINAL else "obl"
        deps[noun], heads[noun] = new, above
        deps[preposition], heads[preposition] = ("mark" if is_clause else "case"), noun
        for other in below[preposition]:
            if other != noun and heads[other] == preposition:
                heads[other] = noun
    for n, label in enumerate(deps):
        if label in ("prep", "agent"):
            deps[n] = "obl" if tags[n] not in ("ADP", "SCONJ") else "advmod"
        else:
            deps[n] = _NAMES.get(label, label)
    return heads, deps


def merge_shades(deps: list[str]) -> list[str]:
    """The labels with "aux:tense" written "aux" and so on; "nsubj:pass", "obl:agent", "acl:relcl" stay apart."""
    return [_SHADES.get(label, label) for label in deps]
