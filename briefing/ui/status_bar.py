"""The foot of the window: nothing leaves the laptop, what is saved, what is running."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from briefing.i18n import interface_language, tr
from briefing.ui.icons import pixmap
from briefing.ui.plain import ElidedLabel, icon_button, label
from briefing.ui.tasks import Job, Tasks
from briefing.ui.theme import LIGHT, Theme
from briefing.wording import labelled


class StatusBar(QStatusBar):
    """Shows the first running job with its progress and a button to stop it."""

    what: ElidedLabel
    bar: QProgressBar
    cancel: QToolButton

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._tasks = tasks
        self._shield = QLabel()
        self.offline = label(tr("Offline: nothing leaves this laptop"), "statusOffline")
        self.saved = label(tr("All changes saved"), "statusSaved")
        self._has_progress = False
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

    def _make_progress(self) -> None:
        """What a job needs, when there is the first one: the window opens without."""
        self._has_progress = True
        self.what = ElidedLabel("statusRight", Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.cancel = icon_button("x", tr("Cancel"), LIGHT, 12)
        self.cancel.clicked.connect(self._cancel)
        self._running.insertWidget(0, self.what, 1)
        self._running.insertWidget(1, self.bar)
        self._running.insertWidget(2, self.cancel)

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
        is_running = bool(jobs)
        if is_running and not self._has_progress:
            self._make_progress()
        shown: tuple[QWidget, ...] = (self.what, self.bar, self.cancel) if self._has_progress else ()
        for widget in shown:
            widget.setVisible(is_running)
        self.keys.setVisible(not is_running)
        if jobs:
            self.what.setText(jobs[0].title)
            self.bar.setRange(0, 0)

    def _show_progress(self, job: Job, done: int, total: int, what: str) -> None:
        if not self._tasks.jobs or self._tasks.jobs[0] is not job:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        count = tr("{title} {number} of {count}", title=job.title, number=min(done + 1, total), count=total)
        self.what.setText(labelled(count, what, interface_language()) if what else count)

    def _cancel(self) -> None:
        for job in self._tasks.jobs[:1]:
            job.cancel()
            self.what.setText(tr("Stopping… what is finished is kept"))
