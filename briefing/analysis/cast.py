"""The people and bodies of one text, as they are being gathered: names first, then whoever speaks."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from briefing.analysis import words
from briefing.analysis.names import Lists, Name, find_names, lists
from briefing.analysis.parse import Parsed


@dataclass(slots=True)
class Entry:
    """An actor under construction.

    `roles` are the stems of role words with their modifiers' countries and stems, `aliases` has where each begins,
    `places` are the heads in the order of the text.
    """

    number: int
    name: str
    kind: str
    words: tuple[str, ...]
    gender: str = ""
    is_plural: bool = False
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    aliases: dict[str, int] = field(default_factory=dict)
    mentions: set[tuple[int, int]] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    is_named: bool = False
    is_used: bool = False
    role: str | None = None

    def last_before(self, index: int) -> int | None:
        """The last head before a token."""
        stop = bisect_left(self.places, index)
        return self.places[stop - 1] if stop else None


@dataclass(frozen=True, slots=True)
class Found:
    """Who a phrase names: entry numbers, how it is known, the antecedent's tokens, and by which path it was found."""

    entries: tuple[int, ...]
    how: str = "name"
    antecedent: tuple[int, int] | None = None
    path: str = "name"


@dataclass(slots=True)
class CountryCount:
    """The countries named so far, counted up to a place that moves on through the text."""

    mentions: list[tuple[int, str]] | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    at: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


class Cast:
    """The actors of one text, filled as rules ask who someone is."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.known: Lists = lists(parsed.language)
        self.names: list[Name] = find_names(parsed)
        self.entries: list[Entry] = []
        self.name_at: dict[int, int] = {}
        self.entry_of_name: list[int] = []
        self.by_key: dict[tuple[str, ...], int] = {}
        self.pairs: list[tuple[int, tuple[int, ...]]] = []
        self.led: dict[str, int] = {}
        # who is asked for again and again, ready to be looked up: long texts name many
        self.heads: list[tuple[int, int]] = []
        self.by_role: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self.partners: dict[int, int] | None = None
        self.introduced: list[tuple[int, int]] | None = None
        self.countries = CountryCount()
        self._roles: set[tuple[str, int, frozenset[str]]] = set()
        given = words.load(parsed.language, "given")
        self.feminine, self.masculine = frozenset(given["feminine"]), frozenset(given["masculine"])
        self.presidential = frozenset(words.load(parsed.language, "countries")["administrations_of"])

    def new(self, name: str, kind: str, key: tuple[str, ...]) -> int:
        self.entries.append(Entry(len(self.entries), name, kind, key))
        return len(self.entries) - 1

    def note(self, entry: Entry, head: int) -> None:
        """Notes that a token heads a mention of somebody."""
        if entry.is_named and (not entry.places or head < entry.places[0]):
            self.introduced = None
        entry.heads.append(head)
        insort(entry.places, head)
        insort(self.heads, (head, entry.number))

    def add_role(self, entry: Entry, role: str, shades: frozenset[str]) -> None:
        """Notes a role of somebody; `by_role` has them in the order of the entries."""
        entry.roles.append((role, shades))
        if (role, entry.number, shades) not in self._roles:
            self._roles.add((role, entry.number, shades))
            insort(self.by_role.setdefault(role, []), (entry.number, shades), key=lambda row: row[0])

    def kind_of(self, n: int) -> str:
        return self.entries[self.entry_of_name[n]].kind

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
        return self.entries[self.entry_of_name[n]]

    def kind_at(self, index: int) -> str:
        """The kind of the name that a token belongs to, "" without one."""
        n = self.name_at.get(index)
        return self.kind_of(n) if n is not None else ""

    def is_person_like(self, head: int) -> bool:
        """As `is_actor_like`, without documents and mere words in capitals."""
        token = self.parsed.tokens[head]
        if head in self.name_at:
            return True
        known = self.known
        return known.is_role(token) or any(
            known.has(n, token) for n in ("bodies", "groups", "media", "anonymous", "counterparts")
        )
