"""The first window, last article shown and lit, in a large library, against a bare window of the same widgets."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.library import texts
from tests.bench.pieces import ROOT, Piece, surroundings

ARTICLES = 100_000
RUNS = 40  # many, for their median: a neighbour on the machine moves single ones by a fifth

# The real start, stopped where the first paint is reported. Both print the seconds since the process was asked for, its
# processor time (which other programs hardly move), and the memory that it holds then.
_REPORT = """
started = float(sys.argv[1])
def report():
    import time
    seconds = time.time() - started
    with open("/proc/self/status") as status:
        memory = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    print(seconds, time.process_time(), int(memory) / 1024, flush=True)
    os._exit(0)
"""
_OURS = (
    """
import gc, os, sys
from briefing import __main__
gc.disable()  # as the program itself does before it loads its window
from briefing.ui import app
"""
    + _REPORT
    + """
# commands and library come behind the first paint: what they take is no part of it
app.complete = lambda window: report()
sys.argv = ["briefing"]
__main__.main()
"""
)
_BARE = (
    """
import os, sys
from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QLineEdit, QListView, QMainWindow, QMenu, QPushButton,
    QSplitter, QStatusBar, QTextEdit, QVBoxLayout, QWidget)
"""
    + _REPORT
    + """
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, report)

application = QApplication(["bare"])
application.setStyle("Fusion")
window = Window()
window.resize(1440, 900)
text = open(sys.argv[2], encoding="utf-8").read()
header = QHBoxLayout()
for name in ("Dossier", "Import", "Export", "Menu"):
    button = QPushButton(name)
    button.setMenu(QMenu(button))
    header.addWidget(button)
header.addWidget(QLineEdit())
def filled(rows):
    view = QListView()
    view.setModel(QStringListModel(rows, view))
    return view
left = QSplitter(Qt.Orientation.Vertical)
left.addWidget(filled(["Dossier"] * 5))
left.addWidget(filled(["Article"] * 500))
source = QTextEdit()
source.setReadOnly(True)
cursor = QTextCursor(source.document())
cursor.beginEditBlock()
cursor.insertText(text)
lit = QTextCharFormat()
lit.setBackground(QColor("lightyellow"))
for start in range(0, len(text) - 60, 100):
    cursor.setPosition(start)
    cursor.setPosition(start + 60, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(lit)
cursor.endEditBlock()
middle, right = QWidget(), QWidget()
panes = ((middle, [QLabel("Title"), QLabel("Date"), source]), (right, [QLineEdit(), filled(text.split(". "))]))
for pane, widgets in panes:
    layout = QVBoxLayout(pane)
    for widget in widgets:
        layout.addWidget(widget)
splitter = QSplitter()
for pane in (left, middle, right):
    splitter.addWidget(pane)
central = QWidget()
layout = QVBoxLayout(central)
layout.addLayout(header)
layout.addWidget(splitter, 1)
window.setCentralWidget(central)
window.setStatusBar(QStatusBar())
window.show()
application.exec()
"""
)


def measure() -> Iterator[Piece]:
    with tempfile.TemporaryDirectory() as folder:
        seed = sorted((ROOT / "seeds").glob("*.txt"))[0]
        environment = _fill(Path(folder), seed)
        starts = [(_start(_OURS, seed, environment), _start(_BARE, seed, environment)) for _ in range(RUNS + 1)][1:]

    def middle(number: int) -> tuple[float, float]:
        return median(ours[number] for ours, _ in starts), median(bare[number] for _, bare in starts)

    yield Piece("first-window", *middle(0), aim=1.3)
    yield Piece("first-window-processor", *middle(1), aim=1.3)
    yield Piece("first-window-memory", *middle(2), aim=1.5, unit="MB")


def _start(code: str, seed: Path, environment: dict[str, str]) -> tuple[float, ...]:
    command = [sys.executable, "-c", code, str(time.time()), str(seed)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return tuple(float(number) for number in done.stdout.split())


def _fill(folder: Path, seed: Path) -> dict[str, str]:
    """A library of many articles with the analysed seed as the last one read; the environment that shows it."""
    from briefing.analysis import analyse, model_version
    from briefing.library import Library
    from briefing.model import Article
    from briefing.settings import Settings, save_settings

    text = seed.read_text("utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    last = Article("f" * 32, "La présidente", text, "fr", digest, digest, "2026-01-16", "given", added_at="2026-01-17")
    library = Library.open(folder / "library.briefing")
    with library.edit("Import") as edit:
        dossier = edit.add_dossier("Mexique")
        for one in (*texts(ARTICLES), last):
            edit.add_article(one, one.text.encode(), dossier)
    findings = analyse(text, published="2026-01-16", language="fr")
    with library.edit("Analyse", undoable=False) as edit:
        edit.put_findings(last.id, findings, model_version("fr"))
    library.close()
    save_settings(Settings(last_dossier=dossier, last_article=last.id), folder / "settings.toml")
    return surroundings(
        BRIEFING_LIBRARY=str(folder / "library.briefing"),
        BRIEFING_SETTINGS=str(folder / "settings.toml"),
        QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    )
