"""Reading and writing the person's files: an old file is never left half-written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from briefing.errors import UserError
from briefing.i18n import tr


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives 0600; a brief that is handed on has the modes of any other new file
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # noqa: PTH101 - a name from mkstemp
        os.replace(temporary, path)  # noqa: PTH105 - a name from mkstemp
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise


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
