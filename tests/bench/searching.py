"""Searching: at 500,000 articles as fast as at 5,000, whatever the word, and who said it or where.

The library of 500,000 short articles is made once and kept in out/bench; BENCH_ARTICLES sets another size.
"""

import hashlib
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from briefing.library import Library, schema, search
from briefing.library.answers import FIRST_STEPS
from tests.bench.corpus import corpus
from tests.bench.pieces import ROOT, Piece

MANY, FEW = int(os.environ.get("BENCH_ARTICLES", "500000")), 5_000
RUNS = 60
# milliseconds that a search may take, 95 times of 100
NEWEST, RELEVANCE = 0.005, 0.020

# Very common, middling and rare words, and mixtures that could walk far.
NEWEST_FIRST = {
    "rare": [f"n{number}" for number in range(7, 4_900, 117)],
    "middling": ["frontière", "négociation", "accord", "reunion", '"etats unis"', "minist*", "coopération"],
    "common": ["de", "la", "the", "president", "de la", "présidente OR ministre"],
    "fields": [
        "de lang:fr",
        'de outlet:"gazette rare"',
        "de outlet:rare lang:es",
        "la before:2004",
        "de after:2024-06",
    ],
    "mixed": ["de in:small", "de in:large", "n77 in:large", "reunion -de in:small", "de tag:rare", "-lang:fr -lang:en"],
}
WORDS = ("rare", "middling", "common")


def library_of(count: int) -> Path:
    """The library of so many articles; made anew when the tables are other ones than those it was made with."""
    shape = repr([sorted(table.columns.keys()) for table in schema.metadata.sorted_tables]) + repr(search.STATEMENTS)
    mark = hashlib.sha256(shape.encode()).hexdigest()[:8]
    folder = ROOT / "out" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"library-{count}-{mark}.briefing"
    if not path.exists():
        for old in folder.glob(f"library-{count}-*"):
            old.unlink()
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _make(making, count)
        making.rename(path)
    return path


def _make(path: Path, count: int) -> None:
    with Library.open(path) as library:
        with library.edit("Dossiers") as edit:
            small, large = edit.add_dossier("Small"), edit.add_dossier("Large")
        with library.edit("Import") as edit:
            for number, article in enumerate(corpus(count)):
                # the small one holds old articles only, that a walk from the newest meets last
                is_small = number % 41 == 0 and (article.published or "") < "2001-02"
                edit.add_article(
                    article, article.text.encode(), small if is_small else large if number % 7 == 0 else None
                )


def measure() -> Iterator[Piece]:
    with Library.open(library_of(FEW)) as few, Library.open(library_of(MANY)) as many:
        for name, queries in NEWEST_FIRST.items():
            value, floor = (_slow(library, queries, "date") for library in (many, few))
            yield Piece(f"search-{name}", value, NEWEST, aim=1.0)
            if name in WORDS:
                # fields and mixtures find next to nothing in the small library: that is no floor
                yield Piece(f"search-{name}-growth", value, floor, aim=1.5)
        for name in WORDS:
            yield Piece(f"search-{name}-relevance", _slow(many, NEWEST_FIRST[name], "relevance"), RELEVANCE, aim=1.0)


def _slow(library: Library, queries: list[str], order: str) -> float:
    """The seconds that 95 of 100 searches take at most, as the window asks: 50 results, bounded."""
    times = []
    for query in queries * (RUNS // len(queries) + 2):
        # each as when it is typed for the first time: Python keeps the patterns that texts are marked with
        re.purge()
        times.append(_seconds(partial(_ask, library, query, order)))
    return statistics.quantiles(times[len(queries) :], n=20)[-1]


def _ask(library: Library, query: str, order: str) -> None:
    library.find(query, 50, by=order, steps=FIRST_STEPS)  # type: ignore[arg-type]


def _seconds(work: Callable[[], object]) -> float:
    """Processor time: other programs hardly move it."""
    started = time.thread_time()
    work()
    return time.thread_time() - started
