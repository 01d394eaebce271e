"""A damaged file is told as such wherever it is read, and never takes the program down."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Library

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
