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
    # a class costs a dataclass ten times what it costs a named tuple, and brings these along
    *("dataclasses", "inspect", "logging"),
)

_BEFORE = """
import json, sys
from briefing.ui import app
from PySide6.QtWidgets import QApplication
"""
_STARTED = """
def told(window):
    print(json.dumps(tell(window)))
    QApplication.exit(0)

app.complete = told
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
