"""What Briefing remembers about the person's habits: one declared tuple, kept as TOML.

A setting that is missing, unknown or of the wrong type falls back to its default: a damaged file never stops
the window from opening.
"""

import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from briefing.files import write_atomically
from briefing.i18n import LANGUAGES, use_brief_language, use_interface_language
from briefing.paths import settings_file


class Settings(NamedTuple):
    """All settings with their defaults. Geometry and splitters are Qt's states, base64."""

    interface_language: str = ""  # "": the system's, where Briefing speaks it
    brief_language: str = ""  # "": the interface's
    theme: str = "system"  # system, light, dark
    zoom: int = 100  # per cent
    drafter: str = ""
    last_dossier: str = ""
    last_article: str = ""
    last_folder: str = ""
    window_geometry: str = ""
    window_splitter: str = ""
    is_library_pane_folded: bool = False
    is_brief_pane_folded: bool = False
    brief_tab: int = 0
    is_whole_dossier: bool = False
    is_page_shown: bool = False  # of a PDF: its pages rather than its text
    has_single_keys: bool = True
    inbox_folder: str = ""  # "": none is watched
    inbox_dossier: str = ""  # its name; "": the dossier Inbox
    recent_searches: str = ""  # one a line, the latest first


def load_settings(path: Path | None = None) -> Settings:
    """The settings in the file (default: the person's), defaults where it says nothing usable."""
    path = path or settings_file()
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    default = Settings()
    known: dict[str, Any] = {
        name: stored[name] for name, value in default._asdict().items() if type(stored.get(name)) is type(value)
    }
    return default._replace(**known)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings that differ from their defaults."""
    default = Settings()
    lines = [
        # a JSON string or number is a TOML one, and so is true or false
        f"{name} = {json.dumps(value)}"
        for name, value in settings._asdict().items()
        if value != getattr(default, name)
    ]
    write_atomically(path or settings_file(), ("\n".join(lines) + "\n").encode())


def use_languages(settings: Settings, asked: str | None = None, system: str = "") -> None:
    """Speak the language that was asked for at the start, else the settings', else the system's, else English."""
    spoken = [code for code in (asked, settings.interface_language, system[:2]) if code and code in LANGUAGES]
    use_interface_language(spoken[0] if spoken else "en")
    use_brief_language(settings.brief_language)
