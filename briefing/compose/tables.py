"""The parts of a brief that are tables: what to watch, figures, chronology, cast."""

from collections.abc import Sequence

from briefing.compose.clauses import figure_fragments, meeting_fragments
from briefing.compose.copies import once, united
from briefing.compose.desk import Desk, findings_of, in_order, make_line
from briefing.i18n import tr
from briefing.model import Caution, Code, Figure, Fragment, Line, Meeting, Reading, Statement
from briefing.wording import basis_words, direction_words, figure_words, join_names, precision_words, when_words

_SEPARATOR = Fragment(" — ")


def watch(desk: Desk) -> tuple[Line, ...]:
    """Scheduled meetings by date; a month stands behind the days that are known in it, the undated last."""
    return _meetings(desk, "scheduled")


def chronology(desk: Desk) -> tuple[Line, ...]:
    """What has happened, dated first. Scheduled meetings are not printed twice: they stand in what to watch."""
    return _meetings(desk, "past")


def _meetings(desk: Desk, status: str) -> tuple[Line, ...]:
    found = [
        (meeting, _meeting_line(desk, reading, meeting))
        for reading in desk.readings
        for meeting in findings_of(reading, Meeting)
        if isinstance(meeting, Meeting) and _status(meeting, desk.as_of) == status
    ]
    found.sort(key=lambda pair: _date_order(pair[0]))
    return in_order(desk, _same_event_once(desk, found))


def _status(meeting: Meeting, as_of: str | None) -> str:
    """Past or scheduled as of the brief's day: what an older article announced may be over since."""
    end = meeting.when.end or meeting.when.start
    return "past" if end and as_of and end < as_of[: len(end)] else meeting.status


def _date_order(meeting: Meeting) -> tuple[bool, str]:
    # "~" sorts behind every digit and hyphen: February without a day comes after the days of February
    return meeting.when.start is None, (meeting.when.start or "") + "~"


def _meeting_line(desk: Desk, reading: Reading, meeting: Meeting) -> Line:
    article, language = reading.article, desk.language
    title = meeting_fragments(article, meeting)
    names = join_names(desk.names(article.id, meeting.participants), language)
    is_unresolved = meeting.when.start is None and meeting.when.span is not None
    words = when_words(meeting.when, language)
    when = [Fragment(words, "reported", article.language) if is_unresolved else Fragment(words)]
    details = [precision_words(meeting.when.precision, language) if meeting.when.start else ""]
    details.append(basis_words(meeting.when.basis, language))
    if shown := tr("; ", language).join(dict.fromkeys(detail for detail in details if detail)):
        when.append(Fragment(f" ({shown})"))
    place = Fragment(meeting.place, "reported", article.language) if meeting.place else Fragment("")
    cells = (tuple(when), title, (Fragment(names),), (place,))
    sentence: list[Fragment] = [*when, _SEPARATOR, *title]
    for cell in (Fragment(names), place):
        sentence += [_SEPARATOR, cell] if cell.text else []
    label = "cancelled" if meeting.is_cancelled else None
    line = make_line(desk, article.id, meeting, title, "meeting", label=label, cells=cells)
    if line.state != "edited":
        return line._replace(fragments=tuple(sentence))
    return line._replace(fragments=(*when, _SEPARATOR, *line.fragments))


def _same_event_once(desk: Desk, found: Sequence[tuple[Meeting, Line]]) -> list[Line]:
    """Meetings that two passages name are one line: same day or month, and same title or same participants."""
    lines: list[tuple[Meeting, Line]] = []
    for meeting, line in found:
        for index, (other, home) in enumerate(lines):
            if _is_same_event(desk, (other, home), (meeting, line)):
                lines[index] = (other, united(home, line))
                break
        else:
            lines.append((meeting, line))
    return [line for _, line in lines]


def _is_same_event(desk: Desk, one: tuple[Meeting, Line], other: tuple[Meeting, Line]) -> bool:
    (a, line_a), (b, line_b) = one, other
    if a.when.start is None or (a.when.start, a.when.end) != (b.when.start, b.when.end):
        return False
    if a.is_cancelled != b.is_cancelled or {line_a.state, line_b.state} - {"proposed", "accepted"}:
        return False
    if not (line_a.is_included and line_b.is_included):
        return False
    people = [set(desk.names(line.key.partition("/")[0], m.participants)) for m, line in (one, other)]
    same_people = len(people[0]) > 1 and people[0] == people[1] and a.place == b.place
    return a.title.casefold() == b.title.casefold() or same_people


# --- figures -------------------------------------------------------------------------------------------------------


def figures(desk: Desk) -> tuple[Line, ...]:
    """Figures in the order of the sources, each with its claimant and the article's own words."""
    lines = []
    for reading in desk.readings:
        found = [f for f in findings_of(reading, Figure) if isinstance(f, Figure)]
        lines += [_figure_line(desk, reading, f) for f in sorted(found, key=lambda f: f.span)]
    return in_order(desk, once(desk, lines))


def _figure_line(desk: Desk, reading: Reading, figure: Figure) -> Line:
    language = desk.language
    curation = desk.curation(reading.article.id, figure.key)
    value = figure_words(figure, language)
    if figure.direction:
        direction = direction_words(figure.direction, language)
        value = tr("{value} ({direction})", language, value=value, direction=direction)
    words = figure_fragments(reading.article, figure)
    if curation.actor:
        moved = desk.cast.named(curation.actor, reading.article.id)
        claimant = moved.name if moved else curation.actor
    else:
        names = desk.names(reading.article.id, [figure.claimed_by] if figure.claimed_by else [])
        claimant = join_names(names, language) or tr("not attributed (the article)", language)
    line = make_line(
        desk,
        reading.article.id,
        figure,
        words,
        "figure",
        cells=((Fragment(value),), words, (Fragment(claimant),)),
    )
    sentence = (Fragment(value), _SEPARATOR, *line.fragments, _SEPARATOR, Fragment(claimant))
    return line._replace(fragments=sentence)


# --- cast ----------------------------------------------------------------------------------------------------------


def cast(desk: Desk, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The actors of the brief with role and other names; included are those whom an included line names."""
    needed = {place for line in lines if line.is_included for place in _named_in(line)}
    entries = []
    for member in desk.cast.members:
        aliases = ", ".join(alias for alias in member.actor.aliases if alias[:1].isupper())
        name, role = Fragment(member.name), Fragment(member.actor.role or "")
        entries.append(
            Line(
                key=f"cast/{member.key}",
                kind="entry",
                origin="generated",
                fragments=(name, Fragment(", "), role) if role.text else (name,),
                cells=((name,), (role,), (Fragment(aliases),)),
                label=member.actor.kind,
                state="accepted",
                is_included=bool(member.ids & needed),
            )
        )
    return tuple(entries)


def _named_in(line: Line) -> list[tuple[str, str]]:
    article_id = line.key.partition("/")[0]
    finding = line.finding
    if isinstance(finding, Statement):
        return [(article_id, actor) for actor in (*finding.actors, *finding.via)]
    if isinstance(finding, Meeting):
        return [(article_id, actor) for actor in finding.participants]
    if isinstance(finding, Figure) and finding.claimed_by:
        return [(article_id, finding.claimed_by)]
    return []


def month_only(line: Line) -> Caution | None:
    """The caution that a meeting without a day is not in the calendar file."""
    finding = line.finding
    if not isinstance(finding, Meeting) or finding.status == "past" or finding.when.precision in ("day", "range"):
        return None
    return Caution(Code("month-only", {"words": finding.title}), finding.span, (finding.key,))
