"""Documents made by the tests: what stands in them is known to the letter."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import odfdo
import typst
from docx import Document

TITLE = "Sheinbaum défend la coopération en matière de sécurité"
PARAGRAPHS = (
    "MEXICO, 16 janvier 2026 — La présidente Claudia Sheinbaum a répondu jeudi aux critiques du Département d’État, "
    "rappelant « les engagements pris » et une coopération qui a produit des « résultats très solides ».",
    "Selon le secrétariat à la Sécurité, 320 tonnes de drogue ont été saisies depuis octobre, dont 51 tonnes en mer, "
    "et les homicides intentionnels ont baissé de 40 % ; l’officier chargé de l’efficacité des flottes l’a confirmé.",
    "Elle a rejeté les propositions récurrentes américaines d’agents de la CIA ou de militaires participant à des "
    "opérations contre les cartels, insistant sur le fait que cela relève du Mexique seul, et de personne d’autre.",
    "Le Groupe bilatéral de mise en œuvre de la sécurité se réunira le 23 janvier ; une réunion ministérielle est "
    "prévue en février à Washington, a indiqué Jean-Baptiste Lemoyne, vice-président de la commission des "
    "Affaires étrangères.",
    "« Nous voulons que tous les traités internationaux soient respectés », a souligné la vice-présidente, et nous ne "
    "sommes pas d’accord avec la manière dont ces attaques sont menées dans les eaux internationales du Pacifique.",
)


def pdf(body: str, *, head: str = "", data: dict[str, str] | None = None) -> bytes:
    """A PDF of Typst markup; what Typst says beside an error fails the test."""
    return typst.compile(f"{head}\n{body}".encode(), sys_inputs=data or {}, ignore_system_fonts=True)


def article_pdf(
    paragraphs: Sequence[str] = PARAGRAPHS, *, setting: str = "", title: str = TITLE, times: int = 1
) -> bytes:
    """An article in justified, hyphenated type with a running header and page numbers."""
    head = f"""
#set document(title: "{title}", author: "Claire Martin")
#set page(paper: "a5", header: [Le Journal #h(1fr) 17 janvier 2026], numbering: "1")
#set text(lang: "fr", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em)
{setting}"""
    text = "\n\n".join(escaped(paragraph) for paragraph in paragraphs * times)
    return pdf(f"= {escaped(title)}\n{text}", head=head)


def escaped(words: str) -> str:
    """Words as Typst markup that prints them as they are."""
    return "".join(f"\\{sign}" if sign in "\\#*_`$<>@=-+/[]~'\"" else sign for sign in words)


def docx(
    paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE, change: Callable[[Any], None] = lambda made: None
) -> bytes:
    """A Word document as python-docx writes it; `change` may do more to it."""
    made = Document()
    made.core_properties.title, made.core_properties.author = title, "Claire Martin"
    made.add_heading(title, 1)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    change(made)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def odt(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE, more: Sequence[Any] = ()) -> bytes:
    """An OpenDocument text as odfdo writes it."""
    made = odfdo.Document("text")
    made.body.clear()
    made.meta.title, made.meta.creator = title, "Claire Martin"
    made.body.append(odfdo.Header(1, title))
    for paragraph in paragraphs:
        made.body.append(odfdo.Paragraph(paragraph))
    for thing in more:
        made.body.append(thing)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def rtf_words(words: str) -> str:
    """Words in RTF's own signs: what is beyond ASCII by its UTF-16 units."""
    units = words.encode("utf-16-le")
    codes = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
    return "".join(
        f"\\{chr(code)}" if chr(code) in "\\{}" else chr(code) if code < 128 else f"\\u{code - 65536 * (code > 32767)}?"
        for code in codes
    )


def rtf(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE, more: str = "") -> bytes:
    """A rich text with a font table and properties."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\colortbl;\red0\green0\blue0;}"
    info = rf"{{\info{{\title {rtf_words(title)}}}{{\author Claire Martin}}}}"
    lines = "".join(rf"\pard {rtf_words(line)}\par" + "\r\n" for line in (title, *paragraphs))
    return f"{head}{info}{lines}{more}}}".encode("ascii")


def zipped(parts: Mapping[str, bytes], *, stored: Sequence[str] = ("mimetype",)) -> bytes:
    """A ZIP archive of parts in their order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def epub_parts(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE) -> dict[str, bytes]:
    """The parts of a book: a chapter for each paragraph, listed in another order than that of the spine."""
    numbers = range(len(paragraphs))
    items = "".join(
        f'<item id="c{n}" href="text/ch%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in reversed(numbers)
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    described = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Claire Martin</dc:creator><dc:publisher>Le Journal</dc:publisher>"
        f"<dc:language>fr</dc:language><dc:date>2026-01-17</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    parts = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container.encode()}
    parts["OEBPS/content.opf"] = described.encode()
    for n, paragraph in enumerate(paragraphs):
        heading = f"<h1>{title}</h1>" if not n else ""
        page = f"<html><head><title>x</title></head><body>{heading}<p>{paragraph}</p></body></html>"
        parts[f"OEBPS/text/ch {n}.xhtml"] = f'<?xml version="1.0" encoding="utf-8"?>{page}'.encode()
    return parts


def epub(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str = TITLE) -> bytes:
    """A book."""
    return zipped(epub_parts(paragraphs, title=title))


def bare_pdf(content: str, *, trailer: str = "") -> bytes:
    """A PDF of one page with these operators of text, in Helvetica."""
    stream = content.encode("latin-1")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    )
    made = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, thing) for n, thing in enumerate(objects, 1))
    return made + f"trailer\n<</Root 1 0 R{trailer}>>\nstartxref\n0\n%%EOF\n".encode("latin-1")
