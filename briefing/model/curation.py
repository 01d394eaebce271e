"""What the analyst does: notes, decisions, lines of his own, the header."""

from typing import Literal, NamedTuple

from briefing.model.findings import Actor, Finding
from briefing.model.spans import LineState, Span


class Annotation(NamedTuple):
    """A highlight, note or tag on a passage, kept by position and by quote (W3C Web Annotation selectors).

    `prefix` and `suffix` are up to 32 code points around the quote. `body` is Markdown for a note, the tag's
    name for a tag, empty for a highlight.
    """

    id: str
    article_id: str
    kind: Literal["highlight", "note", "tag"]
    span: Span
    prefix: str = ""
    suffix: str = ""
    body: str = ""
    made_at: str = ""


class Curation(NamedTuple):
    """What the analyst decided about one finding: None means that nothing was decided.

    `state` accepted means true, `is_included` means in this brief. `text` replaces the printed wording (and
    takes quotation marks away). `actor` moves the line to another actor, `issue` under an issue. `position`
    orders lines moved by hand within their group. `quote` is the passage as it was when it was decided about,
    for a finding that is not made any more. A generated caution is decided about in its dossier alone: its
    `article_id` is empty.
    """

    article_id: str
    key: str
    state: LineState = "proposed"
    is_included: bool | None = None
    text: str | None = None
    gloss: str | None = None
    note: str | None = None
    actor: str | None = None
    issue: str | None = None
    position: float | None = None
    author: str = ""
    decided_at: str = ""
    quote: str = ""


class Addition(NamedTuple):
    """A statement, meeting or figure that the analyst made by hand from a selection; `actors` names its speakers."""

    article_id: str
    finding: Finding
    actors: tuple[Actor, ...] = ()


class OwnLine(NamedTuple):
    """A line of the analyst's own: judgement, or from a note, call or cable (`source`). No passage stands under it."""

    id: str
    dossier_id: str
    section: str
    text: str
    source: str = ""
    may_be_disclosed: bool = True
    position: float = 0.0
    is_included: bool = True
    author: str = ""
    made_at: str = ""


class Header(NamedTuple):
    """What stands above a brief. Dates are ISO; `language` is the brief's, apart from the interface's."""

    subject: str
    language: str = "en"
    marking: str = ""
    reference: str = ""
    to: str = ""
    sender: str = ""
    through: str = ""
    date: str | None = None
    as_of: str | None = None
    purpose: Literal["information", "decision"] = "information"
    drafter: str = ""
