"""Where things are: resources in a checkout, a wheel or a frozen app; library, settings and logs of the person."""

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


@cache
def _shipped(folder: str) -> Path:
    """A folder that ships with the program: inside the package when installed, beside it in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / folder] if frozen else [_PACKAGE / folder, _PACKAGE.parent / folder]
    return next((place for place in places if place.is_dir()), places[-1])


def resource(*parts: str) -> Path:
    """A file or folder under `resources/`."""
    return _shipped("resources").joinpath(*parts)


def seeds() -> Path:
    """The folder of the sample articles."""
    return _shipped("seeds")


def library_file() -> Path:
    """The library used when none is named: `BRIEFING_LIBRARY`, else in the platform's user data folder."""
    named = os.environ.get("BRIEFING_LIBRARY")
    return Path(named) if named else Path(platformdirs.user_data_dir("briefing", False)) / "library.briefing"


def settings_file() -> Path:
    """`BRIEFING_SETTINGS`, else in the platform's user configuration folder."""
    named = os.environ.get("BRIEFING_SETTINGS")
    return Path(named) if named else Path(platformdirs.user_config_dir("briefing", False)) / "settings.toml"
