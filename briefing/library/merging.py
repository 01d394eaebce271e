"""A portable dossier into the library: merged by stable ids, nothing lost on either side, and all or nothing.

An article is one by its original bytes, else by its text. A record that only one side has is taken; one that both
have and that says the same is one; one that the sender changed from what stands here is brought up to date; one that
was changed here from what the sender has stays. Where both changed, what the file says is kept beside as a
difference, until the analyst chooses. The same holds for what was taken away here.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from briefing.i18n import tr
from briefing.library import derived, reads, rows, schema
from briefing.library.clock import now
from briefing.library.edit import Edit
from briefing.library.portable_rows import ARTICLE, BROUGHT_IN, KINDS, AnyRow, Kind, Past, Values, split, what_is_said
from briefing.model import Article, Attachment, Succession
from briefing.portable import DossierRecords, KeptFile, PortableArticle, PortableFile, Row, digest
from briefing.portable.limits import malformed, shown

_PORTION = 100  # articles that are written together


@dataclass(slots=True)
class Merged:
    """What became of the file. `updated` counts records that were brought up to date, `differences` those that both
    sides had changed and that are now kept side by side (ids)."""

    dossier_id: str = ""
    added: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    updated: int = 0
    differences: list[str] = field(default_factory=list)


def merge(edit: Edit, file: PortableFile, step: Callable[[int], None]) -> Merged:
    """Take the dossier in, as a part of one edit; `step` hears how many articles are done and may raise.

    UserErrors of the file; then the edit must end without being written.
    """
    return _Merging(edit, file).run(step)


class _Merging:
    def __init__(self, edit: Edit, file: PortableFile) -> None:
        self._edit, self._file = edit, file
        self._records: DossierRecords = file.contents
        self._ids: dict[str, str] = {}  # this library's article ids by those of the file
        self._newer: dict[str, str] = {}
        self._successions: dict[str, Succession] = {}
        self._past: Past | None = None
        self._is_new = False
        # articles that come with this file are told apart by their bytes alone, as they were where it was written
        last = select(func.coalesce(func.max(schema.article.c.number), 0))
        self._last_number = edit._connection.execute(last).scalar_one()
        self.found = Merged(file.contents.id)

    def run(self, step: Callable[[int], None]) -> Merged:
        self._is_new = self._put_dossier()
        articles = self._file.articles()
        while portion := list(islice(articles, _PORTION)):
            known = [self._take(one) for one in portion]
            for one, is_known in zip(portion, known, strict=True):
                self._take_records(one, is_known)
            step(len(self._ids))
        self._supersede()
        said: list[Row[Any]] = [*self._records.own_lines, *self._records.generated]
        for kept in self._records.files:
            self._keep_file(kept, self._file.read_file(kept))
        for row in [*said, self._records.header] if self._records.header else said:
            self._merge_row(row, "", is_new=self._is_new)
        return self.found

    # --- articles ------------------------------------------------------------------------------------------------

    def _put_dossier(self) -> bool:
        """Whether the dossier is new here. Its id stays; its name gives way where another dossier has it."""
        d, records = schema.dossier, self._records
        if reads.row(self._edit._rows, d, {"id": records.id}):
            return False
        taken = {name.casefold() for name in self._edit._rows.execute(select(d.c.name)).scalars()}
        name, number = records.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{records.name} ({number})"
        values = {"name": name, "is_sample": 0, "made_at": records.made_at or now()}
        self._edit._log.put(d, {"id": records.id}, values)
        return True

    def _take(self, one: PortableArticle) -> bool:
        """Bring the article in; whether it was there."""
        edit, article = self._edit, one.article
        if one.superseded_by:
            self._newer[article.id] = one.superseded_by
        if one.succession:
            self._successions[article.id] = one.succession
        known = edit.find_article(article.original_sha256) or self._same_text(article)
        if known is None:
            article_id = self._free_id(article.id)
            placed = article._replace(id=article_id)
            edit.add_article(placed, one.original, self._records.id)
            self.found.added.append(article_id)
        else:
            article_id = known
            self.found.there.append(known)
        self._ids[article.id] = article_id
        return known is not None

    def _same_text(self, article: Article) -> str | None:
        """The first article of this text that was there before."""
        a = schema.article
        is_it = (a.c.text_sha256 == article.text_sha256, a.c.state != "undone", a.c.number <= self._last_number)
        # by the connection itself: what waits to be written together goes on waiting
        return self._edit._connection.execute(select(a.c.id).where(*is_it).order_by(a.c.number).limit(1)).scalar()

    def _free_id(self, wanted: str) -> str:
        a = schema.article
        is_taken = self._edit._connection.execute(select(a.c.id).where(a.c.id == wanted)).first()
        return uuid4().hex if is_taken else wanted

    def _take_records(self, one: PortableArticle, is_known: bool) -> None:
        edit, article_id = self._edit, self._ids[one.article.id]
        row = reads.article_row(edit._rows, article_id)
        if is_known:
            if row["state"] == "trashed":
                edit.restore_article(article_id)
            edit.place_article(article_id, self._records.id)
            self._keep_original(one, row)
            self._merge_article(one, row)
        s = schema.findings
        has_findings = edit._rows.execute(select(s.c.id).where(s.c.text_sha256 == row["text_sha256"]).limit(1)).first()
        if one.findings and not has_findings:
            derived.put_findings(edit._rows, row["text_sha256"], one.article.text, one.findings, BROUGHT_IN + one.model)
            edit._log.derived.add(article_id)
        said: list[Row[Any]] = [*one.decisions, *one.made, *one.notes]
        for record in said:
            self._merge_row(record, article_id, is_new=not is_known)
        for place in one.places:
            self._merge_row(place, article_id, is_new=not is_known or self._is_new)

    def _keep_original(self, one: PortableArticle, row: AnyRow) -> None:
        """The other bytes of a text that is there: nothing of them is lost."""
        article = one.article
        if article.original_sha256 == row["original_sha256"]:
            return
        reason = tr("Another original of “{title}”.", title=row["title"])
        name = PurePath(article.origin or article.title).name or article.title
        kept = KeptFile("", name, article.media_type, article.origin, reason, article.original_sha256, "")
        self._keep_file(kept, one.original)

    def _keep_file(self, kept: KeptFile, content: bytes) -> None:
        """A file without a text of its own; one of the same bytes that is there stays where it is."""
        a = schema.attachment
        taken = self._edit._rows.execute(select(a.c.id).where(a.c.id == kept.id)).first()
        values = {n: getattr(kept, n) for n in ("name", "media_type", "origin", "reason", "sha256")}
        file_id = uuid4().hex if taken or not kept.id else kept.id
        attachment = Attachment(file_id, self._records.id, size=len(content), added_at=kept.added_at or None, **values)
        self._edit.add_attachment(attachment, content)

    def _supersede(self) -> None:
        """Versions that the file says were replaced, unless they are said to replace each other."""
        for old, newer in self._newer.items():
            seen, current = {old}, newer
            while current not in seen and current in self._newer:
                seen.add(current)
                current = self._newer[current]
            if current in seen or newer not in self._ids or self._ids[newer] == self._ids[old]:
                continue
            row = reads.article_row(self._edit._rows, self._ids[old])
            if row["state"] == "present":
                values = {"state": "superseded", "superseded_by": self._ids[newer]}
                self._edit._log.put(schema.article, {"id": self._ids[old]}, values)
            if row["superseded_by"] in (None, self._ids[newer]) and old in self._successions:
                self._put_succession(self._successions[old])

    def _put_succession(self, made: Succession) -> None:
        """What was carried over, unless that is told here already."""
        old_id, new_id = self._ids[made.old_id], self._ids[made.new_id]
        key = {"new_id": new_id, "old_id": old_id}
        if reads.row(self._edit._rows, schema.succession, key):
            return
        text = reads.text_of(self._edit._rows, reads.article_row(self._edit._rows, new_id)["number"])
        if not all(one.new is None or one.new.stands_in(text) for one in made.carried):
            raise malformed(self._file.path, shown(f"articles/{made.old_id}/article.json"))
        self._edit._log.put(schema.succession, key, rows.succession_row(made))

    # --- records -------------------------------------------------------------------------------------------------

    def _merge_article(self, one: PortableArticle, row: AnyRow) -> None:
        """What is known of an article that both have: title, date, outlet …"""
        theirs = what_is_said(ARTICLE, {n: getattr(one.article, n) for n in ARTICLE.said})
        match self._judge(ARTICLE, {"id": row["id"]}, what_is_said(ARTICLE, row), theirs, one.former):
            case "take":
                self._edit.correct_article(row["id"], **theirs)
                self.found.updated += 1
            case "keep both":
                self._keep_beside(ARTICLE, {"id": row["id"]}, theirs, row["id"])

    def _merge_row(self, row: Row[Any], article_id: str, *, is_new: bool) -> None:
        kind = KINDS[type(row.value)]
        key, values = split(row.value, article_id, self._records.id)
        current = reads.row(self._edit._rows, kind.table, key)
        theirs = what_is_said(kind, values)
        if current is None and (is_new or digest(theirs) not in self._past_here.of(kind.table, key)):
            self._edit._log.put(kind.table, key, values)
            return
        ours = what_is_said(kind, current) if current else None
        match self._judge(kind, key, ours, theirs, row.former):
            case "take":
                self._edit._log.put(kind.table, key, values)
                self.found.updated += 1
            case "keep both":
                self._keep_beside(kind, key, values, article_id)

    def _judge(self, kind: Kind, key: Values, ours: Values | None, theirs: Values, former: Sequence[str]) -> str:
        """ "keep" what stands here, "take" what the file says, or "keep both"."""
        if ours is None:
            return "keep both"  # it was taken away here
        if digest(ours) == digest(theirs):
            return "keep"
        is_ours_older = digest(ours) in former
        is_theirs_older = digest(theirs) in self._past_here.of(kind.table, key)
        if is_ours_older == is_theirs_older:
            return "keep both"
        return "take" if is_ours_older else "keep"

    @property
    def _past_here(self) -> Past:
        if self._past is None:
            self._past = Past(self._edit._rows, None, self._records.id)
        return self._past

    def _keep_beside(self, kind: Kind, key: Values, theirs: Values, article_id: str) -> None:
        said = {**key, **what_is_said(kind, theirs), "": kind.table.name}
        difference_id = sha256(_dump(said).encode(errors="replace")).hexdigest()[:32]
        if reads.row(self._edit._rows, schema.difference, {"id": difference_id}):
            return
        values = {
            "dossier_id": self._records.id,
            "article_id": article_id or None,
            "table_name": kind.table.name,
            "row_key": _dump(key),
            "theirs": _dump(theirs),
            "source": self._records.source or self._file.path.name,
            "state": "open",
            "made_at": now(),
        }
        self._edit._log.put(schema.difference, {"id": difference_id}, values)
        self.found.differences.append(difference_id)


def _dump(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
