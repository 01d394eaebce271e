"""The signs of a PDF page where they stand, as PDFium gives them: in runs that share a line.

Places are points (1/72 inch) from the top left corner of the page as it is shown: turned and cropped.
A sign's index is PDFium's own, so that its box can be asked for again.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

# What PDFium says for a hyphen that ends a line; here it stands for every such hyphen.
HYPHEN = "\x02"
_HYPHENS = ("\x02", "\ufffe")
_LINE_END_HYPHENS = "-\u2010\u00ad\x02"
_LIGATURES = {chr(n): unicodedata.normalize("NFKC", chr(n)) for n in range(0xFB00, 0xFB07)}
# What is no sign of its own, and the bullets of the fonts Symbol and Wingdings.
_SIGNS = {
    "\ufeff": "",
    "\u200b": "",
    "\u2028": " ",
    "\u2029": " ",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\uf02d": "-",
}
_GAP = 1.0  # of the height of a sign: wider than any space between words, so a column or a cell may begin
_LEAST_HEIGHT = 1.0
_RAISED = 0.2  # of the height of a line
_DIGITS = frozenset("0123456789")


class Glyph(NamedTuple):
    """One sign (a ligature keeps its letters together), its box, its base line, and PDFium's index."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    at: int  # PDFium’s index
    is_raised: bool = False  # a raised number's digit by its own shape


@dataclass(frozen=True, slots=True)
class Run:
    """Signs that follow each other on one line, without a wide gap."""

    glyphs: list[Glyph]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float  # the usual height of its signs

    @property
    def letters(self) -> int:
        return len(self.glyphs)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its crop box in PDF's own measure, and its rotation in degrees, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "Frame":
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of PDF's own measure, which counts upwards, is shown."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page, turned so that it can be read: upright runs, turned runs; how many signs it has."""

    number: int  # from 0
    width: float
    height: float
    upright: list[Run]
    turned: list[Run]
    signs: int = 0  # that are no spaces, by PDFium's own count
    unknown: int = 0  # without a letter
    is_invisible: bool = False
    is_blank: bool = False  # nothing is drawn on it


def page_text(page: pdfium.PdfPage, number: int) -> PageText:
    """The runs of a page in the order of its content."""
    text = page.get_textpage()
    try:
        frame = replace(Frame.of(page), rotation=_reading_rotation(text))
        width, height = frame.size
        seen = _Seen(text, frame)
        upright: list[Run] = []
        turned: list[Run] = []
        outside = 0
        for glyphs in seen.runs():
            run = _run(glyphs)
            if not (run.right >= 0 and run.left <= width and run.bottom >= 0 and run.top <= height):
                outside += sum(not g.sign.isspace() for g in glyphs)
            elif _is_turned(text, glyphs[0].at, frame.rotation):
                joined = _joined(turned[-1], run.glyphs) if turned else None
                turned[-1:] = [joined] if joined else [*turned[-1:], run]
            else:
                upright.append(run)
        is_invisible = _is_invisible(text, [*upright, *turned])
        signs = sum(map(_is_seen, text.get_text_range())) - outside
        is_blank = raw.FPDFPage_CountObjects(page) == 0
        return PageText(number, width, height, upright, turned, signs, seen.unknown, is_invisible, is_blank)
    finally:
        text.close()


def boxes(text: pdfium.PdfTextPage, frame: Frame, indexes: list[int]) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of the signs with these indexes, as shown; what has no box is left out."""
    seen = _Seen(text, frame)
    found = (seen.box(index) for index in indexes)
    return [box for box in found if box is not None]


class _Seen:
    """Reads the signs of a text page one by one."""

    def __init__(self, text: pdfium.PdfTextPage, frame: Frame) -> None:
        self._handle, self._frame = text.raw, frame
        self._count = text.count_chars()
        self._rectangle = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.unknown = 0

    def box(self, index: int) -> tuple[float, float, float, float] | None:
        r = self._rectangle
        if not raw.FPDFText_GetLooseCharBox(self._handle, index, r):
            return None
        ax, ay = self._frame.shown(r.left, r.top)
        bx, by = self._frame.shown(r.right, r.bottom)
        found = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        return found if all(map(math.isfinite, found)) else None

    def _is_raised(self, index: int, box: tuple[float, float, float, float]) -> bool:
        """Whether a digit's ink begins well above its base line: fonts have such digits for the numbers of notes."""
        raw.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        base = self._frame.shown(self._x.value, self._y.value)[1]
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
        foot = max(self._frame.shown(left.value, y.value)[1] for y in (bottom, top))
        return base - foot > _RAISED * (box[3] - box[1])

    def runs(self) -> Iterator[list[Glyph]]:
        """The signs, parted at line ends, steps and wide gaps. Every run holds something visible."""
        run: list[Glyph] = []
        last: Glyph | None = None  # the last that is no space
        for glyph in self._glyphs():
            if glyph is None:
                if last:
                    yield run
                run, last = [], None
                continue
            if glyph.sign.isspace():
                if last:
                    run.append(glyph)
                continue
            if last and _is_apart(last, glyph):
                yield run
                run = []
            run.append(glyph)
            last = glyph
        if last:
            yield run

    def _glyphs(self) -> Iterator[Glyph | None]:
        """Each sign; None where a line ends."""
        high = 0
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(self._handle, index)
            if code in (10, 13):
                yield None
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0) if high else (0, 0)
            sign = self._sign(code)
            if not sign:
                continue
            box = self.box(index)
            if box is None:
                continue
            raw.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
            base = self._frame.shown(self._x.value, self._y.value)[1]
            yield Glyph(sign, *box, base, index, sign in _DIGITS and self._is_raised(index, box))

    def _sign(self, code: int) -> str:
        if code == 0 or code == 0xFFFD:
            self.unknown += 1
            return "\ufffd"
        sign = chr(code)
        if sign in _HYPHENS:
            return HYPHEN
        if code < 32:
            return " " if sign == "\t" else ""
        if 0xE000 <= code < 0xF900 and sign not in _SIGNS:
            self.unknown += 1
        return _SIGNS.get(sign, _LIGATURES.get(sign, sign))


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and (sign > "\x1f" or sign == HYPHEN) and sign not in ("\ufeff", "\u200b")


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    """Whether another run begins with a sign: another line, a wide gap, or a step back."""
    size = max(last.bottom - last.top, glyph.bottom - glyph.top, _LEAST_HEIGHT)
    if abs(glyph.base - last.base) > 0.5 * size:
        return True
    return glyph.left - last.right > _GAP * size or glyph.left < last.left - size


def _run(glyphs: list[Glyph]) -> Run:
    while glyphs[-1].sign.isspace():
        glyphs.pop()
    seen = [g for g in glyphs if not g.sign.isspace()]
    heights = sorted(g.bottom - g.top for g in seen)
    size = max(heights[len(heights) // 2], _LEAST_HEIGHT)
    bases = sorted(g.base for g in seen if g.bottom - g.top > 0.85 * size) or [seen[0].base]
    return Run(
        glyphs,
        min(g.left for g in seen),
        min(g.top for g in seen),
        max(g.right for g in seen),
        max(g.bottom for g in seen),
        bases[len(bases) // 2],
        size,
    )


def _angle(text: pdfium.PdfTextPage, index: int) -> float:
    """How far a sign is turned on the page as it is written, in degrees, clockwise."""
    return math.degrees(raw.FPDFText_GetCharAngle(text.raw, index))


def _is_turned(text: pdfium.PdfTextPage, index: int, rotation: int) -> bool:
    """Whether a sign is turned by more than 10 degrees on a page that is shown with a rotation."""
    off = (_angle(text, index) + rotation) % 360
    return 10 < off < 350


def _reading_rotation(text: pdfium.PdfTextPage) -> int:
    """The rotation with which most text of a page is upright: a table may lie on its side."""
    count = text.count_chars()
    counted: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 200)):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if code > 32 and not raw.FPDFText_IsGenerated(text.raw, index):
            counted[-round(_angle(text, index) / 90) * 90 % 360] += 1
    return counted.most_common(1)[0][0] if counted else 0


def _joined(before: Run, glyphs: list[Glyph]) -> Run | None:
    """Turned signs, each a run of its own, as one run in the order of the content; None when they do not follow."""
    gap = glyphs[0].at - before.glyphs[-1].at
    if not 0 < gap <= 2:
        return None
    space = [before.glyphs[-1]._replace(sign=" ", at=glyphs[0].at - 1)] if gap == 2 else []
    return _run([*before.glyphs, *space, *glyphs])


def _is_invisible(text: pdfium.PdfTextPage, runs: list[Run]) -> bool:
    """Whether most text has no ink: a recognition program put it over a picture of the page."""
    unseen = total = 0
    for run in runs:
        thing = raw.FPDFText_GetTextObject(text.raw, run.glyphs[0].at)
        if not thing:
            continue
        total += run.letters
        if raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += run.letters
    return unseen > total / 2
