"""Fault injection: `python -m tests.faults` writes out/faults.json and fails when anything was lost."""

import json
import sys
import tempfile
from pathlib import Path

from tests.faults import flip, flush, kill

ROOT = Path(__file__).parents[2]
RUNS, CONTROLS, FLIPS, FLUSHES = 100, 10, 300, 100


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = kill.summary(kill.run(Path(folder), RUNS))
        controls = {fault: kill.summary(kill.run(Path(folder), CONTROLS, fault=fault)) for fault in ("early", "torn")}
        is_traced = flush.can_trace()
        flushes = flush.run(Path(folder), FLUSHES) if is_traced else {}
        hurried = flush.run(Path(folder), FLUSHES, fault="unflushed") if is_traced else {}
        flips = flip.run(Path(folder), FLIPS)
        (Path(folder) / "control").mkdir()
        shallow = flip.run(Path(folder) / "control", FLIPS, is_deep=False)
    report = {
        "kill-9": {**found, "controls": controls},
        "flush": {**flushes, "controls": {"synchronous=OFF": hurried}},
        "flipped bits": {**flips, "controls": {"SQLite's own check": shallow}},
    }
    target = ROOT / "out" / "faults.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    is_sound = not (found["lost"] or found["torn"] or found["damaged"]) and flips["noticed"] >= 0.99 * FLIPS
    sees_faults = controls["early"]["lost"] > 0 and controls["torn"]["torn"] > 0 and shallow["noticed"] < 0.5 * FLIPS
    if is_traced:
        is_sound = is_sound and flushes["unflushed"] == 0
        sees_faults = sees_faults and hurried["unflushed"] > 0
    return 0 if is_sound and sees_faults else 1


if __name__ == "__main__":
    sys.exit(main())
