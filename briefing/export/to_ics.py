"""The scheduled meetings of a brief as a calendar file. A meeting without a day is named in it, never given one."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from briefing import __version__
from briefing.errors import UserError
from briefing.export.paper import citations, inert, printed
from briefing.i18n import tr
from briefing.model import Brief, Line, Meeting
from briefing.wording import quotation_marks, when_words

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def write(brief: Brief) -> bytes:
    """An all-day event for each meeting whose day is known, tentative: a press report is no invitation.

    RFC 5545, METHOD:PUBLISH. UserError "no-meetings" when there is none: a calendar must hold something.
    """
    brief = printed(brief)
    language = brief.header.language
    meetings = scheduled(brief)
    dated = [(line, days) for line in meetings if (days := _days(line))]
    if not dated:
        raise UserError(
            "no-meetings",
            tr("This brief has no scheduled meeting with a known day, so there is no calendar file to write."),
        )
    calendar = Calendar()
    calendar.add("prodid", f"-//Briefing//Briefing {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(brief.header.subject))
    if undated := [one_line(_title(line)) for line in meetings if not _days(line)]:
        words = tr(
            "Not in this file, because no day is stated: {meetings}",
            language,
            meetings=tr("; ", language).join(undated),
        )
        calendar.add("x-wr-caldesc", words)
    for line, days in dated:
        calendar.add_component(_event(brief, line, days))
    made: bytes = calendar.to_ical()
    return made


def scheduled(brief: Brief) -> list[Line]:
    """The meetings that a printed brief announces, in its order."""
    lines = [line for section in brief.sections if section.key == "watch" for line in section.lines]
    return [line for line in lines if isinstance(line.finding, Meeting)]


def has_events(brief: Brief) -> bool:
    """Whether a calendar file can be written."""
    return any(_days(line) for line in scheduled(printed(brief)))


def one_line(text: str) -> str:
    """Text for one property: without line ends and control characters."""
    return " ".join(inert(text).split())


def _event(brief: Brief, line: Line, days: tuple[date, date]) -> Event:
    assert isinstance(line.finding, Meeting)
    event = Event()
    event.add("uid", hashlib.sha256(line.key.encode()).hexdigest()[:32] + "@briefing")
    event.add("dtstamp", _stamp(brief))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))
    event.add("summary", one_line(_title(line)))
    if line.finding.place:
        event.add("location", one_line(line.finding.place))
    event.add("description", _description(brief, line))
    event.add("status", "CANCELLED" if line.finding.is_cancelled else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _title(line: Line) -> str:
    """What the meeting is: the cell of the table, which holds an edited wording too."""
    return "".join(fragment.text for fragment in (line.cells[1] if len(line.cells) > 1 else line.fragments))


def _days(line: Line) -> tuple[date, date] | None:
    """First and last day, where both are known to the day."""
    assert isinstance(line.finding, Meeting)
    when = line.finding.when
    if when.precision not in ("day", "range") or not when.start or len(when.start) != 10:
        return None
    end = when.end if when.end and len(when.end) == 10 else None
    if when.precision == "range" and end is None:
        return None
    return date.fromisoformat(when.start), date.fromisoformat(end or when.start)


def _description(brief: Brief, line: Line) -> str:
    assert isinstance(line.finding, Meeting)
    language = brief.header.language
    parts = [when_words(line.finding.when, language)]
    for number, evidence in citations(line.evidence):
        source = next(source for source in brief.sources if source.number == evidence.source)
        opening, closing = quotation_marks(source.article.language)
        parts.append(f"{opening}{one_line(evidence.sentence.quote)}{closing}")
        parts.append(tr("{source}, passage {number}", language, source=one_line(source.article.title), number=number))
    parts.append(tr("From press reports, not an invitation.", language))
    return "\n".join(parts)


def _stamp(brief: Brief) -> datetime:
    """The date of the brief: the file carries no clock, so that the same brief gives the same bytes."""
    value = brief.header.date or ""
    if len(value) != 10:
        return _NO_DATE
    return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
