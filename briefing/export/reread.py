"""Exported briefs read back: which sources they name, which passages they show, what else they say."""

import ctypes
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import lxml.etree
import lxml.html
import pypdfium2

from briefing.errors import UserError
from briefing.export.paper import inert
from briefing.i18n import tr

_ACTIVE = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# A PDF marks a hyphen at the end of a line as a sign of its own. Its italics do not stop where a stray mark was.
_IN_PDF = re.compile(_ACTIVE.pattern[:-1] + '\ufffe\u00ad\u2010\u2011«»“”„"‹›-]')
_SHA256 = re.compile(r"\b([0-9a-f]{64})\b")
_MARKS = "«»“”"
_pdfium: Any = pypdfium2  # it has no types
# The margins of the page, in points, hold its running head and foot.
_MARGIN = 36.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a document shows as a source's own; `place` where it says at which offsets they stand."""

    words: str
    source: str | None = None
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a document holds: SHA-256 of its sources, passages, and prose in which quotation marks are looked for.

    `dropped` are the signs that the format does not keep apart from others.
    """

    sources: tuple[str, ...]
    passages: tuple[Passage, ...]
    prose: tuple[str, ...]
    dropped: re.Pattern[str] = _ACTIVE


def unreadable() -> UserError:
    return UserError("unreadable-brief", tr("This is not a brief that Briefing has written."))


# --- JSON ----------------------------------------------------------------------------------------------------------


def read_json(document: dict[str, Any]) -> Read:
    by_number = {source["number"]: source["text_sha256"] for source in document["sources"]}
    lines = [line for section in document["sections"] for group in section["groups"] for line in group["lines"]]
    passages = [
        Passage(fragment["text"], None)
        for line in lines
        for fragments in [line["fragments"], *line["cells"]]
        for fragment in fragments
        if fragment["form"] in ("quoted", "reported")
    ]
    stretches = [evidence for line in lines for evidence in line["evidence"]]
    stretches += [evidence for source in document["sources"] for evidence in source["passages"]]
    for evidence in stretches:
        sha256 = by_number[evidence["source"]]
        for span in [evidence["sentence"], *evidence["spans"]]:
            passages.append(Passage(span["quote"], sha256, (span["start"], span["end"])))
    prose = [f["text"] for line in lines for f in line["fragments"] if f["form"] not in ("quoted", "reported")]
    return Read(tuple(by_number.values()), tuple(passages), tuple(prose))


# --- HTML ----------------------------------------------------------------------------------------------------------


def read_html(document: bytes) -> Read:
    try:
        page = lxml.html.document_fromstring(document.decode("utf-8"))
    except (UnicodeDecodeError, lxml.etree.ParserError) as error:
        raise unreadable() from error
    sources: list[str] = []
    passages: list[Passage] = []
    for article in _found(page, "//article[@data-sha256]"):
        sha256 = article.get("data-sha256") or ""
        sources += [sha256, *_SHA256.findall("".join(_texts(article, ".//*[@class='hash']")))]
        parts, whole = _texts(article, ".//*[@class='passage']"), "".join(_texts(article, "./*[@class='text']"))
        passages += [Passage(part, sha256) for part in parts]
        passages += [Passage(whole, sha256)] if whole else []
    for words in _texts(page, "//span[@class='quoted' or @class='reported']"):
        passages.append(Passage(words.strip(_MARKS + " \u00a0\u202f")))
    # titles and roles may hold marks of their own; lines and cells are where the brief speaks
    prose = _texts(page, "//section//*[self::li or self::td]")
    return Read(tuple(dict.fromkeys(sources)), tuple(passages), tuple(prose))


def _found(element: lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    return cast("list[lxml.html.HtmlElement]", element.xpath(path))


def _texts(element: lxml.html.HtmlElement, path: str) -> list[str]:
    return [str(part.text_content()) for part in _found(element, path)]


# --- Markdown and plain text ----------------------------------------------------------------------------------------


def read_markdown(document: bytes) -> Read:
    try:
        lines = document.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise unreadable() from error
    sources = [found for line in lines if line.startswith("- ") for found in re.findall(r": ([0-9a-f]{64})$", line)]
    passages, prose = [], []
    is_source = False
    for line in lines:
        is_source = is_source or bool(re.match(r"### [^—]*\d+ — ", line))
        if note := re.match(r"\[\^(\d+)-\d+\]: \S+ § \d+ — (.*)", line):
            number = int(note[1])
            sha256 = sources[number - 1] if number <= len(sources) else None
            passages.append(Passage(_unescaped(note[2]), sha256))
        elif not is_source and re.match(r"\s*(?:- |\| (?!\*\*[^*]*\*\* \| [^|]*\|$))", line):
            passages += [Passage(_unescaped(words)) for words in _emphasised(line)]
            prose.append(_unescaped(line))
    return Read(tuple(sources), tuple(passages), tuple(prose))


def _emphasised(line: str) -> Iterator[str]:
    """What stands in italics: the article's clauses."""
    line = re.sub(r"(?<!\\)\*\*.+?(?<!\\)\*\*", "", line)
    for match in re.finditer(r"(?<!\\)\*(.+?)(?<!\\)\*", line):
        yield match[1]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\`*_{}\[\]])", r"\1", html.unescape(text))


def read_plain(text: str) -> Read:
    """The text of an e-mail draft."""
    lines = text.replace("\r\n", "\n").split("\n")
    sources = [match[1] for line in lines if (match := re.search(r": ([0-9a-f]{64})$", line))]
    passages, prose = [], []
    for line in lines:
        if note := re.match(r"\[(\d+)\.\d+\] § \d+ — (.*)", line):
            number = int(note[1])
            passages.append(Passage(note[2], sources[number - 1] if number <= len(sources) else None))
        elif line.startswith("- "):
            prose.append(line)
            passages += [Passage(words) for words in re.findall(r"(?<![\w:])_(?! )([^_|]+?)(?<! )_(?!\w)", line)]
    return Read(tuple(sources), tuple(passages), tuple(prose))


# --- PDF -----------------------------------------------------------------------------------------------------------


def read_pdf(document: bytes) -> Read:
    """Text is compared without white space and hyphens: where lines break is the typesetter's."""
    text, italics, headings = _pdf_text(document)
    text = _shown(re.sub(r"\s+", "", text))
    sources = re.findall(r"SHA.?256([0-9a-f]{64})", text)
    passages: list[Passage] = []
    start = re.search(r"(?<![\d.\[,])1\.1§\d", text)
    position = start.start() if start else len(text)
    body = _without_headings(text[:position], [_shown(re.sub(r"\s+", "", heading)) for heading in headings])
    for number, sha256 in enumerate(sources, 1):
        end = text.find(sha256, position)
        passages += [Passage(words, sha256) for words in _pdf_passages(text[position:end], number)]
        position = end + len(sha256)
    passages += [Passage(words) for words in italics]
    return Read(tuple(sources), tuple(passages), (body,), _IN_PDF)


def _without_headings(text: str, headings: Sequence[str]) -> str:
    """The lines of a brief: what stands above its first heading, and headings, may hold marks of titles."""
    text = text[text.find(headings[0]) :] if headings and headings[0] in text else text
    for heading in sorted(headings, key=len, reverse=True):
        if any(mark in heading for mark in _MARKS):
            text = text.replace(heading, "")
    return text


def _shown(text: str) -> str:
    """Text with the signs that no font has, which are printed as their numbers, put back."""
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda match: chr(int(match[1], 16)), text)


def _pdf_passages(text: str, source: int) -> Iterator[str]:
    """The numbered passages of one source; numbers count up from 1, so that a figure in a text is none."""
    text = re.sub(r"SHA.?256$", "", text)
    place, number = text.find(f"{source}.1§"), 1
    while place >= 0:
        following = text.find(f"{source}.{number + 1}§", place)
        words = text[place : following if following >= 0 else len(text)]
        yield re.sub(rf"^{source}\.{number}§\d+?(?=\D|$)", "", words)
        place, number = following, number + 1


def _pdf_text(document: bytes) -> tuple[str, list[str], list[str]]:
    """The text of all pages, its stretches in italics (the article's clauses), and its headings by the bookmarks."""
    try:
        pdf = _pdfium.PdfDocument(document)
    except pypdfium2.PdfiumError as error:
        raise unreadable() from error
    text, italics = "", list[str]()
    for page in pdf:
        width, height = page.get_size()
        shown = page.get_textpage()
        text += shown.get_text_bounded(0, _MARGIN, width, height - _MARGIN)
        italics += _italic_runs(shown)
    headings = [str(bookmark.get_title()) for bookmark in pdf.get_toc()]
    pdf.close()
    return inert(text), italics, headings


def _italic_runs(page: Any) -> Iterator[str]:
    """What stands in italics without a break; words that go on upright (a sign of another font) are left out."""
    run, before = "", " "
    for index in range(page.count_chars()):
        sign = page.get_text_range(index, 1)
        is_italic = bool(re.search(r"(?i)italic|oblique", _font(page, index)))
        if sign and (is_italic or (run and (sign.isspace() or sign == "\ufffe"))):
            run = run or ("\0" if _goes_on(before) else "")
            run += sign
        elif run:
            yield _shown(re.sub(r"^\0\S*|\S*\0$", "", run + ("\0" if _goes_on(sign) else "")))
            run = ""
        before = sign
    if run:
        yield _shown(run.lstrip("\0"))


def _goes_on(sign: str) -> bool:
    """Whether a sign beside a run may be of the same word; one above U+FFFF is read as nothing."""
    return not sign or sign.isalnum()


def _font(page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    _pdfium.raw.FPDFText_GetFontInfo(page, index, buffer, 256, ctypes.c_int())
    return buffer.value.decode("utf-8", "replace")
