"""Starting: the window is painted with the last article before the library, its database or a parser is loaded."""

import atexit
import contextlib
import gc
import os
import sys
import traceback
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from briefing.compose import compose
from briefing.errors import UserError
from briefing.i18n import brief_language, interface_language
from briefing.library import cipher
from briefing.library.first_look import read_first_look
from briefing.model import Header
from briefing.paths import library_file, resource, settings_file
from briefing.settings import Settings, load_settings, use_languages
from briefing.ui.desk import NO_BRIEF, Desk
from briefing.ui.icons import forget_icons
from briefing.ui.instance import Instance
from briefing.ui.main_window import MainWindow
from briefing.ui.tasks import Tasks
from briefing.ui.theme import apply_theme, chosen_theme, load_fonts

# how often the window looks whether a backup is due
BACKUP_MINUTES = 10
# milliseconds from the open library to the loading of a language's model: what the person does first comes first
WARM_AFTER = 1500


def run(library_path: Path | None = None, language: str | None = None) -> int:
    """Open the window, in the language asked for, and stay until it is closed; the exit status."""
    path = library_path or library_file()
    application = make_application(sys.argv)
    instance = Instance(path)
    settings = load_settings()
    use_languages(settings, language, QLocale.system().uiLanguages()[0])
    translate_qt(application)
    if cipher.is_locked(path) and not instance.is_first:
        instance.bring_first_to_front()  # which has asked for the passphrase
        return 0
    if not unlock(path, settings, application):
        instance.release()
        return 0
    window = open_window(path, settings)
    if not instance.is_first:
        window.desk.close()
        instance.bring_first_to_front()
        return 0
    # once, over a library that this start has made
    window.desk.opened.connect(lambda: window.safety.offer_passphrase(), Qt.ConnectionType.SingleShotConnection)
    window.desk.opened.connect(
        lambda: QTimer.singleShot(WARM_AFTER, window.desk.warm_analysis), Qt.ConnectionType.SingleShotConnection
    )
    tell_bugs(window)
    instance.wanted.connect(lambda: bring_to_front(window))
    window.painted.connect(instance.watch)
    window.show()
    status = application.exec()
    instance.release()
    return status


def unlock(path: Path, settings: Settings, application: QApplication) -> bool:
    """Ask for the passphrase of an encrypted library; False when the person gives up."""
    # taken away: the processes that this one starts are not told
    given = os.environ.pop("BRIEFING_PASSPHRASE", None)
    if given and cipher.is_locked(path):
        with contextlib.suppress(UserError):
            cipher.unlock(path, given)
    if not cipher.is_locked(path):
        return True
    from briefing.ui.passphrase_dialogs import ask_to_unlock

    theme = chosen_theme(settings.theme)
    apply_theme(application, theme, settings.zoom)
    return ask_to_unlock(path, theme, application)


def make_application(arguments: list[str]) -> QApplication:
    """The application with the shipped fonts and one style on every desktop."""
    # as an argument: a call would give the style back, and PySide then loads all that it has to say about styles
    application = QApplication([*arguments, "-style", "Fusion"])
    application.setApplicationName("Briefing")
    application.setDesktopFileName("briefing")
    load_fonts()
    atexit.register(forget_icons)
    return application


def translate_qt(application: QApplication) -> None:
    """Qt's own words (its dialogs, keys, calendar) in the interface's language, as far as Qt ships them."""
    language = interface_language()
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return  # the language that Qt is written in
    from PySide6.QtCore import QLibraryInfo, QTranslator

    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)


def open_window(path: Path, settings: Settings) -> MainWindow:
    """A window that shows the last article, lit; the library opens behind it after the first paint."""
    tasks = Tasks()
    desk = Desk(tasks, path)
    tasks.setParent(desk)
    window = MainWindow(desk, settings)
    desk.setParent(window)
    if not show_first_look(desk, path, settings):
        window.source.wait()
    window.painted.connect(lambda: complete(window))
    return window


def complete(window: MainWindow) -> None:
    """What a painted window still lacks: its commands, the library, and what is done by the clock."""
    gc.enable()
    window.setWindowIcon(QIcon(str(resource("icons", "briefing.svg"))))
    set_up_log(settings_file().with_name("briefing.log"))
    window.equip()
    desk = window.desk
    desk.opened.connect(window.files.analyse_missing)
    desk.opened.connect(window.files.back_up_if_due)
    desk.opened.connect(window.safety.say_read_only)
    backup_timer = QTimer(window, interval=BACKUP_MINUTES * 60_000)
    backup_timer.timeout.connect(window.files.back_up_if_due)
    backup_timer.start()
    desk.open_workspace(window.settings.last_article)


def show_first_look(desk: Desk, path: Path, settings: Settings) -> bool:
    """Put on the desk what a quick look into the library gives; False when it gives nothing."""
    look = read_first_look(path, settings.last_dossier or None, settings.last_article or None)
    if look is None:
        return False
    reading = look.reading
    brief = NO_BRIEF
    if reading is not None:
        header = Header(reading.article.title, look.header.language if look.header else brief_language())
        brief = compose([reading], header, look.curations, (), today=date.today().isoformat())
    desk.show(
        dossiers=look.dossiers,
        dossier_id=look.dossier_id,
        headlines=look.headlines,
        article=reading.article if reading else None,
        findings=reading.findings if reading else None,
        annotations=look.annotations,
        dossier_annotations=look.annotations,
        brief=brief,
    )
    return True


def bring_to_front(window: MainWindow) -> None:
    """Show the window that is open already."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def tell_bugs(window: MainWindow) -> None:
    """A bug in the window itself is written to the log and told, and the window goes on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.say_crashed("".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = tell


def set_up_log(path: Path) -> None:
    """What went wrong inside is written beside the settings; where that can't be written, nothing is."""
    import logging

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=path, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
