"""The command line as a person or a script meets it: real processes, real files."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, root: Path) -> Run:
    """Runs `briefing …` with a library of its own, as a process of its own."""

    def call(*arguments: object, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"BRIEFING_LIBRARY": str(tmp_path / "library.briefing"), "BRIEFING_SETTINGS": str(tmp_path / "s.toml")}
        return subprocess.run(
            [sys.executable, "-m", "briefing", *map(str, arguments)],
            cwd=root,
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            env={**os.environ, **own, **environment},
        )

    return call


def test_import_names_each_outcome_and_goes_on(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "empty.txt").write_bytes(b"")
    (tmp_path / "clips" / "note.txt").write_text("Le président a dit non. Le ministre a dit oui.", encoding="utf-8")
    first = run("import", tmp_path / "clips", root / "seeds", "--dossier", "Mexico")
    assert first.returncode == 1
    assert first.stdout.count("added: ") >= 3
    assert "refused: " in first.stderr
    assert "empty.txt" in first.stderr
    assert "Traceback" not in first.stderr
    again = run("import", tmp_path / "clips" / "note.txt")
    assert again.returncode == 0
    assert "already there: " in again.stdout
    listed = json.loads(run("list", "--json", "--dossier", "mexico").stdout)
    assert sum(headline["language"] == "fr" for headline in listed) >= 3


def test_a_file_that_gave_no_text_is_kept_listed_and_saved_again(run: Run, tmp_path: Path) -> None:
    damaged = b"PK\x03\x04 this is no archive"
    (tmp_path / "bundle.zip").write_bytes(damaged)
    (tmp_path / "note.txt").write_text("Le président a dit non.", encoding="utf-8")
    answer = run("import", tmp_path / "bundle.zip", tmp_path / "note.txt")
    assert answer.returncode == 1
    assert "kept: " in answer.stderr
    assert "2 files: 1 added, 1 kept" in answer.stdout
    (kept,) = json.loads(run("list", "--kept", "--json").stdout)
    assert (kept["name"], kept["size"]) == ("bundle.zip", len(damaged))
    assert "bundle.zip" in run("list", "--kept").stdout
    assert run("original", kept["id"][:8], "-o", tmp_path / "again.zip").returncode == 0
    assert (tmp_path / "again.zip").read_bytes() == damaged
    (article,) = json.loads(run("list", "--json").stdout)
    assert run("original", article["id"][:8], "-o", tmp_path / "again.txt").returncode == 0
    assert (tmp_path / "again.txt").read_bytes() == (tmp_path / "note.txt").read_bytes()
    assert run("original", "ffffffff", "-o", tmp_path / "none").returncode == 2


def test_the_inbox_folder_is_taken_in_once(run: Run, tmp_path: Path) -> None:
    assert run("import", "--inbox").returncode == 2
    inbox = tmp_path / "in box"
    inbox.mkdir()
    (inbox / "note.txt").write_text("Le président a dit non.", encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(f"inbox_folder = {json.dumps(str(inbox))}\ninbox_dossier = 'Arrivals'\n", encoding="utf-8")
    answer = run("import", "--inbox", BRIEFING_SETTINGS=str(settings))
    assert answer.returncode == 0, answer.stderr
    assert "added: " in answer.stdout
    assert len(json.loads(run("list", "--json", "--dossier", "Arrivals").stdout)) == 1
    assert "added" not in run("import", "--inbox", BRIEFING_SETTINGS=str(settings)).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_import_that_is_stopped_keeps_what_was_read_and_the_same_command_goes_on(
    run: Run, root: Path, tmp_path: Path
) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    for number in range(4000):
        (clips / f"{number:04}.txt").write_text(f"Le ministre numéro {number} a dit non.", encoding="utf-8")
    own = {"BRIEFING_LIBRARY": str(tmp_path / "library.briefing"), "BRIEFING_SETTINGS": str(tmp_path / "s.toml")}
    program = subprocess.Popen(
        [sys.executable, "-m", "briefing", "import", str(clips)],
        cwd=root,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    library, until = tmp_path / "library.briefing", time.monotonic() + 60
    while time.monotonic() < until and not (library.exists() and _articles(library)):
        time.sleep(0.05)
    os.killpg(program.pid, signal.SIGINT)  # as Ctrl+C in a terminal, which reaches the children as well
    said, told = program.communicate(timeout=60)
    assert program.returncode == 2, told
    assert "files are left" in told
    assert "Traceback" not in told
    assert "kept: " not in told, "a reader that was interrupted is no damaged file"
    added = said.count("added: ")
    assert 0 < added < 4000
    rest = run("import", clips)
    assert rest.returncode == 0, rest.stderr
    assert f"{added} already there" in rest.stdout
    assert f"{4000 - added} added" in rest.stdout


def _articles(library: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # not made yet, or locked for a moment


def test_an_address_that_does_not_answer_is_one_line(run: Run) -> None:
    answer = run("import", "https://nothing.invalid/page", "--dossier", "Web", no_proxy="*")
    assert answer.returncode == 2
    assert "nothing.invalid" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "“Web”" in run("list", "--dossier", "Web").stderr, "a dossier for nothing was made"


def test_a_name_with_a_line_end_stays_on_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text("Le ministre a dit non.", encoding="utf-8")
    answer = run("import", tmp_path / "two\nlines.txt")
    assert answer.returncode == 0
    assert len(answer.stdout.splitlines()) == 1


def test_a_newer_version_is_imported_with_a_report(run: Run, root: Path, tmp_path: Path) -> None:
    seed = sorted((root / "seeds").glob("*.txt"))[0].read_text(encoding="utf-8")
    (tmp_path / "old.txt").write_text(seed, encoding="utf-8")
    (tmp_path / "new.txt").write_text("Mis à jour.\n\n" + seed, encoding="utf-8")
    run("import", tmp_path / "old.txt", "--dossier", "A")
    (old,) = json.loads(run("list", "--json").stdout)
    answer = run("import", "--replaces", old["id"][:8], tmp_path / "new.txt")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0].startswith("newer version: ")
    assert answer.stdout.splitlines()[1] == "There was nothing to carry over."
    assert len(json.loads(run("list", "--json", "--dossier", "A").stdout)) == 1
    assert run("import", "--replaces", old["id"], tmp_path / "new.txt", "--dossier", "A").returncode == 2
    (tmp_path / "copy.txt").write_text(f"{seed}\n(AFP)", encoding="utf-8")
    (tmp_path / "same.md").write_text("\n" + seed + "\n(AFP)", encoding="utf-8")
    again = run("import", tmp_path / "copy.txt", tmp_path / "same.md")
    assert "same story as: " in again.stdout


def test_two_new_articles_of_one_story_are_told_once(run: Run, root: Path, tmp_path: Path) -> None:
    seed, other = (file.read_text(encoding="utf-8") for file in sorted((root / "seeds").glob("*.txt"))[:2])
    (tmp_path / "clips").mkdir()
    for name, text in (("a.txt", seed), ("b.txt", f"{seed}\n(AFP)"), ("c.txt", other)):
        (tmp_path / "clips" / name).write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "clips").stdout.count("same story as: ") == 1


def test_what_changed_since_the_last_brief(run: Run, root: Path, tmp_path: Path) -> None:
    one, other = sorted((root / "seeds").glob("*.txt"))
    run("import", one, "--dossier", "A")
    assert run("changes", "--dossier", "A").returncode == 2
    assert run("brief", "--dossier", "A", "--to", "md", "-o", tmp_path / "brief.md").returncode == 0
    assert run("changes", "--dossier", "A").stdout.startswith("Nothing changed since")
    run("import", other, "--dossier", "A")
    assert run("brief", "--dossier", "A", "--to", "json", "-o", tmp_path / "brief.json").returncode == 0
    answer = run("changes", "--dossier", "A")
    assert answer.returncode == 0
    assert "new line: " in answer.stdout


def test_nothing_to_import_is_an_error_of_one_line(run: Run, tmp_path: Path) -> None:
    answer = run("import", tmp_path / "missing.txt")
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "missing.txt" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["analyse"], "--jsonl"),
        (["brief", "--to", "pdf", "-o", "x.pdf"], "--dossier"),
        (["brief", "--dossier", "none", "--to", "pdf", "-o", "x.pdf"], "There is no library"),
        (["import", "x.txt", "--published", "2026-02-30"], "2026-02-30"),
        (["frobnicate"], "frobnicate"),
        (["search", "x", "--limit", "-1"], "-1"),
        (["brief", "missing.txt", "--to", "doc", "-o", "x.doc"], "md, html"),
        (["--library", ".", "list"], "not a Briefing library"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(run: Run, arguments: list[str], word: str) -> None:
    answer = run(*arguments)
    assert answer.returncode == 2
    assert word in answer.stderr
    assert "Traceback" not in answer.stderr


def test_each_command_has_help_with_an_example(run: Run) -> None:
    for command in ("import", "list", "analyse", "brief", "search", "verify", "check", "backup", "encrypt"):
        assert f"briefing {command}" in run(command, "--help").stdout.split("Example:")[1]


def test_lines_are_answered_in_order_and_refusals_named(run: Run, seed_texts: tuple[str, str]) -> None:
    documents = [
        {"doc": "a", "text": seed_texts[0], "published": None, "language": None},
        {"doc": "b", "text": 7},
        {"doc": "c", "text": "half \ud83d pair"},
        {"doc": "d", "text": "", "published": "2026-01-16", "language": "es"},
        {"doc": "e", "text": "She said no.", "published": "2026-13-01"},
    ]
    lines = "\n".join(json.dumps(document) for document in documents) + "\n\nnot json\n"
    answer = run("analyse", "--jsonl", "-", given=lines, LC_ALL="C")
    answers = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 1
    assert [a["doc"] for a in answers] == ["a", "b", "c", "d", "e", None]
    assert [bool(a.get("error")) for a in answers] == [False, True, True, False, True, True]
    assert answers[0]["statements"]
    assert answers[0]["language"] == "fr"


def test_findings_are_the_same_bytes_by_seed_locale_zone_and_processes(run: Run, seed_texts: tuple[str, str]) -> None:
    lines = "".join(json.dumps({"doc": str(n), "text": text}) + "\n" for n, text in enumerate(seed_texts * 2))
    one = run("analyse", "--jsonl", "-", given=lines, PYTHONHASHSEED="0", TZ="Asia/Tokyo", LC_ALL="C")
    two = run("analyse", "--jsonl", "-", "--workers", "2", given=lines, PYTHONHASHSEED="1", TZ="America/Lima")
    assert one.returncode == 0
    assert one.stdout.count("\n") == 4
    assert one.stdout == two.stdout


def test_findings_are_the_same_in_any_order_beside_other_languages(run: Run, seed_texts: tuple[str, str]) -> None:
    texts = {
        "fr-1": seed_texts[0],
        "fr-2": seed_texts[1],
        "en": "PARIS, Jan. 16 - President Jean Martin said on Monday that both sides will meet. “We refuse,” he added.",
        "es": "El presidente Juan Martín dijo el lunes que ambos países se reunirán. «No aceptamos», añadió.",
        "none": "12 345 « 16/01/2026",
    }
    lines = [json.dumps({"doc": doc, "text": text}) + "\n" for doc, text in texts.items()]
    one = run("analyse", "--jsonl", "-", given="".join(lines), PYTHONHASHSEED="2")
    two = run("analyse", "--jsonl", "-", "--workers", "2", given="".join(reversed(lines)), PYTHONHASHSEED="3")
    assert one.returncode == 0
    assert one.stdout.splitlines() == two.stdout.splitlines()[::-1]


def test_a_brief_goes_from_library_to_file_and_verifies(run: Run, root: Path, tmp_path: Path) -> None:
    assert run("import", root / "seeds", "--dossier", "Mexico").returncode in (0, 1)
    for format_name in ("md", "html", "pdf", "eml", "json"):
        answer = run("brief", "--dossier", "Mexico", "--to", format_name, "-o", tmp_path / f"brief.{format_name}")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert (tmp_path / f"brief.{format_name}").stat().st_size > 500
    verified = run("verify", tmp_path / "brief.html")
    assert verified.returncode == 0, verified.stderr
    html = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "inacceptables" in html
    (tmp_path / "brief.html").write_text(html.replace("inacceptables", "acceptables"), encoding="utf-8")
    assert run("verify", tmp_path / "brief.html").returncode == 1


def test_search_check_backup_and_restore(run: Run, root: Path, tmp_path: Path) -> None:
    run("import", root / "seeds", "--dossier", "Mexico")
    hits = json.loads(run("search", "fentanyl frontiere", "--json").stdout)
    assert len(hits) == 1
    for asked in (["said:fentanyl"], ["fentanyl", "--statements"]):
        assert "not analysed yet" in run("search", *asked).stderr
    assert "analysed" not in run("search", "fentanyl").stderr
    assert run("check").returncode == 0
    assert run("backup", tmp_path / "copy.briefing").returncode == 0
    (tmp_path / "note.txt").write_text("Le président a dit non. Le ministre a dit oui.", encoding="utf-8")
    run("import", tmp_path / "note.txt")
    assert run("restore", tmp_path / "copy.briefing").returncode == 0
    assert run("search", "président").stdout.count("fentanyl") == 0
    assert len(json.loads(run("list", "--json").stdout)) == len(json.loads(run("list", "--json").stdout))


@pytest.mark.parametrize(
    ("arguments", "stored", "system", "words"),
    [
        (["--interface", "fr"], "", "C", "écrire la synthèse"),
        (["--interface=es"], "fr", "C", "escribir la síntesis"),
        ([], "fr", "es_ES.UTF-8", "écrire la synthèse"),
        ([], "", "es_ES.UTF-8", "escribir la síntesis"),
        ([], "", "de_DE.UTF-8", "write the brief"),
    ],
)
def test_help_is_in_the_language_asked_for(
    arguments: list[str], stored: str, system: str, words: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "s.toml").write_text(f'interface_language = "{stored}"\n', encoding="utf-8")
    assert words in run(*arguments, "--help", LC_ALL=system).stdout


def test_a_usage_error_is_in_the_language_asked_for(run: Run) -> None:
    refused = run("--interface", "fr", "brief", "--to", "pdf")
    assert refused.returncode == 2
    assert refused.stderr.startswith("utilisation\u00a0: briefing")
    assert "arguments manquants" in refused.stderr
