"""PySide without its signatures, until one is asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_TOLD = """
import builtins, importlib.machinery, json, sys
python_import, python_spec = builtins.__import__, importlib.machinery.ModuleSpec
{load}
from PySide6.QtCore import QPoint, QTimer
parser = sys.modules["shibokensupport.signature.parser"]
def is_loaded():
    return "pyside_type_init" in vars(parser)
found = {{"at first": is_loaded(), "kept": python_import is builtins.__import__}}
found["spec"] = python_spec is importlib.machinery.ModuleSpec
try:
    QPoint("a", "b")
except TypeError as error:
    found["message"] = str(error)
found["help"], found["then"] = QTimer.isActive.__doc__, is_loaded()
print(json.dumps(found))
"""

_PUT_OFF = """
import json, sys, threading
import briefing.ui
names = ("textwrap", "traceback")
found = {"at first": [len(vars(sys.modules[name])) < 10 for name in names]}
sys.setswitchinterval(1e-6)
barrier, faults = threading.Barrier(6), []
def ask():
    import textwrap, traceback
    barrier.wait()
    try:
        traceback.format_exc, textwrap.dedent
    except AttributeError as error:
        faults.append(str(error))
threads = [threading.Thread(target=ask) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
from traceback import *
import textwrap, traceback
found |= {"faults": faults, "star": "print_exc" in globals()}
found["kinds"] = sorted({type(sys.modules[name]).__name__ for name in names})
try:
    1 / 0
except ZeroDivisionError:
    found["message"] = textwrap.dedent(traceback.format_exc()).splitlines()[-1]
print(json.dumps(found))
"""


def told(root: Path, load: str) -> dict[str, object]:
    return run(root, _TOLD.format(load=load))


def run(root: Path, code: str) -> dict[str, object]:
    command = [sys.executable, "-c", code]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_signatures_are_loaded_when_one_is_asked_for(root: Path) -> None:
    found = told(root, "import briefing.ui")
    assert (found["at first"], found["then"]) == (False, True)
    assert found["kept"]
    assert found["spec"]


@pytest.mark.parametrize("about", ["message", "help"])
def test_messages_and_help_are_those_of_pyside(root: Path, about: str) -> None:
    assert told(root, "import briefing.ui")[about] == told(root, "import PySide6.QtCore")[about]


def test_pyside_by_itself_loads_them_at_once(root: Path) -> None:
    """The control; when it fails, `bindings` has nothing left to do."""
    found = told(root, "import PySide6.QtCore")
    assert found["at first"]
    assert not found["kept"]


def test_modules_for_what_goes_wrong_are_put_off_and_whole(root: Path) -> None:
    found = run(root, _PUT_OFF)
    assert found == {
        "at first": [True, True],
        "faults": [],
        "star": True,
        "kinds": ["module"],
        "message": "ZeroDivisionError: division by zero",
    }
