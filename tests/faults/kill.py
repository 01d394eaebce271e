"""Kill -9 at random during all work on a library, and compare what is left with what was acknowledged."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from briefing.files import write_atomically
from briefing.library import Library, backup, encryption
from tests.faults import migrate
from tests.faults.state import PASSPHRASES, digest_of, passphrase_of
from tests.faults.writer import VERBS

ROOT = Path(__file__).parents[2]
_LIVES = 20  # kills that one library goes through

# What the kills fall into in turn: in libraries that begin plain, and in those that begin encrypted.
_COMMON = [name for name in VERBS if "passphrase" not in name]
AIMS = tuple([*_COMMON, turn, "remove_passphrase", turn] for turn in ("set_passphrase", "change_passphrase"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill left behind. `during` is the work that it fell into, empty between two pieces of work."""

    acknowledged: int  # pieces of work that were said to be written
    is_lost: bool  # the newest of them, a backup that was said to be made, or the passphrase, is not there
    is_torn: bool  # what is there is not what any whole edit made
    is_damaged: bool  # the library's own check finds something
    is_littered: bool = False  # something unfinished or readable stays behind after the next start
    aim: str = ""
    during: str = ""
    is_encrypted: bool = False
    detail: str = ""


@dataclass(slots=True)
class Pace:
    """How long each kind of work takes, as it was seen, so that kills fall within it; in seconds."""

    seen: dict[str, float] = field(default_factory=dict)

    def of(self, verb: str) -> float:
        return self.seen.get(verb, 0.1)

    def note(self, verb: str, seconds: float) -> None:
        self.seen[verb] = (self.seen.get(verb, seconds) * 2 + seconds) / 3


def run(folder: Path, runs: int, *, seed: int = 1, fault: str = "", verbs: str = "") -> list[Outcome]:
    """So many kills, in libraries under `folder` that go through twenty each, every other of them encrypted. With
    `verbs` at any time during those, in plain libraries; without, in turn during each kind of work."""
    outcomes: list[Outcome] = []
    pace, left = Pace(), [list[str](), list[str]()]
    for number in range(runs):
        life = number // _LIVES
        path = folder / f"{fault or 'sound'}-{life}" / "library.briefing"
        path.parent.mkdir(parents=True, exist_ok=True)
        aims = left[life % 2]
        if not verbs and not aims:
            aims += AIMS[life % 2]
        if not verbs and life % 2 and not path.exists():
            encryption.create(path, PASSPHRASES[0])
        seeded = seed * 1000 + number
        aim = "" if verbs else aims.pop(0)
        outcomes.append(kill_once(path, seeded, random.Random(seeded), fault, verbs, aim=aim, pace=pace))
        if number % _LIVES == _LIVES - 1 and not outcomes[-1].detail:
            shutil.rmtree(path.parent)
    return outcomes


def kill_once(
    path: Path, seed: int, chance: random.Random, fault: str = "", verbs: str = "", *, aim: str = "", pace: Pace
) -> Outcome:
    """Let a writer work on the library, kill it, open the library again and look."""
    before = state_of(path)
    lines = work_until_killed(path, seed, chance, fault, verbs, aim=aim, pace=pace)
    return judge(path, before, lines, aim)


def work_until_killed(
    path: Path, seed: int, chance: random.Random, fault: str, verbs: str, *, aim: str, pace: Pace
) -> list[list[str]]:
    """What the writer said before it was killed.

    With an aim the kill falls within that work, at any time or, half of them, just before or during the writing of a
    commit; without, in the same way within any.
    """
    command = [sys.executable, "-m", "tests.faults.writer", str(path), str(seed), fault, verbs, aim]
    own = path.parent / "tmp"
    own.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(own)}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout
        lines: list[list[str]] = []
        is_at_commit = chance.random() < 0.5
        # without an aim so many commits, else so many times of the work aimed at
        times = chance.randrange(1, 12) if not aim else chance.randrange(1, 3)
        timer, verb, begun = threading.Timer(0, writer.kill), "", 0.0

        def kill_within(seconds: float) -> threading.Timer:
            timer.cancel()
            later = threading.Timer(chance.uniform(0, seconds), writer.kill)
            later.start()
            return later

        for line in writer.stdout:
            if not line.endswith("\n"):
                break
            words = line.rstrip("\n").split("\t")
            lines.append(words)
            if words[0] == "ready" and not aim and not is_at_commit:
                timer = kill_within(1.0)
            elif words[0] == "verb":
                verb, begun = words[1], time.perf_counter()
                times -= bool(aim) and verb == aim
                if aim and verb == aim and times == 0:
                    timer = kill_within(pace.of(verb))
            elif words[0] == "done":
                pace.note(verb, time.perf_counter() - begun)
            elif words[0] in ("intend", "replacing") and is_at_commit:
                times -= not aim
                if times == 0 and (not aim or verb == aim):
                    timer = kill_within(0.003)
        timer.cancel()
    assert writer.returncode == -9, f"the writer ended by itself: {writer.returncode}"
    shutil.rmtree(own)
    return lines


@dataclass(slots=True)
class Said:
    """What the writer said of its work. `newest` counts in `states`; `turning` is a passphrase on its way."""

    states: list[str]
    passphrase: str
    newest: int = 0
    acknowledged: int = 0
    backups: dict[str, str] = field(default_factory=dict)
    older: dict[str, int] = field(default_factory=dict)
    during: str = ""
    turning: str | None = None

    def hear(self, line: list[str]) -> None:
        match line:
            case ["verb", name]:
                self.during = name
            case ["intend", state]:
                self.states.append(state)
            case ["kept", name, state]:
                self.backups[name] = state
            case ["replacing", name]:
                self.backups.pop(name, None)
            case ["older", name, number]:
                self.older[name] = int(number)
            case ["turning", passphrase]:
                self.turning = passphrase
            case ["done"]:
                self.newest, self.acknowledged, self.during = len(self.states) - 1, self.acknowledged + 1, ""
                if self.turning is not None:
                    self.passphrase, self.turning = self.turning, None


def judge(path: Path, before: tuple[str, str], lines: list[list[str]], aim: str = "") -> Outcome:
    """Compare the library with what the writer said."""
    said = Said([before[0]], before[1])
    for line in lines:
        said.hear(line)
    passphrase = passphrase_of(path)
    with Library.open(path) as library:
        problems = library.check()
    state = digest_of(path)
    is_lost = state not in said.states[said.newest :] and state in said.states
    is_lost = is_lost or not all(is_kept(Path(name), made) for name, made in said.backups.items())
    is_lost = is_lost or passphrase not in (said.passphrase, said.turning)
    older = [migrate.judge(Path(name), migrate.LEGACY[number]) for name, number in said.older.items()]
    is_lost = is_lost or not all(kept for kept, _ in older)
    is_damaged = bool(problems) or not all(sound for _, sound in older)
    is_torn = state not in said.states
    shutil.rmtree(path.parent / "older", ignore_errors=True)
    litter = litter_after_start(path)
    is_wrong = is_lost or is_torn or is_damaged or bool(litter)
    detail = f"{said.during}: {lines[-6:]}, {[p.message for p in problems]}, {litter}" if is_wrong else ""
    return Outcome(
        said.acknowledged,
        is_lost,
        is_torn,
        is_damaged,
        bool(litter),
        aim,
        said.during,
        bool(passphrase),
        detail,
    )


def litter_after_start(path: Path) -> list[str]:
    """What stays unfinished, or readable beside an encrypted library, once the program was started again and has
    written its next backup, and its next file of each name."""
    home = path.parent
    with Library.open(path) as library:
        library.backup_if_due()
        library.backup(home / "copies" / "again.briefing", is_replacing=True)
        readable = backup.readable_of(path) if library.is_encrypted else []
    write_atomically(home / "in.dossier", b"")
    (home / "copies" / "again.briefing").unlink()
    left = [file for file in home.rglob(".*") if file.is_file()]
    return sorted(str(file.relative_to(home)) for file in (*readable, *left))


def is_kept(path: Path, state: str) -> bool:
    """Whether a backup is there, sound, and of that state."""
    if not path.is_file():
        return False
    passphrase_of(path)
    backup.verify(path)
    return digest_of(path, is_alone=True) == state


def state_of(path: Path) -> tuple[str, str]:
    """What is in the library, and its passphrase."""
    passphrase = passphrase_of(path)
    Library.open(path).close()
    return digest_of(path), passphrase


def summary(outcomes: list[Outcome]) -> dict[str, int | dict[str, int] | dict[str, dict[str, int]]]:
    aims = sorted({o.aim for o in outcomes if o.aim})
    return {
        "runs": len(outcomes),
        "over an encrypted library": sum(o.is_encrypted for o in outcomes),
        "acknowledged": sum(o.acknowledged for o in outcomes),
        "lost": sum(o.is_lost for o in outcomes),
        "torn": sum(o.is_torn for o in outcomes),
        "damaged": sum(o.is_damaged for o in outcomes),
        "littered": sum(o.is_littered for o in outcomes),
        "within": sum(bool(o.during) for o in outcomes),
        "during": dict(sorted(Counter(o.during or "between" for o in outcomes).items())),
        "aimed at": {
            aim: {
                "kills": sum(o.aim == aim for o in outcomes),
                "within it": sum(o.aim == aim == o.during for o in outcomes),
            }
            for aim in aims
        },
    }
