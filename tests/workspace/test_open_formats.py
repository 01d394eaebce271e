"""The whole library as files that any program reads."""

import json
import os
import zipfile
from pathlib import Path

import lxml.html
import markdown
import pytest

from briefing.errors import Cancelled, UserError
from briefing.export.open_files import kept_suffix, safe_name
from briefing.workspace import Workspace
from briefing.workspace.open_formats import export_library
from tests.library.making import TEXT, an_article
from tests.portable.making import fill


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_dossier_has_a_folder_with_all_that_is_in_it(workspace: Workspace, tmp_path: Path) -> None:
    dossier, article = fill(workspace.library)
    lone = an_article("Sans dossier. " + TEXT, title="Seul")
    gone = an_article("À la corbeille. " + TEXT, title="Parti")
    with workspace.library.edit("More") as edit:
        edit.add_article(lone, lone.text.encode())
        edit.add_article(gone, gone.text.encode(), dossier)
        edit.trash_article(gone.id)
    made = export_library(workspace, tmp_path / "out")
    assert (made.dossiers, made.articles) == (1, 4)
    found = files_of(tmp_path / "out")
    name = "dossiers/Mexico/2026-01-16 Sheinbaum répond"
    assert set(found) >= {
        *("README.md", "library.json", "dossiers/Mexico/brief.md", "dossiers/Mexico/dossier.json"),
        *(f"{name}.md", f"{name}.json", "dossiers/Mexico/originals/2026-01-16 Sheinbaum répond.txt"),
        *("dossiers/Mexico/originals/2026-01-16 Suite.html.original", "other articles/2026-01-16 Seul.md"),
        "other articles/2026-01-16 Parti.md",
    }
    about = json.loads(found[f"{name}.json"])
    assert about["article"]["text"] == article.text
    assert about["decisions"][0]["gloss"] == "as it was said"
    assert about["findings"]["statements"][0]["quote"] == ["la souveraineté n’est pas négociable"]
    assert about["notes"][0]["body"] == "a flag"
    assert json.loads(found["dossiers/Mexico/dossier.json"])["own_lines"][0]["text"] == "Mine."
    assert "a flag" in found[f"{name}.md"].decode()
    assert found["dossiers/Mexico/brief.md"].decode().startswith("# Subject")
    assert json.loads(found["other articles/2026-01-16 Parti.json"])["state"] == "trashed"


def test_the_same_library_gives_the_same_files_in_a_folder_and_in_a_zip(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace.library)
    for name in ("one", "two", "three.zip"):
        export_library(workspace, tmp_path / name)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    with zipfile.ZipFile(tmp_path / "three.zip") as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == files_of(tmp_path / "one")


def test_saved_searches_go_out_to_read_and_letter_by_letter(workspace: Workspace, tmp_path: Path) -> None:
    query = 'actor:"Sheinbaum" | -trump  négoci*'
    with workspace.library.edit("Save") as edit:
        search_id = edit.save_search("Who said <b>what</b>", query)
    export_library(workspace, tmp_path / "out")
    found = files_of(tmp_path / "out")
    searches = json.loads(found["library.json"])["searches"]
    assert searches == [{"id": search_id, "name": "Who said <b>what</b>", "query": query}]
    page = lxml.html.document_fromstring(markdown.markdown(found["searches.md"].decode(), extensions=["tables"]))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [["Who said <b>what</b>", query]]


def test_names_that_are_alike_get_a_number(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.library.edit("Fill") as edit:
        for name in ("Mexico", "MEXICO", "a/b", "a:b"):
            dossier = edit.add_dossier(name)
            for n in range(2):
                article = an_article(f"{name} {n} {TEXT}", title="brief", published=None, published_basis="none")
                edit.add_article(article, article.text.encode(), dossier)
    export_library(workspace, tmp_path / "out")
    folders = sorted(p.name for p in (tmp_path / "out" / "dossiers").iterdir())
    assert folders == ["MEXICO (2)", "Mexico", "a b", "a b (2)"]
    names = sorted(p.name for p in (tmp_path / "out" / "dossiers" / "Mexico").glob("*.md"))
    assert names == ["brief (2).md", "brief (3).md", "brief.md"]


def test_an_older_version_of_an_article_in_the_trash_goes_out_too(workspace: Workspace, tmp_path: Path) -> None:
    _, article = fill(workspace.library)
    newer = an_article(f"Mise à jour. {TEXT}", title="Newer")
    with workspace.library.edit("Replace") as edit:
        edit.add_article(newer, newer.text.encode())
        edit.succeed(article.id, newer.id)
        edit.trash_article(newer.id)
    export_library(workspace, tmp_path / "out")
    names = {p.name for p in (tmp_path / "out" / "other articles").glob("*.md")}
    assert names == {"2026-01-16 Newer.md", "2026-01-16 Sheinbaum répond.md"}
    assert len(list((tmp_path / "out").rglob("*.md"))) == 5


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("../../etc/passwd", "etc passwd"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x" * 300, "x" * 80),
        ("fin. ", "fin"),
        ("...", "_"),
        ("", "_"),
        ('<a>:"b"|?*', "a b"),
        ("tab\there\r\nand there", "tab here and there"),
        ("Console", "Console"),
    ],
)
def test_a_name_that_every_system_takes(words: str, name: str) -> None:
    assert safe_name(words, set()) == name


def test_what_could_act_when_it_is_opened_is_put_out_of_the_way() -> None:
    assert kept_suffix("text/plain") == ".txt"
    assert kept_suffix("application/pdf") == ".pdf"
    assert kept_suffix("text/html") == ".html.original"
    assert kept_suffix("application/octet-stream", "invoice.EXE") == ".exe.original"
    assert kept_suffix("application/octet-stream", "x.a/../b") == ".original"


def test_a_folder_that_holds_something_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UserError) as caught:
        export_library(workspace, tmp_path / "out")
    assert caught.value.code == "folder-not-empty"
    assert os.listdir(tmp_path / "out") == ["mine.txt"]  # noqa: PTH208
    (tmp_path / "out" / "mine.txt").unlink()
    export_library(workspace, tmp_path / "out")
    assert (tmp_path / "out" / "README.md").is_file()


def test_cancelling_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace.library)
    (tmp_path / "here").mkdir()
    for name in ("out", "out.zip"):
        asked = iter([False, True])
        with pytest.raises(Cancelled):
            export_library(workspace, tmp_path / "here" / name, is_cancelled=lambda: next(asked))  # noqa: B023
    assert list((tmp_path / "here").iterdir()) == []
