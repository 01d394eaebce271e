"""A dossier goes from one library to another and back: nothing is lost, nothing is made twice."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import Cancelled, UserError
from briefing.library import Library
from briefing.model import OwnLine
from briefing.portable import open_portable
from briefing.workspace.handing_on import export_dossier, import_dossier, settle_difference
from tests.library.making import a_note, an_article, some_findings
from tests.portable.making import fill, hand_over, members_of, replace_with_newer, tables, write


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ann.briefing") as library:
        yield library


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ben.briefing") as library:
        yield library


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mexico.dossier"


def seen(library: Library, dossier: str) -> dict[str, object]:
    """What a person sees of a dossier."""
    ids = sorted(headline.id for headline in library.headlines(dossier))
    return {
        "articles": [library.article(i) for i in ids],
        "originals": [library.original(i) for i in ids],
        "findings": [library.findings(i) for i in ids],
        "additions": [library.additions(i) for i in ids],
        "annotations": [library.annotations(i) for i in ids],
        "curations": library.curations(dossier),
        "own lines": library.own_lines(dossier),
        "files": [(one, library.attachment_content(one.sha256)) for one in library.attachments(dossier)],
        "header": library.header(dossier),
    }


def test_everything_of_a_dossier_arrives(ann: Library, ben: Library, file: Path) -> None:
    dossier, _ = fill(ann)
    made = hand_over(ann, dossier, ben, file)
    assert (len(made.added), made.there, made.differences) == (2, (), ())
    assert [d.name for d in ben.dossiers()] == ["Mexico"]
    assert seen(ben, dossier) == seen(ann, dossier)
    assert ben.check() == []


def test_a_second_import_changes_nothing_at_all(ann: Library, ben: Library, file: Path) -> None:
    dossier, _ = fill(ann)
    hand_over(ann, dossier, ben, file)
    before = tables(ben.path)
    again = import_dossier(ben, file)
    assert (again.added, len(again.there), again.updated, again.differences) == ((), 2, 0, ())
    assert tables(ben.path) == before


def test_an_import_into_the_library_it_came_from_changes_nothing(ann: Library, file: Path) -> None:
    dossier, _ = fill(ann)
    before = tables(ann.path)
    hand_over(ann, dossier, ann, file)
    assert tables(ann.path) == before


def test_a_file_written_anew_by_who_received_it_is_the_same(ann: Library, ben: Library, tmp_path: Path) -> None:
    dossier, _ = fill(ann)
    hand_over(ann, dossier, ben, tmp_path / "one.dossier", "x")
    export_dossier(ben, dossier, tmp_path / "two.dossier", source="x")
    with open_portable(tmp_path / "one.dossier") as one, open_portable(tmp_path / "two.dossier") as two:
        assert list(one.articles()) == list(two.articles())
        assert replace(one.contents, exported_at="") == replace(two.contents, exported_at="")


def test_an_import_is_one_step_of_undo(ann: Library, ben: Library, file: Path) -> None:
    mine, _ = fill(ben, "Mine")
    # the same clip came to both
    before = seen(ben, mine)
    dossier, _ = fill(ann)
    hand_over(ann, dossier, ben, file)
    ben.undo()
    assert [d.name for d in ben.dossiers()] == ["Mine"]
    assert seen(ben, mine) == before
    import_dossier(ben, file)
    assert len(ben.dossiers()) == 2
    assert ben.check() == []


def test_the_same_clip_imported_by_both_is_one_article(ann: Library, ben: Library, file: Path) -> None:
    dossier, theirs = fill(ann)
    mine = an_article(title=theirs.title)
    with ben.edit("Import") as edit:
        edit.add_article(mine, mine.text.encode())
    made = hand_over(ann, dossier, ben, file)
    assert made.there == (mine.id,)
    assert [h.id for h in ben.headlines() if h.title == theirs.title] == [mine.id]
    assert [a.body for a in ben.annotations(mine.id)] == ["a flag"]
    assert ben.curations(dossier)[mine.id, "s-1"].gloss == "as it was said"


def test_the_other_bytes_of_the_same_text_are_kept(ann: Library, ben: Library, file: Path) -> None:
    text = an_article("Le même texte.", title="Même")
    page = b"<p>Le m\xc3\xaame texte.</p>"
    other = text._replace(id="f" * 32, original_sha256=sha256(page).hexdigest(), media_type="text/html")
    with ann.edit("Import") as edit:
        dossier = edit.add_dossier("Page")
        edit.add_article(other, page, dossier)
    with ben.edit("Import") as edit:
        edit.add_article(text, text.text.encode())
    made = hand_over(ann, dossier, ben, file)
    assert made.there == (text.id,)
    assert [ben.attachment_content(one.sha256) for one in ben.attachments(dossier)] == [page]
    before = tables(ben.path)
    import_dossier(ben, file)
    assert tables(ben.path) == before


def test_what_the_other_changed_comes_back_without_a_question(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    hand_over(ann, dossier, ben, file)
    with ben.edit("Work") as edit:
        edit.curate(dossier, article.id, "s-1", state="rejected", gloss="as she meant it", author="Ben")
        edit.put_own_line(OwnLine(f"own-{dossier}", dossier, "comment", "Better.", "a call", position=1.0))
        edit.correct_article(article.id, title="Sheinbaum answers", outlet="AFP")
        edit.annotate(ben.annotations(article.id)[0]._replace(body="the flag of Mexico"))
        edit.annotate(a_note(article, "homicides", "new"))
    made = hand_over(ben, dossier, ann, file, "Ben")
    assert (made.differences, made.updated) == ((), 4)
    assert seen(ann, dossier) == seen(ben, dossier)


def test_what_i_changed_meanwhile_stays(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    hand_over(ann, dossier, ben, file)
    with ann.edit("Work") as edit:
        edit.curate(dossier, article.id, "s-1", gloss="mine is newer")
        edit.correct_article(article.id, title="Mine")
    before = seen(ann, dossier)
    made = hand_over(ben, dossier, ann, file, "Ben")
    assert (made.differences, made.updated) == ((), 0)
    assert seen(ann, dossier) == before


def test_what_both_changed_stands_side_by_side_until_one_chooses(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    hand_over(ann, dossier, ben, file)
    for library, name in ((ann, "Ann"), (ben, "Ben")):
        with library.edit("Work") as edit:
            edit.curate(dossier, article.id, "s-1", gloss=f"by {name}", author=name)
            edit.put_own_line(OwnLine(f"own-{dossier}", dossier, "comment", f"by {name}", position=1.0))
            edit.correct_article(article.id, title=f"by {name}")
    made = hand_over(ben, dossier, ann, file, "Ben’s desk")
    assert len(made.differences) == 3
    found = {one.what: one for one in ann.differences(dossier)}
    assert found["curation"].ours
    assert found["curation"].ours["gloss"] == "by Ann"
    assert found["curation"].theirs["gloss"] == "by Ben"
    assert (found["curation"].author, found["curation"].source) == ("Ben", "Ben’s desk")
    assert found["curation"].passage == "la souveraineté n’est pas négociable"
    assert ann.article(article.id).title == "by Ann"
    # the same file again asks nothing again
    before = tables(ann.path)
    assert import_dossier(ann, file).differences == ()
    assert tables(ann.path) == before

    settle_difference(ann, found["curation"].id, take=True)
    settle_difference(ann, found["article"].id, take=True)
    settle_difference(ann, found["own_line"].id, take=False)
    assert ann.curations(dossier)[article.id, "s-1"].gloss == "by Ben"
    assert ann.article(article.id).title == "by Ben"
    assert ann.own_lines(dossier)[0].text == "by Ann"
    assert ann.differences() == []
    before = tables(ann.path)
    assert import_dossier(ann, file).differences == ()
    assert tables(ann.path) == before
    assert ann.check() == []
    ann.undo()
    assert len(ann.differences()) == 1


def test_what_i_took_away_does_not_come_back_unasked(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    hand_over(ann, dossier, ben, file)
    (note,) = ann.annotations(article.id)
    with ann.edit("Remove") as edit:
        edit.remove_annotation(note.id)
    made = hand_over(ben, dossier, ann, file, "Ben")
    (difference,) = ann.differences()
    assert made.differences == (difference.id,)
    assert (difference.ours, difference.theirs["body"]) == (None, "a flag")
    settle_difference(ann, difference.id, take=True)
    assert ann.annotations(article.id) == [note]


def test_a_dossier_that_was_removed_comes_back_whole(ann: Library, ben: Library, file: Path) -> None:
    dossier, _ = fill(ann)
    before = seen(ann, dossier)
    export_dossier(ann, dossier, file)
    with ann.edit("Remove") as edit:
        edit.remove_dossier(dossier)
    assert import_dossier(ann, file).differences == ()
    assert seen(ann, dossier) == before


def test_an_article_in_the_trash_comes_back_with_its_dossier(ann: Library, file: Path) -> None:
    dossier, article = fill(ann)
    export_dossier(ann, dossier, file)
    with ann.edit("Trash") as edit:
        edit.trash_article(article.id)
    import_dossier(ann, file)
    assert article.id in {h.id for h in ann.headlines(dossier)}


def test_another_dossier_of_the_same_name_keeps_it(ann: Library, ben: Library, file: Path) -> None:
    dossier, _ = fill(ann)
    with ben.edit("Add") as edit:
        edit.add_dossier("mexico")
    hand_over(ann, dossier, ben, file)
    assert {d.name for d in ben.dossiers()} == {"mexico", "Mexico (2)"}
    assert import_dossier(ben, file).change.kinds == frozenset()


def test_a_newer_version_and_the_one_it_replaced_both_arrive(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    replace_with_newer(ann, article)
    hand_over(ann, dossier, ben, file)
    assert {h.title for h in ben.headlines()} == {"Newer", "Suite"}
    assert ben.article(article.id).text == article.text
    assert seen(ben, dossier) == seen(ann, dossier)


def test_what_a_newer_version_took_over_is_told_where_the_dossier_arrives(
    ann: Library, ben: Library, file: Path, tmp_path: Path
) -> None:
    dossier, article = fill(ann)
    newer = replace_with_newer(ann, article)
    hand_over(ann, dossier, ben, file)
    (there,) = ben.successions(newer.id)
    assert there == ann.successions(newer.id)[0]
    assert {one.outcome for one in there.carried} == {"kept"}
    assert [one for one in there.carried if one.kind == "note"]
    before = tables(ben.path)
    assert import_dossier(ben, file).change.kinds == frozenset()
    assert tables(ben.path) == before
    export_dossier(ben, dossier, tmp_path / "back.dossier")
    assert import_dossier(ann, tmp_path / "back.dossier").change.kinds == frozenset()
    ben.undo()
    ben.redo()
    assert ben.successions(newer.id) == [there]
    assert ben.check() == []


def test_a_report_does_not_tell_of_lines_in_other_dossiers(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    with ann.edit("Cite") as edit:
        other = edit.add_dossier("Elsewhere")
        for home, words in ((dossier, "Ours"), (other, "Theirs")):
            cited = f"{words} [[{article.id}/s-1]]"
            edit.put_own_line(OwnLine(f"cites-{words}", home, "comment", cited, "", position=2.0, author="Ann"))
    newer = replace_with_newer(ann, article)
    assert {one.words for one in ann.successions(newer.id)[0].carried if one.kind == "own"} == {"Ours", "Theirs"}
    hand_over(ann, dossier, ben, file)
    assert {one.words for one in ben.successions(newer.id)[0].carried if one.kind == "own"} == {"Ours"}
    assert b"Theirs" not in b"".join(zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist())
    assert import_dossier(ann, file).change.kinds == frozenset()


def test_a_file_from_before_such_reports_is_taken_and_one_after_it_adds_them(
    ann: Library, ben: Library, file: Path, tmp_path: Path
) -> None:
    dossier, article = fill(ann)
    newer = replace_with_newer(ann, article)
    export_dossier(ann, dossier, file)
    older = members_of(file)
    name = f"articles/{article.id}/article.json"
    record = json.loads(older[name])
    assert record.pop("succession")
    write(tmp_path / "older.dossier", older | {name: json.dumps(record).encode()})
    import_dossier(ben, tmp_path / "older.dossier")
    assert ben.successions(newer.id) == []
    import_dossier(ben, file)
    assert ben.successions(newer.id) == ann.successions(newer.id)
    before = tables(ben.path)
    import_dossier(ben, file)
    assert tables(ben.path) == before


def test_findings_from_elsewhere_are_shown_until_there_are_own_ones(ann: Library, ben: Library, file: Path) -> None:
    dossier, article = fill(ann)
    hand_over(ann, dossier, ben, file)
    found = ben.findings(article.id)
    assert found == some_findings()
    # the same rules and model by name, but not made here
    assert article.id in ben.needs_analysis("1", {"fr": "m"})
    own = found._replace(figures=())
    with ben.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, own, "m")
    assert ben.findings(article.id) == own
    import_dossier(ben, file)
    assert ben.findings(article.id) == own


def test_cancelling_leaves_nothing(ann: Library, ben: Library, file: Path, tmp_path: Path) -> None:
    dossier, _ = fill(ann)
    with pytest.raises(Cancelled):
        export_dossier(ann, dossier, tmp_path / "out" / "x.dossier", is_cancelled=lambda: True)
    assert list((tmp_path / "out").iterdir()) == []
    export_dossier(ann, dossier, file)
    before = tables(ben.path)
    for answers in range(3):
        asked = iter([False] * answers + [True])
        with pytest.raises(Cancelled):
            import_dossier(ben, file, is_cancelled=lambda: next(asked))  # noqa: B023
        assert tables(ben.path) == before


def test_a_dossier_file_can_not_be_written_over_a_folder(ann: Library, tmp_path: Path) -> None:
    dossier, _ = fill(ann)
    (tmp_path / "there.dossier").mkdir()
    with pytest.raises(UserError) as caught:
        export_dossier(ann, dossier, tmp_path / "there.dossier")
    assert caught.value.code == "cannot-write"
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
