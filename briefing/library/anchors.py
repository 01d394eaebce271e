"""Where a passage of an article stands in a newer version of it: kept, moved, changed, or gone.

A passage is known by its place, its words and what surrounds it (the selectors of the W3C Web Annotation model).
The place is followed by aligning the two texts word by word, so that of two equal quotations each keeps its own.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.differences import Alignment
from briefing.model import CarriedOutcome, Span
from briefing.text import surroundings

# So much of a passage has to be the same for it to be called changed and not gone: in its place, and elsewhere.
_SAME_IN_PLACE = 0.5
_SAME_OF_NEW = 0.35
_SAME_ELSEWHERE = 0.7
_CLEARLY = 0.1
# A passage of so few words is only found elsewhere with what surrounds it.
_FEW_WORDS = 6
_CONTEXT = 12
# A change of at most so many words between unchanged ones is in its place, whatever the words.
_SMALL_GAP = 3
_LONGEST = 400
_LONGEST_GAP = 3_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of a passage, and where it stands now; nowhere when it is gone."""

    outcome: CarriedOutcome
    span: Span | None = None


def find_anchor(alignment: Alignment, span: Span) -> Anchor:
    """What became of a passage of the old text.

    Kept: the same words in the same place. Moved: the same words, elsewhere, and in no other place that could be
    meant. Changed: other words, in the same place or clearly the same sentence. Else gone.
    """
    first, last = alignment.words_of(span.start, span.end)
    if first == last:
        return Anchor("gone")
    begin, end, same = alignment.image(first, last)
    if same == last - first == end - begin:
        return Anchor("kept", _exact(alignment, span, first, last, begin))
    if elsewhere := _moved(alignment, span, last - first):
        return Anchor("moved", elsewhere)
    if _is_changed(alignment, first, last, begin, end, same):
        return Anchor("changed", alignment.new_span(begin, end))
    similar = _similar(alignment, first, last)
    return Anchor("changed", similar) if similar else Anchor("gone")


def _exact(alignment: Alignment, span: Span, first: int, last: int, begin: int) -> Span:
    """The same part of the same words: a passage may begin or end within one, or with white space."""
    start = alignment.new_places[begin][0] + max(0, span.start - alignment.old_places[first][0])
    spare = alignment.old_places[last - 1][1] - span.end
    end = alignment.new_places[begin + last - first - 1][1] - max(0, spare)
    return Span(start, end, alignment.new[start:end])


def _moved(alignment: Alignment, span: Span, count: int) -> Span | None:
    """The one place where the words stand that is no other occurrence of them in the old text."""
    quote, new = span.quote.strip(), alignment.new
    prefix, suffix = surroundings(alignment.old, span)
    places, in_context = [], []
    at = new.find(quote) if quote else -1
    while at >= 0:
        found = Span(at, at + len(quote), quote)
        if not _is_aligned(alignment, found):
            places.append(found)
            before, after = prefix.rstrip()[-_CONTEXT:], suffix.lstrip()[:_CONTEXT]
            ends = bool(before) and new[:at].rstrip().endswith(before)
            begins = bool(after) and new[at + len(quote) :].lstrip().startswith(after)
            if ends or begins:
                in_context.append(found)
        at = new.find(quote, at + 1)
    if len(in_context) == 1:
        return in_context[0]
    return places[0] if len(places) == 1 and count >= _FEW_WORDS else None


def _is_aligned(alignment: Alignment, found: Span) -> bool:
    """Whether a passage of the new text is the image of one of the old text, as a whole."""
    first, last = alignment.words_of(found.start, found.end, in_new=True)
    return any(new <= first and last <= new + count for _, new, count in alignment.blocks)


def _is_changed(alignment: Alignment, first: int, last: int, begin: int, end: int, same: int) -> bool:
    count, new_count = last - first, end - begin
    if not new_count or new_count > 2 * count + _SMALL_GAP:
        return False
    if same >= _SAME_IN_PLACE * count and same >= _SAME_OF_NEW * new_count:
        return True
    return any(
        old <= first and last <= old_end and old_end - old <= _SMALL_GAP and new_end - new <= _SMALL_GAP
        for old, old_end, new, new_end in alignment.gaps()
        if _is_held(alignment, old, old_end)
    )


def _is_held(alignment: Alignment, first: int, last: int) -> bool:
    """Whether words that are the same stand directly before and after a gap."""
    blocks = [block for block in alignment.blocks if block[2] >= _SMALL_GAP]
    return any(old + count == first for old, _, count in blocks) and any(old == last for old, _, _ in blocks)


def _similar(alignment: Alignment, first: int, last: int) -> Span | None:
    """The one stretch of what is new that clearly says nearly the same."""
    words = alignment.old_words[first:last]
    if not _FEW_WORDS <= len(words) <= _LONGEST:
        return None
    found: list[tuple[float, int, int]] = []
    for _, _, begin, end in alignment.gaps():
        if len(words) <= 2 * (end - begin) <= 2 * _LONGEST_GAP:
            matcher = SequenceMatcher(None, words, alignment.new_words[begin:end], autojunk=False)
            blocks = [m for m in matcher.get_matching_blocks() if m.size > 1]
            if blocks:
                left, right = begin + blocks[0].b, begin + blocks[-1].b + blocks[-1].size
                found.append((sum(m.size for m in blocks) / max(len(words), right - left), left, right))
    found.sort(reverse=True)
    if not found or found[0][0] < _SAME_ELSEWHERE:
        return None
    if len(found) > 1 and found[1][0] > found[0][0] - _CLEARLY:
        return None
    return alignment.new_span(found[0][1], found[0][2])
