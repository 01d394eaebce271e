"""A text in a language that the analysis does not read: kept, said, not analysed again and again, and cautioned."""

from pathlib import Path

from briefing.workspace import Workspace

GERMAN = (
    "Die Außenministerin sagte am Donnerstag in Berlin, dass die Verhandlungen im März fortgesetzt werden. "
    "„Wir werden keinen Vertrag unterschreiben, den niemand gelesen hat“, erklärte sie vor der Presse. "
    "Ihr Amtskollege aus Warschau wollte den Zeitplan am Freitag nicht bestätigen."
)


def test_it_is_kept_and_said_and_nothing_is_found_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        dossier_id = workspace.dossier_named("Clips")
        report = workspace.import_paths([tmp_path / "a.txt"], dossier_id)
        (item,) = report.items
        assert "German" in item.message
        assert item.article_id is not None
        assert workspace.library.article(item.article_id).language == "de"
        workspace.analyse([item.article_id])
        assert workspace.needs_analysis() == []
        brief = workspace.brief(dossier_id)
        assert [line for line in brief.lines if line.origin == "machine" and line.kind == "statement"] == []
        cautions = [
            "".join(fragment.text for fragment in line.fragments) for line in brief.lines if line.kind == "caution"
        ]
        assert any("does not read German" in words for words in cautions)
