"""With a passphrase, a text stands nowhere on the disk: not in the library, its log, backups, temporary files or
settings. Looked for in raw bytes while everything is open, after a kill, and after a proper end."""

import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "Quetzalcanario"
PASS = "quatre mots à retenir"
ROOT = Path(__file__).parents[2]


def forms() -> list[bytes]:
    """The word as bytes may hold it, in small letters too, as an index has it."""
    found = []
    for word in (CANARY, CANARY.lower(), CANARY.upper()):
        for charset in ("utf-8", "utf-16-le", "utf-16-be"):
            content = word.encode(charset)
            found.append(content)
            for shift in range(3):
                # inside a longer run of base64 the first and last signs depend on the neighbours
                found.append(base64.b64encode(b"\0" * shift + content)[4:-4])
    return found


def where(folder: Path) -> set[str]:
    """The files under the folder that hold the word."""
    looked_for = forms()
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in looked_for)
    }


def live(home: Path, *, passphrase: str | None, is_killed: bool = False) -> tuple[set[str], set[str], list[str]]:
    """Where the word is while the program works, and afterwards; and the files it wrote outside of its own folders."""
    for name in ("clips", "data", "tmp"):
        (home / name).mkdir(parents=True)
    clip = home.parent / "clip.txt"
    clip.write_text(f"{CANARY} a dit que la frontière reste fermée. Le ministre {CANARY} a promis une réunion jeudi.")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFING", "XDG"))}
    environment |= {"HOME": str(home), "TMPDIR": str(home / "tmp"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"XDG_RUNTIME_DIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["BRIEFING_SETTINGS"] = str(home / "config" / "settings.toml")
    if passphrase:
        environment["BRIEFING_PASSPHRASE"] = passphrase
    trace = home.parent / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat,rename,renameat,renameat2", "-o", str(trace)]
    command = [sys.executable, "-m", "tests.faults.desk_day", str(home / "data" / "library.briefing"), str(clip)]
    with subprocess.Popen(
        [*watched, *command], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "working\n"
        during = where(home)
        process.communicate("die\n" if is_killed else "\n", timeout=120)
        assert (process.returncode == 0) is not is_killed
    return during, where(home), outside(trace.read_text(errors="replace"), home.parent)


def outside(trace: str, home: Path) -> list[str]:
    """What was opened for writing elsewhere than under the folder made for it; devices aside."""
    written = re.findall(r'open(?:at)?\((?:[^",]+, )?"([^"]+)", [^)]*O_(?:WRONLY|RDWR)[^)]*\) = \d', trace)
    return sorted({path for path in written if not path.startswith((str(home), "/dev/", "/proc/"))})


@pytest.fixture(autouse=True)
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace, which the tests install, is missing here")


def test_nothing_readable_stays_on_the_disk(tmp_path: Path) -> None:
    during, after, elsewhere = live(tmp_path / "home", passphrase=PASS)
    assert (during, after, elsewhere) == (set(), set(), [])


def test_a_killed_program_leaves_nothing_readable(tmp_path: Path) -> None:
    _, after, _ = live(tmp_path / "home", passphrase=PASS, is_killed=True)
    assert after == set()


def test_without_a_passphrase_it_is_found(tmp_path: Path) -> None:
    """The control: the same day on a plain library."""
    during, after, _ = live(tmp_path / "home", passphrase=None)
    assert "data/library.briefing-wal" in during | after or "data/library.briefing" in during
    assert "data/library.briefing" in after
    assert any("backups" in name for name in after)
