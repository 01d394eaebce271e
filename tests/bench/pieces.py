"""One measured thing, and how things are measured: fresh processes, value and floor by turns, the middle of several."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BULK = ROOT.parent / "shared" / "data" / "bulk"


@dataclass(frozen=True, slots=True)
class Piece:
    """A value, the floor or peer it stands against, and the ratio aimed at: at most (at least if `more_is_better`)."""

    name: str
    value: float
    floor: float
    aim: float
    unit: str = "s"
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.aim if self.more_is_better else self.ratio <= self.aim


def by_turns(value: Callable[[], float], floor: Callable[[], float], runs: int = 5) -> tuple[float, float]:
    """The medians of value and floor, measured by turns, so that a busy moment meets both; the first pair warms up."""
    pairs = [(value(), floor()) for _ in range(runs + 1)][1:]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of a call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of a call: other programs hardly move it."""
    started = time.process_time()
    work()
    return time.process_time() - started


def surroundings(**more: str) -> dict[str, str]:
    """This environment for a measured process: compiled modules are kept, as they are for everybody."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more


def told(code: str, *arguments: str) -> float:
    """The number that a piece of Python prints last in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def texts(language: str, most: int = 40) -> list[str]:
    """Real texts in a language, an article's length each: from the measuring data, else the seeds again and again."""
    found: list[str] = []
    for folder in sorted(BULK.glob(f"{language}_*")):
        for path in sorted(folder.iterdir())[: most * 8 : 8]:
            found.append(path.read_text("utf-8")[:6000])
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return (found or seeds * most)[:most]
