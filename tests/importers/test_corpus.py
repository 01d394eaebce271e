"""Documents of every format through the real reading process: their text or a refusal with its reason, within bounds.

A truncated file gives its first lines and says that it is cut off; a bomb is refused before it grows.
"""

import re
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefing.children import ReadingProcess
from briefing.errors import UserError
from briefing.model import Contents
from tests.importers.making import PARAGRAPHS, TITLE, article_pdf, docx, epub, epub_parts, odt, rtf, zipped

LINES = (TITLE, *PARAGRAPHS)
MOST_SECONDS = 20
MOST_MEMORY = 1536
REFUSALS = {"damaged", "bomb", "encrypted", "too-many-pages", "no-text", "reading-failed", "takes-too-much-memory"}
REFUSALS |= {"takes-too-long", "not-text", "format-not-read", "unknown-format", "old-word", "text-too-long"}
CUT_OFF = re.compile("cut off|can't be read|damaged|could not be read")

MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": lambda: article_pdf(times=2, setting="#set page(header: none)"),
    "docx": lambda: docx(PARAGRAPHS * 2),
    "odt": lambda: odt(PARAGRAPHS * 2),
    "rtf": lambda: rtf(PARAGRAPHS * 2),
    "epub": lambda: epub(PARAGRAPHS * 2),
}


@dataclass(frozen=True)
class Outcome:
    """What reading a file came to: its contents or a refusal; how long, and how much memory at most (MB)."""

    contents: Contents | None
    refusal: UserError | None
    seconds: float
    memory: float


def peak(process_id: int | None) -> float:
    """The most memory that a process has had, in MB; 0 where the platform does not say."""
    status = Path(f"/proc/{process_id}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found.group(1)) / 1024 if found else 0.0


def read(process: ReadingProcess, data: bytes, name: str) -> Outcome:
    began = time.monotonic()
    contents = refusal = None
    try:
        contents = process.read(data, name)
    except UserError as error:
        refusal = error
    return Outcome(contents, refusal, time.monotonic() - began, peak(process.process_id))


def faults(outcome: Outcome, *, cut: bool = False) -> list[str]:
    """What is wrong with an outcome: no typed refusal, other text, silence about what is missing, time, memory."""
    found = []
    if outcome.seconds > MOST_SECONDS:
        found.append(f"took {outcome.seconds:.0f} s")
    if outcome.memory > MOST_MEMORY:
        found.append(f"took {outcome.memory:.0f} MB")
    if outcome.refusal is not None:
        if outcome.refusal.code not in REFUSALS or not outcome.refusal.hint:
            found.append(f"refused as {outcome.refusal.code}")
        return found
    article = outcome.contents.article if outcome.contents else None
    if article is None:
        return [*found, "nothing came of it"]
    whole = [TITLE, *PARAGRAPHS * 2]
    lines = article.text.split("\n")
    if not cut and lines != whole:
        found.append("the text is not the document's")
    if cut and lines != whole:
        if any(line not in LINES for line in lines[:-1]):
            found.append("the text is not the document's")
        if not any(CUT_OFF.search(words) for words in article.warnings):
            found.append("nothing is said of what is missing")
    return found


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as reading:
        yield reading


@pytest.mark.parametrize("kind", MAKERS)
def test_a_document_gives_its_text_and_what_it_says_of_itself(process: ReadingProcess, kind: str) -> None:
    outcome = read(process, MAKERS[kind](), f"note.{kind}")
    assert faults(outcome) == []
    assert outcome.contents is not None
    article = outcome.contents.article
    assert article is not None
    assert (article.title, article.title_basis, article.author, article.language) == (
        TITLE,
        "found",
        "Claire Martin",
        "fr",
    )
    assert article.replaced == 0
    assert outcome.contents.parts == outcome.contents.refusals == ()
    dated = ("2026-01-17", "given") if kind == "epub" else (None, "none")
    assert (article.published, article.published_basis) == dated


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("kind", MAKERS)
def test_a_truncated_document_gives_what_is_left_or_is_refused(
    process: ReadingProcess, kind: str, share: float
) -> None:
    data = MAKERS[kind]()
    assert faults(read(process, data[: round(share * len(data))], f"note.{kind}"), cut=True) == []


@pytest.mark.parametrize("name", ["note.txt", "note.html", "note", "note.zip", "note.docx", "note.pdf", "note.epub"])
@pytest.mark.parametrize("kind", MAKERS)
def test_the_content_has_the_last_word_on_what_a_file_is(process: ReadingProcess, kind: str, name: str) -> None:
    assert faults(read(process, MAKERS[kind](), name)) == []


@pytest.mark.parametrize("kind", MAKERS)
def test_text_under_a_documents_name_is_refused(process: ReadingProcess, kind: str) -> None:
    outcome = read(process, "\n".join(LINES).encode(), f"note.{kind}")
    assert outcome.refusal is not None
    assert faults(outcome) == []


def test_an_archive_of_documents_is_no_document(process: ReadingProcess) -> None:
    data = zipped({"a.docx": docx(), "b.odt": odt(), "c.epub": epub()}, stored=("a.docx", "b.odt", "c.epub"))
    contents = process.read(data, "clips.zip")
    assert contents.article is None
    assert [part.name for part in contents.parts] == ["a.docx", "b.odt", "c.epub"]


def test_flipped_bytes_end_in_text_or_in_a_refusal(process: ReadingProcess) -> None:
    for make in MAKERS.values():
        data = bytearray(make())
        for place in range(97, len(data), max(1, len(data) // 12)):
            changed = bytes(data[:place]) + bytes([data[place] ^ 0x55]) + bytes(data[place + 1 :])
            outcome = read(process, changed, "note")
            assert outcome.refusal is None or outcome.refusal.code in REFUSALS
            assert outcome.seconds < MOST_SECONDS


# --- bombs and the like --------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
)
RUN = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
OF_A_FILE = "<!DOCTYPE x [<!ENTITY m SYSTEM 'file:///etc/passwd'>]>"


def word_of(document: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def word_body(body: str, head: str = "") -> bytes:
    return word_of(f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode())


def odt_of(content: bytes) -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content})


def odt_body(body: str, head: str) -> bytes:
    names = f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"'
    return odt_of(f"{head}<office:document-content {names}>{body}</office:document-content>".encode())


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first of them the catalog."""
    made = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, thing) for n, thing in enumerate(objects, 1))
    return made + b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def flate_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b"BT /F 9 Tf " + b"(x) Tj " * 40_000_000, 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R%s>>" % font
    return pages(1, page, stream)


def pages(count: int, *kids: bytes) -> bytes:
    """A PDF with a tree of pages that says it has `count`."""
    root = b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", root, *kids)


def nested(depth: int) -> bytes:
    ends = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    return word_body("<w:tbl><w:tr><w:tc>" * depth + RUN % "au fond" + ends)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip": ("a.docx", lambda: word_of(b"<w:document>" + b" " * 200_000_000)),
    "zip-of-text": ("a.docx", lambda: word_body(RUN % "x" * 6_000_000)),
    "odt": ("a.odt", lambda: odt_of(b"<office:document-content>" + b" " * 200_000_000)),
    "entities-docx": ("a.docx", lambda: word_body(RUN % "&m;", f"{ENTITIES}]>")),
    "entities-odt": ("a.odt", lambda: odt_body("<text:p>&m;</text:p>", f"{ENTITIES}]>")),
    "entity-of-a-file": ("a.docx", lambda: word_body(RUN % "&m;", OF_A_FILE)),
    "flate": ("a.pdf", flate_bomb),
    "pages-in-a-circle": ("a.pdf", lambda: pages(5, b"<</Type/Pages/Count 5/Parent 2 0 R/Kids[2 0 R 3 0 R]>>")),
    "a-million-pages": ("a.pdf", lambda: pages(1_000_000, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")),
    "groups-of-rtf": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 3_000_000),
    "binary-of-rtf": ("a.rtf", lambda: b"{\\rtf1 \\bin2147483647 x}"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_in_time_and_in_bounds(process: ReadingProcess, kind: str) -> None:
    name, make = BOMBS[kind]
    outcome = read(process, make(), name)
    assert outcome.refusal is not None
    assert faults(outcome) == []


def test_a_table_nested_three_hundred_deep_gives_its_words(process: ReadingProcess) -> None:
    for depth in (300, 20_000):
        outcome = read(process, nested(depth), "a.docx")
        assert outcome.contents is not None
        assert outcome.contents.article is not None
        assert outcome.contents.article.text == "au fond"
        assert outcome.seconds < MOST_SECONDS


def test_names_that_climb_out_of_a_book_find_nothing(process: ReadingProcess) -> None:
    parts = epub_parts()
    parts["OEBPS/content.opf"] = parts["OEBPS/content.opf"].replace(b"text/ch%204.xhtml", b"../../../../etc/passwd")
    outcome = read(process, zipped(parts), "a.epub")
    assert outcome.contents is not None
    article = outcome.contents.article
    assert article is not None
    assert article.text.split("\n") == list(LINES[:-1])
    assert article.warnings == ("1 chapter can't be read.",)


# --- that the check can fail ---------------------------------------------------------------------------------------


def test_the_check_notices_what_is_wrong(process: ReadingProcess) -> None:
    good = read(process, MAKERS["docx"](), "note.docx")
    assert good.contents is not None
    assert good.contents.article is not None
    shorter = good.contents.article._replace(text=good.contents.article.text[:-300])
    other = good.contents.article._replace(text=good.contents.article.text.replace("320", "32"))
    for wrong in (
        replace(good, seconds=21.0),
        replace(good, memory=1700.0),
        replace(good, contents=good.contents._replace(article=shorter)),
        replace(good, contents=good.contents._replace(article=other)),
        replace(good, contents=good.contents._replace(article=None)),
        replace(good, refusal=UserError("surprise", "It went wrong.", "Try again.")),
        replace(good, refusal=UserError("damaged", "It is damaged.")),
    ):
        assert faults(wrong) != []
    assert faults(replace(good, contents=good.contents._replace(article=shorter)), cut=True) != []
