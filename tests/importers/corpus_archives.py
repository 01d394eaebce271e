"""Archives, mailboxes and saved pages, sound and crafted; made here."""

import io
import stat
import struct
import zipfile

from tests.importers import corpus_mail as mails
from tests.importers.corpus_mail import ENGLISH, FRENCH, PNG, SPANISH, coded, crlf, printed


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return made.getvalue()


def from_windows() -> bytes:
    """As Windows packs: folders with backslashes, names in the old charset without a mark."""
    made = archive({"revue/d_but.txt": FRENCH.encode(), "revue/espa_a/nota.txt": SPANISH.encode("cp1252")})
    return made.replace(b"d_but", "début".encode("cp850")).replace(b"espa_a/", "españa\\".encode("cp850"))


def from_mac() -> bytes:
    """As macOS packs: names in UTF-8 without a mark, a shadow of every file, the folder's settings."""
    made = archive(
        {
            "revue/e__te.txt": FRENCH.encode(),
            "__MACOSX/revue/._e__te.txt": b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X",
            "revue/.DS_Store": b"\x00\x00\x00\x01Bud1",
            "revue/mail.eml": mails.from_gmail(),
        }
    )
    return made.replace(b"e__te", "été".encode())


def locked() -> bytes:
    """One entry of two with the mark of a password."""
    made = bytearray(archive({"open.txt": ENGLISH.encode(), "shut.txt": ENGLISH.encode()}))
    local, listed = made.rfind(b"PK\x03\x04"), made.rfind(b"PK\x01\x02")
    made[local + 6] |= 1
    made[listed + 8] |= 1
    return bytes(made)


def with_link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        link = zipfile.ZipInfo("secret.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
        opened.writestr("open.txt", ENGLISH)
    return made.getvalue()


def flipped() -> bytes:
    """An entry whose bytes are not those that were packed, beside a sound one."""
    made = bytearray(archive({"broken.txt": FRENCH.encode() * 9, "open.txt": ENGLISH.encode()}))
    made[made.find(b"broken.txt") + 30] ^= 0xFF
    return bytes(made)


NAMES = ("../up.txt", "/root.txt", "C:\\disk.txt", "a/../../up.txt", "..\\up.txt", "nul\0.txt", "\\\\host\\share.txt")


def climbing() -> bytes:
    """Names that lead out of the archive, one that only looks so, and a sound one."""
    made = archive({f"{n}" * 9 + ".txt": ENGLISH.encode() for n in range(len(NAMES))} | {"a..b.txt": FRENCH.encode()})
    for number, name in enumerate(NAMES):
        whole = f"{number}" * 9 + ".txt"
        made = made.replace(
            whole.encode(), name.encode().ljust(13, b"_")[:13] if len(name) < 13 else name[:13].encode()
        )
    return made


def nested(depth: int) -> bytes:
    made = archive({"text.txt": ENGLISH.encode()})
    for _ in range(depth):
        made = archive({"inner.zip": made}, zipfile.ZIP_STORED)
    return made


def dense(size: int) -> bytes:
    """Zeros."""
    return archive({"zeros.txt": bytes(size), "open.txt": ENGLISH.encode()})


def overlapping(count: int) -> bytes:
    """A list in which every entry is the same stretch of the file, so that little unpacks to much."""
    made = archive({"a.txt": bytes(900_000)})
    at = made.find(b"PK\x01\x02")
    listed = made[at : made.find(b"PK\x05\x06")]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed) * count, at, 0)
    return made[:at] + listed * count + end


def lying() -> bytes:
    """An entry that says it is ten bytes long and unpacks to fifty million."""
    made = bytearray(archive({"a.txt": bytes(50_000_000)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.find(mark) + place
        made[at : at + 4] = struct.pack("<I", 10)
    return bytes(made)


def many(count: int) -> bytes:
    return archive({f"{n}.txt": b"A short text." for n in range(count)}, zipfile.ZIP_STORED)


def tower() -> bytes:
    """Ten archives in each of ten in each of ten, with a bomb in each."""
    made = archive({"zeros.txt": bytes(50_000_000)})
    for _ in range(3):
        made = archive({f"{n}.zip": made for n in range(10)}, zipfile.ZIP_STORED)
    return made


# --- mailboxes and saved pages ---------------------------------------------------------------------------------------


def mailbox() -> bytes:
    """As Thunderbird writes it: three mails, a quoted line, and a paragraph that begins with "From" unquoted."""
    first = crlf(
        "From: a@example.org\nDate: Fri, 16 Jan 2026 09:00:00 +0100\nSubject: =?utf-8?Q?L=27=C3=A9t=C3=A9?=\n\n"
        f"{FRENCH}\n>From Ottawa came no answer.\n>>From an older mail.\n\nFrom Paris, the minister said more.\n"
        "\nFrom here on Mon the text of 2026 goes on.\n"
    )
    lines = b"From - Fri Jan 16 09:00:00 2026\r\nX-Mozilla-Status: 0001\r\n"
    gmail = b"From 1797@xxx Thu Jan 15 15:05:41 +0000 2026\r\nX-GM-THRID: 1797\r\n"
    return lines + first + b"\r\n" + gmail + mails.from_gmail() + b"\r\n" + lines + mails.from_apple_mail()


def from_chrome() -> bytes:
    """A page that Chrome saved in one file, with a frame before and a picture behind it."""
    body = "".join(f"<p>{text}</p>" for text in (FRENCH, ENGLISH, SPANISH))
    page = (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="windows-1252">'
        '<title>La ministre répond</title><meta property="og:site_name" content="Le Devoir"></head><body>'
        f"<nav>Menu</nav><article><h1>La ministre répond</h1>{body}</article></body></html>"
    )
    return crlf(
        f"""From: <Saved by Blink>
Snapshot-Content-Location: https://www.ledevoir.example/politique/1#top
Subject: =?utf-8?Q?La=20ministre=20r=C3=A9pond?=
Date: Sat, 17 Jan 2026 10:00:00 -0500
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----MultipartBoundary--x----"


------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ads.example/frame

<html><body><p>Buy this now, says the frame of an advertisement.</p></body></html>
------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.ledevoir.example/politique/1

{printed(page)}
------MultipartBoundary--x----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.ledevoir.example/a.png

{coded(PNG)}
------MultipartBoundary--x------
"""
    )
