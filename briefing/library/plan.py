"""From a query's tree to SQL: what the full-text index answers by itself, and what is asked of each row it gives.

A table is walked along its key, newest first, and the walk ends at the limit: so the index must drive it (CROSS JOIN
keeps SQLite from choosing otherwise), or a set of articles that is known to be small.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any as Anything

from briefing.library import query as q
from briefing.library.first_look import SHOWN_FINDINGS
from briefing.library.intake import day_key

_ARTICLE_COLUMNS = {
    "": "{title text}",
    "title": "{title}",
    "outlet": "{outlet}",
    "author": "{author}",
    "lang": "{language}",
}
_FINDING_COLUMNS = {"": "{quote actor}", "said": "{quote}", "actor": "{actor}"}
LAST = 1 << 62

IN_INDEX = "EXISTS (SELECT 1 FROM article_index WHERE article_index MATCH ? AND article_index.rowid = a.seq)"
# What the analyst decided about a finding of the machine stands for it.
NOT_REVISED = "NOT EXISTS (SELECT 1 FROM revision AS r WHERE r.finding_id = f.id AND r.article_id = a.id)"
_OF_FINDINGS = f"""(EXISTS (SELECT 1 FROM findings AS s CROSS JOIN finding AS f ON f.findings_id = s.id
  CROSS JOIN finding_index ON finding_index.rowid = f.id
  WHERE s.text_sha256 = a.text_sha256 AND s.id = {SHOWN_FINDINGS}
  AND finding_index MATCH ? AND {NOT_REVISED})
  OR EXISTS (SELECT 1 FROM revision AS r CROSS JOIN revision_index ON revision_index.rowid = r.id
  LEFT JOIN finding AS f ON f.id = r.finding_id WHERE r.article_id = a.id AND revision_index MATCH ?
  AND (r.finding_id IS NULL OR f.findings_id = {SHOWN_FINDINGS})))"""
_PLACED = """EXISTS (SELECT 1 FROM placement AS p WHERE p.article_id = a.id
  AND p.dossier_id IN (SELECT value FROM json_each(?)))"""
_TAGGED = """EXISTS (SELECT 1 FROM annotation AS n WHERE n.article_id = a.id AND n.kind = 'tag'
  AND n.body IN (SELECT value FROM json_each(?)))"""


@dataclass(frozen=True, slots=True)
class Names:
    """The dossiers (name, id) and tags of the library, which `in:` and `tag:` are looked up in."""

    dossiers: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    def named(self, leaf: q.Words) -> list[str]:
        """The ids of dossiers with that name, or the tags; a beginning of the name is enough with *."""
        wanted = q.folded(leaf.text)
        known = self.dossiers if leaf.field == "in" else [(tag, tag) for tag in self.tags]
        folded = [(" ".join(q.folded(name).split()), found) for name, found in known]
        return [found for name, found in folded if name == wanted or (leaf.is_prefix and name.startswith(wanted))]


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on an article `a`, with its parameters."""

    sql: str
    parameters: tuple[Anything, ...] = ()


@dataclass(slots=True)
class Plan:
    """What the index is asked, which rows (by publication) count, and what each must fulfil.

    `sets` are conditions that few articles may fulfil: (field, what is looked up).
    """

    match: str = ""
    first: int = 0
    end: int = LAST
    where: list[Where] = field(default_factory=list)
    sets: list[tuple[str, str]] = field(default_factory=list)


def branches(node: q.Node) -> tuple[q.Node, ...]:
    """The alternatives of a query that no single index answers: each is asked for itself."""
    return node.parts if isinstance(node, q.Any) and match_of(node, _ARTICLE_COLUMNS) is None else (node,)


def of_articles(node: q.Node, names: Names) -> Plan:
    """How the articles are found that the query means."""
    plan = Plan()
    parts = _take_days(plan, _parts(node))
    said = [part for part in parts if _is_said(part)]
    if said:
        found = match_of(_all(said), _FINDING_COLUMNS) or ""
        plan.sets.append(("said", found))
        plan.where.append(_in_one_statement(_all(said)))
    _take_matched(plan, [part for part in parts if part not in said], _ARTICLE_COLUMNS, names)
    return plan


def of_findings(node: q.Node, names: Names) -> Plan:
    """How the statements are found: bare words stand in the quotation or in the speaker's name."""
    plan = Plan()
    _take_matched(plan, _take_days(plan, _parts(node)), _FINDING_COLUMNS, names)
    return plan


def _take_days(plan: Plan, parts: list[q.Node]) -> list[q.Node]:
    """Days are a stretch of the publication order; gives the other parts."""
    for part in parts:
        if isinstance(part, q.Days):
            plan.first = max(plan.first, day_key(part.first) if part.first else 0)
            plan.end = min(plan.end, day_key(part.end) if part.end else LAST)
    return [part for part in parts if not isinstance(part, q.Days)]


def _take_matched(plan: Plan, parts: list[q.Node], columns: dict[str, str], names: Names) -> None:
    """The parts that the index answers go there, the others are conditions."""
    found = [part for part in parts if match_of(part, columns)]
    without = [part for part in parts if isinstance(part, q.Not) and match_of(part.part, columns)]
    plan.match = (match_of(_all([*found, *without]), columns) or "") if found else ""
    for part in parts:
        if part not in found and not (found and part in without):
            plan.where.append(condition(part, names))
            if isinstance(part, q.Words) and part.field in ("in", "tag"):
                plan.sets.append((part.field, json.dumps(names.named(part))))


def condition(node: q.Node, names: Names) -> Where:
    """What an article must fulfil, for any tree."""
    match node:
        case q.All(parts) | q.Any(parts):
            if found := match_of(node, _ARTICLE_COLUMNS):
                return Where(IN_INDEX, (found,))
            if _is_said(node):
                return _in_one_statement(node)
            conditions = [condition(part, names) for part in parts]
            joined = (" AND " if isinstance(node, q.All) else " OR ").join(c.sql for c in conditions)
            return Where(f"({joined})", tuple(p for c in conditions for p in c.parameters))
        case q.Not(part):
            inner = condition(part, names)
            return Where(f"NOT {inner.sql}", inner.parameters)
        case q.Days(first, end):
            stretch = (day_key(first) if first else 0, day_key(end) if end else LAST)
            return Where("(a.seq >= ? AND a.seq < ?)", stretch)
        case q.Words(field="in"):
            return Where(_PLACED, (json.dumps(names.named(node)),))
        case q.Words(field="tag"):
            return Where(_TAGGED, (json.dumps(names.named(node)),))
        case q.Words(field="lang", is_prefix=False):
            # on the row itself: to ask the index for each is ten times the work
            return Where("a.language = ?", (q.folded(node.text),))
        case q.Words(field="actor" | "said"):
            return _in_one_statement(node)
        case _:
            return Where(IN_INDEX, (match_of(node, _ARTICLE_COLUMNS),))


def match_of(node: q.Node, columns: dict[str, str]) -> str | None:
    """The tree in FTS5's language, each word quoted; None when the index has no answer to a part of it."""
    if isinstance(node, q.Words):
        if node.field not in columns:
            return None
        words = node.text.replace('"', " ")
        words = f"lang{words}" if node.field == "lang" else words
        return f'({columns[node.field]} : "{words}"{"*" if node.is_prefix else ""})'
    if isinstance(node, q.Any):
        found = [match_of(part, columns) for part in node.parts]
        return None if None in found else f"({' OR '.join(found)})"  # type: ignore[arg-type]
    if isinstance(node, q.All):
        wanted = [match_of(part, columns) for part in node.parts if not isinstance(part, q.Not)]
        unwanted = [match_of(part.part, columns) for part in node.parts if isinstance(part, q.Not)]
        if not wanted or None in wanted or None in unwanted:
            return None
        joined = " AND ".join(wanted)  # type: ignore[arg-type]
        return f"(({joined}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({joined})"  # type: ignore[arg-type]
    return None


def _parts(node: q.Node) -> list[q.Node]:
    return list(node.parts) if isinstance(node, q.All) else [node]


def _all(parts: Iterable[q.Node]) -> q.Node:
    found = tuple(parts)
    return q.All(found) if len(found) > 1 else found[0]


def _is_said(node: q.Node) -> bool:
    """Whether one statement must fulfil it: who said it, and what."""
    return match_of(node, _FINDING_COLUMNS) is not None and not _is_plain(node)


def _in_one_statement(node: q.Node) -> Where:
    return Where(_OF_FINDINGS, (match_of(node, _FINDING_COLUMNS),) * 2)


def _is_plain(node: q.Node) -> bool:
    """Whether a part has bare words, which are looked for in the article's text, not in what was said."""
    return any(isinstance(leaf, q.Words) and not leaf.field for leaf in q.Query(node).leaves()) or any(
        _is_plain(part.part) for part in _parts(node) if isinstance(part, q.Not)
    )
