"""No network: every process of the program is watched by strace from start to end, command line and window.

Only sockets of the machine itself (AF_UNIX) may be opened. The control shows that the watch sees a connection, also
one that a child's child makes.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.export import FORMATS

_FAMILY = re.compile(r"\b(?:socket|socketpair)\((AF_\w+|PF_\w+|0x[0-9a-f]+)")
_ADDRESS = re.compile(r"sa_family=(AF_\w+)")


@pytest.fixture(scope="module", autouse=True)
def _strace() -> None:
    """strace, which `make test` installs; a machine that forbids tracing may skip this, but never unseen in CI."""
    works = shutil.which("strace") and subprocess.run(
        ["strace", "-f", "-o", os.devnull, "true"], capture_output=True, check=False
    )
    if not works or works.returncode:
        assert not os.environ.get("CI"), "strace is needed here: apt-get install strace"
        pytest.skip("strace is missing or may not trace here")


def watch(command: list[str], folder: Path, **surroundings: str) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The address families of all sockets that a command and its children open, connect or bind, and how it ended."""
    log = folder / "strace.log"
    environment = {
        **os.environ,
        "BRIEFING_LIBRARY": str(folder / "library.briefing"),
        "BRIEFING_SETTINGS": str(folder / "settings.toml"),
        "QT_QPA_PLATFORM": "offscreen",
        **surroundings,
    }
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    seen = log.read_text("utf-8", "replace")
    return set(_FAMILY.findall(seen)) | set(_ADDRESS.findall(seen)), done


def briefing(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "briefing", *map(str, arguments)]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "import socket; socket.socket(socket.AF_INET6)",
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])",
        "import os, sys; os.system(sys.executable + ' -c \"import socket; socket.socket()\"')",
    ],
)
def test_the_watch_sees_a_connection(tmp_path: Path, code: str) -> None:
    families, _ = watch([sys.executable, "-c", code], tmp_path)
    assert families - {"AF_UNIX"}


def test_the_watch_lets_the_machines_own_sockets_be(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_UNIX); socket.socketpair()"
    assert watch([sys.executable, "-c", code], tmp_path)[0] == {"AF_UNIX"}


def test_import_analysis_export_and_search_open_no_connection(root: Path, tmp_path: Path) -> None:
    remote = '<base href="http://192.0.2.1/"><img src="http://192.0.2.1/x.png">'
    text = "La ministre a répondu jeudi aux critiques. " * 9
    (tmp_path / "page.html").write_text(f"<html>{remote}<article><p>{text}</p></article></html>", encoding="utf-8")
    seeds = sorted((root / "seeds").glob("*.txt"))
    steps = [
        briefing("import", root / "seeds", tmp_path / "page.html", "--dossier", "Mexique"),
        *(briefing("brief", "--dossier", "Mexique", "--to", f, "-o", tmp_path / f"brief.{f}") for f in FORMATS),
        briefing("brief", *seeds, "--to", "md", "-o", tmp_path / "brief.md"),
        briefing("verify", tmp_path / "brief.md", "--sources", *seeds),
        briefing("search", "coopération"),
        briefing("backup", tmp_path / "copy.briefing"),
    ]
    for step in steps:
        families, done = watch(step, tmp_path)
        has_no_day = "no scheduled meeting" in done.stderr  # and so no calendar file
        assert done.returncode in (0, 1) or has_no_day, done.stderr
        assert families <= {"AF_UNIX"}, step
    assert all((tmp_path / f"brief.{f}").stat().st_size > 500 for f in FORMATS if f != "ics")


def test_only_an_address_that_is_named_is_connected_to(tmp_path: Path) -> None:
    """The control on the program itself: the same command opens nothing for a file, and does for an address."""
    (tmp_path / "note.txt").write_text("La ministre a répondu.", encoding="utf-8")
    families, done = watch(briefing("import", tmp_path / "note.txt"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert families <= {"AF_UNIX"}
    local = {"BRIEFING_ALLOW_THIS_MACHINE": "1", "no_proxy": "*"}
    families, done = watch(briefing("import", "http://127.0.0.1:9/page"), tmp_path, **local)
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr
    assert "AF_INET" in families


def test_two_analysis_processes_open_no_connection(root: Path, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"doc": "a", "text": "La ministre a répondu jeudi.", "published": null, "language": null}\n' * 4)
    families, done = watch(briefing("analyse", "--jsonl", lines, "--workers", "2"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4
    assert families <= {"AF_UNIX"}


# The real start of the window; once the sample is analysed, everything is exported as its menu does, and it is closed.
_WINDOW = """
import sys
from pathlib import Path
from briefing import __main__
from briefing.export import FORMATS
from briefing.ui import app
from briefing.workspace import write_brief

folder = sys.argv[1]
opened = app.open_window

def open_window(path, settings):
    window = opened(path, settings)
    def finish(job):
        if window.desk.findings is None or window.desk.tasks.jobs:
            return
        window.desk.tasks.job_ended.disconnect(finish)
        try:
            for name in FORMATS.keys() - {"ics"}:
                write_brief(window.desk.brief, name, Path(folder, f"brief.{name}"))
        finally:
            window.close()
    window.desk.tasks.job_ended.connect(finish)
    return window

app.open_window = open_window
sys.argv = ["briefing"]
sys.exit(__main__.main())
"""


def test_the_window_from_its_start_to_an_export_opens_no_connection(tmp_path: Path) -> None:
    families, done = watch([sys.executable, "-c", _WINDOW, str(tmp_path)], tmp_path)
    assert done.returncode == 0, done.stderr
    assert families <= {"AF_UNIX"}
    assert all((tmp_path / f"brief.{f}").stat().st_size > 500 for f in FORMATS if f != "ics")
