"""A short run of what `make faults` does a hundred times, and the proof that it can fail."""

from pathlib import Path

from tests.faults import kill


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    outcomes = kill.run(tmp_path, 10)
    assert [o.detail for o in outcomes if o.detail] == []
    assert sum(o.acknowledged for o in outcomes) > 20


def test_an_edit_acknowledged_before_its_commit_is_seen_as_lost(tmp_path: Path) -> None:
    outcomes = kill.run(tmp_path, 8, fault="early")
    assert any(o.is_lost for o in outcomes)


def test_half_an_edit_in_the_file_is_seen(tmp_path: Path) -> None:
    outcomes = kill.run(tmp_path, 5, fault="torn")
    assert any(o.is_torn for o in outcomes)
