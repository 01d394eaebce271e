"""The e-mail draft and the calendar file, parsed back."""

import email
from email import policy

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose import compose
from briefing.errors import UserError
from briefing.export import export
from briefing.export.to_eml import _header_lines, clean_header
from briefing.model import Header, Meeting, Reading
from briefing.text import clean
from tests.hostile import HOSTILE, hostile_brief
from tests.samples import plan, press_conference, sample_brief


def draft(document: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(document, policy=policy.default)  # type: ignore[return-value]


def events(document: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(document)
    return list(calendar.walk("VEVENT"))


def test_a_draft_has_the_headers_that_were_meant_and_no_other() -> None:
    message = draft(export(sample_brief(), "eml"))
    assert dict(message.items()) == {
        "Subject": "[UNCLASSIFIED] US–Mexico security cooperation: results disputed, two dates agreed",
        "X-Unsent": "1",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }


def test_a_draft_carries_text_page_pdf_and_calendar() -> None:
    message = draft(export(sample_brief(), "eml"))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "text/calendar",
    ]
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "« concrets et vérifiables »".replace(" ", "\u00a0").replace("\u00a0et\u00a0", " et ") in text
    assert "_exigeant des résultats_" in text
    attached = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert list(attached.values()) == [export(sample_brief(), "pdf"), export(sample_brief(), "ics")]


def test_addresses_go_into_the_header_and_names_do_not() -> None:
    brief = sample_brief()
    addressed = brief._replace(header=brief.header._replace(to="a@example.org, The Director; b@example.org"))
    assert draft(export(addressed, "eml"))["To"] == "a@example.org, b@example.org"
    assert draft(export(brief, "eml"))["To"] is None


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_header_slips_in(hostile: str) -> None:
    document = export(hostile_brief(hostile), "eml")
    assert set(draft(document).keys()) <= {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert b"\nBcc:" not in document.partition(b"\r\n\r\n")[0]


@given(st.text())
def test_any_subject_reads_back_as_it_was_meant(subject: str) -> None:
    lines = _header_lines({"Subject": clean_header(clean(subject)[0]), "X-Unsent": "1"})
    assert max(map(len, lines.split(b"\r\n"))) < 998
    message = draft(lines + b"\r\nx")
    assert dict(message.items()) == {"Subject": clean_header(clean(subject)[0]), "X-Unsent": "1"}


def test_an_encoded_word_is_taken_apart() -> None:
    assert clean_header("a\r\nBcc: x =?utf-8?q?y?= =?=?=?") == "a Bcc: x =utf-8?q?y?= ==="


def test_the_calendar_has_the_dated_meeting_and_invents_no_day() -> None:
    document = export(sample_brief(), "ics")
    (event,) = events(document)
    assert event.decoded("DTSTART").isoformat() == "2026-01-23"
    assert event.decoded("DTEND").isoformat() == "2026-01-24"
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    calendar = icalendar.Calendar.from_ical(document)
    assert calendar["METHOD"] == "PUBLISH"
    assert "une réunion ministérielle sur la sécurité" in calendar["X-WR-CALDESC"]
    assert "202602" not in document.decode()


def test_the_brief_says_what_is_not_in_the_calendar() -> None:
    text = export(sample_brief(), "md").decode()
    assert "No day is stated, so it is not in the calendar file: une réunion ministérielle sur la sécurité" in text


def test_a_meeting_keeps_its_uid_and_a_cancelled_one_says_so() -> None:
    read = press_conference()
    meetings = tuple(
        m._replace(is_cancelled=True) if isinstance(m, Meeting) and m.key == "m-group" else m
        for m in read.findings.meetings
    )
    cancelled = Reading(read.article, read.findings._replace(meetings=meetings))
    (before,), (after,) = (
        events(export(compose([r], Header("x"), today="2026-01-17"), "ics")) for r in (read, cancelled)
    )
    assert before["UID"] == after["UID"]
    assert after["STATUS"] == "CANCELLED"


def test_a_brief_without_dated_meetings_has_no_calendar_file() -> None:
    brief = compose([plan()], Header("x"), today=None)
    with pytest.raises(UserError) as refused:
        export(brief, "ics")
    assert refused.value.code == "no-meetings"
    assert len(list(draft(export(brief, "eml")).iter_attachments())) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_in_their_calendar_property(hostile: str) -> None:
    (event,) = events(export(hostile_brief(hostile), "ics"))
    assert set(event) <= {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
        "STATUS",
        "TRANSP",
    }
