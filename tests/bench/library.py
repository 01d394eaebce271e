"""The library against sqlite3 by hand, doing the same in the same run."""

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from briefing.library import Library
from briefing.library.first_look import read_first_look
from briefing.model import Article
from tests.bench.pieces import Piece, by_turns, seconds

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


def measure(count: int = 20_000) -> Iterator[Piece]:
    """An import in one edit; then lists, searches and the first look on what it made, against plain statements."""
    articles = texts(count)
    with tempfile.TemporaryDirectory() as folder:
        raw, path = Path(folder) / "raw.sqlite", Path(folder) / "library.briefing"
        floor = seconds(lambda: _import_raw(raw, articles))
        with Library.open(path) as library:
            yield Piece("library-import", seconds(lambda: _import(library, articles)), floor, aim=1.3)
            with closing(sqlite3.connect(raw)) as connection:
                yield from _measure_reads(library, connection)


def _import(library: Library, articles: list[Article]) -> None:
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Bulk")
        for article in articles:
            edit.add_article(article, article.text.encode(), dossier)


def _import_raw(path: Path, articles: list[Article]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE article (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, language TEXT, published TEXT,
              sha256 TEXT UNIQUE, text TEXT) STRICT;
            CREATE VIRTUAL TABLE article_index USING fts5(title, text, content='article', content_rowid='seq',
              tokenize="unicode61 remove_diacritics 2");"""
        )
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (n, a.id, a.title, a.language, a.published, sha256(a.text.encode()).hexdigest(), a.text)
                for n, a in enumerate(articles, 1)
            ],
        )
        connection.execute("INSERT INTO article_index(article_index) VALUES ('rebuild')")
        connection.execute("COMMIT")


_RARE, _COMMON = "17 negociation", "de"


def _measure_reads(library: Library, raw: sqlite3.Connection) -> Iterator[Piece]:
    (dossier,) = library.dossiers()
    columns = "id, title, language, published, seq, sha256, length(title)"
    newest = f"SELECT {columns} FROM article ORDER BY seq DESC"
    for name, ours, bare, aim in (
        ("search-rare", lambda: library.search(_RARE), lambda: _search_raw(raw, _RARE), 1.5),
        ("search-common", lambda: library.search(_COMMON), lambda: _search_raw(raw, _COMMON), 1.5),
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
    return lambda: seconds(lambda: [work() for _ in range(5)]) / 5


def _search_raw(raw: sqlite3.Connection, query: str) -> list[tuple[str, str, str]]:
    return raw.execute(
        "SELECT a.id, a.title, snippet(article_index, -1, '[', ']', '…', 24) FROM article_index"
        " JOIN article AS a ON a.seq = article_index.rowid WHERE article_index MATCH ?"
        " ORDER BY article_index.rowid DESC LIMIT 50",
        (query,),
    ).fetchall()
