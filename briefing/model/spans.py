"""Passages, codes, and the few words that stand for them everywhere."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from briefing.model.checks import checked

Precision = Literal["day", "month", "year", "range", "none"]
Stance = Literal["support", "oppose", "demand", "commit", "assert", "threaten", "consider", "report"]
StatementKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "government", "organisation", "media", "anonymous", "group"]
DateBasis = Literal["given", "stated", "none"]
LineState = Literal["proposed", "accepted", "edited", "rejected"]


# Below this confidence a finding is shown as unsure and does not go into a brief by itself.
SURE = 0.8


@checked
class Span(NamedTuple):
    """An exact passage: `article.text[start:end] == quote`."""

    start: int
    end: int
    quote: str

    def check(self) -> None:
        assert 0 <= self.start < self.end, f"a span needs 0 <= start < end, not {self.start}:{self.end}"
        assert len(self.quote) == self.end - self.start, "a span carries exactly its text"

    def stands_in(self, text: str) -> bool:
        """Whether the passage is still found, verbatim, at its place in `text`."""
        return text[self.start : self.end] == self.quote


class Code(NamedTuple):
    """A reason or warning as a code with parameters; `wording` puts it into words where it is shown."""

    code: str
    parameters: Mapping[str, str] = {}
