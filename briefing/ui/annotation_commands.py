"""What is done to a passage of the source: highlight, tag, note, or make a finding of it by hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from briefing.i18n import tr
from briefing.model import Annotation, Span
from briefing.text import surroundings
from briefing.ui.brief_pane import BriefPane
from briefing.ui.desk import Desk
from briefing.ui.source_pane import SourcePane

if TYPE_CHECKING:
    from briefing.ui.make_dialogs import MakeFigure, MakeMeeting, MakeStatement

Say = Callable[[str], None]


class AnnotationCommands:
    """Verbs on the selection in the source, or on the passage of the current line."""

    def __init__(self, desk: Desk, source: SourcePane, brief: BriefPane, say: Say) -> None:
        self._desk, self._source, self._brief, self._say = desk, source, brief, say

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("highlight", "tag", "note", "make_statement", "make_meeting", "make_figure")
        return {name: getattr(self, name) for name in names}

    def highlight(self) -> None:
        """Highlight the passage, or take its highlight away."""
        span = self._passage()
        if span is None:
            return
        same = next((a for a in self._desk.annotations if a.kind == "highlight" and a.span == span), None)
        if same is not None:
            self.remove(same.id)
        else:
            self._annotate("highlight", span)

    def note(self) -> None:
        """Write a note on the passage: it opens for writing in the Notes tab."""
        span = self._passage()
        if span is None:
            return
        same = next((a for a in self._desk.annotations if a.kind == "note" and a.span == span), None)
        if same is not None:
            self._write(same)
        else:
            self._annotate("note", span, then=self._write)

    def tag(self) -> None:
        """Tag the passage."""
        # dialogs are loaded when they are first wanted: the window is painted before
        from briefing.ui.dialogs import NameDialog

        span = self._passage()
        if span is None:
            return
        workspace = self._desk.workspace
        known = list(workspace.library.tags()) if workspace else []
        dialog = NameDialog(self._window, tr("Tag this passage"), tr("Tag"), known)
        if dialog.exec() and dialog.name.lstrip("#"):
            self._annotate("tag", span, dialog.name.lstrip("#"))

    def remove(self, annotation_id: str) -> None:
        """Take an annotation away."""
        self._desk.write(lambda workspace: workspace.remove_annotation(annotation_id))

    def take_body(self, annotation_id: str, body: str) -> None:
        """What was written in a note."""
        known = [*self._desk.annotations, *self._desk.dossier_annotations]
        annotation = next((a for a in known if a.id == annotation_id), None)
        if annotation is not None and annotation.body != body:
            self._desk.write(lambda workspace: workspace.annotate(annotation._replace(body=body)))

    def show(self, annotation_id: str) -> None:
        """Go to the passage of an annotation and open it."""
        annotation = next((a for a in self._desk.dossier_annotations if a.id == annotation_id), None)
        if annotation is not None:
            self._desk.go_to_article(annotation.article_id)
            self._source.reveal((annotation.span,))

    def _write(self, annotation: Annotation) -> None:
        if not self._brief.isVisible():
            self._brief.show()
        self._brief.tabs.setCurrentWidget(self._brief.notes)
        self._brief.notes.write(annotation)

    def _annotate(
        self, kind: str, span: Span, body: str = "", then: Callable[[Annotation], None] | None = None
    ) -> None:
        article = self._desk.article
        if article is None:
            return
        prefix, suffix = surroundings(article.text, span)
        annotation = Annotation(
            id=uuid4().hex,
            article_id=article.id,
            kind=kind,  # type: ignore[arg-type]
            span=span,
            prefix=prefix,
            suffix=suffix,
            body=body,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._desk.write(
            lambda workspace: workspace.annotate(annotation), (lambda _: then(annotation)) if then else None
        )

    # --- findings by hand --------------------------------------------------------------------------------------------

    def make_statement(self) -> None:
        from briefing.ui.make_dialogs import MakeStatement

        self._make(MakeStatement)

    def make_meeting(self) -> None:
        from briefing.ui.make_dialogs import MakeMeeting

        self._make(MakeMeeting)

    def make_figure(self) -> None:
        from briefing.ui.make_dialogs import MakeFigure

        self._make(MakeFigure)

    def _make(self, kind: "type[MakeStatement | MakeMeeting | MakeFigure]") -> None:
        span, article = self._passage(is_selection_needed=True), self._desk.article
        if span is None or article is None:
            return
        actors = self._desk.findings.actors if self._desk.findings else ()
        dialog = kind(self._window, article, span, actors)
        if dialog.exec():
            addition = dialog.addition
            key = f"{article.id}/{addition.finding.key}"
            self._desk.write(lambda workspace: workspace.add_finding(addition), lambda _: self._show_made(key))

    def _show_made(self, key: str) -> None:
        self._brief.go_to(key)

    # --- within ------------------------------------------------------------------------------------------------------

    @property
    def _window(self) -> QWidget:
        return self._source.window()

    def _passage(self, *, is_selection_needed: bool = False) -> Span | None:
        """The selection, else the passage of the current line; a word on what to do when there is none."""
        span = self._source.view.selected_span()
        if span is None and not is_selection_needed:
            span = self._source.view.current_stretch
        if span is None:
            self._say(tr("Select some text in the article first."))
        return span
