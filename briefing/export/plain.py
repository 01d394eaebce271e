"""The brief as plain text, for mail readers without HTML: reported clauses between underscores."""

from collections.abc import Iterable

from briefing.export.paper import (
    UNREVIEWED,
    annex,
    beside_words,
    body,
    citations,
    gloss_of,
    header_rows,
    inert,
    is_table,
    is_unreviewed,
    label_words,
    language_of,
    source_rows,
)
from briefing.i18n import tr
from briefing.model import Brief, Fragment, Group, Line, Section, Source
from briefing.wording import citation, in_marks, labelled


def plain_text(brief: Brief) -> str:
    """A printed brief in lines of text."""
    header, language = brief.header, brief.header.language
    rows = [labelled(label, value, language) for label, value in header_rows(brief)]
    parts = [inert(header.marking), inert(header.subject), "\n".join(rows), _legend(language)]
    parts += [_section(section, language, f"{n}. ") for n, section in enumerate(body(brief), 1)]
    parts += [_section(section, language, "") for section in annex(brief) if section.key != "sources"]
    parts += [_source(source, language) for source in brief.sources]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _legend(language: str) -> str:
    return tr(
        "In quotation marks: verbatim. Between underscores: the article’s own words. {sign}: found by the machine, not"
        " yet reviewed. Numbers in brackets: source and passage, at the end.",
        language,
        sign=UNREVIEWED,
    )


def _section(section: Section, language: str, number: str) -> str:
    parts, issue = [f"{number}{inert(section.title)}".upper()], ""
    for group in section.groups:
        if group.issue and group.issue != issue:
            issue = group.issue
            parts.append(inert(issue))
        parts.append(_group(section, group, language))
    return "\n\n".join(parts)


def _group(section: Section, group: Group, language: str) -> str:
    title = inert(group.title) + (f" ({inert(group.role)})" if group.role else "")
    lines = [_line(line, language, is_row=is_table(section, group)) for line in group.lines]
    return "\n".join([*([title] if group.title else []), *lines])


def _line(line: Line, language: str, *, is_row: bool) -> str:
    if is_row:
        words = " | ".join(_fragments(cell) for cell in line.cells if any(f.text for f in cell))
    else:
        words = _fragments(line.fragments)
    label = "" if line.kind == "entry" else label_words(line, language)
    beside = "".join(f" ({words})" for words in beside_words(line, language))
    cites = ", ".join(number for number, _ in citations(line.evidence))
    marks = (f" [{cites}]" if cites else "") + (f" {UNREVIEWED}" if is_unreviewed(line) else "")
    gloss = gloss_of(line, language_of(line), language)
    under = f"\n    = {gloss}" if gloss else ""
    shown = labelled(label, words, language) if label else words
    return f"- {shown}{beside}{marks}{under}"


def _fragments(fragments: Iterable[Fragment]) -> str:
    return "".join(_fragment(fragment) for fragment in fragments)


def _fragment(fragment: Fragment) -> str:
    text = inert(fragment.text)
    # a passage stays on its line, where it can be found again; the analyst's paragraphs stay apart
    text = text.replace("\n", "\n  " if fragment.form == "analyst" else " ")
    if fragment.form == "quoted":
        return in_marks(text, fragment.language)
    if fragment.form == "reported" and text.strip():
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}_{text.strip()}_{after}"
    return text


def _source(source: Source, language: str) -> str:
    title = tr("Source {number}", language, number=source.number)
    rows = [labelled(label, value, language) for label, value in source_rows(source, language)]
    passages = [
        f"[{citation(passage)}] § {passage.paragraph} — {_one_line(passage.sentence.quote)}"
        for passage in source.passages
    ]
    return "\n".join([f"{title} — {inert(source.article.title)}", *rows, *passages])


def _one_line(text: str) -> str:
    return inert(text).replace("\n", " ")
