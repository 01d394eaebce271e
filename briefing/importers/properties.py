"""Titles and authors in the properties of documents: what programs and templates left there is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.i18n import tr
from briefing.importers.events import parse_events
from briefing.importers.metadata import as_line
from briefing.importers.titles import title_in
from briefing.text import count_words

_FILE = re.compile(
    r"\.(docx?|dotx?|docm|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|txt|html?|pages|wpd|pub|pptx?|xlsx?)\s*$", re.I
)
_PROGRAM = re.compile(
    r"^(microsoft (word|powerpoint|excel)|powerpoint presentation|word document|presentation powerpoint)\b"
    r"|^about:blank$",
    re.I,
)
_UNNAMED = re.compile(
    r"^\W*(untitled|sans titre|sin título|document|documento|dokument|unbenannt|title|titre|título|untitled document"
    r"|nouveau document|new document|modèle|template|layout|slide|print|scan|output|temp)"
    r"(\s*\W*\s*\d*)?\W*$",
    re.I,
)
_USER = re.compile(
    r"^(administrator|administrateur|administrador|admin|user|usuario|utilisateur|owner|unknown|inconnu|root|guest|pc|hp"
    r"|dell|lenovo|acer|asus|microsoft( office)?( user)?|utilisateur (de )?microsoft.*|usuario de microsoft.*|windows.*"
    r"|python-docx|writer|author|auteur|autor|anonymous|anonyme|default|test)\W*\d*$",
    re.I,
)
_LOGIN = re.compile(r"^\S*[\d_@\\/]\S*$|^[a-z]+\.?[a-z]+$")
_CORE = frozenset(("title", "creator", "initial-creator", "language", "publisher", "date"))
_LOST = 0.01
_LEAST_LOST = 20
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def believable_title(value: object) -> str | None:
    """A property that looks like a title, as one line: no file's or program's name, no template's."""
    line = as_line(value)
    if line is None or _FILE.search(line) or _PROGRAM.search(line) or _UNNAMED.fullmatch(line):
        return None
    if ("/" in line and " " not in line) or "\\" in line:
        return None
    return line if count_words(line) >= 2 and len(_LETTERS.findall(line)) >= 2 else None


def believable_author(value: object) -> str | None:
    """A property that looks like a name of a person or a body, not like a computer's user."""
    line = as_line(value)
    if line is None or len(line) > 120 or _USER.fullmatch(line) or _LOGIN.fullmatch(line):
        return None
    return line if _LETTERS.search(line) else None


def is_told_in(title: str, text: str) -> bool:
    """Whether most words of a title stand in the first part of the text: a template's old title does not."""
    start = set(map(str.lower, _LETTERS.findall(text[:5000])))
    words = [word.lower() for word in _LETTERS.findall(title)]
    return sum(word in start for word in words) >= 0.6 * len(words)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document's properties say (Dublin Core), believed where it looks true."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    publisher: str | None = None
    date: str | None = None


def properties_of(data: bytes, name: str) -> Properties:
    """The properties in a part with Dublin Core elements (docProps/core.xml, meta.xml, an EPUB's package)."""
    found: dict[str, str] = {}
    open_: list[str] = []

    def end(tag: str) -> None:
        if open_:
            open_.pop()

    def text(words: str) -> None:
        if open_ and open_[-1] in _CORE:
            found[open_[-1]] = found.get(open_[-1], "") + words

    parse_events(data, name, lambda tag, given: open_.append(tag), end, text)
    return Properties(
        believable_title(found.get("title")),
        believable_author(found.get("creator") or found.get("initial-creator")),
        found.get("language"),
        as_line(found.get("publisher")),
        found.get("date"),
    )


def title_for(
    properties: Properties, headings: Sequence[tuple[str, str]], text: str
) -> tuple[str, Literal["found", "made"]]:
    """The title: of the properties if the text bears it out, else the first heading, else made of the text.

    `headings` has (style, text) in the document's order; a "title" comes before any "heading".
    """
    fit = [(style, words) for style, words in headings if 3 <= len(words) <= 250]
    heading = next((words for style, words in fit if style.startswith("title")), fit[0][1] if fit else None)
    if properties.title and (heading is None or is_told_in(properties.title, text)):
        return properties.title, "found"
    if heading:
        return heading.replace("\n", " "), "found"
    return title_in(text)


def lost_warning(lost: int, text: str) -> list[str]:
    """A warning when more than one sign in a hundred did not reach the text."""
    if lost <= max(_LEAST_LOST, _LOST * len(text)):
        return []
    return [tr("About {count} signs of the document are not in the text: compare them.", count=lost)]
