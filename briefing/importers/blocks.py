"""The visible text of a page, block by block, and what its head says: one pass over the tags, nothing built.

This is the independent count that an extracted body is compared with (lxml drops what is nested deeper than about
255 elements), so it reads with the standard library's tokenizer and keeps only a stack of open tags.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.importers.heads import Head, Marker
from briefing.importers.tokens import Tokenizer
from briefing.text import count_words


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags("script style noscript template svg math iframe object canvas audio video select textarea")
_AROUND = _tags("nav footer aside form button dialog figcaption")
_INLINE = _tags(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter q s samp small span strike "
    "strong sub sup time tt u var wbr rb rt ruby"
)
_CELLS = frozenset(["td", "th"])
# A start tag of the first kind ends an open one of the second, as the HTML standard has it.
_ENDS = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": _CELLS, "th": _CELLS}
_CLASS_AROUND = re.compile(
    r"(?<![a-z])(cookies?|consent|gdpr|onetrust|newsletters?|signup|subscri[a-z]+|paywall|related|relatedposts|"
    r"recirc[a-z]*|recommend[a-z]*|outbrain|taboola|popular|trending|most-(?:read|viewed)|"
    r"share|shar(?:ing|edaddy)|social|menu|breadcrumbs?|sidebar|promo|advert[a-z]*|ads?|adslot|banner|toolbar|tags|"
    r"tags-links|catlinks|noprint|editsection|infobox|author-box|pagination|pager|skip|skip-links?|sr-only|"
    r"visually-hidden|screen-reader-text|sf-hidden|caption|(?:photo|image)-?credits?|pull-?quote|feedback|audio-player|"
    r"wm-ipp|wm-ipp-base|pie-(?:de-)?foto|video-(?:resource|playlist|player)|next-?(?:posts?|stor(?:y|ies)|articles?)|"
    r"(?:more|other|latest|recent)-?(?:posts|stories|articles))(?![a-z]|__)"
)
_CLASS_COMMENTS = re.compile(
    r"(?<![a-z])(comments?|commentaires?|comentarios?|kommentare?|disqus|respond|discussion|forum|divforum)(?![a-z]|__)"
    r"|(?<![a-z])comments?__[a-z]*(?:list|wrapper|thread|items?|section)(?![a-z])"
)
# Words for what an article is about, which some sites put among its classes.
_TOPICS = re.compile(r"(?<!\S)(?:category|tag|topic|section|cat)-\S+")
_ROLE_AROUND = _tags("navigation banner contentinfo complementary search dialog alertdialog")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Hints about line breaks, which are not part of the words.
_HINTS = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
# The sign that links a heading to itself.
_ANCHOR = re.compile(r"(?<=\S)\s*[#¶]$")
_OPEN_CELL = re.compile(r"^[\s|]+|[\s|]+$")
# So much of a page's prose inside one element that looks like a menu: its name says something else.
_MOST = 0.6
_PROSE = 12
_BOXES = 8
# A box around a form that has so few words asks to sign up or to search.
_FORM_WORDS = 60
_LINKED = 0.5
_SECOND = frozenset(["aside", "nav", "footer"])
# An article has so many words of prose beside a box that holds more than itself.
_BESIDE = 100


@dataclass(frozen=True, slots=True)
class Block:
    """One line of visible text. `is_around` when it stands in menus, footers and the like, not in the body.

    `home` is the number of the element that holds it, `linked` the share of its letters that are links, `depth` how
    many elements it stands in, `words` how many words it has, `is_reply` whether it stands among readers' comments.
    """

    tag: str
    text: str
    is_around: bool = False
    home: int = 0
    linked: float = 0.0
    depth: int = 0
    words: int = 0
    is_reply: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph: long enough, and no list of links."""
        return self.words >= _PROSE and self.linked < _LINKED


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's blocks in their order, its head, and its tree: the parent and the tag of each numbered element."""

    blocks: tuple[Block, ...]
    head: Head
    parents: tuple[int, ...]
    tags: tuple[str, ...]

    def weights(self, blocks: Sequence[Block]) -> list[int]:
        """For each element, how many words of these blocks stand in it, at any depth."""
        sums = [0] * len(self.parents)
        for block in blocks:
            sums[block.home] += block.words
        for element in range(len(sums) - 1, 0, -1):
            sums[self.parents[element]] += sums[element]
        return sums

    def around(self, element: int, most: int) -> Iterator[int]:
        """An element and those around it, the inner ones first, at most so many; without the page itself."""
        while element and most:
            yield element
            element = self.parents[element]
            most -= 1

    def headed(self) -> frozenset[int]:
        """The elements that hold the first <h1>."""
        home = next((block.home for block in self.blocks if block.tag == "h1"), 0)
        return frozenset(self.around(home, len(self.parents)))

    def with_inner(self, elements: set[int]) -> frozenset[int]:
        """These elements and all that stand in them."""
        if elements:
            for element in range(1, len(self.parents)):
                if self.parents[element] in elements:
                    elements.add(element)
        return frozenset(elements)


@dataclass(slots=True)
class _Open:
    tag: str
    element: int
    is_unseen: bool
    is_around: bool


@dataclass(slots=True)
class _Found:
    """A block as it is met: which elements around it look like a menu is judged when the page is known."""

    block: Block
    around: tuple[int, ...]


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    around: tuple[int, ...] | None = None


def _names(given: dict[str, str]) -> str:
    """What an element is called: its classes, its id, its property (schema.org has "comment")."""
    return _TOPICS.sub("", f"{given.get('class', '')} {given.get('id', '')} {given.get('itemprop', '')}".lower())


class _Page(Tokenizer):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Found] = []
        self.marker = Marker()
        self.parents, self.tags = [0], [""]
        self.names: dict[int, str] = {}
        self.forms: list[int] = []
        self._open: list[_Open] = []
        self._count: Counter[str] = Counter()
        self._unseen = 0
        self._around: list[int] = []
        self._line = _Line()
        self._is_row_broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _CELLS:
            self._start_cell()
        elif tag not in _INLINE:
            self._flush()
            self._is_row_broken = tag != "tr"
        self._imply_ends(tag)
        is_around = tag in _AROUND or self._looks_around(tag, given)
        self.marker.start(tag, given, len(self.found), bool(self._unseen), is_around or bool(self._around))
        if tag in _VOID:
            self.marker.end(tag)
            return
        if tag not in _INLINE or is_around:
            self.parents.append(self._open[-1].element if self._open else 0)
            self.tags.append(tag)
        element = len(self.tags) - 1 if tag not in _INLINE or is_around else self._open[-1].element if self._open else 0
        is_hidden = "hidden" in given or bool(_NOT_SHOWN.search(given.get("style", "")))
        is_unseen = tag in _UNSEEN or (is_hidden and tag not in ("html", "body"))
        self._open.append(_Open(tag, element, is_unseen, is_around))
        self._count[tag] += 1
        self._unseen += is_unseen
        if tag == "form" and len(self._open) > 1 and self._open[-2].element:
            self.forms.append(self._open[-2].element)
        if is_around:
            self._around.append(element)
            self.names[element] = _names(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE and tag not in _CELLS:
            self._flush()
        while self._count[tag]:
            if self._close() == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.marker.data(data) or self._unseen:
            return
        if self._count["pre"]:
            for line in data.split("\n"):
                self._say(line)
                self._flush()
        else:
            self._say(data)

    def handle_comment(self, data: str) -> None:
        self.marker.comment(data)

    def close(self) -> None:
        super().close()
        self._flush()
        while self._open:
            self._close()

    def _say(self, words: str) -> None:
        letters = len(words) - words.count(" ")
        self._line.pieces.append(words)
        self._line.letters += letters
        if letters and not words.isspace():
            around = tuple(self._around[-_BOXES:])
            before = self._line.around
            self._line.around = (
                around if before is None else tuple(a for a, b in zip(before, around, strict=False) if a == b)
            )
        if self._count["a"] or self._count["button"]:
            self._line.linked += letters

    def _close(self) -> str:
        one = self._open.pop()
        self.marker.end(one.tag)
        self._count[one.tag] -= 1
        self._unseen -= one.is_unseen
        if one.is_around:
            self._around.pop()
        return one.tag

    def _imply_ends(self, tag: str) -> None:
        if tag not in _INLINE and tag not in _VOID and self._open and self._open[-1].tag == "p":
            self._close()
        while self._open and self._open[-1].tag in _ENDS.get(tag, ()):
            self._close()

    def _start_cell(self) -> None:
        """A cell goes on in its row's line; where a cell before it has lines of its own, the table is a layout."""
        if self._is_row_broken:
            self._flush()
        elif any(piece.strip() for piece in self._line.pieces):
            self._line.pieces.append(" | ")

    def _looks_around(self, tag: str, given: dict[str, str]) -> bool:
        is_inside = bool(self._count["article"] or self._count["main"])
        if (tag == "header" and not is_inside) or given.get("role") in _ROLE_AROUND:
            return True
        if tag in ("html", "body", "article", "main", "h1"):
            return False
        names = _names(given)
        return given.get("aria-hidden") == "true" or bool(_CLASS_AROUND.search(names) or _CLASS_COMMENTS.search(names))

    def _flush(self) -> None:
        line, self._line = self._line, _Line()
        if not line.pieces:
            return
        text = _SPACES.sub(" ", "".join(line.pieces).translate(_HINTS)).strip(" ")
        if "|" in text[:1] + text[-1:]:
            text = _OPEN_CELL.sub("", text)
        if text.strip("\u00a0\u202f"):
            tag = next((one.tag for one in reversed(self._open[-12:]) if one.tag not in _INLINE), "body")
            if tag in _HEADINGS:
                text = _ANCHOR.sub("", text)
            home = self._open[-1].element if self._open else 0
            linked = line.linked / max(1, line.letters)
            around = line.around or ()
            block = Block(tag, text, bool(around), home, linked, len(self._open), count_words(text))
            self.found.append(_Found(block, around))


def outline_of(html: str) -> Outline:
    """The visible blocks of a settled page in their order, what the page says about itself, and its tree."""
    parser = _Page()
    parser.feed(html)
    parser.close()
    bare = Outline(
        tuple(one.block for one in parser.found), parser.marker.head, tuple(parser.parents), tuple(parser.tags)
    )
    trusted, boxes = _menus(bare, parser.names), _boxes(bare, parser.forms)
    replies = frozenset(element for element in trusted if _CLASS_COMMENTS.search(parser.names[element]))
    blocks = []
    for one in parser.found:
        is_around = one.block.home in boxes or bool(trusted.intersection(one.around))
        is_reply = bool(replies.intersection(one.around))
        is_same = one.block.is_around == is_around and not is_reply
        blocks.append(one.block if is_same else replace(one.block, is_around=is_around, is_reply=is_reply))
    return replace(bare, blocks=tuple(blocks))


def _boxes(outline: Outline, forms: Sequence[int]) -> frozenset[int]:
    """The elements of the small boxes that a form stands in, and all inside them."""
    weights = outline.weights(outline.blocks)
    return outline.with_inner(
        {element for element in forms if weights[element] <= _FORM_WORDS and outline.tags[element] != "p"}
    )


def _menus(outline: Outline, names: dict[int, str]) -> frozenset[int]:
    """The elements that are menus and the like as they look; not those that hold the headline or most of the prose."""
    weights = outline.weights([block for block in outline.blocks if block.is_prose])
    headed = outline.headed()
    has_more = {
        element
        for element in names
        if outline.tags[element] in _SECOND and headed and weights[0] - weights[element] >= _BESIDE
    }
    return frozenset(
        element
        for element, name in names.items()
        if element not in headed
        and (_CLASS_COMMENTS.search(name) or element in has_more or weights[element] < _MOST * max(1, weights[0]))
    )


def page_of(html: str) -> tuple[list[Block], Head]:
    """The visible blocks of a settled page in their order, and what the page says about itself."""
    outline = outline_of(html)
    return list(outline.blocks), outline.head


def blocks_of(html: str) -> list[Block]:
    """The visible blocks of a piece of HTML."""
    return page_of(html)[0]


def joined(blocks: Sequence[Block]) -> str:
    """The blocks as a text, a line each; a list's points begin with a dash."""
    return "\n".join(f"- {block.text}" if block.tag == "li" else block.text for block in blocks)
