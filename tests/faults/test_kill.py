"""A short run of what `make faults` does a hundred times, and the proof that it can fail."""

from collections.abc import Callable
from pathlib import Path

from tests.faults import kill


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    outcomes = kill.run(tmp_path, 10)
    assert [o.detail for o in outcomes if o.detail] == []
    assert sum(o.acknowledged for o in outcomes) > 20


def is_ever_seen(folder: Path, fault: str, is_seen: Callable[[kill.Outcome], bool]) -> bool:
    """Whether a fault that a kill uncovers by chance shows in some of sixty kills; stops at the first."""
    return any(is_seen(o) for n in range(30) for o in kill.run(folder / str(n), 2, seed=n, fault=fault))


def test_an_edit_acknowledged_before_its_commit_is_seen_as_lost(tmp_path: Path) -> None:
    assert is_ever_seen(tmp_path, "early", lambda outcome: outcome.is_lost)


def test_half_an_edit_in_the_file_is_seen(tmp_path: Path) -> None:
    assert is_ever_seen(tmp_path, "torn", lambda outcome: outcome.is_torn)
