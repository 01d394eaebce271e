"""A process that works on a library until it is killed: `python -m tests.faults.writer PATH SEED [FAULT] [VERBS]`.

On standard output, a line each: "verb NAME" before each piece of work; "intend DIGEST" before a commit, with the state
that it makes; "done" when the library has said that it is written; "kept PATH DIGEST" when a backup has been said to be
made. VERBS are names of `VERBS`, parted by commas; without them, all. A FAULT is a mistake made on purpose, that the
harness must see: "early" says done before the commit; "torn" commits in the middle of an edit; "unflushed" does not
wait for the disk; "hasty" says that a backup is made before it is.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, event

from briefing.library import Library, sqlite
from briefing.model import Header, OwnLine
from briefing.portable import Row, write_portable
from briefing.workspace.handing_on import export_dossier, import_dossier
from tests.faults.state import digest
from tests.library.making import TEXT, a_note, an_article, some_findings
from tests.portable.making import fill


class Worker:
    """A library that is worked on, and may be closed and opened again on the way."""

    def __init__(self, path: Path, seed: int, fault: str) -> None:
        self.path, self.fault = path, fault
        self.chance = random.Random(seed)
        self.number = seed * 10_000
        self.library = Library.open(path)
        self._listen()

    def _listen(self) -> None:
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
        self._listen()


def main(path: Path, seed: int, fault: str, names: str) -> None:
    if fault == "unflushed":
        sqlite._PRAGMAS = (*sqlite._PRAGMAS, "PRAGMA synchronous=OFF")
    worker = Worker(path, seed, fault)
    verbs = [VERBS[name] for name in names.split(",")] if names else list(VERBS.values())
    weights = [WEIGHTS.get(verb.__name__, 1) for verb in verbs]
    say("ready")
    while True:
        worker.number += 1
        (verb,) = worker.chance.choices(verbs, weights)
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
    headlines = library.headlines()
    if not headlines:
        return import_articles(worker)
    article = library.article(chance.choice(headlines).id)
    (dossier, *_) = library.dossiers_of(article.id)
    with library.edit(f"Edit {number}") as edit:
        key = chance.choice(["s-1", "u-1", "m-1", "f-1"])
        edit.curate(dossier, article.id, key, state="accepted", gloss=f"gloss {number}", is_included=True)
        edit.annotate(a_note(article, chance.choice(["souveraineté", "homicides", "🇲🇽"]), f"note {number}"))
        edit.put_own_line(OwnLine(f"own-{number % 7}", dossier, "comment", f"line {number}"))
        edit.put_header(dossier, Header(f"subject {number}"))
    return None


def correct_and_trash(worker: Worker) -> None:
    library, chance, number = worker.library, worker.chance, worker.number
    headlines = library.headlines()
    if not headlines:
        return import_articles(worker)
    article_id = chance.choice(headlines).id
    with library.edit(f"Correct {number}") as edit:
        edit.correct_article(article_id, title=f"Title {number}", published=f"2026-02-{chance.randrange(1, 28):02}")
        if chance.random() < 0.2:
            edit.trash_article(article_id)
    return None


def undo(worker: Worker) -> None:
    if worker.library.undo_label:
        worker.library.undo()
    else:
        import_articles(worker)


def redo(worker: Worker) -> None:
    if worker.library.redo_label:
        worker.library.redo()
    else:
        edit_lines(worker)


def back_up(worker: Worker) -> None:
    """Into a few names in turn, so that old backups are replaced as well."""
    target = worker.path.parent / "copies" / f"{worker.number % 3}.briefing"
    with closing(sqlite3.connect(worker.path)) as connection:
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
    copies = sorted((worker.path.parent / "copies").glob("*.briefing"))
    if not copies:
        return back_up(worker)
    backup = worker.chance.choice(copies)
    with closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        say("intend", digest(connection))
    with closing(sqlite3.connect(worker.path)) as connection:
        state = digest(connection)
    worker.library.close()
    kept = Library.restore(backup, worker.path)
    # what was there is a backup now
    say("kept", str(kept), state)
    worker.reopen()
    return None


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


# What is added here is killed as all else is; reports count kills by these names.
VERBS: dict[str, Callable[[Worker], object]] = {
    verb.__name__: verb
    for verb in (import_articles, edit_lines, correct_and_trash, undo, redo, back_up, restore, bring_in)
}
WEIGHTS = {"import_articles": 2, "edit_lines": 3}

if __name__ == "__main__":
    given = [*sys.argv[1:], "", ""]
    main(Path(given[0]), int(given[1]), given[2], given[3])
