"""What the last briefs held that went out, so that a later look tells what changed. No part of undo: it is what was."""

import json

from sqlalchemy import Connection, delete, insert, select

from briefing.library import schema
from briefing.library.clock import now
from briefing.model import SentBrief, SentLine

_MOST_KEPT = 10


def note(connection: Connection, dossier_id: str, lines: tuple[SentLine, ...]) -> None:
    """Remember a brief that goes out now; some older ones are kept."""
    t = schema.sent_brief
    document = json.dumps([[line.key, line.section, line.heading, line.words] for line in lines], ensure_ascii=False)
    connection.execute(insert(t), {"dossier_id": dossier_id, "sent_at": now(), "document": document})
    kept = select(t.c.id).where(t.c.dossier_id == dossier_id).order_by(t.c.id.desc()).limit(_MOST_KEPT)
    connection.execute(delete(t).where(t.c.dossier_id == dossier_id, t.c.id.not_in(kept)))


def last(connection: Connection, dossier_id: str) -> SentBrief | None:
    """The brief of the dossier that went out last."""
    t = schema.sent_brief
    query = select(t.c.sent_at, t.c.document).where(t.c.dossier_id == dossier_id).order_by(t.c.id.desc()).limit(1)
    found = connection.execute(query).first()
    return SentBrief(found.sent_at, tuple(SentLine(*line) for line in json.loads(found.document))) if found else None
