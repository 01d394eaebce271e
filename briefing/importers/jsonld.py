"""schema.org's JSON-LD in a page: the article that the page is about, with what it refers to put in its place."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.importers.values import as_line, letters

Json = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|Posting|Report|AnalysisNews|PressRelease)$")
_SITES = frozenset(["WebSite", "Organization", "NewsMediaOrganization", "GovernmentOrganization", "Periodical"])
_MOST_OBJECTS = 2000
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br\s*/?>", re.I)
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Linked:
    """The page's article, the page itself, and its site, each {} where the data has none."""

    article: Json
    page: Json
    site: Json
    by_id: dict[str, Json]

    def value(self, key: str) -> object:
        """What the article says, else what the page says."""
        return self.article.get(key) or self.page.get(key)

    def name(self, value: object) -> str | None:
        """The name in a person, an organisation, a reference to one, a list of these, or a bare string."""
        if isinstance(value, list):
            names = [name for one in value[:8] if (name := self.name(one))]
            return as_line(", ".join(dict.fromkeys(names)))
        if isinstance(value, dict):
            known = self.by_id.get(str(value.get("@id")), {})
            value = value.get("name") or known.get("name")
            if isinstance(value, list):
                value = next((one for one in value if isinstance(one, str)), None)
        return as_line(value)


def linked_data(raws: Sequence[str], titles: Sequence[str]) -> Linked:
    """What a page's scripts of JSON-LD say; `titles` are the page's headlines, which its article must resemble.

    Lists of other articles are data, too: an article whose headline shares no words with the page's is another one.
    """
    found: list[Json] = []
    for raw in raws[:50]:
        try:
            found += _objects(json.loads(raw.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):
            continue
    by_id = {str(one["@id"]): one for one in reversed(found) if "@id" in one and len(one) > 1}
    articles = [one for one in found if any(_ARTICLE.search(kind) for kind in _kinds(one))]
    articles = [one for one in articles if _resembles(one, titles)]
    articles.sort(key=lambda one: ("headline" not in one, "datePublished" not in one))
    pages = [one for one in found if any(kind.endswith("Page") for kind in _kinds(one))]
    sites = [one for one in found if _SITES.intersection(_kinds(one)) and "name" in one]
    sites.sort(key=lambda one: "WebSite" not in _kinds(one))
    return Linked(_first(articles), _first(pages), _first(sites), by_id)


def body_of(linked: Linked) -> str:
    """The article's text in the data, a line for each paragraph; "" when there is none."""
    body = linked.article.get("articleBody")
    if not isinstance(body, str):
        return ""
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", html.unescape(body))))
    return "\n".join(" ".join(line.split(" ")) for line in plain.split("\n"))


def _first(objects: Sequence[Json]) -> Json:
    return objects[0] if objects else {}


def _objects(value: object) -> Iterator[Json]:
    """The objects of JSON-LD: at the top, in lists and graphs, and the main entity of a page."""
    waiting = deque([value])
    count = 0
    while waiting and count < _MOST_OBJECTS:
        one = waiting.popleft()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            count += 1
            yield one
            waiting.extend(one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher") if key in one)


def _kinds(value: Json) -> list[str]:
    kinds = value.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [re.split(r"[/#:]", kind)[-1] for kind in listed if isinstance(kind, str)]


def _resembles(article: Json, titles: Sequence[str]) -> bool:
    headline = as_line(article.get("headline") or article.get("name"))
    if not headline or not titles:
        return True
    own = set(_WORD.findall(headline.casefold())) or {letters(headline)}
    for title in titles:
        other = set(_WORD.findall(title.casefold())) or {letters(title)}
        if len(own & other) >= 0.5 * min(len(own), len(other)):
            return True
    return False
