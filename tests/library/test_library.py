"""Articles, dossiers, findings and what is decided about them, in real library files."""

from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.library import Edit, Library, connections, first_look
from briefing.model import Addition, Curation, Header, OwnLine, Statement

from .making import TEXT, a_note, an_article, passage, some_findings


def test_a_new_library_is_empty_and_says_that_it_is_new(path: Path) -> None:
    with Library.open(path) as library:
        assert library.is_new
        assert library.headlines() == []
        assert library.dossiers() == []
    with Library.open(path) as library:
        assert not library.is_new


def test_an_article_comes_back_as_it_went_in_with_its_original_bytes(library: Library) -> None:
    article = an_article(TEXT, outlet="Le Monde", author="A. B.", origin="/tmp/a.txt", added_at="2026-01-17T08:00:00")
    with library.edit("Import") as edit:
        assert edit.add_article(article, TEXT.encode(), edit.add_dossier("Mexique"))
    assert library.article(article.id) == article
    assert library.article(article.id[:6]) == article
    assert library.original(article.id) == TEXT.encode()


def test_original_bytes_that_are_not_the_text_are_kept_as_they_were(library: Library) -> None:
    original = b"\xff\xfeh\x00i\x00\r\x00\n\x00"
    article = an_article("hi\n")._replace(original_sha256=sha256(original).hexdigest())
    with library.edit("Import") as edit:
        edit.add_article(article, original)
    assert library.original(article.id) == original


def test_the_same_bytes_twice_change_nothing_and_are_told_apart(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    again = an_article()
    with library.edit("Import again") as edit:
        assert not edit.add_article(again, TEXT.encode())
        assert edit.find_article(again.original_sha256) == article.id
    assert edit.change.kinds == frozenset()
    assert library.undo_label == "Import"
    assert len(library.headlines()) == 1


def test_the_same_bytes_are_placed_in_a_second_dossier(library: Library) -> None:
    with library.edit("Import") as edit:
        first, second = edit.add_dossier("A"), edit.add_dossier("B")
        edit.add_article(an_article(), TEXT.encode(), first)
    with library.edit("Import") as edit:
        assert not edit.add_article(an_article(), TEXT.encode(), second)
    assert [d.articles for d in library.dossiers()] == [1, 1]
    assert edit.change.dossiers == {second}


def test_a_short_or_ambiguous_beginning_of_an_id_is_refused(library: Library) -> None:
    with library.edit("Import") as edit:
        for n in range(2):
            edit.add_article(an_article(f"Text {n}")._replace(id=f"abcdef{n}"), f"Text {n}".encode())
    assert library.article("abcdef1").text == "Text 1"
    with pytest.raises(UserError) as caught:
        library.article("abcdef")
    assert caught.value.code == "ambiguous-article"
    with pytest.raises(UserError) as caught:
        library.article("abcde")
    assert caught.value.code == "no-such-article"


def test_headlines_stand_newest_first_and_count_lines(library: Library) -> None:
    old, new = an_article(), an_article("Deux.", published="2026-02", title="Deux")
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Mexique")
        edit.add_article(old, TEXT.encode(), dossier)
        edit.add_article(new, b"Deux.", dossier)
        edit.put_findings(old.id, some_findings(), "fr 3.8")
    with library.edit("Accept") as edit:
        edit.curate(dossier, old.id, "s-1", state="accepted")
    first, second = library.headlines(dossier)
    assert (first.title, first.words, first.lines) == ("Deux", 1, 0)
    assert (second.id, second.lines, second.unreviewed) == (old.id, 4, 3)


def test_the_newest_of_a_dossier_are_as_much_work_however_many_it_has(library: Library) -> None:
    work = []
    for count in (200, 1_800):
        with library.edit("Import") as edit:
            dossier = edit.add_dossier("Mexique")
            for n in range(count):
                text = f"{count} {n}"
                edit.add_article(an_article(text, title=text), text.encode(), dossier)
        steps: list[None] = []
        with closing(connections.connect(library.path)) as connection:
            connection.set_progress_handler(partial(steps.append, None), 100)
            found = list(first_look.headlines_of_dossier(connection, dossier, is_large=False, limit=20))
        assert [row[1] for row in found] == [f"{count} {n}" for n in range(count - 1, count - 21, -1)]
        work.append(len(steps))
    assert work[1] < 1.5 * work[0]


@pytest.mark.parametrize(("few", "near"), [(0, 0), (0, 1), (5_000, 0), (5_000, 1), (5_000, 5)])
def test_pages_of_headlines_follow_each_other(
    library: Library, monkeypatch: pytest.MonkeyPatch, few: int, near: int
) -> None:
    monkeypatch.setattr(first_look, "FEW", few)
    monkeypatch.setattr(first_look, "_NEAR", near)
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Mexique")
        for n in range(1, 10):
            edit.add_article(
                an_article(f"{n}.", published=f"2026-01-0{n}"), f"{n}.".encode(), dossier if n % 2 else None
            )
    for inside in (None, dossier):
        everything = library.headlines(inside)
        pages, after = [], None
        while page := library.headlines(inside, limit=2, after=after):
            pages += page
            after = page[-1].id
        assert pages == everything
        assert len(pages) == (5 if inside else 9)


def test_a_trashed_article_leaves_the_lists_and_comes_back_whole(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Mexique")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.annotate(a_note(article))
    with library.edit("Move to the trash") as edit:
        edit.trash_article(article.id)
    assert library.headlines(dossier) == []
    assert [h.id for h in library.headlines(trashed=True)] == [article.id]
    with library.edit("Restore") as edit:
        edit.restore_article(article.id)
    assert [h.id for h in library.headlines(dossier)] == [article.id]
    assert len(library.annotations(article.id)) == 1


def test_findings_come_back_equal(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    assert library.findings(article.id) is None
    with library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, some_findings(), "fr 3.8")
    assert library.findings(article.id) == some_findings()
    assert edit.change.kinds == {"findings"}


def test_findings_of_the_current_date_are_shown_first_and_kept_for_the_way_back(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
        edit.put_findings(article.id, some_findings(), "m")
    assert library.needs_analysis("1", {"fr": "m"}) == []
    with library.edit("Correct the date") as edit:
        edit.correct_article(article.id, published="2026-01-20", published_basis="given")
    assert library.needs_analysis("1", {"fr": "m"}) == [article.id]
    with library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, some_findings(date="2026-01-20"), "m")
    assert library.findings(article.id) == some_findings(date="2026-01-20")
    library.undo()
    assert library.findings(article.id) == some_findings()


def test_new_rules_or_models_need_a_new_analysis(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
        edit.put_findings(article.id, some_findings(), "m")
    assert library.needs_analysis("1", {"fr": "m"}) == []
    assert library.needs_analysis("2", {"fr": "m"}) == [article.id]
    assert library.needs_analysis("1", {"fr": "n"}) == [article.id]


def test_a_span_that_is_not_verbatim_is_never_stored(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        edit.add_article(article, TEXT.encode())
    with pytest.raises(AssertionError), library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(article.id, some_findings(TEXT.replace("jeudi", "lundi 5")), "m")
    assert library.findings(article.id) is None


def test_decisions_hold_for_the_article_and_inclusion_for_the_dossier(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        one, two = edit.add_dossier("A"), edit.add_dossier("B")
        edit.add_article(article, TEXT.encode(), one)
        edit.place_article(article.id, two)
    with library.edit("Accept") as edit:
        edit.curate(one, article.id, "s-1", state="accepted", gloss="sovereignty", is_included=False, position=2.5)
    key = (article.id, "s-1")
    first, second = library.curations(one)[key], library.curations(two)[key]
    assert (first.state, first.gloss, first.is_included, first.position) == ("accepted", "sovereignty", False, 2.5)
    assert (second.state, second.gloss, second.is_included, second.position) == ("accepted", "sovereignty", None, None)
    assert first.decided_at
    assert edit.change.kinds == {"lines"}


def test_a_decision_remembers_its_passage_when_the_finding_is_gone(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.put_findings(article.id, some_findings(), "m")
        edit.curate(dossier, article.id, "s-1", state="accepted")
        edit.curate(dossier, article.id, "f-1", is_included=True)
        edit.put_findings(article.id, some_findings(rules="2")._replace(statements=(), figures=()), "m")
    curations = library.curations(dossier)
    assert curations[article.id, "s-1"].quote == "la souveraineté n’est pas négociable"
    assert curations[article.id, "f-1"].quote == "50 pour cent"


def test_generated_lines_are_decided_about_in_their_dossier(library: Library) -> None:
    with library.edit("Import") as edit:
        one, two = edit.add_dossier("A"), edit.add_dossier("B")
    with library.edit("Leave out") as edit:
        edit.curate(one, "", "caution/no-baseline", is_included=False, note="connu")
    expected = Curation("", "caution/no-baseline", is_included=False, note="connu")
    assert library.curations(one) == {("", "caution/no-baseline"): expected}
    assert library.curations(two) == {}
    assert edit.change.dossiers == {one}
    with library.edit("Clear") as edit:
        edit.curate(one, "", "caution/no-baseline", is_included=None, note=None)
    assert library.curations(one) == {}


def test_none_clears_a_decision(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.curate(dossier, article.id, "s-1", note="sûr ?", is_included=True)
        edit.curate(dossier, article.id, "s-1", note=None)
    assert library.curations(dossier) == {(article.id, "s-1"): Curation(article.id, "s-1", is_included=True)}
    with library.edit("Clear") as edit:
        edit.curate(dossier, article.id, "s-1", is_included=None)
    assert library.curations(dossier) == {}


def test_additions_own_lines_and_header_come_back_equal(library: Library) -> None:
    article = an_article()
    statement = Statement("s-9", ("a1",), "indirect", "assert", (passage(TEXT, "une baisse de 50 pour cent"),))
    addition = Addition(article.id, statement, some_findings().actors)
    with library.edit("By hand") as edit:
        dossier = edit.add_dossier("Mexique")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.add_finding(addition)
        line = OwnLine("o1", dossier, "comment", "Surveiller.", may_be_disclosed=False, made_at="2026-01-17")
        edit.put_own_line(line)
        header = Header("Mexique", "fr", to="Ministre", date="2026-01-17", purpose="decision")
        edit.put_header(dossier, header)
    assert library.additions(article.id) == [addition]
    assert library.own_lines(dossier) == [line]
    assert library.header(dossier) == header


def test_tags_are_counted(library: Library) -> None:
    article = an_article()
    with library.edit("Tag") as edit:
        edit.add_article(article, TEXT.encode())
        for quote in ("jeudi", "homicides"):
            edit.annotate(a_note(article, quote, "sécurité")._replace(kind="tag"))
    assert library.tags() == {"sécurité": 2}


def test_a_removed_dossier_leaves_its_articles(library: Library) -> None:
    article = an_article()
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("A")
        edit.add_article(article, TEXT.encode(), dossier)
        edit.curate(dossier, article.id, "s-1", is_included=True)
        edit.put_own_line(OwnLine("o", dossier, "comment", "x"))
    with library.edit("Remove") as edit:
        edit.remove_dossier(dossier)
    assert library.dossiers() == []
    assert library.article(article.id) == article._replace(added_at=library.article(article.id).added_at)
    library.undo()
    assert [d.articles for d in library.dossiers()] == [1]
    assert len(library.own_lines(dossier)) == 1


def test_nothing_is_kept_of_an_edit_that_fails(library: Library) -> None:
    def refuse(edit: Edit) -> None:
        edit.add_article(an_article(), TEXT.encode())
        raise UserError("refused", "No.")

    with pytest.raises(UserError), library.edit("Import") as edit:
        refuse(edit)
    assert library.headlines() == []
    assert library.undo_label is None
