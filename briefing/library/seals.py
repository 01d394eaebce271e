"""Seals: SHA-256 over the values of a row, so that a flipped bit shows where SQLite itself sees none.

SQLite's own check looks at pages and keys, not at content: of 299 flipped bits it saw 8.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping

ARTICLE = (
    *("seq", "number", "id", "title", "language", "published", "published_basis", "outlet", "author", "origin"),
    *("media_type", "replaced", "added_at", "original_sha256", "text_sha256", "words"),
)
_FINDINGS = (
    "text_sha256",
    "reference_date",
    "reference_basis",
    "language",
    "rules",
    "model",
    "lines",
    "document",
    "made_at",
)
_ENTRY = ("id", "kind", "label", "made_at", "of", "undo_top", "redo_top", "below", "continues", "series")
_CHANGE = ("ordinal", "table_name", "row_keys", "before", "after", "article_id", "dossier_id")

# one encoder for all: json.dumps makes one for each row that is not written its own way
_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
# for many rows at once: JSON holds a line end nowhere but where it is the separator
_WRITTEN_IN_LINES = json.JSONEncoder(ensure_ascii=False, separators=("\n", ":"), default=repr).encode

Row = Mapping[str, Any] | RowMapping


def of_article(row: Row) -> str:
    """Over everything that describes the article; its text has a hash of its own, and its state is in the record."""
    return _seal(row[name] for name in ARTICLE)


def of_new_articles(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The same for many, each the values of ARTICLE in their order; a third of the time that one by one takes."""
    written = _WRITTEN_IN_LINES(rows)[2:-2].split("]\n[") if rows else []
    return [_hash(f"[{row.replace(chr(10), ',')}]") for row in written]


def of_findings(row: Row) -> str:
    return _seal(row[name] for name in _FINDINGS)


def of_entry(before: str, row: Row, changes: Iterable[Row]) -> str:
    """Over an entry of the record with its changes, and the seal of the entry before."""
    values = [row.get(name) for name in _ENTRY]
    return _seal([before, *values, *([change.get(name) for name in _CHANGE] for change in changes)])


def _seal(values: Iterable[Any]) -> str:
    # a damaged row can hold what no column allows, bytes for text: repr makes another seal of it
    return _hash(_WRITTEN(list(values)))


def _hash(written: str) -> str:
    return sha256(written.encode(errors="replace")).hexdigest()
