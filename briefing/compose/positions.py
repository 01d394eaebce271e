"""The positions: statements by issue and actor, what matters first, repeated leads merged."""

import tomllib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from briefing.compose.cast import Member, folded
from briefing.compose.clauses import clause_fragments, plain, statement_fragments
from briefing.compose.copies import can_take, is_untouched, united, words_in_story
from briefing.compose.desk import Desk, findings_of, in_order, make_line
from briefing.compose.limits import find_limit
from briefing.i18n import tr
from briefing.model import Figure, Fragment, Group, Line, Reading, Statement, Unattributed
from briefing.paths import resource
from briefing.wording import join_names

# The demand, the offer and the refusal come first, what is only said comes last.
_RANK = {"threaten": 0, "oppose": 1, "demand": 1, "commit": 2, "consider": 2, "support": 3, "assert": 4, "report": 5}
_SHORTEST_REPEAT = 20


class Position(NamedTuple):
    """A line of the positions with what orders and groups it."""

    line: Line
    group: tuple[str, ...]
    title: str
    role: str
    issue: str
    rank: tuple[int, int, int]


def positions(desk: Desk) -> tuple[Group, ...]:
    """The groups of the positions section: one for each actor (or actors speaking jointly) within each issue."""
    found = _merged(desk, [p for reading in desk.readings for p in _of_reading(desk, reading)])
    groups: dict[tuple[str, tuple[str, ...]], list[Position]] = {}
    for position in found:
        groups.setdefault((position.issue, position.group), []).append(position)
    issues = {issue: min(_weight(ps) for (i, _), ps in groups.items() if i == issue) for issue, _ in groups}
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] == "", issues[item[0][0]], _weight(item[1])))
    return tuple(_group(desk, issue, members) for (issue, _), members in ordered)


def _group(desk: Desk, issue: str, members: Sequence[Position]) -> Group:
    first = members[0]
    lines = [position.line for position in sorted(members, key=lambda p: p.rank)]
    key = "/".join(["positions", *([issue] if issue else []), *first.group])
    title = first.title[:1].upper() + first.title[1:]
    return Group(key, title, in_order(desk, lines), first.role, issue)


def _weight(members: Sequence[Position]) -> tuple[bool, tuple[int, int, int], int]:
    shown = [p for p in members if p.line.is_included]
    best = min(p.rank for p in (shown or members))
    return (not shown, (best[0], best[1], 0), -len(shown))


def _of_reading(desk: Desk, reading: Reading) -> Iterator[Position]:
    article_id = reading.article.id
    for finding in findings_of(reading, Statement):
        assert isinstance(finding, Statement)
        curation = desk.curation(article_id, finding.key)
        if finding.actors or curation.actor:
            fragments = (*statement_fragments(reading.article, finding), *_via(desk, article_id, finding))
            limit = find_limit(desk.grounds[article_id], reading, finding)
            if limit:
                added = Fragment(tr(" — the article adds: ", desk.language))
                fragments = (*fragments, added, *clause_fragments(reading.article, [limit]))
            beside = (limit,) if limit else ()
            line = make_line(desk, article_id, finding, fragments, "statement", label=finding.stance, beside=beside)
            yield _position(desk, reading, line, finding.actors, curation.actor, curation.issue)
    for finding in findings_of(reading, Unattributed):
        assert isinstance(finding, Unattributed)
        curation = desk.curation(article_id, finding.key)
        if curation.actor:
            fragments = clause_fragments(reading.article, [finding.span])
            line = make_line(desk, article_id, finding, fragments, "unattributed")
            yield _position(desk, reading, line, (), curation.actor, curation.issue)


def _via(desk: Desk, article_id: str, statement: Statement) -> tuple[Fragment, ...]:
    names = desk.names(article_id, statement.via)
    if not names:
        return ()
    return (Fragment(tr(" (via {name})", desk.language, name=join_names(names, desk.language))),)


def _position(
    desk: Desk, reading: Reading, line: Line, actors: Sequence[str], moved_to: str | None, issue: str | None
) -> Position:
    article_id = reading.article.id
    if moved_to:
        moved = desk.cast.named(moved_to, article_id)
        members: list[Member] = [moved] if moved else []
        group: tuple[str, ...] = (moved.key if moved else f"named/{folded(moved_to)}",)
        title = moved.name if moved else moved_to
    else:
        found = [desk.cast.member(article_id, actor) for actor in actors]
        members = list({m.key: m for m in found if m}.values())
        group = tuple(sorted(m.key for m in members)) or ("unknown",)
        title = join_names(tuple(m.name for m in members), desk.language)
    role = (members[0].actor.role or "") if len(members) == 1 else ""
    return Position(line, group, title, role, issue or "", _rank(reading, line))


def _rank(reading: Reading, line: Line) -> tuple[int, int, int]:
    """Use of force, then the kind of position, then what carries no figure, before the order of the text."""
    spans = [span for evidence in line.evidence for span in evidence.spans]
    words = folded(plain(line.fragments)).split()
    force = _force(reading.article.language)
    is_force = any(word.startswith(force) for word in words)
    figures = [f for f in reading.findings.figures if isinstance(f, Figure)]
    has_figures = any(s.start <= f.span.start < s.end for f in figures for s in spans)
    stance = _RANK.get(line.label or "", 5)
    start = spans[0].start if spans else 0
    return (0 if is_force and stance < 4 else 1, stance * 2 + has_figures, start)


@cache
def _force(language: str) -> tuple[str, ...]:
    file = resource("language", language, "weight.toml")
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["force"]) if file.is_file() else ()


# --- what says the same -----------------------------------------------------------------------------------------


def _merged(desk: Desk, found: Sequence[Position]) -> list[Position]:
    """Each position once: a lead goes into the passage it repeats, a quotation in two articles is one line, and so is
    all that copies of one story say in the same words.

    Both passages are kept. What the analyst rejected, left out, edited, glossed or moved stands by itself.
    """
    by_key = {position.line.key: position for position in found}
    quotes: dict[str, list[Position]] = {}
    nested: dict[str, list[Position]] = {}
    copies: dict[Hashable, list[Position]] = {}
    for position in found:
        copies.setdefault(words_in_story(desk, position.line), []).append(position)
        quotes.setdefault(_direct_words(position), []).append(position)
        if isinstance(position.line.finding, Statement) and position.line.finding.via:
            nested.setdefault(position.line.key.partition("/")[0], []).append(position)
    target: dict[str, str] = {}
    for position in found:
        article_id = position.line.key.partition("/")[0]
        other = (
            _restated(position, by_key)
            or _same_quote(position, quotes)
            or _passed_on(position, nested.get(article_id, ()))
            or _in_copy(desk, position, copies)
        )
        if other and is_untouched(desk, position.line) and target.get(other.line.key) != position.line.key:
            target[position.line.key] = other.line.key
    merged = dict(by_key)
    for key in sorted(target):
        home = _end_of(key, target)
        if home != key and home in merged and key in merged:
            one, other = merged[home], merged.pop(key)
            merged[home] = one._replace(line=united(one.line, other.line))
    return [merged[position.line.key] for position in found if position.line.key in merged]


def _restated(position: Position, by_key: dict[str, Position]) -> Position | None:
    finding = position.line.finding
    if not isinstance(finding, Statement):
        return None
    article_id = position.line.key.partition("/")[0]
    others = [by_key.get(f"{article_id}/{key}") for key in finding.restates]
    return next((other for other in others if other and _can_take(other, position)), None)


def _same_quote(position: Position, quotes: Mapping[str, Sequence[Position]]) -> Position | None:
    """An earlier line with the same words between quotation marks, said by the same person."""
    words = _direct_words(position)
    if len(words) < _SHORTEST_REPEAT:
        return None
    earlier = takewhile(lambda other: other is not position, quotes[words])
    return next((other for other in earlier if _can_take(other, position)), None)


def _in_copy(desk: Desk, position: Position, copies: Mapping[Hashable, Sequence[Position]]) -> Position | None:
    """An earlier line with the same words in another source of the same story."""
    words = words_in_story(desk, position.line)
    if words is None:
        return None
    earlier = takewhile(lambda other: other is not position, copies[words])
    return next((other for other in earlier if _can_take(other, position)), None)


def _passed_on(position: Position, nested: Sequence[Position]) -> Position | None:
    """The statement that this one only hands on: "selon NBC" around what NBC says the government plans."""
    report = position.line.finding
    if not isinstance(report, Statement):
        return None
    for other in nested:
        inner = other.line.finding
        if other is position or not isinstance(inner, Statement) or not set(inner.via) & set(report.actors):
            continue
        if can_take(other.line, position.line) and _covers(report, inner):
            return other
    return None


def _covers(outer: Statement, inner: Statement) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def _direct_words(position: Position) -> str:
    finding = position.line.finding
    if isinstance(finding, Statement) and finding.kind == "direct":
        return folded(" ".join(span.quote for span in finding.content))
    return ""


def _can_take(other: Position, position: Position) -> bool:
    is_one_voice = bool(set(other.group) & set(position.group))
    return can_take(other.line, position.line) and is_one_voice and position.issue in ("", other.issue)


def _end_of(key: str, target: dict[str, str]) -> str:
    seen = {key}
    while key in target and target[key] not in seen:
        key = target[key]
        seen.add(key)
    return key
