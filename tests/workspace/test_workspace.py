"""The verbs a person performs, on a real library with real child processes."""

from pathlib import Path
from typing import Any

import pytest

from briefing.errors import UserError
from briefing.model import Annotation, Findings
from briefing.text import snippet
from briefing.workspace import ImportReport, Progress, Workspace

from .making import write_clips


def test_the_first_start_holds_the_sample_with_its_titles(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "library.briefing") as first:
        [dossier] = first.library.dossiers()
        assert dossier.is_sample
        titles = {headline.title for headline in first.library.headlines(dossier.id)}
        assert "Sheinbaum défend la coopération en matière de sécurité" in titles
        first.remove_dossier(dossier.id)
    with Workspace.open(tmp_path / "library.briefing") as second:
        assert second.library.dossiers() == []


def test_an_import_in_portions_is_one_undo_step(workspace: Workspace, tmp_path: Path) -> None:
    dossier_id = workspace.dossier_named("Clips")
    seen: list[Progress] = []
    report = workspace.import_paths([write_clips(tmp_path / "clips", 60)], dossier_id, progress=seen.append)
    assert len(report.added) == 60
    assert (seen[-1].done, seen[-1].total) == (60, 60)
    workspace.undo()
    assert workspace.library.headlines(dossier_id) == []
    workspace.redo()
    assert len(workspace.library.headlines(dossier_id)) == 60


def test_a_stopped_import_keeps_what_was_read_and_resumes(workspace: Workspace, tmp_path: Path) -> None:
    dossier_id = workspace.dossier_named("Clips")
    folder = write_clips(tmp_path / "clips", 8)
    seen: list[Progress] = []
    report = workspace.import_paths([folder], dossier_id, progress=seen.append, is_cancelled=lambda: len(seen) > 3)
    assert report.is_cancelled
    assert len(report.added) == 4
    rest = workspace.import_paths([folder], dossier_id)
    assert [item.outcome for item in rest.items] == ["there"] * 4 + ["added"] * 4


def test_a_refused_file_is_named_and_the_rest_goes_on(workspace: Workspace, tmp_path: Path) -> None:
    folder = write_clips(tmp_path / "clips", 2)
    (folder / "001a.txt").write_bytes(b"")
    report = workspace.import_paths([folder], workspace.dossier_named("Clips"))
    assert [item.outcome for item in report.items] == ["added", "added", "refused"]
    assert report.items[2].name.endswith("001a.txt")
    assert report.items[2].message


def test_pasted_text_becomes_an_article(workspace: Workspace) -> None:
    report: ImportReport = workspace.import_pasted("Der Text.\nEl ministro dijo que no.", workspace.dossier_named("I"))
    [article_id] = report.added
    assert workspace.library.article(article_id).text == "Der Text.\nEl ministro dijo que no."


def test_analysis_fills_the_brief_and_a_given_date_is_analysed_anew(workspace: Workspace, root: Path) -> None:
    dossier_id = workspace.dossier_named("Mexico")
    [article_id] = workspace.import_paths([root / "seeds" / "000_3f427407098fd0ea.txt"], dossier_id).added
    assert workspace.reading(article_id) is None
    assert workspace.needs_analysis() == [article_id]
    workspace.analyse(workspace.needs_analysis())
    reading = workspace.reading(article_id)
    assert reading is not None
    assert reading.findings.language == "fr"
    assert workspace.needs_analysis() == []
    workspace.correct_article(article_id, published="2026-01-17")
    assert workspace.library.article(article_id).published_basis == "given"
    assert workspace.needs_analysis() == [article_id]
    workspace.analyse([article_id])
    again = workspace.reading(article_id)
    assert again is not None
    assert again.findings.reference_date.value == "2026-01-17"
    assert workspace.needs_analysis() == []


def test_one_failing_analysis_holds_up_no_other(workspace: Workspace, tmp_path: Path, monkeypatch) -> None:
    dossier_id = workspace.dossier_named("Clips")
    first, second = workspace.import_paths([write_clips(tmp_path / "clips", 2)], dossier_id).added
    analyse = workspace.analyser.analyse

    def fails_for_one(text: str, **options: Any) -> Findings:
        if "numéro 0" in text:
            raise UserError("analysis-failed", "stopped")
        return analyse(text, **options)

    monkeypatch.setattr(workspace.analyser, "analyse", fails_for_one)
    refused: list[UserError] = []
    brief = workspace.brief_up_to_date("Clips", None, refused=refused.append)
    assert [error.code for error in refused] == ["analysis-failed"]
    assert workspace.reading(first) is None
    assert [source.article.id for source in brief.sources] == [second]
    with pytest.raises(UserError):  # the control: nobody listens
        workspace.brief_up_to_date("Clips", None)


def test_an_unknown_dossier_is_named_with_those_known(workspace: Workspace) -> None:
    workspace.dossier_named("Mexico")
    with pytest.raises(UserError, match="Mexico"):
        workspace.find_dossier("Peru")


def test_a_note_saved_while_it_is_typed_is_one_step_of_undo(workspace: Workspace, root: Path) -> None:
    dossier_id = workspace.dossier_named("Mexico")
    [article_id] = workspace.import_paths([root / "seeds" / "000_3f427407098fd0ea.txt"], dossier_id).added
    text = workspace.library.article(article_id).text
    note = Annotation("n1", article_id, "note", snippet(text, 0, 20), body="to")
    workspace.annotate(note)
    workspace.annotate(note._replace(body="to check"))
    workspace.annotate(Annotation("n2", article_id, "highlight", snippet(text, 30, 40)))
    workspace.undo()
    assert [a.body for a in workspace.library.annotations(article_id)] == ["to check"]
    workspace.undo()
    assert workspace.library.annotations(article_id) == []
