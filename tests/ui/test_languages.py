"""The window speaks the language that was asked for, the settings' or the system's, and Qt's dialogs with it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from briefing.i18n import LANGUAGES, brief_language, interface_language, tr, use_brief_language, use_interface_language
from briefing.settings import Settings, load_settings, save_settings, use_languages
from briefing.ui.actions import MENUS
from briefing.ui.app import open_window, translate_qt
from briefing.ui.dialogs import LanguageDialog
from briefing.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    use_interface_language("en")
    use_brief_language("")
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize(("language", "menu"), [("fr", "Fichier"), ("es", "Archivo"), ("en", "File")])
def test_the_window_opens_in_its_language(language: str, menu: str, qtbot, library_path) -> None:
    use_languages(Settings(), language)
    window = open_window(library_path, Settings(theme="light"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.desk.opened, timeout=20_000):
        window.show()
    menus = window.header.menu_button.menu().actions()
    assert menus[0].text() == menu
    assert window.desk.brief.header.language == language
    window.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_commands_of_a_menu_read_the_same(language: str) -> None:
    for _, commands in MENUS:
        words = [tr(command.words, language) for command in commands if command.name]
        assert len(words) == len(set(words))
        # single keys do the work of mnemonics, which no catalogue may bring in by an ampersand
        assert not any("&" in word for word in words)


@pytest.mark.parametrize(("language", "words"), [("fr", "Fermer"), ("es", "Cerrar"), ("en", "Close")])
def test_words_of_qt_follow(language: str, words: str, qapp: QApplication) -> None:
    use_interface_language(language)
    translate_qt(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    assert box.buttons()[0].text().replace("&", "") == words
    assert QLocale().name().startswith(language)


def test_a_chosen_language_is_kept_and_new_briefs_take_it(window: MainWindow, monkeypatch) -> None:
    def choose(dialog: LanguageDialog) -> bool:
        dialog._interface.setCurrentIndex(2)
        dialog._brief.setCurrentIndex(3)
        return True

    monkeypatch.setattr(LanguageDialog, "exec", choose)
    window.actions_["languages"].trigger()
    assert (window.settings.interface_language, window.settings.brief_language) == ("fr", "es")
    assert window.desk.brief.header.language == "es"
    assert window.message.title.text(), "that the interface changes later is said"
    assert interface_language() == "en"


def test_a_header_that_names_a_language_keeps_it(window: MainWindow, qtbot) -> None:
    desk = window.desk
    dossier_id = desk.dossier_id
    header = desk.workspace.library.header(dossier_id)._replace(language="en")
    with qtbot.waitSignal(desk.written):
        desk.write(lambda workspace: workspace.put_header(dossier_id, header))
    use_brief_language("fr")
    desk.read_brief()
    assert desk.brief.header.language == "en"


@pytest.mark.parametrize(
    ("asked", "stored", "system", "language"),
    [
        ("en", "fr", "es_ES", "en"),
        (None, "fr", "es_ES", "fr"),
        (None, "", "es_ES.UTF-8", "es"),
        (None, "", "de_DE", "en"),
        (None, "xx", "", "en"),
    ],
)
def test_asked_for_then_set_then_the_systems(asked: str | None, stored: str, system: str, language: str) -> None:
    use_languages(Settings(interface_language=stored), asked, system)
    assert interface_language() == language
    assert brief_language() == language


def test_languages_are_stored(library_path) -> None:
    save_settings(Settings(interface_language="fr", brief_language="es"))
    use_languages(load_settings())
    assert (interface_language(), brief_language()) == ("fr", "es")
