"""How a zip from a stranger is read: member by member, within bounds, nothing ever put on the disk by its name."""

import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

from briefing.errors import UserError
from briefing.i18n import tr

MOST_MEMBERS = 400_000
LARGEST_MEMBER = 200_000_000  # bytes
LARGEST_JSON = 64_000_000
LARGEST_WHOLE = 4_000_000_000
MOST_VALUES = 4_000_000  # of one JSON member: each takes far more memory than its bytes


def malformed(path: Path, why: str) -> UserError:
    """The file is no portable dossier, or not one that Briefing wrote; `why` names the place for a report."""
    return UserError(
        "bad-dossier-file",
        tr("{path} is damaged or is no dossier file: {why}.", path=path, why=why),
        tr("Nothing was taken from it. Ask for the file again."),
    )


def too_large(path: Path, name: str) -> UserError:
    return UserError(
        "dossier-file-too-large",
        tr("{path} holds more than any dossier: {name}.", path=path, name=name),
        tr("Nothing was taken from it."),
    )


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive, its list of members looked at: plain members of known size, none twice, not too much of them.

    UserErrors: cannot-read, bad-dossier-file, dossier-file-too-large.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise malformed(path, tr("it is no zip file")) from error
    except OSError as error:
        message = tr("{path} can't be read: {reason}.", path=path, reason=error.strerror or error)
        raise UserError("cannot-read", message, tr("Check the name and your rights on the file.")) from error
    try:
        _check_list(path, archive.infolist())
    except BaseException:
        archive.close()
        raise
    return archive


def _check_list(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_WHOLE:
        raise too_large(path, tr("all of it together"))
    names = set()
    for member in members:
        if member.file_size > LARGEST_MEMBER:
            raise too_large(path, shown(member.filename))
        is_plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not member.flag_bits & 1
        if not is_plain or member.filename in names:
            raise malformed(path, shown(member.filename))
        names.add(member.filename)


def read_member(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """The member's bytes, never more than its list entry says. UserError bad-dossier-file."""
    try:
        with archive.open(name) as member:
            size = archive.getinfo(name).file_size
            content = member.read(size + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise malformed(path, shown(name)) from error
    if len(content) != size:
        raise malformed(path, shown(name))
    return content


def parse_json(path: Path, name: str, content: bytes) -> Any:
    """The member as JSON. UserErrors: bad-dossier-file, dossier-file-too-large."""
    if len(content) > LARGEST_JSON or sum(content.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise too_large(path, shown(name))
    try:
        return json.loads(content.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise malformed(path, shown(name)) from error


def shown(name: str) -> str:
    """A name from outside, short and on one line."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:120]


def _refuse(word: str) -> float:
    raise ValueError(word)
