"""The saved pages of tests/pages: how much of each body is right, and what is known about it.

Body: F1 of the words as a multiset, against what the page's article says. The other measures count pages.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.importers import read
from briefing.model import Imported
from tests.pages.kit import Page, pages

FIELDS = ("author", "outlet", "published", "origin")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Result:
    """What became of one page."""

    page: Page
    imported: Imported
    f1: float

    @property
    def has_title(self) -> bool:
        return plain(self.imported.title) == plain(self.page.title)

    def field(self, name: str) -> str:
        """ "right", "wrong" (another value, or one where there is none) or "missing"."""
        want, got = getattr(self.page, name), getattr(self.imported, name)
        if plain(got or "") == plain(want or ""):
            return "right"
        return "missing" if got is None else "wrong"


def plain(text: str) -> str:
    """A value without what may differ between two prints of it: white space, the form of apostrophes and marks."""
    composed = unicodedata.normalize("NFKC", text).replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(composed.split())


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(plain(text).casefold()))


def f1(got: str, want: str) -> float:
    """The harmonic mean of precision and recall over words, each as often as it stands there."""
    a, b = words(got), words(want)
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


@cache
def results(is_unseen: bool) -> tuple[Result, ...]:
    """Each page of one half as the reader reads it."""
    made = []
    for page in pages(is_unseen):
        imported = read(page.data, page.file_name).article
        assert imported is not None, page.name
        made.append(Result(page, imported, f1(imported.text, page.text)))
    return tuple(made)


def measure() -> dict[str, int]:
    """Both halves: F1 in thousandths, and how many pages have each thing right."""
    return dict((*_counts("known", False), *_counts("unseen", True)))


def _counts(name: str, is_unseen: bool) -> Iterator[tuple[str, int]]:
    found = results(is_unseen)
    yield f"{name}-pages", len(found)
    yield f"{name}-body-f1-mean", round(1000 * sum(one.f1 for one in found) / len(found))
    yield f"{name}-body-f1-lowest", round(1000 * min(one.f1 for one in found))
    yield f"{name}-title-right", sum(one.has_title for one in found)
    for field in FIELDS:
        kinds = Counter(one.field(field) for one in found)
        for kind in ("right", "wrong", "missing"):
            yield f"{name}-{field}-{kind}", kinds[kind]
    yield f"{name}-warned", sum(bool(one.imported.warnings) for one in found)
