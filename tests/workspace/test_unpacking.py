"""Files inside files are read in their turn, each by itself, within limits."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.children import Reading, ReadingProcess
from briefing.children.process import Ticket, ignore, never
from briefing.errors import UserError
from briefing.model import Contents, Imported, Part, Refusal
from briefing.workspace.unpacking import MAX_DEPTH, Clip, Kept, Piece, Read, Refused, Unpacking, read_clip


class Reader(ReadingProcess):
    """Reads what a test says, in this process: what formats make of real files is tested with them."""

    def __init__(self, contents: Callable[[bytes], Contents]) -> None:
        super().__init__()
        self._contents = contents
        self.names: list[str] = []

    def begin(self, data: bytes, name: str, **_: object) -> Reading:
        self.names.append(name)
        return Reading(name, Ticket(data, 0, never, ignore), [])

    def result(self, reading: Reading) -> Contents:
        return self._contents(reading.ticket.message)


def unpack(contents: Callable[[bytes], Contents], data: bytes = b"outer") -> list[Piece]:
    return list(Unpacking(Reader(contents)).unpack([Clip("outer.zip", data, "/clips/outer.zip")]))


def article(text: str) -> Contents:
    return Contents(Imported(text, text, "made"))


def test_parts_are_articles_with_their_own_bytes_and_the_way_to_them() -> None:
    held = {
        b"outer": Contents(None, (Part("mail.eml", b"mail", "2026/mail.eml"), Part("b.txt", b"b"))),
        b"mail": Contents(Imported("hello", "hello", "made"), (Part("note.pdf", b"pdf"),)),
        b"pdf": article("note"),
        b"b": article("b"),
    }
    pieces = unpack(held.__getitem__)
    assert [(p.clip.origin, p.clip.content) for p in pieces if isinstance(p, Read)] == [
        ("/clips/outer.zip › 2026/mail.eml", b"mail"),
        ("/clips/outer.zip › 2026/mail.eml › note.pdf", b"pdf"),
        ("/clips/outer.zip › b.txt", b"b"),
    ]
    assert len(pieces) == 3


def test_a_refusal_inside_is_named_and_the_rest_goes_on() -> None:
    def contents(data: bytes) -> Contents:
        if data == b"outer":
            refusals = (Refusal("../../etc/passwd", "unsafe-name", "It points outside."),)
            return Contents(None, (Part("bad.txt", b"bad"), Part("scan.pdf", b"scan"), Part("a.txt", b"a")), refusals)
        if data == b"bad":
            raise UserError("not-text", "bad.txt holds no text.")
        return Contents(None, kept_because="scanned") if data == b"scan" else article("a")

    refused, bad, scan, read = unpack(contents)
    assert isinstance(refused, Refused)
    assert (refused.origin, refused.code, refused.clip) == (
        "/clips/outer.zip › ../../etc/passwd",
        "unsafe-name",
        None,
    )
    assert isinstance(bad, Refused)
    assert (bad.code, bad.clip and bad.clip.content) == ("not-text", b"bad")
    assert isinstance(scan, Kept)
    assert (scan.clip.name, scan.reason) == ("scan.pdf", "scanned")
    assert isinstance(read, Read)


def test_what_nests_deeper_than_allowed_is_refused_and_ends() -> None:
    def deeper(data: bytes) -> Contents:
        return Contents(None, (Part("inner.zip", data + b"."),))

    [refused] = unpack(deeper)
    assert isinstance(refused, Refused)
    assert refused.code == "nested-too-deep"
    assert refused.origin.count("inner.zip") == MAX_DEPTH + 1


def test_a_file_that_holds_itself_ends() -> None:
    [refused] = unpack(lambda data: Contents(None, (Part("outer.zip", data),)))
    assert isinstance(refused, Refused)
    assert refused.origin == "/clips/outer.zip › outer.zip"


@pytest.mark.parametrize(("parts", "size"), [(3, 10**9), (99, 30)])
def test_one_file_gives_so_many_parts_and_no_more(parts: int, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.workspace.unpacking._Room.__init__.__defaults__", (parts, size, False, False))

    def contents(data: bytes) -> Contents:
        if data == b"outer":
            return Contents(None, tuple(Part(f"{n}.txt", b"0123456%03d" % n) for n in range(5)))
        return article(data.decode())

    *read, refused = unpack(contents)
    assert len(read) == 3
    assert isinstance(refused, Refused)
    assert refused.code == "too-much-inside"
    assert "outer.zip" in refused.message


def test_files_are_read_ahead_and_their_pieces_come_in_order() -> None:
    held = {
        b"a": article("a"),
        b"b": article("b"),
        b"zip": Contents(None, (Part("in.txt", b"in"),)),
        b"in": article("in"),
    }
    reader = Reader(held.__getitem__)
    sources = [Clip("a.txt", b"a", "a"), Clip("z.zip", b"zip", "z"), Clip("b.txt", b"b", "b")]
    begun: list[tuple[int, str]] = []
    pieces = Unpacking(reader, on_source=lambda number, name: begun.append((number, name))).unpack(sources)
    first = next(pieces)
    assert reader.names == ["a.txt", "z.zip", "b.txt"]
    assert begun == [(0, "a.txt")]
    assert [p.clip.name for p in [first, *pieces] if isinstance(p, Read)] == ["a.txt", "in.txt", "b.txt"]
    assert begun == [(0, "a.txt"), (1, "z.zip"), (2, "b.txt")]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path(os.devnull)):
        with pytest.raises(UserError) as refusal:
            read_clip(path)
        assert refusal.value.code == "cannot-read"
