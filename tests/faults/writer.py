"""A process that imports and edits until it is killed: `python -m tests.faults.writer PATH SEED [FAULT]`.

On standard output, a line each: "intend N DIGEST" before a commit (the entry and the state it makes), "done N" when
the library has said that it is written. A FAULT is a mistake made on purpose, that the harness must see:
"early" says done before the commit; "torn" commits in the middle of an edit; "unflushed" does not wait for the disk.
"""

import random
import sys
import time
from pathlib import Path

from sqlalchemy import Connection, event

from briefing.library import Library, sqlite
from briefing.model import Header, OwnLine
from tests.faults.state import digest, last_entry
from tests.library.making import TEXT, a_note, an_article, some_findings


def main(path: Path, seed: int, fault: str) -> None:
    chance = random.Random(seed)
    if fault == "unflushed":
        sqlite._PRAGMAS = (*sqlite._PRAGMAS, "PRAGMA synchronous=OFF")
    library = Library.open(path)

    @event.listens_for(library._engine, "commit")
    def intend(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver
        entry = last_entry(driver)
        say(f"intend {entry} {digest(driver)}")
        if fault == "early":
            say(f"done {entry}")
            time.sleep(0.02)  # written behind: the disk is busy with something else first

    say("ready")
    number = seed * 10_000
    while True:
        number += 1
        chance.choice(VERBS)(library, chance, number, fault)
        say(f"done {library.history(1)[0].id}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def import_articles(library: Library, chance: random.Random, number: int, fault: str) -> None:
    dossiers = library.dossiers()
    with library.edit(f"Import {number}") as edit:
        dossier = chance.choice(dossiers).id if dossiers else edit.add_dossier("Dossier")
        for n in range(chance.randrange(1, 6)):
            text = f"{TEXT}\n{number}.{n} " + "Texte de remplissage, encore une phrase. " * chance.randrange(40)
            article = an_article(text, title=f"Article {number}.{n}", published=f"2026-01-{chance.randrange(1, 29):02}")
            edit.add_article(article, text.encode(), dossier)
            if fault == "torn":
                # what a forgotten transaction would do: the half of the edit that is there goes into the file
                edit._rows.exec_driver_sql("COMMIT")
                edit._connection.exec_driver_sql("BEGIN IMMEDIATE")
                time.sleep(0.02)
            edit.put_findings(article.id, some_findings(text, date=article.published), "m")


def edit_lines(library: Library, chance: random.Random, number: int, fault: str) -> None:
    headlines = library.headlines()
    if not headlines:
        return import_articles(library, chance, number, fault)
    article = library.article(chance.choice(headlines).id)
    (dossier, *_) = library.dossiers_of(article.id)
    with library.edit(f"Edit {number}") as edit:
        key = chance.choice(["s-1", "u-1", "m-1", "f-1"])
        edit.curate(dossier, article.id, key, state="accepted", gloss=f"gloss {number}", is_included=True)
        edit.annotate(a_note(article, chance.choice(["souveraineté", "homicides", "🇲🇽"]), f"note {number}"))
        edit.put_own_line(OwnLine(f"own-{number % 7}", dossier, "comment", f"line {number}"))
        edit.put_header(dossier, Header(f"subject {number}"))
    return None


def correct_and_trash(library: Library, chance: random.Random, number: int, fault: str) -> None:
    headlines = library.headlines()
    if not headlines:
        return import_articles(library, chance, number, fault)
    article_id = chance.choice(headlines).id
    with library.edit(f"Correct {number}") as edit:
        edit.correct_article(article_id, title=f"Title {number}", published=f"2026-02-{chance.randrange(1, 28):02}")
        if chance.random() < 0.2:
            edit.trash_article(article_id)
    return None


def undo(library: Library, chance: random.Random, number: int, fault: str) -> None:
    if library.undo_label:
        library.undo()
    else:
        import_articles(library, chance, number, fault)


def redo(library: Library, chance: random.Random, number: int, fault: str) -> None:
    if library.redo_label:
        library.redo()
    else:
        edit_lines(library, chance, number, fault)


VERBS = (import_articles, import_articles, edit_lines, edit_lines, edit_lines, correct_and_trash, undo, redo)

if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
