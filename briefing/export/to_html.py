"""The brief as one HTML file: no script, nothing loaded from elsewhere, each footnote a jump into the source's text."""

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable

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
    marked_stretches,
    printed,
    source_rows,
)
from briefing.i18n import tr
from briefing.model import Brief, Evidence, Fragment, Group, Line, Section, Source
from briefing.paths import resource
from briefing.wording import citation, labelled, quotation_marks

# Mail programs drop style sheets from what they let the person edit: there the style stands at each element.
_MAIL_STYLES = {
    "h1": "font-size: 1.4em; margin: .4em 0",
    "h2": "font-size: 1.05em; color: #1f3f66; border-bottom: 1px solid #c4c4c4; margin: 1.3em 0 .4em",
    "h3": "font-size: 1em; margin: .7em 0 .1em",
    "h4": "font-size: 1em; margin: .5em 0 .1em",
    "ul": "margin: 0; padding-left: 1.2em",
    "th": "white-space: nowrap; text-align: left; vertical-align: top; font-weight: normal; color: #5a5a5a",
    "td": "text-align: left; vertical-align: top; padding: 1px 12px 1px 0",
    "marking": "text-align: center; font-weight: bold; letter-spacing: .08em",
    "head": "border-bottom: 2px solid #1f3f66",
    "label": "color: #1f3f66; font-variant: small-caps",
    "reported": "font-style: italic",
    "gloss": "margin: .1em 0 .3em; padding-left: .6em; border-left: 2px solid #c4c4c4; color: #333333",
    "cites": "font-size: .8em; color: #5a5a5a",
    "beside": "font-size: .85em; color: #5a5a5a",
    "role": "margin: 0; font-size: .85em; color: #5a5a5a",
    "facts": "margin: 0; font-size: .85em; color: #5a5a5a",
    "legend": "font-size: .85em; color: #5a5a5a",
    "hash": "font-size: .75em; color: #5a5a5a",
    "passage": "display: block; margin: .3em 0",
}


def write(brief: Brief) -> bytes:
    """A page with the whole text of each source in its annex, the passages marked and numbered."""
    style = resource("templates", "brief.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{style}</style>\n"
    )
    return _page(printed(brief), head, _whole_text).encode("utf-8")


def mail_page(brief: Brief) -> str:
    """The page for a mail, of a brief that is printed already: the cited passages alone, the style at each element."""
    page = _page(brief, "", _passages)
    # a tag's own quotes are the only ones in the page: those of the words are entities
    page = re.sub(r'class="(\w+)"', lambda found: found[0] + _style(found[1]), page)
    return re.sub(r"<(h[1-4]|ul|th|td)(?=[ >])", lambda found: found[0] + _style(found[1]), page)


def _style(name: str) -> str:
    return f' style="{_MAIL_STYLES[name]}"' if name in _MAIL_STYLES else ""


def _page(brief: Brief, head: str, words: Callable[[Source], str]) -> str:
    language = brief.header.language
    sections = "".join(_section(s, language, f"{n}. ") for n, s in enumerate(body(brief), 1))
    behind = "".join(_section(s, language, "") for s in annex(brief) if s.key != "sources")
    sources = "".join(_source(source, language, words(source)) for source in brief.sources)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n{head}'
        f"<title>{escape(brief.header.subject)}</title>\n</head>\n<body>\n"
        f"{_head(brief)}<main>\n{sections}"
        f'<p class="legend">{escape(legend(language))}</p>\n'
        f'<div class="annex">\n{behind}<section>\n<h2>{escape(tr("Sources", language))}</h2>\n{sources}</section>\n'
        f"</div>\n</main>\n{_marking(brief)}</body>\n</html>\n"
    )


def escape(text: str) -> str:
    return html.escape(inert(text), quote=True)


def _marking(brief: Brief) -> str:
    return f'<p class="marking">{escape(brief.header.marking)}</p>\n' if brief.header.marking else ""


def _head(brief: Brief) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>\n'
        for label, value in header_rows(brief)
    )
    return (
        f"<header>\n{_marking(brief)}<h1>{escape(brief.header.subject)}</h1>\n"
        f'<table class="head">\n{rows}</table>\n</header>\n'
    )


def _section(section: Section, language: str, number: str) -> str:
    parts, issue = [f"<h2>{escape(number + section.title)}</h2>\n"], ""
    has_issues = any(group.issue for group in section.groups)
    for group in section.groups:
        title = group.issue or tr("Other", language)
        if has_issues and title != issue:
            issue = title
            parts.append(f"<h3>{escape(issue)}</h3>\n")
        parts.append(_group(section, group, language, "h4" if has_issues else "h3"))
    return f'<section class="{escape(section.key)}">\n{"".join(parts)}</section>\n'


def _group(section: Section, group: Group, language: str, heading: str) -> str:
    if is_table(section, group):
        return _table(section, group, language)
    items = "".join(_item(line, language) for line in group.lines)
    if not group.title:
        return f"<ul>\n{items}</ul>\n"
    first = next((found for line in group.lines if (found := language_of(line))), language)
    role = f'<p class="role" lang="{escape(first)}">{escape(group.role)}</p>' if group.role else ""
    return (
        f'<div class="group"><div><{heading}>{escape(group.title)}</{heading}>{role}</div>\n<ul>\n{items}</ul></div>\n'
    )


def _table(section: Section, group: Group, language: str) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    rows = "".join(_row(line, language) for line in group.lines)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _row(line: Line, language: str) -> str:
    cells = [_fragments(cell) for cell in line.cells]
    if label := ("" if line.kind == "entry" else label_words(line, language)):
        cells[0] = f'<span class="label">{escape(label)}</span> {cells[0]}'
    words = min(1, len(cells) - 1)
    cells[words] += _marks(line, language)
    if gloss := gloss_of(line, language_of(line), language):
        cells[words] += f'<p class="gloss">{escape(gloss)}</p>'
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _item(line: Line, language: str) -> str:
    label = label_words(line, language)
    words = f'<span class="label">{escape(label)}</span> ' if label else ""
    words = f"<div>{words}{_fragments(line.fragments)}{_marks(line, language)}</div>"
    if gloss := gloss_of(line, language_of(line), language):
        return f'<li><div class="line glossed">{words}<p class="gloss">{escape(gloss)}</p></div></li>\n'
    return f'<li><div class="line">{words}</div></li>\n'


def _marks(line: Line, language: str) -> str:
    beside = "".join(f' <span class="beside">({escape(words)})</span>' for words in beside_words(line, language))
    links = ", ".join(f'<a href="#{_anchor(evidence)}">{number}</a>' for number, evidence in citations(line.evidence))
    cites = f' <span class="cites">[{links}]</span>' if links else ""
    if not is_unreviewed(line):
        return beside + cites
    said = escape(tr("proposed, not reviewed", language))
    return f'{beside}{cites}&nbsp;<span class="beside" title="{said}">{UNREVIEWED}</span>'


def _anchor(evidence: Evidence) -> str:
    return f"passage-{evidence.source}-{evidence.passage}"


def _fragments(fragments: Iterable[Fragment]) -> str:
    return "".join(_fragment(fragment) for fragment in fragments)


def _fragment(fragment: Fragment) -> str:
    text = escape(fragment.text).replace("\n", "<br>")
    if fragment.form == "quoted":
        opening, closing = quotation_marks(fragment.language)
        text = f"{opening}{text}{closing}"
    if fragment.form == "plain" and not fragment.language:
        return text
    language = f' lang="{escape(fragment.language)}"' if fragment.language else ""
    return f'<span class="{fragment.form}"{language}>{text}</span>'


def _source(source: Source, language: str, words: str) -> str:
    article = source.article
    number = tr("Source {number}", language, number=source.number)
    sha256 = tr("SHA-256", language)
    facts = " · ".join(
        labelled(escape(label), escape(value), language)
        for label, value in source_rows(source, language)
        if label != sha256
    )
    return (
        f'<article class="source" data-sha256="{escape(article.text_sha256)}">\n'
        f'<h3>{escape(number)} — <span lang="{escape(article.language)}">{escape(article.title)}</span></h3>\n'
        f'<p class="facts">{facts}</p>\n{words}\n'
        f'<p class="hash">{escape(sha256)} {escape(article.text_sha256)}</p>\n</article>\n'
    )


def _whole_text(source: Source) -> str:
    text, parts, position = source.article.text, list[str](), 0
    for passage in sorted(source.passages, key=lambda passage: passage.sentence):
        parts += [escape(text[position : passage.sentence.start]), _passage(passage)]
        position = passage.sentence.end
    words = "".join([*parts, escape(text[position:])])
    return f'<div class="text" lang="{escape(source.article.language)}">{words}</div>'


def _passages(source: Source) -> str:
    words = "\n".join(
        f'<span class="cites">{citation(passage)}</span> {_passage(passage)}' for passage in source.passages
    )
    return f'<div class="passages" lang="{escape(source.article.language)}">{words}</div>'


def _passage(passage: Evidence) -> str:
    words = "".join(
        f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in marked_stretches(passage)
    )
    return f'<span class="passage" id="{_anchor(passage)}" data-number="{citation(passage)}">{words}</span>'
