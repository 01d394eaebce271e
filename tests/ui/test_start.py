"""Starting: what is loaded when the window is first painted, and one window a library."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from briefing.ui.instance import Instance
from briefing.ui.main_window import MainWindow

from .starting import heavy, start

PROBE = """
import linecache
def tell(window):
    lit = len(window.source.view.document().toPlainText())
    return {
        "modules": sorted(sys.modules),
        "article": window.desk.article is not None and lit > 0,
        "lines": len(window.brief.list.rows.rows),
        "reads sources": any(name.startswith("briefing.") for name in map(module_of, linecache.cache)),
    }
def module_of(path):
    return next((name for name, module in sys.modules.items() if getattr(module, "__file__", "") == path), "")
"""


def test_the_first_paint_shows_the_last_article_lit_and_nothing_heavy_is_loaded(library_path: Path, root: Path) -> None:
    found = start(library_path, root, PROBE)
    assert found["article"]
    assert int(str(found["lines"])) > 10
    assert heavy(found["modules"]) == []
    assert not found["reads sources"]


def test_the_probe_sees_what_is_loaded(library_path: Path, root: Path) -> None:
    """The control: what is imported before the first paint is seen."""
    found = start(library_path, root, "import sqlalchemy\n" + PROBE)
    assert "sqlalchemy" in heavy(found["modules"])


def test_a_second_start_brings_the_first_window_to_the_front(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    first = Instance(path)
    first.watch()
    second = Instance(path)
    assert first.is_first
    assert not second.is_first
    with qtbot.waitSignal(first.wanted, timeout=5000):
        second.bring_first_to_front()
    first.release()


def test_the_lock_is_free_again_once_the_window_is_closed(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    first = Instance(path)
    first.watch()
    first.release()
    again = Instance(path)
    assert again.is_first
    again.release()


def test_the_language_of_the_open_article_is_loaded_before_a_text_is_pasted(qtbot, window: MainWindow) -> None:
    workspace = window.desk.workspace
    assert workspace is not None
    loads: list[str] = []
    window.desk.warm_analysis()
    qtbot.waitUntil(lambda: workspace.analyser.process_id is not None, timeout=10_000)
    workspace.analyser.analyse("La ministre a demandé du respect.", language="fr", on_loading=loads.append)
    assert loads == []
    workspace.analyser.analyse("The minister asked for respect.", language="en", on_loading=loads.append)
    assert loads == ["en"]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_qt_calls_give_back_the_none_that_they_take(qtbot) -> None:
    words = QLabel()
    qtbot.addWidget(words)
    before = sys.getrefcount(None)
    for number in range(1000):
        words.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100
