"""The pages of a brief as the PDF shows them, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from briefing.i18n import tr
from briefing.ui.plain import label
from briefing.ui.shown import shown

PPI = 120  # a page is shown at about 80 on a plain screen


class Pages(QScrollArea):
    """Pictures of pages, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName(tr("Preview of the brief"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures: list[QPixmap] = []
        self.labels: list[QLabel] = []
        self._sheet = QWidget()
        self._sheet.setObjectName("pages")
        self._layout = QVBoxLayout(self._sheet)
        self._layout.setContentsMargins(24, 20, 24, 20)
        self._layout.setSpacing(18)
        self._waiting = label(tr("Setting the pages…"), "emptyHint")
        self._layout.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)
        self.setWidget(self._sheet)

    def show_pages(self, pages: Sequence[bytes], spoken: str) -> None:
        """Show PNG pictures; `spoken` is the brief as text, for who can't see them."""
        self._waiting.hide()
        self.setAccessibleDescription(shown(spoken))
        for number, content in enumerate(pages, 1):
            picture = QPixmap()
            picture.loadFromData(content, "PNG")
            page = QLabel()
            page.setObjectName("page")
            page.setAccessibleName(tr("Page {number}", number=number))
            self._pictures.append(picture)
            self.labels.append(page)
            self._layout.insertWidget(self._layout.count() - 1, page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, ratio = max(200, self.viewport().width() - 52), self.devicePixelRatioF()
        for picture, page in zip(self._pictures, self.labels, strict=True):
            drawn = picture.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            drawn.setDevicePixelRatio(ratio)
            page.setPixmap(drawn)
            page.setFixedSize(QSize(width, round(width * picture.height() / max(1, picture.width()))))
