"""A PDF as a person sees it: pictures of its pages, and where on them a passage of its text stands.

The text is extracted again, the same way, so that each of its signs knows its page and box. Where it has become another
one (a newer PDFium), a passage is looked for by its words.
"""

from collections.abc import Sequence
from functools import cached_property

import pypdfium2 as pdfium

from briefing.importers.pdf.glyphs import Frame, boxes
from briefing.importers.pdf.opening import open_document
from briefing.importers.pdf.paragraphs import Placed
from briefing.importers.pdf.reading import extract_of
from briefing.model import PageBoxes, PagePicture, PageSize
from briefing.text import clean

MOST_PIXELS = 16_000_000
_SIDES = 8, 20_000  # points: a page with a shorter or longer side is shown as if it had so much

Box = tuple[float, float, float, float]


class View:
    """One open document."""

    def __init__(self, data: bytes, name: str) -> None:
        self._document = open_document(data, name)

    def close(self) -> None:
        self._document.close()

    def sizes(self) -> tuple[PageSize, ...]:
        """Width and height of each page as shown, in points."""
        return tuple(self._size(number) for number in range(len(self._document)))

    def _size(self, number: int) -> PageSize:
        try:
            width, height = self._document.get_page_size(number)
        except pdfium.PdfiumError:
            width, height = 595, 842  # a damaged page is an empty sheet
        least, most = _SIDES
        return PageSize(min(max(least, width), most), min(max(least, height), most))

    def picture(self, number: int, width: int) -> PagePicture:
        """A page, so many pixels wide unless that is too large. A damaged page is white."""
        size = self._size(number)
        scale = min(width / size.width, (MOST_PIXELS / (size.width * size.height)) ** 0.5)
        try:
            page = self._document[number]
        except pdfium.PdfiumError:
            across, down = max(1, round(size.width * scale)), max(1, round(size.height * scale))
            return PagePicture(across, down, b"\xff" * (across * down * 4))
        bitmap = page.render(scale=scale, prefer_bgrx=True, rev_byteorder=False)
        try:
            row = bitmap.width * 4
            pixels = bytes(bitmap.buffer)
            if bitmap.stride != row:
                begins = range(0, bitmap.stride * bitmap.height, bitmap.stride)
                pixels = b"".join(pixels[begin : begin + row] for begin in begins)
            return PagePicture(bitmap.width, bitmap.height, pixels)
        finally:
            bitmap.close()
            page.close()

    def places(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[PageBoxes, ...], ...]:
        """For each stretch of the article's text the boxes it has on its pages, a box for each line; () if none."""
        return tuple(self._places_of(text, start, end) for start, end in spans)

    @cached_property
    def _placed(self) -> tuple[Placed, str]:
        made = extract_of(self._document).placed
        return made, clean(made.text)[0]

    def _places_of(self, text: str, start: int, end: int) -> tuple[PageBoxes, ...]:
        made, settled = self._placed
        if settled != text:
            found = _nearest(settled, text[start:end], round(start * len(settled) / max(1, len(text))))
            if found is None:
                return ()
            start, end = found, found + end - start
        wanted: dict[int, list[int]] = {}
        for page, index in zip(made.pages[start:end], made.indexes[start:end], strict=True):
            if index >= 0:
                wanted.setdefault(page, []).append(index)
        return tuple(
            PageBoxes(page, lines) for page, indexes in wanted.items() if (lines := self._boxes(page, indexes))
        )

    def _boxes(self, number: int, indexes: list[int]) -> tuple[Box, ...]:
        page = self._document[number]
        text = page.get_textpage()
        try:
            return tuple(_lines(boxes(text, Frame.of(page), indexes)))
        finally:
            text.close()
            page.close()


def _nearest(text: str, words: str, about: int) -> int | None:
    """Where the words stand nearest to a place, None when they do not."""
    if not words:
        return None
    before, after = text.rfind(words, 0, about + len(words)), text.find(words, about)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - about)) if found else None


def _lines(signs: list[Box]) -> list[Box]:
    """The boxes of signs that follow each other, one for each line."""
    found: list[Box] = []
    for left, top, right, bottom in signs:
        if found:
            a, b, c, d = found[-1]
            height = max(bottom - top, d - b)
            shared = min(bottom, d) - max(top, b)
            if shared > 0.5 * min(bottom - top, d - b) and -height < left - c < 3 * height:
                found[-1] = (min(a, left), min(b, top), max(c, right), max(d, bottom))
                continue
        found.append((left, top, right, bottom))
    return found
