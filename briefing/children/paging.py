"""The pages of a PDF as pictures, made in a child process: what strangers wrote is never parsed where the window is."""

import base64
import zlib
from collections.abc import Sequence

from briefing.children.process import Child, Ended, Json, ignore, never
from briefing.children.reading import why_it_ended
from briefing.model import PageBoxes, PagePicture, PageSize

PAGE_SECONDS = 30.0
PROCESSOR_SECONDS = 20


class PagingProcess(Child):
    """Keeps one document open. A child that ended is started again with the same document."""

    def __init__(self, *, seconds: float = PAGE_SECONDS, processor_seconds: int = PROCESSOR_SECONDS) -> None:
        super().__init__("page", str(processor_seconds))
        self._seconds = seconds
        self._open: tuple[bytes, str] = (b"", "")
        self._opened_in: int | None = None

    def open(self, data: bytes, name: str) -> tuple[PageSize, ...]:
        """The sizes of a document's pages, in points. UserError as when the file is imported."""
        self._open = data, name
        answer = self._do({"do": "open", "name": name}, data)
        self._opened_in = self.process_id
        return tuple(PageSize(width, height) for width, height in answer["sizes"])

    def picture(self, number: int, width: int) -> PagePicture:
        """A page (from 0) of the open document, about so many pixels wide."""
        self._open_again()
        answer = self._do({"do": "picture", "number": number, "width": width})["picture"]
        across, down = answer["width"], answer["height"]
        size = across * down * 4
        # no more than was announced, whatever the child was talked into
        pixels = zlib.decompressobj().decompress(base64.b64decode(answer["pixels"]), size)
        return PagePicture(across, down, pixels.ljust(size, b"\xff"))

    def places(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[PageBoxes, ...], ...]:
        """For each stretch of the article's text its boxes on the pages; () for one that can't be placed."""
        self._open_again()
        answer = self._do({"do": "places", "text": text, "spans": list(spans)})
        return tuple(
            tuple(PageBoxes(place["page"], tuple(tuple(box) for box in place["boxes"])) for place in places)
            for places in answer["places"]
        )

    def _open_again(self) -> None:
        if self.process_id is None or self.process_id != self._opened_in:
            self.open(*self._open)

    def _do(self, request: Json, data: bytes | None = None) -> Json:
        try:
            return self._wait_for(self._hand_in(request, self._seconds, never, ignore, data))
        except Ended as ended:
            raise why_it_ended(ended.status, self._open[1]) from None
