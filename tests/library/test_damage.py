"""A damaged file is told as such wherever it is read, and never takes the program down."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library, connections
from briefing.library.check import Problem
from briefing.library.first_look import read_first_look

from .making import TEXT, an_article


@pytest.fixture
def article_id(path: Path) -> str:
    article = an_article()
    with Library.open(path) as library, library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    return article.id


def test_a_text_that_is_no_utf8_any_more_is_damage(path: Path, article_id: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER article_text_is_settled")
        connection.execute("UPDATE article_text SET text = CAST(X'4cff61' AS TEXT)")
        connection.commit()
    with Library.open(path) as library:
        with pytest.raises(UserError) as caught:
            library.article(article_id)
        assert caught.value.code == "library-damaged"
        assert ("text-changed", article_id) in [(p.code, p.article_id) for p in library.check()]


def test_a_schema_with_a_broken_name_is_damage(path: Path, article_id: str) -> None:
    content = path.read_bytes()
    place = content.index(b"CREATE TABLE dossier") + len(b"CREATE TABLE ")
    path.write_bytes(content[:place] + b"\xd8(" + content[place + 2 :])
    with pytest.raises(UserError) as caught, Library.open(path) as library:
        library.dossiers()
    assert caught.value.code == "library-damaged"


def check(path: Path) -> None:
    with Library.open(path) as library:
        for problem in library.check():
            raise UserError("library-damaged", problem.message)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_damage(path: Path, article_id: str, part: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(UserError) as caught:
        check(path)
    assert caught.value.code in ("library-damaged", "not-a-library")


PAGE = 4096


@pytest.fixture(params=[None, "quatre mots à retenir"], ids=["plain", "encrypted"])
def many(path: Path, request: pytest.FixtureRequest) -> Path:
    """Twelve articles, each of some pages, and a backup of them."""
    with Library.open(path) as library:
        with library.edit("Import") as edit:
            for number in range(12):
                article = an_article(f"{number} {TEXT}" * 60, title=f"Article {number}")
                edit.add_article(article, article.text.encode())
        library.set_passphrase(request.param)
        library.backup()
    return path


def spoil(path: Path, number: int) -> None:
    """One bit of a page is another; of a plain library the first one, which says what kind of page it is."""
    content = bytearray(path.read_bytes())
    content[(number - 1) * PAGE] ^= 0x40
    path.write_bytes(content)


def pages_of(path: Path, table: str) -> list[int]:
    with closing(connections.connect(path, "immutable")) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        return [int(root)]


def read_each(library: Library) -> set[str]:
    """The ids of the articles that can be read."""
    return {headline.id for headline in library.headlines() if code_of(lambda h=headline: library.article(h.id)) == ""}


def code_of(action: Callable[[], object]) -> str:
    """Of the refusal; empty where there is none."""
    try:
        action()
    except UserError as error:
        return error.code
    return ""


def look(path: Path) -> tuple[set[str], list[Problem]]:
    with Library.open(path) as library:
        return read_each(library), library.check()


def test_one_damaged_page_takes_only_what_stands_on_it(many: Path) -> None:
    """A page with nothing but text: those whose text it holds are named, all others can be read and are sound."""
    sound = many.read_bytes()
    with Library.open(many) as library:
        every = read_each(library)
    partial, found = 0, []
    for number in range(3, len(sound) // PAGE, 4):
        many.write_bytes(sound)
        for log in many.parent.glob(f"{many.name}-*"):
            log.unlink()
        spoil(many, number)
        if told := code_of(lambda: found.append(look(many))):
            assert told == "library-damaged"  # a page of the schema, or of the list
            continue
        read, problems = found[-1]
        named = {problem.article_id for problem in problems if problem.article_id}
        assert every - read <= named
        assert named <= every - read or "unreadable" not in {problem.code for problem in problems}
        partial += 0 < len(named) < len(every)
    assert partial


def test_articles_are_named_by_id_where_their_rows_can_not_be_read(many: Path) -> None:
    with Library.open(many) as library:
        every = read_each(library)
    spoil(many, pages_of(many, "article")[0])
    with Library.open(many) as library:
        problems = library.check()
        assert {problem.article_id for problem in problems if problem.code == "article-changed"} == every
        assert len(problems) == len(set(problems))
        made = library.backups()[0]
        # what can't be mended is told, and a backup puts it right
        with pytest.raises(UserError) as caught:
            library.repair(problems)
        assert caught.value.code == "library-damaged"
        library.put_back(made.path)
        assert read_each(library) == every
        assert library.check() == []


def test_a_page_that_comes_back_empty_is_no_text(path: Path) -> None:
    """SQLCipher gives a page whose HMAC is wrong as zeros, and no error where it is within a long text."""
    article = an_article(TEXT * 60)
    with Library.open(path) as library:
        with library.edit("Import") as edit:
            edit.add_article(article, article.text.encode(), edit.add_dossier("A"))
        library.set_passphrase("quatre mots à retenir")
    sound = path.read_bytes()
    silent = 0
    for number in range(3, len(sound) // PAGE + 1):
        path.write_bytes(sound)
        spoil(path, number)
        with closing(connections.connect(path, "immutable")) as connection:
            try:
                (text,) = connection.execute("SELECT text FROM article_text").fetchone()
            except connections.errors():
                continue
            silent += text != article.text
        if text != article.text:
            with Library.open(path) as library:
                assert code_of(lambda: library.article(article.id)) == "library-damaged"
                assert code_of(library.backup) == "library-damaged"
                assert read_first_look(path) is None
                named = {problem.article_id for problem in library.check()}
                assert article.id in named
    assert silent, "SQLCipher tells it itself now: `connections.is_spoilt` can go"
