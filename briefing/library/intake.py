"""Taking articles in: rows wait until some thousands can be written at once, which an import of many needs."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from briefing.library import schema, seals, search
from briefing.library.clock import now
from briefing.model import Article
from briefing.text import count_words

_MOST_ARTICLES = 20_000
_MOST_SIGNS = 16_000_000
_DAY = 1 << 28  # more articles than a library will ever hold

_ARTICLE = (*seals.ARTICLE, "state", "seal")
_TEXT = ("number", "text", "original")
_PLACE = ("dossier_id", "article_id")


def order_key(published: str | None, added_at: str, number: int) -> int:
    """Where an article stands in the order of publication: by day (of import where no date is known), then number."""
    return (_day(published or "") or _day(added_at) or 0) * _DAY + number


def day_key(day: str) -> int:
    """Where the articles of a day begin in the order of publication."""
    return (_day(day) or 0) * _DAY


@lru_cache(maxsize=20_000)  # the days of half a century
def _day(known: str) -> int | None:
    """The day's ordinal; the first of a month or year that is known without its day."""
    parts = known[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return None
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return date(year, month, 1).toordinal() + day - 1


class Intake:
    """Articles of one edit on their way into the library."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # by the driver itself: this is asked for each file of an import
        self._cursor = connection.connection.cursor()
        self._number: int | None = None
        self._empty()

    @property
    def is_empty(self) -> bool:
        return not self._articles

    @property
    def is_full(self) -> bool:
        return len(self._articles) >= _MOST_ARTICLES or self._signs > _MOST_SIGNS

    def find(self, original_sha256: str) -> str | None:
        """The id of a waiting article made of these bytes."""
        return self._waiting.get(original_sha256)

    def find_kept(self, original_sha256: str) -> tuple[str, str] | None:
        """Id and state of the library's article made of these bytes."""
        self._cursor.execute("SELECT id, state FROM article WHERE original_sha256 = ?", (original_sha256,))
        return self._cursor.fetchone()

    def take(self, article: Article, original: bytes, dossier_id: str | None) -> None:
        encoded = article.text.encode()
        is_plain = original == encoded
        assert article.text_sha256 == sha256(encoded).hexdigest(), "the hash is the text's"
        original_sha256 = article.text_sha256 if is_plain else sha256(original).hexdigest()
        assert article.original_sha256 == original_sha256, "the hash is the original's"
        number = self._next_number()
        added_at = article.added_at or now()
        seq = order_key(article.published, added_at, number)
        row = (
            seq,
            number,
            article.id,
            article.title,
            article.language,
            article.published,
            article.published_basis,
            article.outlet,
            article.author,
            article.origin,
            article.media_type,
            article.replaced,
            added_at,
            original_sha256,
            article.text_sha256,
            count_words(article.text),
        )
        self._articles.append(row)
        self._texts.append((number, article.text, None if is_plain else original))
        self._entries.append((seq, article.title, article.text, article.outlet, article.author, article.language))
        if dossier_id is not None:
            self._places.append({"dossier_id": dossier_id, "article_id": article.id})
        self._waiting[original_sha256] = article.id
        self._signs += len(article.text)

    def flush(self) -> tuple[list[str], list[dict[str, str]]]:
        """Write what waits; gives the articles' ids and their placements, to be remembered."""
        ids, places = [row[2] for row in self._articles], self._places
        # in the order of the keys, so that each page is written once
        rows = sorted(self._articles)
        sealed = [(*row, "present", seal) for row, seal in zip(rows, seals.of_new_articles(rows), strict=True)]
        self._insert(schema.article, _ARTICLE, sealed)
        self._insert(schema.article_text, _TEXT, self._texts)
        search.learn_articles(self._connection, self._entries)
        if places:
            self._insert(schema.placement, _PLACE, [(p["dossier_id"], p["article_id"]) for p in places])
        self._empty()
        return ids, places

    def _empty(self) -> None:
        self._waiting: dict[str, str] = {}  # ids by the hash of the original bytes
        self._articles: list[tuple[Any, ...]] = []
        self._texts: list[tuple[int, str, bytes | None]] = []
        self._entries: list[tuple[object, ...]] = []
        self._places: list[dict[str, str]] = []
        self._signs = 0

    def _insert(self, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Many rows without a dictionary each; the statement is still the table's own."""
        statement = insert(table).compile(dialect=self._connection.dialect, column_keys=list(columns))
        assert statement.positiontup == list(columns), "the driver counts parameters as they are listed"
        self._connection.exec_driver_sql(str(statement), list(rows))

    def _next_number(self) -> int:
        if self._number is None:
            highest = select(func.coalesce(func.max(schema.article.c.number), 0))
            self._number = self._connection.execute(highest).scalar_one()
        self._number += 1
        return self._number
