"""`python -m tests.bench [NAME…]`: measure all pieces, or those of the modules named, into out/bench.json."""

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator

from tests import bench
from tests.bench.pieces import ROOT, Piece


def measured(wanted: list[str]) -> Iterator[Piece]:
    """The pieces of each module here that has `measure`, as they are measured."""
    for module in sorted(pkgutil.iter_modules(bench.__path__), key=lambda module: module.name):
        if module.name.startswith("__") or (wanted and module.name not in wanted):
            continue
        measure = getattr(importlib.import_module(f"tests.bench.{module.name}"), "measure", None)
        if measure is not None:
            yield from measure()


def main() -> int:
    out = ROOT / "out" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    results = {}
    sys.stdout.write(f"{'':24}{'value':>12}{'floor':>12}{'ratio':>8}{'aim':>8}\n")
    for piece in measured(sys.argv[1:]):
        results[piece.name] = {
            "value": round(piece.value, 5),
            "floor": round(piece.floor, 5),
            "ratio": round(piece.ratio, 3),
            "aim": piece.aim,
            "unit": piece.unit,
        }
        sign = "≥" if piece.more_is_better else "≤"
        verdict = "" if piece.is_met else "  missed"
        sys.stdout.write(
            f"{piece.name:24}{piece.value:12.4f}{piece.floor:12.4f}{piece.ratio:8.2f}{sign:>4}{piece.aim:4.2f}"
            f" {piece.unit}{verdict}\n"
        )
        sys.stdout.flush()
    out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"written: {out.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
