"""Numbered steps from each version of the schema to the next; a newer file is refused and stays as it is."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import check, revisions, schema, search, sqlite


def _to_version_2(connection: Connection) -> None:
    """Saved searches, files that are kept without a text of their own, imports that are not done, articles that tell
    one story, what a dossier brought in says otherwise, and what the search knows of decisions."""
    kept = (schema.attachment, schema.attachment_content, schema.pending_import, schema.inbox_file, schema.opened_file)
    told = (schema.shingle, schema.story, schema.likeness, schema.succession, schema.sent_brief)
    added = [schema.saved_search, *kept, *told, schema.difference, schema.revision]
    schema.metadata.create_all(connection, added)
    _index_anew(connection)
    revisions.make_anew(connection)


def _index_anew(connection: Connection) -> None:
    """Indexes of outlets, authors and actors as well."""
    for name in ("passage_index", "article_index"):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql("DROP VIEW article_content")
    present = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
    for statement in search.STATEMENTS:
        if statement.split()[2 if "VIRTUAL" not in statement else 3] not in present:
            connection.exec_driver_sql(statement)
    for name in ("article_index", "finding_index"):
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


# STEPS[n] turns version n into n + 1. Each runs inside the one transaction of the whole migration.
STEPS: dict[int, Callable[[Connection], None]] = {1: _to_version_2}
VERSION = 2


def check_version(path: Path) -> int:
    """The file's schema version; 0 for a file with nothing in it. UserErrors: not-a-library, newer-library."""
    marks = sqlite.read_marks(path)
    if marks is None:
        return 0
    if marks == (0, 0) and sqlite.is_empty(path):
        return 0
    application, version = marks
    if application != sqlite.APPLICATION_ID:
        raise sqlite.not_a_library(path)
    if version > VERSION:
        raise UserError(
            "newer-library",
            tr("The library {path} was written by a newer version of Briefing.", path=path),
            tr("Install the newer version. The file was not changed."),
        )
    return version


def create(connection: Connection, path: Path) -> bool:
    """Make the tables of a new library, unless another process just has; whether they were made here."""
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one():
        return False
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one():
        raise sqlite.not_a_library(path)
    schema.metadata.create_all(connection)
    for statement in search.STATEMENTS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    return True


def migrate(connection: Connection, path: Path) -> None:
    """Bring an older library to this program's version, the number last, in the caller's one transaction.

    UserError migration-failed, and nothing is changed, when rows or quotes would be lost.
    """
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    before = _counts(connection)
    for number in range(version, VERSION):
        STEPS[number](connection)
    if _counts(connection) != before or check.check_content(connection):
        raise UserError(
            "migration-failed",
            tr("The library {path} could not be brought to this version; it was left as it was.", path=path),
            tr("Use the version of Briefing that wrote it, and report this."),
        )
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _counts(connection: Connection) -> list[int]:
    """How many rows a person's tables have."""
    names = ("article", "article_text", "dossier", "annotation", "curation", "addition", "own_line", "entry")
    return [connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in names]
