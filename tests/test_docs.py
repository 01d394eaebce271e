"""README and docs: links and pictures lead somewhere, and the commands shown are ones that Briefing takes."""

import re
import shlex
from pathlib import Path

import pytest

from briefing.cli.options import parse

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?briefing( .*)?$")


def broken_links(page: Path, text: str) -> list[str]:
    """The relative links and pictures of a page that lead to no file."""
    targets = [link.partition("#")[0] for link in _LINK.findall(text) if not re.match(r"[a-z]+:", link)]
    return [target for target in targets if target and not (page.parent / target).exists()]


def commands(text: str) -> list[str]:
    """What follows `briefing` in a page's code, in blocks and between back quotes."""
    blocks = re.findall(r"^```(?:sh)?\n(.*?)^```", text, re.S | re.M)
    lines = [line for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))
    lines += [words for words in inline if len(words.split()) > 2]  # two words only name a command
    return [found.group(1) or "" for line in lines if (found := _COMMAND.match(line.strip()))]


def is_taken(command: str) -> bool:
    """Whether the command line understands it; help and version are answered with 0."""
    try:
        parse(shlex.split(command, comments=True))
    except SystemExit as end:
        return end.code == 0
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_pictures_exist(page: Path) -> None:
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_are_taken(page: Path) -> None:
    assert [c for c in commands(page.read_text(encoding="utf-8")) if not is_taken(c)] == []


def test_the_guide_shows_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    shown = {c.split()[0] for c in commands((ROOT / "docs" / "guide.md").read_text(encoding="utf-8")) if c.split()}
    assert shown >= {"import", "list", "search", "brief", "analyse", "verify", "check", "backup", "restore"}


def test_what_is_broken_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "README.md"
    text = "[a](nowhere.md) ![b](docs/none.png) [c](https://example.org) [d](README.md#use)\n"
    assert broken_links(page, text) == ["nowhere.md", "docs/none.png"]
    text = "`briefing import x --dossier` and `briefing verify`\n```sh\nbriefing lst # all\nbriefing list # all\n```\n"
    assert [c for c in commands(text) if not is_taken(c)] == [" lst # all", " import x --dossier"]
