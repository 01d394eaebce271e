"""Deleting articles for good: text, original, findings, what the analyst did, and what the record of edits says of it.

The one place where the record is rewritten: the rows of a deleted article keep their keys and lose their content, and
the seals are made anew from there. Nothing before can be undone after that.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, and_, delete, func, select, update

from briefing.library import opened, reads, revisions, schema, search, stories, undo
from briefing.library.changes import KEPT, RowChange
from briefing.library.journal import Journal

# Every table of a person's work whose rows name an article.
_OF_ARTICLE = tuple(kept.table for kept in KEPT.values() if "article_id" in kept.table.c)


def delete_article(connection: Connection, journal: Journal, article_id: str) -> None:
    """Take an article away with everything that is known of it and was done to it."""
    row = reads.article_row(connection, article_id)
    # freed pages are overwritten, so that nothing can be read in them
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    _bring_back_replaced(connection, journal, article_id)
    begun = len(journal.changes)
    for table in _OF_ARTICLE:
        _remove_all(connection, journal, table, "article_id", article_id)
    for name in ("new_id", "old_id"):
        _remove_all(connection, journal, schema.succession, name, article_id)
    removed = journal.changes[begun:]
    journal.changes[begun:] = [change._replace(before={}) for change in removed]
    journal.start()
    _forget_findings(connection, row["text_sha256"])
    search.forget_article(connection, article_id)
    stories.forget(connection, row["number"])
    opened.forget(connection, row["original_sha256"])
    for table, key in ((schema.article_text, "number"), (schema.article, "number")):
        connection.execute(delete(table).where(table.c[key] == row["number"]))
    journal.changes.append(RowChange("article", [{"id": article_id}], {}, None, article_id))
    _blank_record(connection, article_id, removed)


def _bring_back_replaced(connection: Connection, journal: Journal, article_id: str) -> None:
    """An old version whose newer one is deleted is the newest again."""
    a = schema.article
    for old_id in connection.execute(select(a.c.id).where(a.c.superseded_by == article_id)).scalars().all():
        journal.put(a, {"id": old_id}, {"state": "present", "superseded_by": None})


def _remove_all(connection: Connection, journal: Journal, table: Table, column: str, value: str) -> None:
    names = [c.name for c in table.primary_key]
    query = select(*(table.c[name] for name in names)).where(table.c[column] == value)
    for key in connection.execute(query).mappings().all():
        journal.remove(table, dict(key))


def _forget_findings(connection: Connection, text_sha256: str) -> None:
    """Findings are of a text: they go with its last article."""
    a, s = schema.article, schema.findings
    if connection.execute(select(func.count()).where(a.c.text_sha256 == text_sha256)).scalar_one() > 1:
        return
    for findings_id in connection.execute(select(s.c.id).where(s.c.text_sha256 == text_sha256)).scalars().all():
        revisions.forget_findings(connection, findings_id)
        search.forget_findings(connection, findings_id)
        connection.execute(delete(s).where(s.c.id == findings_id))


def _blank_record(connection: Connection, article_id: str, removed: Sequence[RowChange]) -> None:
    """Take the content out of what the record says of the article and of the rows that went with it.

    A row may have been another article's before: an annotation goes over to a newer version.
    """
    c = schema.row_change
    first = None
    same_rows = [
        and_(c.c.table_name == change.table, c.c.row_keys == undo.keys_as_kept(change.keys)) for change in removed
    ]
    for mine in (c.c.article_id == article_id, *same_rows):
        begun = connection.execute(select(func.min(c.c.entry_id)).where(mine)).scalar()
        first = begun if first is None or (begun is not None and begun < first) else first
        for name in ("before", "after"):
            connection.execute(update(c).where(mine, c.c[name].is_not(None)).values({name: "{}"}))
    if first is not None:
        undo.seal_again(connection, first)


def what_is_lost(connection: Connection, article_ids: Sequence[str]) -> dict[str, int]:
    """How much of the analyst's work goes with the articles: annotations, decisions, lines made by hand."""
    counted = {"annotations": schema.annotation, "decisions": schema.curation, "additions": schema.addition}
    return {
        name: connection.execute(select(func.count()).where(table.c.article_id.in_(article_ids))).scalar_one()
        for name, table in counted.items()
    }
