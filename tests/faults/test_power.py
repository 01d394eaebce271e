"""A short run of the power cuts that `make faults` makes by the dozen."""

import random
from pathlib import Path

import pytest

from tests.faults import disks, power

pytestmark = pytest.mark.skipif(
    bool(disks.why_no_power_cuts()), reason=f"no power cut can be made here: {disks.why_no_power_cuts()}"
)


def test_a_power_cut_takes_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcomes = power.run(tmp_path, 3)
    assert [o.detail for o in outcomes if o.detail] == []
    assert sum(o.acknowledged for o in outcomes) >= 6


def test_a_library_that_does_not_wait_for_the_disk_loses_edits(tmp_path: Path) -> None:
    outcomes = (power.cut_once(tmp_path / str(n), random.Random(n), "unflushed") for n in range(8))
    assert any(o.is_lost or o.is_torn or o.is_damaged for o in outcomes)
