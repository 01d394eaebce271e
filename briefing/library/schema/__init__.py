"""The tables, in plain SQLAlchemy: what a team library on another database would have as well.

An article's metadata stands apart from its text, so that lists never page through texts. What the machine found
(`findings` and its children) is derived and can be made again; all other tables hold a person's work, and every
change to them goes through `journal`. Columns hold what their names say; times are ISO 8601 in UTC.
"""

from briefing.library.schema.articles import article, article_text, dossier, is_hidden, placement
from briefing.library.schema.columns import metadata
from briefing.library.schema.curated import (
    addition,
    annotation,
    attachment,
    attachment_content,
    brief_line,
    curation,
    difference,
    generated_line,
    header,
    inbox_file,
    opened_file,
    own_line,
    pending_import,
    saved_search,
    sent_brief,
    succession,
)
from briefing.library.schema.found import finding, findings, likeness, passage, role, shingle, story
from briefing.library.schema.history import entry, note, revision, row_change

__all__ = [
    "addition",
    "annotation",
    "article",
    "article_text",
    "attachment",
    "attachment_content",
    "brief_line",
    "curation",
    "difference",
    "dossier",
    "entry",
    "finding",
    "findings",
    "generated_line",
    "header",
    "inbox_file",
    "is_hidden",
    "likeness",
    "metadata",
    "note",
    "opened_file",
    "own_line",
    "passage",
    "pending_import",
    "placement",
    "revision",
    "role",
    "row_change",
    "saved_search",
    "sent_brief",
    "shingle",
    "story",
    "succession",
]
