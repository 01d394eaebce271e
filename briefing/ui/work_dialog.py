"""A piece of long work that everything else waits for: how far it is, and a button to stop it."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.ui.plain import label
from briefing.ui.shown import on_one_line, shortened
from briefing.ui.tasks import Job

_LONGEST = 200  # signs of what is being done


class WorkDialog(QDialog):
    """Stands over the window until the job has ended; closing it asks the job to stop."""

    def __init__(self, job: Job, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = job
        self.setWindowTitle(on_one_line(job.title))
        self.setModal(True)
        self.setMinimumWidth(440)
        self.what = label(shortened(job.title, _LONGEST), "messageTitle", is_wrapped=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(on_one_line(job.title))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.what)
        layout.addWidget(label(words, "emptyHint", is_wrapped=True))
        layout.addWidget(self.bar)
        layout.addWidget(buttons)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)

    def _show(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self.what.setText(shortened(what, _LONGEST))
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def _end(self) -> None:
        self._job = None
        self.accept()

    def reject(self) -> None:
        """The work ends when it can; the dialog with it."""
        if self._job is not None:
            self._job.cancel()
            self.what.setText(tr("Stopping…"))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            event.ignore()
            self.reject()
