"""Whatever a person does, in whatever order: nothing is lost, undo and redo are exact, a restart changes nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from briefing.library import Edit, Library
from briefing.library.first_look import read_first_look
from briefing.model import Addition, Annotation, Article, Change, Header, OwnLine, Statement

from .making import TEXT, a_note, an_article, passage, some_findings

Seen = dict[str, Any]
KEYS = st.sampled_from(["s-1", "u-1", "m-1", "f-1", "gone-1"])
WORDS = st.text(st.sampled_from("aé🇲 \n\"'<"), max_size=4)


def seen(library: Library) -> Seen:
    """Everything that a person can see of the library."""
    dossiers = library.dossiers()
    articles = [*library.headlines(), *library.headlines(trashed=True)]
    return {
        "dossiers": dossiers,
        "headlines": {d.id: library.headlines(d.id) for d in dossiers},
        "articles": {a.id: (library.article(a.id), a.is_trashed, library.dossiers_of(a.id)) for a in articles},
        "curations": {d.id: library.curations(d.id) for d in dossiers},
        "additions": {a.id: library.additions(a.id) for a in articles},
        "own lines": {d.id: library.own_lines(d.id) for d in dossiers},
        "headers": {d.id: library.header(d.id) for d in dossiers},
        "annotations": library.annotations(),
        "found": library.search("souveraineté OR a OR é", 200),
    }


class Editing(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder / "library.briefing")
        self.number = 0
        # what was seen before each edit that can be undone, and after each that can be redone
        self.past: list[tuple[str, Seen]] = []
        self.future: list[tuple[str, Seen]] = []
        self.before = seen(self.library)

    def teardown(self) -> None:
        assert self.library.check() == []
        self.library.close()
        shutil.rmtree(self.folder)

    def do(self, label: str, verb: Any, *values: Any) -> Change:
        with self.library.edit(label) as edit:
            verb(edit, *values)
        assert edit.change.label == label
        after = seen(self.library)
        if edit.change.kinds - {"findings"}:
            self.past.append((label, self.before))
            self.future.clear()
        else:
            assert after == self.before or edit.change.kinds == {"findings"}
        self.before = after
        return edit.change

    def pick(self, draw: st.DataObject, *, trashed: bool = False) -> Article | None:
        found = self.library.headlines(trashed=trashed)
        return self.library.article(draw.draw(st.sampled_from(found)).id) if found else None

    @rule(name=WORDS)
    def make_dossier(self, name: str) -> None:
        self.do("Make a dossier", Edit.add_dossier, name)

    @rule(draw=st.data(), day=st.integers(1, 28), filler=st.integers(0, 6))
    def import_article(self, draw: st.DataObject, day: int, filler: int) -> None:
        dossiers = self.library.dossiers()
        dossier = draw.draw(st.sampled_from(dossiers)).id if dossiers else None
        # few different texts, so that the same bytes come again
        text = f"{TEXT} {filler}"
        self.number += 1
        article = replace(an_article(text), id=f"article-{self.number}", published=f"2026-01-{day:02}")
        self.do("Import", Edit.add_article, article, text.encode(), dossier)

    @rule(draw=st.data(), rules=st.sampled_from(["1", "2"]))
    def analyse(self, draw: st.DataObject, rules: str) -> None:
        if article := self.pick(draw):
            found = some_findings(article.text, date=article.published, rules=rules)
            with self.library.edit("Analyse", undoable=False) as edit:
                edit.put_findings(article.id, found, "m")
            assert self.library.findings(article.id) == found
            after = seen(self.library)
            assert {**after, "headlines": 0, "articles": 0} == {**self.before, "headlines": 0, "articles": 0}
            self.before = after

    @rule(draw=st.data(), key=KEYS, state=st.sampled_from(["accepted", "rejected", None]), words=WORDS)
    def curate(self, draw: st.DataObject, key: str, state: str | None, words: str) -> None:
        article = self.pick(draw)
        if article and (places := self.library.dossiers_of(article.id)):
            values = {"state": state, "gloss": words or None, "is_included": draw.draw(st.none() | st.booleans())}
            self.do("Curate", lambda edit: edit.curate(places[0], article.id, key, **values))

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data(), words=WORDS)
    def curate_caution(self, draw: st.DataObject, words: str) -> None:
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id
        values = {"note": words or None, "is_included": draw.draw(st.none() | st.booleans())}
        self.do("Caution", lambda edit: edit.curate(dossier, "", "caution/no-baseline", **values))

    @rule(draw=st.data(), quote=st.sampled_from(["souveraineté", "homicides", "🇲🇽"]), body=WORDS)
    def annotate(self, draw: st.DataObject, quote: str, body: str) -> None:
        if article := self.pick(draw):
            self.do("Note", Edit.annotate, a_note(article, quote, body))

    @precondition(lambda self: self.before["annotations"])
    @rule(draw=st.data(), body=WORDS)
    def change_note(self, draw: st.DataObject, body: str) -> None:
        note: Annotation = draw.draw(st.sampled_from(self.before["annotations"]))
        self.do("Change a note", Edit.annotate, replace(note, body=body))

    @precondition(lambda self: self.before["annotations"])
    @rule(draw=st.data())
    def remove_note(self, draw: st.DataObject) -> None:
        self.do("Remove a note", Edit.remove_annotation, draw.draw(st.sampled_from(self.before["annotations"])).id)

    @rule(draw=st.data())
    def add_by_hand(self, draw: st.DataObject) -> None:
        if article := self.pick(draw):
            statement = Statement("h-1", ("a1",), "indirect", "assert", (passage(article.text, "homicides"),))
            self.do("Add", Edit.add_finding, Addition(article.id, statement, some_findings().actors))

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data(), words=WORDS)
    def write(self, draw: st.DataObject, words: str) -> None:
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id

        def verb(edit: Edit) -> None:
            edit.put_own_line(OwnLine(f"own-{dossier}", dossier, "comment", words, made_at="2026"))
            edit.put_header(dossier, Header(words))

        self.do("Write", verb)

    @rule(draw=st.data(), day=st.integers(1, 28), title=WORDS)
    def correct(self, draw: st.DataObject, day: int, title: str) -> None:
        if article := self.pick(draw):
            values = {"published": f"2026-02-{day:02}", "published_basis": "given", "title": title}
            self.do("Correct", lambda edit: edit.correct_article(article.id, **values))

    @rule(draw=st.data(), is_back=st.booleans())
    def trash_or_restore(self, draw: st.DataObject, is_back: bool) -> None:
        if article := self.pick(draw, trashed=is_back):
            self.do("Trash", Edit.restore_article if is_back else Edit.trash_article, article.id)

    @rule(draw=st.data())
    def replace_version(self, draw: st.DataObject) -> None:
        if article := self.pick(draw):
            self.number += 1
            text = f"Mise à jour {self.number}. {article.text}"
            newer = replace(an_article(text), id=f"article-{self.number}")
            self.do("Replace", Edit.replace_article, article.id, newer, text.encode())

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data())
    def remove_dossier(self, draw: st.DataObject) -> None:
        self.do("Remove", Edit.remove_dossier, draw.draw(st.sampled_from(self.before["dossiers"])).id)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        label, before = self.past.pop()
        assert self.library.undo().label == label
        now = seen(self.library)
        assert _without_counts(now) == _without_counts(before)
        self.future.append((label, self.before))
        self.before = now

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        label, after = self.future.pop()
        assert self.library.redo().label == label
        now = seen(self.library)
        assert _without_counts(now) == _without_counts(after)
        self.past.append((label, self.before))
        self.before = now

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "library.briefing")
        assert seen(self.library) == self.before

    @invariant()
    def labels_agree(self) -> None:
        assert self.library.undo_label == (self.past[-1][0] if self.past else None)
        assert self.library.redo_label == (self.future[-1][0] if self.future else None)

    @invariant()
    def first_look_agrees(self) -> None:
        look = read_first_look(self.library.path)
        assert look
        assert list(look.dossiers) == self.before["dossiers"]
        if look.dossier_id:
            assert list(look.headlines) == self.before["headlines"][look.dossier_id]
            assert look.curations == self.before["curations"][look.dossier_id]
            assert list(look.own_lines) == self.before["own lines"][look.dossier_id]
            assert look.header == self.before["headers"][look.dossier_id]
        if look.article:
            assert look.article == self.before["articles"][look.article.id][0]
            assert (look.reading.findings if look.reading else None) == self.library.findings(look.article.id)


def _without_counts(state: Seen) -> Seen:
    """Findings are not undone, so the counts of lines may differ from then."""

    def plain(headlines: list[Any]) -> Iterator[Any]:
        return (replace(h, lines=0, unreviewed=0) for h in headlines)

    return state | {"headlines": {d: list(plain(found)) for d, found in state["headlines"].items()}}


def edit_at_random(examples: int, steps: int) -> None:
    """So many lives of a library, of so many steps each; always the same ones."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Editing, settings=chosen)


def test_any_order_of_edits() -> None:
    edit_at_random(examples=8, steps=35)
