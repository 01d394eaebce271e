"""Who wrote an article and when, as its own lines print it: near the headline of a page, or at the head of a text."""

import re
from collections.abc import Iterator, Sequence

from briefing.importers.blocks import Block
from briefing.importers.dates import days_in, is_dateline
from briefing.importers.values import as_address, as_line, letters
from briefing.importers.words import folded, page_words

# How far above the headline, and how long, a line about the article may stand.
_ABOVE = 3
_SHORT = 25
_NAME_WORDS = 14
_CUT = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*|,\s+(?=\d|publi|upda|mis |le \d)|\s+\(", re.I)
_NOBODY = frozenset(["admin", "administrator", "webmaster", "superuser", "editor", "author", "auteur", "autor"])
_NOBODY |= {"unknown", "staff", "anonymous"}
# A day further from a word for publication than this is believed only where no other line says when.
_NEAR_LABEL = 3
_COMPANY = re.compile(r"[\s,]+(?:gmbh|ag|inc|ltd|llc|plc|corp|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?l|b\.?v)\.?$", re.I)


def as_author(value: object, outlet: str | None = None) -> str | None:
    """A value as the names of authors: without "By", without what follows; None for the outlet, addresses, accounts."""
    line = as_line(value)
    if line is None or as_address(line) or "@" in line or page_words().credits.match(folded(line)):
        return None
    for words in (page_words().published, page_words().by, page_words().authors):
        found = words.match(folded(line))
        if found:
            line = line[found.end() :].lstrip(" :")
    line = _CUT.split(line, maxsplit=1)[0].strip(" ,;:|-–—")
    if not line or any(c.isdigit() for c in line) or len(line.split()) > _NAME_WORDS or line.endswith("?"):
        return None
    if letters(line) in _NOBODY or not letters(line) or (outlet and _is_outlet(line, outlet)):
        return None
    return line


def _is_outlet(line: str, outlet: str) -> bool:
    """Whether a name is the outlet's own, also as a company with its seat: "Le Journal SA, Paris, France"."""
    return letters(outlet) in (letters(line), letters(_COMPANY.sub("", line.split(",", 1)[0])))


def lines_about(blocks: Sequence[Block], heading: int | None) -> list[str]:
    """The short lines around a page's headline: those just above it, and those before the second paragraph."""
    if heading is None:
        return []
    above: list[str] = []
    for number in range(heading - 1, max(-1, heading - 1 - _ABOVE), -1):
        if blocks[number].is_around or blocks[number].linked > 0.5:
            break
        above.insert(0, blocks[number].text)
    below = []
    paragraphs = 0
    for block in blocks[heading + 1 : heading + 30]:
        if block.is_around:
            continue
        is_label = block.words <= _SHORT and not (block.is_prose and not is_dateline(block.text))
        paragraphs += not is_label
        if paragraphs > 1:
            break
        if is_label:
            below.append(block.text)
    return above + below


def printed_author(lines: Sequence[str], outlet: str | None = None) -> str | None:
    """The author that a line names after "By", or after a label."""
    words = page_words()
    for number, line in enumerate(lines):
        plain = folded(line)
        label = words.authors.match(plain)
        if label and not plain[label.end() :].strip(" :") and number + 1 < len(lines):
            return as_author(lines[number + 1], outlet)
        if label and plain[label.end() :].lstrip().startswith(":"):
            return as_author(line, outlet)
        by = words.by.match(plain)
        if by and len(plain.split()) <= _NAME_WORDS and _is_named(line[by.end() :].lstrip(" :")):
            return as_author(line, outlet)
    return None


def _is_named(words: str) -> bool:
    first = words.split(" ", 1)[0]
    return first[:1].isupper() and not words.rstrip().endswith((".", "?", "!")) and "?" not in words


def printed_date(lines: Sequence[str], language: str | None = None, known: Sequence[str] = ()) -> str | None:
    """The day of publication that the lines print; None where they print none, or several and do not say which.

    `known` are words that may stand in the line of a day: the author's name.
    """
    return labelled_date(lines, language) or _bare_date(lines, language, known)


def labelled_date(lines: Sequence[str], language: str | None = None) -> str | None:
    """The day that the lines print after a word for publication."""
    return next(_labelled(lines, language), None)


def _bare_date(lines: Sequence[str], language: str | None, known: Sequence[str]) -> str | None:
    """The only day of the lines that say when and nothing else, changes aside."""
    words = page_words()
    plain: set[str] = set()
    for number, line in enumerate(lines):
        before = folded(lines[number - 1]).strip(" :") if number else ""
        if words.updated.search(folded(line)) or words.updated.fullmatch(before):
            continue
        if is_dateline(line, known, language):
            plain.update(day.iso for day in days_in(line, language))
    return next(iter(plain)) if len(plain) == 1 else None


def _labelled(lines: Sequence[str], language: str | None) -> Iterator[str]:
    """The days right after a word for publication, in the same line or in the next one."""
    words = page_words()
    for number, line in enumerate(lines):
        plain = folded(line)
        found = words.published.search(plain)
        if not found or (found.start() and plain[found.start() - 1].isalnum()):
            continue
        if not plain[found.end() :].strip(" :") and number + 1 < len(lines):
            yield from (day.iso for day in days_in(lines[number + 1], language))
            continue
        change = words.updated.search(plain, found.end())
        end = change.start() if change else len(plain)
        for day in days_in(line, language):
            is_far = len(plain[found.end() : day.start].split()) > _NEAR_LABEL
            if found.end() <= day.start < end and not (is_far and _says_otherwise(lines, number, day.iso, language)):
                yield day.iso


def _says_otherwise(lines: Sequence[str], number: int, day: str, language: str | None) -> bool:
    """Whether the lines but this one print another day, and only one."""
    other = _bare_date([*lines[:number], *lines[number + 1 :]], language, ())
    return other is not None and other != day
