"""Which files are encrypted, and with which key; keys are kept in this process's memory, and nowhere else.

An encrypted library is a plain SQLCipher 4 database, so any tool that reads those opens it with the passphrase. Its
first 16 bytes, which SQLCipher takes as a random salt, begin with MARK: so a library is told apart from other bytes.
Each page carries an HMAC of its own, made with a key that comes from the passphrase and the salt. A passphrase is
right when it fits any page: so a wrong passphrase is told apart from damage, also where the first page is damaged.

Format: https://www.zetetic.net/sqlcipher/design/ (page, IV and HMAC), defaults of version 4.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.errors import UserError
from briefing.i18n import tr

MARK = b"\xb5BRF"
SHORTEST = 8  # characters of a passphrase

_SALT, _PAGE, _HMAC = 16, 4096, 64
_ROUNDS = 256_000
_FRAME = 24  # bytes before each page in the log; as many as a log has at its head, plus 8


class Key(NamedTuple):
    """What opens a file: never shown, so that no report and no log can hold it."""

    salt: bytes
    secret: bytes

    @property
    def pragma(self) -> str:
        """As SQLCipher takes a key that is derived already, which spares the 0.15 s of deriving it."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    def __repr__(self) -> str:
        return "Key(…)"


# By the first 16 bytes of the file: a library and the backups made of it have the same.
_known: dict[bytes, Key] = {}

# The salts of the files that are open, and how often. To open such a file and close it again, just to look, would
# take away the locks that SQLite has on it in this process (https://sqlite.org/howtocorrupt.html, 2.2).
_held: dict[Path, tuple[bytes | None, int]] = {}


def hold(path: Path) -> None:
    """From now on the file is open: its first bytes are not looked at again until it is released."""
    salt = salt_of(path)
    _held[path.absolute()] = salt, _held.get(path.absolute(), (salt, 0))[1] + 1


def release(path: Path) -> None:
    """The file was closed, once."""
    salt, count = _held.pop(path.absolute(), (None, 0))
    if count > 1:
        _held[path.absolute()] = salt, count - 1


def salt_of(path: Path) -> bytes | None:
    """The first bytes of an encrypted library; None for any other file, also one that is not there."""
    if path.absolute() in _held:
        return _held[path.absolute()][0]
    try:
        with path.open("rb") as file:
            head = file.read(_SALT)
    except OSError:
        return None
    return head if len(head) == _SALT and head.startswith(MARK) else None


def is_encrypted(path: Path) -> bool:
    """Whether the file says that it is an encrypted library."""
    return salt_of(path) is not None


def is_locked(path: Path) -> bool:
    """Whether a passphrase must be given before the file can be read."""
    salt = salt_of(path)
    return salt is not None and salt not in _known


def key_of(path: Path) -> Key | None:
    """The key of an encrypted file; None for a plain one. UserError passphrase-needed."""
    salt = salt_of(path)
    if salt is None:
        return None
    if salt not in _known:
        raise UserError(
            "passphrase-needed",
            tr("{path} is encrypted.", path=path),
            tr("Give its passphrase: at the terminal, or in the variable BRIEFING_PASSPHRASE."),
        )
    return _known[salt]


def make_key(passphrase: str) -> Key:
    """A new key, remembered. UserError passphrase-too-short."""
    if len(passphrase) < SHORTEST:
        raise UserError(
            "passphrase-too-short",
            tr("A passphrase has at least {count} characters.", count=SHORTEST),
            tr("Four words or more that you will remember are best."),
        )
    key = _derive(passphrase, MARK + os.urandom(_SALT - len(MARK)))
    remember(key)
    return key


def backup_folder(path: Path) -> Path:
    """The folder beside a library that holds its backups."""
    return path.with_name(f"{path.stem} backups")


def unlock(path: Path, passphrase: str) -> Key:
    """The file's key, remembered when the passphrase fits one of its pages. Its backups know the salt where the
    file's own is damaged. UserErrors: wrong-passphrase, library-damaged when no page is whole.
    """
    salt = salt_of(path)
    assert salt is not None, "only an encrypted library is unlocked"
    pages = list(_some_pages(path))
    for candidate in (salt, *_near(salt, backup_folder(path).glob("*"))):
        key = _derive(passphrase, candidate)
        if any(_fits(key, number, page) for number, page in pages):
            _known[salt] = _known[candidate] = key
            return key
    if not pages:
        raise UserError(
            "library-damaged",
            tr("The library {path} is damaged or cannot be read.", path=path),
            tr("Restore the newest backup: briefing restore."),
        )
    raise UserError(
        "wrong-passphrase",
        tr("This is not the passphrase of {path}.", path=path),
        tr("Look at Caps Lock and the keyboard's language. Nothing was changed."),
    )


def is_passphrase(path: Path, passphrase: str) -> bool:
    """Whether this is the passphrase of a file that is unlocked."""
    import hmac

    key = key_of(path)
    return key is not None and hmac.compare_digest(_derive(passphrase, key.salt).secret, key.secret)


def remember(key: Key) -> None:
    """Let files with this key's salt be opened."""
    _known[key.salt] = key


def forget() -> None:
    """Every encrypted file asks for its passphrase again."""
    _known.clear()


def _derive(passphrase: str, salt: bytes) -> Key:
    # the same words typed on another system may come in another form of their accents
    words = unicodedata.normalize("NFC", passphrase).encode()
    import hashlib  # a moment of the first paint, that a library without a passphrase does not need

    return Key(salt, hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32))


def _fits(key: Key, number: int, page: bytes) -> bool:
    """Whether the page's HMAC was made with the key."""
    import hashlib
    import hmac

    salt = bytes(byte ^ 0x3A for byte in key.salt)
    secret = hashlib.pbkdf2_hmac("sha512", key.secret, salt, 2, 32)
    signed = page[_SALT if number == 1 else 0 : -_HMAC] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(secret, signed, "sha512"), page[-_HMAC:])


def _some_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """The first pages and some others, with their numbers; of the log too, for a file that has none yet but one."""
    with path.open("rb") as file:
        count = os.fstat(file.fileno()).st_size // _PAGE
        for number in sorted({*range(1, min(count, 8) + 1), count // 3, count // 2, count} - {0}):
            file.seek((number - 1) * _PAGE)
            yield number, file.read(_PAGE)
    log = Path(f"{path}-wal")
    if log.exists():
        with log.open("rb") as file:
            file.seek(_FRAME + 8)
            for _ in range(8):
                frame = file.read(_FRAME + _PAGE)
                if len(frame) == _FRAME + _PAGE:
                    yield int.from_bytes(frame[:4], "big"), frame[_FRAME:]


def _near(salt: bytes, others: Iterable[Path]) -> list[bytes]:
    """The salts of other files that differ in a few bytes only: by damage, not because they are others."""
    found = {other for path in others if (other := salt_of(path)) and other != salt}
    return [other for other in sorted(found) if sum(a != b for a, b in zip(other, salt, strict=True)) <= 4]
