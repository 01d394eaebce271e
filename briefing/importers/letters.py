"""What a mail says, however it was kept: its own text as an article, what is attached as files, a list as its items.

Mail programs and Outlook's own format give a `Letter`; this makes the article of it. A letter's text is all of its
visible text: quoted answers, forwarded mails and signatures stay, since nobody but the reader knows which of them
is the clip.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from briefing.importers.blocks import blocks_of, joined
from briefing.importers.metadata import as_address, as_language, as_line
from briefing.importers.mime import decoded_words
from briefing.importers.newsletter import items_of
from briefing.importers.titles import title_in
from briefing.model import Contents, Imported, Part, Refusal
from briefing.text import count_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # RFC 5322's own
_DAY = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?[\s-]+(\d{4}|\d{2})\b")
_ASCTIME = re.compile(r"\b([A-Za-z]{3})\s+(\d{1,2})\s+\d{1,2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{2,5}\s+)?(\d{4})\b")
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
# What Outlook writes between the words of a page (`<o:p>`, `<st1:City>`): no tags of HTML, so they part nothing.
_FOREIGN_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}:[^<>]{0,500}>")
_ADDRESS = re.compile(r"<([^<>]*)>\s*(?:,|$)")
_COMMENT = re.compile(r"\(([^()]*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a letter's text in one or two renderings, "" where there is none."""

    plain: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with its headers as they were written, before anything is made of it."""

    subject: str
    sender: str
    date: str
    pieces: tuple[Piece, ...]
    list_name: str = ""
    is_to_many: bool = False
    archived_at: str = ""
    language: str = ""
    parts: tuple[Part, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    replaced: int = 0
    warnings: tuple[str, ...] = ()


def contents_of(letter: Letter) -> Contents:
    """The letter's article and files; a newsletter's items instead of its text, where it has little of its own."""
    author, outlet = sender_of(letter)
    published = day_of(letter.date)
    text = "\n\n".join(filter(None, (text_of(piece) for piece in letter.pieces))).strip("\n")
    made, basis = title_in(text)
    title = as_line(decoded_words(letter.subject)[:1000])
    language = as_language(letter.language)
    article = Imported(
        text,
        title or made,
        "found" if title else basis,
        published=published,
        published_basis="given" if published else "none",
        language=language,
        outlet=outlet,
        author=author,
        origin=as_address(letter.archived_at.strip("<> ")),
        media_type="message/rfc822",
        replaced=letter.replaced,
        warnings=letter.warnings,
    )
    items = items_of(
        "\n".join(piece.html for piece in letter.pieces),
        "\n\n".join(piece.plain for piece in letter.pieces if not piece.html),
        outlet=outlet or "",
        published=published or "",
        language=language or "",
        is_to_many=letter.is_to_many or bool(letter.list_name),
    )
    if items.parts:
        article = article._replace(text=items.own_text)
    return Contents(article if article.text.strip() else None, (*items.parts, *letter.parts), letter.refusals)


def text_of(piece: Piece) -> str:
    """All visible text of a piece: of its page, whose lines end where they should, unless the page lacks much of it."""
    if not piece.html:
        return piece.plain.strip("\n")
    blocks = blocks_of(_FOREIGN_TAG.sub("", piece.html))
    text = joined([block for block in blocks if block.text.strip()])
    is_stub = count_words(text) * 2 < count_words(piece.plain)
    return piece.plain.strip("\n") if is_stub else text


def sender_of(letter: Letter) -> tuple[str | None, str | None]:
    """Who wrote the letter, and of one to many the outlet: the house that has its name in its address, or the list."""
    name, address = mailbox_of(letter.sender)
    author = as_line(name) or as_line(address)
    list_name = as_line(decoded_words(letter.list_name.partition("<")[0]).strip(' "'))
    if not (letter.is_to_many or letter.list_name):
        return author, None
    is_house = bool(name) and _letters(name) in _letters(address.partition("@")[2])
    return author, as_line(name) if is_house or not list_name else list_name


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in bare if sign.isalnum())


def mailbox_of(value: str) -> tuple[str, str]:
    """The name and the address of the first sender in a From header, "" for what is not there."""
    value = value[:1000].strip()
    found = _ADDRESS.search(value)
    if found:
        return _name(value[: found.start()]), found.group(1).strip()
    comment = _COMMENT.search(value)
    if comment:
        return _name(comment.group(1)), value[: comment.start()].strip()
    return ("", value) if "@" in value else (_name(value), "")


def _name(value: str) -> str:
    bare = value.strip().lstrip(",").strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = re.sub(r"\\(.)", r"\1", bare[1:-1])
    name = " ".join(decoded_words(bare).split())
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def day_of(value: str) -> str | None:
    """The calendar day of a Date header as its sender counted it: the zone moves no letter to another day."""
    if iso := _ISO.match(value):
        return _as_day(*iso.groups())
    if found := _DAY.search(value[:200]):
        day, month, year = found.groups()
        return _as_day(year if len(year) == 4 else f"{'19' if year >= '70' else '20'}{year}", month, day)
    if found := _ASCTIME.search(value[:200]):
        month, day, year = found.groups()
        return _as_day(year, month, day)
    return None


def _as_day(year: str, month: str, day: str) -> str | None:
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
