"""The record of edits, and what the search finds in a person's own words."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from briefing.library.schema.columns import metadata, of_article, text

# Append-only. `undo_top` and `redo_top` say, after this entry, which entry is undone or redone next: "edit" entries
# stand on the undo stack, "undo" entries on the redo stack, and `below` is the one beneath on the same stack.
entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('edit', 'undo', 'redo')"), nullable=False),
    text("label"),
    text("made_at"),
    Column("of", Integer, ForeignKey("entry.id")),
    Column("undo_top", Integer, ForeignKey("entry.id")),
    Column("redo_top", Integer, ForeignKey("entry.id")),
    Column("below", Integer, ForeignKey("entry.id")),
    Column("continues", Integer, ForeignKey("entry.id")),
    text("series", null=True),
    # SHA-256 over the entry, its changes and the seal before: the record is a chain
    text("seal"),
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
    text("table_name"),
    text("row_keys"),
    text("before", null=True),
    text("after", null=True),
    text("article_id", null=True),
    text("dossier_id", null=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What the search finds among the analyst's own words; made from the tables above.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    text("source"),
    text("source_key"),
    text("article_id", null=True),
    text("dossier_id", null=True),
    text("text"),
    UniqueConstraint("source", "source_key"),
    sqlite_strict=True,
)

# Findings as the analyst has them, where that is not what the machine made of them (see `revisions`): what the search
# goes by. `finding_id` is the machine's own, none for one made by hand.
revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    of_article(),
    text("key"),
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE")),
    text("kind"),
    text("quote"),
    text("actor"),
    Index("revision_article", "article_id", "key"),
    Index("revision_finding", "finding_id"),
    sqlite_strict=True,
)
