"""What the command line says: results on standard output, the rest on standard error, never a traceback."""

import json
import sys

from briefing.export.to_json import visible
from briefing.workspace import Progress

_SPACES = "\u00a0\u202f"  # they hold French signs to their words


def use_utf8() -> None:
    """Findings and messages are UTF-8 whatever the locale says, with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


def say(lines: str) -> None:
    """A line of result, or several; without the signs that would act on a terminal, whatever a title holds."""
    sys.stdout.write("\n".join(one_line(line) for line in lines.split("\n")) + "\n")


def say_json(value: object, indent: int | None = None) -> None:
    """A result for programs: signs that would act on a terminal are written as escapes, and nothing is lost."""
    sys.stdout.write(visible(json.dumps(value, ensure_ascii=False, indent=indent)) + "\n")


def warn(line: str) -> None:
    """A line about something refused or left out."""
    sys.stderr.write(one_line(line) + "\n")


def one_line(words: str) -> str:
    """The words on one line and without control characters: they may come from a file's name."""
    return "".join(c if c.isprintable() or c in _SPACES else " " for c in words)


def show_progress(progress: Progress) -> None:
    """A counter that overwrites itself; nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        end = "\n" if progress.done == progress.total else ""
        sys.stderr.write(f"\r\033[K{progress.done}/{progress.total} {one_line(progress.what)[:60]}{end}")
        sys.stderr.flush()
