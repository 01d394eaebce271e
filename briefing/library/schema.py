"""The tables, in plain SQLAlchemy: what a team library on another database would have as well.

An article's metadata stands apart from its text, so that lists never page through texts. What the machine found
(`findings` and its children) is derived and can be made again; all other tables hold a person's work, and every
change to them goes through `journal`. Columns hold what their names say; times are ISO 8601 in UTC.
"""

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

metadata = MetaData()


def _text(name: str, *, default: str | None = None, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=default)


def _flag(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=null)


def _article(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


def _dossier(*, primary_key: bool = False) -> Column[str]:
    return Column("dossier_id", Text, ForeignKey("dossier.id"), nullable=False, primary_key=primary_key)


def _state() -> Column[str]:
    states = "state IN ('proposed', 'accepted', 'edited', 'rejected')"
    return Column("state", Text, CheckConstraint(states), nullable=False)


def _span() -> tuple[Column[int] | Column[str] | CheckConstraint, ...]:
    """An exact passage: offsets in code points, and the text that stands there."""
    return (
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        _text("quote"),
        CheckConstraint("0 <= span_start AND span_start < span_end"),
    )


article = Table(
    "article",
    metadata,
    # The publication order (see `order_key`), so that newest first is a walk along the key that can stop early.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False, unique=True),
    Column("id", Text, nullable=False, unique=True),
    _text("title"),
    _text("language"),
    _text("published", null=True),
    Column("published_basis", Text, CheckConstraint("published_basis IN ('given', 'stated', 'none')"), nullable=False),
    _text("outlet", null=True),
    _text("author", null=True),
    _text("origin", null=True),
    _text("media_type"),
    Column("replaced", Integer, nullable=False),
    _text("added_at"),
    Column("original_sha256", Text, nullable=False, unique=True),
    _text("text_sha256"),
    Column("words", Integer, nullable=False),
    # "undone" is an import that was taken back: nothing shows it, and redo brings it back.
    Column("state", Text, CheckConstraint("state IN ('present', 'trashed', 'superseded', 'undone')"), nullable=False),
    Column("superseded_by", Text, ForeignKey("article.id", ondelete="SET NULL")),
    # SHA-256 over what describes the article (see `seals`): damage shows, also where SQLite sees none.
    _text("seal"),
    Index("article_text_hash", "text_sha256"),
    sqlite_strict=True,
)
# Few articles are hidden. The condition is spelled with its value: a partial index is not used for a bound one.
is_hidden = article.c.state != literal_column("'present'")
Index("article_hidden", article.c.state, sqlite_where=is_hidden)

article_text = Table(
    "article_text",
    metadata,
    Column("number", Integer, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _text("text"),
    # None where the original bytes are the text in UTF-8: nothing is kept twice.
    Column("original", LargeBinary),
    sqlite_strict=True,
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _flag("is_sample"),
    _text("made_at"),
    sqlite_strict=True,
)

placement = Table(
    "placement",
    metadata,
    _dossier(primary_key=True),
    _article(primary_key=True),
    Index("placement_article", "article_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# --- what the machine found ---------------------------------------------------------------------------------------

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("text_sha256"),
    _text("reference_date", default=""),
    _text("reference_basis"),
    _text("language"),
    _text("rules"),
    _text("model"),
    Column("lines", Integer, nullable=False),
    _text("document"),
    _text("made_at"),
    _text("seal"),
    UniqueConstraint("text_sha256", "reference_date", "language", "rules", "model"),
    sqlite_strict=True,
)

finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("findings_id", Integer, ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    _text("key"),
    _text("kind"),
    _text("stance", null=True),
    Column("confidence", REAL, nullable=False),
    UniqueConstraint("findings_id", "key"),
    sqlite_strict=True,
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE"), nullable=False),
    *_span(),
    Index("passage_finding", "finding_id"),
    sqlite_strict=True,
)

# Who a finding belongs to: its speakers ("by"), who passed it on ("via"), who meets, who claims a figure.
role = Table(
    "role",
    metadata,
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    _text("relation"),
    _text("name"),
    _text("actor_kind"),
    Index("role_name", "name"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Sketches of the texts, by which copies and versions of a story are found (see `likeness`). No text is in them, and
# no key leads back: an article that goes takes its hashes along by itself.
shingle = Table(
    "shingle",
    metadata,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# The story of every article that was compared: the lowest number of those that tell it.
story = Table(
    "story",
    metadata,
    Column("number", Integer, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("story", Integer, nullable=False),
    Index("story_members", "story"),
    sqlite_strict=True,
)

# Articles that were found to be alike, in both directions; `share` of the shorter text stands in both.
likeness = Table(
    "likeness",
    metadata,
    Column("number", Integer, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True),
    Column("other", Integer, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True),
    Column("share", REAL, nullable=False),
    Index("likeness_other", "other"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# --- what the analyst did -----------------------------------------------------------------------------------------

curation = Table(
    "curation",
    metadata,
    _article(primary_key=True),
    Column("key", Text, primary_key=True),
    _state(),
    _text("text", null=True),
    _text("gloss", null=True),
    _text("note", null=True),
    _text("actor", null=True),
    _text("issue", null=True),
    _text("author"),
    _text("decided_at"),
    _text("quote"),
    sqlite_strict=True,
)

# What holds in one dossier's brief only: whether a finding's line is in it, and where.
brief_line = Table(
    "brief_line",
    metadata,
    _dossier(primary_key=True),
    _article(primary_key=True),
    Column("key", Text, primary_key=True),
    _flag("is_included", null=True),
    Column("position", REAL),
    _text("quote"),
    Index("brief_line_article", "article_id"),
    sqlite_strict=True,
)

# What was decided about a line that is generated (a caution) and belongs to no article.
generated_line = Table(
    "generated_line",
    metadata,
    _dossier(primary_key=True),
    Column("key", Text, primary_key=True),
    _state(),
    _text("note", null=True),
    _flag("is_included", null=True),
    Column("position", REAL),
    sqlite_strict=True,
)

addition = Table(
    "addition",
    metadata,
    _article(primary_key=True),
    Column("key", Text, primary_key=True),
    _text("document"),
    sqlite_strict=True,
)

own_line = Table(
    "own_line",
    metadata,
    Column("id", Text, primary_key=True),
    _dossier(),
    _text("section"),
    _text("text"),
    _text("source"),
    _flag("may_be_disclosed"),
    Column("position", REAL, nullable=False),
    _flag("is_included"),
    _text("author"),
    _text("made_at"),
    Index("own_line_dossier", "dossier_id"),
    sqlite_strict=True,
)

header = Table(
    "header",
    metadata,
    _dossier(primary_key=True),
    *(_text(n) for n in ("subject", "language", "marking", "reference", "to", "sender", "through")),
    *(_text(n, null=True) for n in ("date", "as_of")),
    *(_text(n) for n in ("purpose", "drafter")),
    sqlite_strict=True,
)

# Selectors as in the W3C Web Annotation model: position (span) and quote (with prefix and suffix).
annotation = Table(
    "annotation",
    metadata,
    Column("id", Text, primary_key=True),
    _article(),
    Column("kind", Text, CheckConstraint("kind IN ('highlight', 'note', 'tag')"), nullable=False),
    *_span(),
    _text("prefix"),
    _text("suffix"),
    _text("body"),
    _text("made_at"),
    Index("annotation_article", "article_id"),
    sqlite_strict=True,
)

# What was carried over when a newer version took an article's place: a `Succession`, as JSON.
succession = Table(
    "succession",
    metadata,
    Column("new_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("old_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    _text("document"),
    _text("made_at"),
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
    _text("sent_at"),
    _text("document"),
    Index("sent_brief_dossier", "dossier_id"),
    sqlite_strict=True,
)

# A search with a name, to be asked again.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("query"),
    _text("made_at"),
    sqlite_strict=True,
)

# A file that is kept although it gave no text of its own: a scanned page, or what could not be read, with the reason.
# Its dossier may be gone: then it is discarded, and undo brings both back.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Text, primary_key=True),
    _text("dossier_id"),
    _text("name"),
    _text("media_type"),
    _text("origin", null=True),
    _text("reason"),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    _text("added_at"),
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
    _text("dossier_id"),
    _text("published", null=True),
    _text("sources"),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    _text("began_at"),
    sqlite_strict=True,
)

# What a dossier that was brought in says otherwise than this library: kept beside it until the analyst chooses.
# `row_key` names the record in `table_name`, `theirs` has its other columns as they came, both as JSON objects.
difference = Table(
    "difference",
    metadata,
    # made of the record and what it says: the same file brings nothing new a second time
    Column("id", Text, primary_key=True),
    _dossier(),
    Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE")),
    _text("table_name"),
    _text("row_key"),
    _text("theirs"),
    _text("source"),
    Column("state", Text, CheckConstraint("state IN ('open', 'kept', 'taken')"), nullable=False),
    _text("made_at"),
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
    _text("part"),
    _text("name"),
    _text("program"),
    Index("opened_file_part", "part"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# --- the record of edits ------------------------------------------------------------------------------------------

# Append-only. `undo_top` and `redo_top` say, after this entry, which entry is undone or redone next: "edit" entries
# stand on the undo stack, "undo" entries on the redo stack, and `below` is the one beneath on the same stack.
entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('edit', 'undo', 'redo')"), nullable=False),
    _text("label"),
    _text("made_at"),
    Column("of", Integer, ForeignKey("entry.id")),
    Column("undo_top", Integer, ForeignKey("entry.id")),
    Column("redo_top", Integer, ForeignKey("entry.id")),
    Column("below", Integer, ForeignKey("entry.id")),
    Column("continues", Integer, ForeignKey("entry.id")),
    _text("series", null=True),
    # SHA-256 over the entry, its changes and the seal before: the record is a chain
    _text("seal"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

# Rows that an entry changed alike: a JSON list of keys, and objects of the other columns; before is NULL for new
# rows, after for rows taken away.
row_change = Table(
    "row_change",
    metadata,
    Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    _text("table_name"),
    _text("row_keys"),
    _text("before", null=True),
    _text("after", null=True),
    _text("article_id", null=True),
    _text("dossier_id", null=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What the search finds among the analyst's own words; made from the tables above.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("source"),
    _text("source_key"),
    _text("article_id", null=True),
    _text("dossier_id", null=True),
    _text("text"),
    UniqueConstraint("source", "source_key"),
    sqlite_strict=True,
)

# Findings as the analyst has them, where that is not what the machine made of them (see `revisions`): what the search
# goes by. `finding_id` is the machine's own, none for one made by hand.
revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    _text("key"),
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE")),
    _text("kind"),
    _text("quote"),
    _text("actor"),
    Index("revision_article", "article_id", "key"),
    Index("revision_finding", "finding_id"),
    sqlite_strict=True,
)
