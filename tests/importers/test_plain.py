"""Plain text: fields and bylines at its head, and lines that a mail program wrapped."""

import textwrap

import pytest

from briefing.importers.bylines import printed_author, printed_date
from briefing.importers.dates import days_in
from tests.importers.reading import read_article as read
from tests.pages.kit import articles

PARAGRAPHS = [part.text for part in articles("fr")[0].parts if part.kind == "p"]


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("width", [66, 72, 76])
def test_paragraphs_that_a_mail_program_wrapped_are_whole_again(width: int) -> None:
    text = read(f"Un moratoire de six mois\n\n{wrapped(width)}\n".encode(), "a.txt").text
    assert [line for line in text.split("\n") if line] == ["Un moratoire de six mois", *PARAGRAPHS]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "Aux armes, citoyens,\nFormez vos bataillons,\nMarchons, marchons,\nQu’un sang impur\nAbreuve nos sillons.\n"
        * 3,
        "\n".join(f"- {line}" for line in textwrap.wrap(PARAGRAPHS[0], 68)),
        "\n".join(f"> {line}" for line in textwrap.wrap(PARAGRAPHS[0], 68)),
        "\n".join(f"{n} | {line}" for n, line in enumerate(textwrap.wrap(PARAGRAPHS[1], 20))),
        "Rue du Port 12\n29200 Brest\nFrance\nTéléphone\nOuvert du lundi au vendredi, de neuf heures à dix-sept heures",
    ],
    ids=["long lines", "verse", "list", "quotation", "table", "address"],
)
def test_lines_that_are_meant_stay(text: str) -> None:
    assert read(text.encode(), "a.txt").text == text


def test_fields_at_the_head_are_read_and_stay_in_the_text() -> None:
    head = "Titre : Un moratoire\nDate : 12 janvier 2026\nSource : Ouest Matin\nAuteur : Hélène Marchadier\nURL : https://e.org/a"
    found = read(f"{head}\n\n{PARAGRAPHS[0]}\n".encode(), "a.txt")
    assert (found.title, found.published, found.published_basis) == ("Un moratoire", "2026-01-12", "given")
    assert (found.outlet, found.author, found.origin) == ("Ouest Matin", "Hélène Marchadier", "https://e.org/a")
    assert found.text.startswith("Titre : Un moratoire")


@pytest.mark.parametrize(
    "head", ["Date : jeudi", "Le ministre : « Non ».\nLa ministre : « Si ».", "Title: A\nnot a field\nDate: x"]
)
def test_a_sentence_with_a_colon_is_no_field(head: str) -> None:
    found = read(f"{head}\n\n{PARAGRAPHS[0]}\n".encode(), "a.txt")
    assert (found.published, found.outlet, found.author) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Par Hélène Marchadier", "Hélène Marchadier"),
        ("By Fiona Abernethy, 12 January 2026", "Fiona Abernethy"),
        ("Por Rocío Valdebenito | 13 de enero de 2026", "Rocío Valdebenito"),
        ("Propos recueillis par Grégoire Allais", "Grégoire Allais"),
        ("Par ailleurs, rien n’est décidé", None),
        ("By the end of the year, prices will fall.", None),
        ("Por qué vuelven los trenes", None),
        ("Par 168 voix contre 159", None),
    ],
)
def test_a_byline_names_the_author(line: str, author: str | None) -> None:
    assert printed_author([line]) == author


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Publié le 12 janvier 2026 à 18h03, mis à jour le 13 janvier 2026"], "2026-01-12"),
        (["Mis à jour le 13 janvier 2026, publié le 12 janvier 2026"], "2026-01-12"),
        (["Updated January 13, 2026", "Published January 12, 2026"], "2026-01-12"),
        (["By X, 12 January 2026"], "2026-01-12"),
        (["Fecha de publicación", "12 de enero de 2026"], "2026-01-12"),
        (["12/01/2026 18:03"], "2026-01-12"),
        (["Ciudad de México, 12 ene 2026"], "2026-01-12"),
        (["Mis à jour le 13 janvier 2026"], None),
        (["Last updated", "16 January 2026"], None),
        (["12 janvier 2026", "14 janvier 2026"], None),
        (["© 2026 Le Journal"], None),
        (["Le sommet du 12 janvier 2026 a réuni les présidents de onze pays de la région"], None),
    ],
)
def test_a_printed_day_is_the_day_of_publication(lines: list[str], day: str | None) -> None:
    assert printed_date(lines, "fr") == day


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("05/03/2026", "en", None),
        ("25/03/2026", "en", "2026-03-25"),
        ("03/25/2026", "en", "2026-03-25"),
        ("05/03/2026", "es", "2026-03-05"),
        ("5.3.2026", "fr", "2026-03-05"),
        ("1er mars 2026", "fr", "2026-03-01"),
        ("5 de marzo del 2026", "es", "2026-03-05"),
        ("March 5th, 2026", "en", "2026-03-05"),
        ("31 février 2026", "fr", None),
        ("31/31/2026", "fr", None),
    ],
)
def test_figures_that_may_be_two_days_are_none(text: str, language: str, day: str | None) -> None:
    assert next((found.iso for found in days_in(text, language)), None) == day
