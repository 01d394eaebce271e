"""Reading files and pasted text, in a child with limits of memory, processor time and wall clock."""

import base64
import signal
from dataclasses import dataclass
from pathlib import Path

from briefing.children.process import Child, Ended, IsCancelled, Json, Ticket, ignore, never
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Contents, Imported, Part, Refusal

READING_SECONDS = 30.0
PROCESSOR_SECONDS = 20
_OUT_OF_MEMORY = 3


class ReadingProcess(Child):
    """Reads files and pasted text in a child with limits of memory, processor time and wall clock."""

    def __init__(self, *, seconds: float = READING_SECONDS, processor_seconds: int = PROCESSOR_SECONDS) -> None:
        super().__init__("read", str(processor_seconds))
        self._seconds = seconds

    def read(self, data: bytes, name: str, *, is_cancelled: IsCancelled = never) -> Contents:
        """What a file's bytes hold. Every failure is a `UserError` that names the file; the next file goes on."""
        return self.result(self.begin(data, name, is_cancelled=is_cancelled))

    def begin(self, data: bytes, name: str, *, is_cancelled: IsCancelled = never) -> "Reading":
        """Have a file read while other work goes on; `result` waits for it."""
        parts: list[Part] = []

        def take_part(notice: Json) -> None:
            part = notice["part"]
            del parts[part["number"] :]  # of a child that was replaced
            parts.append(Part(part["name"], base64.b64decode(part["content"]), part["origin"]))

        ticket = self._hand_in({"do": "read", "name": name}, self._seconds, is_cancelled, take_part, data)
        return Reading(Path(name).name, ticket, parts)

    def result(self, reading: "Reading") -> Contents:
        """What the file holds, as `read` gives it."""
        answer = self._wait(reading.ticket, reading.name)["contents"]
        article = answer["article"] and _imported(answer["article"])
        refusals = tuple(Refusal(**refusal) for refusal in answer["refusals"])
        return Contents(article, tuple(reading.parts), refusals, answer["kept_because"])

    def forget(self, is_cancelled: IsCancelled) -> None:
        """Read no more of what was begun with this question."""
        with self._lock:
            if any(ticket.is_cancelled is is_cancelled for ticket in self._pending):
                self._drop(is_cancelled)

    def read_pasted(self, text: str, html: str | None = None, *, is_cancelled: IsCancelled = never) -> Imported:
        """The article in what was pasted."""
        request = {"do": "read-pasted", "text": text, "html": html}
        ticket = self._hand_in(request, self._seconds, is_cancelled, ignore)
        return _imported(self._wait(ticket, tr("The pasted text"))["imported"])

    def _wait(self, ticket: Ticket, name: str) -> Json:
        try:
            return self._wait_for(ticket)
        except Ended as ended:
            raise why_it_ended(ended.status, name) from None


@dataclass(frozen=True)
class Reading:
    """A file that is being read, with the files inside it that have come so far."""

    name: str
    ticket: Ticket
    parts: list[Part]


def _imported(answer: Json) -> Imported:
    return Imported(**{**answer, "warnings": tuple(answer["warnings"])})


def why_it_ended(status: int | None, name: str) -> UserError:
    """What a reading child's end means for the file it was reading."""
    hint = tr("Open it in its own program, copy the text and paste it here.")
    if status is None or status == -getattr(signal, "SIGXCPU", -1):
        return UserError("takes-too-long", tr("{name} was given up: reading it takes too long.", name=name), hint)
    if status == _OUT_OF_MEMORY:
        message = tr("{name} was given up: reading it takes too much memory.", name=name)
        return UserError("takes-too-much-memory", message, hint)
    return UserError("reading-failed", tr("{name} can't be read: it is damaged or made to mislead.", name=name), hint)
