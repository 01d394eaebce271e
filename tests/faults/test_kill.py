"""A short run of what `make faults` does hundreds of times, and the proof that it can fail."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import kill, migrate


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    outcomes = kill.run(tmp_path, 6)
    assert [o.detail for o in outcomes if o.detail] == []
    assert sum(o.acknowledged for o in outcomes) > 6


def test_what_stays_unfinished_or_has_another_passphrase_is_seen(tmp_path: Path) -> None:
    """The control of what is looked at after each kill."""
    path = tmp_path / "library.briefing"
    before = kill.state_of(path)
    sound = kill.judge(path, before, [["verb", "set_passphrase"], ["turning", "x"]])
    assert sound.detail == ""
    assert kill.judge(path, before, [["turning", "x"], ["done"]]).is_lost
    (tmp_path / ".library.briefing.new").write_bytes(b"half")
    assert kill.judge(path, before, []).is_littered


def test_a_library_survives_that_its_migration_is_killed(tmp_path: Path) -> None:
    found = migrate.run(tmp_path, 3)
    assert found["migrated"] >= 3
    assert (found["lost"], found["damaged"]) == (0, 0)


def is_ever_seen(folder: Path, fault: str, verbs: str, is_seen: Callable[[kill.Outcome], bool]) -> bool:
    """Whether a fault that a kill uncovers by chance shows in some of forty kills; stops at the first."""
    return any(is_seen(o) for n in range(40) for o in kill.run(folder / str(n), 1, seed=n, fault=fault, verbs=verbs))


@pytest.mark.parametrize(
    ("fault", "verbs", "is_seen"),
    [
        ("early", "edit_lines,import_articles", lambda outcome: outcome.is_lost),
        ("torn", "import_articles", lambda outcome: outcome.is_torn),
        ("hasty", "back_up", lambda outcome: outcome.is_lost),
    ],
    ids=["acknowledged before its commit", "half an edit in the file", "a backup that is not there"],
)
def test_a_mistake_on_purpose_is_seen(
    tmp_path: Path, fault: str, verbs: str, is_seen: Callable[[kill.Outcome], bool]
) -> None:
    assert is_ever_seen(tmp_path, fault, verbs, is_seen)
