"""`briefing analyse`: findings as JSON, of one file or of many documents a line each, with no library involved."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.cli.terminal import say_json, warn
from briefing.errors import UserError
from briefing.findings_json import to_json
from briefing.i18n import tr
from briefing.workspace import analyse_lines, read_files


def print_file_findings(path: Path, *, published: str | None, language: str | None) -> int:
    """Print the findings of one file, with its settled text."""
    reading = read_files([path], published=published, language=language)[0]
    say_json(to_json(path.name, reading.findings, reading.article.text))
    return 0


def print_line_findings(name: str, workers: int) -> int:
    """Print a findings line for each document line of the file (“-”: standard input)."""
    answered = refused = 0
    for findings in analyse_lines(_decoded(_lines(name)), workers):
        say_json(findings)
        sys.stdout.flush()
        answered += 1
        if "error" in findings:
            refused += 1
            warn(f"briefing: {findings['error']}")
    if answered and refused == answered:
        return 2
    return 1 if refused else 0


def _lines(name: str) -> Iterable[bytes]:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        message = tr("{path} can't be read: {reason}.", path=name, reason=error.strerror or error)
        raise UserError("cannot-read", message, tr("Check the name and your rights on the file.")) from error


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines of UTF-8; what is none of it reaches the reader as a line that no JSON parser takes."""
    for line in lines:
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield "\ufffd"
