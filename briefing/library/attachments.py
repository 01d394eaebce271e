"""Files that are kept without a text of their own, imports that have not come to their end, and the inbox folder."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import schema
from briefing.library.clock import now
from briefing.library.journal import Journal
from briefing.model import Attachment, PendingImport

_A, _C, _P = schema.attachment, schema.attachment_content, schema.pending_import


def add(connection: Connection, journal: Journal, attachment: Attachment, content: bytes) -> bool:
    """Keep a file; False when the same bytes are kept already. What was discarded comes back, with the new reason."""
    found = connection.execute(select(_A).where(_A.c.sha256 == attachment.sha256)).mappings().first()
    if found:
        was_there: bool = found["state"] == "present"
        if not was_there:
            again = {"state": "present", "dossier_id": attachment.dossier_id, "reason": attachment.reason}
            journal.put(_A, {"id": found["id"]}, again)
        return not was_there
    values = {name: getattr(attachment, name) for name in _COLUMNS}
    journal.put(_A, {"id": attachment.id}, values | {"state": "present", "added_at": attachment.added_at or now()})
    connection.execute(insert(_C).prefix_with("OR IGNORE"), {"sha256": attachment.sha256, "content": content})
    return True


def discard(journal: Journal, attachment_id: str) -> None:
    """Out of every list; the bytes stay, since it can be undone."""
    journal.put(_A, {"id": attachment_id}, {"state": "discarded"})


def discard_of(connection: Connection, journal: Journal, dossier_id: str) -> None:
    """Discard the files of a dossier that goes."""
    query = select(_A.c.id).where(_A.c.dossier_id == dossier_id, _A.c.state == "present")
    for attachment_id in connection.execute(query).scalars().all():
        discard(journal, attachment_id)


def explain(journal: Journal, attachment_id: str, reason: str) -> None:
    """Say anew why the file gave no text."""
    journal.put(_A, {"id": attachment_id}, {"reason": reason})


_COLUMNS = ("dossier_id", "name", "media_type", "origin", "reason", "size", "sha256")


def of_dossier(connection: Connection, dossier_id: str | None) -> list[Attachment]:
    """In the order of their coming."""
    query = select(_A).where(_A.c.state == "present").order_by(_A.c.added_at, _A.c.name, _A.c.id)
    if dossier_id is not None:
        query = query.where(_A.c.dossier_id == dossier_id)
    return [_attachment(row) for row in connection.execute(query).mappings()]


def one(connection: Connection, attachment_id: str) -> Attachment:
    """By its id or a beginning of it. UserError "no-such-attachment"."""
    query = select(_A).where(_A.c.id.startswith(attachment_id, autoescape=True)).limit(2)
    rows = connection.execute(query).mappings().all()
    if len(rows) != 1:
        raise UserError("no-such-attachment", tr("There is no kept file {name}.", name=attachment_id))
    return _attachment(rows[0])


def content(connection: Connection, sha256: str) -> bytes:
    """The bytes of a kept file."""
    return connection.execute(select(_C.c.content).where(_C.c.sha256 == sha256)).scalar_one()  # type: ignore[no-any-return]


def _attachment(row: Any) -> Attachment:
    return Attachment(row["id"], added_at=row["added_at"], **{name: row[name] for name in _COLUMNS})


# --- imports that are not done ---------------------------------------------------------------------------------------


def begin_import(
    connection: Connection, dossier_id: str, published: str | None, sources: Sequence[str], total: int
) -> str:
    """Remember an import that begins; the same one that was interrupted before is forgotten for it. Its id."""
    written = json.dumps(list(sources), ensure_ascii=False)
    connection.execute(delete(_P).where(_P.c.dossier_id == dossier_id, _P.c.sources == written))
    values = {"id": uuid4().hex, "dossier_id": dossier_id, "published": published, "sources": written}
    connection.execute(insert(_P), values | {"total": total, "done": 0, "began_at": now()})
    return values["id"] or ""


def note_progress(connection: Connection, import_id: str, done: int) -> None:
    """So many of its files are done, with this transaction."""
    connection.execute(update(_P).where(_P.c.id == import_id).values(done=done))


def end_import(connection: Connection, import_id: str) -> None:
    """Nothing is left of it, or nothing is wanted."""
    connection.execute(delete(_P).where(_P.c.id == import_id))


def pending_imports(connection: Connection) -> list[PendingImport]:
    """Oldest first."""
    rows = connection.execute(select(_P).order_by(_P.c.began_at, _P.c.id)).mappings()
    return [
        PendingImport(
            r["id"],
            r["dossier_id"],
            r["published"],
            tuple(json.loads(r["sources"])),
            r["total"],
            r["done"],
            r["began_at"],
        )
        for r in rows
    ]


# --- the inbox folder ------------------------------------------------------------------------------------------------

FileMark = tuple[str, int, int]  # path, size in bytes, time of the last change in nanoseconds


def seen_in_inbox(connection: Connection) -> set[FileMark]:
    """The files that were taken in or refused, as they were then."""
    f = schema.inbox_file
    return {(r.path, r.size, r.modified) for r in connection.execute(select(f))}


def note_in_inbox(connection: Connection, marks: Sequence[FileMark]) -> None:
    """These files need not be looked at again, unless they change."""
    f = schema.inbox_file
    rows = [{"path": path, "size": size, "modified": modified} for path, size, modified in marks]
    connection.execute(insert(f).prefix_with("OR REPLACE"), rows)
