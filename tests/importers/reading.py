"""Reading in the tests' own process."""

from briefing import importers
from briefing.model import Imported


def read_article(data: bytes, name: str) -> Imported:
    """The article of a file that holds one article and nothing else."""
    contents = importers.read(data, name)
    assert contents.article is not None
    assert (contents.parts, contents.refusals, contents.kept_because) == ((), (), "")
    return contents.article
