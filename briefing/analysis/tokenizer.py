"""A quicker start for the French tokenizer, with the same tokens.

spaCy's French `TOKEN_MATCH` is one regular expression of 1.4 million characters: 266 alternatives that each spell
out the class of small letters anew. Compiling it takes most of the model's load. The alternatives end in a handful of
tails ("a hyphen and letters", "letters to the end"), so the same expression can be written with each tail once.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_HEAD, _FIRST, _BETWEEN, _LAST = "(?iu)", "(?:^", "$)|(?:^", "$)"
_LONG = 100_000
# a class of so many signs is one of the alphabets, and opens an alternative's tail
_ALPHABET = re.compile(r"\[[^\]]{500,}\]")


def shorten(pattern: str) -> str:
    """An expression that matches the same words: alternatives with the same tail share it.

    `pattern` must be "(?iu)" and alternatives "(?:^…$)"; any other is given back as it is.
    """
    body = pattern.removeprefix(_HEAD)
    if body == pattern or not (body.startswith(_FIRST) and body.endswith(_LAST)):
        return pattern
    stems: dict[str, list[str]] = {}
    for alternative in body[len(_FIRST) : -len(_LAST)].split(_BETWEEN):
        alphabet = _ALPHABET.search(alternative)
        cut = alphabet.start() if alphabet else len(alternative)
        stems.setdefault(alternative[cut:], []).append(alternative[:cut])
    together = "|".join(f"(?:{'|'.join(heads)}){tail}" for tail, heads in stems.items())
    return f"{_HEAD}^(?:{together})$"


@contextmanager
def quick_patterns() -> Iterator[None]:
    """While a model loads, very long expressions of that form are compiled in their short one.

    spaCy compiles the expression when its French module is imported and again from the model's own file; neither
    place takes one from outside. This can go when spaCy writes it with shared tails itself.
    """
    stock = re.compile

    def compile_shortened(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, str) and len(pattern) > _LONG:
            return stock(shorten(pattern), flags)
        return stock(pattern, flags)

    re.compile = compile_shortened
    try:
        yield
    finally:
        re.compile = stock
