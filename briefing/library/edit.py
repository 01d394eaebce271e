"""The verbs that write. An Edit lives inside `with library.edit("What the person did") as edit:`."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from briefing.library import derived, reads, rows, schema
from briefing.library import search as index
from briefing.library.journal import Journal, now
from briefing.model import Addition, Annotation, Article, Change, Findings, Header, OwnLine
from briefing.text import count_words

_CORRECTABLE = frozenset({"title", "published", "published_basis", "language", "outlet", "author"})


def order_key(published: str | None, added_at: str, number: int) -> int:
    """Where an article stands in the order of publication: by day (of import where no date is known), then number."""
    for known in (published, added_at):
        parts = (known or "")[:10].split("-")
        if all(part.isdigit() for part in parts):
            year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
            if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31:
                return date(year, month, 1).toordinal() + day - 1 << 28 | number
    return number


class Edit:
    """Everything that one action changes: written whole or not at all, and one step of undo.

    `change` says what was touched, once the block has ended.
    """

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal
        self.change = Change(journal.label)

    # --- articles and dossiers --------------------------------------------------------------------------------

    def add_article(self, article: Article, original: bytes, dossier_id: str | None = None) -> bool:
        """Take the article in; False when the same bytes are there already (then it is placed in the dossier).

        An article with the same bytes that was in the trash comes back.
        """
        assert article.text_sha256 == sha256(article.text.encode()).hexdigest(), "the hash is the text's"
        assert article.original_sha256 == sha256(original).hexdigest(), "the hash is the original's"
        known = self.find_article(article.original_sha256)
        if known is None:
            self._insert_article(article, original)
        else:
            self._set_state(known, "present")
        if dossier_id is not None:
            self.place_article(known or article.id, dossier_id)
        return known is None

    def find_article(self, original_sha256: str) -> str | None:
        """The id of the article made of exactly these bytes."""
        table = schema.article
        found = self._connection.execute(
            select(table.c.id, table.c.state).where(table.c.original_sha256 == original_sha256)
        ).first()
        if found and found.state == "undone":
            self._journal.start()
            return None
        return found.id if found else None

    def correct_article(self, article_id: str, **values: str | None) -> None:
        """Set any of title, published, published_basis, language, outlet, author."""
        assert values.keys() <= _CORRECTABLE, f"only {sorted(_CORRECTABLE)} can be corrected"
        changed: dict[str, Any] = dict(values)
        if "published" in values:
            row = self._article(article_id)
            changed["seq"] = order_key(values["published"], row["added_at"], row["number"])
        self._journal.put(schema.article, {"id": article_id}, changed)

    def replace_article(self, old_id: str, article: Article, original: bytes) -> bool:
        """Put a newer version in the old one's place in every dossier, with what was decided about its lines.

        The old version stays readable. Annotations whose passage stands in the new text as well move over;
        others stay with the old version. False when the new bytes are there already.
        """
        was_added = self.add_article(article, original)
        new_id = self.find_article(article.original_sha256) or article.id
        if new_id == old_id:
            return False
        for dossier_id in reads.dossiers_of(self._connection, old_id):
            self.place_article(new_id, dossier_id)
        derived.carry_over(self._connection, self._journal, old_id, new_id)
        self._journal.put(schema.article, {"id": old_id}, {"state": "superseded", "superseded_by": new_id})
        return was_added

    def trash_article(self, article_id: str) -> None:
        """Out of every list and search, but kept with all that was done to it."""
        self._set_state(article_id, "trashed")

    def restore_article(self, article_id: str) -> None:
        self._set_state(article_id, "present")

    def add_dossier(self, name: str, is_sample: bool = False) -> str:
        """The new dossier's id."""
        dossier_id = uuid4().hex
        values = {"name": name, "is_sample": int(is_sample), "made_at": now()}
        self._journal.put(schema.dossier, {"id": dossier_id}, values)
        return dossier_id

    def rename_dossier(self, dossier_id: str, name: str) -> None:
        self._journal.put(schema.dossier, {"id": dossier_id}, {"name": name})

    def remove_dossier(self, dossier_id: str) -> None:
        """Take the dossier away with its brief; its articles stay in the library."""
        for table, names in (
            (schema.placement, ("dossier_id", "article_id")),
            (schema.brief_line, ("dossier_id", "article_id", "key")),
            (schema.own_line, ("id",)),
            (schema.header, ("dossier_id",)),
        ):
            columns = [table.c[name] for name in names]
            keys = self._connection.execute(select(*columns).where(table.c.dossier_id == dossier_id)).mappings().all()
            for key in keys:
                self._journal.remove(table, dict(key))
        self._journal.remove(schema.dossier, {"id": dossier_id})

    def place_article(self, article_id: str, dossier_id: str) -> None:
        self._journal.put(schema.placement, {"dossier_id": dossier_id, "article_id": article_id}, {})

    def take_article(self, article_id: str, dossier_id: str) -> None:
        """Take the article out of the dossier; it stays in the library."""
        self._journal.remove(schema.placement, {"dossier_id": dossier_id, "article_id": article_id})

    # --- findings and what is decided about them ---------------------------------------------------------------

    def put_findings(self, article_id: str, findings: Findings, model: str) -> None:
        """Keep what the machine found in the article's text. Derived: it is no part of undo."""
        row = self._article(article_id)
        text = reads.text_of(self._connection, row["number"])
        derived.put_findings(self._connection, row["text_sha256"], text, findings, model)
        self._journal.derived.add(article_id)

    def curate(self, dossier_id: str, article_id: str, key: str, **values: Any) -> None:
        """Decide about a finding: any field of Curation; None clears. Inclusion and position hold in the dossier."""
        names = {*rows.DECISIONS, *rows.PLACES}
        assert values.keys() <= names, f"a curation has {sorted(names)}"
        places = {name: values[name] for name in rows.PLACES if name in values}
        if places:
            self._put_place({"dossier_id": dossier_id, "article_id": article_id, "key": key}, places)
        decisions = {name: values[name] for name in rows.DECISIONS if name in values}
        if decisions:
            self._put_decision({"article_id": article_id, "key": key}, decisions)

    def add_finding(self, addition: Addition) -> None:
        """Add a finding made by hand, or replace the one of the same key."""
        key = {"article_id": addition.article_id, "key": addition.finding.key}
        self._journal.put(schema.addition, key, {"document": rows.addition_document(addition)})

    def remove_finding(self, article_id: str, key: str) -> None:
        """Take back a finding made by hand."""
        self._journal.remove(schema.addition, {"article_id": article_id, "key": key})

    # --- the analyst's own -------------------------------------------------------------------------------------

    def put_own_line(self, line: OwnLine) -> None:
        values = rows.as_row(line if line.made_at else replace(line, made_at=now()))
        self._journal.put(schema.own_line, {"id": line.id}, values)

    def remove_own_line(self, line_id: str) -> None:
        self._journal.remove(schema.own_line, {"id": line_id})

    def put_header(self, dossier_id: str, header: Header) -> None:
        self._journal.put(schema.header, {"dossier_id": dossier_id}, rows.as_row(header))

    def annotate(self, annotation: Annotation) -> None:
        """Add the annotation, or replace the one of the same id. Its passage must stand in the article."""
        text = reads.text_of(self._connection, self._article(annotation.article_id)["number"])
        assert annotation.span.stands_in(text), "an annotation stands on a passage of its article"
        values = rows.annotation_row(annotation if annotation.made_at else replace(annotation, made_at=now()))
        self._journal.put(schema.annotation, {"id": annotation.id}, values)

    def remove_annotation(self, annotation_id: str) -> None:
        self._journal.remove(schema.annotation, {"id": annotation_id})

    # --- within --------------------------------------------------------------------------------------------------

    def _article(self, article_id: str) -> Any:
        found = self._connection.execute(select(schema.article).where(schema.article.c.id == article_id)).mappings()
        row = found.first()
        assert row is not None, f"no article {article_id}"
        return row

    def _set_state(self, article_id: str, state: str) -> None:
        self._journal.put(schema.article, {"id": article_id}, {"state": state, "superseded_by": None})

    def _insert_article(self, article: Article, original: bytes) -> None:
        self._journal.start()
        number = self._connection.execute(select(func.coalesce(func.max(schema.article.c.number), 0))).scalar_one() + 1
        added_at = article.added_at or now()
        seq = order_key(article.published, added_at, number)
        values = {c.name: getattr(article, c.name, None) for c in schema.article.c}
        values |= {"seq": seq, "number": number, "added_at": added_at, "words": count_words(article.text)}
        self._connection.execute(insert(schema.article), values | {"state": "present"})
        kept = None if original == article.text.encode() else original
        self._connection.execute(
            insert(schema.article_text), {"number": number, "text": article.text, "original": kept}
        )
        index.learn_article(self._connection, seq, article.title, article.text)
        self._journal.note_added_article(article.id)

    def _put_place(self, key: dict[str, str], values: dict[str, Any]) -> None:
        row = reads.row(self._connection, schema.brief_line, key)
        included = values.get("is_included", row and row["is_included"])
        position = values.get("position", row and row["position"])
        if included is None and position is None:
            self._journal.remove(schema.brief_line, key)
            return
        included = None if included is None else int(included)
        self._journal.put(schema.brief_line, key, {"is_included": included, "position": position})

    def _put_decision(self, key: dict[str, str], values: dict[str, Any]) -> None:
        row = reads.row(self._connection, schema.curation, key)
        empty = dict.fromkeys(rows.DECISIONS) | {"state": "proposed", "author": ""}
        before = {name: row[name] for name in rows.DECISIONS} if row else empty
        after = before | {name: empty[name] if value is None else value for name, value in values.items()}
        decided = ("state", "text", "gloss", "note", "actor", "issue")
        if all(after[name] == empty[name] for name in decided):
            self._journal.remove(schema.curation, key)
        elif any(after[name] != before[name] for name in decided):
            self._journal.put(schema.curation, key, after | {"decided_at": values.get("decided_at") or now()})
