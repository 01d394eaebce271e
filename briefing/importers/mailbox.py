"""Mailboxes (.mbox): each message is a file of its own.

A message begins at a line "From sender weekday month day time year" that follows an empty line, and is followed by a
header; a paragraph that begins with "From Paris" is neither. Lines that were quoted as ">From " get their first
form back (mboxrd; in the older form that quotes no quoted lines, this is right for all but lines such as ">>From ").
"""

import re

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import mime
from briefing.importers.names import named_after
from briefing.importers.refusals import printable
from briefing.model import Contents, Part

MAX_BYTES = 250_000_000
_FIRST_HEADERS = 65536
_DAYS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?"
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_FROM = (
    rb"From (?:[^\s\n]{1,300} +)?" + _DAYS + rb" +(?:" + _MONTHS + rb" +\d{1,2}|\d{1,2} +" + _MONTHS + rb")"
    rb"[ ,][^\n]{0,80}\d{4}[^\n]{0,40}\r?\n(?=>?[!-9;-~]{1,100}[ \t]*:|>From )"
)
_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _FROM)
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a mailbox."""
    return bool(_START.match(data))


def open_mailbox(data: bytes, name: str) -> Contents:
    """The messages of a mailbox, in its order. UserError "not-a-mailbox" when it does not begin with one."""
    starts = [found.span() for found in _START.finditer(data)]
    if not starts or data[: starts[0][0]].strip():
        raise UserError(
            "not-a-mailbox",
            tr("{name} is no mailbox: it does not begin with a message.", name=printable(name)),
            tr("Export the messages again from your mail program."),
        )
    ends = [start for start, _ in starts[1:]] + [len(data)]
    parts = []
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        message = _QUOTED.sub(rb"\1", data[begin:end])
        subject = mime.parse(message[:_FIRST_HEADERS]).header("subject")
        parts.append(Part(named_after(subject, number), message))
    return Contents(None, tuple(parts))
