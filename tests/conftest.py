"""What all tests share: the seeds, and the measuring data where that folder is there."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# the tests read English wherever they run; who tests a language asks for it
os.environ["LC_ALL"] = "C.UTF-8"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the checkout; tests that need it skip only where it is missing."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the measuring data is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seed_texts() -> tuple[str, str]:
    """The two sample articles, exactly as they are shipped."""
    files = sorted((ROOT / "seeds").glob("*.txt"))
    return tuple(f.read_text(encoding="utf-8") for f in files)  # type: ignore[return-value]


@pytest.fixture(scope="session")
def qapp() -> "Iterator[QApplication]":
    """The one application of the test run, as the program makes it."""
    from briefing.ui.app import make_application

    application = make_application(["briefing"])
    yield application
    # off the screen, Qt keeps what was copied until after Python has ended, and then asks Python to let go of it
    application.clipboard().clear()
