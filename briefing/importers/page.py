"""Web pages that were saved: the article's body without menus and banners, and what the page says about it."""

import re

from briefing.i18n import tr
from briefing.importers.blocks import Outline, joined, outline_of
from briefing.importers.body import MOST_ELEMENTS, choose, extractor
from briefing.importers.mainpart import main_part, missing_words
from briefing.importers.metadata import About, about
from briefing.importers.titles import title_in
from briefing.model import Imported
from briefing.text import count_words

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]+)""", re.I
)
# The whole text of an element that a script of the page fills in; a reader never sees it.
_UNFILLED = re.compile(r"(?<=>)\s*(?:\{\{[^{}<>]*\}\}\s*)+(?=<)")
_CODE = re.compile(r"<(?:code|pre|kbd|samp)(?:\s[^<>]*)?>$", re.I)
_QUOTED = re.compile(r"<(/?)q(?:\s[^>]*)?>", re.I)
_PAGE_LANGUAGE = re.compile(r"<html[^>]{0,300}?\slang=[\"']?([a-z]{2})", re.I)
_MARKS_OF = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "de": ("„", "“"), "it": ("«", "»")}
# The page's own data holds the article when it has so many words, and the page shows less than half of them.
_DATA_WORDS = 80
_SHOWN = 0.5

__all__ = ["declared_charset", "extractor", "read", "read_fragment"]


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its first 4 kB."""
    found = _CHARSET.search(data[:4096])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def read(text: str) -> Imported:
    """The article of a settled page."""
    text = _without_unfilled(_with_marks(text))
    outline = outline_of(text)
    known = about(outline)
    part = main_part(outline, known.heading)
    lines, warnings = _lines(text, outline, part, known)
    # trafilatura may have taken the data's text in one line: what the page shows is counted, too
    shown = min(sum(map(count_words, lines)), sum(block.words for block in outline.blocks))
    lines, said = _or_data(lines, known.body, shown)
    return _imported("\n".join(lines), known, said or warnings)


def _lines(text: str, outline: Outline, part: list[int], known: About) -> tuple[list[str], tuple[str, ...]]:
    """The article's lines, and what the person should know about how they were chosen."""
    if len(outline.parents) > MOST_ELEMENTS:
        words = tr("The page is unusually large, so all of its main part was taken.")
        return [joined([outline.blocks[number]]) for number in part], (words,)
    choice = choose(text, outline, known.heading, (known.title or "", known.author or "", known.outlet or ""))
    if choice is None:
        inner = [block for block in outline.blocks if not block.is_around] or outline.blocks
        words = tr("No article stands out on this page, so all of its text was taken.")
        return [joined([block]) for block in inner], (words,) if inner else ()
    lines = choice.lines(outline.blocks)
    lost = missing_words(outline, part, lines)
    if not lost:
        return lines, ()
    words = tr("About {count} words of the page’s main part are not in the text: compare it with the page.", count=lost)
    return lines, (words,)


def read_fragment(text: str) -> Imported | None:
    """The article in a pasted piece of a page: all that is visible in it; None when nothing is."""
    blocks = outline_of(_with_marks(text)).blocks
    if not blocks:
        return None
    body = joined(blocks)
    title, basis = title_in(body)
    return Imported(body, title, "found" if blocks[0].tag in ("h1", "h2") else basis, media_type="text/html")


def _imported(body: str, known: About, warnings: tuple[str, ...]) -> Imported:
    made, basis = title_in(body)
    return Imported(
        body,
        known.title or made,
        "found" if known.title else basis,
        published=known.published,
        published_basis="given" if known.published else "none",
        language=known.language,
        outlet=known.outlet,
        author=known.author,
        origin=known.origin,
        warnings=warnings,
    )


def _without_unfilled(text: str) -> str:
    """The page without the places of a template that nothing was filled into; code may be about just these."""
    return _UNFILLED.sub(
        lambda found: found[0] if _CODE.search(text, max(0, found.start() - 200), found.start()) else " ", text
    )


def _or_data(lines: list[str], data: str, shown: int) -> tuple[list[str], tuple[str, ...]]:
    """The lines, or the article in the page's data where the page as saved shows less than half of it."""
    whole = count_words(data)
    if whole < _DATA_WORDS or shown >= _SHOWN * whole:
        return lines, ()
    made = [line.strip() for line in data.split("\n") if line.strip()]
    return made, (tr("The page as saved shows little of its article: the text comes from the page’s own data."),)


def _with_marks(text: str) -> str:
    """With quotation marks for `<q>`, which browsers put there and an extraction loses."""
    if not _QUOTED.search(text):
        return text
    found = _PAGE_LANGUAGE.search(text[:4096])
    opening, closing = _MARKS_OF.get(found.group(1).lower() if found else "", ("“", "”"))
    return _QUOTED.sub(lambda tag: closing if tag.group(1) else opening, text)
