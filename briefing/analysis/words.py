"""The word lists of a language: `resources/language/<code>/<name>.toml`, the same names and keys for each language."""

import tomllib
from functools import cache
from typing import Any

from briefing.paths import resource

LANGUAGES = ("fr", "en", "es")


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """The table of that name. A language without a pack of its own reads the English one."""
    code = language if language in LANGUAGES else "en"
    with resource("language", code, f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
