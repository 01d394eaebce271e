"""Who pronouns, dropped subjects and joint phrases stand for, read from what was said before."""

from bisect import bisect_left
from dataclasses import dataclass

from briefing.analysis.cast import Entry, Found
from briefing.analysis.grammar import NOMINAL
from briefing.analysis.groups import author, countries, introduced_people
from briefing.analysis.phrases import who
from briefing.analysis.proposal import Scene
from briefing.analysis.turns import NOBODY, find_turns

# How far back a pronoun may reach, in tokens.
_REACH = 260
# By how much the best candidate for a pronoun must lead to count as clear.
_CLEAR = 2.5


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody mentioned: at which token, as what, and whether as a subject."""

    index: int
    entries: tuple[int, ...]
    is_subject: bool
    is_main: bool
    place: tuple[int, int]


class Discourse:
    """The mentions of a text in order; speakers are added as statements are resolved."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.events: list[Event] = []
        self.speakers: list[Event] = []
        self.turns = find_turns(scene.cast)
        self._read()

    def _read(self) -> None:
        scene, cast = self.scene, self.scene.cast
        tokens = scene.parsed.tokens
        for n, name in enumerate(cast.names):
            entry = cast.entry_of(n)
            self.events.append(Event(name.first, (entry.number,), False, False, (name.first, name.end)))
        self._sort()
        for token in tokens:
            is_subject = token.dep in ("nsubj", "nsubj:pass", "obl:agent") and token.pos in ("NOUN", "PROPN")
            if not is_subject or not cast.is_actor_like(token.index):
                continue
            found = self.noun(token.index)
            if found:
                heard = not scene.in_speech(token.index)
                event = Event(
                    token.index, found.entries, heard, self._is_main(token.index), (token.index, token.index + 1)
                )
                place = bisect_left(self._places, token.index)
                self._places.insert(place, token.index)
                self.events.insert(place, event)

    def _sort(self) -> None:
        self.events.sort(key=lambda e: (e.index, not e.is_subject, e.entries))
        self._places = [e.index for e in self.events]

    def _is_main(self, index: int) -> bool:
        """Whether a subject belongs to the main clause of its sentence."""
        tokens = self.scene.parsed.tokens
        at = tokens[index].head
        while tokens[at].dep == "conj" and tokens[at].head != at:
            at = tokens[at].head
        return tokens[at].dep == "root"

    def add_speaker(self, index: int, entries: tuple[int, ...]) -> None:
        """Notes who spoke at a token."""
        self.speakers.append(Event(index, entries, True, True, (index, index + 1)))

    # --- pronouns -------------------------------------------------------------------------------------------

    def pronoun(self, index: int) -> Found | None:
        """Who a pronoun stands for."""
        token = self.scene.parsed.tokens[index]
        lower = token.lower.lstrip("-").removeprefix("t-").lstrip("-")
        words = self.scene.known.pronouns
        if lower == "t" and index + 1 < len(self.scene.parsed.tokens):
            # "a-t-elle" is three tokens of which the middle one is the subject
            return self.pronoun(index + 1)
        if self.is_latter(index):
            return self._latter(index)
        if lower in words["never"]:
            return None
        if lower in words["speakers"] or lower in ("my", "our"):
            return self._author(index, "i" if lower in ("i", "je", "j'", "yo", "my") else "we")
        if lower in words["masculine_plural"] or lower in words["feminine_plural"]:
            return self._plural(index)
        if lower in words["masculine"]:
            return self._singular(index, "Masc")
        if lower in words["feminine"]:
            return self._singular(index, "Fem")
        if lower in words["possessive"]:
            plural = lower in ("leur", "leurs", "their")
            return (
                self._plural(index) if plural else self._singular(index, {"his": "Masc", "her": "Fem"}.get(lower, ""))
            )
        if self.scene.parsed.language == "en" and lower == "it":
            return self._singular(index, "Neut")
        return None

    def _author(self, index: int, word: str) -> Found | None:
        """ "I applaud …", "we urge …" outside quotation marks: the one whose statement the text is."""
        if self.scene.quote_of[index] is not None or self.scene.parsed.tokens[index].lower == "on":
            return None
        turn = self.turns.at(index)
        if turn is not None:
            return None if turn == NOBODY else Found((turn,), "pronoun", None, "role")
        return Found((author(self.scene.cast, index, word),), "pronoun", None, "author")

    def implicit(self, index: int) -> Found | None:
        """Who a verb without a subject belongs to: who spoke last nearby, else the last subject."""
        tokens = self.scene.parsed.tokens
        turn = self.turns.at(index)
        if turn is not None and self._is_first_person(index):
            return None if turn == NOBODY else Found((turn,), "implicit", None, "role")
        plural = self._is_plural_verb(index)
        return (
            self._plural(index, implicit=True)
            if plural
            else self._singular(index, "", implicit=True)
            if index < len(tokens)
            else None
        )

    def _is_first_person(self, index: int) -> bool:
        """ "Reiteramos que …" in a speaker's turn."""
        parsed = self.scene.parsed
        return any(parsed.tokens[i].morph.get("Person") == "1" for i in (index, *parsed.children(index)))

    def _is_plural_verb(self, index: int) -> bool:
        parsed = self.scene.parsed
        for i in (index, *parsed.children(index)):
            token = parsed.tokens[i]
            if token.morph.get("VerbForm") == "Fin" and (i == index or token.dep in ("aux", "aux:pass", "cop")):
                return token.morph.get("Number") == "Plur"
        return False

    def _recent(self, index: int) -> list[Event]:
        stop = bisect_left(self._places, index)
        return [e for e in self.events[max(0, stop - 40) : stop] if index - e.index <= _REACH]

    def _singular(self, index: int, gender: str, *, implicit: bool = False) -> Found | None:
        parsed = self.scene.parsed
        sentence = parsed.tokens[index].sentence
        paragraph = parsed.paragraph(index)
        best: tuple[float, int, Event] | None = None
        rival = -99.0
        speakers = [s for s in self.speakers[-3:] if s.index < index and index - s.index <= _REACH]
        for event in (*self._recent(index), *speakers):
            if len(event.entries) != 1:
                continue
            entry = self._entry(event.entries[0])
            if not self._fits(entry, gender):
                continue
            distance = sentence - parsed.tokens[event.index].sentence
            rank = -2.0 * distance + (1.0 if event.is_subject else 0) + (1.5 if event.is_main else 0)
            rank += 2.5 if entry.kind == "person" else 0
            if event in speakers:
                rank += 1.0 + (1.5 if event is speakers[-1] else 0) + (2.0 if implicit else 0)
            if parsed.paragraph(event.index) == paragraph:
                rank += 1.0
            if self.scene.in_speech(event.index):
                rank -= 4.0
            if distance == 0 and not event.is_subject:
                rank -= 2.0
            if gender in ("Masc", "Fem") and entry.gender == gender:
                rank += 1.0
            if best is None or (rank, event.index) >= (best[0], best[1]):
                if best is not None and best[2].entries != event.entries:
                    rival = max(rival, best[0])
                best = (rank, event.index, event)
            elif event.entries != best[2].entries:
                rival = max(rival, rank)
        if best is None:
            return self._ahead(index, gender, implicit=implicit)
        event = best[2]
        margin = "clear" if best[0] - rival >= _CLEAR else "close"
        path = f"{'implicit' if implicit else 'pronoun'}-{margin}"
        return Found(event.entries, "implicit" if implicit else "pronoun", self._antecedent(event), path)

    def _ahead(self, index: int, gender: str, *, implicit: bool) -> Found | None:
        """Somebody named soon after, when nobody stands before: "Elle sera candidate, a dit X"."""
        start = bisect_left(self._places, index)
        for event in self.events[start : start + 12]:
            entry = self._entry(event.entries[0])
            if event.index - index > 80:
                break
            if len(event.entries) == 1 and entry.kind == "person" and self._fits(entry, gender):
                return Found(event.entries, "implicit" if implicit else "pronoun", self._antecedent(event), "ahead")
        return None

    def _fits(self, entry: Entry, gender: str) -> bool:
        if entry.is_plural or entry.kind in ("group",):
            return False
        if gender == "Neut":
            return entry.kind in ("organisation", "place", "media", "unknown", "government")
        if gender and self.scene.parsed.language == "en":
            return entry.kind in ("person", "unknown", "anonymous") and entry.gender in ("", gender)
        if entry.kind == "place":
            return False
        return not gender or entry.gender in ("", gender)

    def _plural(self, index: int, *, implicit: bool = False) -> Found | None:
        """The last joint or plural mention; without one the last two people."""
        how = "implicit" if implicit else "pronoun"
        recent = [
            *self._recent(index),
            *[s for s in self.speakers[-3:] if s.index < index and index - s.index <= _REACH],
        ]
        recent.sort(key=lambda e: (e.index, e.is_subject))
        for subject_only in (True, False):
            for event in reversed(recent):
                if event.is_main or (event.is_subject and not subject_only) or len(event.entries) > 1:
                    first = self._entry(event.entries[0])
                    if (
                        len(event.entries) > 1
                        or first.is_plural
                        or (
                            subject_only
                            and first.kind in ("organisation", "group")
                            and self.scene.parsed.language == "en"
                        )
                    ):
                        return Found(event.entries, how, self._antecedent(event), "several")
        return self.joint(index, how)

    def joint(
        self, index: int, how: str = "role", *, places: bool = False, count: int = 2, introduced: bool = True
    ) -> Found | None:
        """The last people named together before a token, else those introduced: "les deux ministres", "the leaders".

        `places`: the two countries that the text is about, for "both sides".
        """
        if places:
            both = countries(self.scene.cast, index)
            return Found(both, how, None, "countries") if both else None
        for event in reversed(self._recent(index)):
            people = tuple(e for e in event.entries if self._entry(e).kind == "person")
            if len(people) > 1 and count in (0, len(people)):
                return Found(people, how, self._antecedent(event), "joint")
        people = introduced_people(self.scene.cast, index) if introduced else ()
        if count and len(people) > count:
            people = self._last_people(index, count)
        if 2 <= len(people) <= max(count, 4):
            return Found(people, how, None, "introduced")
        return None

    def _last_people(self, index: int, count: int) -> tuple[int, ...]:
        seen: list[int] = []
        for event in reversed(self._recent(index)):
            for number in reversed(event.entries):
                if self._entry(number).kind == "person" and number not in seen:
                    seen.append(number)
        return tuple(reversed(seen[:count]))

    # --- speakers of statements -------------------------------------------------------------------------------

    def speaker(self, head: int | None, index: int, *, is_implicit: bool) -> Found | None:
        """Who the source headed by `head` is, for a cue at `index`."""
        if head is None:
            return self.implicit(index) if is_implicit else None
        token = self.scene.parsed.tokens[head]
        if (
            token.pos == "PRON"
            or (token.pos == "DET" and head not in self.scene.cast.name_at)
            or token.lower.startswith("-")
        ):
            return self.pronoun(head)
        if token.pos not in NOMINAL and token.pos not in ("ADJ", "X", "DET", "VERB"):
            return None
        return self.noun(head)

    def may_speak(self, head: int) -> bool:
        """Whether a pronoun or noun can be somebody at all."""
        token = self.scene.parsed.tokens[head]
        if token.lower in self.scene.known.pronouns["never"]:
            return False
        return token.pos in ("PRON", "DET") or self.scene.cast.is_actor_like(head) or self.is_latter(head)

    def noun(self, head: int) -> Found | None:
        """Who a noun phrase is: one actor, several together, or the one mentioned last ("ce dernier")."""
        token = self.scene.parsed.tokens[head]
        if self.is_latter(head):
            return self._latter(head)
        if token.morph.get("Number") == "Plur" and (
            self.scene.known.has("sides", token) or self.scene.known.is_role(token)
        ):
            together = self._together(head)
            if together is not None:
                return together
        return who(self.scene.cast, head)

    def is_latter(self, head: int) -> bool:
        """Whether a phrase is "ce dernier", "the latter"."""
        tokens = self.scene.parsed.tokens
        lower = tokens[head].lower
        words = self.scene.known.pronouns["latter"]
        before = tokens[head - 1].lower if head else ""
        return lower in words or f"{before} {lower}" in words

    def _latter(self, head: int) -> Found | None:
        for event in reversed(self._recent(head)):
            entry = self._entry(event.entries[0])
            if len(event.entries) == 1 and entry.kind in ("person", "anonymous") and not entry.is_plural:
                return Found(event.entries, "pronoun", self._antecedent(event), "latter")
        return None

    def _together(self, head: int) -> Found | None:
        """ "the leaders", "les deux ministres", "both sides": several actors named before."""
        known, tokens = self.scene.known, self.scene.parsed.tokens
        is_joint = self._is_joint(head)
        if tokens[head].lemma in known.sets["country_sides"]:
            return self.joint(head, "role", places=True) if is_joint else None
        if self._is_plain(head) or is_joint:
            is_side = known.has("sides", tokens[head])
            return self.joint(head, "role", count=2 if is_joint else 0, introduced=is_side or is_joint)
        return None

    def _is_plain(self, head: int) -> bool:
        """A definite noun without anything that says which: "the leaders", not "the leaders of both parties"."""
        parsed = self.scene.parsed
        children = [parsed.tokens[c] for c in parsed.children(head)]
        has_article = any(c.dep == "det" and c.lower in ("the", "les", "los", "las") for c in children)
        return has_article and not any(
            c.dep in ("nmod", "amod", "acl", "acl:relcl", "compound", "appos", "conj", "flat") for c in children
        )

    def _is_joint(self, head: int) -> bool:
        parsed = self.scene.parsed
        words = [parsed.tokens[c].lower for c in parsed.children(head) if c < head]
        return any(w in self.scene.known.pronouns["two"] for w in words)

    def _entry(self, number: int) -> Entry:
        return self.scene.cast.entries[number]

    def _antecedent(self, event: Event) -> tuple[int, int]:
        return event.place
