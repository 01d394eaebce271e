"""What a portable dossier holds, as values. Each is a row of the file's JSON with exactly these fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Generic, Literal, TypeVar

from briefing.model import Article, Findings, Header, LineState, Succession

FORMAT = "briefing-dossier"
VERSION = 1
SUFFIX = ".dossier"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a finding, in every brief; `quote` is its passage as it was then."""

    key: str
    state: LineState
    text: str | None
    gloss: str | None
    note: str | None
    actor: str | None
    issue: str | None
    author: str
    decided_at: str
    quote_of: str


@dataclass(frozen=True, slots=True)
class Place:
    """Whether a finding's line is in this dossier's brief, and where."""

    key: str
    is_included: bool | None
    position: float | None
    quote_of: str


@dataclass(frozen=True, slots=True)
class GeneratedDecision:
    """What was decided about a line that is generated and belongs to no article."""

    key: str
    state: LineState
    note: str | None
    is_included: bool | None
    position: float | None


@dataclass(frozen=True, slots=True)
class MadeByHand:
    """A finding that the analyst made; `document` is findings JSON that holds it and its actors."""

    key: str
    document: str


@dataclass(frozen=True, slots=True)
class Note:
    """A highlight, note or tag; offsets in code points of the article's text."""

    id: str
    kind: Literal["highlight", "note", "tag"]
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    body: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Own:
    """A line of the analyst's own."""

    id: str
    section: str
    text: str
    source: str
    may_be_disclosed: bool
    position: float
    is_included: bool
    author: str
    made_at: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept without a text of its own, with the reason."""

    id: str
    name: str
    media_type: str
    origin: str | None
    reason: str
    sha256: str
    added_at: str


Value = TypeVar("Value", Decision, Place, GeneratedDecision, MadeByHand, Note, Own, Header)


@dataclass(frozen=True, slots=True)
class Row(Generic[Value]):
    """A record, and the digests of what it said before: who sends it back with a later version changed nothing else."""

    value: Value
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortableArticle:
    """An article with its original bytes and all that was said about it.

    `findings` are what the machine of the sender found, with its model's version. `superseded_by` is the id of the
    article that took its place, where one did, and `succession` what was carried over then. `former` are digests of
    what was known of it (title, date …) before.
    """

    article: Article
    original: bytes
    findings: Findings | None = None
    model: str = ""
    superseded_by: str | None = None
    former: tuple[str, ...] = ()
    decisions: tuple[Row[Decision], ...] = ()
    places: tuple[Row[Place], ...] = ()
    made: tuple[Row[MadeByHand], ...] = ()
    notes: tuple[Row[Note], ...] = ()
    succession: Succession | None = None


@dataclass(frozen=True, slots=True)
class DossierRecords:
    """The dossier but for its articles. `articles` are their ids, in the order in which they stand in the file;
    `source` says who wrote the file, where that is known."""

    id: str
    name: str
    made_at: str
    exported_at: str
    source: str = ""
    articles: tuple[str, ...] = ()
    header: Row[Header] | None = None
    own_lines: tuple[Row[Own], ...] = ()
    generated: tuple[Row[GeneratedDecision], ...] = ()
    files: tuple[KeptFile, ...] = field(default=())


def digest(values: Mapping[str, Any]) -> str:
    """A short digest of what a record says, the same for 1 and 1.0 and for true and 1."""
    plain = {name: float(v) if isinstance(v, int | float) else v for name, v in values.items()}
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode(errors="replace")).hexdigest()[:32]
