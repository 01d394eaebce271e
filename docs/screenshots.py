"""Pictures of the window for the guide: `make docs` takes them anew, with the shipped fonts and no screen.

The sample is analysed as on a person's machine; then a few lines are decided about, so that each state shows.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the platform is chosen before Qt is loaded
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from briefing.model import Annotation  # noqa: E402
from briefing.settings import Settings  # noqa: E402
from briefing.text import surroundings  # noqa: E402
from briefing.ui.app import make_application, open_window  # noqa: E402
from briefing.ui.main_window import MainWindow  # noqa: E402
from briefing.workspace import Workspace  # noqa: E402

_GLOSS = "Respect means trust; the other side of the border must do its part too."
_NOTE = "Ask the desk: which figures for 2025?"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's name, the window's theme and size, and what is done before it is taken."""

    name: str
    theme: str
    width: int
    height: int
    steps: Callable[[MainWindow], QWidget]


def fill(path: Path) -> None:
    """A library with the sample, analysed, and some work done on it."""
    with Workspace.open(path) as workspace:
        workspace.analyse(workspace.needs_analysis())
        dossier = workspace.library.dossiers()[0]
        lines = [line for line in workspace.brief(dossier.id).lines if line.kind == "statement" and not line.is_unsure]
        for line in lines[1:4]:
            workspace.curate(dossier.id, line.key, state="accepted")
        workspace.curate(dossier.id, lines[4].key, state="rejected")
        quoted = next(line for line in lines if "respect mutuel" in line.fragments[0].text)
        workspace.curate(dossier.id, quoted.key, state="accepted", gloss=_GLOSS)
        for headline in workspace.library.headlines(dossier.id):
            article = workspace.library.article(headline.id)
            at = article.text.find("320 tonnes")
            if at >= 0:
                _annotate(workspace, article.id, article.text, at)


def _annotate(workspace: Workspace, article_id: str, text: str, at: int) -> None:
    from briefing.model import Span

    span = Span(at, at + 10, text[at : at + 10])
    prefix, suffix = surroundings(text, span)
    for kind, body in (("note", _NOTE), ("tag", "figures")):
        made = Annotation(f"{kind}", article_id, kind, span, prefix, suffix, body, "2026-01-17T09:00:00+00:00")  # type: ignore[arg-type]
        workspace.annotate(made)


def read(window: MainWindow) -> QWidget:
    """The longer article, at the third line that is to be shown."""
    row = next(n for n, headline in enumerate(window.desk.headlines) if headline.title.startswith("Sheinbaum"))
    window.library.articles.setCurrentIndex(window.library.model.index(row))
    lines = [row for row in window.brief.list.rows.rows if row.line and row.line.kind == "statement"]
    wanted = next((row for row in lines if row.line and row.line.gloss), lines[1])
    window.go_to_line(wanted.key)
    return window


def whole_dossier(window: MainWindow) -> QWidget:
    read(window)
    window.actions_["whole_dossier"].trigger()
    return window


def figures(window: MainWindow) -> QWidget:
    whole_dossier(window)
    window.brief.tabs.setCurrentIndex(1)
    return window


def exporting(window: MainWindow) -> QWidget:
    window.actions_["export"].trigger()
    return _dialog()


def passing(window: MainWindow) -> QWidget:
    read(window)
    window.actions_["quick_pass"].trigger()
    return _dialog()


def _dialog() -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())


PICTURES = (
    Picture("window-1440x900-light", "light", 1440, 900, read),
    Picture("window-1440x900-dark", "dark", 1440, 900, read),
    Picture("window-1280x720-light", "light", 1280, 720, read),
    Picture("window-1280x720-dark", "dark", 1280, 720, whole_dossier),
    Picture("matrix-light", "light", 1440, 900, figures),
    Picture("export-light", "light", 1280, 860, exporting),
    Picture("quick-pass-light", "light", 1280, 720, passing),
)


def wait(until: Callable[[], bool], most: int = 120_000) -> None:
    """Let the window live until something holds."""
    loop, clock, limit = QEventLoop(), QTimer(), QTimer()
    clock.timeout.connect(lambda: until() and loop.quit())
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    clock.start(50)
    limit.start(most)
    loop.exec()
    assert until(), "the window did not get there"


def take(picture: Picture, path: Path) -> None:
    """Open a window, do the steps, and keep its picture."""
    window = open_window(path, Settings(theme=picture.theme))
    window.resize(picture.width, picture.height)
    opened: list[bool] = []
    window.desk.opened.connect(lambda: opened.append(True))
    window.show()
    wait(lambda: bool(opened))
    shown = picture.steps(window)
    wait(lambda: not window.desk.tasks.jobs)
    # the passage has pulsed by then
    until = QTimer()
    until.setSingleShot(True)
    until.start(1500)
    wait(lambda: not until.isActive())
    shown.grab().save(str(IMAGES / f"{picture.name}.png"))
    if shown is not window:
        shown.close()
    window.close()


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    make_application(["briefing"])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFING_SETTINGS"] = str(Path(folder) / "settings.toml")
        fill(Path(folder) / "library.briefing")
        for picture in PICTURES:
            take(picture, Path(folder) / "library.briefing")
            sys.stdout.write(f"written: docs/images/{picture.name}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
