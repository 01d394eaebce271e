"""One window a library: a second start brings the first to the front, by a lock file and a file that is watched."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class Instance(QObject):
    """Holds the lock beside the library, or finds that another process does."""

    wanted = Signal()

    def __init__(self, library_path: Path) -> None:
        super().__init__()
        library_path.parent.mkdir(parents=True, exist_ok=True)
        self._handover = library_path.with_name(library_path.name + ".window")
        self._lock = QLockFile(str(library_path.with_name(library_path.name + ".lock")))
        self._lock.setStaleLockTime(0)  # a lock whose process is gone is taken over
        self.is_first = self._lock.tryLock(0)
        self._watcher: QFileSystemWatcher | None = None

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
        if self._watcher is not None:
            self._watcher.removePath(str(self._handover))
        self._handover.unlink(missing_ok=True)
        self._lock.unlock()
