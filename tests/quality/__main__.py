"""`python -m tests.quality`: measure, write out/quality.json, and fail where a floor is missed."""

import json
import sys
import tomllib
from pathlib import Path

from tests.quality import pages, seeds, sentences


def main() -> int:
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    measured = {"seeds": seeds.measure(), "sentences": sentences.measure(), "pages": pages.measure()}
    report: dict[str, dict[str, dict[str, int | None]]] = {}
    missed = 0
    for name, counts in measured.items():
        for measure, value in counts.items():
            floor, ceiling = floors[name]["floors"].get(measure), floors[name]["ceilings"].get(measure)
            report.setdefault(name, {})[measure] = {"value": value, "floor": floor, "ceiling": ceiling}
            is_missed = (floor is not None and value < floor) or (ceiling is not None and value > ceiling)
            missed += is_missed
            limit = f"≥ {floor}" if floor is not None else f"≤ {ceiling}" if ceiling is not None else ""
            sys.stdout.write(f"{name:10}{measure:34}{value:5}  {limit}{'  missed' if is_missed else ''}\n")
    out = seeds.ROOT / "out" / "quality.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write("written: out/quality.json\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
