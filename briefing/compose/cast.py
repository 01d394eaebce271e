"""Who is who across the articles of a dossier: the actors of each, the same person merged, no one else."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.model import Actor, Reading

_NOT_LETTERS = re.compile(r"[^\w]+")


class Member(NamedTuple):
    """One actor of the brief. `ids` are (article id, actor id) of everyone who was found to be the same."""

    key: str
    actor: Actor
    ids: frozenset[tuple[str, str]] = frozenset()

    @property
    def name(self) -> str:
        return self.actor.name


class Cast(NamedTuple):
    """All actors of the brief, in order of first appearance."""

    members: tuple[Member, ...]
    by_id: Mapping[tuple[str, str], Member]

    def member(self, article_id: str, actor_id: str) -> Member | None:
        return self.by_id.get((article_id, actor_id))

    def named(self, words: str, article_id: str = "") -> Member | None:
        """The member that `words` names: a key, an actor id of the article, a name or an alias."""
        wanted = folded(words)
        for member in self.members:
            if words == member.key or (article_id, words) in member.ids:
                return member
        by_name = [m for m in self.members if folded(m.name) == wanted]
        by_alias = [m for m in self.members if wanted in {folded(a) for a in m.actor.aliases}]
        return next(iter(by_name or by_alias), None)


def gather_cast(readings: Sequence[Reading]) -> Cast:
    """The actors of all readings. Merged are only actors of one kind whose names say the same.

    A person by the full name, by its end ("Ramón de la Fuente") or by a surname that no one else has; a body by
    its name or an alias of several words. Anonymous sources and groups of two articles stay apart.
    """
    surnames = _surnames(readings)
    members: list[Member] = []
    for reading in readings:
        article_id = reading.article.id
        added = [actor for addition in reading.additions for actor in addition.actors]
        for actor in [*reading.findings.actors, *added]:
            _place(members, actor, article_id, surnames)
    return Cast(tuple(members), {place: member for member in members for place in member.ids})


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name without accents, case, apostrophe style and punctuation, to compare."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = "".join(c for c in plain if c < "\u0300" or not unicodedata.combining(c)).casefold()
    return _NOT_LETTERS.sub(" ", letters).strip()


def _place(members: list[Member], actor: Actor, article_id: str, surnames: dict[str, set[str]]) -> None:
    ids = frozenset({(article_id, actor.id)})
    for index, member in enumerate(members):
        is_here = any(article == article_id for article, _ in member.ids)
        if ids & member.ids:
            return
        if _same(member.actor, actor, surnames, is_one_article=is_here):
            members[index] = member._replace(actor=_united(member.actor, actor), ids=member.ids | ids)
            return
    members.append(Member(f"{article_id}/{actor.id}", actor, ids))


def _same(one: Actor, other: Actor, surnames: dict[str, set[str]], *, is_one_article: bool) -> bool:
    if one.kind != other.kind:
        return False
    a, b = folded(one.name), folded(other.name)
    if is_one_article or one.kind in ("anonymous", "group"):
        # the analysis has already decided who is who inside one article
        return a == b and one.kind not in ("anonymous", "group")
    if a == b:
        return True
    if one.kind == "person":
        return _is_end_of(a, b, surnames) or _is_end_of(b, a, surnames)
    return bool(_long_names(one) & _long_names(other))


def _is_end_of(short: str, full: str, surnames: dict[str, set[str]]) -> bool:
    """Whether a shorter name is the end of a fuller one, and of no other full name in the dossier."""
    if not full.endswith(" " + short):
        return False
    return len({name for name in surnames.get(full.split()[-1], set()) if name.endswith(" " + short)}) == 1


def _long_names(actor: Actor) -> set[str]:
    names = {folded(actor.name)} | {folded(alias) for alias in actor.aliases if alias[:1].isupper()}
    return {name for name in names if len(name.split()) > 1}


def _surnames(readings: Iterable[Reading]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for reading in readings:
        for actor in reading.findings.actors:
            name = folded(actor.name)
            if actor.kind == "person" and " " in name:
                found.setdefault(name.split()[-1], set()).add(name)
    return found


def _united(one: Actor, other: Actor) -> Actor:
    longest = max((one.name, other.name), key=len)
    aliases = dict.fromkeys([*one.aliases, *other.aliases, one.name, other.name])
    aliases.pop(longest, None)
    return one._replace(name=longest, role=one.role or other.role, aliases=tuple(aliases))
