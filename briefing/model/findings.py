"""What the analysis proposes about one text, each on its passage."""

from typing import Literal, NamedTuple

from briefing.model.checks import checked
from briefing.model.spans import ActorKind, Code, DateBasis, Precision, Span, Stance, StatementKind


class ReferenceDate(NamedTuple):
    """The date that relative expressions count from; without one nothing relative is resolved."""

    value: str | None
    basis: DateBasis
    span: Span | None = None


class Actor(NamedTuple):
    """Who speaks or takes part. `name` is the longest form in the text, without article and title."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@checked
class Statement(NamedTuple):
    """What a source says or which position it takes, on its passage.

    `content` leaves out cue, source and complementiser and has a piece for each stretch that something
    interrupts. `verbatim` lists what stands inside quotation marks within the content. `source` may be empty
    while `actors` (actor ids) is resolved. `how_known` says how the actor was found when it is not the name
    at the cue ("pronoun", "role", "implicit") and `antecedent` where the name stands.
    """

    key: str
    actors: tuple[str, ...]
    kind: StatementKind
    stance: Stance
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    via: tuple[str, ...] = ()
    verbatim: tuple[Span, ...] = ()
    is_conditional: bool = False
    is_negated: bool = False
    restates: tuple[str, ...] = ()
    confidence: float = 0.5
    rule: str = ""
    how_known: str = "name"
    antecedent: Span | None = None

    def check(self) -> None:
        assert self.content, "a statement stands on at least one passage"


class Unattributed(NamedTuple):
    """What the article says with no named speaker: the whole clause. Never given to an actor by the software."""

    key: str
    span: Span
    rule: str = ""


class When(NamedTuple):
    """A resolved date: `start` and `end` written to the precision of its words, None where the year is unknown."""

    span: Span | None
    start: str | None
    end: str | None
    precision: Precision
    basis: Code


class Meeting(NamedTuple):
    """A meeting, visit, call, summit, vote or deadline. `when` is the date of the event itself."""

    key: str
    span: Span
    title: str
    when: When
    status: Literal["past", "scheduled"]
    is_cancelled: bool = False
    participants: tuple[str, ...] = ()
    place: str | None = None
    rule: str = ""


class Figure(NamedTuple):
    """A claimed quantity in base units (2.5 million is 2500000); two values for a range."""

    key: str
    span: Span
    value: float | int | tuple[float | int, float | int]
    unit: str
    qualifier: Literal["≈", ">", "<"] | None = None
    direction: Literal["increase", "decrease"] | None = None
    what: Span | None = None
    claimed_by: str | None = None
    rule: str = ""


class DateMention(NamedTuple):
    """A calendar expression of day, month or year; `value` is None where the year is unknown."""

    span: Span
    value: str | None
    precision: Literal["day", "month", "year"]
    basis: Code


class Caution(NamedTuple):
    """Something the reader should know: a code, the passage, and what it is about (`of`: finding keys)."""

    code: Code
    span: Span | None = None
    of: tuple[str, ...] = ()


Finding = Statement | Unattributed | Meeting | Figure


class Findings(NamedTuple):
    """All that the analysis proposes about one text. Each tuple is ordered by the start of its passages."""

    language: str
    rules: str
    reference_date: ReferenceDate
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    unattributed: tuple[Unattributed, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    cautions: tuple[Caution, ...] = ()


def finding_span(finding: Finding) -> Span:
    """The passage a finding is listed by: its first one."""
    return finding.content[0] if isinstance(finding, Statement) else finding.span
