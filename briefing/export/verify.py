"""Checks an exported brief against its sources: everything between quotation marks, every passage, letter by letter."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser

from briefing.errors import UserError
from briefing.export import reread
from briefing.export.reread import Passage, Read
from briefing.i18n import tr

__all__ = ["Problem", "Report", "verify"]

_MARKS = {"«": "»", "“": "”"}
_LONGEST_QUOTE = 20_000
_MOST_CLOSINGS = 24


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold. Codes: "unknown-source", "changed-source", "not-verbatim", "nothing-to-check".

    `words` is the passage as the document has it, or the SHA-256 of the source.
    """

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """How many passages were compared, with which sources (SHA-256 of their text), and what does not hold."""

    passages: int
    sources: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems


def verify(document: bytes, suffix: str, texts: Mapping[str, str]) -> Report:
    """Whether a brief says nothing as verbatim that its sources do not say.

    `suffix` is one of .md .html .json .pdf .eml; `texts` holds the settled texts by SHA-256. UserError
    "unreadable-brief" when the document is no such file, "cannot-verify" for another suffix.
    """
    readers: dict[str, Callable[[bytes], Read]] = {
        ".md": reread.read_markdown,
        ".html": reread.read_html,
        ".json": _read_json,
        ".pdf": reread.read_pdf,
    }
    if suffix == ".eml":
        return _verify_mail(document, texts)
    if suffix not in readers:
        raise UserError("cannot-verify", tr("Briefs can be verified as Markdown, HTML, JSON, PDF and e-mail drafts."))
    return _compare(readers[suffix](document), texts)


def _read_json(document: bytes) -> Read:
    try:
        return reread.read_json(json.loads(document))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise reread.unreadable() from error


def _verify_mail(document: bytes, texts: Mapping[str, str]) -> Report:
    """The text, the page and the PDF of a draft, each by itself."""
    message = BytesParser(policy=policy.default).parsebytes(document)
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    if text is None or page is None:
        raise reread.unreadable()
    reads = [reread.read_plain(text.get_content()), reread.read_html(page.get_content().encode("utf-8"))]
    for part in message.iter_attachments():
        if part.get_content_type() == "application/pdf":
            attached = part.get_payload(decode=True)
            reads.append(reread.read_pdf(attached if isinstance(attached, bytes) else b""))
    reports = [_compare(read, texts) for read in reads]
    return Report(
        sum(report.passages for report in reports),
        tuple(dict.fromkeys(source for report in reports for source in report.sources)),
        tuple(dict.fromkeys(problem for report in reports for problem in report.problems)),
    )


# --- comparing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ground:
    """A source text as a format lets it be compared: without the signs that the format may drop or move."""

    text: str
    squeezed: str
    places: tuple[int, ...] = field(repr=False)

    def holds(self, words: str) -> bool:
        """Whether `words` (squeezed) stands here as whole words."""
        start = self.squeezed.find(words)
        while start >= 0:
            first, last = self.places[start], self.places[start + len(words) - 1]
            before, after = self.text[first - 1 : first], self.text[last + 1 : last + 2]
            if not (_joins(before, words[0]) or _joins(words[-1], after)):
                return True
            start = self.squeezed.find(words, start + 1)
        return False


def _joins(one: str, other: str) -> bool:
    return bool(one and other) and one.isalnum() and other.isalnum()


def _ground(text: str, dropped: re.Pattern[str]) -> _Ground:
    places = [index for index, sign in enumerate(text) if not dropped.match(sign)]
    return _Ground(text, "".join(text[index] for index in places), tuple(places))


def _compare(read: Read, texts: Mapping[str, str]) -> Report:
    problems: list[Problem] = []
    grounds: dict[str, _Ground] = {}
    for sha256 in read.sources:
        if sha256 not in texts:
            problems.append(Problem("unknown-source", sha256))
        elif hashlib.sha256(texts[sha256].encode("utf-8")).hexdigest() != sha256:
            problems.append(Problem("changed-source", sha256))
        else:
            grounds[sha256] = _ground(texts[sha256], read.dropped)
    compared = 0
    for passage in read.passages:
        compared += 1
        if not _stands(passage, grounds, read.dropped):
            problems.append(Problem("not-verbatim", passage.words))
    for quote, is_verbatim in _quotes(read.prose, grounds.values(), read.dropped):
        compared += 1
        if not is_verbatim:
            problems.append(Problem("not-verbatim", quote))
    if not compared and not problems:
        problems.append(Problem("nothing-to-check", ""))
    return Report(compared, tuple(read.sources), tuple(dict.fromkeys(problems)))


def _stands(passage: Passage, grounds: Mapping[str, _Ground], dropped: re.Pattern[str]) -> bool:
    """Whether a passage stands in its source (in any, where the document does not say which), at its place."""
    home = grounds.get(passage.source or "")
    if passage.place and home:
        start, end = passage.place
        return home.text[start:end] == passage.words
    words = dropped.sub("", passage.words)
    return not words or any(ground.holds(words) for ground in ([home] if home else grounds.values()))


def _quotes(prose: Iterable[str], grounds: Iterable[_Ground], dropped: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Whatever the prose puts between quotation marks, with whether a source says it; a stray mark is said by none."""
    homes = list(grounds)
    for text in prose:
        position = 0
        while match := re.compile("[«“»”]").search(text, position):
            start, mark = match.start(), match.group()
            if mark not in _MARKS:
                yield text[max(0, start - 40) : start + 1], False
                position = start + 1
                continue
            ends = _closings(text, start, _MARKS[mark])
            inside = [(end, dropped.sub("", text[start + 1 : end])) for end in ends]
            home = next((end for end, words in reversed(inside) if words and any(h.holds(words) for h in homes)), None)
            end = home if home is not None else (ends[0] if ends else min(len(text), start + 80))
            yield text[start + 1 : end], home is not None
            position = end + 1


def _closings(text: str, start: int, mark: str) -> list[int]:
    """Where the quotation that begins at `start` may end: the longest verbatim one counts, as quotes hold quotes."""
    window = text[start : start + _LONGEST_QUOTE]
    return [start + match.start() for match in re.finditer(mark, window)][:_MOST_CLOSINGS]
