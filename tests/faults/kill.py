"""Kill -9 at random during all work on a library, and compare what is left with what was acknowledged."""

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing.library import Library, backup
from tests.faults.state import digest

ROOT = Path(__file__).parents[2]
_LIVES = 20  # kills that one library goes through


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill left behind. `during` is the work that it fell into."""

    acknowledged: int  # pieces of work that were said to be written
    is_lost: bool  # the newest of them, or a backup that was said to be made, is not there
    is_torn: bool  # what is there is not what any whole edit made
    is_damaged: bool  # the library's own check finds something
    during: str = ""
    detail: str = ""


def run(folder: Path, runs: int, *, seed: int = 1, fault: str = "", verbs: str = "") -> list[Outcome]:
    """So many kills, in libraries under `folder` that go through twenty each."""
    outcomes = []
    for number in range(runs):
        path = folder / f"{fault or 'sound'}-{number // _LIVES}" / "library.briefing"
        path.parent.mkdir(parents=True, exist_ok=True)
        chance = random.Random(seed * 1000 + number)
        outcomes.append(kill_once(path, seed * 1000 + number, chance, fault, verbs))
        if number % _LIVES == _LIVES - 1 and not outcomes[-1].detail:
            shutil.rmtree(path.parent)
    return outcomes


def kill_once(path: Path, seed: int, chance: random.Random, fault: str = "", verbs: str = "") -> Outcome:
    """Let a writer work on the library, kill it, open the library again and look."""
    before = state_of(path)
    lines = work_until_killed(path, seed, chance, fault, verbs)
    return judge(path, before, lines)


def work_until_killed(path: Path, seed: int, chance: random.Random, fault: str, verbs: str) -> list[list[str]]:
    """What the writer said before it was killed."""
    command = [sys.executable, "-m", "tests.faults.writer", str(path), str(seed), fault, verbs]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        lines = []
        # half of the kills fall at any time, half just before or during the writing of a commit
        commits = chance.randrange(1, 12) if chance.random() < 0.5 else 0
        timer = threading.Timer(0, writer.kill)
        for line in writer.stdout:
            lines.append(line.rstrip("\n").split("\t"))
            if not line.endswith("\n"):
                lines.pop()
            if lines and lines[-1][0] == "ready" and not commits:
                timer = threading.Timer(chance.uniform(0, 1.0), writer.kill)
                timer.start()
            elif lines and lines[-1][0] in ("intend", "replacing"):
                commits -= 1
                if commits == 0:
                    timer = threading.Timer(chance.uniform(0, 0.003), writer.kill)
                    timer.start()
        timer.cancel()
    assert writer.returncode == -9, f"the writer ended by itself: {writer.returncode}"
    return lines


def judge(path: Path, before: str, lines: list[list[str]]) -> Outcome:
    """Compare the library with what the writer said."""
    states, newest, acknowledged = [before], 0, 0
    backups: dict[str, str] = {}
    for line in lines:
        if line[0] == "intend":
            states.append(line[1])
        elif line[0] == "done":
            newest, acknowledged = len(states) - 1, acknowledged + 1
        elif line[0] == "kept":
            backups[line[1]] = line[2]
        elif line[0] == "replacing":
            backups.pop(line[1], None)
    with Library.open(path) as library:
        problems = library.check()
    state = state_of(path)
    is_lost = state not in states[newest:] and state in states
    is_lost = is_lost or not all(is_kept(Path(name), made) for name, made in backups.items())
    is_torn = state not in states
    during = next((line[1] for line in reversed(lines) if line[0] == "verb"), "")
    detail = f"{during}: {lines[-6:]}, {[p.message for p in problems]}"
    is_wrong = is_lost or is_torn or bool(problems)
    return Outcome(acknowledged, is_lost, is_torn, bool(problems), during, detail if is_wrong else "")


def is_kept(path: Path, state: str) -> bool:
    """Whether a backup is there, sound, and of that state."""
    if not path.is_file():
        return False
    backup.verify(path)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return digest(connection) == state


def state_of(path: Path) -> str:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        return digest(connection)


def summary(outcomes: list[Outcome]) -> dict[str, int | dict[str, int]]:
    return {
        "runs": len(outcomes),
        "acknowledged": sum(o.acknowledged for o in outcomes),
        "lost": sum(o.is_lost for o in outcomes),
        "torn": sum(o.is_torn for o in outcomes),
        "damaged": sum(o.is_damaged for o in outcomes),
        "during": dict(sorted(Counter(o.during for o in outcomes).items())),
    }
