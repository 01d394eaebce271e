"""Values into a portable dossier. The same values give the same bytes."""

import json
import zipfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.files import writing_atomically
from briefing.findings_json import to_json
from briefing.portable.values import FORMAT, VERSION, DossierRecords, KeptFile, PortableArticle, Row
from briefing.shapes import as_plain

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name: no clock goes into the file


def write_portable(
    path: Path,
    contents: DossierRecords,
    articles: Iterable[PortableArticle],
    read_file: Callable[[KeptFile], bytes],
) -> None:
    """Write the file whole or not at all. `articles` come in the order of `contents.articles`.

    UserError "cannot-write"; whatever `articles` raises ends the writing and leaves nothing.
    """
    members: dict[str, dict[str, Any]] = {}
    with (
        writing_atomically(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive,
    ):

        def put(name: str, content: bytes) -> None:
            archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED)
            members[name] = {"size": len(content), "sha256": sha256(content).hexdigest()}

        put("dossier.json", _written(_contents(contents)))
        for article in articles:
            _put_article(put, article)
        for kept in contents.files:
            put(f"files/{kept.id}", read_file(kept))
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "written_by": f"Briefing {__version__}",
            "exported_at": contents.exported_at,
            "source": contents.source,
            "members": members,
        }
        archive.writestr(_entry("manifest.json"), _written(manifest), zipfile.ZIP_DEFLATED)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.create_system = 3  # wherever it is written
    entry.external_attr = 0o644 << 16
    return entry


def _put_article(put: Callable[[str, bytes], None], found: PortableArticle) -> None:
    folder = f"articles/{found.article.id}"
    encoded = found.article.text.encode()
    put(f"{folder}/text.txt", encoded)
    if found.original != encoded:
        put(f"{folder}/original", found.original)
    about = found.article._asdict()
    del about["text"]
    record: dict[str, Any] = {
        "article": about,
        "former": list(found.former),
        "superseded_by": found.superseded_by,
        "model": found.model,
        "findings": to_json(found.article.id, found.findings) if found.findings else None,
        "decisions": _rows(found.decisions),
        "places": _rows(found.places),
        "made": _rows(found.made),
        "notes": _rows(found.notes),
    }
    if made := found.succession:
        record["succession"] = {"made_at": made.made_at, "carried": [as_plain(one) for one in made.carried]}
    put(f"{folder}/article.json", _written(record))


def _contents(contents: DossierRecords) -> dict[str, Any]:
    return {
        "dossier": {"id": contents.id, "name": contents.name, "made_at": contents.made_at},
        "articles": list(contents.articles),
        "header": _row(contents.header) if contents.header else None,
        "own_lines": _rows(contents.own_lines),
        "generated": _rows(contents.generated),
        "files": [as_plain(kept) for kept in contents.files],
    }


def _rows(rows: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Row[Any]) -> dict[str, Any]:
    return {**as_plain(row.value), "former": list(row.former)}


def _written(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
