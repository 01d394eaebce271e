"""An encrypted library against the same one in the clear, by turns; and how long a passphrase takes.

All in processor time, and with the pages in memory that were read before, as while one works.
"""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from briefing.library import Library, cipher
from briefing.library.first_look import read_first_look
from briefing.model import Article
from tests.bench.library import texts
from tests.bench.pieces import Piece, processor_seconds

_PASS = "quatre mots à retenir"
_UNLOCK = 0.3  # seconds: the aim
_LOOK = 0.010  # the same for a first look: less than a tenth of what a first window takes
_WORDS = ("negociation", "de", '"les Etats"', "Sheinbaum")


def measure(count: int = 5_000, turns: int = 60) -> Iterator[Piece]:
    """Import, search, opening an article and the first look: encrypted to plain, the median of as many turns."""
    articles = texts(count)
    with tempfile.TemporaryDirectory() as folder:
        plain, closed = Path(folder) / "plain.briefing", Path(folder) / "closed" / "library.briefing"
        with Library.open(plain) as library:
            floor = processor_seconds(lambda: _import(library, articles))
        closed.parent.mkdir()
        shutil.copyfile(plain, closed)
        with Library.open(closed) as library:
            library.set_passphrase(_PASS)
        yield Piece("encrypted-import", _import_encrypted(Path(folder) / "new.briefing", articles), floor, aim=1.3)
        cipher.forget()
        unlocking = processor_seconds(lambda: cipher.unlock(closed, _PASS))
        yield Piece("encrypted-unlock", unlocking, _UNLOCK, aim=1.0)
        with Library.open(plain) as clear, Library.open(closed) as locked:
            pairs: tuple[tuple[str, Callable[[Library], object]], ...] = (
                *((f"search-{word.strip(chr(34)).split()[0]}", lambda one, w=word: one.search(w)) for word in _WORDS),
                ("article", lambda one: [one.article(a.id) for a in articles[::500]]),
                ("headlines", lambda one: one.headlines(limit=200)),
            )
            for name, work in pairs:
                both = _medians(partial(work, locked), partial(work, clear), turns)
                yield Piece(f"encrypted-{name}", *both, aim=1.1)
        # a new connection each time: every page is deciphered anew
        look, plain_look = _medians(lambda: read_first_look(closed), lambda: read_first_look(plain), turns)
        yield Piece("encrypted-first-look", look, _LOOK, aim=1.0)
        yield Piece("encrypted-first-look-cold", look, plain_look, aim=2.0)


def _import(library: Library, articles: list[Article]) -> None:
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Bulk")
        for article in articles:
            edit.add_article(article, article.text.encode(), dossier)


def _import_encrypted(path: Path, articles: list[Article]) -> float:
    from briefing.library import encryption

    encryption.create(path, _PASS)
    with Library.open(path) as library:
        return processor_seconds(lambda: _import(library, articles))


def _medians(first: Callable[[], object], second: Callable[[], object], turns: int) -> tuple[float, float]:
    """The median times of two works done by turns, in either order."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns):
        for which in (turn % 2, 1 - turn % 2):
            times[which].append(processor_seconds((first, second)[which]))
    return statistics.median(times[0]), statistics.median(times[1])
