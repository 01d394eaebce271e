"""What every part of composing looks things up in, and how one finding becomes one line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.compose.cast import Cast, gather_cast
from briefing.compose.clauses import analyst_fragments, plain, without_marks
from briefing.compose.passages import Ground
from briefing.model import (
    SURE,
    Article,
    Caution,
    Code,
    Curation,
    Finding,
    Fragment,
    Line,
    Reading,
    Span,
    Statement,
)

Curations = Mapping[tuple[str, str], Curation]
_NO_STORIES: Mapping[str, int] = {}


class Desk(NamedTuple):
    """The readings of one brief with everything that was decided about them."""

    readings: tuple[Reading, ...]
    curations: Curations
    cast: Cast
    grounds: Mapping[str, Ground]
    cautions: Mapping[tuple[str, str], tuple[Caution, ...]]
    by_hand: frozenset[tuple[str, str]]
    language: str
    as_of: str | None = None
    stories: Mapping[str, int] = {}

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(reading.article for reading in self.readings)

    def curation(self, article_id: str, key: str) -> Curation:
        return self.curations.get((article_id, key)) or Curation(article_id, key)

    def names(self, article_id: str, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The names of actors as the brief prints them; an id that no one bears is left out."""
        members = [self.cast.member(article_id, actor_id) for actor_id in actor_ids]
        return tuple(dict.fromkeys(member.name for member in members if member))


def open_desk(
    readings: Sequence[Reading],
    curations: Curations,
    language: str,
    as_of: str | None = None,
    stories: Mapping[str, int] = _NO_STORIES,
) -> Desk:
    cautions: dict[tuple[str, str], tuple[Caution, ...]] = {}
    for reading in readings:
        for caution in reading.findings.cautions:
            for key in caution.of:
                place = (reading.article.id, key)
                cautions[place] = (*cautions.get(place, ()), caution)
    return Desk(
        tuple(readings),
        curations,
        gather_cast(readings),
        {reading.article.id: Ground(reading.article, n) for n, reading in enumerate(readings, 1)},
        cautions,
        frozenset((r.article.id, addition.finding.key) for r in readings for addition in r.additions),
        language,
        as_of,
        stories,
    )


def findings_of(reading: Reading, kind: type[Finding]) -> list[Finding]:
    """The findings of one kind, the machine's and those made by hand."""
    found = reading.findings
    every = (*found.statements, *found.unattributed, *found.meetings, *found.figures)
    return [f for f in (*every, *(addition.finding for addition in reading.additions)) if isinstance(f, kind)]


def finding_spans(finding: Finding) -> tuple[Span, ...]:
    """All passages that a finding stands on, in order."""
    if isinstance(finding, Statement):
        return tuple(sorted({*finding.content, *finding.cue}))
    return (finding.span,)


def make_line(
    desk: Desk,
    article_id: str,
    finding: Finding,
    fragments: Sequence[Fragment],
    kind: str,
    *,
    label: str | None = None,
    cells: Sequence[Sequence[Fragment]] = (),
    beside: Sequence[Span] = (),
) -> Line:
    """One finding as a line of the brief, with what the analyst decided about it.

    An edited text takes the place of `fragments`, and of the cell that holds them. `beside` are passages that
    the line shows with its own.
    """
    curation = desk.curation(article_id, finding.key)
    is_by_hand = (article_id, finding.key) in desk.by_hand
    is_unsure = isinstance(finding, Statement) and finding.confidence < SURE and not is_by_hand
    printed, cautions = _decided(desk, curation, fragments)
    state = "accepted" if is_by_hand and curation.state == "proposed" else curation.state
    evidence = desk.grounds[article_id].evidence((*finding_spans(finding), *beside))
    return Line(
        key=f"{article_id}/{finding.key}",
        kind=kind,  # type: ignore[arg-type]
        origin="analyst" if is_by_hand or not evidence else "machine",
        fragments=printed,
        evidence=evidence,
        cells=tuple(printed if tuple(cell) == tuple(fragments) else tuple(cell) for cell in cells),
        label=label,
        state="edited" if printed != tuple(fragments) and state != "rejected" else state,
        is_included=is_included(curation, is_unsure=is_unsure),
        is_unsure=is_unsure and state == "proposed",
        gloss=without_marks(curation.gloss) if curation.gloss else None,
        note=curation.note,
        cautions=(*desk.cautions.get((article_id, finding.key), ()), *cautions),
        finding=finding,
    )


def _decided(
    desk: Desk, curation: Curation, fragments: Sequence[Fragment]
) -> tuple[tuple[Fragment, ...], tuple[Caution, ...]]:
    """What a line says after the analyst's edit, and what has to be said about that. The same words are no edit."""
    cautions: tuple[Caution, ...] = ()
    printed = tuple(fragments)
    if curation.text and _words(curation.text) != _words(plain(fragments)):
        printed, is_stripped = analyst_fragments(curation.text, [desk.grounds[curation.article_id].article])
        cautions = (Caution(Code("not-verbatim")),) if is_stripped else ()
    if curation.actor:
        cautions = (*cautions, Caution(Code("attributed-by-analyst")))
    return printed, cautions


def is_included(curation: Curation, *, is_unsure: bool = False) -> bool:
    """Whether a line goes into the brief: as decided, else unless it is rejected, or unsure and not reviewed."""
    if curation.is_included is not None:
        return curation.is_included
    if curation.state == "proposed":
        return not is_unsure
    return curation.state != "rejected"


def in_order(desk: Desk, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines given in their own order, with those that were moved by hand at the position they were given.

    A line that was not moved stands at its index (0, 1, 2 …), so 1.5 is between the second and the third.
    """
    placed = []
    for index, line in enumerate(lines):
        article_id, _, key = line.key.partition("/")
        position = desk.curation(article_id, key).position
        placed.append(line._replace(position=float(index) if position is None else position))
    return tuple(sorted(placed, key=lambda line: line.position))


def _words(text: str) -> str:
    return " ".join(without_marks(text).split())
