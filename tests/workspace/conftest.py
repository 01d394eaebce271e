from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as opened:
        yield opened
