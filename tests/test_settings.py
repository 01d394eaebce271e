"""Settings survive a restart, and a damaged file never stops a start."""

from pathlib import Path

import pytest

from briefing.settings import Settings, load_settings, save_settings


def test_settings_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    default = Settings()
    other = {"str": 'quoted "é" \\ \n tab\t', "int": 125, "bool": True}
    changed = default._replace(**{name: other[type(value).__name__] for name, value in default._asdict().items()})
    save_settings(changed, tmp_path / "s.toml")
    assert load_settings(tmp_path / "s.toml") == changed


@pytest.mark.parametrize("content", [b"", b"zoom = ", b"\xff\xfe", b'zoom = "large"', b"zoom = true", b"unknown = 1"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.toml").write_bytes(content)
    assert load_settings(tmp_path / "s.toml") == Settings()


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()
