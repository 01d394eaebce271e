"""The rows of the brief as the window lists them: headings, lines, "none found", and what is unsure apart."""

import itertools
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from briefing.i18n import interface_language, mark, tr
from briefing.model import Brief, Figure, Fragment, Group, Line, Meeting, Section, Span, Statement
from briefing.ui.display import actor_numbers
from briefing.ui.shown import beside
from briefing.wording import figure_words, stance_words

UNSURE = "unsure"
_OF_DOSSIER = ("bottom-line", "agreement", "comment")
# Sections that only the analyst or a comparison fills say so instead of "none found".
_INVITATIONS = {
    "bottom-line": mark("Nothing yet. Add your own bullets: three at most, each citing lines below."),
    "comment": mark("Nothing yet. What does it mean for us? Always labelled as yours."),
}


class Row(NamedTuple):
    """One row of the list. `actor` is the number that gives colour and mark; `detail` stands beside a title."""

    kind: Literal["section", "issue", "group", "line", "none"]
    key: str
    section: str
    group: str = ""
    title: str = ""
    detail: str = ""
    actor: int | None = None
    line: Line | None = None
    is_folded: bool = False


def rows_of(
    brief: Brief, folded: Collection[str] = (), *, is_only_unreviewed: bool = False, is_whole: bool = True
) -> tuple[Row, ...]:
    """The rows of a brief in its order, annex left out, unsure lines collected at the end.

    The sections that only the analyst fills belong to the dossier: they are not shown empty for one article.
    """
    actors = actor_numbers(brief)
    unsure: list[Row] = []
    rows: list[Row] = []
    for section in brief.sections:
        if not section.is_annex and (is_whole or section.lines or section.key not in _OF_DOSSIER):
            rows += _section_rows(section, actors, folded, unsure, is_only_unreviewed)
    if unsure:
        title, is_folded = tr("Unsure"), UNSURE in folded
        detail = tr("{count} to look at; out of the brief until accepted", count=len(unsure))
        rows.append(Row("section", UNSURE, UNSURE, title=title, detail=detail, is_folded=is_folded))
        rows += () if is_folded else unsure
    return tuple(rows)


def _section_rows(
    section: Section, actors: dict[str, int], folded: Collection[str], unsure: list[Row], is_only_unreviewed: bool
) -> Iterator[Row]:
    is_folded = section.key in folded
    sure_rows: list[Row] = []
    issue = ""
    for group in section.groups:
        actor = actors.get(group.title) if section.key == "positions" else None
        lines = [
            Row("line", line.key, section.key, group.key, title=group.title, actor=actor, line=line)
            for line in group.lines
        ]
        unsure += [row._replace(section=UNSURE) for row in lines if _is_unsure(row)]
        kept = [row for row in lines if not _is_unsure(row) and not (is_only_unreviewed and not is_open(row))]
        if kept and group.issue != issue:
            issue = group.issue
            sure_rows.append(
                Row("issue", f"{section.key}/issue/{issue}", section.key, title=issue or tr("Other issues"))
            )
        if kept and group.title:
            sure_rows.append(_group_row(section, group, actor, len(kept)))
        sure_rows += kept
    lines_kept = [row for row in sure_rows if row.line]
    open_count = sum(is_open(row) for row in lines_kept)
    detail = tr("{count} to review", count=open_count) if open_count else ""
    yield Row("section", section.key, section.key, title=section.title, detail=detail, is_folded=is_folded)
    if not is_folded:
        empty = tr(_INVITATIONS[section.key]) if section.key in _INVITATIONS else tr("None found")
        yield from sure_rows or [Row("none", f"none/{section.key}", section.key, title=empty)]


def _group_row(section: Section, group: Group, actor: int | None, count: int) -> Row:
    parts = [group.role, str(count)]
    detail = beside(*parts)
    return Row("group", f"{section.key}/{group.key}", section.key, group.key, group.title, detail, actor)


def _is_unsure(row: Row) -> bool:
    return row.line is not None and row.line.is_unsure and row.line.state == "proposed"


def is_open(row: Row) -> bool:
    """Whether a row is a machine's proposal that no one has looked at."""
    line = row.line
    return line is not None and line.origin == "machine" and line.state == "proposed"


def chip_words(line: Line) -> str:
    """The word before a line: a stance, a date, a value, or whose line it is."""
    language, finding = interface_language(), line.finding
    if isinstance(finding, Statement):
        return stance_words(finding.stance, language)
    if isinstance(finding, Figure):
        return figure_words(finding, language)
    if isinstance(finding, Meeting):
        return short_date(finding.when.start) or tr("no date")
    if line.kind == "own":
        return tr("own")
    return stance_words(line.label, language) if line.label else ""


def short_date(value: str | None) -> str:
    """An ISO date in the form of a list: "23 Jan", "Feb 2026", "2026"."""
    months = tr("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    parts = (value or "").split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return f"{months[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else parts[0]


def row_fragments(line: Line) -> tuple[Fragment, ...]:
    """What a row shows after its chip. Of a table's line that is all but the first column, which the chip holds."""
    if not isinstance(line.finding, (Meeting, Figure)) or not line.cells or line.state == "edited":
        return line.fragments
    runs = [run for run in line.cells[1:] if any(fragment.text for fragment in run)]
    parted = [(Fragment(" · "), *run) if number else run for number, run in enumerate(runs)]
    return tuple(itertools.chain.from_iterable(parted))


def line_text(line: Line) -> str:
    """A line as one plain run of text."""
    return "".join(fragment.text for fragment in line.fragments)


class Piece(NamedTuple):
    """A run of the whole sentence: its cue, the content that the line stands on, or what surrounds them."""

    text: str
    role: Literal["cue", "content", "rest"]


def sentence_pieces(line: Line) -> tuple[Piece, ...]:
    """The whole sentence under a line, cut where cue and content start and end; "…" where a passage goes on."""
    if not line.evidence:
        return ()
    evidence = line.evidence[0]
    cues = line.finding.cue if isinstance(line.finding, Statement) else ()
    whole = evidence.sentence
    marks = [(span, "cue") for span in cues] + [(span, "content") for span in evidence.spans]
    inside = [(span, role) for span, role in marks if span.start < whole.end and span.end > whole.start]
    edges = {whole.start, whole.end}
    for span, _ in inside:
        edges |= {max(span.start, whole.start), min(span.end, whole.end)}
    ordered = sorted(edges)
    pieces = [
        Piece(whole.quote[a - whole.start : b - whole.start], _role(inside, a))  # type: ignore[arg-type]
        for a, b in itertools.pairwise(ordered)
    ]
    beyond = [span for span in evidence.spans if span.start >= whole.end]
    for span in beyond:
        pieces += [Piece(" … ", "rest"), Piece(span.quote, "content")]
    return tuple(pieces)


def _role(marks: list[tuple[Span, str]], at: int) -> str:
    roles = [role for span, role in marks if span.start <= at < span.end]
    return "cue" if "cue" in roles else roles[0] if roles else "rest"
