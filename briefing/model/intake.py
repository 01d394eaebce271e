"""What files and addresses hold, on its way into the library."""

from typing import Literal, NamedTuple

from briefing.model.spans import DateBasis


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


class Fetched(NamedTuple):
    """What a web address gave: a file's name and bytes, and the address it came from in the end."""

    name: str
    content: bytes
    address: str


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
