"""A dossier too large to be listed at once: its first page at once, the rest behind the window."""

from typing import Any

import pytest

from briefing.ui import desk as desks
from briefing.ui.main_window import MainWindow


def open_anew(qtbot: Any, window: MainWindow) -> None:
    with qtbot.waitSignal(window.desk.headlines_changed, timeout=10_000):
        window.desk.read_headlines()


def test_the_rest_of_the_list_follows_behind(qtbot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = window.desk
    whole = list(desk.headlines)
    assert len(whole) == 2
    monkeypatch.setattr(desks, "PAGE", 1)
    open_anew(qtbot, window)
    assert list(desk.headlines) == whole[:1]
    assert desk.is_listed(whole[1].id)
    assert not desk.is_listed("nowhere")
    qtbot.waitUntil(lambda: not desk.is_partly_listed, timeout=10_000)
    assert list(desk.headlines) == whole
    assert window.library.model.rowCount() == 2


def test_a_decision_lists_only_its_article_anew(qtbot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = window.desk
    assert desk.workspace is not None
    before = list(desk.headlines)
    line = next(line for line in desk.brief.lines if line.state == "proposed" and line.evidence)
    article_id = line.evidence[0].article_id
    monkeypatch.setattr(desk, "read_headlines", lambda: pytest.fail("the whole list is read"))
    with qtbot.waitSignal(desk.written, timeout=10_000):
        desk.write(lambda w: w.curate(desk.dossier_id, line.key, state="accepted"))
    after = {h.id: h for h in desk.headlines}
    assert [h.id for h in desk.headlines] == [h.id for h in before]
    assert after[article_id].unreviewed == next(h for h in before if h.id == article_id).unreviewed - 1
    assert desk.workspace.library.headlines_of([article_id]) == [after[article_id]]
