"""Every command of the window, declared once: its words, keys, icon and menu."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from briefing.i18n import mark, tr
from briefing.ui.icons import icon
from briefing.ui.theme import LIGHT, Theme


class Command(NamedTuple):
    """`keys` lists a single key first where there is one, then its alternative with Ctrl."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_checkable: bool = False


SEPARATOR = Command("", "")

MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        mark("File"),
        (
            Command("import_files", mark("Import files…"), ("Ctrl+O",), "upload"),
            Command("import_folder", mark("Import a folder…"), ("Ctrl+Shift+O",), "folder"),
            Command("import_address", mark("Import from web address…"), ("Ctrl+Shift+U",), "link"),
            Command("paste_article", mark("Paste as article"), ("Ctrl+V",), "clipboard-paste"),
            Command("set_inbox", mark("Inbox folder…"), (), "inbox"),
            Command("add_sample", mark("Open the sample"), (), "book-open"),
            SEPARATOR,
            Command("add_dossier", mark("New dossier…"), ("Ctrl+Shift+D",), "folder"),
            Command("rename_dossier", mark("Rename dossier…")),
            Command("remove_dossier", mark("Remove dossier")),
            SEPARATOR,
            Command("set_dates", mark("Dates of undated articles…"), ("Ctrl+D",), "calendar"),
            Command("look_over", mark("Look over titles and dates…"), ("Ctrl+Shift+I",), "table-2"),
            Command("edit_article", mark("Title, date and language…"), ("Ctrl+I",), "info"),
            Command("analyse", mark("Analyse again"), ("F5",), "rotate-ccw"),
            Command("save_original", mark("Save the original…"), ("Ctrl+Alt+S",), "download"),
            Command("open_original", mark("Open the original in its own program")),
            Command("show_kept", mark("Kept files…"), (), "files"),
            Command("trash_article", mark("Move article to the trash"), ("Ctrl+Backspace",), "trash-2"),
            Command("delete_article", mark("Delete for good…"), ("Ctrl+Shift+Backspace",), "trash-2"),
            Command("empty_trash", mark("Empty the trash…"), (), "trash-2"),
            SEPARATOR,
            Command("compare_versions", mark("What differs from another version…"), ("Ctrl+Shift+V",), "git-compare"),
            Command("newer_version", mark("This is a newer version of…"), (), "files"),
            Command("import_newer", mark("Import a newer version of this article…"), (), "upload"),
            Command("carried_over", mark("What was carried over…"), (), "list"),
            SEPARATOR,
            Command("edit_header", mark("Header of the brief…"), ("Ctrl+Shift+B",), "file-text"),
            Command("export", mark("Export brief…"), ("Ctrl+E",), "send"),
            Command("copy_brief", mark("Copy brief, formatted"), ("Ctrl+Shift+C",), "copy"),
            Command("what_changed", mark("What changed since the last brief…"), ("Ctrl+Shift+W",), "git-compare"),
            SEPARATOR,
            Command("hand_on", mark("Hand the dossier on…"), (), "upload"),
            Command("bring_in", mark("Bring a dossier in…"), (), "download"),
            Command("choose_wordings", mark("Differences to choose between…"), (), "git-compare"),
            Command("take_out", mark("Whole library in open formats…"), (), "files"),
            SEPARATOR,
            Command("quit", mark("Quit"), ("Ctrl+Q",)),
        ),
    ),
    (
        mark("Edit"),
        (
            Command("undo", mark("Undo"), ("Ctrl+Z",), "undo-2"),
            Command("redo", mark("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
            SEPARATOR,
            Command("find", mark("Find in the article"), ("Ctrl+F",), "search"),
            Command("go_to", mark("Go to anything"), ("Ctrl+K",), "search"),
            Command("search", mark("Search the library…"), ("Ctrl+Shift+F",), "search"),
        ),
    ),
    (
        mark("Line"),
        (
            Command("next_line", mark("Next line"), ("J", "Ctrl+J"), "arrow-down"),
            Command("previous_line", mark("Previous line"), ("K", "Ctrl+Shift+J"), "arrow-up"),
            Command("next_unreviewed", mark("Next unreviewed line"), ("U", "Ctrl+U"), "circle-alert"),
            SEPARATOR,
            Command("accept", mark("Accept"), ("A", "Ctrl+Return"), "check"),
            Command("include", mark("In the brief, or not"), ("Space", "Ctrl+Space"), "eye"),
            Command("edit", mark("Edit the wording"), ("E", "F2", "Ctrl+Shift+E"), "pencil"),
            Command("gloss", mark("Gloss"), ("G", "Ctrl+Shift+G"), "languages"),
            Command("move", mark("Move to actor or issue…"), ("M", "Ctrl+Shift+M"), "corner-down-right"),
            Command("reject", mark("Reject"), ("X", "Ctrl+Shift+X"), "x"),
            SEPARATOR,
            Command("move_up", mark("Move up"), ("Alt+Up",), "arrow-up"),
            Command("move_down", mark("Move down"), ("Alt+Down",), "arrow-down"),
            SEPARATOR,
            Command("own_line", mark("Line of your own…"), ("O", "Ctrl+Shift+L"), "plus"),
            Command("quick_pass", mark("Quick pass: did they say it?"), ("Ctrl+P",), "play"),
        ),
    ),
    (
        mark("Annotate"),
        (
            Command("highlight", mark("Highlight"), ("H", "Ctrl+Shift+H"), "highlighter"),
            Command("tag", mark("Tag…"), ("T", "Ctrl+T"), "tag"),
            Command("note", mark("Note"), ("N", "Ctrl+Shift+N"), "message-square"),
            SEPARATOR,
            Command("make_statement", mark("Make a statement…"), ("S", "Ctrl+Shift+S"), "quote"),
            Command("make_meeting", mark("Make a meeting…"), (), "calendar-plus"),
            Command("make_figure", mark("Make a figure…"), (), "hash"),
        ),
    ),
    (
        mark("View"),
        (
            Command("fold_library", mark("Articles pane"), ("F9",), "panel-left", True),
            Command("fold_brief", mark("Brief pane"), ("F10",), "panel-right", True),
            Command("only_source", mark("Only the source"), ("F11",), "maximize-2", True),
            SEPARATOR,
            Command("show_pages", mark("Pages of the PDF"), ("P", "Ctrl+Shift+P"), "book-open", True),
            Command("quiet", mark("Show what yielded no line"), ("Ctrl+L",), "eye", True),
            Command("whole_dossier", mark("Brief of the whole dossier"), ("Ctrl+B",), "files", True),
            Command("only_unreviewed", mark("Only lines to review"), ("Ctrl+R",), "circle-alert", True),
            SEPARATOR,
            Command("zoom_in", mark("Larger"), ("Ctrl++", "Ctrl+="), "zoom-in"),
            Command("zoom_out", mark("Smaller"), ("Ctrl+-",), "zoom-out"),
            Command("zoom_normal", mark("Normal size"), ("Ctrl+0",)),
            SEPARATOR,
            Command("theme_system", mark("Light or dark as the system"), (), "", True),
            Command("theme_light", mark("Light"), (), "sun", True),
            Command("theme_dark", mark("Dark"), (), "moon", True),
            SEPARATOR,
            Command("single_keys", mark("Single-key commands"), (), "", True),
            Command("languages", mark("Language…"), (), "languages"),
        ),
    ),
    (
        mark("Library"),
        (
            Command("check_library", mark("Library health…"), (), "shield-check"),
            SEPARATOR,
            Command("backups", mark("Backups…"), (), "clock"),
            Command("back_up", mark("Back up now"), (), "download"),
            SEPARATOR,
            Command("set_passphrase", mark("Passphrase…"), (), "lock"),
            Command("remove_passphrase", mark("Remove the passphrase…")),
        ),
    ),
    (
        mark("Help"),
        (
            Command("keys", mark("Keys"), ("F1",), "circle-help"),
            Command("refused", mark("What could not be imported…"), (), "triangle-alert"),
            Command("about", mark("About Briefing"), (), "info"),
        ),
    ),
)

COMMANDS = {command.name: command for _, commands in MENUS for command in commands if command.name}


class Actions(QObject):
    """A QAction for each command, added to the window so that its keys work everywhere."""

    def __init__(self, window: QWidget, verbs: Mapping[str, Callable[..., object]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._theme: Theme = LIGHT
        for command in COMMANDS.values():
            action = QAction(tr(command.words), window)
            action.setCheckable(command.is_checkable)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(verbs[command.name])
            window.addAction(action)
            self._actions[command.name] = action
        self.set_single_keys(True)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def set_single_keys(self, is_on: bool) -> None:
        """Keys without Ctrl can be switched off: dictation software presses them by accident."""
        for name, command in COMMANDS.items():
            # the space bar presses a focused button: the list and the page take it themselves
            keys = [key for key in command.keys if key != "Space" and (is_on or not is_single(key))]
            self._actions[name].setShortcuts([QKeySequence(key) for key in keys])

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def menu(self, title: str, parent: QWidget) -> QMenu:
        """The menu of that name."""
        menu = self.menu_of(tuple(command.name for command in dict(MENUS)[title]), parent)
        menu.setTitle(tr(title))
        return menu

    def menu_of(self, names: tuple[str, ...], parent: QWidget) -> QMenu:
        """A menu of some commands; "" is a separator."""
        menu = QMenu(parent)
        self.fill(menu, names)
        return menu

    def fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """Put some commands into a menu; "" is a separator."""
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        # fifty icons take longer to draw than the window to open: each is drawn when its menu is
        menu.aboutToShow.connect(lambda: self._draw_icons(names))

    def _draw_icons(self, names: tuple[str, ...]) -> None:
        for name in names:
            if name and COMMANDS[name].icon:
                self._actions[name].setIcon(icon(COMMANDS[name].icon, self._theme.muted))


def is_single(key: str) -> bool:
    """Whether a key is pressed alone: a letter or the space bar."""
    return len(key) == 1 or key == "Space"
