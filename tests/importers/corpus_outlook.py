"""Outlook's own files, made here: a compound file [MS-CFB] with a message's properties in it [MS-OXMSG]."""

import datetime
import struct

from tests.importers.corpus_mail import FRENCH, PDF, PNG, SPANISH

Tree = dict[str, "bytes | Tree"]
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


def compound_file(tree: Tree) -> bytes:
    """The bytes of a compound file of version 3 that holds these storages (dicts) and streams (bytes)."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, b""]]  # name, kind, first child, content
    siblings: dict[int, int] = {}
    _enter(tree, 0, entries, siblings)
    mini = b"".join(_padded(e[3], _MINI) for e in entries if _is_mini(e))  # type: ignore[arg-type]
    big = [(number, e[3]) for number, e in enumerate(entries) if e[1] == 2 and not _is_mini(e)]
    directory_sectors = -(-len(entries) * 128 // _SECTOR)
    mini_fat_sectors = -(-len(mini) // _MINI * 4 // _SECTOR)
    body = directory_sectors + mini_fat_sectors + -(-len(mini) // _SECTOR)
    body += sum(-(-len(content) // _SECTOR) for _, content in big)  # type: ignore[arg-type]
    fat_sectors = next(n for n in range(1, 110) if n * 128 >= n + body)
    fat = [_FAT] * fat_sectors
    starts: dict[int, int] = {}

    def take(count: int) -> int:
        first = len(fat)
        fat.extend(range(first + 1, first + count))
        fat.append(_END)
        return first

    directory_at = take(directory_sectors)
    mini_fat_at = take(mini_fat_sectors) if mini else _END
    mini_at = take(-(-len(mini) // _SECTOR)) if mini else _END
    for number, content in big:
        starts[number] = take(-(-len(content) // _SECTOR))  # type: ignore[arg-type]
    mini_fat: list[int] = []
    for number, entry in enumerate(entries):
        if _is_mini(entry):
            starts[number] = len(mini_fat)
            count = -(-len(entry[3]) // _MINI)  # type: ignore[arg-type]
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END]
    directory = b""
    for number, (name, kind, child, content) in enumerate(entries):
        size = len(mini) if number == 0 else len(content)  # type: ignore[arg-type]
        start = mini_at if number == 0 else starts.get(number, _END)
        wide = f"{name}\0".encode("utf-16-le")
        directory += struct.pack("<64sHBBIII", wide, len(wide), kind, 1, _NONE, siblings.get(number, _NONE), child)
        directory += struct.pack("<16sIQQIQ", b"", 0, 0, 0, start, size)
    sectors = [_header(fat_sectors, directory_at, mini_fat_at, mini_fat_sectors)]
    sectors.append(_padded(struct.pack(f"<{len(fat)}I", *fat), _SECTOR, b"\xff"))
    sectors.append(_padded(directory, _SECTOR))
    sectors.append(_padded(struct.pack(f"<{len(mini_fat)}I", *mini_fat), _SECTOR, b"\xff"))
    sectors.append(_padded(mini, _SECTOR))
    sectors += [_padded(content, _SECTOR) for _, content in big]  # type: ignore[arg-type]
    return b"".join(sectors)


def _header(fat_sectors: int, directory_at: int, mini_fat_at: int, mini_fat_sectors: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<16sHHHHH6s", b"", 0x3E, 3, 0xFFFE, 9, 6, b"")
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_at, 0, _CUTOFF, mini_fat_at, mini_fat_sectors, _END, 0)
    return _padded(head + b"".join(struct.pack("<I", n) for n in range(fat_sectors)), _SECTOR, b"\xff")


def _enter(tree: Tree, parent: int, entries: list[list[object]], siblings: dict[int, int]) -> None:
    before = None
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        number = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append([name, 2 if is_stream else 1, _NONE, content if is_stream else b""])
        if before is None:
            entries[parent][2] = number
        else:
            siblings[before] = number
        before = number
        if isinstance(content, dict):
            _enter(content, number, entries, siblings)


def _is_mini(entry: list[object]) -> bool:
    return entry[1] == 2 and 0 < len(entry[3]) < _CUTOFF  # type: ignore[arg-type]


def _padded(content: bytes, size: int, filler: bytes = b"\0") -> bytes:
    return content + filler * (-len(content) % size)


# --- messages --------------------------------------------------------------------------------------------------------


def properties(
    texts: dict[int, str], binaries: dict[int, bytes], numbers: dict[int, int], header: int, *, is_narrow: bool = False
) -> Tree:
    """The streams of properties by their numbers, and the table that lists them behind a header of so many bytes."""
    tree: Tree = {}
    table = bytes(header)
    for number, text in texts.items():
        kind = 0x1E if is_narrow else 0x1F
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = text.encode("cp1252" if is_narrow else "utf-16-le")
        table += struct.pack("<HHIII", kind, number, 6, len(text), 0)
    for number, content in binaries.items():
        tree[f"__substg1.0_{number:04X}0102"] = content
        table += struct.pack("<HHIII", 0x102, number, 6, len(content), 0)
    for number, value in numbers.items():
        table += struct.pack("<HHIQ", 0x40 if value > 2**32 else 3, number, 6, value)
    tree["__properties_version1.0"] = table
    return tree


def ticks(day: str) -> int:
    moment = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    return int((moment - datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)).total_seconds()) * 10_000_000


def attachment(name: str, content: bytes, mime: str = "", content_id: str = "") -> Tree:
    texts = {0x3707: name, **({0x370E: mime} if mime else {}), **({0x3712: content_id} if content_id else {})}
    return properties(texts, {0x3701: content}, {0x3705: 1}, 8)


def embedded(name: str, message: Tree) -> Tree:
    return properties({0x3001: name}, {}, {0x3705: 5}, 8) | {"__substg1.0_3701000D": message}


def message(*attachments: Tree, header: int = 32, is_narrow: bool = False, **changes: str) -> Tree:
    texts = {0x001A: "IPM.Note", 0x0037: "La ministre répond", 0x1000: f"{FRENCH}\r\n", 0x0C1A: "Hélène Roy"}
    texts |= {0x0C1F: "/O=ORG/CN=HROY", 0x5D01: "h.roy@affaires.example"}
    texts |= {int(number[1:], 16): text for number, text in changes.items()}
    tree = properties(texts, {}, {0x0039: ticks("2026-01-15T21:00"), 0x3FDE: 1252}, header, is_narrow=is_narrow)
    return tree | {f"__attach_version1.0_#{n:08X}": one for n, one in enumerate(attachments)}


def plain_msg(*, is_narrow: bool = False) -> bytes:
    """A mail of one company's own server: no headers, no page, text only."""
    return compound_file(message(is_narrow=is_narrow))


def full_msg() -> bytes:
    """A mail from outside with headers, a page, a logo, a PDF, and a mail inside that has a file of its own."""
    page = f'<html><body><p>{FRENCH}</p><img src="cid:logo@1"></body></html>'.encode("cp1252")
    inner = message(attachment("notas.txt", SPANISH.encode()), header=24, x0037="Declaración", x1000=SPANISH)
    outer = message(
        attachment("Déclaration.pdf", PDF),
        attachment("image001.png", PNG, "image/png", "logo@1"),
        embedded("Declaración", inner),
        x007D="Received: from a by b\r\nFrom: =?utf-8?Q?H=C3=A9l=C3=A8ne_Roy?= <h@example.org>\r\n"
        "Date: Thu, 15 Jan 2026 23:40:00 -0500\r\nList-Id: Revue <revue.example.org>\r\n\r\n",
    )
    outer["__substg1.0_10130102"] = page
    return compound_file(outer)


# The example of [MS-OXRTFCP], 4.1: "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".
SPECIFIED = bytes.fromhex(
    "2d000000 2b000000 4c5a4675 f1c5c7a7 03000a00 72637067 31323542 320af320 68656c09 00206277 05b06c64 7d0a800f a0"
)


def rich_msg() -> bytes:
    """A mail whose text is kept as rich text alone."""
    tree = message(x1000="")
    del tree["__substg1.0_1000001F"]
    return compound_file(tree | {"__substg1.0_10090102": SPECIFIED})


def nested_msg(depth: int) -> bytes:
    """Mails inside mails."""
    inner = message(header=24)
    for _ in range(depth):
        inner = message(embedded("x", inner), header=24)
    return compound_file(inner)
