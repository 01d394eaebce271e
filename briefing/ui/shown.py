"""Words from outside as the window shows them: nothing in them turns text round, hides in it or works as a key.

A sign that would act is shown as one that can be seen, "�"; those that no one sees are left out. What is shown side
by side is isolated, so that words that run from right to left stay in their place.
"""

import re
from collections.abc import Sequence

from briefing.text import ACTIVE

# Patterns as strings: most words are shown as they are, and need none of them.
_BREAKS = "\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
# They leave no mark in themselves: zero width, marks of direction, tags.
_UNSEEN = "[\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
# as good as a space where it is asked whether a text can be printed as it is
_SPACES = dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " ")
_START, _END = "\u2068", "\u2069"
_ISOLATED = f"{_START}([^\u2066-\u2069]*){_END}"
_FROM_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"


def shown(words: str) -> str:
    """The words, in as many lines as they have, without signs that act; `isolated` parts stay so."""
    if words.translate(_SPACES).isprintable():
        return words  # what acts or is not seen is no sign to print
    words = re.sub(_UNSEEN, "", re.sub(_BREAKS, "\n", words)).replace("\t", " ")
    parts = [re.sub(ACTIVE, "\ufffd", part) for part in re.split(_ISOLATED, words)]
    # every second one stood between marks of isolation
    parts[1::2] = [f"{_START}{part}{_END}" for part in parts[1::2]]
    return "".join(parts)


def on_one_line(words: str) -> str:
    """The same on one line."""
    return " ".join(shown(words).split("\n"))


def shortened(words: str, most: int) -> str:
    """The words on one line, with "…" for what is too much; where they stand whole, one reads them whole."""
    line = on_one_line(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def on_button(words: str, most: int = 80) -> str:
    """Words on a button or in a menu, where "&" would underline a key."""
    return shortened(words, most).replace("&", "&&")


def wrapped(words: str, longest: int = 80) -> str:
    """Words for a label of several lines, which breaks no word by itself: a very long one is broken here."""
    words = shown(words)
    return re.sub(rf"\S{{{longest}}}(?=\S)", r"\g<0>\n", words) if len(words) > longest else words


def isolated(words: str) -> str:
    """The words so that none of what stands beside them changes its place."""
    words = shown(words)
    if max(words, default="") < "\u0590" or is_isolated(words) or not re.search(_FROM_RIGHT, words):
        return words
    return f"{_START}{words}{_END}"


def is_isolated(words: str) -> bool:
    """Whether some of the words stand between marks of isolation, which must stay in pairs."""
    return _START in words


def tip(heading: str, words: str) -> str:
    """A tool tip. Its first line is the heading: Qt takes a tip for markup when its first line looks like it."""
    return f"{heading}\n{shown(words)}"


def as_cells(words: Sequence[str]) -> str:
    """A row to paste into a table, in which no cell is a formula of a spreadsheet."""
    lines = (on_one_line(cell) for cell in words)
    return "\t".join(f"'{line}" if line.startswith(("=", "+", "-", "@")) else line for line in lines)


def beside(*parts: str, by: str = " · ") -> str:
    """What is known of one thing, side by side; empty parts are left out."""
    return by.join(isolated(on_one_line(part)) for part in parts if part)
