"""Sources that tell one story (copies of a wire story, versions of an article): one origin, so one line for all.

What they say in the same words is printed once, on the passages of each; what differs stands by itself. A caution
says that they do not confirm each other.
"""

from collections.abc import Hashable, Iterable, Sequence

from briefing.compose.cast import folded
from briefing.compose.clauses import plain
from briefing.compose.desk import Desk, finding_spans
from briefing.model import Caution, Code, Line, Reading


def once(desk: Desk, lines: Sequence[Line]) -> list[Line]:
    """The lines, without those that a source before has in the same words in the same story."""
    homes: dict[Hashable, int] = {}
    kept: list[Line] = []
    for line in lines:
        words = words_in_story(desk, line)
        at = homes.get(words) if words else None
        if at is not None and is_untouched(desk, line) and can_take(kept[at], line):
            kept[at] = united(kept[at], line)
        else:
            kept.append(line)
            if words:
                homes.setdefault(words, len(kept) - 1)
    return kept


def words_in_story(desk: Desk, line: Line) -> Hashable:
    """What two sources of one story must have in common to say the same; None for a source that has none beside it.

    The words of the source, letter case and accents aside, and what the line shows beside them: value, claimant.
    """
    article_id = line.key.partition("/")[0]
    story = desk.stories.get(article_id)
    if story is None or line.finding is None:
        return None
    words = tuple(folded(" ".join(span.quote.split())) for span in finding_spans(line.finding))
    beside = tuple(plain(cell) for cell in line.cells)
    return story, line.kind, line.label, words, beside


def is_untouched(desk: Desk, line: Line) -> bool:
    """Whether nothing was decided about a line that would be lost if another one stood for it."""
    article_id, _, key = line.key.partition("/")
    curation = desk.curation(article_id, key)
    decided = (curation.text, curation.gloss, curation.note, curation.actor, curation.position, curation.is_included)
    return curation.state in ("proposed", "accepted") and all(value is None or value == "" for value in decided)


def can_take(home: Line, line: Line) -> bool:
    """Whether nothing that would be printed is lost when `line` goes into `home`."""
    return home.state != "rejected" and (home.is_included or not line.is_included)


def united(home: Line, line: Line) -> Line:
    """One line on the passages of both."""
    cautions = (*home.cautions, *(caution for caution in line.cautions if caution not in home.cautions))
    return home._replace(
        evidence=(*home.evidence, *line.evidence), cautions=cautions, also=(*home.also, line.key, *line.also)
    )


def cautions_of_stories(desk: Desk) -> Iterable[tuple[Reading, Caution]]:
    """For each source with others of the same story beside it: that they are no confirmation of each other."""
    members: dict[int, list[Reading]] = {}
    for reading in desk.readings:
        if (story := desk.stories.get(reading.article.id)) is not None:
            members.setdefault(story, []).append(reading)
    for readings in members.values():
        if len(readings) > 1:
            # named by one of its articles: the same caution however the sources are numbered
            name = min(reading.article.id for reading in readings)
            for reading in readings:
                yield reading, Caution(Code("one-story", {"story": name}))
