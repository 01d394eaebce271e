"""Searching an encrypted library: the same answers, bounds and cancelling."""

from pathlib import Path

import pytest

from briefing.errors import Cancelled
from briefing.library import Library

from .making import TEXT, an_article


def test_an_encrypted_library_is_searched_bounded_and_stopped(path: Path) -> None:
    Library.open(path).close()
    with Library.open(path) as library:
        library.set_passphrase("une phrase assez longue")
        with library.edit("Import") as edit:
            edit.add_article(an_article(), TEXT.encode())
            for number in range(300):
                text = f"mot {number}"
                edit.add_article(an_article(text, title=text), text.encode())
        assert len(library.find("souverain*").hits) == 1
        assert not library.find("-lang:fr", steps=1).is_complete
        with pytest.raises(Cancelled):
            library.find("mot", is_cancelled=lambda: True)
        assert len(library.find("mot", 400).hits) == 300
