"""Plain text: what it holds is the article."""

from briefing.importers.titles import title_in
from briefing.model import Imported


def read(text: str) -> Imported:
    """The article of a settled plain text."""
    if not text.strip():
        return Imported("", "", "made")
    title, basis = title_in(text)
    return Imported(text, title, basis)
