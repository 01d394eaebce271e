"""A field for a day: typed as 2026-01-16, or chosen in a calendar."""

from PySide6.QtCore import QDate, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidgetAction

from briefing.i18n import tr
from briefing.ui.icons import icon
from briefing.ui.theme import LIGHT, Theme


class DayField(QLineEdit):
    """`day` is an ISO date, or None as long as what stands in the field is none."""

    def __init__(self, spoken: str, value: str = "") -> None:
        super().__init__(value)
        self.setPlaceholderText("2026-01-16")
        self.setAccessibleName(spoken)
        self.setMaximumWidth(170)
        self._open = QAction(self)
        self._open.setToolTip(tr("Choose in a calendar"))
        self._open.triggered.connect(self._choose)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Choose in a calendar"))
        self.set_look(LIGHT)

    def set_look(self, theme: Theme) -> None:
        self._open.setIcon(icon("calendar", theme.muted))

    @property
    def day(self) -> str | None:
        text = self.text().strip()
        return text if QDate.fromString(text, "yyyy-MM-dd").isValid() else None

    def _choose(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self.day:
            calendar.setSelectedDate(QDate.fromString(self.day, "yyyy-MM-dd"))

        def take(day: QDate) -> None:
            self.setText(day.toString("yyyy-MM-dd"))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
