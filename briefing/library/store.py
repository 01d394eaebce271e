"""Library: opens the file, reads from any thread, writes one edit at a time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import (
    attachments,
    cipher,
    encryption,
    migrations,
    readable,
    reads,
    sent,
    sqlite,
    stories,
    undo,
)
from briefing.library import backup as copies
from briefing.library import check as health
from briefing.library import repair as mending
from briefing.library.check import Problem
from briefing.library.edit import Edit
from briefing.library.gate import Gate
from briefing.library.journal import Journal
from briefing.library.reader import Reader
from briefing.model import (
    Change,
    SentLine,
)

if TYPE_CHECKING:
    pass

_WAIT = 30.0  # seconds that an edit waits for another one of this process


class Library(Reader):
    """One library file. Reading is open to every thread; edits wait for each other."""

    def __init__(self, path: Path, *, is_new: bool = False, is_read_only: bool = False) -> None:
        self.path = path
        self.is_new = is_new
        self.is_read_only = is_read_only
        cipher.hold(path)
        self._engine = sqlite.make_engine(path, is_read_only=is_read_only)
        self._gate = Gate()
        self._write_lock = threading.Lock()
        self._writer: int | None = None
        self._is_open = True

    @classmethod
    def open(cls, path: Path) -> "Library":
        """The library at `path`, made if there is none, brought up to date if it is older (after a backup).

        In a folder that can't be written it can be read, as it was when it was opened: `is_read_only`.
        UserErrors: not-a-library, newer-library (the file stays as it is), passphrase-needed, library-locked,
        library-read-only, library-damaged.
        """
        path = path.absolute()
        version = migrations.check_version(path)
        if version == 0:
            _make_folder(path.parent)
        library = cls(path, is_read_only=version == migrations.VERSION and not sqlite.is_writable(path))
        try:
            library._bring_up_to_date(version)
            if not library.is_read_only:
                copies.sweep_cut_short(path)
        except BaseException:
            library.close()
            raise
        return library

    def _bring_up_to_date(self, version: int) -> None:
        """Make the tables of a new library, bring an older one up, see that one of today can be read."""
        if version == 0:
            with self._writing() as connection:
                self.is_new = migrations.create(connection, self.path)
        elif version < migrations.VERSION:
            copies.back_up_before_migration(self.path, migrations.VERSION)
            with self._writing() as connection:
                migrations.migrate(connection, self.path)
        else:
            with self._reading() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()

    def close(self) -> None:
        """Let go of the file. It may be closed twice."""
        self._engine.dispose()
        if self._is_open:
            self._is_open = False
            cipher.release(self.path)

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- writing ----------------------------------------------------------------------------------------------

    @contextmanager
    def edit(self, label: str, *, undoable: bool = True, series: str | None = None) -> Iterator[Edit]:
        """One action of the person: kept whole when the block ends, not at all when it raises.

        Edits of the same `series` that follow each other (a note while it is typed, an import in portions) are one
        step of undo. What is not `undoable` stands like a wall before everything older, unless it only puts
        findings. UserErrors: library-locked, library-read-only, disk-full.
        """
        with self._writing() as connection:
            record = Journal(connection, label, undoable, series)
            edit = Edit(connection, record)
            yield edit
            edit.change = edit.finish()

    def undo(self) -> Change:
        """Take back the newest edit. UserError nothing-to-undo."""
        with self._writing() as connection:
            change = undo.undo(connection)
        if change is None:
            raise UserError("nothing-to-undo", tr("There is nothing to undo."))
        return change

    def redo(self) -> Change:
        """Do again what was undone last. UserError nothing-to-redo."""
        with self._writing() as connection:
            change = undo.redo(connection)
        if change is None:
            raise UserError("nothing-to-redo", tr("There is nothing to redo."))
        return change

    def note_sent(self, dossier_id: str, lines: tuple[SentLine, ...]) -> None:
        """Remember what the dossier's brief held that goes out now. No part of undo."""
        with self._writing() as connection:
            sent.note(connection, dossier_id, lines)

    def compare_next(self, limit: int = 50) -> int:
        """Compare the next articles with those before them, for copies and versions; how many are still to come.

        Derived data, and no part of undo. The library is locked only while the result is written.
        """
        with self._reading() as connection:
            found = stories.look(connection, limit)
        with self._writing() as connection:
            stories.put(connection, found)
            return stories.waiting(connection)

    def begin_import(self, dossier_id: str, published: str | None, sources: Sequence[str], total: int) -> str:
        """Remember an import that begins, until `end_import`; gives its id."""
        with self._writing() as connection:
            return attachments.begin_import(connection, dossier_id, published, sources, total)

    def end_import(self, import_id: str) -> None:
        """The import has come to its end, or is not wanted any more."""
        with self._writing() as connection:
            attachments.end_import(connection, import_id)

    def note_in_inbox(self, marks: Sequence[attachments.FileMark]) -> None:
        """These files need not be looked at again, unless they change."""
        with self._writing() as connection:
            attachments.note_in_inbox(connection, marks)

    # --- keeping it safe --------------------------------------------------------------------------------------

    def check(self, look: health.Look = health.unwatched) -> list[Problem]:
        """What is wrong with the library, empty when it is sound. Reads all of it; other threads go on meanwhile.
        `look` may raise Cancelled."""
        with self._reading() as connection:
            problems = health.check_content(connection, look, can_renew=True)
            if any(problem.code == "unreadable" for problem in problems):
                problems += readable.name_articles(connection, look)
        for part in health.index_parts() if not self.is_read_only else ():
            try:
                with self._writing() as connection:
                    problems += health.check_index(connection, part, look)
            except UserError as error:
                if error.code != "library-damaged":
                    raise
                problems.append(health.unreadable(error.__cause__))
        return list(dict.fromkeys(problems))

    def repair(self, problems: Sequence[Problem]) -> mending.Repair:
        """Mend what a check found: texts and originals from the newest backup that has them sound, what the person
        did from the record, search indexes anew; findings that are damaged go, to be made again by an analysis.
        The damaged file is kept as a backup. UserErrors: library-read-only, library-locked.
        """
        with self._alone():
            kept = copies.keep_as_it_is(self.path)
        with self._writing() as connection:
            return mending.mend(connection, self.path, problems, kept)

    def backup(self, path: Path | None = None, *, is_replacing: bool = False) -> Path:
        """A verified copy, at `path` or dated in the folder beside the library; gives where it is.

        UserErrors: backup-exists unless it `is_replacing` what stands at `path`, cannot-back-up, library-damaged.
        """
        with self._gate.inside():
            return copies.back_up(self.path, path, is_replacing=is_replacing)

    def backup_if_due(self) -> Path | None:
        """A backup on the first start of a day and after half an hour of changes; then old ones are thinned out."""
        if self.is_read_only:
            return None
        copies.sweep_backups(self.path)
        if self.is_encrypted:
            # where setting the passphrase was cut short after the library itself
            encryption.follow(self.path, copies.readable_of(self.path))
        with self._reading() as connection:
            last = reads.history(connection, 1)
        changed_at = datetime.fromisoformat(last[0].made_at).astimezone().replace(tzinfo=None) if last else None
        if not copies.is_due(self.path, changed_at, datetime.now()):
            return None
        made = self.backup()
        copies.rotate(made.parent)
        return made

    @staticmethod
    def restore(backup: Path, path: Path) -> Path | None:
        """Put a backup in the place of the library at `path`, which must be closed; gives where the replaced one is
        kept. UserErrors: no-such-backup, not-a-library, newer-library, passphrase-needed, library-damaged,
        library-locked.
        """
        return copies.restore(backup, path.absolute())

    def put_back(self, backup: Path) -> Path | None:
        """As `restore`, for a library that is open and stays so."""
        with self._alone():
            kept = copies.restore(backup, self.path)
        self._bring_up_to_date(migrations.check_version(self.path))
        return kept

    def backups(self) -> list[copies.Backup]:
        """The backups in the folder beside the library, the newest first."""
        return copies.backups_of(self.path)

    @property
    def is_encrypted(self) -> bool:
        return cipher.is_encrypted(self.path)

    def set_passphrase(
        self,
        passphrase: str | None,
        tell: encryption.Teller = encryption.untold,
        is_stopped: encryption.Stopped = encryption.unstopped,
    ) -> encryption.Outcome:
        """Encrypt the library and its backups with a (new) passphrase, or with None make them plain again.

        Stopping, raising Cancelled, is possible until the library's new file is in its place. UserErrors:
        passphrase-too-short, not-enough-space, library-locked, library-damaged; then nothing has changed.
        """
        key = None if passphrase is None else cipher.make_key(passphrase)
        with self._alone():
            encryption.replace(self.path, key, tell, is_stopped)
        # its log is made now, not when there may be no room for it any more
        self._bring_up_to_date(migrations.VERSION)
        copies.sweep_backups(self.path)
        return encryption.follow(self.path, copies.files_of(self.path), tell)

    # --- within -----------------------------------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The file is closed meanwhile, and may be another one afterwards."""
        if self.is_read_only:
            raise sqlite.read_only(self.path)
        with self._gate.alone():
            self._engine.dispose()
            cipher.release(self.path)
            try:
                yield
            finally:
                cipher.hold(self.path)
                self._engine = sqlite.make_engine(self.path)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        assert self._writer != threading.get_ident(), "an edit stands inside another"
        if self.is_read_only:
            raise sqlite.read_only(self.path)
        if not self._write_lock.acquire(timeout=_WAIT):
            raise UserError("library-busy", tr("Another change is still being written."), tr("Try again in a moment."))
        self._writer = threading.get_ident()
        try:
            with self._gate.inside(), sqlite.reading_errors(self.path):
                engine = self._engine.execution_options(begin="IMMEDIATE")
                with engine.connect() as connection, connection.begin(), sqlite.seeing_damage(connection):
                    yield connection
        finally:
            self._writer = None
            self._write_lock.release()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "library-read-only",
            tr("The folder {path} cannot be made: {reason}", path=folder, reason=error.strerror or ""),
            tr("Choose a folder that you may write to."),
        ) from error
