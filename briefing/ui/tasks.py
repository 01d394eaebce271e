"""Work off the interface's thread: one worker for all writes, in order, and one for what takes long.

Results come back on the interface's thread. The world's faults (UserError) go to `failed`, what the person
stopped ends quietly, and anything else is a bug and reaches `crashed`.
"""

import threading
import traceback
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from briefing.errors import Cancelled, UserError

if TYPE_CHECKING:
    from queue import SimpleQueue

_END = object()


class Worker(QObject):
    """A thread that does one piece of work after the other."""

    idle = Signal()
    failed = Signal(object)  # UserError
    crashed = Signal(str)  # a traceback
    _came_back = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # a daemon: a piece of work that hangs never keeps the program from ending
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    @cached_property
    def _queue(self) -> "SimpleQueue[Any]":
        from queue import SimpleQueue  # not before the first paint

        return SimpleQueue()

    @property
    def is_busy(self) -> bool:
        return self._waiting > 0

    def do(self, call: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Run `call` on the worker, then `then` with its result on the interface's thread."""
        self._waiting += 1
        self._queue.put((call, then))
        if self._thread.ident is None:  # not before there is work
            self._thread.start()

    def end(self, timeout: float = 10.0) -> bool:
        """Finish what waits, then stop; False when that took too long."""
        if self._thread.ident is None:
            return True
        self._queue.put(_END)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (piece := self._queue.get()) is not _END:
            call, then = piece
            try:
                outcome: tuple[str, Any] = ("done", call())
            except Cancelled:
                outcome = ("stopped", None)
            except UserError as error:
                outcome = ("failed", error)
            except BaseException:  # noqa: BLE001 - nothing may end the thread unseen: it is reported as a crash
                outcome = ("crashed", traceback.format_exc())
            try:
                self._came_back.emit((outcome, then))
            except RuntimeError:
                return  # the window is gone

    @Slot(object)
    def _deliver(self, arrived: tuple[tuple[str, Any], Callable[[Any], None] | None]) -> None:
        (state, value), then = arrived
        if state == "done" and then is not None:
            then(value)
        elif state == "failed":
            self.failed.emit(value)
        elif state == "crashed":
            self.crashed.emit(value)
        self._waiting -= 1
        if not self.is_busy:
            self.idle.emit()


class Job(QObject):
    """A long piece of work that tells how far it is and can be stopped."""

    progressed = Signal(int, int, str)  # done, total, what
    stepped = Signal(object)  # what a part of it brought
    ended = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def progress(self, progress: Any) -> None:
        """Called by the work, on its thread."""
        self.progressed.emit(progress.done, progress.total, progress.what)


class Tasks(QObject):
    """The two workers of a window, and the jobs that wait or run."""

    job_started = Signal(object)
    job_ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = Worker("writes", self)
        self.runner = Worker("long work", self)
        self._reader: Worker | None = None
        self.jobs: list[Job] = []

    @property
    def reader(self) -> Worker:
        """A third one that only reads, made when it is first wanted."""
        if self._reader is None:
            self._reader = Worker("reads", self)
            self._reader.failed.connect(self.writer.failed)
            self._reader.crashed.connect(self.writer.crashed)
        return self._reader

    def run(self, title: str, call: Callable[[Job], Any], then: Callable[[Any], None] | None = None) -> Job:
        """Start a long piece of work; it is listed until it ends, however it ends."""
        job = Job(title, self)
        self.jobs.append(job)
        self.job_started.emit(job)

        def work() -> Any:
            try:
                return call(job)
            finally:
                job.ended.emit()

        job.ended.connect(lambda: self._end(job), Qt.ConnectionType.QueuedConnection)
        self.runner.do(work, then)
        return job

    def _end(self, job: Job) -> None:
        if job in self.jobs:
            self.jobs.remove(job)
            self.job_ended.emit(job)

    def cancel_all(self) -> None:
        for job in self.jobs:
            job.cancel()

    def end(self) -> None:
        """Stop long work, finish all writes."""
        self.cancel_all()
        self.runner.end(5)
        if self._reader is not None:
            self._reader.end(5)
        self.writer.end(30)
