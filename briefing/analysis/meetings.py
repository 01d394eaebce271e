"""Meetings, visits, calls, summits, votes, elections, talks and deadlines: with whom, where, when, past or ahead.

Only what has a date is listed: a date of its own words, or of the sentence before when the text goes on with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from briefing.analysis.draft import Draft
from briefing.analysis.events import (
    Dated,
    Event,
    MeetingWords,
    date_of,
    find_events,
    hang_dates,
    meeting_words,
    subjects,
)
from briefing.analysis.lexemes import Lexemes, read_lexemes
from briefing.analysis.parse import Parsed
from briefing.analysis.people import Cast, find_participants, find_place, make_title
from briefing.analysis.reference import given_date
from briefing.analysis.resolution import Resolved
from briefing.analysis.statements import make_key
from briefing.analysis.tense import TenseWords, Time, clause_at, tense_words, verb_time
from briefing.model import Code, Meeting, Precision, Span, When

_VERBAL = frozenset(("VERB", "AUX"))
_LEFT = frozenset(("amod", "compound", "nummod", "nmod:poss", "flat"))
_HELPERS = frozenset(("aux", "aux:pass", "expl"))
_LONGEST = 60
_OBJECT = 10


@dataclass(frozen=True, slots=True)
class _Found:
    event: Event
    first: int
    last: int
    dates: tuple[Dated, ...]
    time: Time | None
    inherited: bool = False


def find_meetings(draft: Draft) -> Draft:
    """The draft with its meetings, ordered by start, never two of one date overlapping."""
    parsed, language = draft.parsed, draft.parsed.language
    if not parsed.has_syntax:
        return draft
    lexemes = draft.lexemes or read_lexemes(parsed.text)
    words, tense = meeting_words(language), tense_words(language)
    found = list(_date_events(parsed, lexemes, draft.timeline, words, tense))
    found.extend(_deadlines(parsed, lexemes, draft.timeline, words, tense, found))
    reference = given_date(draft.findings.reference_date.value)
    kept = _without_overlaps(found)
    return replace(draft, findings=draft.findings._replace(meetings=_build(draft, kept, words, reference)))


def _date_events(
    parsed: Parsed, lexemes: Lexemes, timeline: Sequence[Resolved], words: MeetingWords, tense: TenseWords
) -> Iterator[_Found]:
    by_sentence: dict[int, list[Dated]] = {}
    for hung in hang_dates(parsed, timeline):
        by_sentence.setdefault(parsed.tokens[hung.first].sentence, []).append(hung)
    before: _Found | None = None
    for event in find_events(parsed, lexemes, words):
        sentence = parsed.tokens[event.head].sentence
        dated = date_of(parsed, event, by_sentence.get(sentence, ()), words)
        time = _time(parsed, event, dated, tense)
        if dated and (dated.date.value or dated.date.expression.origin == "reference"):
            dates = _with_range(dated, by_sentence[sentence])
            first, last = _extent(parsed, event, dates, words)
            before = _Found(event, first, last, dates, time)
            yield before
            for further in _further(parsed, dated, by_sentence[sentence]):
                yield _Found(event, first, further.last, (further,), time)
        elif before and _goes_on(parsed, event, before, time, words):
            first, last = _extent(parsed, event, (), words)
            yield _Found(event, first, last, before.dates, time, inherited=True)


def _further(parsed: Parsed, dated: Dated, dates: Sequence[Dated]) -> Iterator[Dated]:
    """The dates that a list goes on with: "les élections de 2002, 2007 et 2012" are three."""
    last = dated
    for other in dates[dates.index(dated) + 1 :]:
        between = parsed.tokens[last.last : other.first]
        is_listed = 1 <= len(between) <= 2 and all(t.pos in ("PUNCT", "CCONJ", "ADP") for t in between)
        if (
            not is_listed
            or between[0].text not in (",", "et", "and", "y", "e")
            or other.date.precision != last.date.precision
        ):
            return
        if last.date.precision == "day":
            return
        yield other
        last = other


def _with_range(dated: Dated, dates: Sequence[Dated]) -> tuple[Dated, ...]:
    """The date with the other end of its range: "from November 20 to December 11"."""
    place = dates.index(dated)
    for low, high in ((place, place + 1), (place - 1, place)):
        if low < 0 or high >= len(dates):
            continue
        start, end = dates[low].date, dates[high].date
        gap = end.expression.first - start.expression.last
        is_range = gap <= 3 and start.precision == end.precision
        if not is_range or not start.value or not end.value or start.value >= end.value:
            continue
        if end.expression.is_linked or start.expression.month is not None:
            return (dates[low], dates[high])
    return (dated,)


def _time(parsed: Parsed, event: Event, dated: Dated | None, tense: TenseWords) -> Time | None:
    """The time that the event's clause tells of."""
    if event.kind != "noun":
        own = verb_time(parsed, event.head, tense)
        if own:
            return own
    clause = clause_at(parsed, event.head, event.head + 1, tense)
    return clause.time or (dated.date.clause.time if dated else None)


def _goes_on(parsed: Parsed, event: Event, before: _Found, time: Time | None, words: MeetingWords) -> bool:
    """Whether an undated verb goes on with the day of the meeting told just before: "She also met with …"."""
    tokens = parsed.tokens
    if event.kind == "noun" or before.event.kind == "noun" or before.time != time:
        return False
    if tokens[event.head].dep in ("advcl", "xcomp", "acl"):
        return False
    distance = tokens[event.head].sentence - tokens[before.event.head].sentence
    if not 0 <= distance <= 2 or parsed.paragraph(event.head) - parsed.paragraph(before.event.head) > 1:
        return False
    if before.dates[0].date.precision != "day":
        return False
    children = {tokens[c].lower for c in parsed.children(event.head)}
    return bool(children & words.sets["going_on"]) or (distance == 0 and tokens[event.head].dep == "conj")


# --- where it stands in the text ------------------------------------------------------------------------------


def _extent(parsed: Parsed, event: Event, dates: Sequence[Dated], words: MeetingWords) -> tuple[int, int]:
    """The shortest stretch of tokens with the event's words and its dates."""
    first, last = _core(parsed, event, words)
    for dated in dates:
        first, last = min(first, dated.first), max(last, dated.last)
    if event.kind == "noun":
        last = max(last, _partners_end(parsed, event, last, words))
    elif words.partners_follow and event.kind == "verb":
        last = max(last, _company_end(parsed, event, last, words))
    if event.kind in ("receive", "decide") or not dates or dates[0].first < event.head:
        last = max(last, _object_end(parsed, event, last, dates))
    return first, min(last, first + _LONGEST)


def _core(parsed: Parsed, event: Event, words: MeetingWords) -> tuple[int, int]:
    """A noun with what describes it, or a verb with its auxiliaries."""
    tokens, head = parsed.tokens, event.head
    first, last = head, head + 1
    wanted = _LEFT if event.kind == "noun" else _HELPERS
    for child in parsed.children(head):
        token = tokens[child]
        if token.dep not in wanted:
            continue
        if child < head and head - child <= 6:
            first = min(first, parsed.reach(child)[0])
            while event.kind == "noun" and first > 0 and _is_titled(parsed, first, head):
                first -= 1
        elif child == last and token.dep in ("amod", "flat"):
            last = child + 1
    if event.kind != "noun":
        modal = tokens[tokens[head].head]
        if tokens[head].dep == "xcomp" and modal.index < head <= modal.index + 4:
            first = min(first, modal.index)
        if first > 0 and tokens[first - 1].lower in ("se", "s'", "s’"):
            first -= 1
        if event.kind == "decide":
            first = min([first] + [parsed.reach(s.index)[0] for s in subjects(parsed, head) if s.index < head])
    index = head + 1
    while event.kind == "noun" and index + 1 < len(tokens) and index < head + 4:
        # "conférence de presse", "premier tour": the noun that completes the name
        if tokens[index].lower in ("de", "d'") and tokens[index + 1].pos == "NOUN" and tokens[index + 1].head == head:
            last = max(last, index + 2)
        index += 1
    return first, last


def _is_titled(parsed: Parsed, first: int, head: int) -> bool:
    """Whether the token before goes on with a name in capitals: "U.S.-Thailand Strategic and Defense Dialogue"."""
    before = parsed.tokens[first - 1]
    if not parsed.tokens[head].text[0].isupper() or before.sentence != parsed.tokens[head].sentence:
        return False
    return before.text in ("-", "and", "&") or (before.pos in ("PROPN", "ADJ") and before.text[0].isupper())


def _partners_end(parsed: Parsed, event: Event, last: int, words: MeetingWords) -> int:
    """The end of an "entre X et Y" that follows right on: "un appel lundi entre Sheinbaum et Trump"."""
    if last >= len(parsed.tokens) or parsed.tokens[last].lower not in words.sets["between"]:
        return last
    partner = parsed.tokens[parsed.tokens[last].head]
    return min(parsed.reach(partner.index)[1], last + _OBJECT) if partner.index > last else last


def _company_end(parsed: Parsed, event: Event, last: int, words: MeetingWords) -> int:
    """The end of a "con X" that follows soon after the date: "se reunieron el viernes por la noche con Zedillo"."""
    for child in parsed.children(event.head):
        first = parsed.reach(child)[0]
        if last <= first <= last + 3 and parsed.tokens[first].lower in words.sets["strictly_with"]:
            return _noun_end(parsed, child)
    return last


def _object_end(parsed: Parsed, event: Event, last: int, dates: Sequence[Dated]) -> int:
    """The end of the object or goal right after a verb: "hosted a roundtable", "traveled to Gabon and Nigeria"."""
    if event.kind == "noun":
        return last
    for child in parsed.children(event.head):
        token = parsed.tokens[child]
        if any(dated.first <= child < dated.last for dated in dates):
            continue
        is_object = token.dep == "obj" or (event.kind not in ("receive", "deadline") and token.dep in ("obl", "iobj"))
        if child > event.head and is_object and parsed.reach(child)[0] <= last + 2:
            return min(_noun_end(parsed, child), event.head + _OBJECT)
    return last


def _noun_end(parsed: Parsed, noun: int) -> int:
    """The end of a noun phrase, relative clauses and afterthoughts left out."""
    last = noun + 1
    first, end = parsed.reach(noun)
    if end - first <= _OBJECT + 4 and not any(parsed.tokens[i].pos in _VERBAL for i in range(noun, end)):
        return end
    for index in range(noun + 1, parsed.reach(noun)[1]):
        token = parsed.tokens[index]
        if token.pos in ("PUNCT", "VERB", "AUX", "SCONJ", "PRON"):
            break
        if token.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            last = index + 1
    return last


# --- deadlines ------------------------------------------------------------------------------------------------


def _deadlines(
    parsed: Parsed,
    lexemes: Lexemes,
    timeline: Sequence[Resolved],
    words: MeetingWords,
    tense: TenseWords,
    found: Sequence[_Found],
) -> Iterator[_Found]:
    """What is to be done by a date: "former 500 000 chômeurs d'ici avril 2017"."""
    taken = {d.date.start for f in found for d in f.dates}
    for hung in hang_dates(parsed, timeline):
        if hung.date.start in taken or hung.verb is None:
            continue
        limit = words.deadlines.match_before(lexemes, hung.date.expression.first)
        is_open = (
            parsed.tokens[hung.verb].morph.get("VerbForm") == "Inf" or verb_time(parsed, hung.verb, tense) == "future"
        )
        if not limit or not is_open:
            continue
        if not 0 < hung.first - hung.verb < 20:
            continue
        event = Event(hung.verb, "deadline")
        yield _Found(
            event, hung.verb, max(hung.last, _object_end(parsed, event, hung.last, (hung,))), (hung,), "future"
        )


def _without_overlaps(found: Sequence[_Found]) -> list[_Found]:
    """One event a stretch: where two of the same date overlap the one with its own date, then the longer, stays."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.first, -f.last)):
        clash = next((k for k in kept[-4:] if k.last > one.first and k.dates[0].date == one.dates[0].date), None)
        if clash is None:
            kept.append(one)
        elif (one.event.kind == "noun") > (clash.event.kind == "noun") and not one.inherited:
            kept[max(n for n in range(len(kept) - 4, len(kept)) if n >= 0 and kept[n] is clash)] = replace(
                one, first=min(one.first, clash.first), last=max(one.last, clash.last)
            )
    return sorted(kept, key=lambda f: (f.first, f.last))


# --- building -------------------------------------------------------------------------------------------------


def _build(draft: Draft, found: Sequence[_Found], words: MeetingWords, reference: date | None) -> tuple[Meeting, ...]:
    parsed = draft.parsed
    cast = Cast.of(draft.findings.actors, draft.findings.statements)
    seen: dict[str, int] = {}
    out = []
    for one in found:
        start, end = parsed.tokens[one.first].start, parsed.tokens[one.last - 1].end
        for dated in one.dates if not one.inherited else ():
            start, end = min(start, dated.date.start), max(end, dated.date.end)
        quote = parsed.text[start:end]
        seen[quote] = seen.get(quote, 0) + 1
        participants = find_participants(parsed, one.event, cast, words)
        out.append(
            Meeting(
                key=make_key("m", quote, seen[quote]),
                span=Span(start, end, quote),
                title=make_title(parsed, one.event, participants, cast, words),
                when=_when(parsed.text, one),
                status=_status(one, reference),
                is_cancelled=_is_cancelled(parsed, one.event, words),
                participants=participants,
                place=find_place(parsed, one.event, one.last, words),
                rule=f"{parsed.language}.{one.event.kind}" + (".inherited" if one.inherited else ""),
            )
        )
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end, m.key)))


def _when(text: str, one: _Found) -> When:
    first, last = one.dates[0].date, one.dates[-1].date
    span = Span(first.start, last.end, text[first.start : last.end])
    basis = Code("inherited", {"of": first.value or ""}) if one.inherited else first.basis
    precision: Precision = "range" if len(one.dates) > 1 else first.precision
    return When(span, first.value, last.until, precision, basis)


def _status(one: _Found, reference: date | None) -> Literal["past", "scheduled"]:
    """Past or scheduled: by its date where that tells, else by the tense."""
    value, until = one.dates[0].date.value, one.dates[-1].date.until
    today = reference.isoformat() if reference else None
    if value and until and today:
        if until < today[: len(until)]:
            return "past"
        if value > today[: len(value)]:
            return "scheduled"
    is_now = one.time == "present" and (one.event.kind != "noun" or value != until)
    return "scheduled" if one.time == "future" or is_now else "past"


def _is_cancelled(parsed: Parsed, event: Event, words: MeetingWords) -> bool:
    """Whether the event is called off: "l'annulation du sommet", "the visit was cancelled", "n'aura pas lieu"."""
    sets, tokens = words.sets, parsed.tokens
    head = tokens[event.head]
    above = tokens[head.head]
    is_called_off = above.lemma in sets["cancelled_verbs"] and head.dep in ("obj", "nsubj", "nsubj:pass")
    if above.index != head.index and (above.lemma in sets["cancelled_nouns"] or is_called_off):
        return True
    if any(
        tokens[c].lower in sets["cancelled_words"] or tokens[c].lemma in sets["cancelled_verbs"]
        for c in parsed.children(event.head)
    ):
        return True
    verb = event.carrier if event.kind == "noun" else event.head
    if verb is None or (event.kind == "noun" and tokens[verb].lemma not in sets["happening"]):
        return False
    return any(tokens[c].lower in sets["negations"] for c in parsed.children(verb))
