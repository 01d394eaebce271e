"""Rich text (RTF): its words in their code pages, with notes, tables and lists, without what is hidden or deleted.

An own reader by the RTF 1.9.1 specification: striprtf leaves notes out, takes hidden and deleted text in, and needs
quadratic time on crafted links.
"""

import re
from dataclasses import dataclass, field, replace

from briefing.i18n import tr, trn
from briefing.importers.decoding import unread_words
from briefing.importers.flow import Flow, count_signs
from briefing.importers.packages import bomb, damaged
from briefing.importers.properties import Properties, believable_author, believable_title, lost_warning, title_for
from briefing.model import Contents, Imported
from briefing.text import clean

_MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|\\"
)
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_SETS = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_SIGNS = {
    b"emdash": "—",
    b"endash": "–",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"tab": "\t",
    b"line": "\n",
}
_ESCAPES = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}
# Groups that hold no text of the document. Other groups that begin with \* are not known and left out, too.
_UNREAD = frozenset(
    b"""fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object themedata
    colorschememapping latentstyles datastore xmlnstbl fldinst info header headerl headerr headerf footer footerl
    footerr footerf atnid atnauthor annotation atntime atnref nonshppict sp bkmkstart bkmkend filetbl revtbl private
    pnseclvl ftnsep ftnsepc aftnsep aftnsepc tc xe txe userprops docvar mmathPr""".split()
)
_READ_ANYWAY = frozenset((b"shptxt", b"shpinst"))
_FACTS = {b"title": "title", b"author": "author"}
_DEEPEST = 2000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group, until it ends."""

    charset: str | None = None
    skip: int = 1  # signs that stand in for a Unicode sign
    is_unread: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    fact: str = ""
    is_note: bool = False


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as RTF does."""
    return data[:16].lstrip().startswith(b"{\\rtf")


def open_rich_text(data: bytes, name: str) -> Contents:
    """The article of an RTF file. UserError "damaged", "bomb"."""
    if not recognises(data):
        raise damaged(name)
    reader = _Reader(data, name)
    reader.read()
    flow = reader.flow
    seen = flow.signs()
    for number, note in enumerate(reader.notes, 1):
        flow.begin()
        flow.mark(f"[{number}] ")
        flow.add(note)
        flow.end()
    text, replaced = clean(flow.text)
    properties = Properties(believable_title(reader.facts.get("title")), believable_author(reader.facts.get("author")))
    title, basis = title_for(properties, (), text)
    article = Imported(
        text,
        title,
        basis,
        author=properties.author,
        media_type=_MEDIA_TYPE,
        replaced=replaced + reader.broken,
        warnings=(*reader.warnings(), *lost_warning(reader.signs - seen, text)),
    )
    return Contents(article)


@dataclass(slots=True)
class _Reader:
    """Goes through the tokens once."""

    data: bytes
    name: str
    flow: Flow = field(default_factory=Flow)
    notes: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    signs: int = 0
    hidden: int = 0
    deleted: int = 0
    broken: int = 0
    is_whole: bool = False
    _state: _State = _State()
    _stack: list[_State] = field(default_factory=list)
    _main: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = -1
    _bytes: bytearray = field(default_factory=bytearray)
    _high: int = 0
    _to_skip: int = 0
    _is_star: bool = False
    _in_fonts: int = 0
    _row: bool = False
    _outer: list[Flow] = field(default_factory=list)

    def read(self) -> None:
        at, data = 0, self.data
        while (found := _TOKEN.match(data, at)) is not None:
            at = found.end()
            word, number, code, escape, brace, words = found.groups()
            if words is not None:
                self._take(words)
            elif code is not None:
                self._take(bytes([int(code, 16)]))
            else:
                self._flush()
                if brace == b"{":
                    self._open()
                elif brace == b"}":
                    if self._close():
                        break
                elif escape is not None:
                    self._escape(escape)
                elif word is not None:
                    at += self._word(word, int(number) if number else None)
        self._flush()
        while self._outer:
            self._end_note()
        self.flow.close()

    # --- groups ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._to_skip = 0
        self._is_star = False
        if len(self._stack) == _DEEPEST:
            raise bomb(self.name)
        self._stack.append(self._state)

    def _close(self) -> bool:
        """The group ends; whether it was the document's."""
        self._to_skip = 0
        was = self._state
        if self._stack:
            self._state = self._stack.pop()
        if was.is_note and not self._state.is_note:
            self._end_note()
        if self._in_fonts and len(self._stack) < self._in_fonts:
            self._in_fonts = 0
        self.is_whole = not self._stack
        return self.is_whole

    def _end_note(self) -> None:
        self.flow.close()
        self.signs -= self.flow.signs()
        self.notes.append(" ".join(self.flow.lines))
        self.flow = self._outer.pop()

    # --- words of control ------------------------------------------------------------------------------------------

    def _word(self, word: bytes, number: int | None) -> int:
        """Do what a control word says; how many bytes after it are no text."""
        is_star, self._is_star = self._is_star, False
        if word == b"bin":
            return max(0, number or 0)
        if word == b"u" and number is not None:
            self._unicode(number)
        elif word == b"uc":
            self._state = replace(self._state, skip=max(0, number or 0))
        elif self._to_skip and word not in _UNREAD:
            self._to_skip -= 1
        elif word == b"fonttbl":
            self._in_fonts = len(self._stack)
            self._state = replace(self._state, is_unread=True)
        elif word in _FACTS and self._stack and self._state.is_unread:
            self._state = replace(self._state, fact=_FACTS[word])
        elif word == b"footnote":
            self.flow.mark(f"[{len(self.notes) + 1}]")
            self._outer.append(self.flow)
            self.flow = Flow()
            self._state = replace(self._state, is_note=True)
        elif word in _UNREAD or (is_star and word not in _READ_ANYWAY):
            self._state = replace(self._state, is_unread=True)
        else:
            self._set(word, number)
        return 0

    def _set(self, word: bytes, number: int | None) -> None:
        if word == b"f":
            self._font = number or 0
            self._state = replace(self._state, charset=self._fonts.get(self._font))
        elif word == b"fcharset" and self._in_fonts:
            if (number or 0) in _CHARSETS:
                self._fonts[self._font] = _CHARSETS[number or 0]
        elif word == b"ansicpg" and number:
            self._main = _codec(number) or self._main
        elif word in _SETS:
            self._main = _SETS[word]
        elif word in (b"v", b"deleted"):
            is_on = number != 0
            self._state = (
                replace(self._state, is_hidden=is_on) if word == b"v" else replace(self._state, is_deleted=is_on)
            )
        elif word == b"plain":
            self._state = replace(self._state, is_hidden=False, is_deleted=False, charset=None)
        elif not self._state.is_unread:
            self._lay_out(word)

    def _lay_out(self, word: bytes) -> None:
        """Paragraphs and tables."""
        if word in (b"par", b"sect", b"page"):
            self.flow.end()
        elif word == b"intbl" and not self._row:
            self._row = True
            self.flow.end()
            self.flow.begin_row()
            self.flow.begin_cell()
        elif word in (b"cell", b"nestcell") and self._row:
            self.flow.end()
            self.flow.begin_cell()
        elif word in (b"row", b"nestrow") and self._row:
            self._row = False
            self.flow.end()
            self.flow.end_row()
        elif word in _SIGNS:
            self._put(_SIGNS[word])

    def _escape(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_star = True
        elif sign in (b"\n", b"\r"):
            if not self._state.is_unread:
                self.flow.end()
        elif self._to_skip:
            self._to_skip -= 1
        else:
            self._put(_ESCAPES.get(sign, ""))

    # --- text ------------------------------------------------------------------------------------------------------

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        self._to_skip = self._state.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000 and self._high:
            self._put(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._put(chr(code))

    def _take(self, words: bytes) -> None:
        """Bytes of text; those that stand in for a Unicode sign are passed over."""
        left = min(self._to_skip, len(words))
        self._to_skip -= left
        self._bytes += words[left:]
        if not self._bytes.isascii():
            return
        self._flush()

    def _flush(self) -> None:
        """The bytes that wait, as text: a sign may have several."""
        if not self._bytes:
            return
        waiting, self._bytes = bytes(self._bytes), bytearray()
        charset = self._state.charset or self._main
        try:
            self._put(waiting.decode(charset))
        except UnicodeError:
            words = waiting.decode(charset, "replace")
            self.broken += words.count("\ufffd")
            self._put(words)

    def _put(self, words: str) -> None:
        state = self._state
        if state.fact:
            self.facts[state.fact] = self.facts.get(state.fact, "") + words
        elif state.is_unread:
            return
        elif state.is_deleted:
            self.deleted += count_signs(words)
        elif state.is_hidden:
            self.hidden += count_signs(words)
        else:
            self.signs += count_signs(words)
            self.flow.add(words)

    def warnings(self) -> list[str]:
        """What the person should know."""
        found: list[str] = []
        if not self.is_whole:
            found.append(tr("The file is cut off: its end is missing."))
        if self.deleted:
            found.append(
                tr(
                    "Tracked changes: inserted text was taken as it stands, {count} deleted signs were left out.",
                    count=self.deleted,
                )
            )
        if self.hidden:
            found.append(
                trn(
                    "{count} sign of hidden text was left out.",
                    "{count} signs of hidden text were left out.",
                    self.hidden,
                )
            )
        if self.broken:
            found.append(unread_words(self.broken, self.name))
        return found


def _codec(number: int) -> str | None:
    """Python's name for a Windows code page, None when it has none."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 950: "big5"}.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return None
    return name
