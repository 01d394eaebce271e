"""Two libraries with one dossier between them."""

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

from briefing.library import Library
from briefing.model import Addition, Article, Attachment, Header, OwnLine, Statement
from briefing.workspace.handing_on import Handover, export_dossier, import_dossier
from tests.library.making import TEXT, a_note, an_article, passage, some_findings

Members = dict[str, bytes]
AT = "2026-01-20T09:00:00.000+00:00"


def fill(library: Library, name: str = "Mexico") -> tuple[str, Article]:
    """A dossier with one of everything that an analyst makes; its id and its article."""
    article = an_article()._replace(outlet="Le Monde", origin="/clips/a.txt", added_at=AT)
    # other bytes than the text's: as from a page
    page = f"<p>{TEXT}</p>".encode()
    other = an_article(f"{TEXT} Suite.", title="Suite", added_at=AT)
    second = other._replace(original_sha256=_sha(page), media_type="text/html")
    with library.edit("Fill") as edit:
        dossier = edit.add_dossier(name)
        edit.add_article(article, article.text.encode(), dossier)
        edit.add_article(second, page, dossier)
        edit.put_findings(article.id, some_findings(), "m")
        edit.curate(
            dossier, article.id, "s-1", state="accepted", gloss="as it was said", author="Ann", is_included=True
        )
        edit.curate(dossier, article.id, "f-1", position=2.5)
        edit.curate(dossier, "", "caution/no-baseline", note="known", is_included=False)
        by_hand = Statement("h-1", ("a1",), "indirect", "assert", (passage(TEXT, "homicides"),))
        edit.add_finding(Addition(article.id, by_hand, some_findings().actors))
        edit.put_own_line(OwnLine(f"own-{dossier}", dossier, "comment", "Mine.", "a call", position=1.0, author="Ann"))
        edit.put_header(dossier, Header("Subject", "fr", drafter="Ann", as_of="2026-01-20"))
        edit.annotate(a_note(article, "🇲🇽", "a flag"))
        scan = f"scan of {dossier}".encode()
        kept = Attachment(
            f"scan-{dossier}", dossier, "scan.pdf", "application/pdf", "/x/scan.pdf", "a scan", 0, _sha(scan)
        )
        edit.add_attachment(kept._replace(size=len(scan)), scan)
    return dossier, article


def replace_with_newer(library: Library, article: Article) -> Article:
    """A newer version in the article's place; what was decided and noted goes over."""
    newer = an_article(f"Mise à jour. {article.text}", title="Newer")
    with library.edit("Replace") as edit:
        edit.add_article(newer, newer.text.encode())
        edit.put_findings(newer.id, some_findings(newer.text), "m")
        edit.succeed(article.id, newer.id)
    return newer


def _sha(content: bytes) -> str:
    return sha256(content).hexdigest()


def hand_over(source: Library, dossier: str, target: Library, path: Path, name: str = "Ann") -> Handover:
    """The dossier as it is now in one library, brought into the other."""
    export_dossier(source, dossier, path, source=name)
    return import_dossier(target, path)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a person's work stands in."""
    import sqlite3
    from contextlib import closing

    from briefing.library import schema

    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
            for name in schema.metadata.tables
        }


def copy_of(path: Path, target: Path) -> Path:
    shutil.copy(path, target)
    return target


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, members: Members, *, is_listed: bool = True) -> Path:
    """The members as a zip, the manifest brought in step with them."""
    if is_listed and "manifest.json" in members:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = {
            name: {"size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in members.items()
            if name != "manifest.json"
        }
        members = members | {"manifest.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
