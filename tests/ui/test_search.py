"""The search panel: typed, chosen and opened by keys; saved searches; and that stale searches never show."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefing.library.answers import Found, Hit, Said
from briefing.ui.main_window import MainWindow
from briefing.ui.search_facets import facets_of
from briefing.ui.search_panel import SearchPanel
from briefing.ui.search_results import ResultRole


def ask(qtbot: Any, window: MainWindow, query: str) -> SearchPanel:
    """Type a query into the panel and wait for its results."""
    window.actions_["search"].trigger()
    panel = window.searching.panel
    panel.field.clear()
    qtbot.keyClicks(panel.field, query)
    worker = window.searching.worker
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
    return panel


def rows(panel: SearchPanel) -> list[Any]:
    return [panel.model.index(n).data(ResultRole) for n in range(panel.model.rowCount())]


def test_words_are_found_as_they_are_typed_and_enter_opens_the_passage(qtbot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "cartels mexi")
    assert panel.isVisible()
    found = [row.found for row in rows(panel)]
    assert found
    assert all(isinstance(one, Hit) and one.marks for one in found)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.desk.article is not None
    assert window.desk.article.id == found[0].article_id
    assert window.searching.recent[0] == "cartels mexi"


def test_who_said_what_stands_under_its_speaker_and_goes_into_the_brief(qtbot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "cartels")
    window.actions_["search"].trigger()  # again: who said what
    qtbot.waitUntil(lambda: any(row.kind == "said" for row in rows(panel)), timeout=10_000)
    listed = rows(panel)
    assert listed[0].kind == "speaker"
    said = panel.results.currentIndex().data(ResultRole).found
    assert isinstance(said, Said)
    with qtbot.waitSignal(window.desk.written, timeout=10_000):
        qtbot.keyClick(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.workspace is not None
    dossier = window.desk.dossier_id or ""
    curation = window.desk.workspace.library.curations(dossier)[said.article_id, said.key]
    assert (curation.state, curation.is_included) == ("accepted", True)
    window.desk.workspace.undo()


def test_a_moved_statement_stands_under_its_new_speaker_in_the_analysts_words(qtbot, window: MainWindow) -> None:
    workspace = window.desk.workspace
    assert workspace is not None
    said = workspace.library.find_statements("cartels").hits[0]
    dossier, *_ = workspace.library.dossiers_of(said.article_id)
    workspace.curate(dossier, f"{said.article_id}/{said.key}", actor="Palais national", text="Les zygomorphes d’abord")
    ask(qtbot, window, "actor:palais zygomorphes")
    window.actions_["search"].trigger()
    panel = window.searching.panel
    qtbot.waitUntil(lambda: any(row.kind == "said" for row in rows(panel)), timeout=10_000)
    speaker, line = rows(panel)
    assert (speaker.title, line.title) == ("Palais national", "Les zygomorphes d’abord")
    assert not panel.grab().isNull()
    workspace.undo()


def test_the_arrows_pass_over_speakers_and_escape_closes(qtbot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "")
    panel.statements.click()
    qtbot.keyClicks(panel.field, "mexi")
    qtbot.waitUntil(lambda: sum(row.kind == "speaker" for row in rows(panel)) > 1, timeout=10_000)
    for _ in range(6):
        qtbot.keyClick(panel.field, Qt.Key.Key_Down)
        assert panel.results.currentIndex().data(ResultRole).kind == "said"
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_nothing_and_nonsense_show_examples_and_a_sentence(qtbot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "zzzz")
    assert {row.kind for row in rows(panel)} == {"example"}
    assert "Nothing found" in panel.told.text()
    panel = ask(qtbot, window, "cartels AND")
    assert "AND" not in panel.told.text(), "the other word may come"
    panel = ask(qtbot, window, "cartels AND AND mexique")
    assert "AND" in panel.told.text()
    panel = ask(qtbot, window, "")
    panel.results.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.query == rows(panel)[0].title or panel.query


def test_a_search_is_saved_listed_renamed_removed_and_brought_back(qtbot, window: MainWindow) -> None:
    from briefing.workspace.searching import remove_search, save_search

    for verb in (
        lambda w: save_search(w.library, "Cartels", "cartel*"),
        lambda w: save_search(w.library, "Les cartels", "cartel*", w.library.saved_searches()[0].id),
    ):
        with qtbot.waitSignal(window.desk.searches_changed, timeout=10_000):
            window.desk.write(verb)
    (saved,) = window.desk.searches
    assert (saved.name, saved.query) == ("Les cartels", "cartel*")
    listed = window.library.filters
    names = [listed.item(n).text() for n in range(listed.count())]
    assert "Les cartels" in names
    window.library.filter_chosen.emit("search", saved.query)
    panel = window.searching.panel
    assert panel.query == "cartel*"
    assert panel.saved.item(0).text() == "Les cartels"
    with qtbot.waitSignal(window.desk.searches_changed, timeout=10_000):
        window.desk.write(lambda w: remove_search(w.library, saved.id))
    assert window.desk.searches == []
    with qtbot.waitSignal(window.desk.searches_changed, timeout=10_000):
        window.actions_["undo"].trigger()
    assert [one.name for one in window.desk.searches] == ["Les cartels"]


def test_what_was_asked_before_is_never_shown_over_what_is_asked_now(
    qtbot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = ask(qtbot, window, "cartels")
    shown: list[str] = []
    monkeypatch.setattr(panel, "show_found", lambda found: shown.append(panel.query))
    for query in ("a", "ab", "trump"):
        panel.field.setText(query)
    qtbot.waitUntil(lambda: not window.searching.worker.is_busy, timeout=10_000)
    assert set(shown) == {"trump"}


def test_facets_narrow_the_query_where_there_is_a_choice() -> None:
    hits = [
        Hit("1", "A", "text", "", published="2026-01-02", outlet="Le Monde", language="fr"),
        Hit("2", "B", "text", "", published="2025-01-02", outlet='El "País"', language="es"),
    ]
    queries = [query for query, _, _ in facets_of(hits, "paix")]
    assert 'outlet:"Le Monde"' in queries
    assert "after:2026 before:2027" in queries
    assert not any(query.startswith("lang:") for query, _, _ in facets_of(hits, "paix lang:fr"))
    assert facets_of(hits[:1], "paix") == []


def test_the_panel_is_loaded_when_it_is_first_wanted(window: MainWindow) -> None:
    assert window.searching._panel is None
    assert Found().is_complete


def test_hostile_words_are_shown_as_they_are(qtbot, window: MainWindow, qapp: QApplication, tmp_path: Path) -> None:
    panel = ask(qtbot, window, '<img src="/etc/passwd"> &amp; <b>x</b>')
    assert panel.told.textFormat() == Qt.TextFormat.PlainText
    panel.show_recent(["<b>x</b>"])
    assert panel.recent.item(0).text() == "<b>x</b>"
    panel.grab()
