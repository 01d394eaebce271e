"""What the analyst did, and what came in with it."""

from sqlalchemy import REAL, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from briefing.library.schema.columns import flag, line_state, metadata, of_article, of_dossier, span, text

curation = Table(
    "curation",
    metadata,
    of_article(primary_key=True),
    Column("key", Text, primary_key=True),
    line_state(),
    text("text", null=True),
    text("gloss", null=True),
    text("note", null=True),
    text("actor", null=True),
    text("issue", null=True),
    text("author"),
    text("decided_at"),
    text("quote"),
    sqlite_strict=True,
)

# What holds in one dossier's brief only: whether a finding's line is in it, and where.
brief_line = Table(
    "brief_line",
    metadata,
    of_dossier(primary_key=True),
    of_article(primary_key=True),
    Column("key", Text, primary_key=True),
    flag("is_included", null=True),
    Column("position", REAL),
    text("quote"),
    Index("brief_line_article", "article_id"),
    sqlite_strict=True,
)

# What was decided about a line that is generated (a caution) and belongs to no article.
generated_line = Table(
    "generated_line",
    metadata,
    of_dossier(primary_key=True),
    Column("key", Text, primary_key=True),
    line_state(),
    text("note", null=True),
    flag("is_included", null=True),
    Column("position", REAL),
    sqlite_strict=True,
)

addition = Table(
    "addition",
    metadata,
    of_article(primary_key=True),
    Column("key", Text, primary_key=True),
    text("document"),
    sqlite_strict=True,
)

own_line = Table(
    "own_line",
    metadata,
    Column("id", Text, primary_key=True),
    of_dossier(),
    text("section"),
    text("text"),
    text("source"),
    flag("may_be_disclosed"),
    Column("position", REAL, nullable=False),
    flag("is_included"),
    text("author"),
    text("made_at"),
    Index("own_line_dossier", "dossier_id"),
    sqlite_strict=True,
)

header = Table(
    "header",
    metadata,
    of_dossier(primary_key=True),
    *(text(n) for n in ("subject", "language", "marking", "reference", "to", "sender", "through")),
    *(text(n, null=True) for n in ("date", "as_of")),
    *(text(n) for n in ("purpose", "drafter")),
    sqlite_strict=True,
)

# Selectors as in the W3C Web Annotation model: position (span) and quote (with prefix and suffix).
annotation = Table(
    "annotation",
    metadata,
    Column("id", Text, primary_key=True),
    of_article(),
    Column("kind", Text, CheckConstraint("kind IN ('highlight', 'note', 'tag')"), nullable=False),
    *span(),
    text("prefix"),
    text("suffix"),
    text("body"),
    text("made_at"),
    Index("annotation_article", "article_id"),
    sqlite_strict=True,
)

# What was carried over when a newer version took an article's place: a `Succession`, as JSON.
succession = Table(
    "succession",
    metadata,
    Column("new_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("old_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    text("document"),
    text("made_at"),
    Index("succession_old", "old_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What a dossier's brief held when it went out, as JSON; no part of undo.
sent_brief = Table(
    "sent_brief",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Text, ForeignKey("dossier.id", ondelete="CASCADE"), nullable=False),
    text("sent_at"),
    text("document"),
    Index("sent_brief_dossier", "dossier_id"),
    sqlite_strict=True,
)

# A search with a name, to be asked again.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    text("query"),
    text("made_at"),
    sqlite_strict=True,
)

# A file that is kept although it gave no text of its own: a scanned page, or what could not be read, with the reason.
# Its dossier may be gone: then it is discarded, and undo brings both back.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Text, primary_key=True),
    text("dossier_id"),
    text("name"),
    text("media_type"),
    text("origin", null=True),
    text("reason"),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    text("added_at"),
    Column("state", Text, CheckConstraint("state IN ('present', 'discarded')"), nullable=False),
    Index("attachment_dossier", "dossier_id"),
    sqlite_strict=True,
)

# The bytes stand apart: the record of edits tells of the row above, and has no copy of them.
attachment_content = Table(
    "attachment_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

# An import that has begun and not ended: what was asked for, and how many of its files are done. No part of undo.
pending_import = Table(
    "pending_import",
    metadata,
    Column("id", Text, primary_key=True),
    text("dossier_id"),
    text("published", null=True),
    text("sources"),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    text("began_at"),
    sqlite_strict=True,
)

# What a dossier that was brought in says otherwise than this library: kept beside it until the analyst chooses.
# `row_key` names the record in `table_name`, `theirs` has its other columns as they came, both as JSON objects.
difference = Table(
    "difference",
    metadata,
    # made of the record and what it says: the same file brings nothing new a second time
    Column("id", Text, primary_key=True),
    of_dossier(),
    Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE")),
    text("table_name"),
    text("row_key"),
    text("theirs"),
    text("source"),
    Column("state", Text, CheckConstraint("state IN ('open', 'kept', 'taken')"), nullable=False),
    text("made_at"),
    Index("difference_dossier", "dossier_id"),
    sqlite_strict=True,
)

# Files of the inbox folder that were taken in or refused, as they were then. No part of undo.
inbox_file = Table(
    "inbox_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),  # nanoseconds since 1970
    sqlite_strict=True,
)

# What came out of a file that holds others (a mailbox, an archive, a message), all of it by its bytes, when it was read
# to its end by this version of the program: then it need not be read again. No part of undo.
opened_file = Table(
    "opened_file",
    metadata,
    Column("whole", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    text("part"),
    text("name"),
    text("program"),
    Index("opened_file_part", "part"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
