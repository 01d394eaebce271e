"""A title for every article: the one it has, else one made from its first sentence."""

import re
from typing import Literal

_LONGEST_TITLE = 150
_LONGEST_MADE = 90
# The first end of a sentence that stands after 25 signs or more, so that "M. Dupont" or "U.S." end none.
_SENTENCE = re.compile(r"(.{25,}?[.!?…])(?=[\s»”\"]|$)")


def title_in(text: str) -> tuple[str, Literal["found", "made"]]:
    """The title at the head of a settled text, else its first sentence cut at a word; "" for a text without words.

    A first line is a title when it is short, ends no sentence, and a longer line follows.
    """
    lines = (line.strip() for line in text.split("\n"))
    filled = [line for _, line in zip(range(4), (line for line in lines if line), strict=False)]
    if not filled:
        return "", "made"
    first, rest = filled[0], filled[1:]
    if (
        len(first) <= _LONGEST_TITLE
        and not first.endswith((".", ",", ";", ":"))
        and any(len(r) > len(first) for r in rest)
    ):
        return first, "found"
    return _made_from(first), "made"


def _made_from(line: str) -> str:
    found = _SENTENCE.match(line[:1000])
    sentence = (found.group(1) if found else line[:1000]).rstrip(".")
    if len(sentence) <= _LONGEST_MADE:
        return sentence
    cut = sentence[:_LONGEST_MADE]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:–—-") + "…"
