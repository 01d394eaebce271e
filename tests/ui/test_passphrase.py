"""The passphrase in the window: asked for before it, set, changed and removed in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from briefing.library import Library, cipher
from briefing.ui.main_window import MainWindow
from briefing.ui.passphrase_dialogs import PassphraseDialog, UnlockDialog
from briefing.ui.theme import LIGHT
from tests.ui.starting import heavy, start

PASS, OTHER = "quatre mots à retenir", "another one entirely"


@pytest.fixture(autouse=True)
def no_key_is_left() -> Iterator[None]:
    yield
    cipher.forget()


@pytest.fixture
def encrypted(library_path: Path) -> Path:
    with Library.open(library_path) as library:
        library.set_passphrase(PASS)
    cipher.forget()
    return library_path


def test_the_dialog_stays_until_the_passphrase_is_right(qtbot, encrypted: Path) -> None:
    dialog = UnlockDialog(encrypted, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.passphrase, OTHER)
    dialog.ok.click()
    assert dialog.isVisible()
    assert "not the passphrase" in dialog.problem.text()
    dialog.passphrase.setText(PASS)
    dialog.ok.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not cipher.is_locked(encrypted)


def test_a_typed_passphrase_is_dots_until_it_is_asked_to_show(qtbot, encrypted: Path) -> None:
    dialog = UnlockDialog(encrypted, LIGHT)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.passphrase, "secret")
    assert dialog.passphrase.displayText() != "secret"
    dialog.passphrase.actions()[0].trigger()
    assert dialog.passphrase.displayText() == "secret"


def test_a_passphrase_is_set_only_when_it_is_long_typed_twice_and_understood(qtbot, window: MainWindow) -> None:
    chosen: list[str | None] = []
    dialog = PassphraseDialog(window.desk.workspace.library.path, "set", LIGHT, window, chosen.append)
    qtbot.addWidget(dialog)
    dialog.new.setText("short")
    dialog.again.setText("short")
    dialog.known.setChecked(True)
    assert not dialog.ok.isEnabled()
    dialog.new.setText(PASS)
    assert not dialog.ok.isEnabled()
    dialog.again.setText(PASS)
    assert dialog.ok.isEnabled()
    dialog.known.setChecked(False)
    assert not dialog.ok.isEnabled()
    dialog.known.setChecked(True)
    dialog.ok.click()
    assert chosen == [PASS]


def test_the_window_sets_changes_and_removes_it_and_goes_on(qtbot, window: MainWindow) -> None:
    library = window.desk.workspace.library
    titles = [headline.title for headline in window.desk.headlines]

    def press(action: str, fill: dict[str, str], expected: str) -> None:
        window.actions_[action].trigger()
        dialog = window.findChildren(PassphraseDialog)[-1]
        for name, words in fill.items():
            getattr(dialog, name).setText(words)
        dialog.known.setChecked(True)
        dialog.ok.click()
        qtbot.waitUntil(lambda: window.message.title.text() == expected, timeout=20_000)
        dialog.deleteLater()

    press("set_passphrase", {"new": PASS, "again": PASS}, "The library is encrypted.")
    assert library.is_encrypted
    window.message.say("")
    press("set_passphrase", {"now": PASS, "new": OTHER, "again": OTHER}, "The library is encrypted.")
    assert cipher.is_passphrase(library.path, OTHER)
    press("remove_passphrase", {"now": OTHER}, "The library is no longer encrypted.")
    assert not library.is_encrypted
    assert [headline.title for headline in library.headlines(window.desk.dossier_id)] == titles


def test_who_does_not_know_the_passphrase_changes_nothing(qtbot, window: MainWindow) -> None:
    library = window.desk.workspace.library
    library.set_passphrase(PASS)
    chosen: list[str | None] = []
    dialog = PassphraseDialog(library.path, "remove", LIGHT, window, chosen.append)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.now.setText(OTHER)
    dialog.ok.click()
    assert dialog.isVisible()
    assert chosen == []
    assert library.is_encrypted


def test_it_is_offered_over_a_new_library_only(qtbot, window: MainWindow) -> None:
    window.safety.offer_passphrase()
    assert window.findChildren(PassphraseDialog) == []
    window.desk.workspace.library.is_new = True
    window.safety.offer_passphrase()
    (dialog,) = window.findChildren(PassphraseDialog)
    dialog.reject()
    assert not window.desk.workspace.library.is_encrypted


PROBE = """
from briefing.ui import passphrase_dialogs
asked_with = []

def asked(path, theme, application):
    asked_with.extend(sys.modules)
    dialog = passphrase_dialogs.UnlockDialog(path, theme)
    dialog.show()
    dialog.passphrase.setText("quatre mots à retenir")
    dialog.accept()
    return dialog.result() == 1

passphrase_dialogs.ask_to_unlock = asked

def tell(window):
    return {"asked": asked_with, "painted": sorted(sys.modules), "lit": window.desk.article is not None}
"""


def test_the_first_paint_of_an_encrypted_library_shows_its_last_article(encrypted: Path, root: Path) -> None:
    found = start(encrypted, root, PROBE)
    assert found["lit"]
    assert found["asked"]
    for moment in ("asked", "painted"):
        assert heavy(found[moment]) == []


def test_the_variable_opens_it_and_is_not_handed_on(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    from briefing.settings import Settings
    from briefing.ui.app import unlock

    monkeypatch.setenv("BRIEFING_PASSPHRASE", PASS)
    assert unlock(encrypted, Settings(), qapp)
    assert "BRIEFING_PASSPHRASE" not in os.environ
