"""Files that are kept as they came: added, listed, discarded, each undone; and imports that did not end."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from briefing.errors import UserError
from briefing.library import Library
from briefing.model import Attachment


def a_file(dossier_id: str, content: bytes, name: str = "scan.pdf") -> Attachment:
    digest = sha256(content).hexdigest()
    return Attachment(uuid4().hex, dossier_id, name, "application/pdf", name, "scanned", len(content), digest)


def a_dossier(library: Library) -> str:
    with library.edit("Add dossier") as edit:
        return edit.add_dossier("Clips")


def keep(library: Library, dossier_id: str, content: bytes = b"%PDF scan") -> Attachment:
    attachment = a_file(dossier_id, content)
    with library.edit("Keep") as edit:
        edit.add_attachment(attachment, content)
    return attachment


def test_a_kept_file_gives_its_bytes_again(library: Library) -> None:
    dossier_id = a_dossier(library)
    kept = keep(library, dossier_id)
    (listed,) = library.attachments(dossier_id)
    assert (listed.id, listed.reason, listed.size) == (kept.id, "scanned", 9)
    assert library.attachment_content(listed.sha256) == b"%PDF scan"
    assert library.attachment(kept.id[:8]) == listed
    assert library.attachments(uuid4().hex) == []
    assert library.check() == []


def test_the_same_bytes_are_kept_once(library: Library) -> None:
    dossier_id = a_dossier(library)
    keep(library, dossier_id)
    with library.edit("Keep") as edit:
        assert not edit.add_attachment(a_file(dossier_id, b"%PDF scan", "copy.pdf"), b"%PDF scan")
    assert [a.name for a in library.attachments()] == ["scan.pdf"]


def test_keeping_and_discarding_are_undone_and_done_again(library: Library) -> None:
    kept = keep(library, a_dossier(library))
    with library.edit("Discard") as edit:
        edit.discard_attachment(kept.id)
    assert library.attachments() == []
    library.undo()
    assert [a.id for a in library.attachments()] == [kept.id]
    library.undo()
    assert library.attachments() == []
    library.redo()
    assert library.attachment_content(kept.sha256) == b"%PDF scan"
    assert library.check() == []


def test_what_was_taken_back_for_good_leaves_no_bytes(library: Library) -> None:
    dossier_id = a_dossier(library)
    kept = keep(library, dossier_id)
    library.undo()
    with library.edit("Add dossier") as edit:
        edit.add_dossier("Another")
    with closing(sqlite3.connect(library.path)) as connection:
        assert connection.execute("SELECT count(*) FROM attachment_content").fetchone() == (0,)
    with library.edit("Keep") as edit:  # and the same file can come again
        assert edit.add_attachment(kept, b"%PDF scan")
    assert library.check() == []


def test_a_discarded_file_comes_back_when_it_is_imported_again(library: Library) -> None:
    dossier_id = a_dossier(library)
    kept = keep(library, dossier_id)
    with library.edit("Discard") as edit:
        edit.discard_attachment(kept.id)
    keep(library, dossier_id)
    assert [a.id for a in library.attachments()] == [kept.id]


def test_a_dossier_goes_with_its_kept_files_and_comes_back_with_them(library: Library) -> None:
    dossier_id = a_dossier(library)
    kept = keep(library, dossier_id)
    with library.edit("Remove dossier") as edit:
        edit.remove_dossier(dossier_id)
    assert library.attachments() == []
    assert library.check() == []
    library.undo()
    assert [a.id for a in library.attachments(dossier_id)] == [kept.id]


def test_a_damaged_kept_file_is_named(library: Library) -> None:
    keep(library, a_dossier(library))
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("UPDATE attachment_content SET content = x'00'")
    assert [(p.code, "scan.pdf" in p.message) for p in library.check()] == [("attachment-changed", True)]


def test_an_unknown_kept_file_is_said(library: Library) -> None:
    with pytest.raises(UserError) as refusal:
        library.attachment("abcdef")
    assert refusal.value.code == "no-such-attachment"


def test_an_import_is_remembered_until_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "library.briefing"
    with Library.open(path) as library:
        dossier_id = a_dossier(library)
        first = library.begin_import(dossier_id, None, ["/clips"], 10)
        again = library.begin_import(dossier_id, None, ["/clips"], 12)
        other = library.begin_import(dossier_id, "2026-01-16", ["/others"], 3)
        with library.edit("Import") as edit:
            edit.note_progress(again, 7)
    with Library.open(path) as library:
        pending = {p.id: p for p in library.pending_imports()}
        assert set(pending) == {again, other}, f"{first} was begun anew"
        assert (pending[again].left, pending[again].sources) == (5, ("/clips",))
        assert pending[other].published == "2026-01-16"
        for import_id in pending:
            library.end_import(import_id)
        assert library.pending_imports() == []
        assert library.check() == []


def test_what_an_edit_that_fails_had_done_of_an_import_is_not_counted(library: Library) -> None:
    import_id = library.begin_import(a_dossier(library), None, ["/clips"], 10)

    def fail() -> None:
        with library.edit("Import") as edit:
            edit.note_progress(import_id, 7)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [p.done for p in library.pending_imports()] == [0]
