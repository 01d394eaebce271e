"""Fields to write in. What nobody writes in gives back what it was given, sign by sign.

Qt's own fields cut after 32,767 signs.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from briefing.ui.shown import on_one_line

_LONGEST = 10_000_000


class TextField(QLineEdit):
    """One line; `words` is without white space at its edges."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setText(words)
        self._given, self._filled = words, self.text()

    @property
    def words(self) -> str:
        text = self.text()
        return self._given if text == self._filled else text.strip()


class Choices(QComboBox):
    """Values to choose from, or (`is_open`) to write something new; `words` is one of the values as it was given."""

    def __init__(self, values: Sequence[str], current: str, *, is_open: bool = True) -> None:
        super().__init__()
        self.setEditable(is_open)
        # a value may be longer than any screen is wide
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        if (field := self.lineEdit()) is not None:
            field.setMaxLength(_LONGEST)
        self._given = {on_one_line(value): value for value in reversed([current, *values])}
        self.addItems([on_one_line(value) for value in values])
        if is_open:
            self.setCurrentText(on_one_line(current))
        else:
            self.setCurrentIndex(max(0, self.findText(on_one_line(current))))

    @property
    def words(self) -> str:
        text = self.currentText()
        return self._given.get(text, " ".join(text.split()))
