"""Differences in words that a person can compare: what it is about, here and there."""

from dataclasses import dataclass
from typing import Any

from briefing.i18n import mark, tr
from briefing.library import Library
from briefing.library.differences import Difference

_ABOUT = {
    "article": mark("About the article"),
    "curation": mark("Decision about a line"),
    "brief_line": mark("Line in the brief"),
    "generated_line": mark("Decision about a caution"),
    "addition": mark("Line made by hand"),
    "annotation": mark("Annotation"),
    "own_line": mark("Line of your own"),
    "header": mark("Header of the brief"),
}
_FIELDS = {
    "title": mark("title"),
    "published": mark("date"),
    "language": mark("language"),
    "outlet": mark("outlet"),
    "author": mark("author"),
    "state": mark("state"),
    "text": mark("wording"),
    "gloss": mark("gloss"),
    "note": mark("note"),
    "actor": mark("actor"),
    "issue": mark("issue"),
    "is_included": mark("in the brief"),
    "position": mark("place"),
    "document": mark("finding"),
    "quote": mark("passage"),
    "body": mark("text"),
    "section": mark("section"),
    "source": mark("source"),
    "may_be_disclosed": mark("may be disclosed"),
    "subject": mark("subject"),
    "marking": mark("marking"),
    "reference": mark("reference"),
    "to": mark("to"),
    "sender": mark("from"),
    "through": mark("through"),
    "date": mark("date"),
    "as_of": mark("as of"),
    "purpose": mark("purpose"),
    "drafter": mark("drafter"),
    "kind": mark("kind"),
}
_STATES = {
    "proposed": mark("proposed"),
    "accepted": mark("accepted"),
    "edited": mark("edited"),
    "rejected": mark("rejected"),
}
_TRUTHS = frozenset({"is_included", "may_be_disclosed"})


@dataclass(frozen=True, slots=True)
class TwoWordings:
    """A difference in words. `about` says what differs and where, `ours` and `theirs` have one line for each field
    that differs, `whose` names who or which file says it otherwise."""

    id: str
    about: str
    ours: str
    theirs: str
    whose: str


def two_wordings(library: Library, dossier_id: str | None = None) -> list[TwoWordings]:
    """The differences that nobody chose of yet, oldest first."""
    return [_worded(one) for one in library.differences(dossier_id)]


def _worded(one: Difference) -> TwoWordings:
    names = [name for name in one.theirs if name in _FIELDS]
    if one.ours is not None:
        names = [name for name in names if one.ours.get(name) != one.theirs[name]]
    else:
        names = [name for name in names if one.theirs[name] not in (None, "")]
    place = " — ".join(part for part in (one.title, f"“{one.passage}”" if one.passage else "") if part)
    about = tr(_ABOUT[one.what])
    ours = tr("taken away") if one.ours is None else _lines(names, one.ours)
    whose = tr("{author}, from {source}", author=one.author, source=one.source) if one.author else one.source
    return TwoWordings(one.id, f"{about}: {place}" if place else about, ours, _lines(names, one.theirs), whose)


def _lines(names: list[str], values: dict[str, Any]) -> str:
    return "\n".join(f"{tr(_FIELDS[name])}: {_shown(name, values[name])}" for name in names)


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if name in _TRUTHS:
        return tr("yes") if value else tr("no")
    if name == "state":
        return tr(_STATES[value])
    return str(value)
