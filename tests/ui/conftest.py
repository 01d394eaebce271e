"""A real window over a real library, off the screen."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from briefing.settings import Settings
from briefing.ui.app import open_window
from briefing.ui.main_window import MainWindow
from briefing.workspace import Workspace
from tests.ui.gold import put_gold


@pytest.fixture(scope="session")
def gold_library(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A library file with the sample dossier and its gold findings."""
    path = tmp_path_factory.mktemp("gold") / "library.briefing"
    with Workspace.open(path) as workspace:
        put_gold(workspace)
        workspace.library.backup(path.with_name("copy.briefing"))
    return path.with_name("copy.briefing").read_bytes()


@pytest.fixture
def library_path(tmp_path: Path, gold_library: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_SETTINGS", str(tmp_path / "settings.toml"))
    path = tmp_path / "library.briefing"
    path.write_bytes(gold_library)
    return path


@pytest.fixture
def window(qtbot, qapp: QApplication, library_path: Path) -> Iterator[MainWindow]:
    """The window over the sample dossier, its library open."""
    window = open_window(library_path, Settings(theme="light"))
    window.resize(1440, 900)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.desk.opened, timeout=20_000):
        window.show()
    yield window
    window.close()
    # gone while Qt still runs, not at the interpreter's end
    gc.collect()


@pytest.fixture
def theme_light() -> object:
    from briefing.ui.theme import LIGHT

    return LIGHT
