"""Alerts and newsletters that are lists are split into their items; letters that only hold links are not."""

import pytest

from briefing.importers import read
from briefing.importers.redirects import real_address
from briefing.model import Imported
from tests.importers import corpus_lists as lists
from tests.importers.reading import read_article

EDITORIAL = (
    "La semaine a été longue à Ottawa, et elle n’est pas finie : la ministre revient lundi devant les députés. " * 3
)


def _items(mail: bytes) -> list[Imported]:
    return [read_article(part.content, part.name) for part in read(mail, "a.eml").parts]


@pytest.mark.parametrize("mail", [lists.google_alert(), lists.plain_alert_mail()], ids=["page", "plain"])
def test_an_alert_is_its_items(mail: bytes) -> None:
    assert read(mail, "a.eml").article is None
    items = _items(mail)
    assert [(item.title, item.origin, item.outlet, item.text) for item in items] == list(lists.NEWS)
    assert {(item.published, item.published_basis) for item in items} == {("2026-01-15", "given")}
    assert [item.warnings for item in items] == [(), (), ()]


def test_a_newsletter_is_its_items_the_large_one_first() -> None:
    contents = read(lists.newsletter(), "a.eml")
    assert contents.article is None
    items = _items(lists.newsletter())
    assert [item.title for item in items] == [title for title, *_ in (lists.NEWS[0], *lists.NEWS)]
    assert [item.text for item in items] == [text for *_, text in (lists.NEWS[0], *lists.NEWS)]
    assert {item.outlet for item in items} == {"Le Devoir"}


def test_an_editorial_stays_as_the_newsletters_own_article() -> None:
    contents = read(lists.newsletter(EDITORIAL), "a.eml")
    assert contents.article is not None
    assert (contents.article.title, contents.article.outlet) == ("Le Courrier du matin", "Le Devoir")
    assert EDITORIAL.strip() in contents.article.text
    assert not any(text in contents.article.text for *_, text in lists.NEWS)
    assert len(contents.parts) == 4


@pytest.mark.parametrize(
    "mail",
    [lists.letter_with_links(), lists.forwarded_article()],
    ids=["links in a letter", "an article with headings"],
)
def test_a_letter_with_links_is_no_list(mail: bytes) -> None:
    contents = read(mail, "a.eml")
    assert contents.parts == ()
    assert contents.article is not None
    assert all(title in contents.article.text for title, *_ in lists.NEWS)


@pytest.mark.parametrize(
    ("address", "real"),
    [
        (lists.google("https://a.example/x?y=1&z=2"), "https://a.example/x?y=1&z=2"),
        ("https://www.google.fr/url?q=https://a.example/x&sa=U", "https://a.example/x"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=05%7C&reserved=0",
            "https://a.example/x",
        ),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x-3Fy-3D1&d=Dw", "https://a.example/x?y=1"),
        ("https://urldefense.com/v3/__https://a.example/x?y=1__;!!abc$", "https://a.example/x?y=1"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx&h=AT", "https://a.example/x"),
        ("https://x.r.eu-west-1.awstrack.me/L0/https:%2F%2Fa.example%2Fx%3Fy=1/1/0102", "https://a.example/x?y=1"),
        ("https://click.example/t/aHR0cHM6Ly9hLmV4YW1wbGUveA==/9", "https://a.example/x"),
        (lists.google(lists.google("https://a.example/x")), "https://a.example/x"),
        # near misses: these lead where they say
        ("https://a.example/url?url=https://b.example/", "https://a.example/url?url=https://b.example/"),
        ("https://notgoogle.example/url?q=https://b.example/", "https://notgoogle.example/url?q=https://b.example/"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://list.example/track/click.php?u=1&id=2", "https://list.example/track/click.php?u=1&id=2"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_an_address_behind_another_is_the_real_one(address: str, real: str) -> None:
    assert real_address(address) == real
