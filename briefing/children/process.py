"""A child process that answers requests in their order, several of them handed in ahead."""

import json
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from briefing.errors import Cancelled, UserError
from briefing.i18n import interface_language

START_SECONDS = 60.0
_ASK_EVERY = 0.1
_log = logging.getLogger(__name__)

Json = dict[str, Any]
IsCancelled = Callable[[], bool]


def never() -> bool:
    return False


def ignore(notice: Json) -> None:
    """For what comes before an answer, where nobody wants it."""


class Ended(Exception):
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
    here = str(Path(__file__).resolve().parent.parent.parent)
    found = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([here, found] if found else [here])
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@dataclass(eq=False)
class Ticket:
    """A request that was handed in, and what came of it."""

    message: bytes
    seconds: float
    is_cancelled: IsCancelled
    notice: Callable[[Json], None]
    outcome: Json | Exception | None = None

    @property
    def answer(self) -> Json:
        """The answer; raises what came instead of one."""
        assert self.outcome is not None, "the request was waited for"
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


class Child:
    """One child process of a role, started when first needed. It answers requests in their order.

    Several may be handed in ahead, so that neither side waits for the other. When the child ends, its ending is the
    outcome of the request in hand; the others are handed in again to another child.
    """

    def __init__(self, role: str, *limits: str) -> None:
        self._role = role
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._threads: tuple[threading.Thread, ...] = ()
        self._said: Any = None
        self._lock = threading.Lock()
        self._pending: deque[Ticket] = deque()
        self._until = 0.0
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
        with self._lock:
            self._start()

    def cancel(self) -> None:
        """Kill the child, from any thread; a request that waits raises `Cancelled`."""
        self._is_cancelled = True
        if self._process:
            self._process.kill()

    def close(self) -> None:
        """End the child. It may be started again."""
        with self._lock:
            while self._pending:
                self._pending.popleft().outcome = Cancelled()
            self._end()

    # --- the process ---------------------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._process and (self._pending or self._process.poll() is None):
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
        self._answers, self._outbox = queue.SimpleQueue(), queue.SimpleQueue()
        self._has_started = False
        self._threads = (
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True),
            threading.Thread(target=_feed, args=(self._process, self._outbox), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            thread.join()
        self._said.close()

    # --- requests --------------------------------------------------------------------------------------------------

    def _hand_in(
        self,
        request: Json,
        seconds: float,
        is_cancelled: IsCancelled,
        notice: Callable[[Json], None],
        data: bytes | None = None,
    ) -> Ticket:
        """Send a request, with the raw bytes that it is about, behind those that wait."""
        sized = {} if data is None else {"size": len(data)}
        line = json.dumps({**request, **sized, "interface": interface_language()}).encode("ascii") + b"\n"
        ticket = Ticket(line + (data or b""), seconds, is_cancelled, notice)
        with self._lock:
            self._start()
            self._outbox.put(ticket.message)
            self._pending.append(ticket)
            if len(self._pending) == 1:
                self._is_cancelled = False
                self._set_clock()
        return ticket

    def _wait_for(self, ticket: Ticket) -> Json:
        """The answer to a request. `Ended` when the child gave none, `Cancelled` when the person did not wait."""
        while ticket.outcome is None:
            with self._lock:
                self._step(ticket)
        return ticket.answer

    def ask(self, request: Json, seconds: float, is_cancelled: IsCancelled, notice: Callable[[Json], None]) -> Json:
        """Hand in a request and wait for its answer, as `_wait_for` gives it."""
        return self._wait_for(self._hand_in(request, seconds, is_cancelled, notice))

    def _set_clock(self) -> None:
        """The clock of a request starts when its turn has come, and its child: a busy machine starts slowly."""
        if self._pending:
            patience = 0 if self._has_started else START_SECONDS
            self._until = time.monotonic() + self._pending[0].seconds + patience

    def _step(self, awaited: Ticket) -> None:
        """Wait for the child's next line, a tenth of a second at most, and see what it means."""
        if awaited.outcome is not None:
            return  # another thread has met the answer
        try:
            line = self._answers.get(timeout=_ASK_EVERY)
        except queue.Empty:
            if awaited.is_cancelled() or self._is_cancelled:
                self._drop(awaited.is_cancelled)
            elif time.monotonic() > self._until:
                self._give_up(Ended(None))
            return
        if line is None:
            self._give_up(self._cancelled_or_ended())
        else:
            self._take(json.loads(line))

    def _take(self, answer: Json) -> None:
        if "started" in answer:
            self._has_started = True
            self._set_clock()
        elif "loading" in answer or "part" in answer:
            self._pending[0].notice(answer)
        else:
            ticket = self._pending.popleft()
            ticket.outcome = UserError(*answer["error"]) if "error" in answer else answer
            self._set_clock()

    def _give_up(self, why: Exception) -> None:
        """The request in hand has ended the child; those behind it go to another one."""
        self._pending.popleft().outcome = why
        self._begin_anew()

    def _drop(self, is_cancelled: IsCancelled) -> None:
        """Give up all requests that were made with this question."""
        for ticket in [ticket for ticket in self._pending if ticket.is_cancelled is is_cancelled]:
            ticket.outcome = Cancelled()
            self._pending.remove(ticket)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._end()
        self._is_cancelled = False
        waiting, self._pending = self._pending, deque()
        if waiting:
            self._start()
            for ticket in waiting:
                self._outbox.put(ticket.message)
            self._pending = waiting
            self._set_clock()

    def _cancelled_or_ended(self) -> Exception:
        assert self._process is not None
        status = self._process.wait()
        self._said.seek(0)
        _log.info(
            "the %s process ended with %s: %s", self._role, status, self._said.read()[-2000:].decode("utf-8", "replace")
        )
        return Cancelled() if self._is_cancelled else Ended(status)


def _listen(process: "subprocess.Popen[bytes]", answers: "queue.SimpleQueue[bytes | None]") -> None:
    """Pass on the child's lines, None at their end; a thread, since not every platform can wait for a pipe in time."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(None)


def _feed(process: "subprocess.Popen[bytes]", outbox: "queue.SimpleQueue[bytes | None]") -> None:
    """Send what waits; a thread, since a child that hangs reads nothing and would hold up who sends."""
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            while (message := outbox.get()) is not None:
                pipe.write(message)
                if outbox.empty():
                    pipe.flush()
    except OSError:
        _log.debug("a child process left part of its requests unread")  # its end tells why
