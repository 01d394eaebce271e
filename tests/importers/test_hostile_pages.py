"""Pages made to harm, through the real reading process: right text or a refusal that has a name, and soon."""

import time
from collections.abc import Iterator

import pytest

from briefing.children import ReadingProcess
from briefing.errors import UserError
from briefing.model import Imported

SENTENCE = "La ministre a répondu jeudi aux critiques de son homologue, rappelant les engagements pris en janvier."
TEXT = "\n".join(f"{n}. {SENTENCE}" for n in range(6))
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
PAGE = f"<html lang='fr'><head><meta charset='{{}}'></head><body><article>{PARAGRAPHS}</article></body></html>"
SLOWEST = 20


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


def read(process: ReadingProcess, page: str | bytes, name: str = "a.html") -> Imported | str:
    """The article, or the code of the refusal; never later than after 20 seconds."""
    start = time.monotonic()
    data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    try:
        article = process.read(data, name).article
    except UserError as refusal:
        article = None
        code = refusal.code
    assert time.monotonic() - start < SLOWEST
    if article is None:
        return code
    return article


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 300 + PARAGRAPHS + "</div>" * 300,
        "<html><body>" + "<div>" * 5000 + PARAGRAPHS,
        "<html><body>" + "<table><tr><td>" * 2000 + PARAGRAPHS,
        "<html><body>" + "<ul><li>" * 10_000 + PARAGRAPHS,
        "<html><body>" + "<div><form>" * 10_000 + PARAGRAPHS,
        "<html><body>" + "<div class='menu ad share'>" * 10_000 + PARAGRAPHS,
        "<html><head><script type='application/ld+json'>" + "[" * 50_000 + "</script></head><body>" + PARAGRAPHS,
        "<html><head><title>" + "a - " * 50_000 + "</title></head><body>" + PARAGRAPHS,
        "<html><body><script>if (a < b) document.write('<p>non</p>');</script>" + PARAGRAPHS,
        "<html><body><article>" + PARAGRAPHS.replace("</p>", "") + "<p class='",
        "<html><body><img src='data:image/png;base64," + "A" * 5_000_000 + "'>" + PARAGRAPHS,
    ],
    ids=["deep", "deeper", "tables", "lists", "forms", "menus", "data", "title", "script", "unclosed", "picture"],
)
def test_the_article_is_read_whatever_stands_around_it(reading: ReadingProcess, page: str) -> None:
    article = read(reading, page)
    assert isinstance(article, Imported)
    assert article.text.removeprefix("- ") == TEXT


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><article>" + "<p>Phrase de la page du jour.</p>" * 100_000,
        "<html><body>" + "<div class=author>x" * 100_000,
        "<html><body><p>" + "mot " * 1_000_000,
        "<html><body><p>" + SENTENCE * 100_000,
        "<html><body>" + "<!--" * 300_000,
        "<html><body>" + "<![CDATA[" * 300_000,
        "<html><body>" + "<a href='" * 300_000,
        "<html><body>" + "</" * 500_000,
        "<html><body><p " + "texte <p " * 20_000,
        "<html><body>" + "&#" * 500_000,
        "<html><body><h1>Un titre du jour</h1>" + "<p>12 janvier 2026 " * 10_000,
    ],
    ids=["elements", "marked", "line", "10 MB", "comments", "sections", "values", "ends", "tags", "signs", "dates"],
)
def test_much_of_anything_is_read_or_refused_in_time(reading: ReadingProcess, page: str) -> None:
    found = read(reading, page)
    assert isinstance(found, Imported) or found in ("text-too-long", "no-text", "takes-too-long")


def test_what_marks_nothing_stays_and_what_no_text_keeps_is_counted_and_said(reading: ReadingProcess) -> None:
    page = PAGE.replace(SENTENCE, f"{SENTENCE} \u202etourné\u202c &lt;script&gt; &#xD800; \ufdd0", 1)
    article = read(reading, page.format("utf-8"))
    assert isinstance(article, Imported)
    assert "\u202etourné\u202c <script>" in article.text
    assert article.replaced == 1
    assert any("1 character could not be kept" in words for words in article.warnings)


@pytest.mark.parametrize(
    ("charset", "says"),
    [
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", "utf-16"),
        ("cp1252", "utf-8"),
        ("cp1252", "x-no-such-thing"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "iso-8859-1"),
        ("utf-16-be", "utf-8"),
        ("utf-32", "utf-8"),
    ],
)
def test_what_a_page_says_of_its_charset_is_not_believed(reading: ReadingProcess, charset: str, says: str) -> None:
    article = read(reading, PAGE.format(says).encode(charset))
    assert isinstance(article, Imported)
    assert article.text == TEXT
    assert article.replaced == 0


def test_utf_7_is_no_charset_of_pages(reading: ReadingProcess) -> None:
    article = read(reading, PAGE.format("utf-7").replace("jeudi", "+ADw-script+AD4-", 1).encode())
    assert isinstance(article, Imported)
    assert "+ADw-script+AD4-" in article.text


def test_bytes_that_are_no_text_are_refused_by_name(reading: ReadingProcess) -> None:
    assert read(reading, PAGE.format("utf-8").replace(" ", "\0").encode()) == "not-text"
