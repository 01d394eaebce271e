"""The library against sqlite3 by hand, doing the same in the same run."""

import gc
import random
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from briefing.library import Library
from briefing.library.first_look import read_first_look
from briefing.model import Article
from tests.bench.corpus import corpus
from tests.bench.pieces import Piece, by_turns, processor_seconds

SEEDS = Path(__file__).parents[2] / "seeds"


def texts(count: int) -> list[Article]:
    """Short articles of the seeds' words, some 120 each, the same in every run."""
    words = " ".join(p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt"))).split()
    chance = random.Random(1)
    made = []
    for number in range(count):
        text = f"{number} " + " ".join(chance.choices(words, k=120))
        digest = sha256(text.encode()).hexdigest()
        day = f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        made.append(
            Article(
                f"{number:032x}", text[:60], text, "fr", digest, digest, day, "given", added_at="2026-01-01T00:00:00"
            )
        )
    return made


def measure(count: int = 100_000, turns: int = 3) -> Iterator[Piece]:
    """An import in one edit; then lists and the first look on what it made, against plain statements.

    The import is measured in processor time: it is minutes of work, in which other programs come and go.
    """
    articles = list(corpus(count))
    # what the bench holds is not the import's to look through when memory is cleaned up
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        pairs = [_import_both(Path(folder) / str(turn), articles) for turn in range(turns)]
        value, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
        yield Piece("library-import", value, floor, aim=1.3)
        articles.clear()
        gc.unfreeze()
        last = Path(folder) / str(turns - 1)
        with Library.open(last / "library.briefing") as library, closing(_connected(last / "raw.briefing")) as raw:
            yield from _measure_reads(library, raw)


def _import_both(folder: Path, articles: list[Article]) -> tuple[float, float]:
    raw, path = folder / "raw.briefing", folder / "library.briefing"
    with Library.open(path) as library:
        return processor_seconds(lambda: _import(library, articles)), _import_raw(raw, path)


def _import(library: Library, articles: list[Article]) -> None:
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Bulk")
        for article in articles:
            edit.add_article(article, article.text.encode(), dossier)


# what an import fills, in the order of the keys
_TABLES = {"dossier": "id", "article": "seq", "article_text": "number", "placement": "article_id"}
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-64000")


def _import_raw(path: Path, source: Path) -> float:
    """The seconds that the same rows take, ready-made and in order, into the same tables, the index made at the end."""
    Library.open(path).close()
    with closing(sqlite3.connect(source)) as connection:
        rows = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
            for table, key in _TABLES.items()
        }

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            places = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)
        connection.execute("INSERT INTO article_index(article_index) VALUES ('rebuild')")
        connection.execute("COMMIT")

    with closing(_connected(path)) as connection:
        return processor_seconds(write)


def _connected(path: Path) -> sqlite3.Connection:
    """A connection with the library's pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _measure_reads(library: Library, raw: sqlite3.Connection) -> Iterator[Piece]:
    (dossier,) = library.dossiers()
    columns = "id, title, language, published, seq, text_sha256, length(title)"
    newest = f"SELECT {columns} FROM article ORDER BY seq DESC"
    for name, ours, bare, aim in (
        ("headlines", lambda: library.headlines(dossier.id), lambda: raw.execute(newest).fetchall(), 3.0),
        (
            "headlines-page",
            lambda: library.headlines(dossier.id, limit=200),
            lambda: raw.execute(f"{newest} LIMIT 200").fetchall(),
            3.0,
        ),
        (
            "first-look",
            lambda: read_first_look(library.path, dossier.id),
            lambda: _open_and_read(library.path, "SELECT * FROM article ORDER BY seq DESC LIMIT 200"),
            3.0,
        ),
    ):
        value, floor = by_turns(_repeated(ours), _repeated(bare))
        yield Piece(f"library-{name}", value, floor, aim)


def _open_and_read(path: Path, query: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(query).fetchall()


def _repeated(work: Callable[[], object]) -> Callable[[], float]:
    """The time of one call, from several."""
    return lambda: processor_seconds(lambda: [work() for _ in range(5)]) / 5
