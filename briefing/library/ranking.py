"""Best first: how much an article is about the words of a query."""

import math
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from briefing.library import plan as plans
from briefing.library import query as q
from briefing.library.marking import Marker

_TITLE = 4.0  # how much more a word in the title tells than one in the text


def best(connection: Connection, rows: Sequence[Sequence[Any]], marker: Marker) -> list[Sequence[Any]]:
    """The rows by BM25 (k1 1.2, b 0.75), a word in the title counting several times; of equals the newest first.

    Rows are as `answers` reads them. FTS5's own would count each word in the whole library first, which takes longer
    the more common it is.
    """
    if not rows or not marker.words:
        return list(rows)
    counts = [(marker.counts(row[2]), marker.counts(row[3])) for row in rows]
    mean = sum(row[7] for row in rows) / len(rows) or 1.0
    weights = [_weight(connection, words) for words in marker.wanted]

    def score(at: int) -> float:
        length = 1.2 * (0.25 + 0.75 * rows[at][7] / mean)
        in_title, in_text = counts[at]
        often = [_TITLE * a + b for a, b in zip(in_title, in_text, strict=True)]
        return math.fsum(w * n * 2.2 / (n + length) for w, n in zip(weights, often, strict=True))

    return [rows[at] for at in sorted(range(len(rows)), key=lambda at: (-score(at), -rows[at][0]))]


def _weight(connection: Connection, words: q.Words) -> float:
    """How much a word tells: the rarer the more; beyond some thousand articles all are alike."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM article_index WHERE article_index MATCH ? LIMIT 5000)"
    match = plans.match_of(q.Words(words.text, "", False), {"": "{title text}"})
    (count,) = connection.exec_driver_sql(sql, (match,)).one()
    return math.log(1 + 10_000 / (float(count) + 0.5))
