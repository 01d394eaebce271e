"""Undo and redo: in the text field that is being written in, else of the library."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from briefing.i18n import interface_language, tr
from briefing.ui.actions import Actions
from briefing.ui.desk import Desk
from briefing.ui.shown import on_button
from briefing.wording import labelled


class HistoryCommands:
    """Steps through the edits of the library; the actions say which edit is next."""

    def __init__(self, desk: Desk, say: Callable[[str], None]) -> None:
        self._desk, self._say = desk, say

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        return {"undo": self.undo, "redo": self.redo}

    def follow(self, actions: Actions) -> None:
        """Keep the words of the actions in step with the history."""
        self._desk.history_changed.connect(lambda: self._show(actions))

    def undo(self) -> None:
        if not _step_in_field(is_redo=False):
            label = self._desk.undo_label
            self._step(label, tr("Undone: {what}"), lambda workspace: workspace.undo())

    def redo(self) -> None:
        if not _step_in_field(is_redo=True):
            label = self._desk.redo_label
            self._step(label, tr("Done again: {what}"), lambda workspace: workspace.redo())

    def _step(self, label: str | None, words: str, verb: Callable[..., object]) -> None:
        if label is None:
            self._say(tr("There is nothing to undo or redo."))
        else:
            self._desk.write(verb, lambda _: self._say(words.format(what=label)))

    def _show(self, actions: Actions) -> None:
        for name, words, label in (
            ("undo", tr("Undo"), self._desk.undo_label),
            ("redo", tr("Redo"), self._desk.redo_label),
        ):
            actions[name].setText(on_button(labelled(words, label, interface_language())) if label else words)


def _step_in_field(*, is_redo: bool) -> bool:
    """Undo or redo in the focused text field; False when it has nothing to undo."""
    field = QApplication.focusWidget()
    if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        document = field.document()
        can = document.isRedoAvailable() if is_redo else document.isUndoAvailable()
    elif isinstance(field, QLineEdit):
        can = field.isRedoAvailable() if is_redo else field.isUndoAvailable()
    else:
        return False
    if can and is_redo:
        field.redo()
    elif can:
        field.undo()
    return can
