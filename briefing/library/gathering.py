"""All of a dossier, as a portable file takes it: read in one transaction, so that nothing changes meanwhile."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from briefing.library import attachments, reads, rows, schema
from briefing.library.portable_rows import ARTICLE, BROUGHT_IN, Past, records, what_is_said
from briefing.model import Header, Succession
from briefing.portable import (
    Decision,
    DossierRecords,
    GeneratedDecision,
    KeptFile,
    MadeByHand,
    Note,
    Own,
    Place,
    PortableArticle,
    digest,
)

_KEPT = ("id", "name", "media_type", "origin", "reason", "sha256")


class Gathered:
    """What a dossier holds now, trash aside; of no dossier (None): the trash, and articles that stand nowhere.

    Articles are read one by one.
    """

    def __init__(self, connection: Connection, dossier_id: str | None) -> None:
        self._connection, self._dossier_id = connection, dossier_id or ""
        a, p = schema.article, schema.placement
        if dossier_id is None:
            placed = select(p.c.article_id)
            # older versions are looked through: those of an article in the trash are shown nowhere else
            is_wanted = a.c.state.in_(("trashed", "superseded")) | ((a.c.state != "undone") & a.c.id.not_in(placed))
        else:
            placed = select(p.c.article_id).where(p.c.dossier_id == dossier_id)
            is_wanted = a.c.id.in_(placed) & a.c.state.in_(("present", "superseded"))
        found = connection.execute(select(a).where(is_wanted).order_by(a.c.number)).mappings().all()
        by_id = {row["id"]: row for row in found}
        if dossier_id is None:
            homeless = set(connection.execute(select(a.c.id).where(a.c.id.not_in(placed))).scalars())
            self._rows = [row for row in found if row["id"] in homeless or _ends_in(by_id, row["id"], "trashed")]
        else:
            self._rows = [row for row in found if _ends_in(by_id, row["id"], "present")]
        self._ids = {row["id"] for row in self._rows}
        self._past = Past(connection, self._ids, self._dossier_id)

    def __len__(self) -> int:
        return len(self._rows)

    def contents(self, exported_at: str, source: str) -> DossierRecords:
        """The dossier but for its articles."""
        connection, dossier_id, past = self._connection, self._dossier_id, self._past
        d = schema.dossier
        dossier = connection.execute(select(d).where(d.c.id == dossier_id)).mappings().one()
        header = records(connection, Header, lambda t: t.c.dossier_id == dossier_id, past, ["dossier_id"])
        kept = attachments.of_dossier(connection, dossier_id)
        return DossierRecords(
            dossier_id,
            dossier["name"],
            dossier["made_at"],
            exported_at,
            source,
            tuple(row["id"] for row in self._rows),
            header[0] if header else None,
            records(connection, Own, lambda t: t.c.dossier_id == dossier_id, past, ["position", "made_at", "id"]),
            records(connection, GeneratedDecision, lambda t: t.c.dossier_id == dossier_id, past, ["key"]),
            tuple(
                KeptFile(**{name: getattr(one, name) for name in _KEPT}, added_at=one.added_at or "") for one in kept
            ),
        )

    def is_trashed(self, article_id: str) -> bool:
        return any(row["id"] == article_id and row["state"] == "trashed" for row in self._rows)

    def articles(self) -> Iterator[PortableArticle]:
        """The articles in the order in which they came into the library."""
        for row in self._rows:
            yield self._article(row)

    def read_file(self, kept: KeptFile) -> bytes:
        return attachments.content(self._connection, kept.sha256)

    def _article(self, row: RowMapping) -> PortableArticle:
        connection, past, article_id = self._connection, self._past, row["id"]
        text = reads.text_of(connection, row["number"])
        found = reads.shown_findings(connection, article_id)
        of_article = _of(article_id)
        now = digest(what_is_said(ARTICLE, row))
        newer = row["superseded_by"] if row["superseded_by"] in self._ids else None
        return PortableArticle(
            rows.article(dict(row) | {"text": text}),
            reads.original(connection, article_id),
            rows.findings(found["document"], text) if found else None,
            found["model"].removeprefix(BROUGHT_IN) if found else "",
            newer,
            tuple(said for said in past.of(schema.article, {"id": article_id}) if said != now),
            records(connection, Decision, of_article, past, ["key"]),
            records(connection, Place, _of(article_id, self._dossier_id), past, ["key"]),
            records(connection, MadeByHand, of_article, past, ["key"]),
            records(connection, Note, of_article, past, ["span_start", "span_end", "id"]),
            self._succession(article_id, newer) if newer else None,
        )

    def _succession(self, old_id: str, new_id: str) -> Succession | None:
        """What was carried over to the newer version, but for lines in other dossiers."""
        found = [one for one in reads.successions(self._connection, old_id) if one.new_id == new_id]
        own = {line.id for line in reads.own_lines(self._connection, self._dossier_id)}
        return next(
            (one._replace(carried=tuple(c for c in one.carried if c.kind != "own" or c.key in own)) for one in found),
            None,
        )


def _ends_in(found: Mapping[str, RowMapping], article_id: str, state: str) -> bool:
    """Whether the article, or the newest version that took its place, is among those found and in that state."""
    seen: set[str] = set()
    while (row := found.get(article_id)) is not None and article_id not in seen:
        if row["state"] != "superseded" or row["superseded_by"] is None:
            return bool(row["state"] == state)
        seen.add(article_id)
        article_id = row["superseded_by"]
    return False


def _of(article_id: str, dossier_id: str = "") -> Any:
    def where(table: Any) -> Any:
        found = table.c.article_id == article_id
        return found & (table.c.dossier_id == dossier_id) if dossier_id else found

    return where
