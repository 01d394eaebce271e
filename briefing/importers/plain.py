"""Plain text: what it holds is the article. Lines that a mail program has wrapped are joined again."""

import re
from itertools import pairwise

from briefing.importers.fields import bare_fields, described
from briefing.importers.titles import title_in
from briefing.model import Imported

# Mail programs and terminals wrap at 65 to 80 signs.
_WIDTHS = range(60, 82)
# So many line ends must be where the next word did not fit, and hardly one anywhere else.
_FEWEST = 4
_SURE = 0.95
_ITEM = re.compile(r"\s|[-–—*•#]+\s|[>|]|\d{1,3}[.)]\s")


def read(text: str) -> Imported:
    """The article of a settled plain text."""
    if not text.strip():
        return Imported("", "", "made")
    known = bare_fields(text)
    body = _unwrapped(text)
    rest = text.lstrip("\n").partition("\n\n")[2] if known else text
    lines = [line.strip() for line in rest[:4000].split("\n") if line.strip()]
    return described(known, body, title_in(rest if rest.strip() else text), lines)


def _unwrapped(text: str) -> str:
    """The text with its paragraphs on one line each, where all of it is surely wrapped; else as it is.

    Surely: no line is longer than 81 signs, and nearly every line that another one of its paragraph follows is so full
    that the next one's first word would not have fitted. Verse, lists, tables and addresses are not.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if width not in _WIDTHS:
        return text
    pairs = [(a.rstrip(), b) for a, b in pairwise(lines) if _goes_on(a, b)]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    if full < _FEWEST or full < _SURE * len(pairs):
        return text
    made = [lines[0].rstrip()]
    for before, line in pairwise(lines):
        if _goes_on(before, line) and _is_full(before.rstrip(), line, width):
            made[-1] += f" {line.rstrip()}"
        else:
            made.append(line.rstrip())
    return "\n".join(made)


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - 1


def _goes_on(line: str, following: str) -> bool:
    """Whether a line may be the end of the one before: both hold words, and it begins no list, quotation or table."""
    return bool(line.strip() and following.strip()) and not _ITEM.match(following)
