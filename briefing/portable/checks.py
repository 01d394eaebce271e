"""What each record of a portable dossier may say, beyond its types."""

import json
import re
from datetime import datetime
from typing import Any

from briefing.findings_json import from_json, to_json
from briefing.i18n import LANGUAGES
from briefing.model import (
    Article,
    Figure,
    Findings,
    Header,
    Meeting,
    Statement,
    Succession,
    Unattributed,
)
from briefing.portable.values import Decision, GeneratedDecision, KeptFile, MadeByHand, Note, Own, Place
from briefing.shapes import fits, is_text
from briefing.text import is_day

SECTIONS = frozenset(
    {"bottom-line", "positions", "watch", "figures", "unattributed", "agreement", "cautions", "comment"}
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_RESERVED = frozenset({"caution", "own"})  # how the keys of lines without an article begin
_HASH = re.compile(r"[0-9a-f]{64}")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_LARGEST = 10.0**18
_LONGEST_LINE = 100_000


def is_member(name: object, about: object) -> bool:
    """Whether an entry of the manifest is a name with its size and hash."""
    if not isinstance(name, str) or not isinstance(about, dict) or about.keys() != {"size", "sha256"}:
        return False
    return type(about["size"]) is int and is_hash(about["sha256"])


def is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value)) and value not in _RESERVED


def is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(_HASH.fullmatch(value))


def are_digests(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(d, str) and _DIGEST.fullmatch(d) for d in value)


def is_line(value: object) -> bool:
    """A string of a length that one line of a form can have; any signs, which are shown as plain text."""
    return isinstance(value, str) and is_text(value) and len(value) <= _LONGEST_LINE


def is_time(value: object) -> bool:
    """Empty, or ISO 8601 written to its precision."""
    if not isinstance(value, str) or not (value == "" or _TIME.fullmatch(value)):
        return False
    try:
        if "T" in value:
            datetime.fromisoformat(value)
    except ValueError:
        return False
    return is_date(value[:10]) if value else True


def is_date(value: str | None) -> bool:
    """None, or an existing day, month or year."""
    if value is None:
        return True
    return bool(_DATE.fullmatch(value)) and is_day(f"{value}-01-01"[:10]) and value[:4] != "0000"


def _is_position(value: float | None) -> bool:
    return value is None or abs(value) <= _LARGEST


def is_article(article: Article) -> bool:
    is_right = fits(article, Article) and is_id(article.id) and article.language in LANGUAGES
    is_right = is_right and is_hash(article.original_sha256) and is_hash(article.text_sha256)
    is_right = is_right and is_date(article.published) and is_time(article.added_at or "")
    words = (article.title, article.outlet, article.author, article.origin, article.media_type)
    return is_right and all(word is None or is_line(word) for word in words) and 0 <= article.replaced <= _LARGEST


def is_header(header: Header) -> bool:
    is_right = fits(header, Header) and header.language in LANGUAGES
    return is_right and all(value is None or is_day(value) for value in (header.date, header.as_of))


def is_own_line(line: Own) -> bool:
    return (
        fits(line, Own)
        and is_id(line.id)
        and line.section in SECTIONS
        and is_time(line.made_at)
        and _is_position(line.position)
    )


def is_decision(decision: Decision) -> bool:
    return fits(decision, Decision) and is_line(decision.key) and is_time(decision.decided_at)


def is_place(place: Place) -> bool:
    return fits(place, Place) and is_line(place.key) and _is_position(place.position)


def is_generated(decision: GeneratedDecision) -> bool:
    return fits(decision, GeneratedDecision) and is_line(decision.key) and _is_position(decision.position)


def is_note(note: Note, text: str) -> bool:
    if not fits(note, Note) or not is_id(note.id) or not is_time(note.made_at):
        return False
    return 0 <= note.start < note.end <= len(text) and text[note.start : note.end] == note.quote


def is_span(raw: object) -> bool:
    """Whether it is a passage: where it begins and ends, and as many signs."""
    if not isinstance(raw, dict) or raw.keys() != {"start", "end", "quote"} or not isinstance(raw["quote"], str):
        return False
    start, end = raw["start"], raw["end"]
    return type(start) is int and type(end) is int and 0 <= start < end and len(raw["quote"]) == end - start


def is_succession(made: Succession, text: str) -> bool:
    """What was carried over, from passages of this text; those of the newer one are seen to where it is at hand."""
    return (
        fits(made, Succession)
        and is_time(made.made_at)
        and all(is_line(one.key) and is_line(one.new_key) for one in made.carried)
        and all(one.old is None or one.old.stands_in(text) for one in made.carried)
    )


def is_kept_file(kept: KeptFile) -> bool:
    return fits(kept, KeptFile) and is_id(kept.id) and is_hash(kept.sha256) and is_time(kept.added_at)


def is_made(made: MadeByHand, text: str) -> bool:
    """A finding made by hand: one, of the key that it is kept under, standing in the text."""
    if not fits(made, MadeByHand) or not is_line(made.key):
        return False
    try:
        raw = json.loads(made.document)
    except (ValueError, RecursionError):
        return False
    findings = _read(raw, text)
    if findings is None:
        return False
    return [finding.key for finding in _all(findings)] == [made.key]


def read_findings(raw: object, article: Article) -> Findings | None:
    """The findings of an article, or None when they are not what `findings_json` writes of its text."""
    if not isinstance(raw, dict) or raw.get("doc") != article.id:
        return None
    findings = _read(raw | {"doc": ""}, article.text)
    if findings is None or findings.language not in LANGUAGES:
        return None
    keys = [finding.key for finding in _all(findings)]
    return findings if len(set(keys)) == len(keys) else None


def _all(findings: Findings) -> tuple[Statement | Unattributed | Meeting | Figure, ...]:
    return (*findings.statements, *findings.unattributed, *findings.meetings, *findings.figures)


def _read(raw: Any, text: str) -> Findings | None:
    """Read back, of the right types, and written again the same: then nothing in it is left over or made up."""
    try:
        findings = from_json(raw, text)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, AssertionError):
        return None
    if not fits(findings, Findings) or to_json("", findings) != raw or not _agrees(findings):
        return None
    return findings


def _agrees(findings: Findings) -> bool:
    """Who is referred to is there, dates exist, numbers can be counted with."""
    known = {actor.id for actor in findings.actors}
    named: set[str] = set()
    dates: list[str | None] = [findings.reference_date.value]
    numbers: list[float] = []
    for finding in _all(findings):
        if not is_line(finding.key):
            return False
        match finding:
            case Statement():
                named |= {*finding.actors, *finding.via}
                numbers.append(finding.confidence)
            case Meeting():
                named |= {*finding.participants}
                dates += [finding.when.start, finding.when.end]
            case Figure():
                named |= {finding.claimed_by} if finding.claimed_by else set()
                numbers += finding.value if isinstance(finding.value, tuple) else [finding.value]
            case Unattributed():
                pass
    dates += [mention.value for mention in findings.dates]
    return named <= known and all(is_date(d) for d in dates) and all(abs(number) <= _LARGEST for number in numbers)
