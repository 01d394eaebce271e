"""The foot of the window: nothing leaves the laptop, what is saved, what is running."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QWidget

from briefing.i18n import interface_language, tr
from briefing.ui.icons import pixmap
from briefing.ui.plain import ElidedLabel, icon_button, label
from briefing.ui.tasks import Job, Tasks
from briefing.ui.theme import LIGHT, Theme
from briefing.wording import labelled


class ProgressStrip(QWidget):
    """What is done, how far it is, and a button to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.what = ElidedLabel("statusRight", Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.cancel = icon_button("x", tr("Cancel"), LIGHT, 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.what, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)


class StatusBar(QStatusBar):
    """Shows the first running job with its progress and a button to stop it."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._tasks = tasks
        self._shield = QLabel()
        self.offline = label(tr("Offline: nothing leaves this laptop"), "statusOffline")
        self.saved = label(tr("All changes saved"), "statusSaved")
        self.keys = label(tr("J / K next, previous · A accept · X reject · F1 keys · Ctrl E export"), "statusRight")
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._shield, self.offline):
            row.addWidget(widget)
        row.addSpacing(12)
        row.addWidget(self.saved)
        self.addWidget(left)
        right = QWidget()
        running = self._running = QHBoxLayout(right)
        running.setContentsMargins(0, 0, 8, 0)
        running.setSpacing(8)
        running.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignRight)
        self.addPermanentWidget(right, 1)
        tasks.job_started.connect(self._watch)
        tasks.job_ended.connect(self._show_jobs)
        tasks.writer.idle.connect(self._show_saved)

    @cached_property
    def progress(self) -> ProgressStrip:
        """Of the first running job; the window opens without."""
        strip = ProgressStrip()
        strip.cancel.clicked.connect(self._cancel)
        self._running.insertWidget(0, strip, 1)
        return strip

    def set_look(self, theme: Theme) -> None:
        self._shield.setPixmap(pixmap("wifi-off", theme.good, 14))

    def show_network(self, is_used: bool) -> None:
        """Said as long as one page is fetched from the address that the person named."""
        self._shield.setVisible(not is_used)
        self.offline.setText(
            tr("Online for one page, as you asked") if is_used else tr("Offline: nothing leaves this laptop")
        )

    def _show_saved(self) -> None:
        self.saved.setText(tr("All changes saved"))

    def _watch(self, job: Job) -> None:
        job.progressed.connect(lambda done, total, what: self._show_progress(job, done, total, what))
        self._show_jobs()

    def _show_jobs(self, _: object = None) -> None:
        jobs = self._tasks.jobs
        self.progress.setVisible(bool(jobs))
        self.keys.setVisible(not jobs)
        if jobs:
            self.progress.what.setText(jobs[0].title)
            self.progress.bar.setRange(0, 0)

    def _show_progress(self, job: Job, done: int, total: int, what: str) -> None:
        if not self._tasks.jobs or self._tasks.jobs[0] is not job:
            return
        self.progress.bar.setRange(0, total)
        self.progress.bar.setValue(done)
        count = tr("{title} {number} of {count}", title=job.title, number=min(done + 1, total), count=total)
        self.progress.what.setText(labelled(count, what, interface_language()) if what else count)

    def _cancel(self) -> None:
        for job in self._tasks.jobs[:1]:
            job.cancel()
            self.progress.what.setText(tr("Stopping… what is finished is kept"))
