"""Beginnings of words (`négoci*`) as the words of the index that begin so.

FTS5 gathers every article of all of them before it gives the first; asked for the words one by one, each is walked
from the newest on like any other.
"""

import unicodedata
from dataclasses import replace

from sqlalchemy import Connection

from briefing.library import query as q

MOST = 64
# The first word from there on: a seek in the index, while a walk over them would pass each place that they stand.
_NEXT = "SELECT term FROM temp.article_words WHERE term >= ? LIMIT 1"


def spelled_out(connection: Connection, node: q.Node, *, is_bounded: bool) -> tuple[q.Node, bool]:
    """The tree with beginnings as words, and whether those are all there are.

    A beginning of very many words stays one, unless the search is bounded: then it is the first of them.
    """
    match node:
        case q.All(parts) | q.Any(parts):
            done = [spelled_out(connection, part, is_bounded=is_bounded) for part in parts]
            return replace(node, parts=tuple(part for part, _ in done)), all(whole for _, whole in done)
        case q.Not(part):
            inner, is_whole = spelled_out(connection, part, is_bounded=False)
            return q.Not(inner), is_whole
        case q.Words(field="" | "title", is_prefix=True):
            return _spelled_out(connection, node, is_bounded)
        case _:
            return node, True


def _spelled_out(connection: Connection, node: q.Words, is_bounded: bool) -> tuple[q.Node, bool]:
    beginning = folded_word(node.text)
    if not beginning:
        return node, True
    words = _beginning_so(connection, beginning)
    if len(words) > MOST and not is_bounded:
        return node, True
    found = tuple(q.Words(word, node.field) for word in dict.fromkeys([beginning, *words[:MOST]]))
    return q.Any(found) if len(found) > 1 else found[0], len(words) <= MOST


def folded_word(text: str) -> str:
    """One plain word as the index spells it; empty for several, or for letters that it may spell otherwise."""
    apart = unicodedata.normalize("NFD", text).lower()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain if plain.isascii() and plain.isalnum() else ""


def _beginning_so(connection: Connection, beginning: str) -> list[str]:
    """The index's words, in order, one more than are wanted at most."""
    found: list[str] = []
    start = beginning
    cursor = connection.connection.cursor()  # the driver's own: it is asked for each word
    while len(found) <= MOST:
        row = cursor.execute(_NEXT, (start,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            break
        found.append(row[0])
        start = row[0] + "\x01"
    return found
