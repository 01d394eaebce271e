"""How the window looks: panes folded, theme, size; and what is said about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing import __version__
from briefing.i18n import tr, use_brief_language
from briefing.ui.theme import ZOOMS, Theme, chosen_theme

if TYPE_CHECKING:
    from briefing.ui.main_window import MainWindow


class ViewCommands:
    """Verbs on the window itself."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._folded_before: tuple[bool, bool] | None = None

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {
            "fold_library": lambda is_shown: self.fold("library", not is_shown),
            "fold_brief": lambda is_shown: self.fold("brief", not is_shown),
            "only_source": self.show_only_source,
            "quiet": lambda is_shown: self._window.source.show_quiet(is_shown),
            "whole_dossier": self.show_whole_dossier,
            "only_unreviewed": lambda is_only: self._window.brief.only_open.setChecked(is_only),
            "zoom_in": lambda: self.step_zoom(1),
            "zoom_out": lambda: self.step_zoom(-1),
            "zoom_normal": lambda: self.set_zoom(100),
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            "single_keys": self.set_single_keys,
            "languages": self.choose_languages,
            "quick_pass": self.quick_pass,
            "keys": self.show_keys,
            "about": self.show_about,
        }

    def begin(self) -> None:
        """Bring the actions in step with the window as the settings have it, and the pages of a PDF in view."""
        window, settings = self._window, self._window.settings
        self.fold("library", settings.is_library_pane_folded)
        self.fold("brief", settings.is_brief_pane_folded)
        window.actions_["whole_dossier"].setChecked(settings.is_whole_dossier)
        self.set_single_keys(settings.has_single_keys)
        window.source.toggle_pages(settings.is_page_shown)
        self._paint()

    def look_now(self) -> tuple[Theme, float]:
        """Theme and size of text, for a window of its own."""
        settings = self._window.settings
        return chosen_theme(settings.theme), settings.zoom / 100

    # --- panes -------------------------------------------------------------------------------------------------------

    def fold(self, name: str, is_folded: bool) -> None:
        """Fold a side pane away, or show it again."""
        window = self._window
        pane = window.library if name == "library" else window.brief
        pane.setVisible(not is_folded)
        window.actions_[f"fold_{name}"].setChecked(not is_folded)
        both = window.library.isHidden() and window.brief.isHidden()
        window.actions_["only_source"].setChecked(both)

    def show_only_source(self, is_alone: bool) -> None:
        """Leave the source alone, or show what was there before."""
        window = self._window
        if is_alone:
            self._folded_before = window.library.isHidden(), window.brief.isHidden()
            self.fold("library", True)
            self.fold("brief", True)
            window.source.view.setFocus()
        else:
            library, brief = self._folded_before or (False, False)
            self.fold("library", library)
            self.fold("brief", brief)

    def show_whole_dossier(self, is_whole: bool) -> None:
        scope = self._window.brief.scope
        (scope.dossier if is_whole else scope.article).setChecked(True)

    # --- looks -------------------------------------------------------------------------------------------------------

    def set_look(self) -> None:
        """Paint everything in the theme and size of the settings."""
        self._window.set_look()
        self._paint()

    def _paint(self) -> None:
        """What the commands brought along, in the theme and size of the settings."""
        window, settings = self._window, self._window.settings
        theme = chosen_theme(settings.theme)
        window.actions_.set_theme(theme)
        for name in ("system", "light", "dark"):
            window.actions_[f"theme_{name}"].setChecked(settings.theme == name)
        for part in (window.go_to, window.searching):
            part.set_look(theme, settings.zoom)

    def set_theme(self, name: str) -> None:
        self._window.settings = self._window.settings._replace(theme=name)
        self.set_look()

    def set_zoom(self, zoom: int) -> None:
        self._window.settings = self._window.settings._replace(zoom=zoom)
        self.set_look()
        self._window.say(tr("{zoom} %", zoom=zoom))

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller size."""
        now = self._window.settings.zoom
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - now)) + by
        if 0 <= at < len(ZOOMS):
            self.set_zoom(ZOOMS[at])

    def set_single_keys(self, is_on: bool) -> None:
        """Switch the keys without Ctrl on or off."""
        window = self._window
        window.settings = window.settings._replace(has_single_keys=is_on)
        window.actions_["single_keys"].setChecked(is_on)
        window.actions_.set_single_keys(is_on)

    def choose_languages(self) -> None:
        """The interface's language, from the next start on, and that of briefs whose header names none."""
        from briefing.ui.dialogs import LanguageDialog

        window = self._window
        dialog = LanguageDialog(window, window.settings.interface_language, window.settings.brief_language)
        if dialog.exec():
            is_other = dialog.interface != window.settings.interface_language
            window.settings = window.settings._replace(interface_language=dialog.interface, brief_language=dialog.brief)
            use_brief_language(dialog.brief)
            window.desk.read_brief()
            if is_other:
                window.say(tr("The interface changes its language at the next start."))

    def quick_pass(self) -> None:
        """Go through all lines to review with one question each."""
        from briefing.ui.quick_pass import QuickPass

        window = self._window
        if window.brief.to_review:
            QuickPass(window.desk, window.brief, window).open()
        else:
            window.say(tr("Everything is reviewed."))

    def show_keys(self) -> None:
        """All commands with their keys."""
        from briefing.ui.keys_dialog import KeysDialog

        KeysDialog(self._window).open()

    def show_about(self) -> None:
        self._window.message.say(
            tr("Briefing {version}", version=__version__),
            tr("Reads news articles and derives a checked brief, on this laptop only. Apache-2.0."),
        )
