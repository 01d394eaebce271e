"""Markdown, with or without front matter: the text that it prints, and what its head says about it.

Front matter is the block between two lines of `---` at the top, one `key: value` a line, as note and blog tools write.
"""

import re

import markdown

from briefing.importers.blocks import blocks_of, joined
from briefing.importers.titles import title_in
from briefing.importers.values import as_address, as_date, as_language, as_line
from briefing.model import Imported

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_ENTRY = re.compile(r"([A-Za-z_][\w .:-]*?)\s*:\s*(.+)$")
# A value in quotation marks, which may go on over indented lines.
_QUOTED = re.compile(r"""(?<=: )(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[ \t]*(?:\n|$))""", re.S)
_FOLD = re.compile(r"[ \t]*(\\?)\n[ \t]*(?:\\(?=[ \t]))?")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_SIGNS = {"_": "\u00a0", "n": " ", "t": " ", "r": " ", "N": " ", "L": " ", "P": " ", "\n": ""}
_KEYS = {
    "title": ("title", "titre", "título"),
    "published": ("published", "date", "pubdate", "publishdate", "fecha"),
    "author": ("author", "authors", "auteur", "autor", "by"),
    "outlet": ("outlet", "publication", "publisher", "site", "source", "média", "medio"),
    "language": ("language", "lang", "langue", "idioma"),
    "origin": ("url", "link", "address", "canonical", "canonical_url", "source_url", "source"),
}


def read(text: str) -> Imported:
    """The article of a settled Markdown text."""
    front = _FRONT.match(text, 0)
    known = _entries(front.group(1)) if front else {}
    body = text[front.end() :] if front else text
    blocks = blocks_of(markdown.markdown(body, extensions=["tables", "sane_lists"]))
    printed = joined(blocks)
    headings = [block.text for block in blocks if block.tag in ("h1", "h2")]
    title = as_line(_first(known, "title")) or (headings[0] if headings and blocks[0].text == headings[0] else "")
    title_basis = "found"
    if not title:
        title, title_basis = title_in(printed)
    published = as_date(_first(known, "published"))
    outlet = as_line(_first(known, "outlet"))
    origin = next((address for key in _KEYS["origin"] if (address := as_address(known.get(key)))), None)
    return Imported(
        printed,
        title,
        "found" if title_basis == "found" else "made",
        published=published,
        published_basis="given" if published else "none",
        language=as_language(_first(known, "language")),
        outlet=None if outlet and as_address(outlet) else outlet,
        author=as_line(_first(known, "author")),
        origin=origin,
    )


def _entries(front: str) -> dict[str, str]:
    """The front matter's entries by their key in small letters; of values over several lines, the quoted ones."""
    joined_lines = _QUOTED.sub(lambda quoted: _FOLD.sub(_folded, quoted.group()), front)
    found = (_ENTRY.match(line) for line in joined_lines.split("\n"))
    return {entry.group(1).lower(): _bare(entry.group(2)) for entry in found if entry}


def _folded(fold: re.Match[str]) -> str:
    """YAML 1.2, 7.3: a backslash joins a quoted value's lines as they stand, else a fold is a space."""
    return "" if fold.group(1) else " "


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPE.sub(_escaped, value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value.strip("[]")


def _escaped(escape: re.Match[str]) -> str:
    """The sign that YAML 1.2, 5.7 means: “\\u2019” is ’, “\\_” a no-break space; another sign means itself."""
    code = escape.group(1) or escape.group(2) or escape.group(3)
    if code:
        point = int(code, 16)
        return chr(point) if point < 0xD800 or 0xDFFF < point < 0x110000 else "\ufffd"
    return _SIGNS.get(escape.group(4), escape.group(4))


def _first(known: dict[str, str], field: str) -> str | None:
    return next((known[key] for key in _KEYS[field] if known.get(key)), None)
