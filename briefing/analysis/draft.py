"""What the steps of the analysis hand on to each other."""

from dataclasses import dataclass

from briefing.analysis.lexemes import Lexemes
from briefing.analysis.parse import Parsed
from briefing.analysis.resolution import Resolved
from briefing.model import Findings


@dataclass(frozen=True, slots=True)
class Draft:
    """The parsed text, the publication date that was given, and the findings so far.

    `timeline` has every calendar expression with its value, also the weeks and times of day that only date meetings.
    """

    parsed: Parsed
    published: str | None
    findings: Findings
    lexemes: Lexemes | None = None
    timeline: tuple[Resolved, ...] = ()
