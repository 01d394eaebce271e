"""Many may be inside at once, or one alone: reading and writing go on together, but not while the file is replaced."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.errors import UserError
from briefing.i18n import tr

_WAIT = 60.0  # seconds


class Gate:
    """Threads go in and out; `alone` waits until all are out, and lets nobody in meanwhile."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: dict[int, int] = {}  # how deep each thread is inside
        self._alone: int | None = None

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Among others. Who is inside already goes deeper without waiting."""
        me = threading.get_ident()
        with self._changed:
            if me not in self._inside and self._alone not in (None, me):
                self._wait(lambda: self._alone is None)
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                    self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else is inside. UserError library-busy when that takes too long."""
        me = threading.get_ident()
        with self._changed:
            assert me not in self._inside, "who is inside can't be alone"
            self._wait(lambda: self._alone is None)
            self._alone = me
            try:
                self._wait(lambda: not self._inside)
            except UserError:
                self._open()
                raise
        try:
            yield
        finally:
            with self._changed:
                self._open()

    def _open(self) -> None:
        self._alone = None
        self._changed.notify_all()

    def _wait(self, is_so: Callable[[], bool]) -> None:
        if not self._changed.wait_for(is_so, _WAIT):
            raise UserError("library-busy", tr("Another change is still being written."), tr("Try again in a moment."))
