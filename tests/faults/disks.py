"""Disks that are full, read-only, or lose their power: real file systems, mounted for the test and gone after it."""

import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

# ext4's own ioctl; the flag leaves what is in memory where it is, as a power cut does.
_SHUTDOWN, _WITHOUT_LOG = 0x8004587D, 2


@cache
def why_no_mounts() -> str:
    """Why nothing can be mounted here; empty where it can be."""
    return _try(lambda folder: small_disk(folder, 1))


@cache
def why_no_power_cuts() -> str:
    """Why no power cut can be made here; empty where it can be."""
    if shutil.which("mkfs.ext4") is None:
        return "mkfs.ext4 is missing"
    return _try(lambda folder: powered_disk(folder, 16))


def _try(make: Callable[[Path], AbstractContextManager[object]]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with make(Path(folder) / "disk"):
                return ""
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None)
            return said.decode().strip() if said else str(error)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of that size, empty, in memory."""
    folder.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "briefing-test", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder, in which nobody can write, root included."""
    _run("mount", "--bind", str(folder), str(folder))
    try:
        _run("mount", "-o", "remount,ro,bind", str(folder))
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


class PoweredDisk:
    """An ext4 disk in a file, whose power can be cut."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image, self.folder = image, folder

    def connect(self) -> None:
        _run("mount", "-o", "loop", str(self.image), str(self.folder))

    def cut(self) -> None:
        """Nothing that is not on the disk by now will ever be."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
        finally:
            os.close(handle)

    def disconnect(self) -> None:
        _run("umount", str(self.folder))


@contextmanager
def powered_disk(folder: Path, megabytes: int) -> Iterator[PoweredDisk]:
    """A fresh ext4 disk of that size, connected at `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    image = folder.with_suffix(".image")
    with image.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    _run("mkfs.ext4", "-q", "-F", str(image))
    disk = PoweredDisk(image, folder)
    disk.connect()
    try:
        yield disk
    finally:
        disk.disconnect()
        image.unlink()


def fill(folder: Path) -> Path:
    """Leave no room on the disk; gives the file that takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return filler


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
