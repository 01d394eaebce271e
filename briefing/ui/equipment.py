"""The commands of the window: what each part of it can do, its actions and menus, and what sets them going."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from briefing.ui.actions import MENUS, Actions
from briefing.ui.annotation_commands import AnnotationCommands
from briefing.ui.export_commands import ExportCommands
from briefing.ui.file_commands import FileCommands
from briefing.ui.go_to import GoTo
from briefing.ui.handing_commands import HandingCommands
from briefing.ui.history_commands import HistoryCommands
from briefing.ui.intake_commands import IntakeCommands
from briefing.ui.kept_commands import KeptCommands
from briefing.ui.line_commands import LineCommands
from briefing.ui.main_window import MainWindow
from briefing.ui.page_commands import PageCommands
from briefing.ui.safety_commands import SafetyCommands
from briefing.ui.search_commands import SearchCommands
from briefing.ui.trash_commands import TrashCommands
from briefing.ui.version_commands import VersionCommands
from briefing.ui.view_commands import ViewCommands

_LINE_MENU = ("accept", "include", "reject", "", "edit", "gloss", "move", "", "move_up", "move_down", "", "note", "tag")
_SOURCE_MENU = (
    "highlight",
    "note",
    "tag",
    "",
    "make_statement",
    "make_meeting",
    "make_figure",
    "",
    "find",
    "quiet",
)
_ARTICLE_MENU = (
    *("edit_article", "set_dates", "analyse", ""),
    *("compare_versions", "newer_version", "import_newer", "carried_over", ""),
    *("save_original", "open_original", "", "trash_article", "delete_article"),
)
_DOSSIER_MENU = ("add_dossier", "rename_dossier", "remove_dossier", "", "edit_header", "export")
_IMPORT_MENU = ("import_files", "import_folder", "import_address", "paste_article", "", "set_inbox", "add_sample")


def equip(window: MainWindow) -> None:
    """Make the commands of a window, with their actions, keys and menus."""
    desk, message = window.desk, window.message
    window.view = ViewCommands(window)
    window.lines = LineCommands(desk, window.brief, window.say, lambda: window.settings.drafter)
    window.annotating = AnnotationCommands(desk, window.source, window.brief, window.say)
    window.files = FileCommands(desk, window, message)
    window.files.folder = window.settings.last_folder
    window.versions = VersionCommands(desk, window, message, window.view.look_now, window.show_span)
    window.files.compare = window.versions.compare
    window.trash = TrashCommands(desk, window, message)
    window.intake = IntakeCommands(window, window.files)
    window.keeping = KeptCommands(window, window.files)
    window.exporting = ExportCommands(desk, window, message)
    window.exporting.theme = lambda: window.view.look_now()[0]
    window.exporting.go_to_line = window.go_to_any_line
    window.paging = PageCommands(desk, window.source, window.say_crashed)
    window.handing = HandingCommands(desk, window, message, window.files.analyse)
    window.searching = SearchCommands(desk, window, window.go_to_place)
    window.files.take_dossiers = window.handing.bring_in_files
    window.safety = SafetyCommands(desk, window, message, lambda: window.settings.theme)
    history = HistoryCommands(desk, window.say)
    window.actions_ = Actions(window, _verbs(window, history))
    history.follow(window.actions_)
    window.go_to = GoTo(window.central, window.header.search, desk, window.actions_)
    window.go_to.go_to_line = window.go_to_line
    window.go_to.go_to_passage = window.go_to_place
    _fill_menus(window)
    _connect_bars(window)
    _connect_panes(window)
    window.view.begin()


def _verbs(window: MainWindow, history: HistoryCommands) -> dict[str, Callable[..., object]]:
    own: dict[str, Callable[..., object]] = {
        "find": window.source.find_bar.begin,
        "go_to": lambda: window.go_to.begin(),
        "quit": window.close,
    }
    return (
        own
        | history.verbs()
        | window.view.verbs()
        | window.lines.verbs()
        | window.annotating.verbs()
        | window.files.verbs()
        | window.versions.verbs()
        | window.trash.verbs()
        | window.exporting.verbs()
        | window.searching.verbs()
        | window.paging.verbs()
        | window.handing.verbs()
        | window.safety.verbs()
        | window.intake.verbs()
        | window.keeping.verbs()
    )


def _fill_menus(window: MainWindow) -> None:
    header, actions = window.header, window.actions_
    for title, _ in MENUS:
        header.menu.addMenu(actions.menu(title, header.menu))
    actions.fill(header.import_menu, _IMPORT_MENU)
    header.new_dossier = actions["add_dossier"]
    for name in ("import_files", "paste_article", "add_sample"):
        button = QPushButton(actions[name].text())
        button.clicked.connect(actions[name].trigger)
        window.source.empty.buttons.addWidget(button)


def _connect_bars(window: MainWindow) -> None:
    header, actions = window.header, window.actions_
    header.dossier_chosen.connect(window.desk.go_to_dossier)
    header.export_button.clicked.connect(actions["export"].trigger)
    header.changed_button.clicked.connect(actions["what_changed"].trigger)
    bar = window.library.trash_bar
    for button, name in ((bar.restore, "trash_article"), (bar.delete, "delete_article"), (bar.empty, "empty_trash")):
        button.clicked.connect(actions[name].trigger)


def _connect_panes(window: MainWindow) -> None:
    library, source, brief, actions = window.library, window.source, window.brief, window.actions_

    def pop_up(names: tuple[str, ...], place: QPoint) -> None:
        actions.menu_of(names, window).popup(place)

    library.dossier_chosen.connect(window.desk.go_to_dossier)
    library.article_chosen.connect(window.desk.go_to_article)
    library.filter_chosen.connect(lambda kind, name: _choose_filter(window, kind, name))
    library.article_menu_wanted.connect(lambda _, place: pop_up(_ARTICLE_MENU, place))
    library.dossier_menu_wanted.connect(lambda _, place: pop_up(_DOSSIER_MENU, place))
    window.header.menu_button.setShortcut("Alt+M")
    source.page_bar.pages_chosen.connect(actions["show_pages"].setChecked)
    source.view.menu_wanted.connect(lambda place: pop_up(_SOURCE_MENU, place))
    source.view.space_pressed.connect(actions["include"].trigger)
    source.view.mark_clicked.connect(window.open_annotation)
    source.header.date_given.connect(window.files.set_date)
    source.header.others_wanted.connect(window.files.set_dates)
    brief.list.command_wanted.connect(lambda name, _: actions[name].trigger())
    brief.list.text_edited.connect(window.lines.take_text)
    brief.list.line_moved.connect(window.lines.drop)
    brief.list.menu_wanted.connect(lambda _, place: pop_up(_LINE_MENU, place))
    brief.scope.whole_chosen.connect(actions["whole_dossier"].setChecked)
    brief.own_line.clicked.connect(actions["own_line"].trigger)
    brief.only_open.toggled.connect(actions["only_unreviewed"].setChecked)
    brief.notes.annotation_chosen.connect(window.annotating.show)
    brief.notes.body_written.connect(window.annotating.take_body)
    brief.notes.removal_wanted.connect(window.annotating.remove)


def _choose_filter(window: MainWindow, kind: str, name: str) -> None:
    if kind == "kept":
        window.keeping.show_kept()
    elif kind == "trash":
        window.desk.go_to_trash()
    elif kind == "search":
        window.searching.begin(name)
    elif kind == "review":
        window.brief.tabs.setCurrentIndex(0)
        window.actions_["only_unreviewed"].trigger()
    else:
        annotations = window.desk.dossier_annotations
        window.brief.tabs.setCurrentWidget(window.brief.notes)
        window.brief.show_annotations([a for a in annotations if kind != "tag" or (a.kind, a.body) == ("tag", name)])
