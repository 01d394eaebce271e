"""Where a text tells of a meeting, visit, call, vote, election, talk or deadline, and which date belongs to it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.analysis.lexemes import Lexemes, Phrases
from briefing.analysis.parse import Parsed, Token
from briefing.analysis.resolution import Resolved
from briefing.analysis.units import unit_words
from briefing.analysis.words import load

_VERBAL = frozenset(("VERB", "AUX"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "attr", "nmod", "xcomp", "conj"))
_SELF = frozenset(("se", "s'", "s’", "me", "nous", "nos"))
# a verb of meeting or going has a subject or a goal; a bare participle or infinitive is none
_COMPANY = frozenset(("nsubj", "nsubj:pass", "obl", "obj", "aux"))
_MOST_STEPS = 8
# how far a date may stand from an event noun that it belongs to without hanging on it
_BESIDE = 3
# and how far off at all, in tokens
_FAR = 80


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The table `meetings.toml` of a language: sets of words, phrases, and the titles of verbs."""

    sets: Mapping[str, frozenset[str]]
    event_phrases: Phrases
    deadlines: Phrases
    titles: Mapping[str, str]
    partners_follow: bool


@cache
def meeting_words(language: str) -> MeetingWords:
    table: dict[str, Any] = load(language, "meetings")
    sets = {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
    verbs = ("verbs", "reflexive", "receiving", "deciding", "deciding_reflexive")
    sets["all_verbs"] = frozenset().union(*(sets[key] for key in verbs))
    return MeetingWords(
        sets,
        Phrases.of(table["event_phrases"]),
        Phrases.of(table["deadlines"]),
        table["titles"],
        table["partners_follow"],
    )


@dataclass(frozen=True, slots=True)
class Event:
    """An event on the token `head`, a noun or a verb. `carrier` is the verb that carries an event noun."""

    head: int
    kind: str
    carrier: int | None = None


def find_events(parsed: Parsed, lexemes: Lexemes, words: MeetingWords) -> Iterator[Event]:
    """All event nouns and verbs, in order, dated or not."""
    sets = words.sets
    tokens = parsed.tokens
    for token in tokens:
        if token.pos in ("NOUN", "PROPN", "ADJ"):
            head = _event_noun(parsed, lexemes, token, words)
            if head is not None:
                yield Event(head, "noun", _carrier(parsed, head, sets))
        elif token.pos == "VERB":
            kind = _verb_kind(parsed, token, sets)
            if kind:
                yield Event(token.index, kind)


def _event_noun(parsed: Parsed, lexemes: Lexemes, token: Token, words: MeetingWords) -> int | None:
    """The head of an event phrase that begins at a token, or the token itself when it is an event noun."""
    if token.lower in words.event_phrases.by_first:
        found = words.event_phrases.match(lexemes, lexemes.from_offset(token.start))
        if found:
            end = lexemes.ends[found[0] - 1]
            is_inside = token.head > token.index and parsed.tokens[token.head].end <= end
            return token.head if is_inside else token.index
    return token.index if _is_event_noun(parsed, token, words) else None


def _is_event_noun(parsed: Parsed, token: Token, words: MeetingWords) -> bool:
    sets = words.sets
    if token.pos == "ADJ":
        return False
    if token.lower in sets["chambers"] and (token.dep in _SUBJECTS or token.text[0].isupper()):
        return False
    name = token.lemma if token.lemma in sets["events"] else token.lower
    if name in sets["events"]:
        before = parsed.tokens[token.head]
        is_inside = token.dep == "nmod" and before.lemma in sets["not_after"] and before.index < token.index
        return not is_inside and token.dep != "compound"
    if token.lemma in sets["calls"] or token.lower in sets["calls"]:
        cases = {case for child in parsed.children(token.index) for case in _cases(parsed, child)}
        return bool(cases & sets["strictly_with"])
    return False


def _cases(parsed: Parsed, index: int) -> set[str]:
    """The prepositions of a noun."""
    return {parsed.tokens[c].lower for c in parsed.children(index) if parsed.tokens[c].dep == "case"}


def _verb_kind(parsed: Parsed, token: Token, sets: Mapping[str, frozenset[str]]) -> str | None:
    """The kind of event that a verb is, if it is one."""
    lemma = token.lemma
    if lemma not in sets["all_verbs"]:
        return None
    children = [parsed.tokens[c] for c in parsed.children(token.index)]
    is_reflexive = token.lower.endswith("se") or parsed.tokens[max(0, token.index - 1)].lower in _SELF
    is_reflexive |= any(c.lower in _SELF and c.index < token.index for c in children)
    if lemma in sets["reflexive"] and is_reflexive:
        return "verb"
    if lemma in sets["receiving"] and any(_is_somebody(parsed, c, sets) for c in children if _is_object(token, c)):
        return "receive"
    is_deciding = lemma in sets["deciding"] or (lemma in sets["deciding_reflexive"] and is_reflexive)
    if is_deciding and any({s.lemma, s.lower} & sets["chambers"] for s in subjects(parsed, token.index)):
        return "decide"
    if lemma in sets["reflexive"] or lemma not in sets["verbs"]:
        return None
    particles = {phrase.partition(" ")[2] for phrase in sets["with_particle"] if phrase.split(" ")[0] == lemma}
    if particles and not particles & {c.lower for c in children}:
        return None
    return "verb" if any(c.dep in _COMPANY for c in children) else None


def _is_object(verb: Token, child: Token) -> bool:
    """Whether a child is what a verb has as its object; a name right after it may have been tied to it otherwise."""
    return child.dep == "obj" or (child.index == verb.index + 1 and child.pos == "PROPN")


def subjects(parsed: Parsed, verb: int) -> list[Token]:
    """The subjects of a verb, or of the verb that it hangs on as a complement ("doit se prononcer")."""
    for _ in range(3):
        own = [parsed.tokens[c] for c in parsed.children(verb) if parsed.tokens[c].dep in _SUBJECTS]
        token = parsed.tokens[verb]
        if own or token.dep not in ("xcomp", "conj", "ccomp") or token.head == verb:
            return own
        verb = token.head
    return []


def _is_somebody(parsed: Parsed, token: Token, sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether an object is a person, a company of people, or a place: what can be received or visited."""
    people = unit_words(parsed.language).people
    if any(parsed.tokens[c].pos == "NUM" for c in parsed.children(token.index)):
        # "recibió 107 mil turistas" counts visitors, it tells of no visit
        return False
    return token.pos == "PROPN" or bool({token.lower, token.lemma} & (people | sets["received"]))


def _carrier(parsed: Parsed, noun: int, sets: Mapping[str, frozenset[str]]) -> int | None:
    """The verb that a noun is an argument of, by itself or as "the first round of" it."""
    token = parsed.tokens[noun]
    for _ in range(_MOST_STEPS):
        if token.head == token.index or token.dep not in _ARGUMENTS:
            return None
        token = parsed.tokens[token.head]
        if token.pos in _VERBAL:
            return token.index
        if token.lemma not in sets["events"] and token.lemma not in sets["parts_of_event"]:
            return None
    return None


# --- dates ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dated:
    """A calendar expression in the tree: its tokens, the token above it, the nearest noun and verb above."""

    date: Resolved
    first: int
    last: int
    above: tuple[int, ...]
    verb: int | None


def hang_dates(parsed: Parsed, timeline: Sequence[Resolved]) -> list[Dated]:
    """Each date with what stands above it, up to and with the first verb."""
    hung = []
    for date in timeline:
        first, last = parsed.token_at(date.start), parsed.token_at(date.end - 1) + 1
        if first >= len(parsed.tokens):
            continue
        above: list[int] = []
        verb: int | None = None
        token = _top(parsed, first, last)
        for _ in range(_MOST_STEPS):
            if token.head == token.index:
                break
            token = parsed.tokens[token.head]
            if not first <= token.index < last:
                above.append(token.index)
                if token.pos in _VERBAL:
                    verb = token.index
                    break
        hung.append(Dated(date, first, last, tuple(above), verb))
    return hung


def _top(parsed: Parsed, first: int, last: int) -> Token:
    for index in range(first, last):
        token = parsed.tokens[index]
        if not first <= token.head < last and token.pos not in ("PUNCT", "ADP", "DET"):
            return token
    return parsed.tokens[first]


def date_of(parsed: Parsed, event: Event, dates: Sequence[Dated], words: MeetingWords) -> Dated | None:
    """The date that belongs to an event among those of its sentence; the one that hangs nearest to it."""
    low = bisect_left(dates, event.head - _FAR, key=lambda d: d.first)
    high = bisect_left(dates, event.head + _FAR, key=lambda d: d.first)
    ranked = [
        (rank, abs(d.first - event.head), d.first, d)
        for d in dates[low:high]
        if (rank := _rank(parsed, event, d, words)) is not None
    ]
    return min(ranked, key=lambda row: row[:3])[3] if ranked else None


def _rank(parsed: Parsed, event: Event, dated: Dated, words: MeetingWords) -> int | None:
    """How closely a date belongs to an event: 0 it hangs on it, 1 on its own verb, None not at all."""
    tokens, sets = parsed.tokens, words.sets
    if event.head in dated.above:
        between = [tokens[i] for i in dated.above[: dated.above.index(event.head)]]
        return 0 if all(_is_passable(t, event.head, sets) for t in between) else None
    if event.kind != "noun":
        return None
    if _is_beside(parsed, event.head, dated):
        return 0
    if dated.verb is None:
        return None
    if any(tokens[i].pos == "NOUN" and not _is_passable(tokens[i], event.head, sets) for i in dated.above[:-1]):
        return None
    clause = _clause_top(parsed, dated.verb)
    if clause.dep.startswith("acl") and _holds(parsed, event.head, clause.head):
        return 0 if tokens[dated.verb].lemma in sets["carriers"] else None
    if event.carrier is None or event.carrier not in (dated.verb, clause.index):
        return None
    if tokens[event.carrier].lemma in sets["saying"]:
        return None
    return 1 if {tokens[event.carrier].lemma, tokens[dated.verb].lemma} & sets["carriers"] else 2


def _is_passable(token: Token, head: int, sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a date may belong to an event above this token: a name, a place, the rest of the event's name."""
    if token.pos in ("PROPN", "NUM", "ADJ", "SYM") or _is_place(token):
        return True
    if token.lemma in sets["events"] or token.lemma in sets["parts_of_day"]:
        return True
    return token.pos == "NOUN" and head < token.index <= head + 2


def _is_beside(parsed: Parsed, head: int, dated: Dated) -> bool:
    """Whether only what describes the noun stands after the date: "their September 22, 2021 bilateral meeting"."""
    between = parsed.tokens[dated.last : head] if dated.last <= head else ()
    if dated.last > head or len(between) > _BESIDE:
        return False
    return all(t.pos in ("ADJ", "PROPN", "NOUN") and t.head in (head, head - 1) for t in between) and bool(between)


def _clause_top(parsed: Parsed, verb: int) -> Token:
    """The verb that rules a complement verb: "set" in "set to take place"."""
    token = parsed.tokens[verb]
    for _ in range(3):
        if token.dep not in ("xcomp", "ccomp", "conj") or parsed.tokens[token.head].pos not in (*_VERBAL, "ADJ"):
            break
        token = parsed.tokens[token.head]
    return token


def _holds(parsed: Parsed, head: int, index: int) -> bool:
    """Whether a token is the event noun or hangs below it."""
    first, last = parsed.reach(head)
    return head == index or (head < index and first <= index < last)


def _is_place(token: Token) -> bool:
    return token.ent in ("LOC", "GPE", "FAC")
