"""Articles, what files hold on their way in, and how they are kept and listed."""

from typing import Literal, NamedTuple

from briefing.model.checks import checked
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


class Imported(NamedTuple):
    """What a file or a pasted text gave, before it has a place in the library.

    `title_basis` is "found" when the source has a title, "made" when it is the first sentence. `published` is the
    source's own date (basis "given"). `language` is what the source says, or what its words show. `origin` is the
    web address that the source names. `replaced` counts the characters that could not be kept, `warnings` are
    sentences for the person.
    """

    text: str
    title: str
    title_basis: Literal["found", "made"]
    published: str | None = None
    published_basis: DateBasis = "none"
    language: str | None = None
    outlet: str | None = None
    author: str | None = None
    origin: str | None = None
    media_type: str = "text/plain"
    replaced: int = 0
    warnings: tuple[str, ...] = ()


class Part(NamedTuple):
    """A file inside another one: an archive's entry, an attachment, a mailbox's message, an item of a feed.

    `content` is a complete file of its own that is read by its `name` as any other (an item of a newsletter is written
    as a small page with its title, date and address). `origin` is where it stands in the file that holds it
    ("folder/note.txt"), where that says more than the name.
    """

    name: str
    content: bytes
    origin: str = ""


class Refusal(NamedTuple):
    """Something inside a file that is not taken: what it is called, a stable code, and why and what to do."""

    name: str
    code: str
    message: str


class Contents(NamedTuple):
    """What a file holds: an article of its own, files inside it, both; and what is not taken.

    `kept_because` says why a file that gave no text is worth keeping as it is (a scanned page).
    """

    article: Imported | None
    parts: tuple[Part, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    kept_because: str = ""


class PageSize(NamedTuple):
    """How large a page is shown, in points (1/72 inch)."""

    width: float
    height: float


@checked
class PagePicture(NamedTuple):
    """A page as pixels of four bytes (blue, green, red, nothing), row by row without gaps."""

    width: int
    height: int
    pixels: bytes

    def check(self) -> None:
        assert len(self.pixels) == 4 * self.width * self.height, "a picture has four bytes a pixel"


class PageBoxes(NamedTuple):
    """Where a passage stands on a page (from 0): left, top, right, bottom of each line, in points from the top left."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


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


class Fetched(NamedTuple):
    """What a web address gave: a file's name and bytes, and the address it came from in the end."""

    name: str
    content: bytes
    address: str


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


class PendingImport(NamedTuple):
    """An import that has not come to its end: what was named, where it goes, how many of its files are done."""

    id: str
    dossier_id: str
    published: str | None
    sources: tuple[str, ...]
    total: int
    done: int
    began_at: str

    @property
    def left(self) -> int:
        return self.total - self.done
