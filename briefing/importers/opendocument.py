"""OpenDocument texts (.odt and its kin): what a reader sees of them.

Read from the XML itself, as Word documents are, in bounded memory; odfdo builds a tree of the whole (see decision 11).
OpenDocument 1.3, part 3, names the elements.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.i18n import tr, trn
from briefing.importers.events import Attributes, parse_events
from briefing.importers.flow import Flow, count_signs
from briefing.importers.metadata import as_language
from briefing.importers.packages import damaged, encrypted, open_package
from briefing.importers.properties import lost_warning, properties_of, title_for
from briefing.model import Contents, Imported
from briefing.text import clean

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
# Elements whose text is not the document's: what was deleted, comments, forms, scripts, drawings' own descriptions.
_UNREAD = frozenset(
    ("tracked-changes", "annotation", "forms", "scripts", "event-listeners", "title", "desc", "ruby-text")
)
_FLAT_UNREAD = frozenset(("meta", "settings", "styles", "automatic-styles", "master-styles", "font-face-decls"))


def recognises(data: bytes) -> bool:
    """Whether the bytes are an OpenDocument text's, packed or flat."""
    if data.startswith(b"PK") and _MIME in data[:256]:
        return True
    return data[:200].lstrip().startswith(b"<?xml") and _FLAT in data[:4096] and b"opendocument.text" in data[:8192]


def open_document(data: bytes, name: str) -> Contents:
    """The article of an OpenDocument text. UserError "encrypted", "damaged", "bomb"."""
    if recognises(data) and not data.startswith(b"PK"):
        return _contents(data, data, name)
    package = open_package(data, name)
    manifest = package.part("META-INF/manifest.xml") or b""
    content = package.part("content.xml")
    if content is None:
        raise damaged(name)
    if b"encryption-data" in manifest:
        raise encrypted(name)
    return _contents(content, package.part("meta.xml") or b"", name, is_cut_off=package.is_cut_off)


def _contents(content: bytes, meta: bytes, name: str, *, is_cut_off: bool = False) -> Contents:
    body = _Body()
    is_whole = parse_events(content, name, body.start, body.end, body.text)
    body.flow.close()
    if not is_whole and not body.flow.lines:
        raise damaged(name)
    seen = body.flow.signs()
    for number, note in enumerate(body.notes, 1):
        body.flow.begin()
        body.flow.mark(f"[{number}] ")
        body.flow.add(note)
        body.flow.end()
    text, replaced = clean(body.flow.text)
    properties = properties_of(meta, name)
    title, basis = title_for(properties, body.headings, text)
    warnings = [*_warnings(body, is_whole=is_whole and not is_cut_off), *lost_warning(body.signs - seen, text)]
    article = Imported(
        text,
        title,
        basis,
        language=as_language(properties.language),
        author=properties.author,
        media_type=_MEDIA_TYPE,
        replaced=replaced,
        warnings=tuple(warnings),
    )
    return Contents(article)


@dataclass(slots=True)
class _Body:
    """Reads the elements into a flow. `signs` counts the text of all that is read, however it is put together."""

    flow: Flow = field(default_factory=Flow)
    headings: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: int = 0
    deleted: int = 0
    signs: int = 0
    _open: list[str] = field(default_factory=list)
    _styles: list[str] = field(default_factory=list)
    _skipped: int = 0
    _items: list[bool] = field(default_factory=list)  # whether a list's item still wants its bullet
    _note: list[Flow] = field(default_factory=list)  # the text's flow while a note is read

    def start(self, tag: str, given: Attributes) -> None:
        self._open.append(tag)
        if self._skipped or tag in _UNREAD or (tag in _FLAT_UNREAD and len(self._open) == 2):
            self._skipped += 1
            self.comments += tag == "annotation"
            return
        if tag in ("p", "h"):
            self.flow.begin("- " if tag == "p" and self._items and self._items[-1] else "")
            if self._items:
                self._items[-1] = False
            self._styles.append("heading" if tag == "h" else given.get("style-name", "").lower())
        elif tag == "s":
            self.flow.add(" ")
        elif tag == "tab":
            self.flow.add("\t")
        elif tag == "line-break":
            self.flow.add("\n")
        elif tag == "list-item":
            self._items.append(True)
        elif tag == "table-row":
            self.flow.begin_row()
        elif tag == "table-cell":
            self.flow.begin_cell()
        elif tag == "note-body":
            self.flow.mark(f"[{len(self.notes) + 1}]")
            self._note.append(self.flow)
            self.flow = Flow()

    def end(self, tag: str) -> None:
        self._open.pop()
        if self._skipped:
            self._skipped -= 1
        elif tag in ("p", "h"):
            style, text = self._styles.pop() if self._styles else "", self.flow.end()
            if text and (style == "heading" or style in ("title", "titre", "título")):
                self.headings.append(("heading" if style == "heading" else "title", text))
        elif tag == "list-item" and self._items:
            self._items.pop()
        elif tag == "table-row":
            self.flow.end_row()
        elif tag == "note-body" and self._note:
            self.flow.close()
            words = " ".join(self.flow.lines)
            self.signs -= self.flow.signs()
            self.notes.append(words)
            self.flow = self._note.pop()

    def text(self, words: str) -> None:
        if self._skipped:
            if "tracked-changes" in self._open and "deletion" in self._open and self._open[-1] not in _STAMPS:
                self.deleted += count_signs(words)
            return
        # between elements there is white space only, and a note's own number is put by the flow
        if words.strip() and "note-citation" not in self._open[-2:] and ("p" in self._open or "h" in self._open):
            words = words.replace("\u00ad", "")
            self.signs += count_signs(words)
            self.flow.add(words.replace("\n", " "))
        elif words and self._styles and "note-citation" not in self._open[-2:]:
            self.flow.add(" ")


_STAMPS = frozenset(("creator", "date"))


def _warnings(body: _Body, *, is_whole: bool) -> Iterator[str]:
    if not is_whole:
        yield tr("The file is cut off: its end is missing.")
    if body.deleted:
        yield tr(
            "Tracked changes: inserted text was taken as it stands, {count} deleted signs were left out.",
            count=body.deleted,
        )
    if body.comments:
        yield trn("{count} comment was left out.", "{count} comments were left out.", body.comments)
