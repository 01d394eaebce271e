"""What a page says about its article: its head, and the elements that sites mark as author, date or publisher."""

import re
from dataclasses import dataclass, field
from typing import Literal

_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(r"\s*Page saved with SingleFile\s+url:\s*(\S+)")
_AUTHOR = re.compile(
    r"(?<![a-z])(?:authors?|auteurs?|autor(?:es|a)?|bylines?|by-line|signature|firma|writers?|reader-credits|"
    r"credit-line)(?![a-z]|[-_]+(?:box|bio|info|image|avatar|photo|title|role|desc[a-z]*))"
)
_PUBLISHED = re.compile(r"(?<![a-z])(?:published|pubdate|dt-published|entry-date|value-title|posted-on)(?![a-z])")
_MODIFIED = re.compile(r"(?<![a-z])(?:updated|modified|dt-updated|date-?modified)(?![a-z])")
_DATE = re.compile(r"(?<![a-z])(?:date|dates|published|posted|fecha|pub|dateline|time|timestamp)(?![a-z])")
# Metas that a page may have several of.
_AUTHOR_METAS = ("citation_author", "article:author", "og:article:author", "author", "dc.creator")
# Days that an item gives are stamps of their place: a comment and a list of other articles have them, too.
_ITEM_DATES = ("datepublished", "datemodified", "datecreated")
_HEADLINE = re.compile(r"(?<![a-z])(?:entry|post|article)-(?:title|headline)(?![a-z])")
_LONGEST = 300
_MOST_SIGNS = 200
_MOST_OPEN = 6

StampKind = Literal["published", "modified", "plain"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A machine's date at some place of the page: `at` is the number of the block that it stands before."""

    value: str
    kind: StampKind
    at: int
    is_around: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """The words of an element that is marked as "author", "date" or "headline"."""

    kind: str
    text: str
    at: int
    is_around: bool


@dataclass(slots=True)
class Head:
    """What a page says about itself; of most kinds the first counts."""

    title: str = ""
    language: str | None = None
    canonical: str | None = None
    saved_from: str | None = None
    publisher: str | None = None
    metas: dict[str, str] = field(default_factory=dict)
    authors: list[tuple[str, str]] = field(default_factory=list)  # every meta that names an author: (key, value)
    linked_data: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Capture:
    kind: str
    at: int
    is_around: bool
    pieces: list[str] = field(default_factory=list)
    size: int = 0


class Marker:
    """Told of each tag and text of a page in turn, it notes what they say about the article."""

    def __init__(self) -> None:
        self.head = Head()
        self._stack: list[_Capture | None] = []
        self._active: list[_Capture] = []
        self._raw: _Capture | None = None

    def start(self, tag: str, given: dict[str, str], at: int, is_unseen: bool, is_around: bool) -> None:
        """A start tag: `at` is the number of the next block."""
        self._note(tag, given, is_around)
        self._stamp(tag, given, at, is_around)
        kind = self._kind(tag, given, is_unseen) if self._raw is None else ""
        capture = None
        if kind and len(self._active) < _MOST_OPEN and len(self.head.signs) < _MOST_SIGNS:
            capture = _Capture(kind, at, is_around)
            if kind in ("title", "linked"):
                self._raw = capture
            else:
                self._active.append(capture)
        self._stack.append(capture)

    def end(self, tag: str) -> None:
        """The end of the element that was started last and has not ended."""
        capture = self._stack.pop()
        if capture is None:
            return
        text = "".join(capture.pieces)
        if capture.kind in ("title", "linked"):
            self._raw = None
            if capture.kind == "title":
                self.head.title = text
            else:
                self.head.linked_data.append(text)
            return
        self._active.remove(capture)
        line = " ".join(text.split())
        if capture.kind == "publisher-name":
            self.head.publisher = self.head.publisher or line
        elif line and capture.size <= _LONGEST and capture.kind != "publisher":
            self.head.signs.append(Sign(capture.kind, line, capture.at, capture.is_around))

    def data(self, text: str) -> bool:
        """Whether this text belongs to the head alone and is not shown."""
        if self._raw is not None:
            self._raw.pieces.append(text)
            return True
        for capture in self._active:
            capture.size += len(text)
            if capture.size <= _LONGEST:
                capture.pieces.append(text)
        return False

    def comment(self, text: str) -> None:
        """A comment, in which browsers note where a page was saved from."""
        found = _SAVED_FROM.match(text) or _SINGLE_FILE.match(text)
        if found and self.head.saved_from is None:
            self.head.saved_from = found.group(1)

    def _note(self, tag: str, given: dict[str, str], is_around: bool) -> None:
        head = self.head
        if tag == "html":
            head.language = head.language or given.get("lang") or given.get("xml:lang")
        elif tag == "link":
            if "canonical" in given.get("rel", "").lower().split():
                head.canonical = head.canonical or given.get("href")
            elif given.get("itemprop") == "url" and given.get("href"):
                head.metas.setdefault("itemprop:url", given["href"])
        elif tag == "meta" and given.get("content"):
            item = given.get("itemprop", "").lower()
            key = (given.get("property") or given.get("name") or item).lower()
            if key == "name" and any(one.kind == "publisher" for one in self._active):
                head.publisher = head.publisher or given["content"]
            elif key and not (key == item and (is_around or key in _ITEM_DATES)):
                head.metas.setdefault(key, given["content"])
                if key in _AUTHOR_METAS and len(head.authors) < 20:
                    head.authors.append((key, given["content"]))
        elif tag == "img" and given.get("alt") and len(head.logos) < 5:
            head.logos.append(given["alt"])

    def _stamp(self, tag: str, given: dict[str, str], at: int, is_around: bool) -> None:
        names = f"{given.get('class', '')} {given.get('id', '')}".lower()
        item = given.get("itemprop", "")
        value = given.get("datetime") or given.get("content") or given.get("title")
        if not value or len(self.head.stamps) >= _MOST_SIGNS or (tag == "meta" and not item):
            return
        if item == "dateModified" or (_MODIFIED.search(names) and not _PUBLISHED.search(names)):
            self.head.stamps.append(Stamp(value, "modified", at, is_around))
        elif item == "datePublished" or (tag == "time" and "pubdate" in given) or _PUBLISHED.search(names):
            self.head.stamps.append(Stamp(value, "published", at, is_around))
        elif tag == "time" and given.get("datetime"):
            self.head.stamps.append(Stamp(value, "plain", at, is_around))

    def _kind(self, tag: str, given: dict[str, str], is_unseen: bool) -> str:
        if tag == "title" and not self.head.title and not is_unseen:
            return "title"
        if tag == "script":
            return "linked" if given.get("type", "").strip().lower() == "application/ld+json" else ""
        if is_unseen or tag in ("html", "body", "article", "main", "meta", "link"):
            return ""
        item = given.get("itemprop", "")
        if item == "publisher" or (item == "name" and any(one.kind == "publisher" for one in self._active)):
            return "publisher" if item == "publisher" else "publisher-name"
        names = f"{given.get('class', '')} {given.get('id', '')}".lower()
        if item == "author" or "author" in given.get("rel", "").lower().split() or _AUTHOR.search(names):
            return "author"
        if item == "headline" or _HEADLINE.search(names):
            return "headline"
        return "date" if tag == "time" or _DATE.search(names) else ""
