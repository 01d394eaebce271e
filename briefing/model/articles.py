"""Articles, and how they are kept and listed."""

from typing import NamedTuple

from briefing.model.spans import DateBasis


class Article(NamedTuple):
    """A source text, settled once at import and never changed after.

    `published` is an ISO date or None, `published_basis` says how it is known. `origin` is the path or address
    it came from. `replaced` counts the characters that could not be kept (lone surrogates, NUL, noncharacters).
    Title, date and language may be corrected; the text and the two hashes (SHA-256, hex) never change.
    """

    id: str
    title: str
    text: str
    language: str
    original_sha256: str
    text_sha256: str
    published: str | None = None
    published_basis: DateBasis = "none"
    outlet: str | None = None
    author: str | None = None
    origin: str | None = None
    media_type: str = "text/plain"
    replaced: int = 0
    added_at: str | None = None


class Headline(NamedTuple):
    """An article as a list shows it: everything but its text."""

    id: str
    title: str
    language: str
    published: str | None
    published_basis: DateBasis
    outlet: str | None
    words: int
    lines: int
    unreviewed: int
    is_trashed: bool = False


class SavedSearch(NamedTuple):
    """A search with a name, to be asked again; `query` is what was typed."""

    id: str
    name: str
    query: str


class Dossier(NamedTuple):
    """A named collection of articles, with one brief; `articles` is -1 while they are not counted yet."""

    id: str
    name: str
    articles: int = 0
    is_sample: bool = False


class Attachment(NamedTuple):
    """A file that is kept as it came because it gave no text, with the reason in words. `size` counts bytes."""

    id: str
    dossier_id: str
    name: str
    media_type: str
    origin: str | None
    reason: str
    size: int
    sha256: str
    added_at: str | None = None
