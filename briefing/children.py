"""The child processes as seen from the program: files are read and texts analysed apart; what fails there ends there.

All calls block, so the window makes them in a thread; `is_cancelled` is asked ten times a second, and a cancelled,
stuck or dead child is replaced at the next request. One request at a time each.
"""

import base64
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from briefing.errors import Cancelled, UserError
from briefing.findings_json import from_json
from briefing.i18n import interface_language, tr
from briefing.model import Contents, Findings, Imported, Part, Refusal

START_SECONDS = 60.0
READING_SECONDS = 30.0
PROCESSOR_SECONDS = 20
ANALYSIS_SECONDS = 120.0
CHARACTERS_A_SECOND = 2_000
_OUT_OF_MEMORY = 3
_ASK_EVERY = 0.1
_log = logging.getLogger(__name__)

Json = dict[str, Any]
IsCancelled = Callable[[], bool]


def never() -> bool:
    return False


def ignore(notice: Json) -> None:
    """For what comes before an answer, where nobody wants it."""


class _Ended(Exception):
    """The child is gone; `status` is what it exited with, None when it had to be killed for its time."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


def _command(role: str, *limits: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker", role, *limits]
    # -P: what lies in the current folder is never imported
    return [sys.executable, "-P", "-m", "briefing.worker", role, *limits]


def _surroundings() -> dict[str, str]:
    """This program's environment; the child finds the same package, and one thread a process is the fastest."""
    here = str(Path(__file__).resolve().parent.parent)
    found = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([here, found] if found else [here])
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class _Child:
    """One child process of a role, started when first needed."""

    def __init__(self, role: str, *limits: str) -> None:
        self._role = role
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None
        self._said: Any = None
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._has_started = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The running child's process id, None when none runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the child unless it runs; returns at once."""
        if self._process and self._process.poll() is None:
            return
        self._end()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self._process = subprocess.Popen(
            _command(self._role, *self._limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=_surroundings(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers = queue.SimpleQueue()
        self._has_started = False
        self._listener = threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True)
        self._listener.start()

    def cancel(self) -> None:
        """Kill the child, from any thread; a request that waits raises `Cancelled`."""
        self._is_cancelled = True
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """End the child. It may be started again."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        assert process.stdin is not None
        assert self._listener is not None
        try:
            process.stdin.close()
        except OSError:
            _log.debug("the %s process left part of a request unread", self._role)
        self._listener.join()
        self._said.close()

    def _ask(
        self,
        request: Json,
        seconds: float,
        is_cancelled: IsCancelled,
        notice: Callable[[Json], None],
        data: bytes | None = None,
    ) -> Json:
        """The answer to a request. `_Ended` when the child gave none, `Cancelled` when the person did not wait."""
        if data is not None:
            request = {**request, "size": len(data)}
        with self._lock:
            self._is_cancelled = False
            self.start()
            assert self._process is not None
            assert self._process.stdin is not None
            line = json.dumps({**request, "interface": interface_language()}).encode("ascii") + b"\n"
            try:
                self._process.stdin.write(line)
                self._process.stdin.write(data or b"")
                self._process.stdin.flush()
            except OSError:
                _log.info("the %s process did not take its request", self._role)  # its end tells why
            return self._wait(seconds, is_cancelled, notice)

    def _wait(self, seconds: float, is_cancelled: IsCancelled, notice: Callable[[Json], None]) -> Json:
        """The next answer. The clock of a request starts when its child has: a busy machine starts slowly."""
        until = time.monotonic() + seconds + (0 if self._has_started else START_SECONDS)
        while True:
            try:
                line = self._answers.get(timeout=_ASK_EVERY)
            except queue.Empty:
                if is_cancelled() or self._is_cancelled:
                    self._end()
                    raise Cancelled from None
                if time.monotonic() > until:
                    self._end()
                    raise _Ended(None) from None
                continue
            if line is None:
                raise self._cancelled_or_ended()
            answer: Json = json.loads(line)
            if "error" in answer:
                raise UserError(*answer["error"])
            if "started" in answer:
                self._has_started, until = True, time.monotonic() + seconds
            elif "loading" in answer or "part" in answer:
                notice(answer)
            else:
                return answer

    def _cancelled_or_ended(self) -> Exception:
        assert self._process is not None
        status = self._process.wait()
        self._said.seek(0)
        _log.info(
            "the %s process ended with %s: %s", self._role, status, self._said.read()[-2000:].decode("utf-8", "replace")
        )
        self._end()
        return Cancelled() if self._is_cancelled else _Ended(status)


def _listen(process: "subprocess.Popen[bytes]", answers: "queue.SimpleQueue[bytes | None]") -> None:
    """Pass on the child's lines, None at their end; a thread, since not every platform can wait for a pipe in time."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(None)


class ReadingProcess(_Child):
    """Reads files and pasted text in a child with limits of memory, processor time and wall clock."""

    def __init__(self, *, seconds: float = READING_SECONDS, processor_seconds: int = PROCESSOR_SECONDS) -> None:
        super().__init__("read", str(processor_seconds))
        self._seconds = seconds

    def read(self, data: bytes, name: str, *, is_cancelled: IsCancelled = never) -> Contents:
        """What a file's bytes hold. Every failure is a `UserError` that names the file; the next file goes on."""
        parts: list[Part] = []

        def take_part(notice: Json) -> None:
            part = notice["part"]
            parts.append(Part(part["name"], base64.b64decode(part["content"]), part["origin"]))

        bare = Path(name).name
        answer = self._answer({"do": "read", "name": name}, bare, is_cancelled, take_part, data)["contents"]
        article = answer["article"] and _imported(answer["article"])
        refusals = tuple(Refusal(**refusal) for refusal in answer["refusals"])
        return Contents(article, tuple(parts), refusals, answer["kept_because"])

    def read_pasted(self, text: str, html: str | None = None, *, is_cancelled: IsCancelled = never) -> Imported:
        """The article in what was pasted."""
        request = {"do": "read-pasted", "text": text, "html": html}
        return _imported(self._answer(request, tr("The pasted text"), is_cancelled, ignore, None)["imported"])

    def _answer(
        self,
        request: Json,
        name: str,
        is_cancelled: IsCancelled,
        notice: Callable[[Json], None],
        data: bytes | None,
    ) -> Json:
        try:
            return self._ask(request, self._seconds, is_cancelled, notice, data)
        except _Ended as ended:
            raise _why(ended.status, name) from None


def _imported(answer: Json) -> Imported:
    return Imported(**{**answer, "warnings": tuple(answer["warnings"])})


class AnalysisProcess(_Child):
    """Analyses texts in a child that keeps the language models it has loaded."""

    def __init__(self, *, seconds: float = ANALYSIS_SECONDS) -> None:
        super().__init__("analyse")
        self._seconds = seconds

    def warm(self, language: str, *, on_loading: Callable[[str], None] = lambda language: None) -> None:
        """Load a language's model ahead of need."""
        try:
            self._ask({"do": "warm", "language": language}, self._seconds, never, lambda n: on_loading(n["loading"]))
        except _Ended as ended:
            raise _why_not_analysed(ended.status, language) from None

    def analyse(
        self,
        text: str,
        *,
        published: str | None = None,
        language: str | None = None,
        name: str = "",
        is_cancelled: IsCancelled = never,
        on_loading: Callable[[str], None] = lambda language: None,
    ) -> Findings:
        """The findings of a settled text; `on_loading` is told when a language's model has to be loaded first.

        UserError "analysis-failed" or "analysis-too-long" naming `name`, Cancelled.
        """
        request = {"do": "analyse", "text": text, "published": published, "language": language}
        seconds = self._seconds + len(text) / CHARACTERS_A_SECOND
        try:
            answer = self._ask(request, seconds, is_cancelled, lambda notice: on_loading(notice["loading"]))
        except _Ended as ended:
            raise _why_not_analysed(ended.status, name) from None
        return from_json(answer["findings"], text)


def _why(status: int | None, name: str) -> UserError:
    """What a reading child's end means for the file it was reading."""
    hint = tr("Open it in its own program, copy the text and paste it here.")
    if status is None or status == -getattr(signal, "SIGXCPU", -1):
        return UserError("takes-too-long", tr("{name} was given up: reading it takes too long.", name=name), hint)
    if status == _OUT_OF_MEMORY:
        message = tr("{name} was given up: reading it takes too much memory.", name=name)
        return UserError("takes-too-much-memory", message, hint)
    return UserError("reading-failed", tr("{name} can't be read: it is damaged or made to mislead.", name=name), hint)


def _why_not_analysed(status: int | None, name: str) -> UserError:
    hint = tr("The text itself is kept; analyse it again, or shorten it.")
    if status is None:
        return UserError(
            "analysis-too-long", tr("The analysis of {name} was given up: it takes too long.", name=name), hint
        )
    return UserError("analysis-failed", tr("The analysis of {name} stopped unexpectedly.", name=name), hint)
