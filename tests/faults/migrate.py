"""Kill -9 while libraries of an older version are brought up to date: nothing of them may be lost.

`python -m tests.faults.migrate FOLDER OLDER` is the process that is killed: it copies the older library to a new name,
opens it, says "done NAME", and begins again.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path

from briefing.library import Library, backup, migrations

ROOT = Path(__file__).parents[2]
LEGACY = sorted((ROOT / "tests" / "legacy").glob("version-*.briefing"))


def run(folder: Path, runs: int, *, seed: int = 1) -> dict[str, int]:
    """So many kills, over the saved libraries of all versions in turn."""
    found = {"runs": 0, "migrated": 0, "lost": 0, "damaged": 0}
    for number in range(runs):
        older = LEGACY[number % len(LEGACY)]
        place = folder / str(number)
        place.mkdir(parents=True)
        _work_until_killed(place, older, random.Random(seed * 1000 + number))
        found["runs"] += 1
        for path in sorted(place.glob("*.briefing")):
            is_kept, is_sound = judge(path, older)
            found["migrated"] += is_kept
            found["lost"] += not is_kept
            found["damaged"] += not is_sound
        shutil.rmtree(place)
    return found


def _work_until_killed(folder: Path, older: Path, chance: random.Random) -> None:
    command = [sys.executable, "-m", "tests.faults.migrate", str(folder), str(older)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        timer = threading.Timer(30, process.kill)
        for line in process.stdout:
            if line.startswith("begin"):
                # a migration takes some tens of milliseconds: the kill falls into the first ones
                timer.cancel()
                timer = threading.Timer(chance.uniform(0, 0.2), process.kill)
                timer.start()
                break
        process.wait()
        timer.cancel()
    assert process.returncode == -9, f"the process ended by itself: {process.returncode}"


def judge(path: Path, older: Path) -> tuple[bool, bool]:
    """Whether everything of the older library is in the file, and whether the file is sound, once it is opened."""
    before = content(older)
    with Library.open(path) as library:
        is_sound = library.check() == []
    kept = list(backup.folder_of(path).glob("before version *"))
    is_kept = content(path, like=older) == before and bool(kept)
    return is_kept and any(content(one) == before for one in kept), is_sound


def content(path: Path, like: Path | None = None) -> str:
    """A digest of all rows, of the tables and columns that `like` (else the file itself) has."""
    found = sha256()
    with closing(sqlite3.connect(f"{(like or path).as_uri()}?mode=ro&immutable=1", uri=True)) as shape:
        tables = [row[0] for row in shape.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        tables = [name for name in tables if "index" not in name and not name.startswith("sqlite_")]
        columns = {name: [row[1] for row in shape.execute(f"PRAGMA table_info({name})")] for name in tables}
    with closing(sqlite3.connect(path)) as connection:
        for name in tables:
            listed = ", ".join(f'"{column}"' for column in columns[name])
            for row in connection.execute(f"SELECT {listed} FROM {name} ORDER BY 1, 2"):
                found.update(repr(row).encode())
    return found.hexdigest()


def main(folder: Path, older: Path) -> None:
    for number in count():
        path = folder / f"{number}.briefing"
        shutil.copy(older, path.with_suffix(".copy"))
        path.with_suffix(".copy").rename(path)
        sys.stdout.write(f"begin {number}\n")
        sys.stdout.flush()
        Library.open(path).close()
        assert migrations.check_version(path) == migrations.VERSION
        sys.stdout.write(f"done {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
