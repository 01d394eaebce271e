"""A dossier as one file that can be handed on: written from values, and read back with nothing taken on trust.

The file is a zip, described in docs/portable-dossier.md. This package knows no library: it turns values into the
file and the file into values; `library.merging` puts those into a library.
"""

from briefing.portable.reading import PortableFile, open_portable
from briefing.portable.values import (
    SUFFIX,
    Decision,
    DossierRecords,
    GeneratedDecision,
    KeptFile,
    MadeByHand,
    Note,
    Own,
    Place,
    PortableArticle,
    Row,
    digest,
)
from briefing.portable.writing import write_portable

__all__ = [
    "SUFFIX",
    "Decision",
    "DossierRecords",
    "GeneratedDecision",
    "KeptFile",
    "MadeByHand",
    "Note",
    "Own",
    "Place",
    "PortableArticle",
    "PortableFile",
    "Row",
    "digest",
    "open_portable",
    "write_portable",
]
