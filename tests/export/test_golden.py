"""Every format looks as it did when it was last looked at."""

import pytest

from tests.export.golden import FOLDER, NAMES, make


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_brief_looks_as_it_did(name: str) -> None:
    assert make(name) == (FOLDER / name).read_bytes().decode(), (
        "look at the difference, then python -m tests.export.golden"
    )
