"""Damage is found, and the article that it hit is named."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.library import Library, seals

from .making import TEXT, a_note, an_article, some_findings


@pytest.fixture
def article_id(library: Library) -> str:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.add_article(an_article("Un autre texte.", title="Autre"), b"Un autre texte.", dossier)
        edit.annotate(a_note(article))
        edit.put_findings(article.id, some_findings(), "m")
        edit.curate(dossier, article.id, "s-1", note="sûr")
    return article.id


def test_a_sound_library_has_no_problems(library: Library, article_id: str) -> None:
    assert library.check() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE article_text SET text = replace(text, 'jeudi', 'mardi') WHERE number = 1", "text-changed"),
        ("UPDATE article SET original_sha256 = 'f' || substr(original_sha256, 2) WHERE number = 1", "original-changed"),
        ("UPDATE annotation SET span_start = span_start + 1, span_end = span_end + 1", "annotation-moved"),
        ("UPDATE passage SET quote = quote || '.' WHERE id = 1", "finding-moved"),
        ("UPDATE findings SET document = substr(document, 2)", "finding-moved"),
        ("UPDATE article SET published = '2016-01-16' WHERE number = 1", "article-changed"),
        ("UPDATE article SET state = 'trashed' WHERE number = 1", "edit-changed"),
        ("UPDATE curation SET state = 'rejected'", "edit-changed"),
        ("DELETE FROM curation", "edit-lost"),
        ("UPDATE role SET name = 'Donald Trump'", "finding-moved"),
        ("UPDATE findings SET document = replace(document, 'présidente', 'secrétaire')", "finding-moved"),
        ("DELETE FROM article_text WHERE number = 1", "text-unreadable"),
    ],
)
def test_what_was_changed_behind_the_library_names_the_article(
    library: Library, article_id: str, path: Path, statement: str, code: str
) -> None:
    _tamper(path, statement)
    problems = library.check()
    assert (code, article_id) in [(p.code, p.article_id) for p in problems]
    assert all("Sheinbaum répond" in p.message for p in problems if p.article_id)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE article SET title = 'Autre chose' WHERE number = 1", "search"),
        ("UPDATE curation SET note = 'faux'", "search"),
        ("UPDATE row_change SET after = '{' WHERE after IS NOT NULL", "record"),
        ("UPDATE row_change SET after = replace(after, 'vérifier', 'verifier')", "record"),
        ("DELETE FROM entry WHERE id = 1", "reference"),
        ("DELETE FROM dossier", "reference"),
        ("UPDATE dossier SET name = 'B'", "edit-changed"),
        ("DELETE FROM annotation", "edit-lost"),
        ("INSERT INTO dossier VALUES ('d', 'B', 0, '2026')", "edit-changed"),
    ],
)
def test_other_damage_is_named_by_its_part(
    library: Library, article_id: str, path: Path, statement: str, code: str
) -> None:
    _tamper(path, statement)
    assert code in [p.code for p in library.check()]


def test_the_text_of_an_article_can_not_be_changed_by_mistake(library: Library, article_id: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("UPDATE article_text SET text = 'x'")


def _tamper(path: Path, statement: str) -> None:
    """What a fault on the disk or another program could do: no constraint holds it back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DROP TRIGGER article_text_is_settled")
        connection.execute(statement)
        connection.commit()


@given(st.lists(st.tuples(*[st.none() | st.integers() | st.text()] * len(seals.ARTICLE)), max_size=3))
@example([('"]\n["', "],[", "\n", "\\n", "]\n[", *["é\u2028"] * (len(seals.ARTICLE) - 5))] * 2)
def test_many_rows_are_sealed_as_one_is(rows: list[tuple[object, ...]]) -> None:
    one_by_one = [seals.of_article(dict(zip(seals.ARTICLE, row, strict=True))) for row in rows]
    assert seals.of_new_articles(rows) == one_by_one
