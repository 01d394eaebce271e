"""What the command line says: results on standard output, the rest on standard error, never a traceback."""

import sys

from briefing.workspace import Progress


def use_utf8() -> None:
    """Findings and messages are UTF-8 whatever the locale says, with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


def say(line: str) -> None:
    """A line of result."""
    sys.stdout.write(line + "\n")


def warn(line: str) -> None:
    """A line about something refused or left out."""
    sys.stderr.write(one_line(line) + "\n")


def one_line(words: str) -> str:
    """The words on one line and without control characters: they may come from a file's name."""
    return "".join(c if c.isprintable() else " " for c in words)


def show_progress(progress: Progress) -> None:
    """A counter that overwrites itself; nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        end = "\n" if progress.done == progress.total else ""
        sys.stderr.write(f"\r\033[K{progress.done}/{progress.total} {one_line(progress.what)[:60]}{end}")
        sys.stderr.flush()
