"""Who a noun phrase is: somebody named in it, somebody with that role, the owner of a paper, or an actor of its own."""

from bisect import bisect_left

from briefing.analysis.cast import Cast, Entry, Found
from briefing.analysis.grammar import case_of, core, noun_phrase, verb_group
from briefing.analysis.names import stem
from briefing.analysis.parse import Token

# How far back "le ministre" without a name reaches for the person last named, in tokens.
_NEARBY = 150


def who(cast: Cast, head: int) -> Found | None:
    """Who the noun phrase or pronoun headed by a token is; None when it cannot be anybody."""
    heads = _coordinated(cast, head)
    if len(heads) == 1:
        return _one(cast, head)
    found = [f for f in (_one(cast, h) for h in heads) if f]
    if not found:
        return None
    entries = tuple(dict.fromkeys(e for f in found for e in f.entries))
    if len(entries) > 1:
        cast.pairs.append((head, entries))
    return Found(entries, found[0].how, found[0].antecedent, found[0].path)


_OPENING = frozenset(("«", "“", '"', "„"))


def _coordinated(cast: Cast, head: int) -> list[int]:
    tokens = cast.parsed.tokens
    return [
        head,
        *(
            c
            for c in cast.parsed.children(head)
            if tokens[c].dep == "conj"
            and tokens[c].pos in ("NOUN", "PROPN", "PRON")
            and c - head < 40
            # what a quotation after the name says is no second speaker
            and not any(t.text in _OPENING for t in tokens[head + 1 : c])
        ),
    ]


def _one(cast: Cast, head: int) -> Found | None:
    tokens = cast.parsed.tokens
    token = tokens[head]
    n = cast.name_at.get(head)
    if n is not None:
        led = _administration(cast, n)
        return _own(cast, led) if led is not None else _named(cast, n)
    if token.pos == "PRON" or token.lower in cast.known.pronouns["never"]:
        return None
    if token.pos in ("NOUN", "PROPN", "ADJ", "X", "NUM", "SYM", "DET", "VERB"):
        return _noun(cast, head)
    return None


def _administration(cast: Cast, n: int) -> int | None:
    """The noun before or after a name that makes it a government: "l'administration Trump"."""
    tokens = cast.parsed.tokens
    name = cast.names[n]
    before = name.title_first - 1
    if before > 0 and tokens[before].lower in ("de", "d'", "of", "del"):
        before -= 1
    if before >= 0 and cast.known.has("administrations", tokens[before]):
        return before
    after = name.end
    is_english = cast.parsed.language == "en" and after < len(tokens)
    return after if is_english and tokens[after].lemma == "administration" else None


def _named(cast: Cast, n: int) -> Found:
    name = cast.names[n]
    return Found((cast.entry_of_name[n],), "name", (name.first, name.end))


def _noun(cast: Cast, head: int) -> Found | None:
    """A common noun: somebody named within it, somebody who has that role, or an actor of its own."""
    tokens, known = cast.parsed.tokens, cast.known
    token = tokens[head]
    first, end = noun_phrase(cast.parsed, head)
    is_led = cast.known.has("administrations", token)
    named = None if is_led else _name_within(cast, head, first, end) or _name_before_verb(cast, head)
    if named is not None:
        return _with_others(cast, head, named) if token.morph.get("Number") == "Plur" else named
    if known.has("carriers", token):
        owner = _owner(cast, head)
        if owner is not None:
            return owner
    if known.has("counterparts", token):
        return _counterpart(cast, head)
    if known.is_role(token) and token.morph.get("Number") != "Plur":
        return _role(cast, head)
    if known.has("bodies", token):
        return _body(cast, head)
    return _own(cast, head)


def _name_within(cast: Cast, head: int, first: int, end: int) -> Found | None:
    """The person named in apposition: "le ministre des Affaires étrangères Juan Ramón de la Fuente"."""
    tokens = cast.parsed.tokens
    is_role = cast.known.is_role(tokens[head])
    for index in range(head + 1, min(end + 2, len(tokens))):
        n = cast.name_at.get(index)
        if n is None:
            if tokens[index].pos in ("VERB", "AUX") and index > end:
                break
            continue
        name = cast.names[n]
        if index != name.title_first:
            continue
        before = tokens[name.title_first - 1]
        if before.index == head and (is_role or name.kind != "place"):
            return _named(cast, n)
        if before.text == "," and (name.kind == "person" or cast.entries[cast.entry_of_name[n]].kind == "person"):
            return _named(cast, n)
        if is_role and before.pos in ("NOUN", "ADJ", "PROPN", "PUNCT") and cast.kind_of(n) == "person":
            return _named(cast, n)
        if not is_role and tokens[index].dep in ("appos", "flat") and tokens[index].head == head:
            return _named(cast, n)
        is_body = cast.known.has("bodies", tokens[head]) or cast.known.has("media", tokens[head])
        if is_body and before.pos in ("NOUN", "ADJ") and name.kind == "organisation" and name.end >= end - 1:
            return _named(cast, n)
        if before.lower in ("al",):
            return _named(cast, n)
    return None


def _name_before_verb(cast: Cast, head: int) -> Found | None:
    """A name between a role with its relative clause and the verb: "El jefe en cuyo servicio …, X, afirmó"."""
    tokens = cast.parsed.tokens
    if not cast.known.is_role(tokens[head]) or tokens[head].dep not in ("nsubj", "nsubj:pass"):
        return None
    first, _ = verb_group(cast.parsed, tokens[head].head)
    before = first - 1
    if before <= head or tokens[before].text != ",":
        return None
    n = cast.name_at.get(before - 1)
    if n is None or cast.kind_of(n) != "person" or tokens[cast.names[n].title_first - 1].text != ",":
        return None
    return _named(cast, n)


def _with_others(cast: Cast, head: int, first: Found) -> Found:
    """All the names of a plural role: "Los abogados Joan Garcés y Manuel Murillo"."""
    tokens = cast.parsed.tokens
    start = first.antecedent[1] if first.antecedent else head + 1
    entries = list(first.entries)
    for index in range(start, min(start + 12, len(tokens))):
        token = tokens[index]
        n = cast.name_at.get(index)
        if n is not None and index == cast.names[n].title_first:
            if cast.kind_of(n) == "person":
                entries.append(cast.entry_of_name[n])
        elif n is None and token.pos not in ("CCONJ", "DET") and token.text != ",":
            break
    found = Found(tuple(dict.fromkeys(entries)), "name", first.antecedent)
    if len(found.entries) > 1:
        cast.pairs.append((head, found.entries))
    return found


def _owner(cast: Cast, head: int) -> Found | None:
    """Whose words a report, figure or letter carries: "un rapport de NBC News"."""
    tokens = cast.parsed.tokens
    _first, end = cast.parsed.reach(head)
    for child in cast.parsed.children(head):
        token = tokens[child]
        if child <= head or token.dep not in ("nmod", "acl", "acl:relcl", "appos", "flat", "obl", "amod"):
            continue
        a, b = cast.parsed.reach(child)
        for index in range(a, min(b, end, a + 16)):
            n = cast.name_at.get(index)
            is_agent = case_of(cast.parsed, index) in ("par", "by", "por")
            if n is not None and (cast.kind_of(n) != "place" or is_agent):
                return Found((cast.entry_of_name[n],), "name", (cast.names[n].first, cast.names[n].end), "owner")
        is_somebody = cast.known.has("bodies", token) or cast.known.is_role(token)
        if token.dep == "nmod" and token.pos == "NOUN" and is_somebody:
            return _noun(cast, child)
    for child in cast.parsed.children(head):
        if child < head and tokens[child].dep in ("nmod:poss", "compound", "nmod"):
            n = cast.name_at.get(child)
            if n is not None:
                return _named(cast, n)
    return None


def _shades(cast: Cast, head: int) -> frozenset[str]:
    first, end = core(cast.parsed, head)
    out = set()
    for index in range(first, end):
        token = cast.parsed.tokens[index]
        if index != head and token.pos in ("ADJ", "NOUN", "PROPN", "X"):
            out.add(cast.known.country(token) or stem(token.lower))
    return frozenset(out)


def _role(cast: Cast, head: int) -> Found:
    """The person who has a role: the last one before, else the first one after, else an actor of its own."""
    key, shades = stem(cast.parsed.tokens[head].lower), _shades(cast, head)
    indefinite = _is_indefinite(cast, head)
    best: tuple[tuple[int, int], Entry] | None = None
    for number, others in () if indefinite else cast.by_role.get(key, ()):
        entry = cast.entries[number]
        if not entry.places or _clash(cast, shades, others):
            continue
        before = entry.last_before(head)
        rank = (len(shades & others) + (1 if before is not None else 0), before or -entry.places[0])
        if best is None or rank > best[0]:
            best = (rank, entry)
    if best:
        entry = best[1]
        before = entry.last_before(head)
        place = entry.places[0] if before is None else before
        return Found((entry.number,), "role", (place, place + 1), "role")
    if not shades and not indefinite:
        person = _last_person(cast, head)
        if person is not None:
            return Found((person,), "role", None, "guess")
    return _own(cast, head)


def _is_indefinite(cast: Cast, head: int) -> bool:
    for child in cast.parsed.children(head):
        token = cast.parsed.tokens[child]
        if token.dep == "det" and (token.morph.get("Definite") == "Ind" or token.lower in ("another", "some")):
            return True
    return False


def _clash(cast: Cast, shades: frozenset[str], others: frozenset[str]) -> bool:
    countries = cast.known.countries
    mine, theirs = shades & countries, others & countries
    if mine and theirs:
        return not mine & theirs
    rest, rest_others = shades - countries, others - countries
    return bool(rest and rest_others and not rest & rest_others)


def _last_person(cast: Cast, before: int) -> int | None:
    best, place = None, -1
    nearby = slice(bisect_left(cast.heads, (before - _NEARBY + 1,)), bisect_left(cast.heads, (before,)))
    for head, number in cast.heads[nearby]:
        entry = cast.entries[number]
        if entry.kind == "person" and entry.is_named and head > place:
            best, place = number, head
    return best


def _counterpart(cast: Cast, head: int) -> Found | None:
    """ "son homologue": who is named together with the one it is said of, anywhere in the text."""
    tokens = cast.parsed.tokens
    for child in cast.parsed.subtree(head):
        n = cast.name_at.get(child)
        if n is not None and cast.kind_of(n) == "person":
            return _named(cast, n)
    above = tokens[head].head
    partner = _one(cast, above) if tokens[head].dep == "conj" else None
    if partner is None:
        return None
    if cast.partners is None:
        cast.partners = {}
        for first, second in _joined(cast):
            cast.partners.setdefault(first, second)
            cast.partners.setdefault(second, first)
    others = (cast.partners[number] for number in partner.entries if number in cast.partners)
    other = next(others, None)
    return None if other is None else Found((other,), "role", None, "counterpart")


def _joined(cast: Cast) -> list[tuple[int, int]]:
    """Pairs of people named in one coordination."""
    tokens, out = cast.parsed.tokens, []
    for n, name in enumerate(cast.names):
        if cast.kind_of(n) != "person":
            continue
        for m in range(n + 1, min(n + 4, len(cast.names))):
            other = cast.names[m]
            if tokens[other.first].sentence != tokens[name.first].sentence:
                break
            between = tokens[name.end : other.first]
            if len(between) > 12 or cast.kind_of(m) != "person":
                continue
            if any(t.pos in ("VERB", "AUX") for t in between):
                break
            if any(t.pos == "CCONJ" or t.lower in ("avec", "with", "con") for t in between):
                out.append((cast.entry_of_name[n], cast.entry_of_name[m]))
    return out


def _body(cast: Cast, head: int) -> Found:
    """A government, ministry or other body: the one of that name so far, else a new actor."""
    tokens = cast.parsed.tokens
    first, end = core(cast.parsed, head)
    if end - first == 1:
        key = stem(tokens[head].lower)
        for number, _ in reversed(cast.by_role.get(key, ())):
            entry = cast.entries[number]
            is_same = entry.kind == "organisation" and entry.roles[0][0] == key
            if is_same and entry.heads and entry.heads[0] < head:
                cast.note(entry, head)
                return Found((entry.number,), "role", (entry.heads[0], entry.heads[0] + 1), "body")
    return _own(cast, head, "organisation")


def _own(cast: Cast, head: int, kind: str = "") -> Found:
    """An actor named by its own words."""
    first, end = core(cast.parsed, head)
    tokens = cast.parsed.tokens
    text = cast.parsed.text[tokens[first].start : tokens[end - 1].end].replace("\n", " ")
    key = _government(cast, head, first, end) or tuple(
        cast.known.country(t) or stem(t.lower) for t in tokens[first:end] if t.text[0].isalnum()
    )
    number = cast.by_key.get(key)
    token = tokens[head]
    if number is None:
        number = cast.new(text, kind or _own_kind(cast, token, head), key)
        cast.by_key[key] = number
        cast.add_role(cast.entries[number], stem(token.lower), _shades(cast, head))
        cast.entries[number].is_plural = token.morph.get("Number") == "Plur"
        cast.entries[number].gender = token.morph.get("Gender", "")
    entry = cast.entries[number]
    entry.mentions.add((first, end))
    entry.aliases.setdefault(text, tokens[first].start)
    cast.note(entry, head)
    return Found((number,), "role", None, f"own-{cast.entries[number].kind}")


def _government(cast: Cast, head: int, first: int, end: int) -> tuple[str, ...]:
    """One key for "l'administration Trump", "le gouvernement Trump" and, where there is one, "… américain"."""
    tokens = cast.parsed.tokens
    if not cast.known.has("administrations", tokens[head]):
        return ()
    people = [cast.entry_of_name[cast.name_at[i]] for i in range(first, end) if i in cast.name_at]
    people = [n for n in people if cast.entries[n].kind in ("person", "unknown")]
    if people:
        last = cast.entries[people[0]].words[-1]
        cast.led.setdefault(last, people[0])
        return ("\0government", last)
    countries = {c for t in tokens[first:end] if (c := cast.known.country(t))}
    if countries and len(cast.led) == 1 and countries & cast.presidential:
        return ("\0government", next(iter(cast.led)))
    return ()


def _own_kind(cast: Cast, token: Token, head: int) -> str:
    known = cast.known
    if known.has("anonymous", token) and _is_indefinite(cast, head):
        return "anonymous"
    for name, kind in (("bodies", "organisation"), ("media", "media"), ("documents", "organisation")):
        if known.has(name, token):
            return kind
    if known.is_role(token) and token.morph.get("Number") != "Plur":
        return "person"
    return "group"
