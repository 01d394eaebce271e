"""What skeletons are made of: an article, its site, the words around it, and the pages that come out."""

import datetime
import html
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en", "es")
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}


@dataclass(frozen=True)
class Part:
    """A piece of an article: "p", "h", "quote", "list", "table", "ask" or "entry" (whose first line is its time)."""

    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.lines[0]


@dataclass(frozen=True)
class Article:
    kind: str
    language: str
    title: str
    deck: str
    author: str
    date: str
    time: str
    place: str
    section: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Page:
    """A saved page, and what should be read from it."""

    name: str
    data: bytes
    file_name: str
    language: str
    title: str
    text: str
    author: str | None
    outlet: str | None
    published: str | None
    origin: str | None


@dataclass(frozen=True)
class Site:
    """One article on one site: what a skeleton writes its page from."""

    article: Article
    outlet: str
    domain: str
    words: dict[str, Any]

    @cached_property
    def slug(self) -> str:
        plain = re.sub(r"[^a-z0-9]+", "-", self.article.title.casefold().encode("ascii", "ignore").decode())
        return plain.strip("-")[:60]

    @property
    def url(self) -> str:
        return f"https://www.{self.domain}/{self.words['section']}/{self.slug}"

    @property
    def lang(self) -> str:
        return self.article.language

    @property
    def title(self) -> str:
        return html.escape(self.article.title)

    @property
    def deck(self) -> str:
        return inline(self.article.deck)

    @property
    def author(self) -> str:
        return html.escape(self.article.author)

    @property
    def stamp(self) -> str:
        """The moment of publication, with the zone of the site."""
        return f"{self.article.date}T{self.article.time}:00{self.words['zone']}"

    def after(self, days: int) -> str:
        """The day so many days after publication, as ISO: updates, comments, other articles."""
        return (datetime.date.fromisoformat(self.article.date) + datetime.timedelta(days)).isoformat()

    def in_words(self, iso: str | None = None) -> str:
        """A day as sites of this language print it; the day of publication without one."""
        year, month, day = (iso or self.article.date).split("-")
        name = _MONTHS[self.lang][int(month) - 1]
        return f"{int(day)} de {name} de {year}" if self.lang == "es" else f"{int(day)} {name} {year}"

    def in_figures(self, iso: str | None = None) -> str:
        """A day as short as it can be without being taken for another."""
        year, month, day = (iso or self.article.date).split("-")
        if self.lang == "en":
            return f"{_MONTHS['en'][int(month) - 1][:3]} {int(day)}, {year}"
        return f"{day}/{month}/{year}"

    def at(self) -> str:
        return self.article.time.replace(":", "h") if self.lang == "fr" else self.article.time

    def w(self, key: str) -> str:
        """Words of the site, escaped."""
        return html.escape(self.words[key])

    def links(self, key: str, tag: str = "li", attributes: str = "") -> str:
        """A link in an element for each of some words: a menu, related articles."""
        return "".join(
            f'<{tag}{attributes}><a href="/{n}">{html.escape(words)}</a></{tag}>'
            for n, words in enumerate(self.words[key])
        )

    def body(self, **forms: str) -> list[str]:
        """The parts as HTML. A form is what to put a part's words into, by kind: `p='<p class="x">{}</p>'`."""
        form = {"p": "<p>{}</p>", "h": "<h2>{}</h2>", "ask": "<p><strong>{}</strong></p>", **forms}
        return [_rendered(part, form) for part in self.article.parts]

    def prose(self, **forms: str) -> str:
        return "\n".join(self.body(**forms))


def inline(text: str) -> str:
    """The HTML of a text with *emphasis* and [[links]]."""
    made = re.sub(r"\*(.+?)\*", r"<em>\1</em>", html.escape(text, quote=False))
    return re.sub(r"\[\[(.+?)\]\]", r'<a href="/dossier/42">\1</a>', made)


def bare(text: str) -> str:
    return re.sub(r"\*(.+?)\*|\[\[(.+?)\]\]", lambda m: m.group(1) or m.group(2), text)


def _rendered(part: Part, form: dict[str, str]) -> str:
    if part.kind == "list":
        made = "".join(f"<li>{inline(line)}</li>" for line in part.lines)
        return form.get("list", "<ul>{}</ul>").format(made)
    if part.kind == "table":
        rows = [[inline(cell.strip()) for cell in line.split("|")] for line in part.lines]
        made = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return form.get("table", "<table>{}</table>").format(made)
    if part.kind == "quote":
        return form.get("quote", "<blockquote><p>{}</p></blockquote>").format(inline(part.text))
    if part.kind == "entry":
        return form.get("entry", "<div><time>{}</time><p>{}</p></div>").format(part.text, inline(part.lines[1]))
    return form[part.kind].format(inline(part.text))


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        for line in part.lines:
            yield bare(line.replace(" | ", " "))


@cache
def articles(language: str, kind: str = "news") -> tuple[Article, ...]:
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))["article"]
    made = (Article(language=language, parts=tuple(_parts(one.pop("body"))), **one) for one in found)
    return tuple(article for article in made if article.kind == kind)


def _parts(body: str) -> Iterator[Part]:
    for block in body.strip().split("\n\n"):
        sign = block[0]
        if sign == "@":
            yield Part("entry", tuple(block[1:].split(" ", 1)))
        elif sign in "-|":
            yield Part({"-": "list", "|": "table"}[sign], tuple(line[2:] for line in block.split("\n")))
        elif sign in "#>?":
            yield Part({"#": "h", ">": "quote", "?": "ask"}[sign], (block.lstrip("#>? "),))
        else:
            yield Part("p", (block,))


@cache
def words_of(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "around.toml").read_text("utf-8"))[language]


@dataclass(frozen=True)
class Skeleton:
    """How a site writes its pages, and which of an article's facts such a page shows."""

    write: Callable[[Site], str]
    is_unseen: bool
    kind: str
    languages: tuple[str, ...]
    outlet: str | None
    shows: frozenset[str]
    charset: str
    file_name: str
    is_signed_by: str | None

    @property
    def name(self) -> str:
        return self.write.__name__


SKELETONS: list[Skeleton] = []


def skeleton(
    shows: str = "title deck author outlet date address",
    *,
    kind: str = "news",
    languages: Sequence[str] = LANGUAGES,
    outlet: str | None = None,
    charset: str = "utf-8",
    file_name: str = "page.html",
    is_signed_by: str | None = None,
) -> Callable[[Callable[[Site], str]], Callable[[Site], str]]:
    """Register a skeleton. `shows` names what its pages say; what they do not say must not be made up."""

    def register(write: Callable[[Site], str]) -> Callable[[Site], str]:
        is_unseen = "unseen" in write.__module__
        SKELETONS.append(
            Skeleton(
                write,
                is_unseen,
                kind,
                tuple(languages),
                outlet,
                frozenset(shows.split()),
                charset,
                file_name,
                is_signed_by,
            )
        )
        return write

    return register


def pages(is_unseen: bool) -> list[Page]:
    """The pages of one half: each skeleton in its languages; a skeleton of one language with three articles."""
    from tests.pages import known_ministries, known_odd, known_sites, unseen_odd, unseen_sites  # noqa: F401

    chosen = [one for one in SKELETONS if one.is_unseen == is_unseen]
    return [page for number, one in enumerate(chosen) for page in _pages_of(one, number)]


def _pages_of(one: Skeleton, number: int) -> Iterator[Page]:
    for language in one.languages:
        found = articles(language, one.kind)
        half = found[len(found) // 2 :] if one.is_unseen and len(found) > 1 else found[: max(1, len(found) // 2)]
        count = 3 if len(one.languages) == 1 and len(half) > 1 else 1
        for turn in range(count):
            yield _page(one, half[(number + turn) % len(half)], number, turn)


def _page(one: Skeleton, article: Article, number: int, turn: int) -> Page:
    words = words_of(article.language)
    place = (number + 11 * one.is_unseen) % len(words["outlets"])
    outlet = one.outlet or words["outlets"][place]
    plain = re.sub(r"[^a-z]", "", outlet.casefold().encode("ascii", "ignore").decode())
    site = Site(article, outlet, f"{plain[:18]}.{words['top']}", words)
    made = one.write(site)
    data = (
        made.encode(one.charset, "xmlcharrefreplace")
        if not one.charset.startswith("utf-16")
        else made.encode(one.charset)
    )
    shown = [*([article.deck] if "deck" in one.shows else []), *_lines(article.parts)]
    return Page(
        f"{one.name}-{article.language}{turn or ''}",
        data,
        one.file_name,
        article.language,
        article.title,
        "\n".join(shown),
        (one.is_signed_by or article.author) if "author" in one.shows else None,
        outlet if "outlet" in one.shows else None,
        article.date if "date" in one.shows else None,
        site.url if "address" in one.shows else None,
    )
