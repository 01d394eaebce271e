"""Files become articles: bytes and a name in, text with what is known about it out. Pure: nothing is opened or run.

Each family of formats is a module with a `read` (for text) or an `open_…` (for all else, with what lies inside it);
`FAMILIES` is their table. Hostile input is expected: callers read in
a child process with limits (`briefing.children`), and what can't be read is a `UserError` that says why.
"""

from briefing.importers.families import (
    FAMILIES,
    MAX_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    SUFFIXES,
    Family,
    read,
    read_pasted,
)

__all__ = ["FAMILIES", "MAX_BYTES", "MAX_PARTS", "MAX_PART_BYTES", "SUFFIXES", "Family", "read", "read_pasted"]
