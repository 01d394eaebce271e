"""An article's text becomes findings: the same text, dates, language and rules give the same findings, byte for byte.

Each step reads the plain values of `parse` and what earlier steps found; `STEPS` has them in order.
"""

from collections.abc import Callable

from briefing.analysis.cautions import warn
from briefing.analysis.draft import Draft
from briefing.analysis.figures import count_figures
from briefing.analysis.language import detect, foreign
from briefing.analysis.meetings import find_meetings
from briefing.analysis.parse import model_version
from briefing.analysis.parse import parse as parse_text
from briefing.analysis.statements import attribute
from briefing.analysis.timeline import date_text
from briefing.analysis.words import LANGUAGES
from briefing.model import Caution, Code, Findings, ReferenceDate

RULES = "0.2.0"


# In order; each gives the draft back with its own part filled in.
STEPS: tuple[tuple[str, Callable[[Draft], Draft]], ...] = (
    ("statements", attribute),
    ("dates", date_text),
    ("meetings", find_meetings),
    ("figures", count_figures),
    ("cautions", warn),
)

__all__ = ["RULES", "STEPS", "analyse", "model_version"]


def analyse(text: str, *, published: str | None = None, language: str | None = None) -> Findings:
    """The findings of a settled text.

    `published` is the ISO date that relative dates count from; without it the one that the text states, else none.
    `language` is found when it is not given. Spans are code points of `text`. In a language that is not on board
    nothing is looked for: rules of another language would find what is not there.
    """
    language = language or foreign(text) or detect(text)
    reference = ReferenceDate(published, "given") if published else ReferenceDate(None, "none")
    if language not in LANGUAGES:
        unread = Caution(Code("language-not-read", {"language": language}))
        return Findings(language, RULES, reference, cautions=(unread,))
    draft = Draft(parse_text(text, language), published, Findings(language, RULES, reference))
    for _, step in STEPS:
        draft = step(draft)
    return draft.findings._replace(language=language)
