"""Bits flipped at random in a library's file, as a worn disk does: how much of what they change is noticed."""

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from briefing.errors import UserError
from briefing.library import Library, cipher, connections
from briefing.model import Header, OwnLine
from tests.faults.state import PASSPHRASES, digest
from tests.library.making import TEXT, a_note, an_article, some_findings


def make_library(path: Path, articles: int = 30, *, sentences: int = 20) -> None:
    """A library with something in every table, in one file."""
    with Library.open(path) as library:
        for number in range(articles):
            text = f"{TEXT}\n{number} " + f"Encore une phrase du texte {number}. " * sentences
            article = an_article(text, title=f"Article {number}")._replace(
                outlet="Le Monde", origin=f"/clips/{number}.txt"
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


def run(
    folder: Path, flips: int, *, seed: int = 1, is_deep: bool = True, is_in_articles: bool = False
) -> dict[str, int]:
    """How many flips changed something, and how many of those were noticed; `is_deep` False asks SQLite alone.

    `in articles` are those that changed what can be read of one article, `named` those where that one was named.
    With `is_in_articles` all bits are of the words of articles: texts, titles, outlets, addresses.
    """
    path = folder / "library.briefing"
    make_library(path)
    sound, before = path.read_bytes(), _content(path)
    chance = random.Random(seed)
    articles = _articles(path)
    found = {"flips": 0, "noticed": 0, "harmless": 0, "in articles": 0, "named": 0}
    hit = folder / "hit.briefing"
    places = _words_of(articles, sound) if is_in_articles else range(len(sound))
    while found["flips"] < flips:
        content = bytearray(sound)
        content[chance.choice(places)] ^= 1 << chance.randrange(8)
        hit.write_bytes(content)
        if _content(hit) == before:
            found["harmless"] += 1
            continue
        found["flips"] += 1
        harmed = _harmed(articles, _articles(hit))
        is_noticed, named = _look(hit) if is_deep else (_sqlite_notices(hit), set())
        found["noticed"] += is_noticed
        found["in articles"] += harmed is not None
        found["named"] += harmed is not None and harmed in named
    return found


def run_encrypted(folder: Path, flips: int, *, seed: int = 1) -> dict[str, int]:
    """The same in an encrypted library, where one bit makes a whole page unreadable, and what stands on it.

    `shut` are flips in what every opening needs: the library says that it is damaged, and a backup is restored. `in
    articles` are those after which some articles could not be read, `named` those where all of these were named.
    `misnamed` named articles without need, `mistaken` took damage for a wrong passphrase or the other way round, and
    `shown` gave words that were never written.
    """
    path = folder / "library.briefing"
    # texts over several pages, as articles have
    make_library(path, sentences=200)
    with Library.open(path) as library:
        library.set_passphrase(PASSPHRASES[0])
        texts = {headline.id: library.article(headline.id).text for headline in library.headlines()}
    sound, chance = path.read_bytes(), random.Random(seed)
    names = ("flips", "noticed", "shut", "in articles", "named", "misnamed", "mistaken", "shown")
    found = dict.fromkeys(names, 0)
    hit = folder / "hit.briefing"
    for _ in range(flips):
        content = bytearray(sound)
        # the first bytes say that it is an encrypted library; a backup gives them back
        content[chance.randrange(16, len(sound))] ^= 1 << chance.randrange(8)
        hit.write_bytes(content)
        found["flips"] += 1
        found["mistaken"] += _is_mistaken(hit)
        is_noticed, named = _look(hit)
        found["noticed"] += is_noticed
        read = _read(hit, texts)
        found["shut"] += read is None
        if read is None:
            continue
        harmed = texts.keys() - read.keys()
        found["in articles"] += bool(harmed)
        found["named"] += bool(harmed) and harmed <= named
        found["misnamed"] += not harmed and bool(named - {None}) and not _has_damaged_work(hit, named)
        found["shown"] += any(text != texts[article_id] for article_id, text in read.items())
    return found


def _is_mistaken(path: Path) -> bool:
    """Whether the right passphrase is refused, or damage is told for a wrong one."""
    answers = []
    for passphrase in PASSPHRASES:
        cipher.forget()
        try:
            cipher.unlock(path, passphrase)
            answers.append("")
        except UserError as error:
            answers.append(error.code)
    cipher.unlock(path, PASSPHRASES[0])
    return answers != ["", "wrong-passphrase"]


def _read(path: Path, article_ids: Iterable[str]) -> dict[str, str] | None:
    """The texts that the library gives, as the window asks for them; None where it can't be opened."""
    found = {}
    try:
        with Library.open(path) as library:
            for article_id in article_ids:
                with suppress(UserError):
                    found[article_id] = library.article(article_id).text
    except UserError:
        return None
    return found


def _has_damaged_work(path: Path, named: set[str | None]) -> bool:
    """Whether, of articles that can be read, the findings, notes or decisions can't."""
    queries = ["SELECT * FROM findings AS f JOIN article AS a ON a.text_sha256 = f.text_sha256 WHERE a.id = ?"]
    queries.append(
        "SELECT p.* FROM article AS a JOIN findings AS s ON s.text_sha256 = a.text_sha256"
        " JOIN finding AS f ON f.findings_id = s.id JOIN passage AS p ON p.finding_id = f.id WHERE a.id = ?"
    )
    queries += [f"SELECT * FROM {name} WHERE article_id = ?" for name in ("annotation", "curation", "addition")]
    return all(not all(_is_readable(path, query, str(name)) for query in queries) for name in named - {None})


def _is_readable(path: Path, query: str, value: str) -> bool:
    with closing(connections.connect(path, "immutable")) as connection:
        try:
            connection.execute(query, (value,)).fetchall()
        except connections.errors():
            return False
        return not connections.is_spoilt(connection)


def _articles(path: Path) -> dict[str, tuple[object, ...]]:
    """What can be read of each article, by its id: all that describes it, its text, its original."""
    query = "SELECT a.id, a.*, t.text, t.original FROM article AS a JOIN article_text AS t ON t.number = a.number"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return {row[0]: row[1:] for row in connection.execute(query)}
    except (sqlite3.Error, UnicodeDecodeError):
        return {}


def _words_of(articles: dict[str, tuple[object, ...]], content: bytes) -> list[int]:
    """Where the words of articles stand in the file."""
    places: set[int] = set()
    for row in articles.values():
        for words in (value.encode() for value in row if isinstance(value, str) and len(value) > 5):
            start = content.find(words)
            places.update(range(start, start + len(words)) if start >= 0 else ())
    return sorted(places)


def _harmed(before: dict[str, tuple[object, ...]], after: dict[str, tuple[object, ...]]) -> str | None:
    """The one article that is not what it was, where it is one."""
    if before.keys() != after.keys():
        return None
    changed = [article_id for article_id, row in before.items() if after[article_id] != row]
    return changed[0] if len(changed) == 1 else None


def _content(path: Path) -> str:
    """Everything that can be read, or what hinders it."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return digest(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


def _sqlite_notices(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except (sqlite3.Error, UnicodeDecodeError):
            return True


def _look(path: Path) -> tuple[bool, set[str | None]]:
    """Whether the library's own check finds something, and which articles it names."""
    try:
        with Library.open(path) as library:
            problems = library.check()
        return bool(problems), {problem.article_id for problem in problems}
    except UserError:
        return True, set()
    finally:
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
