"""The brief as Markdown: plain to read as it is, evidence as footnotes, every sign from outside escaped."""

import re
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
    legend,
    printed,
    source_rows,
)
from briefing.i18n import tr
from briefing.model import Brief, Evidence, Fragment, Group, Line, Section
from briefing.wording import citation, in_marks, labelled

# These are escaped by a backslash in every dialect; the rest become entities, which no dialect reads as markup.
_BACKSLASHED = re.compile(r"([\\`*_{}\[\]])")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",
    "$": "&#36;",
    "@": "&#64;",
}
_ACTIVE_START = re.compile(r"^(\s*)([#+\-=:]|\d+[.)])")


def write(brief: Brief) -> bytes:
    """UTF-8 Markdown with tables and footnotes as Python-Markdown, Pandoc and GitHub read them."""
    brief = printed(brief)
    language = brief.header.language
    parts = [_head(brief)]
    parts += [_section(section, language, f"{n}. ") for n, section in enumerate(body(brief), 1)]
    parts.append("---\n\n# " + escape(tr("Annex", language)))
    parts += [_section(section, language, "") for section in annex(brief) if section.key != "sources"]
    parts.append(_sources(brief))
    return ("\n\n".join(part.strip("\n") for part in parts if part) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text that stands for itself in Markdown, on one line."""
    text = " ".join(inert(text).split("\n"))
    text = "".join(_ENTITIES.get(sign, sign) for sign in text)
    text = _BACKSLASHED.sub(r"\\\1", text)
    text = text.replace("://", "&#58;//").replace("www.", "www&#46;")
    return _ACTIVE_START.sub(lambda m: m[1] + m[2][:-1] + f"&#{ord(m[2][-1])};", text)


def _head(brief: Brief) -> str:
    header, language = brief.header, brief.header.language
    marking = f"**{escape(header.marking)}**\n\n" if header.marking else ""
    rows = "\n".join(f"| **{escape(label)}** | {escape(value)} |" for label, value in header_rows(brief))
    return f"{marking}# {escape(header.subject)}\n\n| | |\n|---|---|\n{rows}\n\n*{escape(legend(language))}*"


def _section(section: Section, language: str, number: str) -> str:
    parts, issue = [f"## {number}{escape(section.title)}"], ""
    for group in section.groups:
        if group.issue != issue:
            issue = group.issue
            parts.append(f"### {escape(issue or tr('Other', language))}")
        if group.title:
            role = f" — {escape(group.role)}" if group.role else ""
            parts.append(f"**{escape(group.title)}**{role}")
        parts.append(_group(section, group, language))
    return "\n\n".join(parts)


def _group(section: Section, group: Group, language: str) -> str:
    if not is_table(section, group):
        return "\n".join(_item(line, language) for line in group.lines)
    head = "| " + " | ".join(escape(column) for column in section.columns) + " |"
    rule = "|" + "---|" * len(section.columns)
    return "\n".join([head, rule, *(_row(line, language) for line in group.lines)])


def _item(line: Line, language: str) -> str:
    label = label_words(line, language)
    words = f"**{escape(label)}** " if label else ""
    words += _fragments(line.fragments) + _marks(line, language)
    if gloss := gloss_of(line, language_of(line), language):
        words += f"\n    - {escape(tr('Gloss: {gloss}', language, gloss=gloss))}"
    return f"- {words}"


def _row(line: Line, language: str) -> str:
    cells = [_fragments(cell) for cell in line.cells]
    if label := ("" if line.kind == "entry" else label_words(line, language)):
        cells[0] = f"**{escape(label)}** {cells[0]}"
    cells[min(1, len(cells) - 1)] += _marks(line, language)
    if gloss := gloss_of(line, language_of(line), language):
        cells[min(1, len(cells) - 1)] += f" ({escape(tr('Gloss: {gloss}', language, gloss=gloss))})"
    return "| " + " | ".join(cells) + " |"


def _marks(line: Line, language: str) -> str:
    """Whose wording, the footnotes, and the sign of what no one has reviewed."""
    beside = "".join(f" ({escape(words)})" for words in beside_words(line, language))
    notes = "".join(f"[^{number.replace('.', '-')}]" for number, _ in citations(line.evidence))
    return f"{beside} {notes}".rstrip() + (f" {UNREVIEWED}" if is_unreviewed(line) else "")


def _fragments(fragments: Iterable[Fragment]) -> str:
    return "".join(_fragment(fragment) for fragment in fragments)


def _fragment(fragment: Fragment) -> str:
    text = escape(fragment.text)
    if fragment.form == "quoted":
        return in_marks(text, fragment.language)
    if fragment.form == "reported" and text.strip():
        # emphasis must hug its words: white space at the edges stays outside
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}*{text.strip()}*{after}"
    return text


def _sources(brief: Brief) -> str:
    language = brief.header.language
    parts = [f"## {escape(tr('Sources', language))}"]
    for source in brief.sources:
        title = tr("Source {number}", language, number=source.number)
        parts.append(f"### {escape(title)} — {escape(source.article.title)}")
        parts.append(
            "\n".join(f"- {labelled(escape(k), escape(v), language)}" for k, v in source_rows(source, language))
        )
    notes = [_footnote(passage) for source in brief.sources for passage in source.passages]
    return "\n\n".join([*parts, *notes])


def _footnote(passage: Evidence) -> str:
    where = f"{citation(passage)} § {passage.paragraph}"
    return f"[^{passage.source}-{passage.passage}]: {where} — {escape(passage.sentence.quote)}"
