"""Outlook's compressed rich text [MS-OXRTFCP]: copies of what came before, out of a window of 4,096 bytes."""

import struct

_COMPRESSED, _BARE = b"LZFu", b"MELA"
_WINDOW = 4096
_OPENING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpacked(data: bytes) -> bytes:
    """The rich text, as far as it goes; b"" when it is none."""
    if len(data) < 16:
        return b""
    size, raw_size, kind = struct.unpack_from("<II4s", data)
    if kind == _BARE:
        return data[16 : 16 + raw_size]
    return _inflated(data[16 : size + 4]) if kind == _COMPRESSED else b""


def _inflated(data: bytes) -> bytes:
    window = bytearray(_OPENING.ljust(_WINDOW, b" "))
    made = bytearray()
    write, at = len(_OPENING), 0
    while at < len(data):
        flags, at = data[at], at + 1
        for bit in range(8):
            is_copy = bool(flags >> bit & 1)
            if at + 1 + is_copy > len(data):
                return bytes(made)
            value, at = int.from_bytes(data[at : at + 1 + is_copy], "big"), at + 1 + is_copy
            start, length = (value >> 4, (value & 15) + 2) if is_copy else (write, 1)
            if is_copy and start == write:  # so the end is marked
                return bytes(made)
            for step in range(length):
                # one by one, since a copy may reach into what it makes
                byte = window[(start + step) % _WINDOW] if is_copy else value
                window[write] = byte
                made.append(byte)
                write = (write + 1) % _WINDOW
    return bytes(made)
