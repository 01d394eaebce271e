"""The trash: into it and back, and away for good after a question that says what is lost."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from briefing.i18n import tr, trn
from briefing.model import Change, Headline
from briefing.ui.desk import Desk
from briefing.ui.messages import MessageBar
from briefing.ui.shown import shortened

if TYPE_CHECKING:
    from briefing.workspace import Workspace


class TrashCommands:
    """Verbs on articles that someone threw away. Nothing is deleted by itself."""

    def __init__(self, desk: Desk, window: QWidget, message: MessageBar) -> None:
        self._desk, self._window, self._message = desk, window, message

    def verbs(self) -> dict[str, Callable[..., object]]:
        """The verbs by command name."""
        names = ("trash_article", "delete_article", "empty_trash")
        return {name: getattr(self, name) for name in names}

    def trash_article(self) -> None:
        """Into the trash; in the trash, back to where the article was."""
        article = self._desk.article
        if article is not None and self._desk.shows_trash:
            self._desk.write(
                lambda workspace: workspace.restore_article(article.id),
                lambda _: self._say_back(article.id, article.title),
            )
        elif article is not None:
            self._desk.write(
                lambda workspace: workspace.trash_article(article.id),
                lambda _: self._message.say(
                    tr("“{title}” is in the trash.", title=article.title), tr("Ctrl+Z brings it back.")
                ),
            )

    def _say_back(self, article_id: str, title: str) -> None:
        workspace = self._desk.workspace
        homes = set(workspace.library.dossiers_of(article_id)) if workspace else set()
        names = ", ".join(dossier.name for dossier in self._desk.dossiers if dossier.id in homes)
        words = tr("“{title}” is back.", title=title)
        self._message.say(words, tr("It is in: {names}", names=names) if names else tr("It is in no dossier."))

    def delete_article(self) -> None:
        """The open article of the trash, for good."""
        desk = self._desk
        if not desk.shows_trash:
            self._message.say(
                tr("Only what is in the trash is deleted for good."), tr("Move the article to the trash first.")
            )
        elif desk.article is not None:
            self._delete([headline for headline in desk.headlines if headline.id == desk.article.id])

    def empty_trash(self) -> None:
        """Everything that is in the trash, for good."""
        workspace = self._desk.workspace
        thrown = workspace.library.headlines(trashed=True) if workspace else []
        if thrown:
            self._delete(thrown)
        else:
            self._message.say(tr("The trash is empty."))

    def _delete(self, thrown: Sequence[Headline]) -> None:
        workspace = self._desk.workspace
        if not thrown or workspace is None or not self._is_sure(thrown, workspace.library.what_is_lost(_ids(thrown))):
            return
        self._desk.write(lambda workspace: _delete_all(workspace, _ids(thrown)), lambda _: self._say_gone(len(thrown)))

    def _is_sure(self, thrown: Sequence[Headline], lost: dict[str, int]) -> bool:
        """Ask, with what is lost, and what still holds it."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Delete for good"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question(thrown))
        box.setInformativeText(what_goes(thrown, lost))
        sure = box.addButton(tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is sure

    def _say_gone(self, count: int) -> None:
        words = trn("{count} article was deleted for good.", "{count} articles were deleted for good.", count)
        self._message.say(words, tr("Backups that were made before still hold what was deleted."))


def question(thrown: Sequence[Headline]) -> str:
    """What is asked before articles are deleted for good."""
    if len(thrown) == 1:
        return tr("Delete “{title}” for good?", title=shortened(thrown[0].title, 300))
    return trn("Delete {count} article for good?", "Delete {count} articles for good?", len(thrown))


def what_goes(thrown: Sequence[Headline], lost: dict[str, int]) -> str:
    """What is lost with them, whether it can be undone, and where it still is."""
    found = sum(headline.lines for headline in thrown)
    parts = [
        tr("the text and the original file"),
        trn("{count} line found", "{count} lines found", found) if found else "",
        trn("{count} annotation", "{count} annotations", lost["annotations"]) if lost["annotations"] else "",
        trn("{count} decision", "{count} decisions", lost["decisions"]) if lost["decisions"] else "",
        trn("{count} line made by hand", "{count} lines made by hand", lost["additions"]) if lost["additions"] else "",
    ]
    goes = tr("This goes: {what}.", what=", ".join(part for part in parts if part))
    undo = tr("It can’t be undone, nor can anything that was done before.")
    return "\n\n".join([goes, undo, tr("Backups that were made before still hold it.")])


def _ids(thrown: Sequence[Headline]) -> list[str]:
    return [headline.id for headline in thrown]


def _delete_all(workspace: "Workspace", article_ids: Sequence[str]) -> Change:
    return workspace.delete_articles(article_ids)
