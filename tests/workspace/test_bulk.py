"""All of the bulk texts by one import: the counts add up, and nothing is lost, doubled or changed."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from briefing.text import clean
from briefing.workspace import Progress, Workspace, import_rest
from briefing.workspace.unpacking import find_files


@pytest.fixture(scope="module")
def bulk(shared: Path) -> Path:
    folder = shared / "bulk"
    if not folder.is_dir():
        pytest.skip("the bulk texts are not there")
    return folder


def test_all_of_it_comes_in_once_and_verbatim_stopped_or_not(bulk: Path, tmp_path: Path) -> None:
    files = [path for path in find_files([bulk]) if path.name != "README.md"]
    folders = [path for path in bulk.iterdir() if path.is_dir()]
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        dossier_id = workspace.dossier_named("X")
        seen: list[Progress] = []
        first = workspace.import_paths(
            folders, dossier_id, progress=seen.append, is_cancelled=lambda: len(seen) > len(files) // 2
        )
        assert first.is_cancelled
        acknowledged = set(first.added)
        (pending,) = workspace.library.pending_imports()
        rest = import_rest(workspace.library, workspace.reader, pending)
        headlines = workspace.library.headlines(dossier_id)
        assert acknowledged <= {headline.id for headline in headlines}
        assert len(headlines) == len({hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
        assert not first.refused + rest.refused + first.kept + rest.kept

        again = workspace.import_paths(folders, dossier_id)
        assert Counter(item.outcome for item in again.items) == {"there": len(files)}
        assert workspace.library.pending_imports() == []

        for headline in headlines[:: len(headlines) // 40]:
            article = workspace.library.article(headline.id)
            assert article.origin
            original = workspace.library.original(headline.id)
            is_plain = article.media_type == "text/plain"
            assert not is_plain or article.text == clean(original.decode())[0]
        _check_quotes(workspace, [headline.id for headline in headlines if headline.words < 600][::400])


def _check_quotes(workspace: Workspace, article_ids: list[str]) -> None:
    workspace.analyse(article_ids)
    checked = 0
    for article_id in article_ids:
        reading = workspace.reading(article_id)
        assert reading is not None
        for statement in reading.findings.statements:
            assert all(span.stands_in(reading.article.text) for span in (*statement.content, *statement.cue))
            checked += 1
    assert checked > len(article_ids) / 2


def test_the_same_as_json_lines_is_as_many_articles(bulk: Path, tmp_path: Path) -> None:
    files = find_files([bulk / "fr_wikinews"])[:50]
    lines = [json.dumps({"doc": path.stem, "text": path.read_text(encoding="utf-8")}) for path in files]
    (tmp_path / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Workspace.open(tmp_path / "library.briefing", with_sample=False) as workspace:
        dossier_id = workspace.dossier_named("X")
        report = workspace.import_paths([tmp_path / "docs.jsonl"], dossier_id)
        assert len(report.added) == 50
        texts = {workspace.library.article(article_id).text for article_id in report.added}
        assert texts == {clean(path.read_text(encoding="utf-8"))[0] for path in files}
        assert {item.outcome for item in workspace.import_paths([tmp_path / "docs.jsonl"], dossier_id).items} == {
            "there"
        }
