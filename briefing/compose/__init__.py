"""Findings and the analyst's decisions become a brief: for one article or a dossier, by the rules of evidence.

Composing needs no library, parser or window, and nothing is imported here that costs time: it runs before the
window is first painted.
"""

from collections.abc import Iterable, Mapping, Sequence

from briefing.compose.clauses import clause_fragments, statement_fragments
from briefing.compose.copies import once
from briefing.compose.desk import Curations, Desk, findings_of, in_order, make_line, open_desk
from briefing.compose.passages import number_passages
from briefing.compose.positions import positions
from briefing.compose.remarks import cautions, lines_of_own, orphans
from briefing.compose.tables import cast, chronology, figures, watch
from briefing.model import Brief, Curation, Group, Header, Line, OwnLine, Reading, Section, Statement, Unattributed
from briefing.wording import column_words, section_words

__all__ = ["SECTIONS", "compose"]

# The parts of a brief in their order on paper; those of the annex last.
SECTIONS = (
    "bottom-line",
    "positions",
    "watch",
    "figures",
    "unattributed",
    "agreement",
    "cautions",
    "comment",
    "chronology",
    "cast",
    "sources",
)
_ANNEX = ("chronology", "cast", "sources")
_NO_CURATIONS: Mapping[tuple[str, str], Curation] = {}
_NO_STORIES: Mapping[str, int] = {}


def compose(
    readings: Sequence[Reading],
    header: Header,
    curations: Curations = _NO_CURATIONS,
    own_lines: Sequence[OwnLine] = (),
    *,
    today: str | None,
    stories: Mapping[str, int] = _NO_STORIES,
) -> Brief:
    """The brief of the readings: every section, the empty ones too; what is not included is marked so.

    `today` (ISO) dates a header without a date; without an as-of date the newest date of a source stands there.
    `stories` (by article id) tells which sources are copies or versions of one story. Own lines cite a line by its key
    in double brackets: `They agreed on two dates. [[article id/m-1]]`.
    """
    header = header._replace(date=header.date or today, as_of=header.as_of or _newest(readings))
    desk = open_desk(readings, curations, header.language, header.as_of, stories)
    found = _from_findings(desk)
    for section, kept in orphans(desk).items():
        found[section] = (*found[section], Group(f"{section}/orphaned", "", kept))
    lines = [line for groups in found.values() for group in groups for line in group.lines]
    cited = {key: line for line in lines for key in (line.key, *line.also)}
    found["cautions"] = _one_group("cautions", cautions(desk, lines))
    found["cast"] = _one_group("cast", cast(desk, lines))
    for section in SECTIONS:
        mine = lines_of_own(desk, own_lines, section, cited)
        found[section] = (*found.get(section, ()), *_one_group(f"{section}/own", mine))
    sections = [_section(key, found[key], header.language) for key in SECTIONS]
    numbered, sources = number_passages(sections, readings)
    return Brief(header, numbered, sources)


def _from_findings(desk: Desk) -> dict[str, tuple[Group, ...]]:
    return {
        "positions": positions(desk),
        "watch": _one_group("watch", watch(desk)),
        "figures": _one_group("figures", figures(desk)),
        "unattributed": _one_group("unattributed", _unattributed(desk)),
        "chronology": _one_group("chronology", chronology(desk)),
    }


def _unattributed(desk: Desk) -> tuple[Line, ...]:
    """What the article says with no named speaker, unless the analyst gave it to an actor."""
    lines = []
    for reading in desk.readings:
        for finding in findings_of(reading, Unattributed):
            if isinstance(finding, Unattributed) and not desk.curation(reading.article.id, finding.key).actor:
                fragments = clause_fragments(reading.article, [finding.span])
                lines.append(make_line(desk, reading.article.id, finding, fragments, "unattributed"))
        for finding in findings_of(reading, Statement):
            curation = desk.curation(reading.article.id, finding.key)
            if isinstance(finding, Statement) and not finding.actors and not curation.actor:
                fragments = statement_fragments(reading.article, finding)
                lines.append(make_line(desk, reading.article.id, finding, fragments, "unattributed"))
    return in_order(desk, once(desk, lines))


def _one_group(key: str, lines: Iterable[Line]) -> tuple[Group, ...]:
    found = tuple(lines)
    return (Group(key, "", found),) if found else ()


def _section(key: str, groups: Sequence[Group], language: str) -> Section:
    return Section(
        key, section_words(key, language), tuple(groups), column_words(key, language), is_annex=key in _ANNEX
    )


def _newest(readings: Sequence[Reading]) -> str | None:
    dates = [r.article.published or r.findings.reference_date.value for r in readings]
    return max((value for value in dates if value), default=None)
