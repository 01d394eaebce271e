"""Each edit is on the disk before it is acknowledged; without that, a power cut would take it."""

from pathlib import Path

import pytest

from tests.faults import flush

pytestmark = pytest.mark.skipif(not flush.can_trace(), reason="strace is missing or may not trace here")


def test_every_edit_is_flushed_before_it_is_acknowledged(tmp_path: Path) -> None:
    assert flush.run(tmp_path, 10) == {"acknowledged": 10, "unflushed": 0}


def test_a_library_that_does_not_wait_for_the_disk_is_seen(tmp_path: Path) -> None:
    assert flush.run(tmp_path, 10, fault="unflushed")["unflushed"] > 0
