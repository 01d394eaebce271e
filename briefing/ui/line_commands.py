"""What is done to a line of the brief: accept, include, edit, gloss, move, reject, reorder, write one's own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from briefing.i18n import tr
from briefing.model import Brief, Line, OwnLine
from briefing.ui.brief_pane import BriefPane
from briefing.ui.desk import Desk
from briefing.ui.rows import Row, line_text

Say = Callable[[str], None]


class LineCommands:
    """Verbs on the current line of the brief."""

    def __init__(self, desk: Desk, pane: BriefPane, say: Say, author: Callable[[], str]) -> None:
        self._desk, self._pane, self._say, self._author = desk, pane, say, author

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("accept", "include", "edit", "gloss", "move", "reject", "move_up", "move_down", "own_line")
        return {name: getattr(self, name) for name in names} | {
            "next_line": lambda: self._step(1),
            "previous_line": lambda: self._step(-1),
            "next_unreviewed": lambda: self._step(1, is_unreviewed=True),
        }

    def _step(self, by: int, *, is_unreviewed: bool = False) -> None:
        if self._pane.list.step(by, is_unreviewed=is_unreviewed):
            return
        if is_unreviewed and self._pane.to_review:
            self._pane.list.go_to_top()
            if self._pane.list.step(1, is_unreviewed=True):
                return
        self._say(tr("Everything is reviewed.") if is_unreviewed else tr("That was the last line."))

    # --- deciding ----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Accept the line, or take that back. An unsure line that is accepted goes into the brief."""
        line = self._finding_line()
        if line is None:
            return
        if line.state == "accepted":
            self._curate(line, state="proposed")
        elif line.is_unsure:
            self._curate(line, state="accepted", is_included=True)
        else:
            self._curate(line, state="edited" if line.state == "edited" else "accepted")

    def reject(self) -> None:
        """Reject the line, or take that back; a line of one's own is taken away."""
        line = self._pane.current_line
        if line is not None and line.kind == "own":
            own_id = line.key.partition("/")[2]
            self._desk.write(lambda workspace: workspace.remove_own_line(own_id))
        elif (line := self._finding_line()) is not None:
            self._curate(line, state="proposed" if line.state == "rejected" else "rejected")

    def include(self) -> None:
        """Put the line into this brief, or leave it out."""
        line = self._pane.current_line
        if line is not None and line.kind == "own":
            self._change_own(line, is_included=not line.is_included)
        elif (line := self._finding_line()) is not None:
            self._curate(line, is_included=not line.is_included)

    def edit(self) -> None:
        """Edit the wording in place."""
        line = self._pane.current_line
        if line is not None and (line.kind == "own" or self._finding_line() is not None):
            self._pane.list.write_in("text", line_text(line))

    def gloss(self) -> None:
        """Write one line in one's own words beside it."""
        line = self._finding_line()
        if line is not None:
            self._pane.list.write_in("gloss", line.gloss or "")

    def take_text(self, key: str, field: str, text: str) -> None:
        """What was written in the field of a line."""
        line = self._pane.line(key)
        if line is None:
            return
        if line.kind == "own":
            if text and text != line_text(line):
                self._change_own(line, text=text)
        elif field == "gloss":
            if text != (line.gloss or ""):
                self._curate(line, gloss=text or None)
        elif not text:
            self._curate(line, text=None, state="proposed")
        elif text != line_text(line):
            self._curate(line, text=text, state="edited")

    def move(self) -> None:
        """Give the line to another actor, or put it under an issue."""
        # dialogs are loaded when they are first wanted: the window is painted before
        from briefing.ui.dialogs import MoveDialog

        line = self._finding_line()
        if line is None:
            return
        dialog = MoveDialog(self._window, _names(self._desk.brief), _issues(self._desk.brief), self._group(line))
        if dialog.exec():
            fields: dict[str, Any] = {"actor": dialog.chosen_actor, "issue": dialog.chosen_issue}
            self._curate(line, **fields)

    # --- order ------------------------------------------------------------------------------------------------------

    def move_up(self) -> None:
        self._shift(-1)

    def move_down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        row = self._pane.list.current_row
        if row is None:
            return
        keys = self._siblings(row)
        at = keys.index(row.key) + by
        if 0 <= at < len(keys):
            keys.remove(row.key)
            keys.insert(at, row.key)
            self._reorder(keys)

    def drop(self, key: str, before: str, _: int = 0) -> None:
        """A line was dropped before another one of its group, or at the group's end."""
        row = next((row for row in self._pane.list.rows.rows if row.key == key), None)
        if row is None or key == before:
            return
        keys = self._siblings(row)
        keys.remove(key)
        keys.insert(keys.index(before) if before in keys else len(keys), key)
        self._reorder(keys)

    def _siblings(self, row: Row) -> list[str]:
        rows = self._pane.list.rows.rows
        return [
            r.key
            for r in rows
            if r.kind == "line" and (r.section, r.group) == (row.section, row.group) and r.line and _is_curated(r.line)
        ]

    def _reorder(self, keys: list[str]) -> None:
        dossier_id = self._desk.dossier_id
        decisions: dict[str, dict[str, Any]] = {key: {"position": float(n)} for n, key in enumerate(keys)}
        if dossier_id:
            self._desk.write(lambda workspace: workspace.curate_lines(dossier_id, decisions))

    # --- lines of one's own -----------------------------------------------------------------------------------------

    def own_line(self) -> None:
        """Write a line of one's own."""
        from briefing.ui.dialogs import OwnLineDialog

        dossier_id, row = self._desk.dossier_id, self._pane.list.current_row
        if dossier_id is None:
            return
        sections = [(s.key, s.title) for s in self._desk.brief.sections if not s.is_annex]
        cited = row.line if row and row.line and row.line.evidence else None
        dialog = OwnLineDialog(self._window, sections, line_text(cited) if cited else "")
        if not dialog.exec():
            return
        text = dialog.text + (f" [[{cited.key}]]" if cited and dialog.is_citing else "")
        line = OwnLine(
            id=uuid4().hex,
            dossier_id=dossier_id,
            section=dialog.section,
            text=text,
            source=dialog.source,
            may_be_disclosed=dialog.may_be_disclosed,
            position=datetime.now(UTC).timestamp(),
            author=self._author(),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._desk.write(lambda workspace: workspace.put_own_line(line))
        if not self._desk.is_whole_dossier:
            self._say(tr("Your line stands in the brief of the whole dossier."))

    def _change_own(self, line: Line, **fields: Any) -> None:
        own_id, dossier_id = line.key.partition("/")[2], self._desk.dossier_id

        def change(workspace: Any) -> Any:
            own = next(own for own in workspace.library.own_lines(dossier_id) if own.id == own_id)
            return workspace.put_own_line(own._replace(**fields))

        self._desk.write(change)

    # --- within -----------------------------------------------------------------------------------------------------

    @property
    def _window(self) -> QWidget:
        return self._pane.window()

    def _finding_line(self) -> Line | None:
        """The current line if it is one that can be decided about, else a word about why not."""
        line = self._pane.current_line
        if line is None:
            self._say(tr("Choose a line first: J and K go through them."))
        elif not _is_curated(line):
            self._say(tr("This line is generated; it goes when its reason goes."))
            return None
        return line

    def _curate(self, line: Line, **fields: Any) -> None:
        dossier_id, key = self._desk.dossier_id, line.key
        if dossier_id:
            fields["author"] = self._author()
            self._desk.write(lambda workspace: workspace.curate(dossier_id, key, **fields))

    def _group(self, line: Line) -> tuple[str, str]:
        for section in self._desk.brief.sections:
            for group in section.groups:
                if any(line.key == other.key for other in group.lines) and section.key == "positions":
                    return group.title, group.issue
        return "", ""


def _is_curated(line: Line) -> bool:
    return line.kind in ("statement", "unattributed", "meeting", "figure")


def _names(brief: Brief) -> list[str]:
    groups = [group for section in brief.sections if section.key == "positions" for group in section.groups]
    return sorted({group.title for group in groups})


def _issues(brief: Brief) -> list[str]:
    groups = [group for section in brief.sections if section.key == "positions" for group in section.groups]
    return sorted({group.issue for group in groups if group.issue})
