"""Bits flipped at random in a library's file, as a worn disk does: how much of what they change is noticed."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from briefing.errors import UserError
from briefing.library import Library
from briefing.model import Header, OwnLine
from tests.faults.state import digest
from tests.library.making import TEXT, a_note, an_article, some_findings


def make_library(path: Path, articles: int = 30) -> None:
    """A library with something in every table, in one file."""
    with Library.open(path) as library:
        for number in range(articles):
            text = f"{TEXT}\n{number} " + f"Encore une phrase du texte {number}. " * 20
            article = replace(
                an_article(text, title=f"Article {number}"), outlet="Le Monde", origin=f"/clips/{number}.txt"
            )
            with library.edit(f"Import {number}") as edit:
                dossier = edit.add_dossier(f"Dossier {number}") if number % 10 == 0 else dossier  # noqa: F821
                edit.add_article(article, text.encode(), dossier)
                edit.put_findings(article.id, some_findings(text), "m")
            with library.edit("Curate") as edit:
                edit.curate(dossier, article.id, "s-1", state="accepted", gloss=f"gloss {number}", is_included=True)
                edit.annotate(a_note(article, body=f"note {number}"))
                edit.put_own_line(OwnLine(f"own-{number}", dossier, "comment", f"line {number}"))
                edit.put_header(dossier, Header(f"subject {number}"))
        library.undo()


def run(folder: Path, flips: int, *, seed: int = 1, is_deep: bool = True) -> dict[str, int]:
    """How many flips changed something, and how many of those were noticed; `is_deep` False asks SQLite alone."""
    path = folder / "library.briefing"
    make_library(path)
    sound, before = path.read_bytes(), _content(path)
    chance = random.Random(seed)
    found = {"flips": 0, "noticed": 0, "harmless": 0}
    hit = folder / "hit.briefing"
    while found["flips"] < flips:
        content = bytearray(sound)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        hit.write_bytes(content)
        if _content(hit) == before:
            found["harmless"] += 1
            continue
        found["flips"] += 1
        found["noticed"] += _is_noticed(hit, is_deep)
    return found


def _content(path: Path) -> str:
    """Everything that can be read, or what hinders it."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return digest(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


def _is_noticed(path: Path, is_deep: bool) -> bool:
    if not is_deep:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            try:
                return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            except (sqlite3.Error, UnicodeDecodeError):
                return True
    try:
        with Library.open(path) as library:
            return library.check() != []
    except UserError:
        return True
    finally:
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
