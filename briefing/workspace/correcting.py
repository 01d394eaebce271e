"""What is known of articles, put right by the person: several at once, as one step of undo."""

from collections.abc import Mapping
from typing import Any

from briefing.i18n import trn
from briefing.library import Library
from briefing.model import Change


def correct_articles(library: Library, corrections: Mapping[str, Mapping[str, str | None]]) -> Change:
    """Correct title, published, language, outlet or author of articles, by their ids. A date set here is "given"."""
    with library.edit(trn("Correct {count} article", "Correct {count} articles", len(corrections))) as edit:
        for article_id, fields in corrections.items():
            values: dict[str, Any] = dict(fields)
            if "published" in values:
                values["published_basis"] = "given" if values["published"] else "none"
            edit.correct_article(article_id, **values)
    return edit.change


def needs_new_findings(corrections: Mapping[str, Mapping[str, str | None]]) -> list[str]:
    """The articles whose findings hang on what was corrected: date or language."""
    return [article_id for article_id, fields in corrections.items() if {"published", "language"} & fields.keys()]
