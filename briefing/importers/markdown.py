"""Markdown, with or without front matter: the text that it prints, and what its head says about it.

Front matter is the block between two lines of `---` at the top, one `key: value` a line, as note and blog tools write.
"""

import re

import markdown

from briefing.importers.blocks import blocks_of, joined
from briefing.importers.fields import bare_fields, described
from briefing.importers.titles import title_in
from briefing.model import Imported

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_ENTRY = re.compile(r"([^\W\d][\w .:-]*?)\s*:(?:\s+(.+)|\s*)$")
# A value in quotation marks, which may go on over indented lines.
_QUOTED = re.compile(r"""(?<=: )(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[ \t]*(?:\n|$))""", re.S)
_FOLD = re.compile(r"[ \t]*(\\?)\n[ \t]*(?:\\(?=[ \t]))?")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_SIGNS = {"_": "\u00a0", "n": " ", "t": " ", "r": " ", "N": " ", "L": " ", "P": " ", "\n": ""}
_ITEM = re.compile(r"[ \t]*-[ \t]+(?:name:[ \t]*)?(\S.*)$")


def read(text: str) -> Imported:
    """The article of a settled Markdown text."""
    front = _FRONT.match(text, 0)
    known = _entries(front.group(1)) if front else bare_fields(text)
    body = text[front.end() :] if front else text.lstrip("\n").partition("\n\n")[2] if known else text
    blocks = blocks_of(markdown.markdown(body, extensions=["tables", "sane_lists"]))
    printed = joined(blocks)
    headings = [block.text for block in blocks if block.tag in ("h1", "h2")]
    is_headed = bool(headings) and blocks[0].text == headings[0]
    made = (headings[0], "found") if is_headed else title_in(printed)
    return described(known, printed, made, [block.text for block in blocks[is_headed : is_headed + 6]])


def _entries(front: str) -> dict[str, str]:
    """The front matter's entries by their key in small letters; of values over several lines, the quoted ones."""
    joined_lines = _QUOTED.sub(lambda quoted: _FOLD.sub(_folded, quoted.group()), front)
    found: dict[str, str] = {}
    last = ""
    for line in joined_lines.split("\n"):
        entry, item = _ENTRY.match(line), _ITEM.match(line)
        if entry and not item:
            last = entry.group(1).lower()
            found[last] = _bare(entry.group(2) or "")
        elif item and last:
            found[last] = ", ".join(filter(None, (found[last], _bare(item.group(1)))))
    return found


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
