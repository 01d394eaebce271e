"""A day at the desk, in a process of its own, around a text that nobody else may read. `python -m … LIBRARY CLIP`.

With BRIEFING_PASSPHRASE the library is encrypted from the start. It says "working" while everything is open, with its
log on the disk, and waits for a line before it goes on to close; then the window opens on the library once.
"""

import os
import signal
import sys
from pathlib import Path

from briefing.library import cipher, encryption
from briefing.model import Annotation, Span
from briefing.workspace import Workspace


def main() -> None:
    path, clip = Path(sys.argv[1]), Path(sys.argv[2])
    passphrase = os.environ.pop("BRIEFING_PASSPHRASE", None)
    if passphrase:
        encryption.create(path, passphrase)
    with Workspace.open(path) as workspace:
        _work(workspace, clip)
        sys.stdout.write("working\n")
        sys.stdout.flush()
        if sys.stdin.readline() == "die\n":
            os.kill(os.getpid(), signal.SIGKILL)
    _look(path)
    cipher.forget()


def _work(workspace: Workspace, clip: Path) -> None:
    library = workspace.library
    dossier = workspace.dossier_named("Secret")
    report = workspace.import_paths([clip], dossier)
    article = library.article(report.added[0])
    workspace.analyse([article.id])
    word = article.text.split()[0]
    note = Annotation("a" * 32, article.id, "note", Span(0, len(word), word), body=f"{word}, noted")
    workspace.annotate(note)
    assert library.search(word)
    library.backup()
    if cipher.is_encrypted(library.path):
        library.set_passphrase("another one entirely")
    workspace.annotate(Annotation("b" * 32, article.id, "tag", Span(0, len(word), word), body=word))
    workspace.undo()
    assert library.check() == []


def _look(path: Path) -> None:
    """The window, as it opens and closes, with its settings and log."""
    from PySide6.QtCore import QTimer

    from briefing.settings import Settings
    from briefing.ui import app

    application = app.make_application(["briefing"])
    window = app.open_window(path, Settings())
    app.set_up_log(path.with_name("briefing.log"))
    window.desk.opened.connect(lambda: QTimer.singleShot(1500, window.close))
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
