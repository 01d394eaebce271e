"""A dossier handed on and brought in by the command line, and options before and after a command."""

import json
from pathlib import Path

import pytest

from briefing.library import Library
from tests.cli.test_cli import Run, run
from tests.portable.making import fill

__all__ = ["run"]


@pytest.fixture
def mexico(tmp_path: Path) -> tuple[str, str]:
    """The library that `run` uses, with a dossier: the ids of the dossier and of an article."""
    with Library.open(tmp_path / "library.briefing") as library:
        dossier, article = fill(library)
    return dossier, article.id


def test_a_dossier_goes_out_and_comes_in(run: Run, mexico: tuple[str, str], tmp_path: Path) -> None:
    file, other = tmp_path / "m.dossier", tmp_path / "other.briefing"
    out = run("dossier", "export", "mexico", "-o", file)
    assert (out.returncode, out.stdout.strip()) == (0, f"written: {file} (2 articles)")
    came = run("--library", other, "dossier", "import", file)
    assert (came.returncode, came.stdout, came.stderr) == (0, "2 articles added.\n", "")
    again = run("dossier", "import", file, "--library", other)
    assert again.stdout.splitlines() == ["0 articles added.", "2 were already there."]


def test_differences_are_shown_and_chosen(run: Run, mexico: tuple[str, str], tmp_path: Path) -> None:
    dossier, article = mexico
    file, other = tmp_path / "m.dossier", tmp_path / "other.briefing"
    run("dossier", "export", "Mexico", "-o", file)
    run("dossier", "import", file, "--library", other)
    for path, name in ((tmp_path / "library.briefing", "Ann"), (other, "Ben")):
        with Library.open(path) as library, library.edit("Work") as edit:
            edit.curate(dossier, article, "s-1", gloss=f"by\x1b[31m {name}", author=name)
    run("dossier", "export", "Mexico", "-o", file, "--library", other)
    came = run("dossier", "import", file)
    assert came.returncode == 0
    assert "1 difference is kept side by side" in came.stderr
    shown = run("dossier", "differences").stdout
    assert "here: gloss: by [31m Ann" in shown
    assert "Ben, from m.dossier: gloss: by [31m Ben" in shown
    assert "\x1b" not in shown + came.stdout + came.stderr
    taken = run("dossier", "differences", "--take", shown[:8])
    assert taken.stdout == "The other wording was taken.\n"
    assert run("dossier", "differences", "Mexico").stdout == "There are no differences to choose between.\n"
    assert run("dossier", "differences", "--keep", "12345678").returncode == 2


def test_a_file_that_is_no_dossier_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.dossier").write_text("words")
    answer = run("dossier", "import", tmp_path / "x.dossier")
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "is no dossier file" in answer.stderr


def test_the_library_goes_out_in_open_formats(run: Run, mexico: tuple[str, str], tmp_path: Path) -> None:
    answer = run("export-library", tmp_path / "out")
    assert (answer.returncode, answer.stdout) == (0, f"written: {tmp_path / 'out'}\n1 dossier, 2 articles\n")
    assert json.loads((tmp_path / "out" / "library.json").read_text())["dossiers"][0]["name"] == "Mexico"
    assert run("export-library", tmp_path / "out").returncode == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_global_options_stand_before_or_after_the_command(
    run: Run, mexico: tuple[str, str], tmp_path: Path, place: int
) -> None:
    words: list[object] = ["list", "--json"]
    words[place:place] = ["--library", tmp_path / "other.briefing", "--interface", "fr"]
    answer = run(*words)
    assert answer.returncode == 2
    assert "pas de bibliothèque" in answer.stderr
    assert "other.briefing" in answer.stderr


def test_the_language_asked_for_after_the_command_is_spoken(run: Run) -> None:
    assert run("list", "--interface", "fr").stderr.startswith("briefing: Il n’y a pas")
    assert run("--interface", "es", "list").stderr != run("list").stderr
