"""Whatever a person does, in whatever order: nothing is lost, undo and redo are exact, a restart changes nothing."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefing.errors import UserError
from briefing.library import Edit, Library, revisions
from briefing.library.changes import RowChange
from briefing.library.first_look import read_first_look
from briefing.model import Addition, Annotation, Article, Change, Header, OwnLine, Statement
from briefing.workspace.handing_on import export_dossier, import_dossier

from .making import TEXT, a_note, an_article, passage, some_findings
from .model import Model, Told, View, told_in, view_of

Seen = dict[str, Any]
KEYS = st.sampled_from(["s-1", "u-1", "m-1", "f-1", "h-1", "gone-1"])
# What is asked about who said what, and which statements it means.
TOLD: dict[str, Callable[[Told], bool]] = {
    "lang:fr": lambda told: True,
    "actor:claudia": lambda told: "Claudia" in told[2],
    "actor:gouvernement": lambda told: told[2] == "Gouvernement",
    "said:souverainete": lambda told: "souverainete" in told[3],
    "said:a": lambda told: "a" in told[3],
    "actor:gouvernement said:homicides": lambda told: told[2] == "Gouvernement" and "homicides" in told[3],
}
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
        # notes of equal rank come in the order in which they were written, and what is undone is written anew
        "found": sorted(library.search("souveraineté OR a OR é", 200), key=repr),
    }


def replace_article(edit: Edit, old_id: str, article: Article, original: bytes) -> None:
    """A newer version comes in and takes the old one's place, in one action."""
    edit.add_article(article, original)
    edit.succeed(old_id, article.id)


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
        # what the library must hold, and what it must hold at each of those
        self.model = Model()
        self.past_models: list[Model] = []
        self.future_models: list[Model] = []
        self.copies: list[tuple[Path, Any]] = []

    def teardown(self) -> None:
        try:
            assert self.library.check() == []
        finally:
            self.library.close()
            shutil.rmtree(self.folder)

    def do(self, label: str, verb: Any, *values: Any, means: Callable[[Model], object]) -> Change:
        """Do it in the library, and what it `means` in the model."""
        with self.library.edit(label) as edit:
            verb(edit, *values)
        assert edit.change.label == label
        after = seen(self.library)
        meant = self.model.copy()
        means(meant)
        if edit.change.kinds - {"findings"}:
            self.past.append((label, self.before))
            self.past_models.append(self.model)
            self.future.clear()
            self.future_models.clear()
        else:
            assert after == self.before or edit.change.kinds == {"findings"}
        self.before, self.model = after, meant
        return edit.change

    @invariant()
    def the_library_holds_what_the_model_holds(self) -> None:
        assert view_of(self.library) == self.model.view()

    @invariant()
    def the_search_finds_what_the_brief_shows(self) -> None:
        told = told_in(self.library)
        for query, is_meant in TOLD.items():
            found = self.library.find_statements(query, 500).hits
            assert {(s.article_id, s.key, ", ".join(s.actors)) for s in found} == {t[:3] for t in told if is_meant(t)}
        for query in ("actor:gouvernement", "said:souverainete", "said:a"):
            hits = {hit.article_id for hit in self.library.find(query, 500).hits}
            assert hits >= {t[0] for t in told if TOLD[query](t)}
            assert hits <= {h.id for h in self.library.headlines()}

    def pick(self, draw: st.DataObject, *, trashed: bool = False) -> Article | None:
        found = self.library.headlines(trashed=trashed)
        return self.library.article(draw.draw(st.sampled_from(found)).id) if found else None

    @initialize(count=st.integers(2, 4))
    def begin_with_some(self, count: int) -> None:
        """Most of what can be done needs something to do it to."""
        for name in ("a", "é"):
            self.make_dossier(name)
        for number in range(count):
            text = f"{TEXT} first {number}"
            self.number += 1
            article = an_article(text)._replace(id=f"article-{self.number}", published=f"2026-01-1{number}")
            dossier = self.library.dossiers()[number % 2].id
            self.do(
                "Import",
                Edit.add_article,
                article,
                text.encode(),
                dossier,
                means=lambda model: model.import_article(article, dossier),  # noqa: B023
            )
            with self.library.edit("Analyse", undoable=False) as edit:
                edit.put_findings(article.id, some_findings(text, date=article.published), "m")
            self.before = seen(self.library)

    @rule(name=WORDS)
    def make_dossier(self, name: str) -> None:
        def means(model: Model) -> None:
            (made,) = {d.id for d in self.library.dossiers()} - model.dossiers.keys()
            model.dossiers[made] = name

        self.do("Make a dossier", Edit.add_dossier, name, means=means)

    @rule(draw=st.data(), day=st.integers(1, 28), filler=st.integers(0, 6))
    def import_article(self, draw: st.DataObject, day: int, filler: int) -> None:
        dossiers = self.library.dossiers()
        dossier = draw.draw(st.sampled_from(dossiers)).id if dossiers else None
        # few different texts, so that the same bytes come again
        text = f"{TEXT} {filler}"
        self.number += 1
        article = an_article(text)._replace(id=f"article-{self.number}", published=f"2026-01-{day:02}")
        self.do(
            "Import",
            Edit.add_article,
            article,
            text.encode(),
            dossier,
            means=lambda model: model.import_article(article, dossier),
        )

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
            is_included = draw.draw(st.none() | st.booleans())
            actor, text = draw.draw(st.sampled_from([None, "Gouvernement"])), draw.draw(st.sampled_from([None, "a"]))
            values = {"state": state, "gloss": words or None, "is_included": is_included, "actor": actor, "text": text}
            self.do(
                "Curate",
                lambda edit: edit.curate(places[0], article.id, key, **values),
                means=lambda model: model.curate(
                    places[0], article.id, key, (state or "proposed", words or None, text, actor), is_included
                ),
            )

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data(), words=WORDS)
    def curate_caution(self, draw: st.DataObject, words: str) -> None:
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id
        is_included = draw.draw(st.none() | st.booleans())
        values = {"note": words or None, "is_included": is_included}
        self.do(
            "Caution",
            lambda edit: edit.curate(dossier, "", "caution/no-baseline", **values),
            means=lambda model: model.curate_caution(dossier, words or None, is_included),
        )

    @rule(draw=st.data(), quote=st.sampled_from(["souveraineté", "homicides", "🇲🇽"]), body=WORDS)
    def annotate(self, draw: st.DataObject, quote: str, body: str) -> None:
        if article := self.pick(draw):
            note = a_note(article, quote, body)
            self.do("Note", Edit.annotate, note, means=lambda model: model.notes.update({note.id: note}))

    @precondition(lambda self: self.before["annotations"])
    @rule(draw=st.data(), body=WORDS)
    def change_note(self, draw: st.DataObject, body: str) -> None:
        note: Annotation = draw.draw(st.sampled_from(self.before["annotations"]))
        changed = note._replace(body=body)
        self.do(
            "Change a note",
            Edit.annotate,
            changed,
            means=lambda model: model.notes.update({note.id: changed._replace(made_at="")}),
        )

    @precondition(lambda self: self.before["annotations"])
    @rule(draw=st.data())
    def remove_note(self, draw: st.DataObject) -> None:
        note_id = draw.draw(st.sampled_from(self.before["annotations"])).id
        self.do("Remove a note", Edit.remove_annotation, note_id, means=lambda model: model.notes.pop(note_id))

    @rule(draw=st.data())
    def add_by_hand(self, draw: st.DataObject) -> None:
        if article := self.pick(draw):
            statement = Statement("h-1", ("a1",), "indirect", "assert", (passage(article.text, "homicides"),))
            self.do(
                "Add",
                Edit.add_finding,
                Addition(article.id, statement, some_findings().actors),
                means=lambda model: model.made.add((article.id, "h-1")),
            )

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data(), words=WORDS)
    def write(self, draw: st.DataObject, words: str) -> None:
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id

        line = OwnLine(f"own-{dossier}", dossier, "comment", words, made_at="2026")

        def verb(edit: Edit) -> None:
            edit.put_own_line(line)
            edit.put_header(dossier, Header(words))

        self.do("Write", verb, means=lambda model: model.write(line, words))

    @rule(draw=st.data(), day=st.integers(1, 28), title=WORDS)
    def correct(self, draw: st.DataObject, day: int, title: str) -> None:
        if article := self.pick(draw):
            values = {"published": f"2026-02-{day:02}", "published_basis": "given", "title": title}
            self.do(
                "Correct",
                lambda edit: edit.correct_article(article.id, **values),
                means=lambda model: model.correct(article.id, **values),
            )

    @rule(draw=st.data(), is_back=st.booleans())
    def trash_or_restore(self, draw: st.DataObject, is_back: bool) -> None:
        if article := self.pick(draw, trashed=is_back):
            state = "present" if is_back else "trashed"
            self.do(
                "Trash",
                Edit.restore_article if is_back else Edit.trash_article,
                article.id,
                means=lambda model: setattr(model.articles[article.id], "state", state),
            )

    @rule(draw=st.data())
    def replace_version(self, draw: st.DataObject) -> None:
        if article := self.pick(draw):
            self.number += 1
            text = f"Mise à jour {self.number}. {article.text}"
            newer = an_article(text)._replace(id=f"article-{self.number}")
            self.do(
                "Replace",
                replace_article,
                article.id,
                newer,
                text.encode(),
                means=lambda model: model.replace_version(article.id, newer, self.library),
            )

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data())
    def remove_dossier(self, draw: st.DataObject) -> None:
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id
        self.do("Remove", Edit.remove_dossier, dossier, means=lambda model: model.remove_dossier(dossier))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        label, before = self.past.pop()
        assert self.library.undo().label == label
        now = seen(self.library)
        assert _without_counts(now) == _without_counts(before)
        self.future.append((label, self.before))
        self.future_models.append(self.model)
        self.before, self.model = now, self.past_models.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        label, after = self.future.pop()
        assert self.library.redo().label == label
        now = seen(self.library)
        assert _without_counts(now) == _without_counts(after)
        self.past.append((label, self.before))
        self.past_models.append(self.model)
        self.before, self.model = now, self.future_models.pop()

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "library.briefing")
        assert seen(self.library) == self.before

    @rule()
    def back_up(self) -> None:
        path = self.folder / f"copy-{len(self.copies)}.briefing"
        self.library.backup(path)
        stacks = [[*stack] for stack in (self.past, self.future, self.past_models, self.future_models)]
        self.copies.append((path, (*stacks, self.before, self.model)))

    @precondition(lambda self: self.copies)
    @rule(draw=st.data())
    def restore(self, draw: st.DataObject) -> None:
        path, state = draw.draw(st.sampled_from(self.copies))
        self.library.close()
        kept = Library.restore(path, self.folder / "library.briefing")
        # what was there is kept, and is what it was
        assert kept
        with Library.open(kept) as replaced:
            assert view_of(replaced) == self.model.view()
        self.library = Library.open(self.folder / "library.briefing")
        self.past, self.future, self.past_models, self.future_models = ([*stack] for stack in state[:4])
        self.before, self.model = state[4:]
        assert seen(self.library) == self.before

    @precondition(lambda self: self.before["dossiers"])
    @rule(draw=st.data())
    def hand_on_and_bring_in(self, draw: st.DataObject) -> None:
        """What comes back as it went changes nothing; in another library it is the same."""
        dossier = draw.draw(st.sampled_from(self.before["dossiers"])).id
        file = self.folder / "handed.dossier"
        export_dossier(self.library, dossier, file)
        made = import_dossier(self.library, file)
        assert made.change.kinds == frozenset()
        assert seen(self.library) == self.before
        with Library.open(self.folder / f"other-{len(list(self.folder.iterdir()))}.briefing") as other:
            import_dossier(other, file)
            here, there = view_of(self.library), view_of(other)
            assert there["listed"][dossier] == here["listed"][dossier]
            assert there["own"] == {i: line for i, line in here["own"].items() if line.dossier_id == dossier}
            assert there["notes"] == {i: n for i, n in here["notes"].items() if n.article_id in _all_of(there, other)}
            assert other.check() == []

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


def _all_of(view: View, library: Library) -> set[str]:
    """The articles of a library, superseded ones included."""
    with library._reading() as connection:
        return {*view["articles"], *connection.exec_driver_sql("SELECT id FROM article").scalars()}


def _without_counts(state: Seen) -> Seen:
    """Findings are not undone, so the counts of lines may differ from then."""

    def plain(headlines: list[Any]) -> Iterator[Any]:
        return (h._replace(lines=0, unreviewed=0) for h in headlines)

    return state | {"headlines": {d: list(plain(found)) for d, found in state["headlines"].items()}}


def edit_at_random(examples: int, steps: int) -> None:
    """So many lives of a library, of so many steps each; always the same ones."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        # a failure is told as it was met: to make it small takes minutes
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Editing, settings=chosen)


def test_any_order_of_edits() -> None:
    edit_at_random(examples=10, steps=35)


MISTAKES: dict[str, tuple[object, str, Callable[..., object]]] = {
    "the search hears nothing of decisions": (revisions, "renew", lambda *_: None),
    "nothing goes into the trash": (Edit, "trash_article", lambda *_: None),
    "an article corrected keeps its title": (Edit, "correct_article", lambda self, i, **v: None),
    "a note goes into the record of edits and not into the table": (
        Edit,
        "annotate",
        lambda self, note: self._log.changes.append(RowChange("annotation", [{"id": note.id}], None, {})),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_on_purpose_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, method, wrong = MISTAKES[name]
    monkeypatch.setattr(owner, method, wrong)
    with pytest.raises((AssertionError, UserError, KeyError)):
        edit_at_random(examples=14, steps=35)
