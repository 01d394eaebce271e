"""What can be asked of a library, from any thread."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from briefing.library import answers, attachments, deleting, query, reads, sent, sqlite, statements, stories
from briefing.library import repair as mending
from briefing.library.answers import Found, Hit, Order, Said
from briefing.library.attachments import FileMark
from briefing.library.gate import Gate
from briefing.library.stories import Version
from briefing.model import (
    Addition,
    Annotation,
    Article,
    Attachment,
    Curation,
    Dossier,
    Findings,
    Header,
    Headline,
    OwnLine,
    PendingImport,
    SavedSearch,
    SentBrief,
    Succession,
)

if TYPE_CHECKING:
    from briefing.library.differences import Difference
    from briefing.library.gathering import Gathered


class Reader:
    """The reading half of `Library`: each answer is of one moment, and none waits for an edit."""

    path: Path
    _engine: Engine
    _gate: Gate

    @property
    def undo_label(self) -> str | None:
        with self._reading() as connection:
            return reads.stack_label(connection, "undo_top")

    @property
    def redo_label(self) -> str | None:
        with self._reading() as connection:
            return reads.stack_label(connection, "redo_top")

    def history(self, limit: int = 100) -> list[reads.HistoryEntry]:
        with self._reading() as connection:
            return reads.history(connection, limit)

    def dossiers(self) -> list[Dossier]:
        with self._reading() as connection:
            return reads.dossiers(connection)

    def dossiers_of(self, article_id: str) -> list[str]:
        with self._reading() as connection:
            return reads.dossiers_of(connection, article_id)

    def headlines(
        self,
        dossier_id: str | None = None,
        trashed: bool = False,
        *,
        limit: int | None = None,
        after: str | None = None,
    ) -> list[Headline]:
        """Newest first; a page of them with `limit` and the id of the article that it comes `after`."""
        with self._reading() as connection:
            return reads.headlines(connection, dossier_id, trashed, limit=limit, after=after)

    def headlines_of(self, article_ids: Iterable[str], trashed: bool = False) -> list[Headline]:
        """Those of the named articles, newest first."""
        with self._reading() as connection:
            return reads.headlines_of(connection, article_ids, trashed)

    def article(self, article_id: str) -> Article:
        """By its id or a beginning of it. UserErrors: no-such-article, ambiguous-article."""
        with self._reading() as connection:
            return reads.article(connection, article_id)

    def find_article(self, original_sha256: str) -> str | None:
        """The id of the article made of exactly these bytes, wherever it is."""
        with self._reading() as connection:
            return reads.id_of_bytes(connection, original_sha256)

    def find_bytes(self, sha256: str) -> reads.Held | None:
        """What exactly these bytes are in the library: an article, a kept file, or nothing."""
        with self._reading() as connection:
            return reads.bytes_held(connection, sha256)

    def find_inside(self, sha256: str, program: str) -> list[reads.Held]:
        """All that came out of a file with exactly these bytes, where nothing of it has gone since; see `reads`."""
        with self._reading() as connection:
            return reads.inside_held(connection, sha256, program)

    def find_text(self, text_sha256: str) -> str | None:
        """The settled text with this hash, wherever its article is; None when the library has none."""
        with self._reading() as connection:
            return reads.find_text(connection, text_sha256)

    def text_hashes(self) -> list[str]:
        """The SHA-256 of every settled text."""
        with self._reading() as connection:
            return reads.text_hashes(connection)

    def original(self, article_id: str) -> bytes:
        """The bytes that the article was imported from."""
        with self._reading() as connection:
            return reads.original(connection, article_id)

    def attachments(self, dossier_id: str | None = None) -> list[Attachment]:
        """Files that are kept without a text of their own, in the order of their coming."""
        with self._reading() as connection:
            return attachments.of_dossier(connection, dossier_id)

    def attachment(self, attachment_id: str) -> Attachment:
        """By its id or a beginning of it. UserError "no-such-attachment"."""
        with self._reading() as connection:
            return attachments.one(connection, attachment_id)

    def attachment_content(self, sha256: str) -> bytes:
        """The bytes of a kept file."""
        with self._reading() as connection:
            return attachments.content(connection, sha256)

    def findings(self, article_id: str) -> Findings | None:
        with self._reading() as connection:
            return reads.findings(connection, article_id)

    def needs_analysis(self, rules: str, models: Mapping[str, str]) -> list[str]:
        with self._reading() as connection:
            return reads.needs_analysis(connection, rules, models)

    def additions(self, article_id: str) -> list[Addition]:
        with self._reading() as connection:
            return reads.additions(connection, article_id)

    def curations(self, dossier_id: str | None = None) -> dict[tuple[str, str], Curation]:
        with self._reading() as connection:
            return reads.curations(connection, dossier_id)

    def own_lines(self, dossier_id: str) -> list[OwnLine]:
        with self._reading() as connection:
            return reads.own_lines(connection, dossier_id)

    def header(self, dossier_id: str) -> Header:
        with self._reading() as connection:
            return reads.header(connection, dossier_id)

    def annotations(self, article_id: str | None = None) -> list[Annotation]:
        with self._reading() as connection:
            return reads.annotations(connection, article_id)

    def saved_searches(self) -> list[SavedSearch]:
        with self._reading() as connection:
            return reads.saved_searches(connection)

    def tags(self) -> dict[str, int]:
        with self._reading() as connection:
            return reads.tags(connection)

    def trashed(self) -> int:
        """How many articles are in the trash."""
        with self._reading() as connection:
            return reads.trashed(connection)

    def what_is_lost(self, article_ids: Sequence[str]) -> dict[str, int]:
        """How many annotations, decisions and additions go when these articles are deleted for good."""
        with self._reading() as connection:
            return deleting.what_is_lost(connection, article_ids)

    def stories(self, dossier_id: str | None = None) -> dict[str, int]:
        """The story of each article that shares it with another one of the dossier, by article id."""
        with self._reading() as connection:
            return stories.stories(connection, dossier_id)

    def versions_of(self, article_id: str) -> list[Version]:
        """The other articles that tell the same story: copies, older and newer versions."""
        with self._reading() as connection:
            return stories.versions_of(connection, article_id)

    def successions(self, article_id: str) -> list[Succession]:
        """What was carried over when newer versions took a place: this article's, or the one it took."""
        with self._reading() as connection:
            return reads.successions(connection, article_id)

    def search(self, typed: str, limit: int = 50) -> list[Hit]:
        """What a query (see `query`) finds, newest first."""
        return list(self.find(typed, limit).hits)

    def find(
        self,
        typed: str,
        limit: int = 50,
        *,
        by: Order = "date",
        is_typing: bool = False,
        steps: int | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Found[Hit]:
        """The analyst's own words, then articles; see `answers` for the bound. Cancelled when it was stopped."""
        with self._reading() as connection:
            asked = query.parse(typed, is_typing=is_typing)
            return answers.find(connection, asked, limit, by, answers.Bound(steps, is_cancelled))

    def find_statements(
        self,
        typed: str,
        limit: int = 200,
        *,
        by: Order = "date",
        is_typing: bool = False,
        steps: int | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Found[Said]:
        """Who said what: statements rather than articles. Cancelled when it was stopped."""
        with self._reading() as connection:
            asked = query.parse(typed, is_typing=is_typing)
            return statements.find_statements(connection, asked, limit, by, answers.Bound(steps, is_cancelled))

    def last_sent(self, dossier_id: str) -> SentBrief | None:
        """What the brief held that went out last."""
        with self._reading() as connection:
            return sent.last(connection, dossier_id)

    def left_to_compare(self) -> int:
        """About how many articles were not compared with those before them; none exactly when it is none."""
        with self._reading() as connection:
            return stories.waiting(connection)

    def pending_imports(self) -> list[PendingImport]:
        """Imports that were interrupted (or run), oldest first."""
        with self._reading() as connection:
            return attachments.pending_imports(connection)

    def seen_in_inbox(self) -> set[FileMark]:
        """The files of the inbox folder that were taken in or refused: path, size, time of change."""
        with self._reading() as connection:
            return attachments.seen_in_inbox(connection)

    def holdings(self) -> mending.Holdings:
        """How much the library holds, and when it was backed up last."""
        with self._reading() as connection:
            return mending.holdings(connection, self.path)

    # --- handing on and bringing in -----------------------------------------------------------------------------

    @contextmanager
    def gather(self, dossier_id: str | None) -> Iterator["Gathered"]:
        """All of a dossier as it is at this moment, to take it out; None: what stands in no dossier, and the trash."""
        from briefing.library.gathering import Gathered

        with self._reading() as connection:
            yield Gathered(connection, dossier_id)

    def differences(self, dossier_id: str | None = None) -> list["Difference"]:
        """What dossiers that were brought in say otherwise, as long as nobody chose; oldest first."""
        from briefing.library import differences

        with self._reading() as connection:
            return differences.open_ones(connection, dossier_id)

    # --- within -----------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            self._gate.inside(),
            sqlite.reading_errors(self.path),
            self._engine.connect() as connection,
            sqlite.seeing_damage(connection),
        ):
            yield connection
