"""What is said beside the findings: cautions, the analyst's own lines, curations that lost their finding."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.compose.clauses import analyst_fragments, without_marks
from briefing.compose.copies import cautions_of_stories
from briefing.compose.desk import Desk, is_included
from briefing.compose.tables import month_only
from briefing.i18n import tr, trn
from briefing.model import Caution, Code, Curation, Evidence, Fragment, Line, OwnLine, Reading
from briefing.wording import LISTED_CAUTIONS, caution_words, listed_caution_words

# A source this much older than the newest one is called older.
OLDER_DAYS = 30
# A reference from an own line to the line it cites: [[article id/finding key]].
_CITED = re.compile(r"\s*\[\[([^\[\]]+)\]\]")
# The order of the cautions: what concerns the whole brief first, then sources, then claims.
_ORDER = (
    "unreviewed", "orphaned", "no-publication-date", "date-inferred", "older-source", "single-origin", "one-story",
    "anonymous-origin", "missing-document", "conflicting-figures", "conflicting-dates", "year-unknown",
    "month-only", "translated-quotation", "unclear-antecedent", "no-baseline",
)  # fmt: skip
# The heading of the unattributed lines says these already.
_SAID_BY_THE_SECTION = ("agentless-passive", "conditional-hearsay")
Found = tuple[Reading | None, Caution]
_SECTION_OF_KEY = {"s": "positions", "u": "unattributed", "m": "watch", "f": "figures"}


# --- own lines -----------------------------------------------------------------------------------------------------


def lines_of_own(desk: Desk, own: Sequence[OwnLine], section: str, cited: Mapping[str, Line]) -> tuple[Line, ...]:
    """The analyst's own lines of a section, by position, with the passages of the lines they cite."""
    lines = sorted((line for line in own if line.section == section), key=lambda line: (line.position, line.id))
    return tuple(_own_line(desk, line, cited) for line in lines)


def _own_line(desk: Desk, own: OwnLine, cited: Mapping[str, Line]) -> Line:
    keys = _CITED.findall(own.text)
    fragments, is_stripped = analyst_fragments(_CITED.sub("", own.text).strip(), desk.articles)
    if own.source:
        source = tr(" ({source})", desk.language, source=without_marks(own.source))
        fragments = (*fragments, Fragment(source, "analyst"))
    if not own.may_be_disclosed:
        fragments = (*fragments, Fragment(tr(" — not to be disclosed", desk.language)))
    cautions = [Caution(Code("not-verbatim"))] if is_stripped else []
    if any(key not in cited for key in keys):
        cautions.append(Caution(Code("uncited-line")))
    evidence = [e for key in keys if key in cited for e in cited[key].evidence]
    if own.section == "bottom-line" and not keys and not own.source:
        cautions.append(Caution(Code("uncited")))
    return Line(
        key=f"own/{own.id}",
        kind="own",
        origin="analyst",
        fragments=fragments or (Fragment("", "analyst"),),
        evidence=tuple(dict.fromkeys(evidence)),
        state="accepted",
        is_included=own.is_included,
        cautions=tuple(cautions),
        position=own.position,
    )


# --- curations whose finding is gone --------------------------------------------------------------------------------


def orphans(desk: Desk) -> dict[str, tuple[Line, ...]]:
    """By section, what the analyst decided about findings that the present analysis no longer makes.

    They are shown, never printed: no passage stands under them any more.
    """
    found: dict[str, list[Line]] = {}
    known = {
        (r.article.id, f.key)
        for r in desk.readings
        for f in (
            *r.findings.statements,
            *r.findings.unattributed,
            *r.findings.meetings,
            *r.findings.figures,
            *(addition.finding for addition in r.additions),
        )
    }
    here = {reading.article.id for reading in desk.readings}
    for place in sorted(desk.curations):
        curation = desk.curations[place]
        if place not in known and curation.article_id in here and curation.state != "rejected":
            section = _SECTION_OF_KEY.get(curation.key.partition("-")[0], "positions")
            found.setdefault(section, []).append(_orphan(desk, curation))
    return {section: tuple(lines) for section, lines in found.items()}


def _orphan(desk: Desk, curation: Curation) -> Line:
    words = curation.text or curation.quote or curation.gloss or curation.note
    shown = without_marks(words) if words else tr("A passage that the present analysis no longer finds", desk.language)
    return Line(
        key=f"{curation.article_id}/{curation.key}",
        kind="statement",
        origin="analyst",
        fragments=(Fragment(shown, "analyst"),),
        state=curation.state,
        is_included=False,
        is_orphaned=True,
        gloss=curation.gloss,
        note=curation.note,
        cautions=(Caution(Code("orphaned", {"count": "1"})),),
    )


# --- cautions ------------------------------------------------------------------------------------------------------


def cautions(desk: Desk, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The cautions of the brief, one line for each code, on all the passages it concerns.

    What differs from source to source (a name, a date) is listed with the sources' numbers. A caution that was
    decided about stands by itself.
    """
    gathered: dict[str, list[Found]] = {}
    for reading, caution in [*_of_lines(desk, lines), *_of_articles(desk, lines)]:
        key = _key_of(caution.code)
        is_listed = caution.code.code in LISTED_CAUTIONS and ("", key) not in desk.curations
        gathered.setdefault(caution.code.code if is_listed else key, []).append((reading, caution))
    ordered = sorted(gathered.values(), key=lambda found: _order(found[0][1].code.code))
    by_key = {line.key: line for line in lines}
    return tuple(_caution_line(desk, found, by_key) for found in ordered)


def _key_of(code: Code) -> str:
    parameters = "/".join(code.parameters[name] for name in sorted(code.parameters) if name != "count")
    return "/".join(part for part in ("caution", code.code, parameters) if part)


def _order(code: str) -> int:
    return _ORDER.index(code) if code in _ORDER else len(_ORDER)


def _of_lines(desk: Desk, lines: Sequence[Line]) -> Iterable[tuple[Reading | None, Caution]]:
    by_id = {reading.article.id: reading for reading in desk.readings}
    shown = [line for line in lines if line.is_included]
    unreviewed = sum(line.state == "proposed" and line.origin == "machine" for line in shown)
    if unreviewed:
        yield None, Caution(Code("unreviewed", {"count": str(unreviewed)}))
    orphaned = sum(line.is_orphaned for line in lines)
    if orphaned:
        yield None, Caution(Code("orphaned", {"count": str(orphaned)}))
    for line in shown:
        if caution := month_only(line):
            yield by_id[line.key.partition("/")[0]], caution


def _of_articles(desk: Desk, lines: Sequence[Line]) -> Iterable[tuple[Reading | None, Caution]]:
    """What the analysis warns of, as far as it concerns a line that is printed or a whole article."""
    shown = {key for line in lines if line.is_included for key in (line.key, *line.also)}
    for reading in desk.readings:
        for caution in reading.findings.cautions:
            places = [f"{reading.article.id}/{key}" for key in caution.of]
            if caution.code.code in _SAID_BY_THE_SECTION and places:
                continue
            if not places or any(place in shown for place in places):
                yield reading, caution
    yield from _older(desk.readings)
    yield from cautions_of_stories(desk)


def _older(readings: Sequence[Reading]) -> Iterable[tuple[Reading, Caution]]:
    dated = [(reading, day) for reading in readings if (day := _day(reading))]
    newest = max((day for _, day in dated), default=None)
    for reading, day in dated:
        if newest and (newest - day).days > OLDER_DAYS:
            yield reading, Caution(Code("older-source", {"days": str(OLDER_DAYS)}))


def _day(reading: Reading) -> date | None:
    value = reading.article.published or reading.findings.reference_date.value or ""
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else None


def _caution_line(desk: Desk, found: Sequence[Found], by_key: Mapping[str, Line]) -> Line:
    evidence: list[Evidence] = []
    bare: set[int] = set()
    sources: dict[str, tuple[Code, set[int]]] = {}
    for reading, caution in found:
        _, numbers = sources.setdefault(_key_of(caution.code), (caution.code, set()))
        if reading is None:
            continue
        ground = desk.grounds[reading.article.id]
        numbers.add(ground.number)
        of = [f"{reading.article.id}/{key}" for key in caution.of]
        passages = [e for key in of if key in by_key for e in by_key[key].evidence]
        if not passages and caution.span:
            passages = list(ground.evidence([caution.span]))
        evidence += passages
        if not passages:
            bare.add(ground.number)
    code = found[0][1].code
    key = next(iter(sources)) if len(sources) == 1 else f"caution/{code.code}"
    curation = desk.curations.get(("", key)) or Curation("", key)
    return Line(
        key=key,
        kind="caution",
        origin="generated",
        fragments=(Fragment(_words(desk, list(sources.values()), bare), "caution"),),
        evidence=tuple(dict.fromkeys(evidence)),
        state="accepted",
        is_included=is_included(curation._replace(state="accepted") if curation.state == "proposed" else curation),
        label=code.code,
        note=curation.note,
    )


def _words(desk: Desk, sources: Sequence[tuple[Code, set[int]]], bare: set[int]) -> str:
    """What the caution says; values that differ are each followed by their sources where there are several."""
    if len(sources) > 1:
        is_told_apart = len(desk.readings) > 1
        listed = [(code, _source_words(desk, numbers) if is_told_apart else "") for code, numbers in sources]
        return listed_caution_words(listed, desk.language)
    words = caution_words(sources[0][0], desk.language)
    if bare:
        where = _source_words(desk, bare)
        words = tr("{where}: {words}", desk.language, where=where[:1].upper() + where[1:], words=words)
    return words


def _source_words(desk: Desk, numbers: set[int]) -> str:
    listed = ", ".join(str(number) for number in sorted(numbers))
    return trn("source {numbers}", "sources {numbers}", len(numbers), desk.language, numbers=listed)
