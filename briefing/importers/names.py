"""Names for files that stand inside others: without folders, and without signs that steer a terminal or a disk."""

import re

from briefing.i18n import tr
from briefing.importers.metadata import as_line
from briefing.importers.mime import decoded_words

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 80


def file_name(said: str, number: int, suffix: str) -> str:
    """A part's name without folders and signs that steer, with an ending; made from its number when it has none."""
    bare = _UNSAFE.sub(" ", re.split(r"[/\\]", said)[-1]).strip(" .")
    if not bare:
        return f"{tr('attachment')} {number}{suffix}"
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > 8 or " " in ending:
        return bare[:100] + suffix
    return f"{stem[:100]}.{ending}"


def named_after(subject: str, number: int) -> str:
    """The file name of a message inside another file."""
    line = as_line(decoded_words(subject)[:300]) or tr("message")
    return numbered(line, number, ".eml")


def numbered(line: str, number: int, suffix: str) -> str:
    """The file name of one of many, which sort as they stood."""
    words = " ".join(_UNSAFE.sub(" ", line).split()).strip(" .")
    return f"{number:04d} {words[:_LONGEST]}".strip() + suffix
