"""Feeds: every entry is a file of its own, and nothing is fetched."""

import sys
from typing import Any

import pytest

from briefing.errors import UserError
from briefing.importers import read
from briefing.model import Imported
from tests.importers import corpus_feeds as feeds
from tests.importers.reading import read_article


def _entries(data: bytes, name: str = "a.xml") -> list[Imported]:
    contents = read(data, name)
    assert (contents.article, contents.refusals) == (None, ())
    return [read_article(part.content, part.name) for part in contents.parts]


@pytest.mark.parametrize(
    ("feed", "author", "language"),
    [
        (feeds.rss2(), "Hélène Roy", "fr"),
        (feeds.rss1(), "Hélène Roy", "fr"),
        (feeds.rss091(), "Hélène Roy", "fr"),
        (feeds.atom(), "Hélène Roy", "fr"),
    ],
    ids=["rss2", "rss1", "rss091", "atom"],
)
def test_an_entry_is_an_article_with_what_its_feed_says(feed: bytes, author: str, language: str) -> None:
    entry = _entries(feed)[0]
    assert (entry.title, entry.outlet, entry.origin) == (feeds.TITLE, "Le Devoir", feeds.LINK)
    assert (entry.published, entry.published_basis) == ("2026-01-15", "given")
    assert (entry.author, entry.language) == (author, language)
    assert entry.text == f"{feeds.TEXT}\nElle a rappelé les engagements pris\u00a0:\n- un\n- deux"


def test_an_entry_without_text_has_its_title() -> None:
    assert [entry.text for entry in _entries(feeds.rss090())] == [feeds.TITLE]
    assert [entry.title for entry in _entries(feeds.rss2())] == [feeds.TITLE, "Sans texte"]


def test_an_alert_that_comes_as_a_feed_leads_to_the_articles() -> None:
    (entry,) = _entries(feeds.google_alerts())
    assert (entry.title, entry.origin) == (feeds.TITLE, feeds.LINK)


def test_a_feed_is_told_by_its_bytes() -> None:
    for name in ("feed.txt", "feed.html", "feed", "feed.rss"):
        assert _entries(feeds.atom(), name)


@pytest.mark.parametrize(
    "text", ["<rss> is an element, and this note is about it.", "<feedback>Words</feedback>", "Use <feed> here."]
)
def test_a_note_about_feeds_stays_a_note(text: str) -> None:
    assert read_article(text.encode(), "note.txt").text == text


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><note><to>x</to></note>", b"<rss version='2.0'></rss>"])
def test_what_has_no_entries_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as refusal:
        read(data, "a.xml")
    assert (refusal.value.code, bool(refusal.value.hint)) == ("not-a-feed", True)


@pytest.mark.parametrize("bomb", [feeds.laughs(), feeds.outside(), feeds.deep()], ids=["laughs", "outside", "deep"])
def test_a_bomb_gives_its_words_and_nothing_else(bomb: bytes) -> None:
    (entry,) = _entries(bomb)
    assert feeds.TEXT in entry.text
    assert "root:" not in entry.text
    assert len(entry.text) < 10_000
    assert entry.origin is None


@pytest.mark.parametrize("reference", ["&#xD800;", "&#x110000;", "&#99999999999999999999;", "&#1114112"])
def test_a_reference_to_no_character_is_marked(reference: str) -> None:
    data = feeds.rss2().replace(b"Un r", f"{reference} Un r".encode()).replace("répond".encode(), reference.encode())
    assert any("\ufffd" in entry.title for entry in _entries(data))


def test_a_feed_opens_nothing() -> None:
    opened: list[str] = []
    is_watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if is_watching and (event.startswith(("socket.", "urllib.")) or event == "open"):
            opened.append(f"{event} {arguments[:1]}")

    _entries(feeds.rss2())  # what loads late is loaded
    sys.addaudithook(watch)
    _entries(feeds.outside())
    assert opened == []
    with open(__file__, "rb"):  # noqa: PTH123 - the watch sees what it should
        pass
    is_watching = False
    assert opened
