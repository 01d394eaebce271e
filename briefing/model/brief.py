"""The brief: its parts, its lines, and what they stand on."""

from typing import Literal, NamedTuple

from briefing.model.articles import Article
from briefing.model.checks import checked
from briefing.model.curation import Addition, Header
from briefing.model.findings import Caution, Finding, Findings
from briefing.model.spans import LineState, Span


class Reading(NamedTuple):
    """One article with what the machine found in it and what the analyst added by hand."""

    article: Article
    findings: Findings
    additions: tuple[Addition, ...] = ()


FragmentForm = Literal["quoted", "reported", "gloss", "analyst", "plain", "caution"]


class Fragment(NamedTuple):
    """A run of text of one form. Only "quoted" is verbatim and gets quotation marks, in its own language."""

    text: str
    form: FragmentForm = "plain"
    language: str | None = None


class Evidence(NamedTuple):
    """The passage under a line: source number in this brief, passage number in the annex, paragraph from 1."""

    article_id: str
    source: int
    passage: int
    paragraph: int
    spans: tuple[Span, ...]
    sentence: Span


@checked
class Line(NamedTuple):
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

    def check(self) -> None:
        assert self.evidence or self.origin in ("analyst", "generated"), (
            "a line stands on a passage or says whose it is"
        )


class Group(NamedTuple):
    """Lines under one heading: an actor in the positions, `role` beside the title.

    Groups of one `issue` follow each other; it is empty as long as the analyst made none.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    role: str = ""
    issue: str = ""


class Section(NamedTuple):
    """A part of the brief. `key` is stable ("positions"), `title` in the brief's language, `columns` for tables."""

    key: str
    title: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...] = ()
    is_annex: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)


class Source(NamedTuple):
    """An article as the annex names it; `passages` are those that lines stand on, in passage order."""

    number: int
    article: Article
    passages: tuple[Evidence, ...] = ()


class Brief(NamedTuple):
    """Header, sections in their order, sources. Writers print what is included; the window shows everything."""

    header: Header
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for section in self.sections for line in section.lines)
