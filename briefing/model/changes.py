"""What a write touched, and what a newer version of an article took over."""

from typing import Literal, NamedTuple

from briefing.model.spans import Span

CarriedOutcome = Literal["kept", "moved", "changed", "gone"]


class Carried(NamedTuple):
    """What became of one piece of the analyst's work when a newer version took an article's place.

    Kept and moved: on the same words, there or elsewhere. Changed: on other words, to be looked at again; a decision
    is open again. Gone: it stays with the old version. `key` is an annotation's or own line's id, or a finding's key
    in the old version; `new_key` is its key in the new one. `words` are what the analyst wrote or decided.
    """

    kind: Literal["highlight", "note", "tag", "decision", "addition", "own"]
    outcome: CarriedOutcome
    key: str
    words: str = ""
    old: Span | None = None
    new: Span | None = None
    new_key: str = ""


class Succession(NamedTuple):
    """A newer version in the place of an old one, with all that was carried over."""

    old_id: str
    new_id: str
    made_at: str
    carried: tuple[Carried, ...] = ()


class Change(NamedTuple):
    """What one write touched, so that only those who show it read again. `label` is what the person did."""

    label: str
    articles: frozenset[str] = frozenset()
    dossiers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # "articles", "dossiers", "findings", "lines", "annotations", "header"
