"""Word documents (.docx and their kin): what a reader sees of them, with changes accepted and comments left out.

Read from the XML itself: python-docx passes over inserted text, text boxes, notes and content controls, and takes
1.2 GB for a bomb of 0.7 MB. ECMA-376 part 1, chapter 17, names the elements.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from briefing.errors import UserError
from briefing.i18n import tr, trn
from briefing.importers.events import Attributes, parse_events
from briefing.importers.flow import Flow, count_signs
from briefing.importers.metadata import as_language
from briefing.importers.packages import Package, damaged, encrypted, holds, open_package
from briefing.importers.properties import Properties, lost_warning, properties_of, title_for
from briefing.importers.refusals import printable
from briefing.model import Contents, Imported
from briefing.text import clean

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNREAD = frozenset(("instrText", "delInstrText", "Fallback", "moveFrom", "del"))
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_SYMBOLS = {"F0B7": "•", "F0A7": "•", "F0E0": "→", "F0E8": "→", "F0FC": "✓", "F02D": "-"}
_OFF = ("0", "false", "off", "none")
_WORDS = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_NOT_SHOWN = re.compile(rb"<(\w+:)(moveFrom|Fallback)(?:\s[^>]*)?(?<!/)>.*?</\1\2>", re.S)
_ENTITY = re.compile(r"&#?\w+;")
_NUMBER = re.compile(r"[\W\d]*(?:(?:page|página|pág|of|sur|de)[\W\d]+)*", re.I)


def recognises(data: bytes) -> bool:
    """Whether the bytes are a Word document's, of now or (to be refused) of before 2007."""
    if data.startswith(OLE):
        return "WordDocument".encode("utf-16-le") in data or "EncryptedPackage".encode("utf-16-le") in data
    return holds(data, b"word/document")


def open_word(data: bytes, name: str) -> Contents:
    """The article of a Word document. UserError "old-word", "encrypted", "damaged", "bomb"."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise encrypted(name)
        message = tr("{name} is in the old Word format, which is not read.", name=printable(name))
        raise UserError("old-word", message, tr("Open it in Word or LibreOffice, save it as .docx and import that."))
    package = open_package(data, name)
    main = _main_part(package)
    content = package.part(main)
    if content is None:
        raise damaged(name)
    styles = _styles(package.part(_beside(main, "styles.xml")) or b"", name)
    body = _Body(styles)
    is_whole = parse_events(content, name, body.start, body.end, body.text)
    body.flow.close()
    if not is_whole and not body.flow.lines:
        raise damaged(name)
    notes = _add_notes(package, main, body, styles)
    text, replaced = clean(body.flow.text)
    properties = properties_of(package.part("docProps/core.xml") or b"", name)
    title, basis = title_for(properties, body.headings, text)
    warnings = list(_warnings(package, main, body, is_whole=is_whole and not package.is_cut_off))
    if is_whole:
        warnings += lost_warning(_visible_signs(content) - body.hidden - (body.flow.signs() - notes), text)
    return Contents(_article(text, title, basis, properties, replaced, tuple(warnings)))


def _article(
    text: str,
    title: str,
    basis: Literal["found", "made"],
    properties: Properties,
    replaced: int,
    warnings: tuple[str, ...],
) -> Imported:
    return Imported(
        text,
        title,
        basis,
        language=as_language(properties.language),
        author=properties.author,
        media_type=_MEDIA_TYPE,
        replaced=replaced,
        warnings=warnings,
    )


# --- the body ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Body:
    """Reads a part's elements into a flow; what is not shown is counted."""

    styles: dict[str, str]
    flow: Flow = field(default_factory=Flow)
    headings: list[tuple[str, str]] = field(default_factory=list)  # style name in small letters, text
    notes: list[tuple[str, str]] = field(default_factory=list)  # "footnote" or "endnote", id
    comments: int = 0
    deleted: int = 0
    hidden: int = 0
    has_insertions: bool = False
    _skipped: int = 0
    _open: list[str] = field(default_factory=list)
    _style: list[str] = field(default_factory=list)
    _is_text: bool = False
    _is_hidden: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        self._open.append(tag)
        if self._skipped or (tag in _UNREAD and self._parent() not in ("rPr", "trPr")):
            self._skipped += 1
            self._is_text = tag in ("t", "delText")
            return
        if tag in ("t", "delText"):
            self._is_text = True
        elif tag == "p":
            self.flow.begin()
            self._style.append("")
        elif tag in _BREAKS:
            if self._parent() == "r" and given.get("type") not in ("page", "column"):
                self._add(_BREAKS[tag])
        elif tag == "tr":
            self.flow.begin_row()
        elif tag == "tc":
            self.flow.begin_cell()
        else:
            self._note(tag, given)

    def _note(self, tag: str, given: Attributes) -> None:
        """What says how to read what follows."""
        if tag == "pStyle" and self._style:
            self._style[-1] = self.styles.get(given.get("val", ""), given.get("val", "")).lower()
            if self._style[-1].startswith("list "):
                self.flow.set_prefix("- ")
        elif tag == "numId" and self._style and not self._style[-1].startswith(("heading", "title")):
            if given.get("val") != "0":
                self.flow.set_prefix("- ")
        elif tag == "vanish" and "pPr" not in self._open[-3:] and given.get("val", "") not in _OFF:
            self._is_hidden = True
        elif tag in ("footnoteReference", "endnoteReference"):
            self.notes.append((tag.removesuffix("Reference"), given.get("id", "")))
            self.flow.mark(f"[{len(self.notes)}]")
        elif tag == "sym":
            self.flow.mark(_SYMBOLS.get(given.get("char", "").upper(), ""))
        elif tag == "commentReference":
            self.comments += 1
        elif tag == "ins":
            self.has_insertions = True

    def end(self, tag: str) -> None:
        self._open.pop()
        self._is_text = False
        if self._skipped:
            self._skipped -= 1
        elif tag == "p":
            style, text = self._style.pop() if self._style else "", self.flow.end()
            if text and style.startswith(("heading", "title")):
                self.headings.append((style, text))
        elif tag == "r":
            self._is_hidden = False
        elif tag == "tr":
            self.flow.end_row()

    def text(self, words: str) -> None:
        if not self._is_text:
            return
        if self._skipped:
            if "del" in self._open:
                self.deleted += count_signs(words)
        else:
            self._add(words.replace("\u00ad", ""))

    def _add(self, words: str) -> None:
        if self._is_hidden:
            self.hidden += count_signs(words)
        else:
            self.flow.add(words)

    def _parent(self) -> str:
        return self._open[-2] if len(self._open) > 1 else ""


# --- parts ---------------------------------------------------------------------------------------------------------


def _main_part(package: Package) -> str:
    """The part with the document's body, as the package's relations name it."""
    found: list[str] = []

    def start(tag: str, given: Attributes) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/officeDocument"):
            found.append(given.get("Target", "").lstrip("/"))

    parse_events(package.part("_rels/.rels") or b"", package.name, start, lambda tag: None, lambda text: None)
    return next((name for name in found if name in package.names()), "word/document.xml")


def _beside(main: str, name: str) -> str:
    return str(PurePosixPath(main).parent / name)


def _styles(data: bytes, name: str) -> dict[str, str]:
    """The styles' names by their ids: ids are in the language of the program, names of headings in English."""
    names: dict[str, str] = {}
    current: list[str] = []

    def start(tag: str, given: Attributes) -> None:
        if tag == "style":
            current[:] = [given.get("styleId", "")]
        elif tag == "name" and current:
            names.setdefault(current[0], given.get("val", ""))

    parse_events(data, name, start, lambda tag: None, lambda text: None)
    return names


def _add_notes(package: Package, main: str, body: _Body, styles: dict[str, str]) -> int:
    """Put the notes under the text, in the order in which it calls them; how many signs they have."""
    before = body.flow.signs()
    known: dict[tuple[str, str], str] = {}
    for kind in dict.fromkeys(kind for kind, _ in body.notes):
        part = package.part(_beside(main, f"{kind}s.xml"))
        if part is not None:
            known |= {(kind, number): text for number, text in _notes_in(part, package.name, kind, styles)}
    for number, called in enumerate(body.notes, 1):
        if called in known:
            body.flow.begin()
            body.flow.mark(f"[{number}] ")
            body.flow.add(known[called])
            body.flow.end()
    return body.flow.signs() - before


def _notes_in(part: bytes, name: str, kind: str, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    body = _Body(styles)
    ids: list[str] = []
    begun: list[int] = []

    def start(tag: str, given: Attributes) -> None:
        if tag == kind:
            ids.append(given.get("id", ""))
            begun.append(len(body.flow.lines))
        body.start(tag, given)

    parse_events(part, name, start, body.end, body.text)
    body.flow.close()
    for place, number in enumerate(ids):
        following = begun[place + 1] if place + 1 < len(begun) else None
        yield number, " ".join(body.flow.lines[begun[place] : following])


# --- what was left out ---------------------------------------------------------------------------------------------


def _visible_signs(content: bytes) -> int:
    """How many signs the document's text elements hold, counted without reading its structure."""
    shown = _NOT_SHOWN.sub(b"", content)
    return sum(
        count_signs(_ENTITY.sub("x", found.decode("utf-8", "replace").replace("\u00ad", "")))
        for found in _WORDS.findall(shown)
    )


def _warnings(package: Package, main: str, body: _Body, *, is_whole: bool) -> Iterator[str]:
    if not is_whole:
        yield tr("The file is cut off: its end is missing.")
    if body.deleted or body.has_insertions:
        yield tr(
            "Tracked changes: inserted text was taken as it stands, {count} deleted signs were left out.",
            count=body.deleted,
        )
    if body.hidden:
        yield trn(
            "{count} sign of hidden text was left out.", "{count} signs of hidden text were left out.", body.hidden
        )
    if body.comments:
        yield trn("{count} comment was left out.", "{count} comments were left out.", body.comments)
    around = dict.fromkeys(line for line in _around(package, main) if not _NUMBER.fullmatch(line))
    if around:
        yield tr("The headers and footers of the pages were left out: “{sample}”.", sample=" · ".join(around)[:200])


def _around(package: Package, main: str) -> Iterator[str]:
    """The lines of headers and footers."""
    folder = _beside(main, "")
    for name in sorted(package.names()):
        if re.fullmatch(re.escape(folder) + r"/?(?:header|footer)\d*\.xml", name):
            body = _Body({})
            parse_events(package.part(name) or b"", package.name, body.start, body.end, body.text)
            body.flow.close()
            yield from body.flow.lines
