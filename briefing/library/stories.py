"""Articles that tell one story: copies and versions, found after the import and kept as derived tables.

Each new article looks up its twelve hashes, at most 64 articles under each, and is compared with the twelve that
share most: the work for one article does not grow with the library. What is found depends only on the texts, the
dates and the order in which the articles came in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from briefing.library import reads, rows, schema
from briefing.library.likeness import FEWEST_SHARED, likeness, sketch
from briefing.model import Headline

_A, _T = schema.article, schema.article_text
_MOST_UNDER_ONE = 64
_MOST_COMPARED = 12
_NEARLY = 0.999
_UNDER = f"SELECT number FROM shingle WHERE hash = ? ORDER BY number LIMIT {_MOST_UNDER_ONE}"


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to write for a batch of articles: their sketches, and who is like whom how much."""

    sketches: Mapping[int, tuple[int, ...]]
    pairs: Sequence[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Version:
    """Another article with the same story; `share` of the shorter text stands in both, 1.0 for the same text."""

    headline: Headline
    share: float
    is_superseded: bool = False


def waiting(connection: Connection) -> int:
    """About how many articles were not compared yet; none exactly when it is none."""
    compared = select(func.coalesce(func.max(schema.story.c.number), 0)).scalar_subquery()
    left: int = connection.execute(select(func.coalesce(func.max(_A.c.number), 0) - compared)).scalar_one()
    return left


def look(connection: Connection, limit: int) -> Found:
    """Compare the next articles with all before them. Only reads."""
    mark = select(func.coalesce(func.max(schema.story.c.number), 0)).scalar_subquery()
    query = (
        select(_T.c.number, _T.c.text, _A.c.published)
        .join_from(_T, _A, _A.c.number == _T.c.number)
        .where(_T.c.number > mark)
        .order_by(_T.c.number)
        .limit(limit)
    )
    sketches: dict[int, tuple[int, ...]] = {}
    under: dict[int, list[int]] = {}
    pairs: list[tuple[int, int, float]] = []
    for number, text, published in connection.execute(query).all():
        sketches[number] = sketch(text)
        for other, other_text, other_published in _candidates(connection, number, sketches[number], under):
            share = _share(text, other_text, _days(published, other_published))
            if share:
                pairs.append((other, number, share))
        for mark_ in sketches[number]:
            under.setdefault(mark_, []).append(number)
    return Found(sketches, pairs)


def _candidates(
    connection: Connection, number: int, marks: tuple[int, ...], under: Mapping[int, Sequence[int]]
) -> Iterable[tuple[int, str, str | None]]:
    """Articles that share most of the sketch; of a text too short for one, those that are the same."""
    counted: Counter[int] = Counter()
    for mark in marks:
        kept = connection.exec_driver_sql(_UNDER, (mark,)).scalars()
        counted.update({*kept, *under.get(mark, ())[:_MOST_UNDER_ONE]})
    if not marks:
        hashed = select(_A.c.text_sha256).where(_A.c.number == number).scalar_subquery()
        same = select(_A.c.number).where(_A.c.text_sha256 == hashed, _A.c.number < number)
        counted.update(dict.fromkeys(connection.execute(same.order_by(_A.c.number).limit(1)).scalars(), FEWEST_SHARED))
    shared = [other for other in counted if counted[other] >= FEWEST_SHARED]
    best = sorted(shared, key=lambda other: (-counted[other], other))[:_MOST_COMPARED]
    if not best:
        return []
    query = select(_T.c.number, _T.c.text, _A.c.published).join_from(_T, _A, _A.c.number == _T.c.number)
    # an article that was taken out for good may have left its hashes
    found = {row.number: tuple(row) for row in connection.execute(query.where(_T.c.number.in_(best)))}
    return [found[other] for other in best if other in found]


def _share(one: str, other: str, days: int) -> float:
    # whole only where the texts are the same to the letter
    return 1.0 if one == other else min(likeness(one, other, days), _NEARLY)


def _days(one: str | None, other: str | None) -> int:
    if not one or not other or len(one) < 10 or len(other) < 10:
        return 0
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def put(connection: Connection, found: Found) -> None:
    """Write what was found; articles that were compared meanwhile are left as they are."""
    t = schema.story
    numbers = list(found.sketches)
    there = set(connection.execute(select(_A.c.number).where(_A.c.number.in_(numbers))).scalars())
    there -= set(connection.execute(select(t.c.number).where(t.c.number.in_(numbers))).scalars())
    if not there:
        return
    connection.execute(insert(t), [{"number": number, "story": number} for number in sorted(there)])
    hashes = sorted({(mark, number) for number in there for mark in found.sketches[number]})
    if hashes:
        connection.exec_driver_sql("INSERT OR IGNORE INTO shingle(hash, number) VALUES (?, ?)", hashes)
    for one, other, share in found.pairs:
        if other in there:
            _join(connection, one, other, share)


def _join(connection: Connection, one: int, other: int, share: float) -> None:
    t = schema.story
    stories = dict(connection.execute(select(t.c.number, t.c.story).where(t.c.number.in_((one, other)))).all())
    if len(stories) < 2:
        return
    rounded = round(share, 3)
    pairs = [{"number": a, "other": b, "share": rounded} for a, b in ((one, other), (other, one))]
    connection.execute(insert(schema.likeness), pairs)
    first, second = sorted(stories.values())
    if first != second:
        connection.execute(update(t).where(t.c.story == second).values(story=first))


def forget(connection: Connection, number: int) -> None:
    """Take an article that goes for good out of its story; what it alone held together comes apart."""
    t, pairs = schema.story, schema.likeness
    marks = sketch(reads.text_of(connection, number))
    connection.execute(
        delete(schema.shingle).where(schema.shingle.c.hash.in_(marks), schema.shingle.c.number == number)
    )
    story = connection.execute(select(t.c.story).where(t.c.number == number)).scalar()
    connection.execute(delete(pairs).where((pairs.c.number == number) | (pairs.c.other == number)))
    connection.execute(delete(t).where(t.c.number == number))
    if story is None:
        return
    left = list(connection.execute(select(t.c.number).where(t.c.story == story).order_by(t.c.number)).scalars())
    known = connection.execute(select(pairs.c.number, pairs.c.other).where(pairs.c.number.in_(left))).all()
    for member, home in _components(left, known).items():
        connection.execute(update(t).where(t.c.number == member).values(story=home))


def _components(members: Sequence[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each member the lowest number that it is tied to."""
    ties: dict[int, set[int]] = {member: set() for member in members}
    for one, other in pairs:
        ties[one].add(other)
    home: dict[int, int] = {}
    for member in sorted(members):
        reach = [member] if member not in home else []
        while reach:
            now = reach.pop()
            if now not in home:
                home[now] = member
                reach += ties[now]
    return home


# --- reading ------------------------------------------------------------------------------------------------------


def stories(connection: Connection, dossier_id: str | None = None) -> dict[str, int]:
    """Articles that share their story with another one here (not in the trash): the story, by article id."""
    t, p = schema.story, schema.placement
    query = select(_A.c.id, t.c.story).join_from(t, _A, _A.c.number == t.c.number)
    query = query.where(_A.c.state == "present", t.c.story.in_(_shared_stories()))
    if dossier_id is not None:
        # asked of each, for they are few: a dossier may hold a hundred thousand
        placed = select(p.c.article_id).where(p.c.dossier_id == dossier_id, p.c.article_id == _A.c.id)
        query = query.where(placed.correlate(_A).exists())
    found = connection.execute(query).all()
    counted = Counter(story for _, story in found)
    return {article_id: story for article_id, story in found if counted[story] > 1}


def _shared_stories() -> Select[tuple[int]]:
    """Stories of more than one article: those that some likeness holds together. They are few."""
    t, pairs = schema.story, schema.likeness
    return select(t.c.story).where(t.c.number.in_(select(pairs.c.number)))


def versions_of(connection: Connection, article_id: str) -> list[Version]:
    """The other articles of the same story, newest first; superseded ones as well, those in the trash not."""
    t, pairs = schema.story, schema.likeness
    number = reads.article_row(connection, article_id)["number"]
    mine = select(t.c.story).where(t.c.number == number).scalar_subquery()
    share = select(pairs.c.share).where(pairs.c.number == number, pairs.c.other == _A.c.number).scalar_subquery()
    query = (
        select(_A, share.label("share"))
        .join_from(t, _A, _A.c.number == t.c.number)
        .where(t.c.story == mine, t.c.number != number, _A.c.state.in_(("present", "superseded")))
        .order_by(_A.c.seq.desc())
    )
    return [
        Version(_headline(found), found["share"] or 0.0, found["state"] == "superseded")
        for found in connection.execute(query).mappings().all()
    ]


def _headline(found: RowMapping) -> Headline:
    return rows.headline([found.get(name, 0) for name in rows.HEADLINE])
