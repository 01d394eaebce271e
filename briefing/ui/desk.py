"""What lies on the desk: the dossier, the article and the brief that the panes show, and how they are read again.

Every write goes through `write`: it runs on the writer's thread and comes back as a Change, and only what that
touched is read again.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from briefing.errors import UserError
from briefing.i18n import LANGUAGES, interface_language
from briefing.model import Annotation, Article, Brief, Change, Dossier, Findings, Header, Headline, SavedSearch
from briefing.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    # the workspace brings SQLAlchemy: it is opened after the first paint, on the writer's thread
    from briefing.workspace import Workspace

# as many headlines are read at once; the rest of a large dossier follows behind
PAGE = 1_000
# so many changed articles are listed anew one by one
_FEW = 500

NO_BRIEF = Brief(Header(""), (), ())


class Desk(QObject):
    """The state that the panes share. Signals say which part of it is new."""

    opened = Signal()
    dossiers_changed = Signal()
    headlines_changed = Signal()
    article_changed = Signal()  # another article, or the same with another date or title
    brief_changed = Signal()
    annotations_changed = Signal()
    history_changed = Signal()
    searches_changed = Signal()
    written = Signal(object)  # Change
    could_not_open = Signal(object)  # UserError

    def __init__(self, tasks: Tasks, library_path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.library_path = library_path
        self.workspace: Workspace | None = None
        self.dossiers: Sequence[Dossier] = ()
        self.dossier_id: str | None = None
        self.headlines: Sequence[Headline] = ()
        self.stories: Mapping[str, int] = {}  # of articles that tell one story, by article id
        self.trashed = 0
        self.article: Article | None = None
        self.findings: Findings | None = None
        self.annotations: Sequence[Annotation] = ()
        self.dossier_annotations: Sequence[Annotation] = ()
        self.brief: Brief = NO_BRIEF
        self.searches: Sequence[SavedSearch] = ()
        self.is_partly_listed = False
        self._reading = 0
        self.is_whole_dossier = False
        self.shows_trash = False
        self.undo_label: str | None = None
        self.redo_label: str | None = None

    @property
    def dossier(self) -> Dossier | None:
        return next((dossier for dossier in self.dossiers if dossier.id == self.dossier_id), None)

    def actor_names(self) -> dict[tuple[str, str], str]:
        """The names of the actors in the sources of the brief, by article id and actor id."""
        names: dict[tuple[str, str], str] = {}
        for source in self.brief.sources:
            article_id = source.article.id
            findings = self._findings_of(article_id)
            for actor in findings.actors if findings else ():
                names[article_id, actor.id] = actor.name
            for addition in self.workspace.library.additions(article_id) if self.workspace else ():
                names.update({(article_id, actor.id): actor.name for actor in addition.actors})
        return names

    def _findings_of(self, article_id: str) -> Findings | None:
        if self.article is not None and article_id == self.article.id:
            return self.findings
        return self.workspace.library.findings(article_id) if self.workspace else None

    # --- opening -----------------------------------------------------------------------------------------------------

    def open_workspace(self, article_id: str | None = None) -> None:
        """Open the library on the writer's thread: whatever is written before that waits in line behind it."""

        def open_it() -> "Workspace | UserError":
            from briefing.workspace import Workspace

            try:
                return Workspace.open(self.library_path)
            except UserError as error:
                return error

        self.tasks.writer.do(open_it, lambda found: self._take_workspace(found, article_id))

    def _take_workspace(self, found: "Workspace | UserError", article_id: str | None) -> None:
        if isinstance(found, UserError):
            self.could_not_open.emit(found)
            return
        self.workspace = found
        self.read_dossiers()
        self.read_headlines()
        wanted = self.article.id if self.article else article_id
        self.read_article(wanted if self.is_listed(wanted) else self._first())
        self.read_brief()
        self.read_history()
        self.read_searches()
        self.opened.emit()

    # --- reading again -----------------------------------------------------------------------------------------------

    def read_dossiers(self) -> None:
        if self.workspace:
            self.dossiers = self.workspace.library.dossiers()
            if self.dossier is None:
                self.dossier_id = self.dossiers[0].id if self.dossiers else None
            self.dossiers_changed.emit()

    def read_headlines(self) -> None:
        if self.workspace:
            library = self.workspace.library
            dossier_id = None if self.shows_trash else self.dossier_id
            is_somewhere = self.shows_trash or dossier_id is not None
            self.headlines = library.headlines(dossier_id, self.shows_trash, limit=PAGE) if is_somewhere else ()
            self._reading += 1
            self.is_partly_listed = len(self.headlines) == PAGE
            self.stories = {} if self.is_partly_listed else self._stories()
            self.trashed = library.trashed()
            self.headlines_changed.emit()
            if self.is_partly_listed:
                self._read_rest()

    def _read_rest(self) -> None:
        """Read the whole list behind the window: a hundred thousand articles take a second."""
        workspace, dossier_id, is_trash, reading = self.workspace, self.dossier_id, self.shows_trash, self._reading
        assert workspace is not None, "a list is read from a library"
        library = workspace.library

        def read() -> tuple[Sequence[Headline], Mapping[str, int]]:
            return library.headlines(None if is_trash else dossier_id, is_trash), self._stories()

        def take(found: tuple[Sequence[Headline], Mapping[str, int]]) -> None:
            if reading == self._reading:
                self.headlines, self.stories = found
                self.is_partly_listed = False
                self.headlines_changed.emit()
                self.read_annotations()

        self.tasks.reader.do(read, take)

    def _read_again(self, article_ids: Collection[str]) -> None:
        """List articles anew whose lines have changed, where there are few; others stay as they are."""
        if self.workspace is None or len(article_ids) > _FEW:
            self.read_headlines()
        elif article_ids:
            fresh = {h.id: h for h in self.workspace.library.headlines_of(article_ids, self.shows_trash)}
            self.headlines = [fresh.get(headline.id, headline) for headline in self.headlines]
            self.headlines_changed.emit()
            if self.is_partly_listed:
                self._reading += 1
                self._read_rest()

    def is_listed(self, article_id: str | None) -> bool:
        """Whether the article is in the list, or will be when all of it is read."""
        if any(headline.id == article_id for headline in self.headlines):
            return True
        if article_id is None or self.workspace is None or not self.is_partly_listed or self.shows_trash:
            return False
        return self.dossier_id in self.workspace.library.dossiers_of(article_id)

    def _stories(self) -> Mapping[str, int]:
        is_listed = self.workspace and self.dossier_id and not self.shows_trash
        return self.workspace.library.stories(self.dossier_id) if self.workspace and is_listed else {}

    def read_stories(self) -> None:
        """See which articles tell one story now; nobody wrote anything."""
        stories = self._stories()
        if stories != self.stories:
            self.stories = stories
            self.headlines_changed.emit()
            self.read_brief()

    def read_article(self, article_id: str | None) -> None:
        if self.workspace:
            library = self.workspace.library
            self.article = library.article(article_id) if article_id else None
            self.findings = library.findings(article_id) if article_id else None
            self.annotations = library.annotations(article_id) if article_id else ()
            self.article_changed.emit()
            self.read_annotations()

    def read_annotations(self) -> None:
        if self.workspace:
            library = self.workspace.library
            self.annotations = library.annotations(self.article.id) if self.article else ()
            listed = {headline.id for headline in self.headlines}
            self.dossier_annotations = [a for a in library.annotations() if a.article_id in listed]
            self.annotations_changed.emit()

    def read_brief(self) -> None:
        """Compose the brief of the article, or of the whole dossier."""
        if self.workspace is None:
            return
        article_id = None if self.is_whole_dossier or self.article is None else self.article.id
        self.brief = self.workspace.brief(self.dossier_id, article_id) if self.dossier_id else NO_BRIEF
        self.brief_changed.emit()

    def read_history(self) -> None:
        if self.workspace:
            self.undo_label = self.workspace.library.undo_label
            self.redo_label = self.workspace.library.redo_label
            self.history_changed.emit()

    def read_searches(self) -> None:
        if self.workspace:
            self.searches = self.workspace.library.saved_searches()
            self.searches_changed.emit()

    def read_all(self) -> None:
        """Read everything again: another library stands in the place of the one that was open."""
        article_id = self.article.id if self.article else None
        self.read_dossiers()
        self.read_headlines()
        listed = [headline.id for headline in self.headlines]
        self.read_article(article_id if article_id in listed else listed[0] if listed else None)
        self.read_brief()
        self.read_history()
        self.read_searches()

    def take(self, change: Change | None) -> None:
        """Read again what a change touched."""
        if change is None or self.workspace is None:
            return
        if change.kinds & {"dossiers", "articles"}:
            self.read_dossiers()
        if change.kinds & {"dossiers", "articles", "attachments"}:
            self.read_headlines()
        elif change.kinds & {"findings", "lines"}:
            self._read_again(change.articles)
        self._follow_article(change)
        if change.kinds & {"searches"}:
            self.read_searches()
        if change.kinds & {"annotations"}:
            self.read_annotations()
        if change.kinds & {"dossiers", "articles", "findings", "lines", "header"}:
            self.read_brief()
        self.read_history()
        self.written.emit(change)

    def _follow_article(self, change: Change) -> None:
        """Keep the open article open as long as it is listed; else the first one."""
        current = self.article.id if self.article else None
        if not self.is_listed(current):
            self.read_article(self._first())
        elif current in change.articles and change.kinds & {"articles", "findings"}:
            self.read_article(current)

    def _first(self) -> str | None:
        return self.headlines[0].id if self.headlines else None

    # --- going somewhere ---------------------------------------------------------------------------------------------

    def go_to_dossier(self, dossier_id: str, article_id: str | None = None) -> None:
        """Open a dossier at an article, else at its newest."""
        self.dossier_id, self.shows_trash = dossier_id, False
        self.dossiers_changed.emit()
        self.read_headlines()
        self.read_article(article_id if self.is_listed(article_id) else self._first())
        self.read_brief()

    def go_to_trash(self) -> None:
        self.shows_trash = True
        self.dossiers_changed.emit()
        self.read_headlines()
        self.read_article(self._first())
        self.read_brief()

    def go_to_article(self, article_id: str) -> None:
        """Open an article of this dossier, else in the first dossier that has it."""
        if self.workspace is None or (self.article and self.article.id == article_id):
            return
        if not self.is_listed(article_id):
            homes = self.workspace.library.dossiers_of(article_id)
            if homes:
                self.go_to_dossier(homes[0], article_id)
                return
        self.read_article(article_id)
        if not self.is_whole_dossier:
            self.read_brief()

    def open_anywhere(self, article_id: str) -> None:
        """Open an article though no list may show it: an old version that was superseded."""
        self.go_to_article(article_id)
        if self.workspace and (self.article is None or self.article.id != article_id):
            self.read_article(article_id)
            self.read_brief()

    def show_whole_dossier(self, is_whole: bool) -> None:
        if is_whole != self.is_whole_dossier:
            self.is_whole_dossier = is_whole
            self.read_brief()

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, verb: Callable[["Workspace"], Any], then: Callable[[Any], None] | None = None) -> None:
        """Perform a verb of the workspace on the writer's thread; its Change is taken when it comes back."""

        def call() -> Any:
            assert self.workspace is not None, "writes wait behind the opening of the library"
            return verb(self.workspace)

        def came_back(result: Any) -> None:
            self.take(_change_of(result))
            if then is not None:
                then(result)

        self.tasks.writer.do(call, came_back)

    def run(
        self, title: str, verb: Callable[["Workspace", Job], Any], then: Callable[[Any], None] | None = None
    ) -> Job | None:
        """Long work on the workspace, with progress and cancel; None while the library is not open yet."""
        workspace = self.workspace
        if workspace is None:
            return None
        return self.tasks.run(title, lambda job: verb(workspace, job), then)

    def warm_analysis(self) -> None:
        """Have the language of the open article loaded before a text is pasted: that takes some seconds."""
        if self.workspace is not None:
            shown = self.article.language if self.article else ""
            language = shown if shown in LANGUAGES else interface_language()
            self.tasks.writer.do(partial(self.workspace.analyser.warm, language))

    def close(self) -> None:
        """Finish the writes, end the child processes, close the library."""
        self.tasks.end()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None

    def show(self, **parts: Any) -> None:
        """Put parts of the state on the desk as they are: the first look, before the library is open."""
        for name, value in parts.items():
            setattr(self, name, value)
        # the brief before the article, so that the text is lit as it is written
        for signal in (self.dossiers_changed, self.headlines_changed, self.brief_changed, self.article_changed):
            signal.emit()
        self.annotations_changed.emit()


def _change_of(result: Any) -> Change | None:
    """The Change in what a verb gave: itself, with something made before it, or in a report."""
    if isinstance(result, Change):
        return result
    change: Change | None = result[1] if isinstance(result, tuple) else getattr(result, "change", None)
    return change
