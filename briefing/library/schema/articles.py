"""Articles, their texts, and the dossiers they stand in."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, literal_column

from briefing.library.schema.columns import flag, metadata, of_article, of_dossier, text

article = Table(
    "article",
    metadata,
    # The publication order (see `order_key`), so that newest first is a walk along the key that can stop early.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False, unique=True),
    Column("id", Text, nullable=False, unique=True),
    text("title"),
    text("language"),
    text("published", null=True),
    Column("published_basis", Text, CheckConstraint("published_basis IN ('given', 'stated', 'none')"), nullable=False),
    text("outlet", null=True),
    text("author", null=True),
    text("origin", null=True),
    text("media_type"),
    Column("replaced", Integer, nullable=False),
    text("added_at"),
    Column("original_sha256", Text, nullable=False, unique=True),
    text("text_sha256"),
    Column("words", Integer, nullable=False),
    # "undone" is an import that was taken back: nothing shows it, and redo brings it back.
    Column("state", Text, CheckConstraint("state IN ('present', 'trashed', 'superseded', 'undone')"), nullable=False),
    Column("superseded_by", Text, ForeignKey("article.id", ondelete="SET NULL")),
    # SHA-256 over what describes the article (see `seals`): damage shows, also where SQLite sees none.
    text("seal"),
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
    text("text"),
    # None where the original bytes are the text in UTF-8: nothing is kept twice.
    Column("original", LargeBinary),
    sqlite_strict=True,
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    flag("is_sample"),
    text("made_at"),
    sqlite_strict=True,
)

placement = Table(
    "placement",
    metadata,
    of_dossier(primary_key=True),
    of_article(primary_key=True),
    Index("placement_article", "article_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
