"""Mailboxes (.mbox): each message is a file of its own.

A message begins at a line "From sender weekday month day time year" that follows an empty line, and is followed by a
header; a paragraph that begins with "From Paris" is neither. Lines that were quoted as ">From " get their first
form back (mboxrd; in the older form that quotes no quoted lines, this is right for all but lines such as ">>From ").
"""

import re
from collections.abc import Iterator
from itertools import chain

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import mime
from briefing.importers.names import named_after
from briefing.importers.refusals import printable
from briefing.model import Contents, Part, Refusal

MAX_BYTES = 250_000_000
MAX_MESSAGES = 10_000
_FIRST_HEADERS = 65536
_DAYS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?"
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_FROM = (
    rb"From (?:[^\s\n]{1,300} +)?" + _DAYS + rb" +(?:" + _MONTHS + rb" +\d{1,2}|\d{1,2} +" + _MONTHS + rb")"
    rb"[ ,][^\n]{0,80}\d{4}[^\n]{0,40}\r?\n(?=>?[!-9;-~]{1,100}[ \t]*:|>From )"
)
_START = re.compile(_FROM)
_LINE = re.compile(rb"\nFrom ")
_QUOTED = re.compile(rb"\n>(>*From )")
_EMPTY_LINE = (b"\n\n", b"\n\r\n")


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a mailbox."""
    return bool(_START.match(data))


def open_mailbox(data: bytes, name: str) -> Contents:
    """The messages of a mailbox, in its order. UserError "not-a-mailbox" when it does not begin with one."""
    starts = list(_starts(data))
    if not starts or data[: starts[0][0]].strip():
        raise UserError(
            "not-a-mailbox",
            tr("{name} is no mailbox: it does not begin with a message.", name=printable(name)),
            tr("Export the messages again from your mail program."),
        )
    ends = [start for start, _ in starts[1:]] + [len(data)]
    messages = list(zip(starts, ends, strict=True))
    parts = tuple(_part(data[begin:end], n) for n, ((_, begin), end) in enumerate(messages[:MAX_MESSAGES], 1))
    left = len(messages) - len(parts)
    if not left:
        return Contents(None, parts)
    words = tr("{count} files inside {name} are not read: it holds too much.", count=left, name=printable(name))
    hint = tr("Export the messages again from your mail program, in several mailboxes.")
    return Contents(None, parts, (Refusal(printable(name), "too-much-inside", f"{words} {hint}"),))


def _starts(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each message's first line begins and ends."""
    for at in chain([0], (found.start() + 1 for found in _LINE.finditer(data))):
        if at < 3 or data.endswith(_EMPTY_LINE, at - 3, at):
            found = _START.match(data, at)
            if found:
                yield found.span()


def _part(stretch: bytes, number: int) -> Part:
    """A message as the file that it would be alone: the empty line before the next one is the mailbox's."""
    message = _QUOTED.sub(rb"\n\1", stretch)
    if message.endswith(_EMPTY_LINE):
        message = message.removesuffix(b"\n").removesuffix(b"\r")
    subject = mime.parse(message[:_FIRST_HEADERS]).header("subject")
    return Part(named_after(subject, number), message)
