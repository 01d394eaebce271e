"""Web pages that a browser saved in one file (.mhtml, .mht): the main page, read as any other page."""

import re

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import mime, page
from briefing.importers.decoding import decode
from briefing.importers.metadata import as_address
from briefing.importers.mime import Entity
from briefing.importers.refusals import printable
from briefing.model import Contents

# Chrome names the page's address; Internet Explorer and old Edge name themselves; Firefox's tools do the first.
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:[^\n]*<?saved by )", re.I | re.M)
_HEAD = re.compile(rb"(?:[!-9;-~]{1,100}[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+")
_PAGES = ("text/html", "application/xhtml+xml")


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a page that a browser saved."""
    head = _HEAD.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")[:65536].replace(b"\r\n", b"\n"))
    return bool(head and _SAVED.search(head.group()) and b"mime-version" in head.group().lower())


def open_mhtml(data: bytes, name: str) -> Contents:
    """The article of the main page. Frames, pictures and styles are left out, as in a page saved by itself.

    UserError "not-a-saved-page" when there is no page inside.
    """
    root = mime.parse(data)
    address = root.header("snapshot-content-location") or root.header("content-location")
    main = _main_page(root, _without_fragment(address))
    if main is None:
        raise UserError(
            "not-a-saved-page",
            tr("{name} is no saved page: there is no page inside.", name=printable(name)),
            tr("Save the page again from the browser, as one file or as HTML."),
        )
    declared = main.parameters.get("charset") or page.declared_charset(main.content)
    decoded = decode(main.content, name, declared)
    article = page.read(decoded.text)
    from_file = as_address(main.header("content-location")) or as_address(address)
    article = article._replace(
        origin=article.origin or from_file,
        media_type="multipart/related",
        replaced=article.replaced + decoded.replaced,
        warnings=(*decoded.warnings, *article.warnings),
    )
    return Contents(article)


def _main_page(root: Entity, address: str) -> Entity | None:
    """The page that stands at the address that was saved, else the one that the file names, else its first."""
    if root.content_type in _PAGES:
        return root
    pages = list(_pages_in(root))
    start = root.parameters.get("start", "").strip("<> ")
    for one in pages:
        if address and _without_fragment(one.header("content-location")) == address:
            return one
        if start and one.header("content-id").strip("<> ") == start:
            return one
    return pages[0] if pages else None


def _pages_in(root: Entity) -> list[Entity]:
    found: list[Entity] = []
    waiting = list(root.parts)
    while waiting:
        one = waiting.pop(0)
        if one.content_type in _PAGES:
            found.append(one)
        waiting[:0] = one.parts
    return found


def _without_fragment(address: str) -> str:
    return address.strip().partition("#")[0]
