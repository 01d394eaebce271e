"""Fault injection: `python -m tests.faults` writes out/faults.json and fails when anything was lost.

What cannot be tried here (no strace, no mounts) is said in the report and on standard error, and does not count as
tried.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.library import connections
from tests.faults import disks, flip, flush, kill, migrate, power

ROOT = Path(__file__).parents[2]
KILLS, MIGRATIONS, CONTROLS, FLIPS, FLUSHES, CUTS = 200, 30, 12, 300, 100, 30
STEPS = 60  # of each example of the random editing; ten times as many examples as in the tests

Report = dict[str, Any]


def kills(folder: Path) -> tuple[Report, bool]:
    found = kill.summary(kill.run(folder, KILLS))
    controls = {
        "early": kill.summary(kill.run(folder, CONTROLS, fault="early", verbs="edit_lines,import_articles")),
        "torn": kill.summary(kill.run(folder, CONTROLS, fault="torn", verbs="import_articles")),
        "hasty": kill.summary(kill.run(folder, CONTROLS, fault="hasty", verbs="back_up")),
    }
    is_sound = not (found["lost"] or found["torn"] or found["damaged"] or found["littered"])
    sees = bool(controls["early"]["lost"] and controls["torn"]["torn"] and controls["hasty"]["lost"])
    return {**found, "controls": controls}, is_sound and sees


def migrations(folder: Path) -> tuple[Report, bool]:
    found = migrate.run(folder, MIGRATIONS)
    return {**found}, not (found["lost"] or found["damaged"])


def flushes(folder: Path) -> tuple[Report, bool]:
    if not flush.can_trace():
        return {"skipped": "strace is missing or may not trace here"}, True
    found, hurried = flush.run(folder, FLUSHES), flush.run(folder, FLUSHES, fault="unflushed")
    report = {**found, "controls": {"synchronous=OFF": hurried}}
    return report, found["unflushed"] == 0 and hurried["unflushed"] > 0


def power_cuts(folder: Path) -> tuple[Report, bool]:
    if reason := disks.why_no_power_cuts():
        return {"skipped": reason}, True
    found = kill.summary(power.run(folder, CUTS))
    hurried = kill.summary(power.run(folder, CONTROLS, fault="unflushed"))
    is_sound = not (found["lost"] or found["torn"] or found["damaged"])
    sees = bool(hurried["lost"] or hurried["torn"] or hurried["damaged"])
    return {**found, "controls": {"synchronous=OFF": hurried}}, is_sound and sees


def flipped_bits(folder: Path) -> tuple[Report, bool]:
    places = [folder / name for name in ("anywhere", "articles", "control")]
    for place in places:
        place.mkdir(parents=True)
    found = flip.run(places[0], FLIPS)
    words = flip.run(places[1], FLIPS, is_in_articles=True)
    shallow = flip.run(places[2], FLIPS, is_deep=False)
    is_sound = found["noticed"] >= 0.99 * FLIPS and words["noticed"] >= 0.99 * FLIPS
    is_sound = is_sound and words["named"] >= 0.99 * words["in articles"] > 0
    report = {**found, "in the words of articles": words, "controls": {"SQLite's own check": shallow}}
    return report, is_sound and shallow["noticed"] < 0.5 * FLIPS


def flipped_bits_encrypted(folder: Path) -> tuple[Report, bool]:
    places = [folder / name for name in ("sound", "control")]
    for place in places:
        place.mkdir(parents=True)
    found = flip.run_encrypted(places[0], FLIPS)
    is_sound = found["noticed"] >= 0.99 * FLIPS and found["named"] >= 0.99 * found["in articles"] > 0
    # the control: without asking the cipher, zeros are shown as text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "is_spoilt", lambda connection: False)
        unasked = flip.run_encrypted(places[1], FLIPS // 5)
    report = {**found, "controls": {"the cipher is not asked": unasked}}
    return report, is_sound and not (found["misnamed"] or found["mistaken"] or found["shown"]) and unasked["shown"] > 0


def tests(folder: Path) -> tuple[Report, bool]:
    """Full and read-only disks, locks, truncation, older and newer libraries: they are tests, and run as such."""
    names = ["tests/faults/test_disks.py", "tests/faults/test_disks_encrypted.py"]
    names += ["tests/library/test_opening.py", "tests/library/test_migrations.py"]
    counter = _Counter()
    status = pytest.main(["-q", "-p", "no:cacheprovider", *(str(ROOT / name) for name in names)], plugins=[counter])
    report = {"passed": counter.passed, "failed": counter.failed, "skipped": counter.skipped}
    return report | {"mounts": disks.why_no_mounts() or "possible"}, status == 0


def random_editing(folder: Path) -> tuple[Report, bool]:
    """The model-based test, longer than in the tests."""
    from tests.library.test_random_editing import edit_at_random

    edit_at_random(examples=80, steps=STEPS)
    return {"examples": 80, "steps": STEPS}, True


class _Counter:
    def __init__(self) -> None:
        self.passed = self.failed = 0
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed += 1
        elif report.failed:
            self.failed += 1
        elif report.skipped:
            self.skipped.append(report.nodeid)


FAULTS: dict[str, Callable[[Path], tuple[Report, bool]]] = {
    "kill-9": kills,
    "kill-9 in a migration": migrations,
    "flush": flushes,
    "power cut": power_cuts,
    "flipped bits": flipped_bits,
    "flipped bits, encrypted": flipped_bits_encrypted,
    "disks and locks": tests,
    "random editing": random_editing,
}


def main(names: list[str]) -> int:
    report: dict[str, Report] = {}
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names or FAULTS):
            (Path(folder) / str(number)).mkdir()
            report[name], is_well = FAULTS[name](Path(folder) / str(number))
            sys.stdout.write(f"{name}: {json.dumps(report[name])}\n")
            sys.stdout.flush()
            if not is_well:
                failed.append(name)
            if isinstance(report[name].get("skipped"), str):
                sys.stderr.write(f"not tried here: {name}: {report[name]['skipped']}\n")
    target = ROOT / "out" / "faults.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"failed: {', '.join(failed) or 'none'}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
