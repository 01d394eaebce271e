"""Documents as JSON Lines, one object a line: "text", and "doc", "title", "published", "language"…

The same lines that `briefing analyse --jsonl` takes. Each line is a file of its own inside, and is kept as it stands.
"""

import json
import re
from typing import Any

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers.decoding import settle
from briefing.importers.refusals import printable
from briefing.importers.titles import title_in
from briefing.model import Contents, Imported, Part, Refusal
from briefing.text import is_day

MAX_BYTES = 200_000_000
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def open_jsonl(data: bytes, name: str) -> Contents:
    """A document for each line that is a JSON object with a text; other lines are named and left out."""
    parts: list[Part] = []
    refusals: list[Refusal] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        document = _document(line)
        if document is None:
            words = tr("Line {number} of {name} is no document.", number=number, name=printable(name))
            refusals.append(Refusal(str(number), "not-a-document", f"{words} {_what_is_one()}"))
        else:
            called = _UNFIT.sub("-", str(document.get("doc") or number))[:_LONGEST_NAME]
            parts.append(Part(f"{called}.json", line, called))
    return Contents(None, tuple(parts), tuple(refusals))


def read_document(text: str) -> Imported:
    """The article of one document. UserError "not-a-document"."""
    document = _document(text.encode("utf-8", "surrogatepass"))
    if document is None:
        raise UserError("not-a-document", tr("This JSON file is no document."), _what_is_one())
    words, replaced = settle(document["text"])
    if not words.strip():
        return Imported("", "", "made")
    published = document.get("published")
    published = published if isinstance(published, str) and is_day(published[:10]) else None
    given_title = _words(document, "title")
    title, basis = (given_title, "found") if given_title else title_in(words)
    return Imported(
        words,
        title,
        basis,  # type: ignore[arg-type]
        published=published and published[:10],
        published_basis="given" if published else "none",
        language=_words(document, "language"),
        outlet=_words(document, "outlet"),
        author=_words(document, "author"),
        origin=_words(document, "url"),
        replaced=replaced,
    )


def _document(line: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        return None
    return document


def _words(document: dict[str, Any], key: str) -> str | None:
    """A value in one line, None where there is none."""
    value = document.get(key)
    return " ".join(settle(value)[0].split()) or None if isinstance(value, str) else None


def _what_is_one() -> str:
    return tr("A document is a JSON object with a “text”.")
