"""Searching the library from the window: the panel, the thread that searches, saved and recent searches."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from briefing.i18n import tr
from briefing.ui.desk import Desk
from briefing.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from briefing.library import Found, Hit, Said
    from briefing.ui.main_window import MainWindow
    from briefing.ui.search_panel import SearchPanel
    from briefing.ui.tasks import Worker

GoToPlace = Callable[[str, int | None, int | None], object]
LIMIT = 100
_RECENT = 12
# milliseconds after the last key until a search counts as one that was meant
_MEANT = 1500


class SearchCommands:
    """Verbs of searching. Panel and thread are made when they are first wanted."""

    def __init__(self, desk: Desk, window: "MainWindow", go_to_place: GoToPlace) -> None:
        self._desk, self._window, self._go_to_place = desk, window, go_to_place
        self._panel: SearchPanel | None = None
        self._worker: Worker | None = None
        self._asked = 0
        self._theme: Theme = LIGHT
        self._zoom = 100
        self.recent = [line for line in window.settings.recent_searches.split("\n") if line][:_RECENT]
        desk.searches_changed.connect(self._show_saved)

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {"search": lambda: self.begin()}

    @property
    def panel(self) -> "SearchPanel":
        """The panel over the panes."""
        if self._panel is None:
            from briefing.ui.search_panel import SearchPanel

            panel = self._panel = SearchPanel(self._window.central)
            panel.changed.connect(self._search)
            panel.meant.setInterval(_MEANT)
            panel.meant.timeout.connect(self._remember)
            panel.opened.connect(self._open)
            panel.taken.connect(self._take)
            panel.save_wanted.connect(self._save)
            panel.rename_wanted.connect(self._rename)
            panel.removal_wanted.connect(self._remove)
            panel.set_look(self._theme, self._zoom)
            self._show_saved()
        return self._panel

    def begin(self, query: str | None = None) -> None:
        """Show the panel; with a query, search it at once. Asked for again, it turns to who said what, and back."""
        panel = self.panel
        if panel.isVisible() and query is None:
            panel.toggle_statements()
        self.place(is_asked=True)
        panel.show_recent(self.recent)
        panel.begin(query)

    def place(self, *, is_asked: bool = False) -> None:
        """Lay the panel over the panes, when it is there."""
        if self._panel is not None and (is_asked or self._panel.isVisible()):
            self._panel.setGeometry(self._window.splitter.geometry())

    def set_look(self, theme: Theme, zoom: int) -> None:
        self._theme, self._zoom = theme, zoom
        if self._panel is not None:
            self._panel.set_look(theme, zoom)

    # --- searching -----------------------------------------------------------------------------------------------

    def _search(self) -> None:
        """Ask anew: what was asked before stops at its next step."""
        from briefing.library.answers import FIRST_STEPS

        self._asked += 1
        if not self.panel.query.strip():
            self.panel.show_examples()
            return
        self._ask(FIRST_STEPS)

    def _ask(self, steps: int | None) -> None:
        """In two strides: first what is found within some milliseconds, then all of it."""
        panel, asked, workspace = self.panel, self._asked, self._desk.workspace
        if workspace is None:
            return
        query, order = panel.query, panel.order
        is_statements, library = panel.is_statements, workspace.library

        def is_stale() -> bool:
            return asked != self._asked

        def search() -> "Found[Any]":
            find = library.find_statements if is_statements else library.find
            return find(query, LIMIT, by=order, is_typing=True, steps=steps, is_cancelled=is_stale)

        def show(found: "Found[Any]") -> None:
            if not is_stale():
                panel.show_found(found)
                if not found.is_complete:
                    self._ask(None)

        self.worker.do(search, show)

    @property
    def worker(self) -> "Worker":
        """The thread that searches."""
        if self._worker is None:
            from briefing.ui.tasks import Worker

            self._worker = Worker("searches", self._window)
            self._worker.failed.connect(self._window.message.say_error)
            self._worker.crashed.connect(self._window.say_crashed)
        return self._worker

    def end(self) -> None:
        """Stop what is searched, before the library is closed."""
        self._asked += 1
        if self._worker is not None:
            self._worker.end(5)

    def _remember(self) -> None:
        """Keep what was searched among the latest."""
        query = " ".join(self.panel.query.split())
        if len(query) > 2:
            # what is the beginning of the new one was only on the way to it
            others = [one for one in self.recent if one != query and not query.startswith(one)]
            self.recent = [query, *others][:_RECENT]
            self.panel.show_recent(self.recent)

    # --- going there ---------------------------------------------------------------------------------------------

    def _open(self, found: "Hit | Said") -> None:
        self._remember()
        self.panel.close_panel()
        if found.article_id:
            self._go_to_place(found.article_id, found.start, found.end)
            if key := getattr(found, "key", ""):
                self._window.brief.go_to(f"{found.article_id}/{key}")
        elif dossier_id := getattr(found, "dossier_id", None):
            self._desk.go_to_dossier(dossier_id)

    def _take(self, found: "Said") -> None:
        from briefing.workspace.searching import take_statement

        dossier = self._desk.dossier
        if dossier is not None:
            said = tr("Taken into the brief of “{name}”.", name=dossier.name)
            self._desk.write(
                lambda workspace: take_statement(workspace.library, found, dossier.id),
                lambda _: self._tell(said),
            )

    def _tell(self, words: str) -> None:
        self._window.say(words)
        self._search()

    # --- saved searches ------------------------------------------------------------------------------------------

    def _show_saved(self) -> None:
        if self._panel is not None:
            self._panel.show_saved(self._desk.searches)

    def _save(self) -> None:
        from briefing.ui.dialogs import NameDialog
        from briefing.workspace.searching import save_search

        query = self.panel.query.strip()
        if query:
            dialog = NameDialog(self._window, tr("Save search"), tr("Name"), (), query)
            dialog.accepted.connect(
                lambda: self._desk.write(lambda workspace: save_search(workspace.library, dialog.name or query, query))
            )
            dialog.open()

    def _rename(self, search_id: str) -> None:
        from briefing.ui.dialogs import NameDialog
        from briefing.workspace.searching import save_search

        saved = next((one for one in self._desk.searches if one.id == search_id), None)
        if saved is not None:
            dialog = NameDialog(self._window, tr("Rename search"), tr("Name"), (), saved.name)
            dialog.accepted.connect(
                lambda: self._desk.write(
                    lambda workspace: save_search(workspace.library, dialog.name or saved.name, saved.query, saved.id)
                )
            )
            dialog.open()

    def _remove(self, search_id: str) -> None:
        from briefing.workspace.searching import remove_search

        self._desk.write(lambda workspace: remove_search(workspace.library, search_id))
