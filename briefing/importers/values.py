"""Single values that a source says about itself: a clean line, a calendar date, an address, or nothing."""

import datetime
import html
import re
import unicodedata
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from briefing.importers.dates import days_in, is_dateline

_LONGEST_LINE = 300
_ISO_DATE = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
# White space other than the plain space, but in figures, inside « », and before the signs that French sets apart.
_LOOSE = re.compile(r"(?<!«)(?<!\d)[^\S ](?![:;!?»%])|(?<=\d)[^\S ](?![\d:;!?»%])")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?\s*$")


def as_line(value: object) -> str | None:
    """A value as one line of text without markup and control characters, None when nothing is left.

    Between words, spaces that do not break and wide ones become plain ones: a name is looked for, and compared, as one
    types it. Those of print stay: « oui », 12 000, « Vraiment ? ».
    """
    if not isinstance(value, str):
        return None
    plain = html.unescape(value)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in plain)
    line = re.sub(r" +", " ", _LOOSE.sub(" ", kept)).strip()
    return line if 0 < len(line) <= _LONGEST_LINE else None


def as_date(value: object) -> str | None:
    """The calendar date that a value begins with (ISO 8601, compact, or as mail has it), or is in words; else None.

    The date is taken as it is written: a zone never moves an article to another day.
    """
    if not isinstance(value, str):
        return None
    found = _ISO_DATE.match(value)
    try:
        if found:
            return datetime.date(*(int(part) for part in found.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, IndexError, TypeError):
        return next((day.iso for day in days_in(value[:80]) if not found and is_dateline(value)), None)


def as_language(value: object) -> str | None:
    """The ISO 639-1 code at the head of a language tag ("fr-CA", "es_MX"), else None."""
    found = _LANGUAGE.match(value) if isinstance(value, str) else None
    return found.group(1).lower() if found else None


def as_address(value: object) -> str | None:
    """A web address with a host, without credentials in it, else None."""
    line = as_line(value)
    if line is None or " " in line:
        return None
    try:
        parts = urlsplit(line)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return line if is_address else None


def letters(text: str) -> str:
    """The letters and digits of a name, small, for comparing names."""
    return "".join(c for c in text.casefold() if c.isalnum())
