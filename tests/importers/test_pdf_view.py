"""Pages of a PDF as pictures, and the places of passages on them: the words under a box are the passage's."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from briefing.children import PagingProcess
from briefing.errors import UserError
from briefing.importers import read
from briefing.model import PageBoxes
from tests.importers.making import PARAGRAPHS, article_pdf, bare_pdf, pdf

TWO_COLUMNS = '#set page(paper: "a4", columns: 2, header: none)'


def words_under(data: bytes, place: PageBoxes) -> str:
    """What PDFium itself finds under the boxes of a page that is not turned."""
    document = pdfium.PdfDocument(data)
    page = document[place.page]
    height, text = page.get_height(), page.get_textpage()
    found = []
    for left, top, right, bottom in place.boxes:
        inner = text.get_text_bounded(left + 0.2, height - bottom + 1, right - 0.2, height - top - 1)
        found.append(inner)
    text.close()
    page.close()
    document.close()
    return "".join(found)


def plain(words: str) -> str:
    """Words without what a line's end changes."""
    return "".join(sign for sign in words if sign.isalnum())


def text_of(data: bytes) -> str:
    article = read(data, "a.pdf").article
    assert article is not None
    return article.text


@pytest.fixture(scope="module")
def process() -> Iterator[PagingProcess]:
    with PagingProcess() as paging:
        yield paging


@pytest.mark.parametrize("setting", ["", TWO_COLUMNS, "#set page(margin: (left: 90pt))"])
def test_the_boxes_of_a_passage_cover_its_words_and_no_others(process: PagingProcess, setting: str) -> None:
    data = article_pdf(times=3, setting=setting)
    text = text_of(data)
    process.open(data, "a.pdf")
    passages = [text.rindex(paragraph) for paragraph in PARAGRAPHS]
    spans = [(start + 20, start + 140) for start in passages]
    for (start, end), places in zip(spans, process.places(text, spans), strict=True):
        assert plain("".join(words_under(data, place) for place in places)) == plain(text[start:end])
        for place in places:
            shifted = PageBoxes(place.page, tuple((a + 30, b, c + 30, d) for a, b, c, d in place.boxes))
            lower = PageBoxes(place.page, tuple((a, b + 14, c, d + 14) for a, b, c, d in place.boxes))
            assert plain(words_under(data, shifted)) != plain(words_under(data, place))
            assert plain(words_under(data, lower)) != plain(words_under(data, place))


def test_a_passage_over_a_pages_end_has_boxes_on_both(process: PagingProcess) -> None:
    data = article_pdf(times=3)
    text = text_of(data)
    assert len(process.open(data, "a.pdf")) > 1
    (places,) = process.places(text, [(0, len(text))])
    assert [place.page for place in places] == list(range(len(places)))
    assert len(places) > 1


def test_the_place_stays_when_the_text_is_another(process: PagingProcess) -> None:
    data = article_pdf(times=1)
    text = text_of(data)
    process.open(data, "a.pdf")
    start = text.index("320 tonnes")
    (direct,) = process.places(text, [(start, start + 10)])
    (searched,) = process.places("Un autre début. " + text, [(start + 16, start + 26)])
    assert direct == searched
    assert process.places(text.replace("320", "321"), [(start, start + 10)]) == ((),)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_marked_where_it_is_shown(process: PagingProcess, turn: int) -> None:
    document = pdfium.PdfDocument(
        pdf("#rect(width: 100%, height: 30pt, fill: black)\n\nUn mot.", head='#set page("a6")')
    )
    document[0].set_rotation(turn)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    data = buffer.getvalue()
    (size,) = process.open(data, "a.pdf")
    assert (size.width > size.height) == (turn in (90, 270))
    picture = process.picture(0, round(size.width * 2))
    text = text_of(data)
    assert "Un mot." in text
    (places,) = process.places(text, [(text.index("Un mot."), text.index("Un mot.") + 7)])
    (left, top, right, bottom) = places[0].boxes[0] if len(places[0].boxes) == 1 else _around(places[0])
    inked = [
        (x, y)
        for y in range(picture.height)
        for x in range(picture.width)
        if picture.pixels[4 * (y * picture.width + x)] < 128
    ]
    inside = [(x, y) for x, y in inked if left <= x / 2 <= right and top <= y / 2 <= bottom]
    assert 20 < len(inside) < 2000
    assert len(inside) < len(inked) / 4


def _around(place: PageBoxes) -> tuple[float, float, float, float]:
    lefts, tops, rights, bottoms = zip(*place.boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def test_pictures_are_as_large_as_asked_for_and_never_boundless(process: PagingProcess) -> None:
    (size, *_) = process.open(article_pdf(), "a.pdf")
    picture = process.picture(0, 700)
    assert abs(picture.width - 700) <= 1
    assert abs(picture.height / picture.width - size.height / size.width) < 0.01
    huge = process.picture(0, 200_000)
    assert huge.width * huge.height <= 16_200_000


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 1 1e30", "0 0 9000000 3", "5 5 -5 -5"])
def test_a_page_without_measure_has_one(process: PagingProcess, box: str) -> None:
    data = bare_pdf("BT /F 12 Tf 40 300 Td (x) Tj ET").replace(b"0 0 400 400", box.encode())
    (size,) = process.open(data, "a.pdf")
    assert 8 <= size.width <= 20_000
    assert 8 <= size.height <= 20_000
    picture = process.picture(0, 700)
    assert picture.width * picture.height <= 16_200_000


def test_a_child_that_ended_opens_the_document_again(process: PagingProcess) -> None:
    process.open(article_pdf(), "a.pdf")
    before = process.picture(0, 300)
    process.close()
    assert process.picture(0, 300) == before


def test_a_damaged_file_is_refused_by_name(process: PagingProcess) -> None:
    with pytest.raises(UserError, match=r"a\.pdf is damaged"):
        process.open(b"%PDF-1.7", "a.pdf")
