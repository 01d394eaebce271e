"""The visible text of a page, block by block, and what its head says: one pass over the tags, nothing built.

This is the independent count that an extracted body is compared with (lxml drops what is nested deeper than about
255 elements), so it reads with the standard library's tokenizer and keeps only a stack of open tags.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags("script style noscript template svg math iframe object canvas audio video select textarea")
_AROUND = _tags("nav footer aside form button dialog")
_INLINE = _tags(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter q s samp small span strike "
    "strong sub sup time tt u var wbr rb rt ruby"
)
_CELLS = frozenset(["td", "th"])
# A start tag of the first kind ends an open one of the second, as the HTML standard has it.
_ENDS = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": _CELLS, "th": _CELLS}
_CLASS_AROUND = re.compile(
    r"(?<![a-z])(cookie|consent|newsletter|related|comments?|share|sharing|social|menu|breadcrumbs?|sidebar|promo|"
    r"advert|banner|subscribe|paywall)(?![a-z])"
)
_ROLE_AROUND = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "dialog"])
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Hints about line breaks, which are not part of the words.
_HINTS = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of visible text. `is_around` when it stands in menus, footers and the like, not in the body."""

    tag: str
    text: str
    is_around: bool = False


@dataclass(slots=True)
class Head:
    """What a page says about itself; the first of each kind counts."""

    title: str = ""
    language: str | None = None
    canonical: str | None = None
    saved_from: str | None = None
    metas: dict[str, str] = field(default_factory=dict)
    linked_data: list[str] = field(default_factory=list)
    times: list[tuple[str, bool]] = field(default_factory=list)  # (value, whether it is marked as the publication's)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.head = Head()
        self._open: list[tuple[str, bool, bool]] = []  # tag, unseen, around
        self._count: Counter[str] = Counter()
        self._unseen = self._around = 0
        self._words: list[str] = []
        self._linked: list[str] | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag in _CELLS:
            if any(piece.strip() for piece in self._words):
                self._words.append(" | ")
        elif tag not in _INLINE:
            self._flush()
        self._imply_ends(tag)
        if tag in _VOID:
            return
        is_unseen = tag in _UNSEEN or "hidden" in given or bool(_NOT_SHOWN.search(given.get("style", "")))
        is_around = tag in _AROUND or self._is_around(tag, given)
        self._open.append((tag, is_unseen, is_around))
        self._count[tag] += 1
        self._unseen += is_unseen
        self._around += is_around

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._linked is not None:
            self.head.linked_data.append("".join(self._linked))
            self._linked = None
        self._in_title = self._in_title and tag != "title"
        if tag not in _INLINE and tag not in _CELLS:
            self._flush()
        while self._count[tag]:
            if self._close() == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._linked is not None:
            self._linked.append(data)
        elif self._in_title:
            self.head.title += data
        elif not self._unseen:
            if self._count["pre"]:
                for line in data.split("\n"):
                    self._words.append(line)
                    self._flush()
            else:
                self._words.append(data)

    def handle_comment(self, data: str) -> None:
        found = _SAVED_FROM.match(data)
        if found and self.head.saved_from is None:
            self.head.saved_from = found.group(1)

    def close(self) -> None:
        super().close()
        self._flush()

    def _close(self) -> str:
        tag, is_unseen, is_around = self._open.pop()
        self._count[tag] -= 1
        self._unseen -= is_unseen
        self._around -= is_around
        return tag

    def _imply_ends(self, tag: str) -> None:
        if tag not in _INLINE and tag not in _VOID and self._open and self._open[-1][0] == "p":
            self._close()
        while self._open and self._open[-1][0] in _ENDS.get(tag, ()):
            self._close()

    def _is_around(self, tag: str, given: dict[str, str]) -> bool:
        is_inside = bool(self._count["article"] or self._count["main"])
        if (tag == "header" and not is_inside) or given.get("role") in _ROLE_AROUND:
            return True
        names = f"{given.get('class', '')} {given.get('id', '')}".lower()
        return tag not in ("html", "body", "article", "main") and bool(_CLASS_AROUND.search(names))

    def _flush(self) -> None:
        if not self._words:
            return
        text = _SPACES.sub(" ", "".join(self._words).translate(_HINTS)).strip(" ")
        self._words = []
        if text and text != "|":
            tag = next((t for t, _, _ in reversed(self._open[-12:]) if t not in _INLINE), "body")
            self.blocks.append(Block(tag, text, bool(self._around)))

    def _note(self, tag: str, given: dict[str, str]) -> None:
        head = self.head
        if tag == "html":
            head.language = head.language or given.get("lang") or given.get("xml:lang")
        elif tag == "title" and not head.title and not self._unseen:
            self._in_title = True
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            head.canonical = head.canonical or given.get("href")
        elif tag == "meta":
            key = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if key and given.get("content"):
                head.metas.setdefault(key, given["content"])
        elif tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            self._linked = []
        elif tag == "time" and given.get("datetime"):
            is_marked = (
                given.get("itemprop") == "datePublished" or "pubdate" in given or "publ" in given.get("class", "")
            )
            if is_marked or self._count["article"] or self._count["main"]:
                head.times.append((given["datetime"], is_marked))


def page_of(html: str) -> tuple[list[Block], Head]:
    """The visible blocks of a settled page in their order, and what the page says about itself."""
    parser = _Page()
    parser.feed(html)
    parser.close()
    return parser.blocks, parser.head


def blocks_of(html: str) -> list[Block]:
    """The visible blocks of a piece of HTML."""
    return page_of(html)[0]


def joined(blocks: Sequence[Block]) -> str:
    """The blocks as a text, a line each; a list's points begin with a dash."""
    return "\n".join(f"- {block.text}" if block.tag == "li" else block.text for block in blocks)
