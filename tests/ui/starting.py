"""The program started in a process of its own, which tells what there is at its first paint."""

import json
import os
import subprocess
import sys
from pathlib import Path

# What the first paint must not wait for.
HEAVY = (
    *("sqlalchemy", "spacy", "numpy", "thinc", "trafilatura", "lxml", "typst", "babel"),
    *("briefing.workspace", "briefing.ui.equipment"),
)

_BEFORE = """
import json, sys
from briefing.ui import app
from PySide6.QtWidgets import QApplication
"""
_STARTED = """
class Told(app.FirstPaint):
    def eventFilter(self, watched, event):
        if event.type() == event.Type.Paint:
            print(json.dumps(tell(window)))
            QApplication.exit(0)
        return False

app.FirstPaint = Told
open_window = app.open_window
def opened(path, settings):
    global window
    window = open_window(path, settings)
    return window
app.open_window = opened
sys.argv = ["briefing"]
from briefing.__main__ import main
sys.exit(main())
"""


def start(library_path: Path, root: Path, probe: str) -> dict[str, object]:
    """What the probe's `tell(window)` gives at the first paint, after which the program ends."""
    environment = os.environ | {
        "BRIEFING_LIBRARY": str(library_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(root),
    }
    command = [sys.executable, "-c", _BEFORE + probe + _STARTED]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def heavy(modules: object) -> list[str]:
    """Those of the loaded modules that come too early."""
    assert isinstance(modules, list)
    return [name for name in modules if name.split(".")[0] in HEAVY or name in HEAVY]
