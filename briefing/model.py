"""The values that the parts of Briefing exchange: frozen, without behaviour that needs a library or a screen.

Offsets are half-open and count Unicode code points of the article's settled text. A date is an ISO string
written to its precision ("2026-01-23", "2026-02", "2026"). Names of languages are ISO 639-1 codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Precision = Literal["day", "month", "year", "range", "none"]
Stance = Literal["support", "oppose", "demand", "commit", "assert", "threaten", "consider", "report"]
StatementKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "government", "organisation", "media", "anonymous", "group"]
DateBasis = Literal["given", "stated", "none"]
LineState = Literal["proposed", "accepted", "edited", "rejected"]

# Below this confidence a finding is shown as unsure and does not go into a brief by itself.
SURE = 0.8


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An exact passage: `article.text[start:end] == quote`."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        assert 0 <= self.start < self.end, f"a span needs 0 <= start < end, not {self.start}:{self.end}"
        assert len(self.quote) == self.end - self.start, "a span carries exactly its text"

    def stands_in(self, text: str) -> bool:
        """Whether the passage is still found, verbatim, at its place in `text`."""
        return text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Code:
    """A reason or warning as a code with parameters; `wording` puts it into words where it is shown."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict)


# --- articles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """A source text, settled once at import and never changed after.

    `published` is an ISO date or None, `published_basis` says how it is known. `origin` is the path or address
    it came from. `replaced` counts the characters that could not be kept (lone surrogates, NUL, noncharacters).
    Title, date and language may be corrected; the text and the two hashes (SHA-256, hex) never change.
    """

    id: str
    title: str
    text: str
    language: str
    original_sha256: str
    text_sha256: str
    published: str | None = None
    published_basis: DateBasis = "none"
    outlet: str | None = None
    author: str | None = None
    origin: str | None = None
    media_type: str = "text/plain"
    replaced: int = 0
    added_at: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file or a pasted text gave, before it has a place in the library.

    `title_basis` is "found" when the source has a title, "made" when it is the first sentence. `published` is the
    source's own date (basis "given"). `language` is what the source says, or what its words show. `origin` is the
    web address that the source names. `replaced` counts the characters that could not be kept, `warnings` are
    sentences for the person.
    """

    text: str
    title: str
    title_basis: Literal["found", "made"]
    published: str | None = None
    published_basis: DateBasis = "none"
    language: str | None = None
    outlet: str | None = None
    author: str | None = None
    origin: str | None = None
    media_type: str = "text/plain"
    replaced: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another one: an archive's entry, an attachment, a mailbox's message, an item of a feed.

    `content` is a complete file of its own that is read by its `name` as any other (an item of a newsletter is written
    as a small page with its title, date and address). `origin` is where it stands in the file that holds it
    ("folder/note.txt"), where that says more than the name.
    """

    name: str
    content: bytes
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something inside a file that is not taken: what it is called, a stable code, and why and what to do."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: an article of its own, files inside it, both; and what is not taken.

    `kept_because` says why a file that gave no text is worth keeping as it is (a scanned page).
    """

    article: Imported | None
    parts: tuple[Part, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    kept_because: str = ""


# --- pages of an original ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageSize:
    """How large a page is shown, in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels of four bytes (blue, green, red, nothing), row by row without gaps."""

    width: int
    height: int
    pixels: bytes

    def __post_init__(self) -> None:
        assert len(self.pixels) == 4 * self.width * self.height, "a picture has four bytes a pixel"


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Where a passage stands on a page (from 0): left, top, right, bottom of each line, in points from the top left."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """An article as a list shows it: everything but its text."""

    id: str
    title: str
    language: str
    published: str | None
    published_basis: DateBasis
    outlet: str | None
    words: int
    lines: int
    unreviewed: int
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name, to be asked again; `query` is what was typed."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A named collection of articles, with one brief; `articles` is -1 while they are not counted yet."""

    id: str
    name: str
    articles: int = 0
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a web address gave: a file's name and bytes, and the address it came from in the end."""

    name: str
    content: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept as it came because it gave no text, with the reason in words. `size` counts bytes."""

    id: str
    dossier_id: str
    name: str
    media_type: str
    origin: str | None
    reason: str
    size: int
    sha256: str
    added_at: str | None = None


@dataclass(frozen=True, slots=True)
class PendingImport:
    """An import that has not come to its end: what was named, where it goes, how many of its files are done."""

    id: str
    dossier_id: str
    published: str | None
    sources: tuple[str, ...]
    total: int
    done: int
    began_at: str

    @property
    def left(self) -> int:
        return self.total - self.done


# --- findings -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """The date that relative expressions count from; without one nothing relative is resolved."""

    value: str | None
    basis: DateBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks or takes part. `name` is the longest form in the text, without article and title."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
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

    def __post_init__(self) -> None:
        assert self.content, "a statement stands on at least one passage"


@dataclass(frozen=True, slots=True)
class Unattributed:
    """What the article says with no named speaker: the whole clause. Never given to an actor by the software."""

    key: str
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A resolved date: `start` and `end` written to the precision of its words, None where the year is unknown."""

    span: Span | None
    start: str | None
    end: str | None
    precision: Precision
    basis: Code


@dataclass(frozen=True, slots=True)
class Meeting:
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


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression of day, month or year; `value` is None where the year is unknown."""

    span: Span
    value: str | None
    precision: Literal["day", "month", "year"]
    basis: Code


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader should know: a code, the passage, and what it is about (`of`: finding keys)."""

    code: Code
    span: Span | None = None
    of: tuple[str, ...] = ()


Finding = Statement | Unattributed | Meeting | Figure


@dataclass(frozen=True, slots=True)
class Findings:
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


# --- what the analyst does --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotation:
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


@dataclass(frozen=True, slots=True)
class Curation:
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


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement, meeting or figure that the analyst made by hand from a selection; `actors` names its speakers."""

    article_id: str
    finding: Finding
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnLine:
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


@dataclass(frozen=True, slots=True)
class Header:
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


# --- the brief ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with what the machine found in it and what the analyst added by hand."""

    article: Article
    findings: Findings
    additions: tuple[Addition, ...] = ()


# --- a newer version of an article --------------------------------------------------------------------------------

CarriedOutcome = Literal["kept", "moved", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Carried:
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


@dataclass(frozen=True, slots=True)
class Succession:
    """A newer version in the place of an old one, with all that was carried over."""

    old_id: str
    new_id: str
    made_at: str
    carried: tuple[Carried, ...] = ()


# --- the brief ----------------------------------------------------------------------------------------------------

FragmentForm = Literal["quoted", "reported", "gloss", "analyst", "plain", "caution"]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text of one form. Only "quoted" is verbatim and gets quotation marks, in its own language."""

    text: str
    form: FragmentForm = "plain"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage under a line: source number in this brief, passage number in the annex, paragraph from 1."""

    article_id: str
    source: int
    passage: int
    paragraph: int
    spans: tuple[Span, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief. It has evidence, or is the analyst's own, or is a generated caution.

    `key` is unique in the brief and stable ("<article id>/<finding key>", "own/<id>", "caution/<code>/…").
    `label` is a code for a word before the text (a stance). In a section with columns `cells` has one run of
    fragments for each column and `fragments` reads as one sentence of them. `also` has the keys of lines that say
    the same and were merged into it, `position` its place in its group: its index, or where it was moved by hand.
    """

    key: str
    kind: Literal["statement", "unattributed", "meeting", "figure", "own", "caution", "entry"]
    origin: Literal["machine", "analyst", "generated"]
    fragments: tuple[Fragment, ...]
    evidence: tuple[Evidence, ...] = ()
    cells: tuple[tuple[Fragment, ...], ...] = ()
    label: str | None = None
    state: LineState = "proposed"
    is_included: bool = True
    is_unsure: bool = False
    is_orphaned: bool = False
    gloss: str | None = None
    note: str | None = None
    cautions: tuple[Caution, ...] = ()
    finding: Finding | None = None
    also: tuple[str, ...] = ()
    position: float = 0.0

    def __post_init__(self) -> None:
        assert self.evidence or self.origin in ("analyst", "generated"), (
            "a line stands on a passage or says whose it is"
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: an actor in the positions, `role` beside the title.

    Groups of one `issue` follow each other; it is empty as long as the analyst made none.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    role: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief. `key` is stable ("positions"), `title` in the brief's language, `columns` for tables."""

    key: str
    title: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...] = ()
    is_annex: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the annex names it; `passages` are those that lines stand on, in passage order."""

    number: int
    article: Article
    passages: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Header, sections in their order, sources. Writers print what is included; the window shows everything."""

    header: Header
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for section in self.sections for line in section.lines)


# --- briefs that went out -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SentLine:
    """A line as it went out: its key, section and heading, and all its words."""

    key: str
    section: str
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class SentBrief:
    """What a brief held when it went out; `sent_at` in UTC."""

    sent_at: str
    lines: tuple[SentLine, ...]


@dataclass(frozen=True, slots=True)
class LineChange:
    """How a line differs from the brief that went out last: `before` is empty for a new one, `now` for one gone."""

    kind: Literal["new", "changed", "gone"]
    key: str
    section: str
    heading: str
    before: str
    now: str


# --- change -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What one write touched, so that only those who show it read again. `label` is what the person did."""

    label: str
    articles: frozenset[str] = frozenset()
    dossiers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # "articles", "dossiers", "findings", "lines", "annotations", "header"
