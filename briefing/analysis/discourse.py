"""Who pronouns, dropped subjects and joint phrases stand for, read from what was said before."""

from bisect import bisect_left
from dataclasses import dataclass

from briefing.analysis.actors import Entry, Found
from briefing.analysis.grammar import NOMINAL
from briefing.analysis.proposal import Scene

# How far back a pronoun may reach, in tokens.
_REACH = 260


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody mentioned: at which token, as what, and whether as a subject."""

    index: int
    entries: tuple[int, ...]
    is_subject: bool
    place: tuple[int, int]


class Discourse:
    """The mentions of a text in order; speakers are added as statements are resolved."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.events: list[Event] = []
        self.speakers: list[Event] = []
        self._read()

    def _read(self) -> None:
        scene, cast = self.scene, self.scene.cast
        tokens = scene.parsed.tokens
        for token in tokens:
            is_subject = token.dep in ("nsubj", "nsubj:pass", "obl:agent") and token.pos in ("NOUN", "PROPN")
            found = cast.who(token.index) if is_subject and cast.is_actor_like(token.index) else None
            if found:
                heard = not scene.in_speech(token.index)
                self.events.append(Event(token.index, found.entries, heard, (token.index, token.index + 1)))
        for n, name in enumerate(cast.names):
            entry = cast.entry_of(n)
            self.events.append(Event(name.first, (entry.number,), False, (name.first, name.end)))
        self.events.sort(key=lambda e: (e.index, not e.is_subject, e.entries))
        self._places = [e.index for e in self.events]

    def add_speaker(self, index: int, entries: tuple[int, ...]) -> None:
        """Notes who spoke at a token."""
        self.speakers.append(Event(index, entries, True, (index, index + 1)))

    # --- pronouns -------------------------------------------------------------------------------------------

    def pronoun(self, index: int) -> Found | None:
        """Who a pronoun stands for."""
        token = self.scene.parsed.tokens[index]
        lower = token.lower.lstrip("-").removeprefix("t-").lstrip("-")
        words = self.scene.known.pronouns
        if lower in words["never"]:
            return None
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

    def implicit(self, index: int) -> Found | None:
        """Who a verb without a subject belongs to: who spoke last nearby, else the last subject."""
        tokens = self.scene.parsed.tokens
        plural = self._is_plural_verb(index)
        return (
            self._plural(index, implicit=True)
            if plural
            else self._singular(index, "", implicit=True)
            if index < len(tokens)
            else None
        )

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
        speakers = [s for s in self.speakers[-3:] if s.index < index and index - s.index <= _REACH]
        for event in (*self._recent(index), *speakers):
            if len(event.entries) != 1:
                continue
            entry = self._entry(event.entries[0])
            if not self._fits(entry, gender):
                continue
            distance = sentence - parsed.tokens[event.index].sentence
            rank = -2.0 * distance + (2.5 if event.is_subject else 0) + (1.0 if entry.kind == "person" else 0)
            if event in speakers:
                rank += 1.0 + (1.5 if event is speakers[-1] else 0)
            if parsed.paragraph(event.index) == paragraph:
                rank += 1.0
            if self.scene.in_speech(event.index):
                rank -= 4.0
            if distance == 0 and not event.is_subject:
                rank -= 2.0
            if gender in ("Masc", "Fem") and entry.gender == gender:
                rank += 1.0
            if best is None or (rank, event.index) >= (best[0], best[1]):
                best = (rank, event.index, event)
        if best is None:
            return None
        event = best[2]
        return Found(event.entries, "implicit" if implicit else "pronoun", self._antecedent(event), 0.75)

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
                if event.is_subject or not subject_only:
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
                        return Found(event.entries, how, self._antecedent(event), 0.75)
        return self.joint(index, how)

    def joint(self, index: int, how: str = "role", *, places: bool = False) -> Found | None:
        """The last two (people or countries) named before a token: "les deux ministres", "both sides"."""
        kinds = ("place", "government") if places else ("person",)
        seen: list[int] = []
        for event in reversed(self._recent(index)):
            if len(event.entries) > 1 and not places:
                return Found(event.entries, how, self._antecedent(event), 0.7)
            for number in event.entries:
                if self._entry(number).kind in kinds and number not in seen:
                    seen.append(number)
            if len(seen) >= 2:
                return Found(tuple(reversed(seen[:2])), how, self._antecedent(event), 0.6)
        return None

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
        if self.scene.known.has("sides", token) and self._is_joint(head):
            places = token.lemma in (
                "côté",
                "pays",
                "partie",
                "side",
                "country",
                "nation",
                "government",
                "parte",
                "país",
                "lado",
                "état",
                "estado",
            )
            return (
                (self.joint(head, "role", places=True) if places else None)
                or self.joint(head, "role")
                or self.scene.cast.who(head)
            )
        return self.scene.cast.who(head)

    def _is_joint(self, head: int) -> bool:
        parsed = self.scene.parsed
        words = [parsed.tokens[c].lower for c in parsed.children(head) if c < head]
        return any(w in ("deux", "two", "both", "dos", "ambos", "ambas") for w in words)

    def _entry(self, number: int) -> Entry:
        return self.scene.cast.entries[number]

    def _antecedent(self, event: Event) -> tuple[int, int]:
        return event.place
