"""What the tables are made of."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData()


def text(name: str, *, default: str | None = None, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=default)


def flag(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=null)


def of_article(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


def of_dossier(*, primary_key: bool = False) -> Column[str]:
    return Column("dossier_id", Text, ForeignKey("dossier.id"), nullable=False, primary_key=primary_key)


def line_state() -> Column[str]:
    states = "state IN ('proposed', 'accepted', 'edited', 'rejected')"
    return Column("state", Text, CheckConstraint(states), nullable=False)


def span() -> tuple[Column[int] | Column[str] | CheckConstraint, ...]:
    """An exact passage: offsets in code points, and the text that stands there."""
    return (
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        text("quote"),
        CheckConstraint("0 <= span_start AND span_start < span_end"),
    )
