"""The other ways in: addresses, the inbox folder, interrupted imports; kept files; titles and dates looked over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox

from briefing.ui import facts_dialog, intake_commands
from briefing.ui.actions import COMMANDS
from briefing.ui.facts_dialog import FactsDialog
from briefing.ui.intake_dialogs import AddressDialog, InboxDialog
from briefing.ui.kept_commands import original_name, safe_name
from briefing.ui.kept_dialog import KeptDialog
from briefing.ui.main_window import MainWindow
from briefing.wording import language_words
from tests.importers.making import pdf
from tests.ui.test_work import TEXT, stop_analysis

# What browsers put on the clipboard: Windows' markers and fragment comments, styles, the selection itself.
BROWSER_HTML = (
    "<html>\r\n<body>\r\n<!--StartFragment--><meta charset='utf-8'>"
    '<h1 style="box-sizing: border-box; margin: 0px;">La réponse</h1>'
    '<p style="color: rgb(34, 34, 34);">Le ministre a dit&nbsp;: «&nbsp;non&nbsp;».</p>'
    '<p>Il a <a href="https://example.org/a?utm=1">demandé</a> un cessez-le-feu.</p>'
    "<!--EndFragment-->\r\n</body>\r\n</html>"
)


@pytest.fixture(autouse=True)
def _no_analysis(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_analysis(window, monkeypatch)


def wait_for_jobs(window: MainWindow, qtbot) -> None:
    tasks = window.desk.tasks
    qtbot.waitUntil(lambda: not tasks.runner.is_busy and not tasks.writer.is_busy, timeout=60_000)


# --- pasted and dropped ---------------------------------------------------------------------------------------------


def test_a_browsers_selection_keeps_its_lines_and_typography(window: MainWindow, qtbot) -> None:
    data = QMimeData()
    data.setHtml(BROWSER_HTML)
    data.setText("La réponse\nLe ministre a dit : « non ».\nIl a demandé un cessez-le-feu.")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        assert window.files.take_mime(data)
    article = window.desk.article
    assert article.text == "La réponse\nLe ministre a dit\u00a0: «\u00a0non\u00a0».\nIl a demandé un cessez-le-feu."
    assert article.title == "La réponse"


def test_a_pasted_list_of_files_is_imported(window: MainWindow, qtbot, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.txt"))])
    data.setText((tmp_path / "one.txt").as_uri())
    QApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.actions_["paste_article"].trigger()
    assert window.desk.article.text == TEXT


@pytest.mark.parametrize("is_dropped", [True, False])
def test_an_address_alone_is_offered_and_not_fetched(
    window: MainWindow, is_dropped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    monkeypatch.setattr(window.intake, "fetch", fetched.append)
    data = QMimeData()
    if is_dropped:
        data.setUrls([QUrl("https://example.org/article")])
    data.setText("https://example.org/article")
    assert window.files.take_mime(data)
    assert window.message.action.text() == "Import"
    assert fetched == []
    window.message.action.click()
    assert fetched == ["https://example.org/article"]


def test_a_text_with_an_address_in_it_is_a_text(window: MainWindow, qtbot) -> None:
    data = QMimeData()
    data.setText(f"{TEXT}\nhttps://example.org/article")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.files.take_mime(data)
    assert "https://example.org" in window.desk.article.text


def test_an_address_that_can_not_be_had_is_said(window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    before = len(window.desk.headlines)
    with qtbot.waitSignal(window.desk.tasks.runner.failed, timeout=60_000):
        window.intake.fetch("http://127.0.0.1:9/")
        assert "Online" in window.status.offline.text()
    wait_for_jobs(window, qtbot)
    assert window.message.title.text().startswith("Nothing is fetched from 127.0.0.1")
    qtbot.waitUntil(lambda: "Offline" in window.status.offline.text())
    assert len(window.desk.headlines) == before


def test_only_an_address_can_be_asked_for(window: MainWindow) -> None:
    dialog = AddressDialog(window)
    assert not dialog.ok.isEnabled()
    dialog._field.setText("file:///etc/passwd")
    assert not dialog.ok.isEnabled()
    dialog._field.setText(" https://example.org/ ")
    assert dialog.ok.isEnabled()
    assert dialog.address == "https://example.org/"


# --- kept files and originals ---------------------------------------------------------------------------------------


@pytest.fixture
def kept(window: MainWindow, qtbot, tmp_path: Path) -> KeptDialog:
    """The list of two kept files, one of them damaged only until a moment ago."""
    (tmp_path / "a bundle.zip").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 damaged")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.files.import_paths([tmp_path / "a bundle.zip", tmp_path / "scan.pdf"])
    wait_for_jobs(window, qtbot)
    assert "2 files gave no text and are kept" in window.message.title.text()
    window.actions_["show_kept"].trigger()
    dialog = window.findChild(KeptDialog)
    assert dialog is not None
    return dialog


def places(window: MainWindow) -> list[str]:
    filters = window.library.filters
    return [filters.item(row).text() for row in range(filters.count())]


def test_kept_files_are_listed_and_discarding_is_undone(window: MainWindow, qtbot, kept: KeptDialog) -> None:
    assert "Kept files" in places(window)
    assert [kept.table.item(row, 0).text() for row in range(2)] == ["a bundle.zip", "scan.pdf"]
    assert "damaged" in kept.table.item(0, 1).text()
    kept.buttons[3].click()
    wait_for_jobs(window, qtbot)
    qtbot.waitUntil(lambda: kept.table.rowCount() == 1)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(window.keeping.kept()) == 2, timeout=10_000)
    kept.close()


def test_a_scanned_page_is_kept_and_shows_its_picture(window: MainWindow, qtbot, tmp_path: Path) -> None:
    page = "#align(center + horizon, square(size: 6cm, fill: black))"
    (tmp_path / "scan.pdf").write_bytes(pdf(page, head='#set page(paper: "a6", numbering: none)'))
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.files.import_paths([tmp_path / "scan.pdf"])
    wait_for_jobs(window, qtbot)
    window.actions_["show_kept"].trigger()
    dialog = window.findChild(KeptDialog)
    assert dialog is not None
    assert "picture" in dialog.table.item(0, 1).text()
    qtbot.waitUntil(lambda: dialog.picture.isVisible(), timeout=30_000)
    shown = dialog.picture.pixmap().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2).red() < 40, "the dark square of the scan"
    assert shown.pixelColor(4, 4).red() > 220
    dialog.close()


def test_a_file_that_is_still_damaged_stays_with_its_reason(window: MainWindow, qtbot, kept: KeptDialog) -> None:
    kept.buttons[2].click()
    wait_for_jobs(window, qtbot)
    assert kept.table.rowCount() == 2
    assert len(window.keeping.kept()) == 2
    kept.close()


def test_a_copy_is_opened_only_when_asked_for_and_goes_with_the_window(
    window: MainWindow, kept: KeptDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True, raising=True
    )
    kept.table.selectRow(1)
    assert opened == []
    kept.buttons[1].click()
    (path,) = opened
    assert (path.name, path.read_bytes()) == ("scan.pdf", b"%PDF-1.4 damaged")
    window.keeping.close()
    assert not path.exists()
    kept.close()


def test_the_original_of_an_article_is_saved_again(window: MainWindow, qtbot, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(b"<html><body><h1>Un titre</h1><p>Le ministre a dit non.</p></body></html>")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.files.import_paths([tmp_path / "one.html"])
    article = window.desk.article
    assert original_name(article) == "Un titre.html"
    window.keeping.save_file(tmp_path / "again.html", window.desk.workspace.library.original(article.id))
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "one.html").read_bytes()


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../etc/passwd", "passwd"), ("a\\b:c?.pdf", "b-c-.pdf"), ("x\u202etxt.exe\n", "x-txt.exe-"), ("..", "file")],
)
def test_a_name_from_outside_names_a_file_and_nothing_else(name: str, safe: str) -> None:
    assert safe_name(name) == safe


# --- an import that was interrupted ---------------------------------------------------------------------------------


def interrupt(window: MainWindow, folder: Path) -> None:
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Numéro {number}. {TEXT}", encoding="utf-8")
    window.desk.workspace.import_paths([folder], window.desk.dossier_id, is_cancelled=lambda: True)


def test_an_interrupted_import_is_offered_and_goes_on(window: MainWindow, qtbot, tmp_path: Path) -> None:
    interrupt(window, tmp_path / "clips")
    window.intake.offer_rest()
    assert window.message.title.text() == "An import was interrupted. 3 files are left."
    assert (window.message.action.text(), window.message.other.text()) == ("Continue", "Forget")
    before = len(window.desk.headlines)
    window.message.action.click()
    wait_for_jobs(window, qtbot)
    assert len(window.desk.headlines) == before + 3
    assert window.desk.workspace.library.pending_imports() == []


def test_an_interrupted_import_can_be_forgotten(window: MainWindow, qtbot, tmp_path: Path) -> None:
    interrupt(window, tmp_path / "clips")
    window.intake.offer_rest()
    window.message.other.click()
    wait_for_jobs(window, qtbot)
    assert window.desk.workspace.library.pending_imports() == []
    window.message.hide()
    window.intake.offer_rest()
    assert not window.message.isVisible()


# --- the inbox folder -----------------------------------------------------------------------------------------------


def test_what_arrives_in_the_inbox_folder_is_imported_once(window: MainWindow, qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    reading = window.desk.article.id
    window.intake.use_inbox(str(folder), "Arrivals")
    assert window.intake.timer.isActive()
    assert window.intake.timer.interval() >= 5_000
    wait_for_jobs(window, qtbot)
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    for _ in range(3):
        window.intake.look_into_inbox()
        wait_for_jobs(window, qtbot)
    (arrivals,) = [dossier for dossier in window.desk.dossiers if dossier.name == "Arrivals"]
    assert arrivals.articles == 1
    assert window.desk.article.id == reading, "who reads is left where they are"
    assert (folder / "note.txt").exists()
    window.intake.use_inbox("")
    assert not window.intake.timer.isActive()


def test_an_inbox_folder_that_is_gone_is_said_once(window: MainWindow, qtbot, tmp_path: Path) -> None:
    wait_for_jobs(window, qtbot)
    window.settings = window.settings._replace(inbox_folder=str(tmp_path / "gone"))
    window.intake._watch()
    wait_for_jobs(window, qtbot)
    assert "is not there" in window.message.title.text()
    window.message.hide()
    window.intake.look_into_inbox()
    wait_for_jobs(window, qtbot)
    assert not window.message.isVisible()
    window.intake.timer.stop()


def test_the_inbox_dialog_takes_only_a_folder_that_is_there(window: MainWindow, tmp_path: Path) -> None:
    dialog = InboxDialog(window, "", ["Mexico"], "")
    assert (dialog.ok.isEnabled(), dialog.folder, dialog.dossier) == (True, "", "")
    dialog._is_watched.setChecked(True)
    assert not dialog.ok.isEnabled()
    dialog._folder.setText(str(tmp_path))
    dialog._dossier.setCurrentText("Mexico")
    assert (dialog.ok.isEnabled(), dialog.folder, dialog.dossier) == (True, str(tmp_path), "Mexico")


# --- titles and dates -----------------------------------------------------------------------------------------------


def test_what_is_missing_or_guessed_is_marked_and_put_right_in_one_step(
    window: MainWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stop_analysis(window, monkeypatch)
    reports: list[object] = []
    window.files.look_over = reports.append
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    page = '<html><head><title>Titre</title><meta property="article:published_time" content="2026-01-16"></head>'
    (tmp_path / "two.html").write_text(f"{page}<body><h1>Titre</h1><p>{TEXT * 3}</p></body></html>", encoding="utf-8")
    with qtbot.waitSignal(window.desk.written, timeout=30_000):
        window.files.import_paths([tmp_path / "one.txt", tmp_path / "two.html"])
    assert "1 article has no date" in window.message.hint.text()
    window.message.action.click()
    (report,) = reports
    library = window.desk.workspace.library
    articles = [library.article(item.article_id) for item in report.items]
    doubts = {item.article_id: item.doubts for item in report.items}
    dialog = FactsDialog(window, articles[::-1], doubts)
    assert dialog.table.item(0, 0).text() == articles[0].title, "what wants a look comes first"
    assert [not dialog.table.item(0, column).icon().isNull() for column in (0, 1, 4)] == [True, True, False]
    assert dialog.table.item(1, 1).text() == "2026-01-16"
    assert dialog.corrections == {}
    dialog.table.item(0, 1).setText("2026-13-01")
    assert not dialog.ok.isEnabled()
    dialog.table.item(0, 1).setText("2026-01-17")
    dialog.table.item(1, 4).setText("Le Journal")
    assert dialog.ok.isEnabled()
    expected = {articles[0].id: {"published": "2026-01-17"}, articles[1].id: {"outlet": "Le Journal"}}
    assert dialog.corrections == expected
    asked.clear()
    with qtbot.waitSignal(window.desk.written, timeout=10_000):
        window.intake.correct(dialog.corrections)
    wait_for_jobs(window, qtbot)
    assert asked == [articles[0].id], "a date finds its lines anew, an outlet does not"
    assert library.article(articles[0].id).published_basis == "given"
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: library.article(articles[0].id).published is None, timeout=10_000)
    assert library.article(articles[1].id).outlet is None


@pytest.mark.parametrize(("interface", "name"), [("en", "Portuguese"), ("fr", "portugais"), ("es", "portugués")])
def test_a_language_that_is_not_read_has_its_name_and_stays(
    qtbot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, interface: str, name: str
) -> None:
    monkeypatch.setattr(facts_dialog, "interface_language", lambda: interface)
    article = window.desk.workspace.library.article(window.desk.headlines[0].id)
    dialog = FactsDialog(window, [article._replace(language="pt"), article._replace(id="b", language="fr")], {})
    dialog.show()
    assert dialog.table.item(0, 3).text() == name
    assert dialog.corrections == {}
    for row in (0, 1):
        dialog.table.editItem(dialog.table.item(row, 3))
        editor = dialog.table.findChild(QComboBox)
        choices = [editor.itemText(n) for n in range(editor.count())]
        assert (name in choices, len(choices)) == ((True, 4) if row == 0 else (False, 3))
        cells = dialog.table.itemDelegateForColumn(3)
        cells.commitData.emit(editor)
        cells.closeEditor.emit(editor)
        qtbot.waitUntil(lambda: dialog.table.findChild(QComboBox) is None)
    assert dialog.corrections == {}, "a look is no correction"
    dialog.table.item(0, 3).setText(language_words("es", interface))
    assert dialog.corrections == {article.id: {"language": "es"}}
    dialog.close()


def test_each_command_of_the_ways_in_has_its_place() -> None:
    names = ("import_address", "set_inbox", "show_kept", "save_original", "open_original", "look_over")
    assert all(COMMANDS[name].words for name in names)
    assert intake_commands._LOOK_EVERY >= 5_000
