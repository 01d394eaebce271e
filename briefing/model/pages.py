"""The pages of an original that has some, as they are shown beside its text."""

from typing import NamedTuple

from briefing.model.checks import checked


class PageSize(NamedTuple):
    """How large a page is shown, in points (1/72 inch)."""

    width: float
    height: float


@checked
class PagePicture(NamedTuple):
    """A page as pixels of four bytes (blue, green, red, nothing), row by row without gaps."""

    width: int
    height: int
    pixels: bytes

    def check(self) -> None:
        assert len(self.pixels) == 4 * self.width * self.height, "a picture has four bytes a pixel"


class PageBoxes(NamedTuple):
    """Where a passage stands on a page (from 0): left, top, right, bottom of each line, in points from the top left."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
