"""One window a library: a second start brings the first to the front, by a lock file and a file that is watched."""

import threading
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class Instance(QObject):
    """Holds the lock beside the library, or finds that another process does.

    The lock is written through to the disk, which a busy disk may take a tenth of a second for: the window is made
    meanwhile.
    """

    wanted = Signal()

    def __init__(self, library_path: Path) -> None:
        super().__init__()
        library_path.parent.mkdir(parents=True, exist_ok=True)
        self._handover = library_path.with_name(library_path.name + ".window")
        self._lock = QLockFile(str(library_path.with_name(library_path.name + ".lock")))
        self._lock.setStaleLockTime(0)  # a lock whose process is gone is taken over
        self._watcher: QFileSystemWatcher | None = None
        self._locking = threading.Thread(target=self._try_lock)
        self._locking.start()

    def _try_lock(self) -> None:
        self._is_first = self._lock.tryLock(0)

    @property
    def is_first(self) -> bool:
        """Whether this process holds the lock."""
        self._locking.join()
        return self._is_first

    def bring_first_to_front(self) -> None:
        """Ask the window that is open to show itself."""
        count = int(self._handover.read_text() or 0) if self._handover.is_file() else 0
        self._handover.write_text(str(count + 1))

    def watch(self) -> None:
        """Listen for a second start."""
        self._handover.write_text("0")
        self._watcher = QFileSystemWatcher([str(self._handover)], self)
        self._watcher.fileChanged.connect(lambda _: self.wanted.emit())

    def release(self) -> None:
        self._locking.join()
        if self._watcher is not None:
            self._watcher.removePath(str(self._handover))
        self._handover.unlink(missing_ok=True)
        self._lock.unlock()
