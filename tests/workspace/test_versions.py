"""Copies and newer versions, with real reading and analysing processes."""

from pathlib import Path

import pytest

from briefing.errors import UserError
from briefing.workspace import Workspace
from briefing.workspace.versions import newer_versions

STORY = (
    "La présidente Claudia Sheinbaum a déclaré jeudi que « la souveraineté n’est pas négociable ».\n\n"
    "Elle a rappelé que la coopération avec Washington a permis de saisir 320 tonnes de drogue au Mexique.\n\n"
    "Le secrétaire d’État Marco Rubio a demandé des résultats concrets et vérifiables contre les réseaux, "
    "selon un communiqué publié la veille par le Département d’État à Washington.\n\n"
    "Une réunion du groupe bilatéral de sécurité est prévue le 23 janvier à Mexico."
)


def page(text: str, published: str, *, address: str = "https://journal.example/a") -> str:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f'<html lang="fr"><head><title>Souveraineté</title><meta property="article:published_time" '
        f'content="{published}"><link rel="canonical" href="{address}"></head><body><article>'
        f"<h1>Souveraineté</h1>{body}</article></body></html>"
    )


def put(workspace: Workspace, folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content, encoding="utf-8")
    (added,) = workspace.import_paths([folder / name], workspace.dossier_named("A")).added
    return added


def test_a_newer_file_takes_the_place_of_an_article_in_one_step(workspace: Workspace, tmp_path: Path) -> None:
    old_id = put(workspace, tmp_path, "old.txt", STORY)
    workspace.analyse([old_id])
    dossier_id = workspace.find_dossier("A")
    brief = workspace.brief(dossier_id)
    lines = {line.kind: line for line in brief.lines if line.finding is not None}
    said, counted = lines["statement"], lines["figure"]
    workspace.curate_lines(dossier_id, {line.key: {"state": "accepted"} for line in (said, counted)})
    newer = tmp_path / "new.txt"
    newer.write_text("Mis à jour.\n\n" + STORY.replace("320", "340"), encoding="utf-8")
    made, _ = workspace.import_newer(old_id, newer)
    outcomes = {carried.key: carried.outcome for carried in made.carried}
    assert outcomes[counted.key.partition("/")[2]] == "changed"
    assert "kept" in outcomes.values() or "changed" in outcomes.values()
    assert [h.id for h in workspace.library.headlines(dossier_id)] == [made.new_id]
    workspace.undo()
    assert [h.id for h in workspace.library.headlines(dossier_id)] == [old_id]


def test_the_same_file_is_no_newer_version(workspace: Workspace, tmp_path: Path) -> None:
    old_id = put(workspace, tmp_path, "old.txt", STORY)
    with pytest.raises(UserError) as refused:
        workspace.import_newer(old_id, tmp_path / "old.txt")
    assert refused.value.code == "same-article"
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(UserError):
        workspace.import_newer(old_id, tmp_path / "empty.txt")
    assert [h.id for h in workspace.library.headlines()] == [old_id]


def test_an_update_of_the_same_address_is_offered_as_newer_and_a_copy_of_another_is_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = put(workspace, tmp_path, "old.html", page(STORY, "2026-01-16T08:00"))
    new = put(workspace, tmp_path, "new.html", page("Mis à jour.\n\n" + STORY, "2026-01-17T08:00"))
    copy = put(workspace, tmp_path, "c.html", page("x. " + STORY, "2026-01-17", address="https://other.example/b"))
    assert "stories" in workspace.compare_articles().kinds
    assert set(workspace.library.stories()) == {old, new, copy}
    assert newer_versions(workspace.library, [new, copy]) == [(old, new)]
    assert newer_versions(workspace.library, [old]) == []
    assert workspace.compare_articles().kinds == frozenset()
