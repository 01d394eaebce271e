"""A process that works on a library until it is killed.

`python -m tests.faults.writer PATH SEED [FAULT] [VERBS] [AIM]`. On standard output, a line each: "verb NAME" before
each piece of work; "intend DIGEST" before a commit, with the state that it makes; "done" when the library has said that
it is written; "kept PATH DIGEST" when a backup has been said to be made; "older PATH NUMBER" before a library of an
older version is opened; "turning PASSPHRASE" before the library gets that one (none: it is plain then).

VERBS are names of `VERBS`, parted by commas; without them, all but the passphrase's. AIM is a verb that is done every
few pieces of work, with what it needs before it. A FAULT is a mistake made on purpose, that the harness must see:
"early" says done before the commit; "torn" commits in the middle of an edit; "unflushed" does not wait for the disk;
"hasty" says that a backup is made before it is.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, event

from briefing.library import Library, cipher, connections, sqlite
from briefing.model import Header, OwnLine
from briefing.portable import Row, write_portable
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.faults.migrate import LEGACY
from tests.faults.state import PASSPHRASES, digest, digest_of, passphrase_of
from tests.library.making import TEXT, a_note, an_article, some_findings
from tests.portable.making import fill


class Worker:
    """A library that is worked on, and may be closed and opened again on the way."""

    def __init__(self, path: Path, seed: int, fault: str) -> None:
        self.path, self.fault = path, fault
        self.chance = random.Random(seed)
        self.number = seed * 10_000
        passphrase_of(path)
        self.library = Library.open(path)
        self.listen()

    def listen(self) -> None:
        @event.listens_for(self.library._engine, "commit")
        def intend(connection: Connection) -> None:
            driver = connection.connection.driver_connection
            assert driver
            say("intend", digest(driver))
            if self.fault == "early":
                say("done")
                time.sleep(0.02)  # written behind: the disk is busy with something else first

    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)
        self.listen()

    @property
    def copies(self) -> list[Path]:
        return sorted((self.path.parent / "copies").glob("*.briefing"))


def main(path: Path, seed: int, fault: str, names: str, aim: str) -> None:
    if fault == "unflushed":
        sqlite._PRAGMAS = (*sqlite._PRAGMAS, "PRAGMA synchronous=OFF")
    worker = Worker(path, seed, fault)
    verbs = [VERBS[name] for name in names.split(",")] if names else [v for v in VERBS.values() if v not in _TURNS]
    weights = [WEIGHTS.get(verb.__name__, 1) for verb in verbs]
    say("ready")
    left = worker.chance.randrange(4)
    while True:
        (verb,) = worker.chance.choices(verbs, weights)
        if aim and left == 0:
            verb, left = VERBS[aim], worker.chance.randrange(1, 4)
        left -= 1
        do(worker, verb)


def do(worker: Worker, verb: Callable[[Worker], object]) -> None:
    """A piece of work, and before it what it needs, as work of its own."""
    is_ready, before = NEEDS.get(verb.__name__, (lambda worker: True, verb))
    while not is_ready(worker):
        do(worker, before)
    worker.number += 1
    say("verb", verb.__name__)
    verb(worker)
    say("done")


def say(*words: str) -> None:
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


def import_articles(worker: Worker) -> None:
    library, chance, number = worker.library, worker.chance, worker.number
    dossiers = library.dossiers()
    with library.edit(f"Import {number}") as edit:
        dossier = chance.choice(dossiers).id if dossiers else edit.add_dossier("Dossier")
        for n in range(chance.randrange(1, 6)):
            text = f"{TEXT}\n{number}.{n} " + "Texte de remplissage, encore une phrase. " * chance.randrange(40)
            article = an_article(text, title=f"Article {number}.{n}", published=f"2026-01-{chance.randrange(1, 29):02}")
            edit.add_article(article, text.encode(), dossier)
            if worker.fault == "torn":
                # what a forgotten transaction would do: the half of the edit that is there goes into the file
                edit._rows.exec_driver_sql("COMMIT")
                edit._connection.exec_driver_sql("BEGIN IMMEDIATE")
                time.sleep(0.02)
            edit.put_findings(article.id, some_findings(text, date=article.published), "m")


def edit_lines(worker: Worker) -> None:
    library, chance, number = worker.library, worker.chance, worker.number
    article = library.article(chance.choice(library.headlines()).id)
    dossiers = library.dossiers_of(article.id) or [library.dossiers()[0].id]
    with library.edit(f"Edit {number}") as edit:
        key = chance.choice(["s-1", "u-1", "m-1", "f-1"])
        edit.curate(dossiers[0], article.id, key, state="accepted", gloss=f"gloss {number}", is_included=True)
        edit.annotate(a_note(article, chance.choice(["souveraineté", "homicides", "🇲🇽"]), f"note {number}"))
        edit.put_own_line(OwnLine(f"own-{number % 7}", dossiers[0], "comment", f"line {number}"))
        edit.put_header(dossiers[0], Header(f"subject {number}"))


def correct(worker: Worker) -> None:
    article_id = worker.chance.choice(worker.library.headlines()).id
    with worker.library.edit(f"Correct {worker.number}") as edit:
        day = f"2026-02-{worker.chance.randrange(1, 28):02}"
        edit.correct_article(article_id, title=f"Title {worker.number}", published=day)


def trash(worker: Worker) -> None:
    """Some articles into the trash, and one out of it."""
    library, chance = worker.library, worker.chance
    with library.edit(f"Trash {worker.number}") as edit:
        for headline in library.headlines(trashed=True)[:1]:
            edit.restore_article(headline.id)
        edit.trash_article(chance.choice(library.headlines()).id)


def delete(worker: Worker) -> None:
    """For good: the record of edits is written anew as well."""
    (headline, *_) = worker.library.headlines(trashed=True)
    with worker.library.edit(f"Delete {worker.number}", undoable=False) as edit:
        edit.delete_article(headline.id)


def undo(worker: Worker) -> None:
    worker.library.undo()


def redo(worker: Worker) -> None:
    worker.library.redo()


def back_up(worker: Worker) -> None:
    """Into a few names in turn, so that old backups are replaced as well."""
    target = worker.path.parent / "copies" / f"{worker.number % 3}.briefing"
    with closing(connections.connect(worker.path)) as connection:
        state = digest(connection)
    say("replacing", str(target))
    target.unlink(missing_ok=True)
    if worker.fault == "hasty":
        say("kept", str(target), state)
        time.sleep(0.02)
    worker.library.backup(target)
    say("kept", str(target), state)


def restore(worker: Worker) -> None:
    """Put a backup in the library's place, then go on with that."""
    backup = worker.chance.choice(worker.copies)
    say("intend", digest_of(backup, is_alone=True))
    with closing(connections.connect(worker.path)) as connection:
        state = digest(connection)
    if not worker.library.is_encrypted:
        # an encrypted library keeps its own passphrase
        say("turning", passphrase_of(backup))
    worker.library.close()
    kept = Library.restore(backup, worker.path)
    # what was there is a backup now
    say("kept", str(kept), state)
    worker.reopen()


def bring_in(worker: Worker) -> None:
    """A dossier from elsewhere; now and then one that was brought in before, with other words."""
    file = worker.path.parent / "in.dossier"
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "other.briefing") as other:
        dossier, _ = fill(other, f"Dossier {worker.number}")
        known = [d for d in worker.library.dossiers() if worker.library.headlines(d.id)]
        if known and worker.chance.random() < 0.5:
            with worker.library.gather(worker.chance.choice(known).id) as gathered:
                records = gathered.contents("", "here")
                lines = tuple(Row(replace(row.value, text=f"other {worker.number}")) for row in records.own_lines)
                changed = replace(records, own_lines=lines)
                write_portable(file, changed, gathered.articles(), gathered.read_file)
        else:
            export_dossier(other, dossier, file)
    import_dossier(worker.library, file)


def migrate(worker: Worker) -> None:
    """A library of an older version is brought up to date beside the one that is worked on."""
    number = worker.number % len(LEGACY)
    path = worker.path.parent / "older" / f"{worker.number}.briefing"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(LEGACY[number], path)
    say("older", str(path), str(number))
    Library.open(path).close()


def set_passphrase(worker: Worker) -> None:
    _turn(worker, worker.chance.choice(PASSPHRASES))


def change_passphrase(worker: Worker) -> None:
    _turn(worker, next(p for p in PASSPHRASES if p != passphrase_of(worker.path)))


def remove_passphrase(worker: Worker) -> None:
    _turn(worker, "")


def _turn(worker: Worker, passphrase: str) -> None:
    say("turning", passphrase)
    worker.library.set_passphrase(passphrase or None)
    worker.listen()


# What is added here is killed as all else is; reports count kills by these names.
VERBS: dict[str, Callable[[Worker], object]] = {
    verb.__name__: verb
    for verb in (
        import_articles,
        edit_lines,
        correct,
        trash,
        delete,
        undo,
        redo,
        back_up,
        restore,
        bring_in,
        migrate,
        set_passphrase,
        change_passphrase,
        remove_passphrase,
    )
}
_TURNS = (set_passphrase, change_passphrase, remove_passphrase)
WEIGHTS = {"import_articles": 3, "edit_lines": 3, "migrate": 0.3}
# When a verb can be done, and what is done first where it can't.
NEEDS: dict[str, tuple[Callable[[Worker], object], Callable[[Worker], object]]] = {
    "edit_lines": (lambda worker: worker.library.headlines(), import_articles),
    "correct": (lambda worker: worker.library.headlines(), import_articles),
    "trash": (lambda worker: worker.library.headlines(), import_articles),
    "delete": (lambda worker: worker.library.headlines(trashed=True), trash),
    "undo": (lambda worker: worker.library.undo_label, edit_lines),
    "redo": (lambda worker: worker.library.redo_label, undo),
    "restore": (lambda worker: worker.copies, back_up),
    "set_passphrase": (lambda worker: not cipher.is_encrypted(worker.path), remove_passphrase),
    "change_passphrase": (lambda worker: cipher.is_encrypted(worker.path), set_passphrase),
    "remove_passphrase": (lambda worker: cipher.is_encrypted(worker.path), set_passphrase),
}

if __name__ == "__main__":
    given = [*sys.argv[1:], "", "", ""]
    main(Path(given[0]), int(given[1]), given[2], given[3], given[4])
