"""One article as files that any program reads: Markdown for people, JSON for programs. Inert, as all exports are."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.export.paper import inert
from briefing.export.to_json import visible
from briefing.export.to_markdown import escape
from briefing.i18n import tr
from briefing.model import Annotation, Article, SavedSearch
from briefing.text import paragraphs

_LONGEST_NAME = 80
# What Windows allows in no name, and what would make a name look like another.
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in (*range(10), "¹", "²", "³"))}
)
# Files that a double click only shows. All others get a suffix that no system opens by itself.
_QUIET = frozenset({".txt", ".md", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".png", ".jpg"})
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}


def safe_name(words: str, taken: set[str], suffix: str = "") -> str:
    """A file name of the words that every system takes, none of those `taken` (letter case aside); it joins them."""
    kept = "".join(" " if sign in _FORBIDDEN or not sign.isprintable() else sign for sign in inert(words))
    kept = unicodedata.normalize("NFC", " ".join(kept.split()))[:_LONGEST_NAME].strip(". ")
    if not kept or kept.split(".")[0].strip().casefold() in _DEVICES:
        kept = f"_{kept}"
    name, number = kept, 1
    while f"{name}{suffix}".casefold() in taken:
        number += 1
        name = f"{kept} ({number})"
    taken.add(f"{name}{suffix}".casefold())
    return name + suffix


def kept_suffix(media_type: str, name: str = "") -> str:
    """The suffix of a file from outside: one that a double click only shows, else with ".original" behind it."""
    suffix = _SUFFIXES.get(media_type, "")
    if not suffix and "." in name:
        last = name.rpartition(".")[2].lower()
        suffix = f".{last}" if last.isascii() and last.isalnum() and len(last) <= 5 else ""
    return suffix if suffix in _QUIET else f"{suffix}.original"


def article_markdown(article: Article, notes: Sequence[Annotation], facts: Mapping[str, str | None]) -> bytes:
    """The article with what is known of it as front matter, its text, and the notes on it. `facts` go in as well."""
    known: dict[str, str | None] = {
        "title": article.title,
        "published": article.published,
        "outlet": article.outlet,
        "author": article.author,
        "language": article.language,
        "origin": article.origin,
        "added": article.added_at,
        "id": article.id,
        "text_sha256": article.text_sha256,
        "original_sha256": article.original_sha256,
        **facts,
    }
    # a JSON string is a YAML one, on one line whatever it holds
    front = "\n".join(f"{name}: {visible_json(value)}" for name, value in known.items() if value is not None)
    parts = [f"---\n{front}\n---", f"# {escape(article.title)}"]
    parts += [escape(paragraph.quote) for paragraph in paragraphs(article.text)]
    if notes:
        parts.append(f"## {escape(tr('Notes'))}")
        parts += [_note(note) for note in notes]
    return ("\n\n".join(parts) + "\n").encode()


def _note(note: Annotation) -> str:
    words = {"highlight": tr("Highlight"), "note": tr("Note"), "tag": tr("Tag")}[note.kind]
    body = "\n>\n".join(f"> {escape(line)}" for line in inert(note.body).split("\n") if line.strip())
    shown = f"> **{escape(words)}** — {escape(note.span.quote)}"
    return f"{shown}\n>\n{body}" if body else shown


def searches_markdown(searches: Sequence[SavedSearch]) -> bytes:
    """The saved searches in a table: name, and what is searched."""
    rows = "".join(f"\n| {escape(one.name)} | {escape(one.query)} |" for one in searches)
    heads = f"| {escape(tr('Name'))} | {escape(tr('What is searched'))} |\n|---|---|"
    return f"# {escape(tr('Saved searches'))}\n\n{heads}{rows}\n".encode()


def visible_json(value: Any) -> str:
    """JSON in which signs that act on a reader are written as escapes."""
    return visible(json.dumps(value, ensure_ascii=False))


def json_file(value: Any) -> bytes:
    """A value as a JSON file for programs and people."""
    return (visible(json.dumps(value, ensure_ascii=False, indent=2)) + "\n").encode()
