"""Kill -9 at random during import and editing, and compare what is left with what was acknowledged."""

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing.library import Library
from tests.faults.state import digest, last_entry

ROOT = Path(__file__).parents[2]
_LIVES = 20  # kills that one library goes through


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill left behind."""

    acknowledged: int  # edits that were said to be written
    is_lost: bool  # the newest of them is not in the library
    is_torn: bool  # what is there is not what any whole edit made
    is_damaged: bool  # the library's own check finds something
    detail: str = ""


def run(folder: Path, runs: int, *, seed: int = 1, fault: str = "") -> list[Outcome]:
    """So many kills, in libraries under `folder` that go through twenty each."""
    outcomes = []
    for number in range(runs):
        path = folder / f"{fault or 'sound'}-{number // _LIVES}" / "library.briefing"
        path.parent.mkdir(parents=True, exist_ok=True)
        chance = random.Random(seed * 1000 + number)
        outcomes.append(kill_once(path, seed * 1000 + number, chance, fault))
        if number % _LIVES == _LIVES - 1 and not outcomes[-1].detail:
            shutil.rmtree(path.parent)
    return outcomes


def kill_once(path: Path, seed: int, chance: random.Random, fault: str = "") -> Outcome:
    """Let a writer work on the library, kill it, open the library again and look."""
    before = _newest(path)
    command = [sys.executable, "-m", "tests.faults.writer", str(path), str(seed), fault]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        lines = []
        # half of the kills fall at any time, half just before or during the writing of a commit
        commits = chance.randrange(1, 12) if chance.random() < 0.5 else 0
        timer = threading.Timer(0, writer.kill)
        for line in writer.stdout:
            lines.append(line.split())
            if not line.endswith("\n"):
                lines.pop()
            if lines and lines[-1][0] == "ready" and not commits:
                timer = threading.Timer(chance.uniform(0, 0.4), writer.kill)
                timer.start()
            elif lines and lines[-1][0] == "intend":
                commits -= 1
                if commits == 0:
                    timer = threading.Timer(chance.uniform(0, 0.003), writer.kill)
                    timer.start()
        timer.cancel()
    assert writer.returncode == -9, f"the writer ended by itself: {writer.returncode}"
    return judge(path, before, lines)


def judge(path: Path, before: tuple[int, str], lines: list[list[str]]) -> Outcome:
    """Compare the library with what the writer said."""
    intended = {before[0]: {before[1]}}
    for line in lines:
        if line[0] == "intend":
            intended.setdefault(int(line[1]), set()).add(line[2])
    done = [int(line[1]) for line in lines if line[0] == "done"]
    with Library.open(path) as library:
        problems = library.check()
    newest, state = _newest(path)
    acknowledged = max(done, default=before[0])
    is_lost = newest < acknowledged
    is_torn = not is_lost and state not in intended.get(newest, set())
    detail = f"entry {newest}, acknowledged {acknowledged}, {[p.message for p in problems]}"
    is_wrong = is_lost or is_torn or bool(problems)
    return Outcome(len(done), is_lost, is_torn, bool(problems), detail if is_wrong else "")


def _newest(path: Path) -> tuple[int, str]:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        return last_entry(connection), digest(connection)


def summary(outcomes: list[Outcome]) -> dict[str, int]:
    return {
        "runs": len(outcomes),
        "acknowledged": sum(o.acknowledged for o in outcomes),
        "lost": sum(o.is_lost for o in outcomes),
        "torn": sum(o.is_torn for o in outcomes),
        "damaged": sum(o.is_damaged for o in outcomes),
    }
