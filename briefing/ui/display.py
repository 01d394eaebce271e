"""What the source pane draws: the text's places in a Qt document, and which stretch is lit for which lines.

Nothing here needs a screen. Qt counts UTF-16 units and this pane splits very long paragraphs; the two
conversions stand here, and source text is never read back out of a widget.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefing.model import Article, Brief, Line, Span, Statement
from briefing.text import Utf16

# One paragraph of 10 MB takes Qt seconds to lay out; pieces of this many code points take none.
_LONG, _PIECE = 6000, 2000
# compiled for such a text alone
_BREAK = r"[.!?…»”]\s+|\s+"
# A carriage return beside a line feed would become one break; an object mark, a control character or what turns
# text round a surprise: each is shown by one sign of its own, so that nothing moves.
_ACTING = (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = dict.fromkeys((*_ACTING, 0xFFFC, 0xFDD0, 0xFDD1), "\ufffd") | {ord("\r"): "\n"}

Form = Literal["direct", "reported", "unattributed", "meeting", "figure", "own"]


class DisplayText(NamedTuple):
    """A text as it is drawn, and where its code points stand in the document (in Qt's positions).

    `splits` are the offsets before which a break stands that the text has not.
    """

    shown: str
    splits: tuple[int, ...]
    breaks: tuple[int, ...]
    utf16: Utf16

    @classmethod
    def of(cls, text: str) -> "DisplayText":
        utf16 = Utf16.of(text)
        splits = tuple(_splits(text))
        pieces = [text[a:b] for a, b in zip((0, *splits), (*splits, len(text)), strict=True)]
        shown = "\n".join(pieces).translate(_SHOWN)
        return cls(shown, splits, tuple(utf16.units(at) + n for n, at in enumerate(splits)), utf16)

    def start(self, offset: int) -> int:
        """The document position where a passage that starts at this code point starts."""
        return self.utf16.units(offset) + bisect_right(self.splits, offset)

    def end(self, offset: int) -> int:
        """The document position where a passage that ends before this code point ends."""
        return self.utf16.units(offset) + bisect_left(self.splits, offset)

    def offset(self, position: int) -> int:
        """The code point at a document position."""
        return self.utf16.code_points(position - bisect_left(self.breaks, position))


def _splits(text: str) -> Iterable[int]:
    """Where paragraphs too long for Qt are cut: after a sentence if there is one near, else after a space."""
    start = 0
    for end in [m.start() for m in re.finditer("\n|\u2029", text)] + [len(text)]:
        while end - start > _LONG:
            target = start + _PIECE
            found = re.compile(_BREAK).search(text, target, min(target + 1000, end))
            start = found.end() if found and found.end() < end else target
            yield start
        start = end + 1


class Light(NamedTuple):
    """A passage to light: for which line, in whose colour (None: nobody's), in which form."""

    start: int
    end: int
    key: str
    actor: int | None
    form: Form
    is_unsure: bool = False
    is_rejected: bool = False


class Segment(NamedTuple):
    """A stretch that the same lights cover, the shortest first: it gives the look."""

    start: int
    end: int
    lights: tuple[Light, ...]


def segments(lights: Sequence[Light]) -> tuple[Segment, ...]:
    """The lit stretches: ordered by start, never overlapping."""
    edges = sorted({edge for light in lights for edge in (light.start, light.end)})
    by_start = sorted(lights, key=lambda light: light.start)
    open_lights: list[Light] = []
    found, next_light = [], 0
    for start, end in itertools.pairwise(edges):
        open_lights = [light for light in open_lights if light.end > start]
        while next_light < len(by_start) and by_start[next_light].start <= start:
            open_lights.append(by_start[next_light])
            next_light += 1
        if open_lights:
            ranked = tuple(sorted(open_lights, key=lambda light: (light.end - light.start, light.key)))
            found.append(Segment(start, end, ranked))
    return tuple(found)


def segment_at(lit: Sequence[Segment], offset: int) -> Segment | None:
    """The lit stretch that holds this code point."""
    at = bisect_right(lit, offset, key=lambda segment: segment.start) - 1
    return lit[at] if at >= 0 and offset < lit[at].end else None


def actor_numbers(brief: Brief) -> dict[str, int]:
    """A number for each name that heads positions, in their order: it chooses colour and mark."""
    numbers: dict[str, int] = {}
    for section in brief.sections:
        if section.key == "positions":
            for group in section.groups:
                numbers.setdefault(group.title, len(numbers))
    return numbers


def line_actors(brief: Brief) -> dict[str, int]:
    """The actor's number for each line of the positions."""
    numbers = actor_numbers(brief)
    return {
        line.key: numbers[group.title]
        for section in brief.sections
        if section.key == "positions"
        for group in section.groups
        for line in group.lines
    }


def lights_of(brief: Brief, article: Article) -> tuple[Light, ...]:
    """What the lines of a brief light in one article, annex left out; only passages that still stand there."""
    actors = line_actors(brief)
    return tuple(
        Light(
            span.start,
            span.end,
            line.key,
            actors.get(line.key),
            _form(line),
            line.is_unsure and line.state == "proposed",
            line.state == "rejected",
        )
        for section in brief.sections
        if not section.is_annex
        for line in section.lines
        if line.kind in ("statement", "unattributed", "meeting", "figure")
        for evidence in line.evidence
        if evidence.article_id == article.id
        for span in evidence.spans
        if span.stands_in(article.text)
    )


def _form(line: Line) -> Form:
    if line.kind == "statement":
        is_direct = isinstance(line.finding, Statement) and line.finding.kind == "direct"
        return "direct" if is_direct else "reported"
    if line.kind == "unattributed":
        return "unattributed"
    return "meeting" if line.kind == "meeting" else "figure"


def sentences_of(brief: Brief, article: Article) -> tuple[Span, ...]:
    """The sentences of an article that a line stands in, ordered by start."""
    found = {
        evidence.sentence for line in brief.lines for evidence in line.evidence if evidence.article_id == article.id
    }
    return tuple(sorted(found))


def uncovered(text: str, covered: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """The stretches of text, without white space at their edges, outside all the given spans."""
    stretches, at = [], 0
    for span in (*covered, None):
        end = span.start if span else len(text)
        for match in re.finditer(r"[^\n]+", text[at:end]):
            inner = match.group().strip()
            if any(sign.isalnum() for sign in inner):
                start = at + match.start() + match.group().index(inner)
                stretches.append((start, start + len(inner)))
        at = max(at, span.end if span else at)
    return tuple(stretches)


def joined(text: str, spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """The stretches of spans that follow each other with nothing but white space between, as one."""
    stretches: list[tuple[int, int]] = []
    for span in sorted(spans):
        if stretches and not text[stretches[-1][1] : span.start].strip():
            stretches[-1] = (stretches[-1][0], max(span.end, stretches[-1][1]))
        else:
            stretches.append((span.start, span.end))
    return tuple(stretches)


def find_all(text: str, words: str, limit: int = 2000) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text, whatever their case and kind of space or apostrophe."""
    parts = [re.sub("['’]", "['’]", re.escape(part)) for part in words.split()]
    if not parts:
        return ()
    found = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    return tuple(match.span() for match, _ in zip(found, range(limit), strict=False))
