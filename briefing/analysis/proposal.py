"""What the rules exchange while statements are being found."""

from dataclasses import dataclass, field

from briefing.analysis.cast import Cast
from briefing.analysis.cues import Lexicon
from briefing.analysis.cues import load as load_cues
from briefing.analysis.names import Lists, lists
from briefing.analysis.naming import make_cast
from briefing.analysis.parse import Parsed
from briefing.analysis.quotes import Quote, Quotes, find_quotes


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
        tuple(quotes.at(t.start) for t in parsed.tokens) if quotes.quotes else (None,) * len(parsed.tokens),
    )


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
