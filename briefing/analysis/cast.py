"""The people and bodies of one text, as they are being gathered: names first, then whoever speaks."""

from dataclasses import dataclass, field

from briefing.analysis import words
from briefing.analysis.names import Lists, Name, find_names, lists
from briefing.analysis.parse import Parsed


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
        self.entry_of_name: list[int] = []
        self.by_key: dict[tuple[str, ...], int] = {}
        self.pairs: list[tuple[int, tuple[int, ...]]] = []
        self.led: dict[str, int] = {}
        given = words.load(parsed.language, "given")
        self.feminine, self.masculine = frozenset(given["feminine"]), frozenset(given["masculine"])
        self.presidential = frozenset(words.load(parsed.language, "countries")["administrations_of"])

    def new(self, name: str, kind: str, key: tuple[str, ...]) -> int:
        self.entries.append(Entry(len(self.entries), name, kind, key))
        return len(self.entries) - 1

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
