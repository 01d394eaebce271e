"""How alike two texts are: copies of one wire story, versions of one article. Knows no language and no library.

A text is known by a sketch: the smallest of the hashes of all its five-word phrases (bottom-k sampling: Broder,
"On the resemblance and containment of documents", 1997). Texts that share a hash of it are compared word by word.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from briefing.library.moulds import are_of_one_mould

SKETCH = 12
# Texts that share fewer hashes are not compared: of versions with half of their phrases in common, one in fifty.
FEWEST_SHARED = 2
_PHRASE = 5
# What a text has more of is not looked at: some thirty pages.
_MOST_WORDS = 10_000
_FEWEST_PHRASES = 12

# Thresholds, measured in tests/library. Blocks: a story with another lead, cut or continued. What
# two texts share of eight-word phrases is nearly what they share of three-word ones, for it lies in one piece.
_BLOCKS = 0.5
_ONE_PIECE = 0.9
# Scattered: a story with corrected figures and words all over. Texts of one mould are like that as well: see `moulds`.
_SCATTERED = 0.8
# Days apart from which two texts are a series (a weekly column, a yearly statement) unless nearly all is the same.
SERIES = 5
_BLOCKS_IN_SERIES = 0.8
_SCATTERED_IN_SERIES = 0.9
_OF_LONGER_IN_SERIES = 0.6

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\w*\d\w*")


@lru_cache(maxsize=4)
def _words(text: str) -> list[str]:
    """The words, letter case aside; every figure is the same word, so that a corrected one changes nothing."""
    return _WORD.findall(_FIGURE.sub("0", text.casefold()))[:_MOST_WORDS]


def sketch(text: str) -> tuple[int, ...]:
    """At most twelve numbers below 2^63, of which texts that share phrases share some; in order."""
    words = _words(text)
    phrases = {" ".join(words[at : at + _PHRASE]).encode() for at in range(len(words) - _PHRASE + 1)}
    if len(phrases) < _FEWEST_PHRASES:
        return ()
    # the cheap hash chooses, the long one names
    chosen = nsmallest(SKETCH, ((crc32(phrase), phrase) for phrase in phrases))
    return tuple(sorted(int.from_bytes(blake2b(p, digest_size=8).digest()) >> 1 for _, p in chosen))


def likeness(one: str, other: str, days: int = 0) -> float:
    """What share of the shorter text's phrases stands in the other, where they are versions of one story; else 0.

    `days` lie between their dates of publication; none where one is not known.
    """
    short, long = sorted((len(one), len(other)))
    if 6 * short < long:
        return 0.0  # a digest and one of its items; spares most of the work
    three, longer = _shared(one, other, 3)
    eight, _ = _shared(one, other, 8)
    _, five_of_longer = _shared(one, other, _PHRASE)
    is_series = days > SERIES
    if is_series and longer < _OF_LONGER_IN_SERIES:
        return 0.0
    is_one_piece = eight >= _ONE_PIECE * three and five_of_longer >= _BLOCKS / 2
    is_copied = is_one_piece and eight >= (_BLOCKS_IN_SERIES if is_series else _BLOCKS)
    is_scattered = three >= (_SCATTERED_IN_SERIES if is_series else _SCATTERED) and longer >= _BLOCKS
    if not is_copied and not is_scattered:
        return 0.0
    return 0.0 if are_of_one_mould(one, other, is_series=is_series) else three


def _shared(one: str, other: str, length: int) -> tuple[float, float]:
    """What share of the phrases of the shorter and of the longer text stands in both."""
    phrases, others = _phrases(one, length), _phrases(other, length)
    common, sizes = len(phrases & others), (len(phrases), len(others))
    return common / max(1, min(sizes)), common / max(1, *sizes)


@lru_cache(maxsize=12)
def _phrases(text: str, length: int) -> frozenset[tuple[str, ...]]:
    # kept for a moment: a text is compared with several, one after the other
    words = _words(text)
    return frozenset(zip(*(words[at:] for at in range(length)), strict=False))
