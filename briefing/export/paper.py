"""What all writers share: which lines go out, the rows of the header, the words beside a line."""

import re
from collections.abc import Iterable

from briefing.i18n import tr, trn
from briefing.model import Brief, Evidence, Group, Line, Section, Source
from briefing.text import ACTIVE
from briefing.wording import (
    actor_kind_words,
    caution_words,
    citation,
    date_words,
    language_words,
    published_words,
    purpose_words,
    stance_words,
)

UNREVIEWED = "○"
_LONGEST_NAME = 60
_MOST_SOURCES = 8
# Cautions that say how a line was made, printed beside it; the others stand in their own section.
_BESIDE = ("attributed-by-analyst", "uncited-line")


def inert(text: str) -> str:
    """Text without the signs that act on a reader: bidi controls, control characters. Tabs become spaces."""
    return re.sub(ACTIVE, "", text.replace("\r\n", "\n").replace("\t", " "))


def printed(brief: Brief) -> Brief:
    """The brief as it goes out: included lines, sections that have any, the passages those lines stand on."""
    sections = tuple(section for section in map(_printed_section, brief.sections) if section.groups)
    cited = {(e.source, e.passage) for section in sections for line in section.lines for e in line.evidence}
    sources = tuple(
        source._replace(passages=tuple(p for p in source.passages if (p.source, p.passage) in cited))
        for source in brief.sources
    )
    return brief._replace(sections=sections, sources=sources)


def _printed_section(section: Section) -> Section:
    groups = (g._replace(lines=tuple(line for line in g.lines if line.is_included)) for g in section.groups)
    return section._replace(groups=tuple(group for group in groups if group.lines))


def body(brief: Brief) -> tuple[Section, ...]:
    return tuple(section for section in brief.sections if not section.is_annex)


def annex(brief: Brief) -> tuple[Section, ...]:
    """The sections of the annex; the sources themselves follow them."""
    return tuple(section for section in brief.sections if section.is_annex)


def header_rows(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Label and value of each filled row of the header, in the order of an official note."""
    header, language = brief.header, brief.header.language
    rows = (
        (tr("Reference", language), header.reference),
        (tr("To", language), header.to),
        (tr("Through", language), header.through),
        (tr("From", language), header.sender),
        (tr("Subject", language), header.subject),
        (tr("Date", language), date_words(header.date, language) if header.date else ""),
        (tr("As of", language), date_words(header.as_of, language) if header.as_of else ""),
        (tr("Purpose", language), purpose_words(header.purpose, language)),
        (tr("Drafter", language), header.drafter),
        (tr("Sources used", language), _sources_words(brief)),
    )
    return tuple((label, inert(value)) for label, value in rows if value)


def _sources_words(brief: Brief) -> str:
    """The sources of the header; many are only counted there, so that the brief begins on its first page."""
    language = brief.header.language
    if len(brief.sources) > _MOST_SOURCES:
        return trn("{count} article, in the annex", "{count} articles, in the annex", len(brief.sources), language)
    return tr("; ", language).join(source_words(source, language) for source in brief.sources)


def source_words(source: Source, language: str) -> str:
    """A source in one line: number, outlet or title, date."""
    article = source.article
    date = date_words(article.published, language) if article.published else tr("undated", language)
    name = article.outlet or article.title
    if len(name) > _LONGEST_NAME:  # the annex has it whole
        name = name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " […]"
    return f"{source.number} {name} ({date})"


def source_rows(source: Source, language: str) -> tuple[tuple[str, str], ...]:
    """Label and value of what is known about a source."""
    article = source.article
    rows = (
        (tr("Outlet", language), article.outlet or ""),
        (tr("Author", language), article.author or ""),
        (tr("Published", language), published_words(article.published, article.published_basis, language)),
        (tr("Language", language), language_words(article.language, language)),
        (tr("Origin", language), article.origin or ""),
        (tr("SHA-256", language), article.text_sha256),
    )
    return tuple((label, inert(value)) for label, value in rows if value)


def citations(evidence: Iterable[Evidence]) -> tuple[tuple[str, Evidence], ...]:
    """The passage numbers of a line, each once, with the evidence they stand for."""
    found: dict[str, Evidence] = {}
    for item in evidence:
        found.setdefault(citation(item), item)
    return tuple(found.items())


def label_words(line: Line, language: str) -> str:
    """The word before a line: the stance of a statement, "cancelled" of a meeting."""
    if line.label is None or line.kind in ("caution", "own"):
        return ""
    if line.kind == "meeting":
        return tr("cancelled", language) if line.label == "cancelled" else ""
    if line.kind == "entry":
        return actor_kind_words(line.label, language)
    return stance_words(line.label, language)


def beside_words(line: Line, language: str) -> tuple[str, ...]:
    """What is said in small beside a line: whose wording, whose attribution."""
    words = []
    if line.origin == "analyst" and line.kind != "own":
        words.append(tr("added by the analyst", language))
    if any(fragment.form == "analyst" for fragment in line.fragments) and line.kind != "own":
        words.append(tr("analyst’s wording", language))
    words += [caution_words(caution, language) for caution in line.cautions if caution.code.code in _BESIDE]
    return tuple(inert(word) for word in words)


def is_unreviewed(line: Line) -> bool:
    return line.origin == "machine" and line.state == "proposed"


def gloss_of(line: Line, article_language: str | None, language: str) -> str:
    """The gloss to print: none where the brief and the source share a language."""
    return "" if not line.gloss or article_language == language else inert(line.gloss)


def language_of(line: Line) -> str | None:
    """The language of a line's article words, None if it has none."""
    return next((fragment.language for fragment in line.fragments if fragment.language), None)


def legend(language: str) -> str:
    """How to read a brief, in one line."""
    return tr(
        "In quotation marks: verbatim. In italics: the article’s own words. {sign}: found by the machine, not yet"
        " reviewed. Numbers in brackets: source and passage, in the annex.",
        language,
        sign=UNREVIEWED,
    )


def columns(section: Section) -> int:
    return len(section.columns)


def is_table(section: Section, group: Group) -> bool:
    """Whether a group is printed as rows: its section has columns and each of its lines has that many cells."""
    return bool(section.columns) and all(len(line.cells) == len(section.columns) for line in group.lines)


def marked_stretches(passage: Evidence) -> tuple[tuple[str, bool], ...]:
    """The sentence of a passage cut where its quoted spans begin and end: (text, is it under a line)."""
    start = passage.sentence.start
    is_marked = [False] * len(passage.sentence.quote)
    for span in passage.spans:
        for position in range(max(span.start, start), min(span.end, passage.sentence.end)):
            is_marked[position - start] = True
    stretches: list[tuple[str, bool]] = []
    for sign, mark in zip(passage.sentence.quote, is_marked, strict=True):
        if stretches and stretches[-1][1] == mark:
            stretches[-1] = (stretches[-1][0] + sign, mark)
        else:
            stretches.append((sign, mark))
    return tuple(stretches)
