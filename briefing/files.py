"""Reading and writing the person's files: an old file is never left half-written."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from briefing.errors import UserError
from briefing.i18n import tr

_UNFINISHED = r"\.(\d+)-[0-9a-f]{8}\.part(?:-journal|-wal|-shm)?$"


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` by way of a temporary file beside it: the old file or the new one, nothing between.

    UserError "cannot-write" when the folder is missing, read-only or full.
    """
    with writing_atomically(path) as file:
        file.write(content)


@contextmanager
def writing_atomically(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes its place at `path` when the block ends, and leaves nothing when it raises.

    UserError "cannot-write" as above.
    """
    temporary = unfinished(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(path.parent, path.name)
        # nobody else reads it before it is whole
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # a brief that is handed on has the modes of any other new file
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise


def unfinished(path: Path) -> Path:
    """A name of its own beside `path` for what is not whole yet; it says which process writes there."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.part")


def sweep_unfinished(folder: Path, name: str = "") -> None:
    """Remove from the folder what processes that ended too early left unfinished: of the file `name`, else of any."""
    beginning = f".{name}." if name else "."
    for file in list(folder.iterdir()) if folder.is_dir() else ():
        if file.name.startswith(beginning) and re.search(_UNFINISHED, file.name) and is_left(file):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def is_left(file: Path) -> bool:
    """Whether the process that an unfinished file names is gone; a file that names none was left too."""
    named = re.search(_UNFINISHED, file.name)
    return named is None or not _is_running(int(named[1]))


def _is_running(process: int) -> bool:
    if os.name == "nt":
        # there a signal ends the process, whichever it is; but no file that is open can be removed
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # another person's
    return True


def read_bytes(path: Path) -> bytes:
    """The file's content. UserError "cannot-read" with the system's reason."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = tr("{path} can't be read: {reason}.", path=path, reason=error.strerror or error)
        raise UserError("cannot-read", message, tr("Check the name and your rights on the file.")) from error


def flush(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows can't open folders, and writes their names with the file
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def cannot_write(path: Path, error: OSError) -> UserError:
    """The refusal of a file or folder that can't be written, with the system's reason."""
    message = tr("{path} can't be written: {reason}.", path=path, reason=error.strerror or error)
    return UserError("cannot-write", message, tr("Choose another folder, or free some space."))
