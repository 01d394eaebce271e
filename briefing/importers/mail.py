"""Mail as a file (.eml): what it says is an article, what is attached to it are files of their own.

Pictures within the text, signatures of the transport and a text's second rendering are no files to read, and are
left out without a word.
"""

import re
from dataclasses import dataclass, field, replace

from briefing.errors import UserError
from briefing.i18n import tr
from briefing.importers import mime
from briefing.importers.letters import Letter, Piece, contents_of
from briefing.importers.mime import Entity
from briefing.importers.names import file_name, named_after
from briefing.importers.refusals import printable
from briefing.model import Contents, Part, Refusal

_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.ms-outlook": ".msg",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "text/rtf": ".rtf",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
}
# What a mail is carried with; none of it is text that anybody wrote.
_SILENT = frozenset(
    [
        "application/pgp-encrypted",
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-amp-html",
        "text/x-vcard",
    ]
)
_LOCKED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime"])
# A note may begin with "From:"; only what programs write makes a mail of a text.
_WRITTEN_BY_PROGRAMS = re.compile(
    rb"^(?:message-id:[ \t]*(?:\r?\n[ \t]+)?<[^<>\n]+>|mime-version:[ \t]*1\.|received:[ \t]*(?:from|by)[ \t]|"
    rb"return-path:[ \t]*<|delivered-to:[ \t]*\S+@|dkim-signature:|x-mailer:|x-unsent:)",
    re.I | re.M,
)
_NAMES = re.compile(rb"^(?:from|date|subject|to):", re.I | re.M)
_HEAD = re.compile(rb"(?:>?From [^\n]*\n)?(?:[!-9;-~]{1,100}[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}")
_CID = re.compile(rb"cid:([^\"'\s>)]{1,200})", re.I)


@dataclass(slots=True)
class _Found:
    """What a walk over a mail's parts has found so far."""

    pictures: frozenset[str]
    parts: list[Part] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    replaced: int = 0
    seen: int = 0


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a mail that a program wrote: two headers or more, one of them no person's."""
    head = _HEAD.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")[:65536].replace(b"\r\n", b"\n"))
    return bool(head and _NAMES.search(head.group()) and _WRITTEN_BY_PROGRAMS.search(head.group()))


def open_mail(data: bytes, name: str) -> Contents:
    """The article in a mail's bytes, and what is attached to it.

    UserError "not-a-mail" when it has no headers. Refusals: "mail-encrypted", "nested-too-deep", "kept-elsewhere".
    """
    root = mime.parse(data)
    if not root.headers:
        raise UserError(
            "not-a-mail",
            tr("{name} is no e-mail: it does not begin as one.", name=printable(name)),
            tr("Save it again from your mail program, or copy its text and paste it here."),
        )
    found = _Found(frozenset(cid.decode("latin-1") for cid in _CID.findall(data)))
    pieces = _walk(root, found)
    letter = Letter(
        subject=root.header("subject"),
        sender=root.header("from") or root.header("sender") or root.header("reply-to"),
        date=root.header("date"),
        pieces=tuple(pieces),
        list_name=root.header("list-id"),
        is_to_many=_is_to_many(root),
        archived_at=root.header("archived-at"),
        language=root.header("content-language"),
        parts=tuple(found.parts),
        refusals=tuple(found.refusals),
        replaced=found.replaced,
        warnings=tuple(dict.fromkeys(found.warnings)),
    )
    return contents_of(letter)


def _is_to_many(root: Entity) -> bool:
    """Whether the mail went to subscribers: only such mail says how to leave (RFC 2369), or that it is in bulk."""
    return bool(root.header("list-unsubscribe") or root.header("precedence").strip().lower() in ("bulk", "list"))


# --- the parts of a mail ---------------------------------------------------------------------------------------------


def _walk(entity: Entity, found: _Found, is_related: bool = False) -> list[Piece]:
    """The text of an entity in its order; its files go into `found`."""
    kind = entity.content_type
    if kind.startswith("multipart/"):
        return _walk_parts(entity, found)
    if _is_file(entity):
        _take_file(entity, found, is_related)
        return []
    decoded = entity.text
    found.replaced += decoded.replaced
    found.warnings += decoded.warnings
    if kind == "text/html":
        return [Piece(html=decoded.text)]
    is_flowed = entity.parameters.get("format", "").lower() == "flowed"
    return [Piece(plain=_unflowed(decoded.text, entity.parameters.get("delsp", "")) if is_flowed else decoded.text)]


def _walk_parts(entity: Entity, found: _Found) -> list[Piece]:
    kind = entity.content_type.removeprefix("multipart/")
    if entity.is_too_deep:
        words = tr("What is nested more than {count} levels deep is not read.", count=mime.MAX_DEPTH)
        found.refusals.append(Refusal(_label(entity, found), "nested-too-deep", words))
        return []
    if not entity.parts:  # without a boundary, all of it is text
        return _walk(replace(entity, headers=_as_text(entity)), found)
    if kind == "encrypted":
        _refuse_locked(entity, found)
        return []
    if kind == "digest":  # RFC 2046: what says no type of its own is a message there
        return [piece for part in entity.parts for piece in _walk(_as_message(part), found)]
    if kind == "alternative":
        return _best([_walk(part, found) for part in entity.parts])
    return [piece for part in entity.parts for piece in _walk(part, found, is_related=kind == "related")]


def _as_message(entity: Entity) -> Entity:
    is_said = bool(entity.header("content-type"))
    return entity if is_said else replace(entity, headers=(("content-type", "message/rfc822"), *entity.headers))


def _as_text(entity: Entity) -> tuple[tuple[str, str], ...]:
    is_page = re.search(rb"<html[\s>]|<body[\s>]|<div[\s>]|<p>", entity.data[entity.start : entity.start + 4096], re.I)
    kind = "text/html" if is_page else "text/plain"
    return (("content-type", kind), *(pair for pair in entity.headers if pair[0] != "content-type"))


def _best(renderings: list[list[Piece]]) -> list[Piece]:
    """Of the renderings of one text the last that is a page, with the plain one beside it, else the fullest."""
    pages = [pieces for pieces in renderings if any(piece.html for piece in pieces)]
    plains = [pieces for pieces in renderings if pieces and not any(piece.html for piece in pieces)]
    plain = max(plains, key=lambda pieces: sum(len(piece.plain) for piece in pieces), default=[])
    if not pages:
        return plain
    words = "\n\n".join(piece.plain for piece in plain)
    if len(pages[-1]) == 1:
        return [Piece(words, pages[-1][0].html)]
    return pages[-1]


def _is_file(entity: Entity) -> bool:
    is_text = entity.content_type in ("text/plain", "text/html", "text/enriched", "text")
    return not is_text or entity.disposition == "attachment" or bool(entity.file_name)


def _take_file(entity: Entity, found: _Found, is_related: bool) -> None:
    kind = entity.content_type
    if kind in _SILENT or _is_picture_of_text(entity, found, is_related):
        return
    if kind in _LOCKED:
        _refuse_locked(entity, found)
    elif kind == "message/external-body":
        words = tr("It is not in the mail, which only says where it was kept.")
        found.refusals.append(Refusal(_label(entity, found), "kept-elsewhere", words))
    elif entity.content.strip():
        found.parts.append(Part(_label(entity, found), entity.content))


def _is_picture_of_text(entity: Entity, found: _Found, is_related: bool) -> bool:
    """Whether it is shown within the text: a logo, a tracker, a photograph between paragraphs."""
    if not entity.content_type.startswith("image/"):
        return False
    is_named = entity.header("content-id").strip("<> ") in found.pictures
    return is_related or is_named or entity.disposition != "attachment"


def _refuse_locked(entity: Entity, found: _Found) -> None:
    words = tr("It is encrypted: only your mail program can open it. Copy its text from there and paste it here.")
    found.refusals.append(Refusal(_label(entity, found), "mail-encrypted", words))


def _label(entity: Entity, found: _Found) -> str:
    """The part's name: given, or its subject, or its number."""
    found.seen += 1
    if entity.content_type == "message/rfc822" and not entity.file_name:
        return named_after(mime.parse(entity.content).header("subject"), found.seen)
    return file_name(entity.file_name, found.seen, _SUFFIXES.get(entity.content_type, ""))


def _unflowed(text: str, delsp: str) -> str:
    """The paragraphs of a text whose lines were broken for the way (RFC 3676); quoted lines keep their marks."""
    paragraphs: list[list[str]] = []
    is_open = False
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        marks = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        goes_on = bare.endswith(" ") and bare != "-- "
        kept = bare[:-1] if goes_on and delsp.lower() == "yes" else bare
        if is_open and marks == depth and bare != "-- ":
            paragraphs[-1].append(kept)
        else:
            paragraphs.append([">" * marks + (" " if marks else "") + kept])
        is_open, depth = goes_on, marks
    return "\n".join("".join(pieces).rstrip(" ") for pieces in paragraphs)
