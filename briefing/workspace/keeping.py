"""Files that gave no text are kept as they came, with the reason; they can be saved, tried again, discarded."""

import mimetypes
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import PurePath
from uuid import uuid4

from briefing.children import PagingProcess
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.library import Library
from briefing.model import Attachment, Change, PagePicture
from briefing.workspace.unpacking import Clip

MOST_BYTES = 50_000_000
PICTURE_WIDTH = 480  # pixels
# What was refused for these reasons is no document that a desk would want again: it is named and not kept.
_NOT_KEPT = frozenset(
    {
        "cannot-read",
        "empty-file",
        "file-too-large",
        "format-not-read",
        "nested-too-deep",
        "not-a-document",
        "not-text",
        "nothing-pasted",
        "too-much-inside",
        "unknown-format",
    }
)
# What this system has been told about other endings is left aside: the same name gives the same type everywhere.
_TYPES = mimetypes.MimeTypes()


def is_worth_keeping(clip: Clip, code: str) -> bool:
    """Whether a file that could not be read for this reason is kept: a damaged one is, a program is not."""
    return code not in _NOT_KEPT and clip.pasted_text is None and len(clip.content) <= MOST_BYTES


def discard(library: Library, attachment_ids: Iterable[str]) -> Change:
    """Kept files that are not wanted: out of every list, until it is undone."""
    with library.edit(tr("Discard kept files")) as edit:
        for attachment_id in attachment_ids:
            edit.discard_attachment(attachment_id)
    return edit.change


def first_page(content: bytes, name: str) -> PagePicture | None:
    """A picture of a PDF's first page, made in a child process; None when it can't be shown."""
    with PagingProcess() as paging:
        try:
            return paging.picture(0, PICTURE_WIDTH) if paging.open(content, name) else None
        except UserError:
            return None


def make_attachment(clip: Clip, reason: str, dossier_id: str) -> Attachment:
    """The kept file as the library has it."""
    media_type = _TYPES.guess_type(PurePath(clip.name).name)[0] or "application/octet-stream"
    return Attachment(
        id=uuid4().hex,
        dossier_id=dossier_id,
        name=clip.name,
        media_type=media_type,
        origin=clip.origin,
        reason=reason,
        size=len(clip.content),
        sha256=clip.sha256,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
