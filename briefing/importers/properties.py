"""Titles and authors in the properties of documents: what programs and templates left there is none."""

import re

from briefing.importers.metadata import as_line
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
