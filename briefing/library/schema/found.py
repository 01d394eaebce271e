"""What the machine found: it can be made again from the texts."""

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from briefing.library.schema.columns import metadata, span, text

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    text("text_sha256"),
    text("reference_date", default=""),
    text("reference_basis"),
    text("language"),
    text("rules"),
    text("model"),
    Column("lines", Integer, nullable=False),
    text("document"),
    text("made_at"),
    text("seal"),
    UniqueConstraint("text_sha256", "reference_date", "language", "rules", "model"),
    sqlite_strict=True,
)

finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("findings_id", Integer, ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    text("key"),
    text("kind"),
    text("stance", null=True),
    Column("confidence", REAL, nullable=False),
    UniqueConstraint("findings_id", "key"),
    sqlite_strict=True,
)

passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE"), nullable=False),
    *span(),
    Index("passage_finding", "finding_id"),
    sqlite_strict=True,
)

# Who a finding belongs to: its speakers ("by"), who passed it on ("via"), who meets, who claims a figure.
role = Table(
    "role",
    metadata,
    Column("finding_id", Integer, ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    text("relation"),
    text("name"),
    text("actor_kind"),
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
