"""Copies and versions: finding them behind an import, what differs, and a newer version in an article's place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.i18n import tr, trn
from briefing.model import Article, Change, Headline, Span, Succession
from briefing.outcomes import summary
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.shown import shortened
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.differences import Piece
    from briefing.workspace import CancelCheck, ProgressListener

_FEW = 200
_MOST_OFFERED = 50
ShowPassage = Callable[[Span], None]


class VersionCommands:
    """Verbs on the articles that tell one story."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        message: MessageBar,
        look: Callable[[], tuple[Theme, float]],
        show: ShowPassage,
    ) -> None:
        self._desk, self._window, self._message, self._look, self._show = desk, window, message, look, show
        self.dialog: QWidget | None = None  # the last one that was opened: a window of its own
        desk.opened.connect(self.compare)

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("compare_versions", "newer_version", "import_newer", "carried_over")
        return {name: getattr(self, name) for name in names}

    # --- behind an import --------------------------------------------------------------------------------------------

    def compare(self, added: Sequence[str] = ()) -> None:
        """Look for copies and versions among what is new; say so of what was just added."""
        workspace = self._desk.workspace
        left = workspace.library.left_to_compare() if workspace else 0
        # a library that can only be read stays as it was compared
        if workspace is None or not left or workspace.library.is_read_only:
            return
        added = tuple(added)

        def work(progress: "ProgressListener", is_cancelled: "CancelCheck") -> list[tuple[str, str]]:
            workspace.compare_articles(progress=progress, is_cancelled=is_cancelled)
            return workspace.newer_versions(added[:_MOST_OFFERED])

        def came_back(newer: list[tuple[str, str]]) -> None:
            self._desk.read_stories()
            if newer:
                self._offer(newer)
            else:
                self._say_alike(added)

        if left > _FEW:
            self._desk.run(tr("Looking for copies"), lambda _, job: work(job.progress, job.is_cancelled), came_back)
        else:
            # done in a moment: no word about it
            self._desk.tasks.runner.do(lambda: work(lambda _: None, lambda: False), came_back)

    def _offer(self, newer: Sequence[tuple[str, str]]) -> None:
        old_id, new_id = newer[0]
        new = self._article(new_id)
        if new is None:
            return
        self._message.say(
            tr("“{title}” looks like a newer version of an article that is here.", title=new.title),
            tr("It can take its place, with your notes and decisions: you see what becomes of each."),
            action=tr("Put it in its place"),
            then=lambda: self.succeed(old_id, new_id),
        )

    def _say_alike(self, added: Sequence[str]) -> None:
        workspace = self._desk.workspace
        alike = [i for i in added if i in self._desk.stories]
        if workspace is None or not alike:
            return
        same = [i for i in alike if any(version.share == 1 for version in workspace.library.versions_of(i))]
        if same:
            words = trn(
                "{count} article has the very text of another.",
                "{count} articles have the very text of others.",
                len(same),
            )
        else:
            words = trn(
                "{count} article tells a story that is here.",
                "{count} articles tell stories that are here.",
                len(alike),
            )
        self._message.say(
            words,
            tr("Articles of one story are one row of the list: → opens it."),
            action=tr("What differs…"),
            then=self.compare_versions,
        )

    # --- what differs ------------------------------------------------------------------------------------------------

    def compare_versions(self) -> None:
        """Choose another article and show what differs from it."""
        article = self._desk.article
        if article is None:
            return
        others = self._others(article)
        if not others:
            self._message.say(tr("There is no other article to compare with."))
            return
        alike = [headline for headline, note in others if note]
        if len(alike) == 1:
            self.show_differences(article.id, alike[0].id)
            return
        from briefing.ui.choose_dialog import ChooseDialog

        hint = tr("Compare “{title}” with:", title=article.title)
        dialog = ChooseDialog(self._window, tr("What differs"), hint, tr("Compare"), others)
        if dialog.exec() and dialog.chosen:
            self.show_differences(article.id, dialog.chosen)

    def show_differences(self, one_id: str, other_id: str) -> None:
        """A window with the newer of the two, and what went and came since the older."""
        one, other = self._article(one_id), self._article(other_id)
        if one is None or other is None:
            return
        from briefing.differences import differences

        old, new = sorted((one, other), key=_age)

        def came_back(pieces: tuple["Piece", ...]) -> None:
            from briefing.ui.differences_dialog import DifferencesDialog

            theme, zoom = self._look()
            self.dialog = DifferencesDialog(old, new, pieces, theme, zoom, self._window)
            self.dialog.show()

        self._desk.tasks.writer.do(lambda: differences(old.text, new.text), came_back)

    # --- a newer version ---------------------------------------------------------------------------------------------

    def newer_version(self) -> None:
        """Choose the article that the open one is a newer version of."""
        article = self._desk.article
        if article is None:
            return
        others = [pair for pair in self._others(article) if not self._is_superseded(pair[0].id)]
        if not others:
            self._message.say(tr("There is no other article that this one could replace."))
            return
        from briefing.ui.choose_dialog import ChooseDialog

        hint = tr("“{title}” is a newer version of:", title=article.title)
        dialog = ChooseDialog(self._window, tr("A newer version"), hint, tr("Put it in its place"), others)
        if dialog.exec() and dialog.chosen:
            self.succeed(dialog.chosen, article.id)

    def import_newer(self) -> None:
        """Choose the file that holds a newer version of the open article."""
        article = self._desk.article
        if article is None:
            return
        title = tr("A newer version of “{title}”", title=shortened(article.title, 80))
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", f"{tr('All files')} (*)")
        if name:
            self.import_newer_from(article.id, Path(name))

    def import_newer_from(self, old_id: str, path: Path) -> None:
        """Read the file and put its article in the old one's place."""
        self._desk.run(
            tr("Importing"),
            lambda workspace, job: workspace.import_newer(old_id, path, is_cancelled=job.is_cancelled),
            self._take_succession,
        )

    def succeed(self, old_id: str, new_id: str) -> None:
        """Put an article in an older one's place, and show what became of the work on it."""
        self._desk.run(
            tr("Carrying over"),
            lambda workspace, job: workspace.succeed(old_id, new_id, is_cancelled=job.is_cancelled),
            self._take_succession,
        )

    def _take_succession(self, found: tuple[Succession, Change]) -> None:
        made, change = found
        self._desk.take(change)
        self._desk.go_to_article(made.new_id)
        self.compare([made.new_id])
        if made.carried:
            self.show_carried(made)
        else:
            self._message.say(tr("The newer version is in its place."), summary(made))

    def carried_over(self) -> None:
        """The report of when the open article took an older one's place."""
        article, workspace = self._desk.article, self._desk.workspace
        made = workspace.library.successions(article.id) if article and workspace else []
        if made:
            self.show_carried(made[0])
        else:
            self._message.say(tr("This article took no other one's place."))

    def show_carried(self, made: Succession) -> None:
        """The report in a window of its own, so that the passages can be seen beside it."""
        from briefing.ui.carried_dialog import CarriedDialog

        theme, _ = self._look()
        self.dialog = CarriedDialog(made, theme, self.go_to_passage, self._window)
        self.dialog.show()

    def go_to_passage(self, article_id: str, span: Span | None) -> None:
        """Show a passage, in an old version as well."""
        self.open_version(article_id)
        if span is not None:
            self._show(span)

    def open_version(self, article_id: str) -> None:
        """Open an article; an old version, which no list shows, with a word about that."""
        self._desk.open_anywhere(article_id)
        workspace = self._desk.workspace
        newer = (
            next((m for m in workspace.library.successions(article_id) if m.old_id == article_id), None)
            if workspace
            else None
        )
        if newer is not None:
            self._message.say(
                tr("This is an old version: a newer one took its place."),
                action=tr("Open the newer one"),
                then=lambda: self._desk.open_anywhere(newer.new_id),
            )

    # --- within ------------------------------------------------------------------------------------------------------

    def _article(self, article_id: str) -> Article | None:
        workspace = self._desk.workspace
        return workspace.library.article(article_id) if workspace else None

    def _is_superseded(self, article_id: str) -> bool:
        return article_id not in {headline.id for headline in self._desk.headlines}

    def _others(self, article: Article) -> list[tuple[Headline, str]]:
        """Articles to choose from: those of the same story, with how much they share, then those of the dossier."""
        workspace = self._desk.workspace
        versions = workspace.library.versions_of(article.id) if workspace else []
        known = {version.headline.id for version in versions} | {article.id}
        alike = [(version.headline, _version_note(version.share, version.is_superseded)) for version in versions]
        return alike + [(headline, "") for headline in self._desk.headlines if headline.id not in known]


def _version_note(share: float, is_superseded: bool) -> str:
    if is_superseded:
        return tr("old version")
    if share == 1:
        return tr("the same text")
    return tr("same story: {share} % in common", share=int(share * 100)) if share else tr("same story")


def _age(article: Article) -> tuple[str, str]:
    return article.published or article.added_at or "", article.added_at or ""
