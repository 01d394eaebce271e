"""The brief as PDF: PDF/UA-1 and PDF/A-2a in one file, typeset by Typst from data that is never read as markup."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import typst

from briefing.export.paper import (
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
from briefing.wording import citation, quotation_marks

# Relative widths of the columns; 0 is as wide as its content.
_WIDTHS = {"watch": [30, 36, 28, 10], "figures": [14, 50, 30], "chronology": [26, 40, 26, 12], "cast": [34, 36, 36]}
# Rows that need the whole width of the header.
_WIDE = ("Subject", "Sources used")
_SHORT = ("cautions", "unattributed")
# Signs of a marking or a reference in the margin of a page, side by side.
_LONGEST_IN_MARGIN = 60
_NO_DATE = date(2000, 1, 1)


def write(brief: Brief) -> bytes:
    """A tagged A4 document with bookmarks. It carries the brief's date and no clock: the same bytes each time."""
    brief = printed(brief)
    day = _day(brief.header.date)
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return _typeset(json.dumps(_document(brief), ensure_ascii=False), int(made.timestamp()))


def _typeset(data: str, timestamp: int) -> bytes:
    return typst.compile(
        resource("templates", "brief.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"brief": data},
        pdf_standards=["1.7", "a-2a", "ua-1"],
        timestamp=timestamp,
    )


def pages(brief: Brief, pixels_per_inch: int) -> list[bytes]:
    """The pages of the same document as PNG pictures, for a preview."""
    made = typst.compile(
        resource("templates", "brief.typ").read_bytes(),
        format="png",
        ppi=float(pixels_per_inch),
        ignore_system_fonts=True,
        sys_inputs={"brief": json.dumps(_document(printed(brief)), ensure_ascii=False)},
    )
    # one page comes as bytes, several as a list of them
    return list(made) if isinstance(made, list) else [made]


def _day(value: str | None) -> date:
    parts = [int(part) for part in (value or "").split("-") if part.isdigit()]
    return date(*[*parts, 1, 1][:3]) if parts else _NO_DATE


# --- the document as data ------------------------------------------------------------------------------------------


def _document(brief: Brief) -> dict[str, Any]:
    header, language = brief.header, brief.header.language
    rows = header_rows(brief)
    wide = {tr(label, language) for label in _WIDE}
    subject = tr("Subject", language)
    return {
        "language": language,
        "title": shown(header.subject) or tr("Brief", language),
        "authors": [shown(header.drafter)] if header.drafter.strip() else [],
        "keywords": [f"sha256:{source.article.text_sha256}" for source in brief.sources],
        "description": legend(language),
        "marking": shown(header.marking),
        "margin-marking": _in_margin(header.marking),
        "margin-reference": _in_margin(header.reference),
        "rows": [[label, shown(value)] for label, value in rows if label not in wide],
        "wide-rows": [[label, shown(value)] for label, value in rows if label in wide and label != subject],
        "legend": legend(language),
        "sections": [_section(s, language, f"{n}. ") for n, s in enumerate(body(brief), 1)],
        "annex-title": tr("Annex", language),
        "annex": [_section(s, language, "") for s in annex(brief) if s.key != "sources"],
        "sources-title": tr("Sources", language),
        "sources": [_source(source, language) for source in brief.sources],
    }


def _in_margin(words: str) -> str:
    """Words as they stand on every page: in one line, cut where they are too long for that."""
    line = " ".join(shown(words).split())
    return line if len(line) <= _LONGEST_IN_MARGIN else line[:_LONGEST_IN_MARGIN].rstrip() + " […]"


def _section(section: Section, language: str, number: str) -> dict[str, Any]:
    return {
        "title": number + shown(section.title),
        "columns": [shown(column) for column in section.columns],
        "split": _split(section),
        "widths": _WIDTHS.get(section.key, [1] * len(section.columns)),
        "groups": [_group(section, group, language) for group in section.groups],
    }


def _split(section: Section) -> int:
    """After which line a section of short remarks goes on in a second column; 0 for one column only."""
    if section.key not in _SHORT or len(section.groups) != 1 or len(section.lines) < 4:
        return 0
    lengths = [40 + sum(len(fragment.text) for fragment in line.fragments) for line in section.lines]
    return min(range(1, len(lengths)), key=lambda n: abs(sum(lengths[:n]) - sum(lengths[n:]) - 1))


def _group(section: Section, group: Group, language: str) -> dict[str, Any]:
    first = next((found for line in group.lines if (found := language_of(line))), None)
    return {
        "title": shown(group.title),
        "role": shown(group.role),
        "language": first,
        "issue": shown(group.issue),
        "issue-title": shown(group.issue) or tr("Other", language),
        "table": is_table(section, group),
        "lines": [_line(line, language) for line in group.lines],
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    return {
        "label": "" if line.kind == "entry" else label_words(line, language),
        "fragments": _fragments(line.fragments),
        "cells": [_fragments(cell) for cell in line.cells],
        "cites": [number for number, _ in citations(line.evidence)],
        "beside": [shown(words) for words in beside_words(line, language)],
        "unreviewed": is_unreviewed(line),
        "gloss": shown(gloss_of(line, language_of(line), language)),
    }


def _fragments(fragments: Iterable[Fragment]) -> list[dict[str, str | None]]:
    return [_fragment(fragment) for fragment in fragments if fragment.text]


def _fragment(fragment: Fragment) -> dict[str, str | None]:
    text = shown(fragment.text)
    if fragment.form == "quoted":
        opening, closing = quotation_marks(fragment.language)
        text = f"{opening}{text}{closing}"
    return {"text": text, "form": fragment.form, "language": fragment.language}


def _source(source: Source, language: str) -> dict[str, Any]:
    article = source.article
    number = tr("Source {number}", language, number=source.number)
    sha256 = tr("SHA-256", language)
    return {
        "prefix": f"{number} — ",
        "title": shown(article.title),
        "language": article.language,
        "rows": [[label, shown(value)] for label, value in source_rows(source, language) if label != sha256],
        "hash": f"SHA-256 {article.text_sha256}",
        "passages": [_passage(passage, article.language) for passage in source.passages],
    }


def _passage(passage: Evidence, language: str) -> dict[str, Any]:
    fragments = [
        {"text": shown(text), "form": "marked" if is_marked else "plain", "language": language}
        for text, is_marked in marked_stretches(passage)
    ]
    return {"number": citation(passage), "paragraph": f"§{passage.paragraph}", "fragments": fragments}


def shown(text: str) -> str:
    """Text as the fonts can show it: a sign that none of them has is written as its number, "[U+1F1F2]"."""
    return "".join(sign if sign == "\n" or _has_glyph(sign) else f"[U+{ord(sign):04X}]" for sign in inert(text))


def _has_glyph(sign: str) -> bool:
    point = ord(sign)
    return point < 0x180 or any(first <= point <= last for first, last in _covered())


@cache
def _covered() -> tuple[tuple[int, int], ...]:
    """The code points that the typesetter's own fonts have, as ranges."""
    ranges = json.loads(resource("templates", "coverage.json").read_text(encoding="utf-8"))
    return tuple((first, last) for first, last in ranges)
