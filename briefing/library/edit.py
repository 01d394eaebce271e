"""The verbs that write. An Edit lives inside `with library.edit("What the person did") as edit:`."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, select

from briefing.library import attachments, deleting, derived, opened, reads, rows, schema, seals
from briefing.library.carrying import CarryOver
from briefing.library.clock import now
from briefing.library.intake import Intake, order_key
from briefing.library.journal import Journal
from briefing.model import Addition, Annotation, Article, Attachment, Change, Findings, Header, OwnLine, Succession

if TYPE_CHECKING:
    from briefing.library.merging import Merged
    from briefing.portable import PortableFile

_CORRECTABLE = frozenset({"title", "published", "published_basis", "language", "outlet", "author"})


class Edit:
    """Everything that one action changes: written whole or not at all, and one step of undo.

    `change` says what was touched, once the block has ended.
    """

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal
        self._intake = Intake(connection)
        self.change = Change(journal.label)

    def finish(self) -> Change:
        """Write all that is still to be written; called once, by the library."""
        return self._log.finish()

    # --- articles and dossiers --------------------------------------------------------------------------------

    def add_article(self, article: Article, original: bytes, dossier_id: str | None = None) -> bool:
        """Take the article in; False when the same bytes are there already (then it is placed in the dossier).

        An article with the same bytes that was in the trash comes back.
        """
        known = self.find_article(article.original_sha256)
        if known is None:
            if self._intake.is_full:
                self._settle()
            self._intake.take(article, original, dossier_id)
            return True
        self.take_again(known, dossier_id)
        return False

    def take_again(self, article_id: str, dossier_id: str | None = None) -> None:
        """Bring an article that is in the library back from the trash and into the dossier."""
        self._set_state(article_id, "present")
        if dossier_id is not None:
            self.place_article(article_id, dossier_id)

    def find_article(self, original_sha256: str) -> str | None:
        """The id of the article made of exactly these bytes."""
        waiting = self._intake.find(original_sha256)
        if waiting is not None:
            return waiting
        found = self._intake.find_kept(original_sha256)
        if found and found[1] == "undone":
            # it goes for good with this edit, as all that could be redone
            self._journal.start()
            return None
        return found[0] if found else None

    def correct_article(self, article_id: str, **values: str | None) -> None:
        """Set any of title, published, published_basis, language, outlet, author."""
        assert values.keys() <= _CORRECTABLE, f"only {sorted(_CORRECTABLE)} can be corrected"
        row = dict(self._article(article_id)) | values
        changed: dict[str, Any] = dict(values)
        changed["seq"] = row["seq"] = order_key(row["published"], row["added_at"], row["number"])
        changed["seal"] = seals.of_article(row)
        self._log.put(schema.article, {"id": article_id}, changed)

    def succeed(self, old_id: str, new_id: str) -> Succession:
        """Put a newer version in the old one's place in every dossier, with the analyst's work; what became of it.

        The old version stays readable, and keeps what stands nowhere in the new text.
        """
        assert old_id != new_id, "no version succeeds itself"
        for dossier_id in reads.dossiers_of(self._rows, old_id):
            self.place_article(new_id, dossier_id)
        carried = CarryOver(self._rows, self._journal, old_id, new_id).carry()
        made = Succession(old_id, new_id, now(), carried)
        self._log.put(schema.succession, {"new_id": new_id, "old_id": old_id}, rows.succession_row(made))
        self._log.put(schema.article, {"id": old_id}, {"state": "superseded", "superseded_by": new_id})
        return made

    def trash_article(self, article_id: str) -> None:
        """Out of every list and search, but kept with all that was done to it."""
        self._set_state(article_id, "trashed")

    def restore_article(self, article_id: str) -> None:
        self._set_state(article_id, "present")

    def delete_article(self, article_id: str) -> None:
        """Take an article that is in the trash away for good; only in an edit that can't be undone."""
        assert not self._journal.is_undoable, "what is deleted for good does not come back"
        assert self._article(article_id)["state"] == "trashed", "only what is in the trash is deleted for good"
        deleting.delete_article(self._rows, self._log, article_id)

    def add_dossier(self, name: str, is_sample: bool = False) -> str:
        """The new dossier's id."""
        dossier_id = uuid4().hex
        values = {"name": name, "is_sample": int(is_sample), "made_at": now()}
        self._log.put(schema.dossier, {"id": dossier_id}, values)
        return dossier_id

    def rename_dossier(self, dossier_id: str, name: str) -> None:
        self._log.put(schema.dossier, {"id": dossier_id}, {"name": name})

    def remove_dossier(self, dossier_id: str) -> None:
        """Take the dossier away with its brief; its articles stay in the library."""
        for table, names in (
            (schema.placement, ("dossier_id", "article_id")),
            (schema.brief_line, ("dossier_id", "article_id", "key")),
            (schema.generated_line, ("dossier_id", "key")),
            (schema.own_line, ("id",)),
            (schema.header, ("dossier_id",)),
            (schema.difference, ("id",)),
        ):
            columns = [table.c[name] for name in names]
            keys = self._rows.execute(select(*columns).where(table.c.dossier_id == dossier_id)).mappings().all()
            for key in keys:
                self._log.remove(table, dict(key))
        attachments.discard_of(self._rows, self._journal, dossier_id)
        self._log.remove(schema.dossier, {"id": dossier_id})

    def place_article(self, article_id: str, dossier_id: str) -> None:
        self._log.put(schema.placement, {"dossier_id": dossier_id, "article_id": article_id}, {})

    def add_attachment(self, attachment: Attachment, content: bytes) -> bool:
        """Keep a file that gave no text; False when the same bytes are kept already."""
        return attachments.add(self._rows, self._log, attachment, content)

    def explain_attachment(self, attachment_id: str, reason: str) -> None:
        """Say anew why a kept file gave no text."""
        attachments.explain(self._log, attachment_id, reason)

    def discard_attachment(self, attachment_id: str) -> None:
        """Out of every list; undo brings it back."""
        attachments.discard(self._log, attachment_id)

    def note_progress(self, import_id: str, done: int) -> None:
        """So many files of an import are done once this edit is written."""
        attachments.note_progress(self._connection, import_id, done)

    def note_opened(self, wholes: Mapping[str, Sequence[opened.Inside]], program: str) -> None:
        """Files that hold others were read to their end; with each, by its SHA-256, all that came out of it."""
        opened.note(self._connection, wholes, program)

    # --- findings and what is decided about them ---------------------------------------------------------------

    def put_findings(self, article_id: str, findings: Findings, model: str) -> None:
        """Keep what the machine found in the article's text. Derived: it is no part of undo."""
        row = self._article(article_id)
        text = reads.text_of(self._rows, row["number"])
        derived.put_findings(self._rows, row["text_sha256"], text, findings, model)
        self._log.derived.add(article_id)

    def curate(self, dossier_id: str, article_id: str, key: str, **values: Any) -> None:
        """Decide about a finding: any field of Curation; None clears. Inclusion and position hold in the dossier.

        With an empty article id: about a generated line of the dossier (state, note, is_included, position).
        """
        names = {*rows.DECISIONS, *rows.PLACES} if article_id else {*rows.GENERATED}
        assert values.keys() <= names, f"there are {sorted(names)} to decide about"
        if not article_id:
            self._put_generated({"dossier_id": dossier_id, "key": key}, values)
            return
        places = {name: values[name] for name in rows.PLACES if name in values}
        if places:
            self._put_place({"dossier_id": dossier_id, "article_id": article_id, "key": key}, places)
        decisions = {name: values[name] for name in rows.DECISIONS if name in values}
        if decisions:
            self._put_decision({"article_id": article_id, "key": key}, decisions)

    def add_finding(self, addition: Addition) -> None:
        """Add a finding made by hand, or replace the one of the same key."""
        key = {"article_id": addition.article_id, "key": addition.finding.key}
        self._log.put(schema.addition, key, {"document": rows.addition_document(addition)})

    # --- the analyst's own -------------------------------------------------------------------------------------

    def put_own_line(self, line: OwnLine) -> None:
        values = rows.as_row(line if line.made_at else line._replace(made_at=now()))
        self._log.put(schema.own_line, {"id": values.pop("id")}, values)

    def remove_own_line(self, line_id: str) -> None:
        self._log.remove(schema.own_line, {"id": line_id})

    def put_header(self, dossier_id: str, header: Header) -> None:
        self._log.put(schema.header, {"dossier_id": dossier_id}, rows.as_row(header))

    def annotate(self, annotation: Annotation) -> None:
        """Add the annotation, or replace the one of the same id. Its passage must stand in the article."""
        text = reads.text_of(self._rows, self._article(annotation.article_id)["number"])
        assert annotation.span.stands_in(text), "an annotation stands on a passage of its article"
        values = rows.annotation_row(annotation if annotation.made_at else annotation._replace(made_at=now()))
        self._log.put(schema.annotation, {"id": values.pop("id")}, values)

    def remove_annotation(self, annotation_id: str) -> None:
        self._log.remove(schema.annotation, {"id": annotation_id})

    # --- dossiers from elsewhere --------------------------------------------------------------------------------

    def merge(self, file: "PortableFile", step: Callable[[int], None] = lambda done: None) -> "Merged":
        """Take a portable dossier in; `step` hears how many articles are done and may raise. UserErrors of the file."""
        from briefing.library import merging

        return merging.merge(self, file, step)

    def settle_difference(self, difference_id: str, *, take: bool) -> None:
        """Choose what the file says (`take`), or what stands here; the other wording stays in the record."""
        from briefing.library import differences

        differences.settle(self, difference_id, take=take)

    def save_search(self, name: str, query: str, search_id: str | None = None) -> str:
        """Keep a search under a name, or give the one of this id another name and query; its id."""
        search_id = search_id or uuid4().hex
        row = reads.row(self._rows, schema.saved_search, {"id": search_id})
        values = {"name": name, "query": query, "made_at": row["made_at"] if row else now()}
        self._log.put(schema.saved_search, {"id": search_id}, values)
        return search_id

    def remove_search(self, search_id: str) -> None:
        self._log.remove(schema.saved_search, {"id": search_id})

    # --- within --------------------------------------------------------------------------------------------------

    @property
    def _rows(self) -> Connection:
        """The connection, after what waits to be taken in."""
        self._settle()
        return self._connection

    @property
    def _log(self) -> Journal:
        self._settle()
        return self._journal

    def _settle(self) -> None:
        if self._intake.is_empty:
            return
        self._journal.start()
        self._journal.note_added(*self._intake.flush())

    def _article(self, article_id: str) -> Any:
        found = self._rows.execute(select(schema.article).where(schema.article.c.id == article_id)).mappings()
        row = found.first()
        assert row is not None, f"no article {article_id}"
        return row

    def _set_state(self, article_id: str, state: str) -> None:
        self._log.put(schema.article, {"id": article_id}, {"state": state, "superseded_by": None})

    def _put_place(self, key: dict[str, str], values: dict[str, Any]) -> None:
        row = reads.row(self._rows, schema.brief_line, key)
        included = values.get("is_included", row and row["is_included"])
        position = values.get("position", row and row["position"])
        if included is None and position is None:
            self._log.remove(schema.brief_line, key)
            return
        included = None if included is None else int(included)
        quote = row["quote"] if row else reads.passage_of(self._rows, key["article_id"], key["key"])
        self._log.put(schema.brief_line, key, {"is_included": included, "position": position, "quote": quote})

    def _put_generated(self, key: dict[str, str], values: dict[str, Any]) -> None:
        row = reads.row(self._rows, schema.generated_line, key)
        empty: dict[str, Any] = dict.fromkeys(rows.GENERATED) | {"state": "proposed"}
        after = (dict(row) if row else empty | key) | values
        after |= {
            "state": after["state"] or "proposed",
            "is_included": None if after["is_included"] is None else int(after["is_included"]),
        }
        if all(after[name] == empty[name] for name in empty):
            self._log.remove(schema.generated_line, key)
        else:
            self._log.put(schema.generated_line, key, {name: after[name] for name in rows.GENERATED})

    def _put_decision(self, key: dict[str, str], values: dict[str, Any]) -> None:
        row = reads.row(self._rows, schema.curation, key)
        empty = dict.fromkeys(rows.DECISIONS) | {"state": "proposed", "author": ""}
        before = {name: row[name] for name in rows.DECISIONS} if row else empty
        after = before | {name: empty[name] if value is None else value for name, value in values.items()}
        decided = ("state", "text", "gloss", "note", "actor", "issue")
        if all(after[name] == empty[name] for name in decided):
            self._log.remove(schema.curation, key)
        elif any(after[name] != before[name] for name in decided):
            quote = row["quote"] if row else reads.passage_of(self._rows, key["article_id"], key["key"])
            decided_at = values.get("decided_at") or now()
            self._log.put(schema.curation, key, after | {"decided_at": decided_at, "quote": quote})
