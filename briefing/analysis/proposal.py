"""What the rules exchange while statements are being found."""

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter

from briefing.analysis.cast import Cast
from briefing.analysis.cues import Lexicon
from briefing.analysis.cues import load as load_cues
from briefing.analysis.names import Lists, lists
from briefing.analysis.naming import make_cast
from briefing.analysis.parse import Parsed
from briefing.analysis.quotes import Quote, Quotes, find_quotes

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed text with what every rule needs, made once."""

    parsed: Parsed
    quotes: Quotes
    cast: Cast
    cues: Lexicon
    known: Lists
    quote_of: tuple[Quote | None, ...] = field(repr=False)

    def in_speech(self, index: int) -> bool:
        """Whether a token stands within quoted words that are long enough to be speech."""
        quote = self.quote_of[index]
        return quote is not None and quote.is_speech

    def paragraph_end(self, index: int) -> int:
        return self.parsed.paragraphs[self.parsed.paragraph(index)][1]


def set_scene(parsed: Parsed) -> Scene:
    """The scene of a parsed text."""
    quotes = find_quotes(parsed)
    return Scene(
        parsed,
        quotes,
        make_cast(parsed),
        load_cues(parsed.language),
        lists(parsed.language),
        _quote_of(parsed, quotes),
    )


def _quote_of(parsed: Parsed, quotes: Quotes) -> tuple[Quote | None, ...]:
    """For each token the quote it begins in."""
    out: list[Quote | None] = [None] * len(parsed.tokens)
    for quote in quotes.quotes:
        index = bisect_left(parsed.tokens, quote.start, key=_START)
        while index < len(out) and parsed.tokens[index].start < quote.end:
            out[index] = quote
            index += 1
    return tuple(out)


@dataclass(slots=True)
class Proposal:
    """A statement before its speaker is known. `speaker` is the token that heads the source, None when implicit.

    `content` is in code points; `cue` and `source` are token ranges. `frame` says what held the content and
    `needs` what the speaker has to be ("position": somebody who can take one).
    """

    anchor: int
    cue: tuple[tuple[int, int], ...]
    content: list[tuple[int, int]]
    word: str
    stance: str
    frame: str
    rule: str
    speaker: int | None = None
    source: tuple[int, int] | None = None
    is_implicit: bool = False
    is_negated: bool = False
    is_conditional: bool = False
    needs: str = ""
    object_head: int | None = None
    confidence: float = 0.5
    outer: int | None = None
