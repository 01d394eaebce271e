"""The brief as JSON: what is printed, with spans, SHA-256 of the sources, and nothing that is not in the brief."""

import json
import re
from typing import Any

from briefing import __version__
from briefing.export.paper import printed
from briefing.model import Article, Brief, Evidence, Line, Section, Source
from briefing.text import ACTIVE

FORMAT = "briefing/1"


def write(brief: Brief) -> bytes:
    """UTF-8, two spaces of indentation, keys in the order of the brief."""
    brief = printed(brief)
    document = {
        "format": FORMAT,
        "program": __version__,
        "header": brief.header._asdict(),
        "sections": [_section(section) for section in brief.sections],
        "sources": [_source(source) for source in brief.sources],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return (visible(text) + "\n").encode("utf-8")


def visible(text: str) -> str:
    """Signs that act on a reader are written as JSON escapes, so that a viewer shows them and nothing is lost."""
    return re.sub(ACTIVE, lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), text)


def _units(sign: str) -> list[int]:
    data = sign.encode("utf-16-be")
    return [int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2)]


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "is_annex": section.is_annex,
        "columns": list(section.columns),
        "groups": [
            {
                "title": group.title,
                "role": group.role,
                "issue": group.issue,
                "lines": [_line(line) for line in group.lines],
            }
            for group in section.groups
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "kind": line.kind,
        "origin": line.origin,
        "state": line.state,
        "label": line.label,
        "fragments": [fragment._asdict() for fragment in line.fragments],
        "cells": [[fragment._asdict() for fragment in cell] for cell in line.cells],
        "gloss": line.gloss,
        "cautions": [{"code": c.code.code, "parameters": dict(c.code.parameters)} for c in line.cautions],
        "also": list(line.also),
        "evidence": [_evidence(evidence) for evidence in line.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "passage": evidence.passage,
        "paragraph": evidence.paragraph,
        "spans": [span._asdict() for span in evidence.spans],
        "sentence": evidence.sentence._asdict(),
    }


def _source(source: Source) -> dict[str, Any]:
    article: Article = source.article
    return {
        "number": source.number,
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "published_basis": article.published_basis,
        "language": article.language,
        "origin": article.origin,
        "text_sha256": article.text_sha256,
        "original_sha256": article.original_sha256,
        "passages": [_evidence(passage) for passage in source.passages],
    }
