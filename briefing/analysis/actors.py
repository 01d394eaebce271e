"""Who is who in a text: named people and bodies, roles, groups, and what pronouns stand for.

`Cast` gives every noun phrase that speaks an actor of this document. One real actor is one `Actor`, whatever it is
called: full name, last name, title, role, acronym.
"""

from dataclasses import dataclass, field

from briefing.analysis import words
from briefing.analysis.grammar import case_of, core, noun_phrase, verb_group
from briefing.analysis.names import Lists, Name, find_names, lists, stem
from briefing.analysis.parse import Parsed, Token
from briefing.model import Actor, ActorKind, Span


@dataclass(slots=True)
class Entry:
    """An actor under construction. `roles` are the stems of role words with their modifiers' countries and stems."""

    number: int
    name: str
    kind: str
    words: tuple[str, ...]
    gender: str = ""
    is_plural: bool = False
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    mentions: set[tuple[int, int]] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    is_named: bool = False
    is_used: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Who a phrase names: entry numbers, how it is known, the antecedent's tokens, and by which path it was found."""

    entries: tuple[int, ...]
    how: str = "name"
    antecedent: tuple[int, int] | None = None
    path: str = "name"


class Cast:
    """The actors of one text, filled as rules ask who someone is."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.known: Lists = lists(parsed.language)
        self.names: list[Name] = find_names(parsed)
        self.entries: list[Entry] = []
        self.name_at: dict[int, int] = {}
        self._entry_of_name: list[int] = []
        self._by_key: dict[tuple[str, ...], int] = {}
        self._pairs: list[tuple[int, tuple[int, ...]]] = []
        self._led: dict[str, int] = {}
        given = words.load(parsed.language, "given")
        self._feminine, self._masculine = frozenset(given["feminine"]), frozenset(given["masculine"])
        self._presidential = frozenset(words.load(parsed.language, "countries")["administrations_of"])
        self._register_names()

    # --- named actors ---------------------------------------------------------------------------------------

    def _register_names(self) -> None:
        order = sorted(range(len(self.names)), key=lambda n: (-len(self.names[n].words), n))
        owner: dict[int, int] = {}
        by_word: dict[str, list[int]] = {}
        for n in order:
            name = self.names[n]
            key = tuple(w.lower().strip(".") for w in name.words)
            number = self._by_key.get(key)
            if number is None:
                number = self._match(name, key, by_word)
            if number is None:
                number = self._new(self._text(name), name.kind, key)
                self._by_key[key] = number
                for word in key:
                    by_word.setdefault(word, []).append(number)
            owner[n] = number
        for n, name in enumerate(self.names):
            entry = self.entries[owner[n]]
            self._entry_of_name.append(entry.number)
            if self._names_a_government(name):
                # "l'administration Trump" is not its president
                for index in range(name.title_first, name.end):
                    self.name_at[index] = n
                continue
            entry.is_named = True
            entry.aliases.add(self._text(name))
            entry.mentions.add((name.first, name.end))
            entry.heads.append(name.first)
            if entry.kind in ("unknown", "place") and name.kind in ("person", "organisation"):
                entry.kind = name.kind
            if not entry.gender:
                entry.gender = self._given_gender(name)
            for index in range(name.title_first, name.end):
                self.name_at[index] = n
            self._read_role(name, entry)

    def _given_gender(self, name: Name) -> str:
        """What the given name or the title before it says: "Hillary", "Mme", "Mr."."""
        tokens = self.parsed.tokens
        given = words.load(self.parsed.language, "given")
        before = tokens[name.first - 1].lower if name.first else ""
        first = tokens[name.first].lower.split("-")[0]
        if before in given["feminine_titles"] or (len(name.words) > 1 and first in self._feminine):
            return "Fem"
        if before in given["masculine_titles"] or (len(name.words) > 1 and first in self._masculine):
            return "Masc"
        return ""

    def _names_a_government(self, name: Name) -> bool:
        tokens = self.parsed.tokens
        before = name.title_first - 1
        if before > 0 and tokens[before].lower in ("de", "d'", "of", "del"):
            before -= 1
        is_before = before >= 0 and self.known.has("administrations", tokens[before])
        after = name.end
        is_english = self.parsed.language == "en" and after < len(tokens)
        is_after = is_english and tokens[after].lemma == "administration"
        return is_before or is_after

    def _text(self, name: Name) -> str:
        tokens = self.parsed.tokens
        return self.parsed.text[tokens[name.first].start : tokens[name.end - 1].end].replace("\n", " ")

    def _match(self, name: Name, key: tuple[str, ...], by_word: dict[str, list[int]]) -> int | None:
        """The longer name that a shorter one stands for: "Sheinbaum" for "Claudia Sheinbaum"."""
        last = key[-1]
        for number in by_word.get(last, ()):
            entry = self.entries[number]
            if entry.kind in ("place",) and name.kind == "person":
                continue
            if entry.kind == "organisation" and name.kind == "person":
                continue
            initials = all(w in entry.words or any(len(w) == 1 and e.startswith(w) for e in entry.words) for w in key)
            if initials and (len(key) > 1 or entry.words[-1] == last or entry.kind == "person"):
                return number
        return None

    def _new(self, name: str, kind: str, key: tuple[str, ...]) -> int:
        self.entries.append(Entry(len(self.entries), name, kind, key))
        return len(self.entries) - 1

    def _read_role(self, name: Name, entry: Entry) -> None:
        """Takes up the role before or after a name: "le ministre X", "X, porte-parole du gouvernement"."""
        tokens = self.parsed.tokens
        sentence_first, sentence_end = self.parsed.sentences[tokens[name.first].sentence]
        for index in range(name.title_first, name.first):
            if self.known.is_role(tokens[index]):
                self._add_role(entry, index, name.title_first, name.first)
        commas = 0
        index = name.title_first - 1
        while index >= sentence_first and name.first - index < 14:
            token = tokens[index]
            if token.text in (",", "(") and (commas or index != name.title_first - 1):
                break
            if token.pos in ("VERB", "AUX", "PRON", "SCONJ") or token.text in ";:.)»”":
                break
            if self.parsed.language == "en" and token.pos in ("ADP", "DET", "PART", "CCONJ"):
                break
            other = self.name_at.get(index)
            if other is not None and self.names[other].kind == "person":
                break
            if token.pos in ("NOUN", "PROPN") and self.known.is_role(token):
                if entry.kind in ("unknown", "place") and len(entry.words) <= 3 and not self._is_modified(index, name):
                    entry.kind = "person"
                if not self._is_modified(index, name):
                    self._add_role(entry, index, index, name.title_first)
                break
            commas += token.text == ","
            index -= 1
        after = name.end
        if after + 1 < sentence_end and tokens[after].text in (",", "("):
            for index in range(after + 1, min(after + 5, sentence_end)):
                token = tokens[index]
                if token.pos == "NOUN" and self.known.is_role(token):
                    if token.dep in ("appos", "nmod", "conj", "amod", "dep", "parataxis", "flat", "acl"):
                        self._add_role(entry, index, index, min(sentence_end, index + 10))
                    break
                if token.pos not in ("DET", "ADJ", "ADV", "NUM", "ADP"):
                    break

    def _is_modified(self, index: int, name: Name) -> bool:
        """Whether a preposition parts a role from the name: "le porte-parole de Barrow" is not Barrow."""
        between = self.parsed.tokens[index + 1 : name.title_first]
        if len(between) > 1 and between[-1].pos == "DET" and between[-2].pos == "ADP":
            return True
        return bool(between) and between[-1].pos == "ADP" and between[-1].lower not in ("al",)

    def _add_role(self, entry: Entry, index: int, first: int, end: int) -> None:
        tokens = self.parsed.tokens
        head = stem(tokens[index].lower)
        shades = set()
        for i in range(first, end):
            if i == index:
                continue
            token = tokens[i]
            if token.text[0] in ",;:.(" and i > index:
                break
            if token.pos in ("ADJ", "NOUN", "PROPN", "X"):
                shades.add(self.known.country(token) or stem(token.lower))
        entry.roles.append((head, frozenset(shades)))
        if entry.role is None:
            stop = index + 1
            while stop < end and tokens[stop].text[0] not in ",;:.()" and tokens[stop].pos not in ("VERB", "AUX"):
                stop += 1
            while stop > index + 1 and tokens[stop - 1].pos in ("ADP", "DET", "CCONJ", "PUNCT"):
                stop -= 1
            entry.role = (
                " ".join(t.text for t in tokens[min(first, index) : stop]).replace("' ", "'").replace("’ ", "’")
            )
        gender = tokens[index].morph.get("Gender", "")
        # "la présidente" is a woman, "le ministre" may be anybody
        if gender == "Fem" and entry.gender != "Fem" and self.parsed.language != "en":
            entry.gender = gender

    # --- phrases --------------------------------------------------------------------------------------------

    def who(self, head: int) -> Found | None:
        """Who the noun phrase or pronoun headed by a token is; None when it cannot be anybody."""
        heads = self._coordinated(head)
        if len(heads) == 1:
            return self._one(head)
        found = [f for f in (self._one(h) for h in heads) if f]
        if not found:
            return None
        entries = tuple(dict.fromkeys(e for f in found for e in f.entries))
        if len(entries) > 1:
            self._pairs.append((head, entries))
        return Found(entries, found[0].how, found[0].antecedent, found[0].path)

    def countries(self, before: int) -> tuple[int, ...]:
        """The two countries that a text is most about, by names and adjectives up to a token: "both sides"."""
        counts: dict[str, int] = {}
        places: dict[str, int] = {}
        for token in self.parsed.tokens[: before + 1]:
            for part in token.lower.split("-") if "-" in token.lower and token.text[0].isupper() else (token.lower,):
                country = self.known.demonyms.get(part) or (self.known.country(token) if part == token.lower else None)
                if country and token.pos in ("PROPN", "ADJ", "NOUN", "X"):
                    counts[country] = counts.get(country, 0) + 1
                    places.setdefault(country, token.index)
        for name in self.names:
            country = self.known.demonyms.get(" ".join(name.words).lower()) if len(name.words) > 1 else None
            if country and name.first <= before:
                counts[country] = counts.get(country, 0) + 1
                places[country] = min(places.get(country, name.first), name.first)
        if len(counts) < 2:
            return ()
        best = sorted(counts, key=lambda c: (-counts[c], places[c]))[:2]
        return tuple(self._country(c, places[c]) for c in sorted(best, key=lambda c: places[c]))

    def _country(self, country: str, index: int) -> int:
        key = tuple(country.lower().split())
        for entry in self.entries:
            if entry.kind == "place" and (entry.words == key or self._is_country(entry, country)):
                return entry.number
        number = self._new(country, "place", key)
        self._by_key[key] = number
        self.entries[number].mentions.add((index, index + 1))
        self.entries[number].heads.append(index)
        return number

    def _is_country(self, entry: Entry, country: str) -> bool:
        return self.known.demonyms.get(entry.name.lower()) == country

    def people(self, before: int) -> tuple[int, ...]:
        """The people that a text has introduced up to a token, in order."""
        found = [e for e in self.entries if e.kind == "person" and e.is_named and e.heads and min(e.heads) < before]
        return tuple(e.number for e in sorted(found, key=lambda e: min(e.heads)))

    def author(self, head: int, word: str) -> int:
        """Whoever writes "I" or "we" in a statement of his own: known only by that word."""
        key = ("\0author", word)
        number = self._by_key.get(key)
        if number is None:
            number = self._new(self.parsed.tokens[head].text, "person" if word == "i" else "group", key)
            self._by_key[key] = number
            self.entries[number].is_plural = word != "i"
        self.entries[number].mentions.add((head, head + 1))
        return number

    def _coordinated(self, head: int) -> list[int]:
        tokens = self.parsed.tokens
        return [
            head,
            *(
                c
                for c in self.parsed.children(head)
                if tokens[c].dep == "conj" and tokens[c].pos in ("NOUN", "PROPN", "PRON") and c - head < 40
            ),
        ]

    def _one(self, head: int) -> Found | None:
        tokens = self.parsed.tokens
        token = tokens[head]
        n = self.name_at.get(head)
        if n is not None:
            inside = self._institution_around(head)
            return self._noun(inside) if inside is not None else self._named(n)
        if token.pos == "PRON" or token.lower in self.known.pronouns["never"]:
            return None
        if token.pos in ("NOUN", "PROPN", "ADJ", "X", "NUM", "SYM", "DET", "VERB"):
            return self._noun(head)
        return None

    def _named(self, n: int) -> Found:
        name = self.names[n]
        return Found((self._entry_of_name[n],), "name", (name.first, name.end))

    def _institution_around(self, head: int) -> int | None:
        return None

    def _noun(self, head: int) -> Found | None:
        """A common noun: somebody named within it, somebody who has that role, or an actor of its own."""
        tokens, known = self.parsed.tokens, self.known
        token = tokens[head]
        first, end = noun_phrase(self.parsed, head)
        named = self._name_within(head, first, end) or self._name_before_verb(head)
        if named is not None:
            return self._with_others(head, named) if token.morph.get("Number") == "Plur" else named
        if known.has("carriers", token):
            owner = self._owner(head)
            if owner is not None:
                return owner
        if known.has("counterparts", token):
            return self._counterpart(head)
        if known.is_role(token) and token.morph.get("Number") != "Plur":
            return self._role(head)
        if known.has("bodies", token):
            return self._body(head)
        return self._own(head)

    def _name_within(self, head: int, first: int, end: int) -> Found | None:
        """The person named in apposition: "le ministre des Affaires étrangères Juan Ramón de la Fuente"."""
        tokens = self.parsed.tokens
        is_role = self.known.is_role(tokens[head])
        for index in range(head + 1, min(end + 2, len(tokens))):
            n = self.name_at.get(index)
            if n is None:
                if tokens[index].pos in ("VERB", "AUX") and index > end:
                    break
                continue
            name = self.names[n]
            if index != name.title_first:
                continue
            before = tokens[name.title_first - 1]
            if before.index == head and (is_role or name.kind != "place"):
                return self._named(n)
            if before.text == "," and (name.kind == "person" or self.entries[self._entry_of_name[n]].kind == "person"):
                return self._named(n)
            if is_role and before.pos in ("NOUN", "ADJ", "PROPN", "PUNCT") and self._kind(n) == "person":
                return self._named(n)
            if not is_role and tokens[index].dep in ("appos", "flat") and tokens[index].head == head:
                return self._named(n)
            is_body = self.known.has("bodies", tokens[head]) or self.known.has("media", tokens[head])
            if is_body and before.pos in ("NOUN", "ADJ") and name.kind == "organisation" and name.end >= end - 1:
                return self._named(n)
            if before.lower in ("al",):
                return self._named(n)
        return None

    def _name_before_verb(self, head: int) -> Found | None:
        """A name between a role with its relative clause and the verb: "El jefe en cuyo servicio …, X, afirmó"."""
        tokens = self.parsed.tokens
        if not self.known.is_role(tokens[head]) or tokens[head].dep not in ("nsubj", "nsubj:pass"):
            return None
        first, _ = verb_group(self.parsed, tokens[head].head)
        before = first - 1
        if before <= head or tokens[before].text != ",":
            return None
        n = self.name_at.get(before - 1)
        if n is None or self._kind(n) != "person" or tokens[self.names[n].title_first - 1].text != ",":
            return None
        return self._named(n)

    def _with_others(self, head: int, first: Found) -> Found:
        """All the names of a plural role: "Los abogados Joan Garcés y Manuel Murillo"."""
        tokens = self.parsed.tokens
        start = first.antecedent[1] if first.antecedent else head + 1
        entries = list(first.entries)
        for index in range(start, min(start + 12, len(tokens))):
            token = tokens[index]
            n = self.name_at.get(index)
            if n is not None and index == self.names[n].title_first:
                if self._kind(n) == "person":
                    entries.append(self._entry_of_name[n])
            elif n is None and token.pos not in ("CCONJ", "DET") and token.text != ",":
                break
        found = Found(tuple(dict.fromkeys(entries)), "name", first.antecedent)
        if len(found.entries) > 1:
            self._pairs.append((head, found.entries))
        return found

    def _kind(self, n: int) -> str:
        return self.entries[self._entry_of_name[n]].kind

    def _owner(self, head: int) -> Found | None:
        """Whose words a report, figure or letter carries: "un rapport de NBC News"."""
        tokens = self.parsed.tokens
        _first, end = self.parsed.reach(head)
        for child in self.parsed.children(head):
            token = tokens[child]
            if child <= head or token.dep not in ("nmod", "acl", "acl:relcl", "appos", "flat", "obl", "amod"):
                continue
            a, b = self.parsed.reach(child)
            for index in range(a, min(b, end, a + 16)):
                n = self.name_at.get(index)
                is_agent = case_of(self.parsed, index) in ("par", "by", "por")
                if n is not None and (self._kind(n) != "place" or is_agent):
                    return Found((self._entry_of_name[n],), "name", (self.names[n].first, self.names[n].end), "owner")
            is_somebody = self.known.has("bodies", token) or self.known.is_role(token)
            if token.dep == "nmod" and token.pos == "NOUN" and is_somebody:
                return self._noun(child)
        for child in self.parsed.children(head):
            if child < head and tokens[child].dep in ("nmod:poss", "compound", "nmod"):
                n = self.name_at.get(child)
                if n is not None:
                    return self._named(n)
        return None

    def _shades(self, head: int) -> frozenset[str]:
        first, end = core(self.parsed, head)
        out = set()
        for index in range(first, end):
            token = self.parsed.tokens[index]
            if index != head and token.pos in ("ADJ", "NOUN", "PROPN", "X"):
                out.add(self.known.country(token) or stem(token.lower))
        return frozenset(out)

    def _role(self, head: int) -> Found:
        """The person who has a role: the last one before, else the first one after, else an actor of its own."""
        key, shades = stem(self.parsed.tokens[head].lower), self._shades(head)
        indefinite = self._is_indefinite(head)
        best: tuple[tuple[int, int], Entry] | None = None
        for entry in self.entries:
            if indefinite or not entry.heads:
                continue
            for role, others in entry.roles:
                if role != key or self._clash(shades, others):
                    continue
                place = max((h for h in entry.heads if h < head), default=None)
                rank = (len(shades & others) + (1 if place is not None else 0), place or -min(entry.heads))
                if best is None or rank > best[0]:
                    best = (rank, entry)
        if best:
            entry = best[1]
            place = max((h for h in entry.heads if h < head), default=min(entry.heads))
            return Found((entry.number,), "role", (place, place + 1), "role")
        if not shades and not indefinite:
            person = self._last_person(head)
            if person is not None:
                return Found((person,), "role", None, "guess")
        return self._own(head)

    def _is_indefinite(self, head: int) -> bool:
        for child in self.parsed.children(head):
            token = self.parsed.tokens[child]
            if token.dep == "det" and (token.morph.get("Definite") == "Ind" or token.lower in ("another", "some")):
                return True
        return False

    def _clash(self, shades: frozenset[str], others: frozenset[str]) -> bool:
        countries = set(self.known.demonyms.values())
        mine, theirs = shades & countries, others & countries
        if mine and theirs:
            return not mine & theirs
        rest, rest_others = shades - countries, others - countries
        return bool(rest and rest_others and not rest & rest_others)

    def _last_person(self, before: int) -> int | None:
        best, place = None, -1
        for entry in self.entries:
            if entry.kind != "person" or not entry.is_named:
                continue
            for head in entry.heads:
                if place < head < before and before - head < 150:
                    best, place = entry.number, head
        return best

    def _counterpart(self, head: int) -> Found | None:
        """ "son homologue": who is named together with the one it is said of, anywhere in the text."""
        tokens = self.parsed.tokens
        for child in self.parsed.subtree(head):
            n = self.name_at.get(child)
            if n is not None and self._kind(n) == "person":
                return self._named(n)
        above = tokens[head].head
        partner = self._one(above) if tokens[head].dep == "conj" else None
        if partner is None:
            return None
        for entry_number in partner.entries:
            for first, second in self._joined():
                if entry_number in (first, second):
                    other = second if entry_number == first else first
                    return Found((other,), "role", None, "counterpart")
        return None

    def _joined(self) -> list[tuple[int, int]]:
        """Pairs of people named in one coordination."""
        tokens, out = self.parsed.tokens, []
        for n, name in enumerate(self.names):
            if self._kind(n) != "person":
                continue
            for m in range(n + 1, min(n + 4, len(self.names))):
                other = self.names[m]
                if tokens[other.first].sentence != tokens[name.first].sentence:
                    break
                between = tokens[name.end : other.first]
                if len(between) > 12 or self._kind(m) != "person":
                    continue
                if any(t.pos in ("VERB", "AUX") for t in between):
                    break
                if any(t.pos == "CCONJ" or t.lower in ("avec", "with", "con") for t in between):
                    out.append((self._entry_of_name[n], self._entry_of_name[m]))
        return out

    def _body(self, head: int) -> Found:
        """A government, ministry or other body: the one of that name so far, else a new actor."""
        tokens = self.parsed.tokens
        first, end = core(self.parsed, head)
        if end - first == 1:
            key = stem(tokens[head].lower)
            for entry in reversed(self.entries):
                is_same = entry.kind == "organisation" and entry.roles and entry.roles[0][0] == key
                if is_same and entry.heads and entry.heads[0] < head:
                    entry.heads.append(head)
                    return Found((entry.number,), "role", (entry.heads[0], entry.heads[0] + 1), "body")
        return self._own(head, "organisation")

    def _own(self, head: int, kind: str = "") -> Found:
        """An actor named by its own words."""
        first, end = core(self.parsed, head)
        tokens = self.parsed.tokens
        text = self.parsed.text[tokens[first].start : tokens[end - 1].end].replace("\n", " ")
        key = self._government(head, first, end) or tuple(
            self.known.country(t) or stem(t.lower) for t in tokens[first:end] if t.text[0].isalnum()
        )
        number = self._by_key.get(key)
        token = tokens[head]
        if number is None:
            number = self._new(text, kind or self._own_kind(token, head), key)
            self._by_key[key] = number
            self.entries[number].roles.append((stem(token.lower), self._shades(head)))
            self.entries[number].is_plural = token.morph.get("Number") == "Plur"
            self.entries[number].gender = token.morph.get("Gender", "")
        entry = self.entries[number]
        entry.mentions.add((first, end))
        entry.aliases.add(text)
        entry.heads.append(head)
        return Found((number,), "role", None, f"own-{self.entries[number].kind}")

    def _government(self, head: int, first: int, end: int) -> tuple[str, ...]:
        """One key for "l'administration Trump", "le gouvernement Trump" and, where there is one, "… américain"."""
        tokens = self.parsed.tokens
        if not self.known.has("administrations", tokens[head]):
            return ()
        people = [self._entry_of_name[self.name_at[i]] for i in range(first, end) if i in self.name_at]
        people = [n for n in people if self.entries[n].kind in ("person", "unknown")]
        if people:
            last = self.entries[people[0]].words[-1]
            self._led.setdefault(last, people[0])
            return ("\0government", last)
        countries = {c for t in tokens[first:end] if (c := self.known.country(t))}
        if countries and self._named_governments() == 1 and countries & self._presidential:
            return ("\0government", next(iter(self._led)))
        return ()

    def _named_governments(self) -> int:
        return len(self._led)

    def _own_kind(self, token: Token, head: int) -> str:
        known = self.known
        if known.has("anonymous", token) and self._is_indefinite(head):
            return "anonymous"
        for name, kind in (("bodies", "organisation"), ("media", "media"), ("documents", "organisation")):
            if known.has(name, token):
                return kind
        if known.is_role(token) and token.morph.get("Number") != "Plur":
            return "person"
        return "group"

    def is_actor_like(self, head: int) -> bool:
        """Whether a noun can take a position: a name, a role, a body, a group, a document."""
        token = self.parsed.tokens[head]
        if head in self.name_at or token.pos == "PROPN":
            return True
        known = self.known
        return known.is_role(token) or any(
            known.has(n, token)
            for n in ("bodies", "groups", "documents", "media", "anonymous", "sides", "counterparts")
        )

    def entry_of(self, n: int) -> Entry:
        """The actor of the n-th name."""
        return self.entries[self._entry_of_name[n]]

    def kind_at(self, index: int) -> str:
        """The kind of the name that a token belongs to, "" without one."""
        n = self.name_at.get(index)
        return self._kind(n) if n is not None else ""

    def is_person_like(self, head: int) -> bool:
        """As `is_actor_like`, without documents and mere words in capitals."""
        token = self.parsed.tokens[head]
        if head in self.name_at:
            return True
        known = self.known
        return known.is_role(token) or any(
            known.has(n, token) for n in ("bodies", "groups", "media", "anonymous", "counterparts")
        )

    # --- out ------------------------------------------------------------------------------------------------

    def actors(self) -> tuple[tuple[Actor, ...], dict[int, str]]:
        """The actors in order of their first mention, and entry number to actor id."""
        kept = [e for e in self.entries if e.mentions and (e.is_used or (e.is_named and e.kind == "person"))]
        kept.sort(key=lambda e: (min(e.mentions), e.number))
        ids = {entry.number: f"a{n}" for n, entry in enumerate(kept, 1)}
        return tuple(self._actor(entry, ids[entry.number]) for entry in kept), ids

    def _actor(self, entry: Entry, actor_id: str) -> Actor:
        tokens, text = self.parsed.tokens, self.parsed.text
        spans = []
        for first, end in sorted(entry.mentions):
            a, b = tokens[first].start, tokens[end - 1].end
            spans.append(Span(a, b, text[a:b]))
        aliases = sorted(a for a in entry.aliases if a in text and a != entry.name)
        return Actor(
            actor_id, self._spelled_out(entry), self._public_kind(entry), entry.role, tuple(aliases), tuple(spans)
        )

    def _spelled_out(self, entry: Entry) -> str:
        """A country's name where the text has only an abbreviation: "U.S." is "United States"."""
        if entry.kind == "place" and (entry.name.isupper() or "." in entry.name):
            return self.known.demonyms.get(entry.name.lower(), entry.name)
        return entry.name

    def _public_kind(self, entry: Entry) -> ActorKind:
        if entry.kind == "place":
            return "government"
        administrations = {stem(w) for w in self.known.sets["administrations"]}
        if entry.kind == "organisation" and entry.roles and entry.roles[0][0] in administrations:
            return "government"
        kinds: dict[str, ActorKind] = {
            "person": "person", "organisation": "organisation", "media": "media", "anonymous": "anonymous",
            "group": "group", "government": "government",
        }  # fmt: skip
        return kinds.get(entry.kind, "organisation")
