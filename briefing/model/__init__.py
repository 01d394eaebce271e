"""The values that the parts of Briefing exchange: frozen, without behaviour that needs a library or a screen.

Offsets are half-open and count Unicode code points of the article's settled text. A date is an ISO string
written to its precision ("2026-01-23", "2026-02", "2026"). Names of languages are ISO 639-1 codes.

The values of import, of pages and of briefs that went out are made when one is first asked for: the first window
needs none.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from briefing.model.articles import Article, Attachment, Dossier, Headline, SavedSearch
from briefing.model.brief import Brief, Evidence, Fragment, FragmentForm, Group, Line, Reading, Section, Source
from briefing.model.changes import Carried, CarriedOutcome, Change, Succession
from briefing.model.curation import Addition, Annotation, Curation, Header, OwnLine
from briefing.model.findings import (
    Actor,
    Caution,
    DateMention,
    Figure,
    Finding,
    Findings,
    Meeting,
    ReferenceDate,
    Statement,
    Unattributed,
    When,
    finding_span,
)
from briefing.model.spans import SURE, ActorKind, Code, DateBasis, LineState, Precision, Span, Stance, StatementKind

if TYPE_CHECKING:
    from briefing.model.intake import Contents, Fetched, Imported, Part, PendingImport, Refusal
    from briefing.model.pages import PageBoxes, PagePicture, PageSize
    from briefing.model.sent import LineChange, SentBrief, SentLine

_HOMES = {
    **dict.fromkeys(("Contents", "Fetched", "Imported", "Part", "PendingImport", "Refusal"), "intake"),
    **dict.fromkeys(("PageBoxes", "PagePicture", "PageSize"), "pages"),
    **dict.fromkeys(("LineChange", "SentBrief", "SentLine"), "sent"),
}

__all__ = [
    "SURE",
    "Actor",
    "ActorKind",
    "Addition",
    "Annotation",
    "Article",
    "Attachment",
    "Brief",
    "Carried",
    "CarriedOutcome",
    "Caution",
    "Change",
    "Code",
    "Contents",
    "Curation",
    "DateBasis",
    "DateMention",
    "Dossier",
    "Evidence",
    "Fetched",
    "Figure",
    "Finding",
    "Findings",
    "Fragment",
    "FragmentForm",
    "Group",
    "Header",
    "Headline",
    "Imported",
    "Line",
    "LineChange",
    "LineState",
    "Meeting",
    "OwnLine",
    "PageBoxes",
    "PagePicture",
    "PageSize",
    "Part",
    "PendingImport",
    "Precision",
    "Reading",
    "ReferenceDate",
    "Refusal",
    "SavedSearch",
    "Section",
    "SentBrief",
    "SentLine",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "StatementKind",
    "Succession",
    "Unattributed",
    "When",
    "finding_span",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"briefing.model.{_HOMES[name]}"), name)
