"""A library with the processes that read and analyse, and the verbs on them."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing.analysis import RULES, model_version
from briefing.children import AnalysisProcess, ReadingProcess
from briefing.compose import compose
from briefing.errors import UserError
from briefing.i18n import LANGUAGES, mark, tr, trn
from briefing.library import Library
from briefing.model import (
    Addition,
    Annotation,
    Article,
    Brief,
    Change,
    Findings,
    Header,
    LineChange,
    LineState,
    OwnLine,
    Reading,
    Succession,
)
from briefing.paths import library_file
from briefing.workspace import versions
from briefing.workspace.analysing import given_date, put_findings
from briefing.workspace.importing import ImportReport, import_clips, import_files
from briefing.workspace.progress import (
    CancelCheck,
    Progress,
    ProgressListener,
    RefusalListener,
    ignore_progress,
    never_cancelled,
    raise_refusal,
    stop_if,
)
from briefing.workspace.sample import add_sample
from briefing.workspace.unpacking import Clip

_STATE_LABELS: dict[LineState, str] = {
    "accepted": mark("Accept line"),
    "rejected": mark("Reject line"),
    "proposed": mark("Set line back to proposed"),
    "edited": mark("Edit line"),
}


class Workspace:
    """One library, open, with the child processes that read files and analyse texts (started when first needed)."""

    def __init__(self, library: Library) -> None:
        self.library = library
        # told which language's model is being loaded, which takes seconds
        self.on_loading: Callable[[str], None] = lambda language: None
        self._closing = ExitStack()
        self._closing.callback(library.close)

    @classmethod
    def open(cls, path: Path | None = None, *, with_sample: bool = True) -> "Workspace":
        """Open or create the library. The very first start holds the sample dossier."""
        library = Library.open(path or library_file())
        workspace = cls(library)
        if library.is_new and with_sample:
            add_sample(library, workspace.reader)
        return workspace

    def close(self) -> None:
        """End the child processes and close the library."""
        self._closing.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def reader(self) -> ReadingProcess:
        """The process that parses files, with its limits."""
        process = ReadingProcess()
        self._closing.callback(process.close)
        return process

    @cached_property
    def analyser(self) -> AnalysisProcess:
        """The process that holds the language models."""
        process = AnalysisProcess()
        self._closing.callback(process.close)
        return process

    # --- reading ---------------------------------------------------------------------------------------------

    def find_dossier(self, name: str) -> str:
        """The id of the dossier of that name (letter case aside). UserError "no-such-dossier"."""
        for dossier in self.library.dossiers():
            if dossier.name.casefold() == name.casefold() or dossier.id == name:
                return dossier.id
        known = ", ".join(d.name for d in self.library.dossiers()) or tr("none yet")
        raise UserError(
            "no-such-dossier", tr("There is no dossier “{name}”.", name=name), tr("Known: {known}.", known=known)
        )

    def reading(self, article_id: str) -> Reading | None:
        """The article with its findings; None as long as it has not been analysed."""
        article = self.library.article(article_id)
        findings = self.library.findings(article.id)
        return Reading(article, findings, tuple(self.library.additions(article.id))) if findings else None

    def brief(self, dossier_id: str, article_id: str | None = None, *, as_of: str | None = None) -> Brief:
        """The brief of a dossier, or of one of its articles. Articles that are not analysed yet are left out."""
        library = self.library
        ids = [article_id] if article_id else [headline.id for headline in library.headlines(dossier_id)]
        readings = [reading for i in ids if (reading := self.reading(i))]
        header = library.header(dossier_id)
        if article_id and readings:
            header = header._replace(subject=readings[0].article.title)
        if as_of:
            header = header._replace(as_of=as_of)
        own_lines = [] if article_id else library.own_lines(dossier_id)
        stories = {} if article_id else library.stories(dossier_id)
        curations = library.curations(dossier_id)
        return compose(readings, header, curations, own_lines, today=date.today().isoformat(), stories=stories)

    def brief_up_to_date(
        self,
        dossier_name: str | None,
        article_id: str | None,
        *,
        as_of: str | None = None,
        progress: ProgressListener = ignore_progress,
        refused: RefusalListener = raise_refusal,
    ) -> Brief:
        """The brief of the dossier of that name, or of an article, after analysing what is not yet analysed."""
        if article_id:
            article_id = self.library.article(article_id).id
            dossier_id = self.library.dossiers_of(article_id)[0]
            ids = {article_id}
        else:
            dossier_id = self.find_dossier(dossier_name or "")
            ids = {headline.id for headline in self.library.headlines(dossier_id)}
        self.analyse([i for i in self.needs_analysis() if i in ids], progress=progress, refused=refused)
        return self.brief(dossier_id, article_id, as_of=as_of)

    def note_sent(self, dossier_id: str, brief: Brief) -> None:
        """Remember what the dossier's brief holds that goes out now."""
        versions.note_sent(self.library, dossier_id, brief)

    def changes_since_sent(self, dossier_id: str) -> tuple[str, tuple[LineChange, ...]] | None:
        """When the dossier's brief went out last, and what changed since; None when none ever did."""
        return versions.changes_since(self.library, dossier_id, self.brief(dossier_id))

    # --- articles --------------------------------------------------------------------------------------------

    def dossier_named(self, name: str) -> str:
        """The id of the dossier of that name, made when there is none."""
        for dossier in self.library.dossiers():
            if dossier.name.casefold() == name.casefold():
                return dossier.id
        return self.add_dossier(name)[0]

    def add_dossier(self, name: str) -> tuple[str, Change]:
        """A new dossier's id."""
        with self.library.edit(tr("Add dossier")) as edit:
            dossier_id = edit.add_dossier(name)
        return dossier_id, edit.change

    def import_paths(
        self,
        paths: Iterable[Path],
        dossier_id: str,
        *,
        published: str | None = None,
        progress: ProgressListener = ignore_progress,
        is_cancelled: CancelCheck = never_cancelled,
    ) -> ImportReport:
        """Files and folders into a dossier; see `import_files`."""
        return import_files(
            self.library,
            self.reader,
            paths,
            dossier_id,
            published=published,
            progress=progress,
            is_cancelled=is_cancelled,
        )

    def import_pasted(self, text: str, dossier_id: str, *, html: str | None = None) -> ImportReport:
        """What the clipboard held: the HTML of a browser's selection if there is one, else its text."""
        name, content = ("pasted.html", html) if html else ("pasted.txt", text)
        clip = Clip(name, content.encode(), tr("pasted"), text)
        return import_clips(
            self.library,
            self.reader,
            [clip],
            dossier_id,
            published=None,
            progress=ignore_progress,
            is_cancelled=never_cancelled,
        )

    def correct_article(self, article_id: str, **fields: Any) -> Change:
        """Correct title, published, language, outlet or author. A date set here is "given"."""
        if "published" in fields:
            fields["published_basis"] = "given" if fields["published"] else "none"
        with self.library.edit(tr("Correct article")) as edit:
            edit.correct_article(article_id, **fields)
        return edit.change

    def set_dates(self, dates: dict[str, str]) -> Change:
        """Set the publication dates (ISO) of several articles at once, by article id."""
        with self.library.edit(trn("Set {count} date", "Set {count} dates", len(dates))) as edit:
            for article_id, published in dates.items():
                edit.correct_article(article_id, published=published, published_basis="given")
        return edit.change

    def trash_article(self, article_id: str) -> Change:
        """Put an article into the trash."""
        with self.library.edit(tr("Move article to the trash")) as edit:
            edit.trash_article(article_id)
        return edit.change

    def restore_article(self, article_id: str) -> Change:
        """Out of the trash, back to the dossiers where it was."""
        with self.library.edit(tr("Restore article")) as edit:
            edit.restore_article(article_id)
        return edit.change

    def delete_articles(self, article_ids: Sequence[str]) -> Change:
        """Articles of the trash, for good: neither this nor what was done before can be undone."""
        with self.library.edit(tr("Delete for good"), undoable=False) as edit:
            for article_id in article_ids:
                edit.delete_article(article_id)
        return edit.change

    def add_sample(self) -> Change:
        """Put the sample dossier into the library (again)."""
        return add_sample(self.library, self.reader)

    def remove_dossier(self, dossier_id: str) -> Change:
        """Remove a dossier; its articles that stand in no other go to the trash."""
        with self.library.edit(tr("Remove dossier")) as edit:
            edit.remove_dossier(dossier_id)
        return edit.change

    # --- analysis --------------------------------------------------------------------------------------------

    def needs_analysis(self) -> list[str]:
        """The articles whose findings are missing, or were made by other rules or for another date or language."""
        return self.library.needs_analysis(RULES, {code: model_version(code) for code in LANGUAGES})

    def analyse(
        self,
        article_ids: Sequence[str],
        *,
        progress: ProgressListener = ignore_progress,
        is_cancelled: CancelCheck = never_cancelled,
        refused: RefusalListener = raise_refusal,
    ) -> Change:
        """Derive the findings of the articles, one after the other; what was finished is kept when it is stopped.

        `refused` hears of each text whose analysis fails (a UserError), then the others follow; without it the
        first failure is raised. Raises Cancelled.
        """
        changes = []
        for number, article_id in enumerate(article_ids):
            stop_if(is_cancelled)
            article = self.library.article(article_id)
            progress(Progress(number, len(article_ids), article.title))
            try:
                changes.append(self._analyse_article(article, is_cancelled))
            except UserError as error:
                refused(error)
        progress(Progress(len(article_ids), len(article_ids)))
        touched = frozenset(article_ids)
        dossiers = frozenset[str]().union(*(change.dossiers for change in changes))
        kinds = frozenset({"findings", "lines"}).union(*(change.kinds for change in changes))
        return Change(tr("Analyse"), touched, dossiers, kinds)

    def _analyse_article(self, article: Article, is_cancelled: CancelCheck) -> Change:
        findings = self.find_in(article, is_cancelled)
        with self.library.edit(tr("Analyse"), undoable=False) as edit:
            put_findings(edit, article, findings)
        return edit.change

    def find_in(self, article: Article, is_cancelled: CancelCheck = never_cancelled) -> Findings:
        """What the analysis finds in an article; nothing is written."""
        return self.analyser.analyse(
            article.text,
            published=given_date(article),
            language=article.language,
            name=article.title,
            is_cancelled=is_cancelled,
            on_loading=self.on_loading,
        )

    # --- versions ----------------------------------------------------------------------------------------------

    def compare_articles(
        self, *, progress: ProgressListener = ignore_progress, is_cancelled: CancelCheck = never_cancelled
    ) -> Change:
        """Look for copies and versions of one story among articles that are new; see `versions`."""
        return versions.compare_articles(self.library, progress=progress, is_cancelled=is_cancelled)

    def newer_versions(self, article_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Old and new, for articles that seem to be newer versions of one that is here."""
        return versions.newer_versions(self.library, article_ids)

    def succeed(
        self, old_id: str, new_id: str, *, is_cancelled: CancelCheck = never_cancelled
    ) -> tuple[Succession, Change]:
        """Put a newer version in an article's place, with all work on it; what became of each piece of work."""
        return versions.succeed(self, old_id, new_id, is_cancelled=is_cancelled)

    def import_newer(
        self, old_id: str, path: Path, *, is_cancelled: CancelCheck = never_cancelled
    ) -> tuple[Succession, Change]:
        """Read a newer version from a file and put it in an article's place."""
        return versions.import_newer(self, old_id, path, is_cancelled=is_cancelled)

    # --- the analyst's work ------------------------------------------------------------------------------------

    def curate(self, dossier_id: str, line_key: str, **fields: Any) -> Change:
        """Decide about a line: fields of Curation; None takes a decision back. One undo step."""
        return self.curate_lines(dossier_id, {line_key: fields})

    def curate_lines(self, dossier_id: str, decisions: dict[str, dict[str, Any]]) -> Change:
        """Decide about several lines in one undo step, by line key."""
        with self.library.edit(_label(decisions)) as edit:
            for line_key, fields in decisions.items():
                article_id, _, key = line_key.partition("/")
                if article_id == "caution":
                    article_id, key = "", line_key  # generated, so of no article
                edit.curate(dossier_id, article_id, key, **fields)
        return edit.change

    def add_finding(self, addition: Addition) -> Change:
        """A statement, meeting or figure made by hand from a selection."""
        with self.library.edit(tr("Add line from selection")) as edit:
            edit.add_finding(addition)
        return edit.change

    def put_own_line(self, line: OwnLine) -> Change:
        """Add or change a line of the analyst's own."""
        with self.library.edit(tr("Write own line")) as edit:
            edit.put_own_line(line)
        return edit.change

    def remove_own_line(self, line_id: str) -> Change:
        """Take an own line away."""
        with self.library.edit(tr("Remove own line")) as edit:
            edit.remove_own_line(line_id)
        return edit.change

    def put_header(self, dossier_id: str, header: Header) -> Change:
        """Change what stands above the brief."""
        with self.library.edit(tr("Change the brief's header")) as edit:
            edit.put_header(dossier_id, header)
        return edit.change

    def annotate(self, annotation: Annotation) -> Change:
        """Add or change a highlight, a note or a tag."""
        labels = {"highlight": tr("Highlight"), "note": tr("Write note"), "tag": tr("Tag")}
        # a note is saved while it is typed: that is one step of undo
        with self.library.edit(labels[annotation.kind], series=f"annotation {annotation.id}") as edit:
            edit.annotate(annotation)
        return edit.change

    def remove_annotation(self, annotation_id: str) -> Change:
        """Take a highlight, a note or a tag away."""
        with self.library.edit(tr("Remove annotation")) as edit:
            edit.remove_annotation(annotation_id)
        return edit.change

    def undo(self) -> Change | None:
        """Take back the last edit; None when there is none."""
        return self.library.undo() if self.library.undo_label else None

    def redo(self) -> Change | None:
        """Do again what was taken back; None when there is nothing."""
        return self.library.redo() if self.library.redo_label else None


def _label(decisions: dict[str, dict[str, Any]]) -> str:
    """What the person did, from the fields that were decided."""
    fields = next(iter(decisions.values()), {})
    if "state" in fields:
        return tr(_STATE_LABELS[fields["state"] or "proposed"])
    if "is_included" in fields:
        return tr("Include line") if fields["is_included"] else tr("Leave line out")
    names = {
        "text": tr("Edit line"),
        "gloss": tr("Gloss line"),
        "note": tr("Note on line"),
        "actor": tr("Move line"),
        "issue": tr("Move line"),
        "position": tr("Reorder lines"),
    }
    return next((label for name, label in names.items() if name in fields), tr("Change line"))
