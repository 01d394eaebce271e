"""A page's visible lines with their links: what a list of articles is told by."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from briefing.importers.redirects import real_address
from briefing.importers.tokens import Tokenizer


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_INLINE = _tags(
    "a abbr b bdi bdo big cite code em font i img ins label mark q s small span strike strong sub sup time tt u var wbr"
)
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags("script style noscript template svg math iframe object canvas audio video select title")
_NEAR = 20  # how many open tags are looked at: a page may open a hundred thousand
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HINTS = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of visible text: its tag, the web address that it links to, its linked words, and how it is set.

    `shape` is alike for lines that the page sets alike: the tags around it and the style of its own. `is_named` when
    the page says that it names an article (schema.org's microdata). `times` is how often the page links to the address.
    """

    text: str
    tag: str = "p"
    address: str = ""
    linked: str = ""
    shape: tuple[str, ...] = ()
    is_named: bool = False
    times: int = 1

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the line is the text of a link."""
        return bool(self.linked) and len(self.linked) >= 0.9 * len(self.text)


class _Page(Tokenizer):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.times: Counter[str] = Counter()
        self._open: list[tuple[str, str, bool]] = []  # tag, style, unseen
        self._count: Counter[str] = Counter()
        self._unseen = 0
        self._words: list[str] = []
        self._linked: list[str] = []
        self._address = self._first = ""
        self._shape: tuple[str, ...] = ()
        self._is_named = self._line_is_named = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _INLINE:
            self._flush()
        if tag == "a":
            self._address = given.get("href", "").strip()
            self.times[self._address] += 1
            self._is_named = given.get("itemprop", "").lower() == "url"
        if tag in _VOID:
            return
        style = given.get("class", "") + given.get("style", "").replace(" ", "")
        is_unseen = tag in _UNSEEN or "hidden" in given or bool(_HIDDEN.search(given.get("style", "").lower()))
        self._open.append((tag, style[:300], is_unseen))
        self._count[tag] += 1
        self._unseen += is_unseen

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._flush()
        if tag == "a":
            self._address = ""
        while self._count[tag]:
            closed, _, is_unseen = self._open.pop()
            self._count[closed] -= 1
            self._unseen -= is_unseen
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._unseen or not data:
            return
        if data.strip() and not any(words.strip() for words in self._words):
            self._shape = self._shape_here()
            self._line_is_named = self._is_named
        self._words.append(data)
        if self._address and data.strip():
            self._first = self._first or self._address
            if self._address == self._first:
                self._linked.append(data)

    def _shape_here(self) -> tuple[str, ...]:
        """The two innermost tags and their styles; within a link those up to it, since a word there may be bold."""
        near = self._open[-_NEAR:]
        links = [place for place, (tag, _, _) in enumerate(near) if tag == "a" and self._address]
        end = links[-1] + 1 if links else len(near)
        return tuple(f"{tag} {style}" for tag, style, _ in near[max(0, end - 2) : end])

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = _bare("".join(self._words))
        if text:
            tag = next((tag for tag, _, _ in reversed(self._open[-12:]) if tag not in _INLINE), "body")
            linked = _bare("".join(self._linked))
            self.lines.append(Line(text, tag, self._first, linked, self._shape, self._line_is_named))
        self._words, self._linked, self._first, self._line_is_named = [], [], "", False


def _bare(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_HINTS)).strip(" \u00a0\u2007\u202f")


def lines_of(html: str) -> list[Line]:
    """The visible lines of a settled page, in their order."""
    parser = _Page()
    parser.feed(html)
    parser.close()
    return [
        replace(line, address=real_address(line.address), times=parser.times[line.address]) if line.address else line
        for line in parser.lines
    ]
