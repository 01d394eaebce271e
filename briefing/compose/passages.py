"""Where a line stands: the sentence around a span by rule, and the numbered passages of each source."""

import re
from collections.abc import Mapping, Sequence

from briefing.model import Article, Evidence, Reading, Section, Source, Span
from briefing.text import paragraphs, snippet

# A sentence ends at . ! ? … with closing marks behind it, before white space and something that can begin one.
_END = re.compile(r"[.!?…]+[»”\"’)\]]*(?:[\u00a0\u202f ][»”])?(?=\s+[«“\"(\[¿¡—–-]*\s?[^\W_a-zà-ÿ])")
# Not an end: an abbreviated title or an initial before the full stop.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|M|Mm?e|Mlle|Dr|Pr|St|Mr|Mrs|Ms|Sr|Sra|Lic|Gen|Sen|Rep|Gov|vs|cf|[A-Z]\.[A-Z]))$"
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text by rule, in order, each within its paragraph and without white space at its edges."""
    found = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for end in _ends(paragraph):
            found.append(snippet(text, start, end))
            start = end
        if text[start : paragraph.end].strip():
            found.append(snippet(text, start, paragraph.end))
    return tuple(found)


def _ends(paragraph: Span) -> list[int]:
    return [
        paragraph.start + match.end()
        for match in _END.finditer(paragraph.quote)
        if not (match.group().startswith(".") and _ABBREVIATED.search(paragraph.quote[: match.start()]))
    ]


class Ground:
    """One source text cut into paragraphs and sentences once, to place many spans on."""

    def __init__(self, article: Article, number: int) -> None:
        self.article = article
        self.number = number
        self.paragraphs = paragraphs(article.text)
        self.sentences = sentences(article.text)

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences that hold a span; the span itself where the text has changed under it."""
        text = self.article.text
        held = [s for s in self.sentences if s.start < span.end and span.start < s.end]
        start = min([span.start, *(s.start for s in held)])
        end = max([span.end, *(s.end for s in held)])
        if len(held) > 1 and "\n" in text[start:end] and "\n" not in span.quote:
            return span
        return snippet(text, start, end)

    def evidence(self, spans: Sequence[Span]) -> tuple[Evidence, ...]:
        """The evidence under a line: one for each stretch of sentences; passages are numbered later."""
        found: list[Evidence] = []
        for span in sorted(s for s in spans if s.stands_in(self.article.text)):
            sentence = self.sentence(span)
            last = found[-1] if found else None
            if last and sentence.start < last.sentence.end:
                start, end = last.sentence.start, max(last.sentence.end, sentence.end)
                joined = snippet(self.article.text, start, end)
                found[-1] = last._replace(spans=(*last.spans, span), sentence=joined)
            else:
                paragraph = sum(p.start <= span.start for p in self.paragraphs)
                found.append(Evidence(self.article.id, self.number, 0, max(1, paragraph), (span,), sentence))
        return tuple(found)


def number_passages(
    sections: Sequence[Section], readings: Sequence[Reading]
) -> tuple[tuple[Section, ...], tuple[Source, ...]]:
    """The sections with numbered evidence, and the sources with their passages.

    Overlapping sentences are one passage. What included lines stand on is numbered first, in the order of the
    text, so that no number is missing on paper; what only set-aside lines stand on follows.
    """
    shown: dict[str, list[Evidence]] = {}
    aside: dict[str, list[Evidence]] = {}
    for line in (line for section in sections for line in section.lines):
        for evidence in line.evidence:
            (shown if line.is_included else aside).setdefault(evidence.article_id, []).append(evidence)
    sources = []
    numbers: dict[str, tuple[Evidence, ...]] = {}
    for index, reading in enumerate(readings, 1):
        article = reading.article
        passages = _passages(shown.get(article.id, ()), aside.get(article.id, ()), article, index)
        numbers[article.id] = passages
        sources.append(Source(index, _dated(reading), passages))
    found = tuple(_numbered(section, numbers) for section in sections)
    return found, tuple(sources)


def _dated(reading: Reading) -> Article:
    """The article with the date that its text states, where nothing else dates it."""
    article, reference = reading.article, reading.findings.reference_date
    if article.published or not reference.value:
        return article
    return article._replace(published=reference.value, published_basis=reference.basis)


def _passages(
    included: Sequence[Evidence], aside: Sequence[Evidence], article: Article, number: int
) -> tuple[Evidence, ...]:
    shown = _merged(included)
    rest = _merged([e for e in aside if not any(_holds(p, e) for p in shown)])
    return tuple(
        Evidence(
            article.id,
            number,
            n,
            passage[0].paragraph,
            tuple(sorted({span for e in passage for span in e.spans})),
            snippet(article.text, passage[0].sentence.start, max(e.sentence.end for e in passage)),
        )
        for n, passage in enumerate([*shown, *rest], 1)
    )


def _merged(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """The evidence in order of the text, what overlaps together."""
    merged: list[list[Evidence]] = []
    for item in sorted(evidence, key=lambda e: (e.sentence.start, e.sentence.end)):
        if merged and item.sentence.start < max(e.sentence.end for e in merged[-1]):
            merged[-1].append(item)
        else:
            merged.append([item])
    return merged


def _holds(passage: Sequence[Evidence], evidence: Evidence) -> bool:
    start, end = passage[0].sentence.start, max(e.sentence.end for e in passage)
    return start <= evidence.sentence.start and evidence.sentence.end <= end


def _numbered(section: Section, passages: Mapping[str, Sequence[Evidence]]) -> Section:
    groups = tuple(
        group._replace(
            lines=tuple(
                line._replace(
                    evidence=tuple(e._replace(passage=_number(e, passages[e.article_id])) for e in line.evidence)
                )
                if line.evidence
                else line
                for line in group.lines
            ),
        )
        for group in section.groups
    )
    return section._replace(groups=groups)


def _number(evidence: Evidence, passages: Sequence[Evidence]) -> int:
    start, end = evidence.sentence.start, evidence.sentence.end
    return next(p.passage for p in passages if p.sentence.start <= start and end <= p.sentence.end)
