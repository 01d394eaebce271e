"""What is damaged is mended from what can be proven: the backups by their seals, the record by its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import Cancelled
from briefing.library import Library, backup

from .making import TEXT, a_note, an_article, some_findings

_TAMPER = "DROP TRIGGER article_text_is_settled"


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
    library.backup()
    return article.id


def tamper(path: Path, statement: str) -> None:
    """What a fault on the disk could do: no constraint holds it back, and the trigger is there afterwards."""
    with closing(sqlite3.connect(path)) as connection:
        (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchone()
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(_TAMPER)
        connection.execute(statement)
        connection.execute(trigger)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article_text SET text = replace(text, 'jeudi', 'mardi') WHERE number = 1",
        "UPDATE article_text SET original = X'00' WHERE number = 1",
        "DELETE FROM article_text WHERE number = 1",
        "UPDATE article SET published = '2016-01-16' WHERE number = 1",
        "UPDATE article SET original_sha256 = 'f' || substr(original_sha256, 2) WHERE number = 1",
        "UPDATE article SET state = 'trashed' WHERE number = 1",
        "UPDATE annotation SET span_start = span_start + 1, span_end = span_end + 1",
        "UPDATE curation SET state = 'rejected'",
        "DELETE FROM curation",
        "DELETE FROM annotation",
        "UPDATE dossier SET name = 'B'",
        "INSERT INTO dossier VALUES ('d', 'B', 0, '2026')",
        "UPDATE note SET text = 'faux'",
    ],
)
def test_it_is_as_it_was(library: Library, article_id: str, path: Path, statement: str) -> None:
    before = library.article(article_id), library.annotations(), library.curations(), library.dossiers()
    tamper(path, statement)
    problems = library.check()
    assert problems
    repaired = library.repair(problems)
    assert repaired.left == ()
    assert repaired.done
    assert library.check() == []
    assert (library.article(article_id), library.annotations(), library.curations(), library.dossiers()) == before
    assert library.search("jeudi")
    assert repaired.kept.exists()


def test_a_correction_after_the_backup_is_not_taken_back(library: Library, article_id: str, path: Path) -> None:
    with library.edit("Correct") as edit:
        edit.correct_article(article_id, title="Corrigé", published="2026-01-17")
    tamper(path, "UPDATE article_text SET text = replace(text, 'jeudi', 'mardi') WHERE number = 1")
    assert library.repair(library.check()).left == ()
    assert library.article(article_id).title == "Corrigé"
    assert library.article(article_id).published == "2026-01-17"


def test_the_newest_backup_that_is_sound_is_taken(library: Library, article_id: str, path: Path) -> None:
    (good,) = library.backups()
    newer = good.path.with_name("2099-01-01 10-00-00.briefing")
    newer.write_bytes(good.path.read_bytes())
    tamper(newer, "UPDATE article_text SET text = 'faux' WHERE number = 1")
    tamper(path, "UPDATE article_text SET text = 'autre' WHERE number = 1")
    repaired = library.repair(library.check())
    assert f"{good.made_at:%Y-%m-%d %H:%M}" in repaired.done[0]
    assert library.article(article_id).text == TEXT


def test_without_a_backup_it_says_what_is_left(library: Library, article_id: str, path: Path) -> None:
    for found in backup.files_of(path):
        found.unlink()
    tamper(path, "UPDATE article_text SET text = 'faux' WHERE number = 1")
    left = library.repair(library.check()).left
    assert ("text-changed", article_id) in [(p.code, p.article_id) for p in left]


def test_damaged_findings_go_and_are_wanted_again(library: Library, article_id: str, path: Path) -> None:
    tamper(path, "UPDATE findings SET document = substr(document, 2)")
    assert library.repair(library.check()).left == ()
    assert library.findings(article_id) is None
    assert article_id in library.needs_analysis("1", {"fr": "m"})


def test_a_broken_record_is_left_for_a_restore(library: Library, article_id: str, path: Path) -> None:
    tamper(path, "UPDATE row_change SET after = replace(after, 'vérifier', 'verifier')")
    assert "record" in [p.code for p in library.repair(library.check()).left]


def test_an_encrypted_library_is_mended_from_an_encrypted_backup(library: Library, article_id: str, path: Path) -> None:
    library.set_passphrase("quatre mots à retenir")
    with library._writing() as connection:
        connection.exec_driver_sql(_TAMPER)
        connection.exec_driver_sql("UPDATE article_text SET text = 'faux' WHERE number = 1")
    problems = library.check()
    assert [p.article_id for p in problems if p.code == "text-changed"] == [article_id]
    library.repair(problems)
    assert library.article(article_id).text == TEXT


def test_a_check_tells_how_far_it_is_and_can_be_stopped(library: Library, article_id: str) -> None:
    seen: list[int] = []
    library.check(seen.append)
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] <= 100

    def stop(done: int) -> None:
        if done > 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        library.check(stop)


def test_the_holdings_are_counted(library: Library, article_id: str, path: Path) -> None:
    held = library.holdings()
    assert (held.articles, held.annotations) == (2, 1)
    assert held.findings == 4
    assert held.size > 0
    assert held.backed_up_at == library.backups()[0].made_at
