"""Who takes part in an event, where it is, and what it is called."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.datewords import date_words
from briefing.analysis.events import Event, MeetingWords, subjects
from briefing.analysis.parse import Parsed, Token
from briefing.model import Actor, Statement

_MOST_ACTORS = 12
_LONGEST = 12
# a subject with its verb that names an event has no more tokens than this
_LONGEST_TITLE = 20
# a name or cue is no longer than this, in code points
_LONGEST_NAME = 200
_PLACES = frozenset(("LOC", "GPE", "FAC"))
_PEOPLE = frozenset(("PER", "PERSON"))
_NAMES = frozenset(("flat", "flat:name", "appos", "compound", "nmod"))
_TIES = frozenset(("de", "du", "des", "del", "of", "d'", "-", "la", "las", "los", "le", "les", "el", "the"))
# what a title does not begin with
_UNTITLED = frozenset(("DET", "SCONJ", "CCONJ", "PUNCT", "ADP"))
_NOUN_TIES = frozenset(("de", "d'", "of", "sur", "on", "sobre", "du", "des", "del"))


@dataclass(frozen=True, slots=True)
class Cast:
    """Where actors are named and where the cues of their statements stand, by start, for looking up a place."""

    names: Mapping[str, str]
    mentions: tuple[tuple[int, int, str], ...]
    cues: tuple[tuple[int, int, tuple[str, ...]], ...]

    @classmethod
    def of(cls, actors: Sequence[Actor], statements: Sequence[Statement]) -> "Cast":
        return cls(
            {actor.id: actor.name for actor in actors},
            tuple(sorted((m.start, m.end, actor.id) for actor in actors for m in actor.mentions)),
            tuple(sorted((c.start, c.end, s.actors) for s in statements for c in s.cue)),
        )

    def named(self, start: int, end: int) -> list[tuple[str, int]]:
        """(actor id, start) of the mentions that overlap a stretch."""
        low = bisect_left(self.mentions, (start - _LONGEST_NAME,))
        high = bisect_left(self.mentions, (end,))
        return [(actor, first) for first, last, actor in self.mentions[low:high] if start < last]

    def speaking(self, start: int, end: int) -> tuple[str, ...]:
        """The actors of the statement whose cue holds a stretch."""
        low = bisect_left(self.cues, (start - _LONGEST_NAME,))
        high = bisect_left(self.cues, (start + 1,))
        return next((actors for first, last, actors in self.cues[low:high] if first <= start and end <= last), ())


def find_participants(parsed: Parsed, event: Event, cast: Cast, words: MeetingWords) -> tuple[str, ...]:
    """The ids of the actors that meet, visit, call, vote or convene, in the order of the text."""
    ids: dict[str, int] = {}
    for head in _people_heads(parsed, event, words):
        for first, last in _name_parts(parsed, head):
            start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
            for actor, place in cast.named(start, end):
                ids.setdefault(actor, place)
    for actor_id in _speakers(parsed, event, cast) if not ids else ():
        ids.setdefault(actor_id, 0)
    return tuple(sorted(ids, key=lambda i: (ids[i], i)))[:_MOST_ACTORS]


def _people_heads(parsed: Parsed, event: Event, words: MeetingWords) -> Iterator[int]:
    """The nouns that stand for participants: subjects, partners, hosts, possessors, and those coordinated with them."""
    tokens, sets = parsed.tokens, words.sets
    heads = [event.head]
    carrier = event.carrier
    if carrier is not None and tokens[carrier].lemma in sets["carriers"]:
        heads.append(carrier)
    for head in heads:
        is_verb = tokens[head].pos in ("VERB", "AUX")
        for child in parsed.children(head):
            if child != event.head and _is_partner(parsed, event, child, sets, is_verb=is_verb):
                yield from _coordinated(parsed, child)
        for subject in subjects(parsed, head) if is_verb else ():
            if subject.index != event.head and not _reaches(parsed, subject.index, event.head):
                yield from _coordinated(parsed, subject.index)


def _reaches(parsed: Parsed, above: int, below: int) -> bool:
    first, last = parsed.reach(above)
    return first <= below < last


def _is_partner(parsed: Parsed, event: Event, child: int, sets: Mapping[str, frozenset[str]], *, is_verb: bool) -> bool:
    token = parsed.tokens[child]
    is_going = parsed.tokens[event.head].lemma in sets["going"]
    if token.dep == "nmod:poss" or (event.kind == "receive" and _is_object(parsed, event, child)):
        return not is_going or token.ent in _PEOPLE
    cases = {parsed.tokens[c].lower for c in parsed.children(child) if parsed.tokens[c].dep == "case"}
    if token.ent in _PLACES and not cases & sets["between"] and cases & sets["places"]:
        return False
    if is_going:
        return bool(cases & sets["strictly_with"] - sets["places"])
    return bool(cases & (sets["strictly_with"] if is_verb else sets["with"]))


def _is_object(parsed: Parsed, event: Event, child: int) -> bool:
    """Whether a noun is whom a verb has as its object; a name right after it may have been tied to it otherwise."""
    token = parsed.tokens[child]
    return token.dep == "obj" or (child == event.head + 1 and token.pos == "PROPN")


def _coordinated(parsed: Parsed, head: int) -> Iterator[int]:
    """A noun and those coordinated with it."""
    waiting = [head]
    while waiting and len(waiting) < 40:
        one = waiting.pop()
        yield one
        waiting.extend(c for c in parsed.children(one) if parsed.tokens[c].dep == "conj")


def _name_parts(parsed: Parsed, head: int) -> Iterator[tuple[int, int]]:
    """The parts of a noun phrase that name its own person or body: "of Japan" is none of the Prime Minister's."""
    yield head, head + 1
    for child in parsed.children(head):
        token = parsed.tokens[child]
        has_case = any(parsed.tokens[c].dep == "case" for c in parsed.children(child))
        if token.dep in _NAMES and not has_case and token.pos in ("PROPN", "NOUN"):
            yield child, child + 1


def _speakers(parsed: Parsed, event: Event, cast: Cast) -> tuple[str, ...]:
    """The actors of the statement whose cue is the event's verb: "Ils convoqueront une réunion"."""
    for index in (event.carrier, event.head):
        if index is None:
            continue
        found = cast.speaking(parsed.tokens[index].start, parsed.tokens[index].end)
        if found:
            return found
    return ()


# --- place ----------------------------------------------------------------------------------------------------


def find_place(parsed: Parsed, event: Event, last: int, words: MeetingWords) -> str | None:
    """The place named beside the event: "à Washington", "in Lusaka, Zambia"; None when none is.

    `last` is the token after the event's stretch, where a place may follow without hanging on the event.
    """
    tokens, sets = parsed.tokens, words.sets
    heads = [event.head] + ([event.carrier] if event.carrier is not None else [])
    for head in heads:
        waiting = list(parsed.children(head))
        for child in waiting:
            token = tokens[child]
            if _is_place(parsed, token) and (
                _has_case(parsed, child, sets["places"]) or _is_visited(parsed, event, child)
            ):
                return _name(parsed, child)
            if (
                token.dep in ("obl", "nmod", "obj", "flat")
                and len(waiting) < 40
                and token.pos in ("NOUN", "PROPN", "NUM")
            ):
                waiting.extend(c for c in parsed.children(child) if tokens[c].dep in ("nmod", "obl"))
    named = [c for c in parsed.children(event.head) if c < event.head and tokens[c].ent in _PLACES]
    if named and event.kind == "noun" and tokens[named[-1]].dep == "compound":
        return _name(parsed, named[-1], event.head)
    return _place_at(parsed, last, sets["places"])


def _place_at(parsed: Parsed, index: int, prepositions: frozenset[str]) -> str | None:
    """A place right at a token: "… le 16 janvier dans l'État de Mexico"."""
    tokens = parsed.tokens
    if index >= len(tokens) or tokens[index].lower not in prepositions:
        return None
    for place in range(index + 1, min(index + 4, len(tokens))):
        if tokens[place].pos != "DET":
            return _name(parsed, place) if _is_place(parsed, tokens[place]) else None
    return None


def _is_place(parsed: Parsed, token: Token) -> bool:
    """A name in capitals that the parser knows for a place, or in French and Spanish for none of anything else."""
    if not token.text[0].isupper():
        return False
    return token.ent in _PLACES or (token.pos == "PROPN" and token.ent == "" and parsed.language != "en")


def _has_case(parsed: Parsed, index: int, prepositions: frozenset[str]) -> bool:
    return any(
        parsed.tokens[c].dep == "case" and parsed.tokens[c].lower in prepositions for c in parsed.children(index)
    )


def _is_visited(parsed: Parsed, event: Event, index: int) -> bool:
    """Whether a place is what a verb of visiting has as its object."""
    return event.kind == "receive" and parsed.tokens[index].dep == "obj" and parsed.tokens[index].ent in _PLACES


def _name(parsed: Parsed, index: int, before: int | None = None) -> str:
    """A place's name as it stands: capitalised words and what ties them; it ends before a given token."""
    tokens = parsed.tokens
    first, last = index, index + 1
    while first > 0 and tokens[first - 1].text[0].isupper() and tokens[first - 1].ent == tokens[index].ent != "":
        first -= 1
    if (
        first > 1
        and tokens[first - 1].lower in ("los", "las", "la", "el", "le", "les")
        and tokens[first - 1].text[0].isupper()
    ):
        first -= 1
    stop = min(len(tokens), index + _LONGEST, before if before is not None else len(tokens))
    while last < stop and tokens[last].sentence == tokens[index].sentence:
        token = tokens[last]
        if (
            token.text[0].isupper()
            and token.pos in ("PROPN", "NOUN", "ADJ")
            and token.start - tokens[last - 1].end <= 1
        ):
            last += 1
            continue
        tie = last
        while tie < stop and tokens[tie].lower in _TIES:
            tie += 1
        if tie == last or tie >= stop or not tokens[tie].text[0].isupper() or not _reaches(parsed, index, tie):
            break
        last = tie + 1
    return parsed.text[tokens[first].start : tokens[last - 1].end]


# --- title ----------------------------------------------------------------------------------------------------


def make_title(parsed: Parsed, event: Event, participants: Sequence[str], cast: Cast, words: MeetingWords) -> str:
    """A short name in the words of the text: the event's noun phrase, or the verb's noun with who takes part."""
    tokens = parsed.tokens
    if event.kind == "noun":
        title = _noun_title(parsed, event.head)
    elif event.kind == "deadline":
        title = words.titles["deadline"]
    else:
        head = tokens[event.head]
        title = words.titles.get(head.lemma, head.text)
        names = [cast.names[one] for one in participants if one in cast.names]
        title = f"{title} – {', '.join(names[:3])}" if names else _clause_title(parsed, event.head) or title
    return title[0].upper() + title[1:]


def _clause_title(parsed: Parsed, verb: int) -> str:
    """The subject and its verb where nobody else names the event: "Groupe de travail se réunira"."""
    tokens = parsed.tokens
    for subject in subjects(parsed, verb):
        first = parsed.reach(subject.index)[0]
        if subject.pos != "NOUN" or not 0 < verb - first <= _LONGEST_TITLE:
            continue
        while first < subject.index and tokens[first].pos in _UNTITLED:
            first += 1
        return " ".join(parsed.text[tokens[first].start : tokens[verb].end].split())
    return ""


def _noun_title(parsed: Parsed, head: int) -> str:
    """A noun with its adjectives and a short "of" or "on": "réunion ministérielle sur la sécurité"."""
    tokens = parsed.tokens
    first, last = head, head + 1
    for child in parsed.children(head):
        if tokens[child].dep in ("amod", "compound", "flat") and abs(child - head) <= 4:
            first, last = min(first, parsed.reach(child)[0] if child < head else first), max(last, child + 1)
    if last + 1 < len(tokens) and tokens[last].lower in _NOUN_TIES:
        of = tokens[last].head
        words = date_words(parsed.language)
        is_date = tokens[of].text[0].isdigit() or tokens[of].lower in words.months or tokens[of].lower in words.weekdays
        if last < of <= last + 3 and not is_date:
            last = of + 1
    return " ".join(parsed.text[tokens[first].start : tokens[last - 1].end].split())
