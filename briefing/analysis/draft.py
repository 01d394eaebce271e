"""What the steps of the analysis hand on to each other."""

from dataclasses import dataclass

from briefing.analysis.parse import Parsed
from briefing.model import Findings


@dataclass(frozen=True, slots=True)
class Draft:
    """The parsed text, the publication date that was given, and the findings so far."""

    parsed: Parsed
    published: str | None
    findings: Findings
