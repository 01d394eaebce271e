"""What saved pages say about their article, in the many ways that sites say it, and what is no such word."""

import pytest

from briefing.model import Imported
from tests.importers.reading import read_article
from tests.importers.test_page import PARAGRAPHS, linked

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = "La ministre répond aux critiques de son homologue"


def read(head: str = "", before: str = "", after: str = "", title: str = TITLE, language: str = "fr") -> Imported:
    """A page with a headline and three paragraphs, and what else stands in its head, below its headline and after."""
    body = f"<div><h1>{title}</h1>{before}{TEXT}</div>{after}"
    return read_article(f"<html lang='{language}'><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("La ministre répond | Le Monde", "La ministre répond"),
        ("La ministre répond - BBC News", "La ministre répond"),
        ("Le Monde : La ministre répond", "La ministre répond"),
        ("Visite - entretien : la ministre répond", "Visite - entretien : la ministre répond"),
    ],
)
def test_the_outlets_name_is_no_part_of_the_title(window: str, title: str) -> None:
    site = "BBC News" if "BBC" in window else "Le Monde"
    head = f"<title>{window}</title><meta property='og:site_name' content='{site}'>"
    page = f"<html><head>{head}</head><body>{TEXT}</body></html>"
    assert read_article(page.encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("head", "before", "author"),
    [
        (linked(author={"@type": "Person", "name": "A. Besse"}), "", "A. Besse"),
        (linked(author={"@id": "#p"}) + linked(**{"@type": "Person", "@id": "#p", "name": "A. Besse"}), "", "A. Besse"),
        (
            '<meta name="citation_author" content="A. B."><meta name="citation_author" content="C. D.">',
            "",
            "A. B., C. D.",
        ),
        ('<meta name="byl" content="By A. Besse">', "", "A. Besse"),
        ("", '<a rel="author" href="/a">A. Besse</a>', "A. Besse"),
        ("", '<p class="byline">Par A. Besse · Publié le 16 janvier 2026</p>', "A. Besse"),
        ("", "<p>Por A. Besse</p>", "A. Besse"),
        ('<meta name="author" content="https://www.facebook.com/x">', "", None),
        ('<meta name="author" content="Le Journal"><meta property="og:site_name" content="Le Journal">', "", None),
        ('<meta name="author" content="admin">', "", None),
        ("", "<p>Par ailleurs, rien n’a été décidé jeudi</p>", None),
    ],
)
def test_the_author_wherever_the_page_names_one(head: str, before: str, author: str | None) -> None:
    assert read(head, before).author == author


@pytest.mark.parametrize(
    ("head", "before", "day"),
    [
        (
            linked(**{"@type": "http://schema.org/NewsArticle", "datePublished": "2026-01-16T23:59:00-06:00"}),
            "",
            "2026-01-16",
        ),
        (linked(headline=TITLE, datePublished="2026-01-16"), "", "2026-01-16"),
        ('<meta name="citation_publication_date" content="2026/01/16">', "", "2026-01-16"),
        ("", "<p>Publié le 16 janvier 2026 à 18h03, mis à jour le 17 janvier 2026</p>", "2026-01-16"),
        ("", '<abbr class="published" title="2026-01-16T08:00:00Z">vendredi</abbr>', "2026-01-16"),
        ("", '<time class="updated" datetime="2026-01-19"></time><time datetime="2026-01-16">16</time>', "2026-01-16"),
    ],
)
def test_the_day_of_publication_wherever_the_page_prints_it(head: str, before: str, day: str) -> None:
    assert read(head, before).published == day


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ('<meta property="article:modified_time" content="2026-01-19">', "", ""),
        (linked(dateModified="2026-01-19"), "", ""),
        (linked(headline="Budget : le Sénat repousse encore", datePublished="2026-01-19"), "", ""),
        ('<link rel="canonical" href="https://e.org/2026/01/19/a">', "", ""),
        ("", "<p>Mis à jour le 19 janvier 2026</p>", ""),
        ("", '<time itemprop="dateModified" datetime="2026-01-19">lundi</time>', ""),
        ("", "", '<div class="comments"><time datetime="2026-01-19">lundi</time><p>Bravo !</p></div>'),
        ("", "", '<div class="related"><time class="published" datetime="2026-01-19">lundi</time></div>'),
        ("", "", "<footer>© 2026 Le Journal, 19 janvier 2026</footer>"),
    ],
    ids=["modified", "modified data", "other article", "address", "updated", "item", "comment", "related", "footer"],
)
def test_other_days_are_no_day_of_publication(head: str, before: str, after: str) -> None:
    found = read(head, before, after)
    assert (found.published, found.published_basis) == (None, "none")


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        ("<!--\n Page saved with SingleFile\n url: https://e.org/a \n saved date: x\n-->", "https://e.org/a"),
        (
            '<link rel="canonical" href="https://e.org/"><meta property="og:url" content="https://e.org/a">',
            "https://e.org/a",
        ),
        ('<link rel="canonical" href="https://e.org/">', "https://e.org/"),
        (linked(mainEntityOfPage={"@type": "WebPage", "@id": "https://e.org/a"}), "https://e.org/a"),
    ],
)
def test_the_address_is_the_articles_own(head: str, origin: str) -> None:
    assert read(head).origin == origin


def test_a_page_saved_before_its_text_was_shown_gives_the_text_of_its_data() -> None:
    body = "\n\n".join(PARAGRAPHS * 3)
    head = linked(headline=TITLE, articleBody=body)
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>Chargement…</p></body></html>"
    found = read_article(page.encode(), "a.html")
    assert found.text == "\n".join(PARAGRAPHS * 3)
    assert any("own data" in words for words in found.warnings)


def test_lists_and_tables_between_paragraphs_stay() -> None:
    points = "<ul><li>un premier point ;</li><li>un second.</li></ul>"
    table = "<table><tr><td>Mars</td><td>12</td></tr></table><p>Fin.</p>"
    found = read(before=f"<p>{PARAGRAPHS[0]} Bis.</p>{points}{table}")
    assert "- un premier point ;\n- un second.\nMars | 12\nFin." in found.text


def test_lines_that_lead_elsewhere_and_advertisements_are_left_out() -> None:
    boxes = (
        f"<p>{PARAGRAPHS[0]} Bis.</p><p><strong>Lire aussi :</strong> <a href='/x'>Un autre article du jour</a></p>"
        "<p>Publicité</p><div><h4>Notre lettre</h4><p>Chaque matin, tout savoir.</p><form><input></form></div>"
    )
    assert read(before=boxes).text == "\n".join((f"{PARAGRAPHS[0]} Bis.", *PARAGRAPHS))


def test_a_name_that_looks_like_a_menu_does_not_hide_the_article() -> None:
    page = f"<html><body><div class='page no-sidebar has-comments'><h1>{TITLE}</h1>{TEXT}</div></body></html>"
    assert read_article(page.encode(), "a.html").text == "\n".join(PARAGRAPHS)


FAR = "<p>vendredi 16 janvier 2026</p><p>Communiqué du Collectif des Ports Libres - 15 janvier 2026</p>"
BELOW = "<p>Par A. B. <abbr class='published' title='2026-01-16'>vendredi</abbr></p>"
SAME_DAY = "<div><p>Un autre article du jour</p><time class='published' datetime='2026-01-19'></time></div>" * 5
OTHERS = "".join(
    f"<div><p>Un autre article du jour</p><time class='published' datetime='2026-01-{day}'></time></div>"
    for day in range(10, 31, 3)
)


@pytest.mark.parametrize(
    ("head", "before", "day"),
    [
        ('<meta name="article_date_original" content="Friday, January 16, 2026, 8:30 AM">', "", "2026-01-16"),
        ('<meta name="dc:date" content="2026-01-16">', "", "2026-01-16"),
        ("""<meta name="parsely-page" content='{"pub_date": "2026-01-16T11:06:00Z"}'>""", "", "2026-01-16"),
        ("", "<p>Anne Besse | Palma de Mallorca | 16/01/2026</p>", "2026-01-16"),
        ("", '<p>Publié le 16 janvier 2026</p><time datetime="2026-01-19">16 janvier 2026</time>', "2026-01-16"),
        ('<meta name="date" content="2026-01-19">', "<p>Publié le 16 janvier 2026</p>", "2026-01-16"),
        ("", FAR, "2026-01-16"),
        ("", f"{TEXT * 12}{BELOW}", "2026-01-16"),
    ],
    ids=["original", "colon", "parsely", "author beside", "label before time", "label before date", "far", "below"],
)  # fmt: skip
def test_the_day_of_publication_as_real_sites_say_it(head: str, before: str, day: str) -> None:
    author = '<meta name="author" content="Anne Besse">'
    assert read(author + head, before).published == day


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("", "", OTHERS),
        ("", "", SAME_DAY),
        ("", FAR.replace(" du Collectif des Ports", " de presse Ports"), ""),
        ("", "", "<div class='comments'><meta itemprop='datePublished' content='2026-01-19'><p>Bravo !</p></div>"),
        ('<meta name="article_date_updated" content="2026-01-19">', "", ""),
        ("<meta name='parsely-page' content='[1, {'>", "", ""),
    ],
    ids=["a list of articles", "a list of one day", "two days", "item of a comment", "updated", "no object"],
)  # fmt: skip
def test_days_of_other_things_on_real_sites_are_no_day_of_publication(head: str, before: str, after: str) -> None:
    far = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 11)
    assert read(head, before, far + after).published is None


@pytest.mark.parametrize(
    ("language", "day"), [("fr", "2026-02-01"), ("de", "2026-02-01"), ("en", None), ("", None)]
)  # fmt: skip
def test_figures_begin_with_the_day_but_in_english(language: str, day: str | None) -> None:
    assert read(before="<p>01/02/2026</p>", language=language).published == day


@pytest.mark.parametrize(
    ("author", "read_as"),
    [
        ("By", None),
        ("Photo by A. Besse", None),
        ("Le Journal SA, Paris, France", None),
        ("Voir tous les articles de A. Besse", "A. Besse"),
        ("A.\u00a0Besse\u00a0", "A. Besse"),
        ("Journal A. Besse", "Journal A. Besse"),
        ("Photis Kalo", "Photis Kalo"),
    ],
)
def test_who_is_no_author(author: str, read_as: str | None) -> None:
    head = f'<meta name="author" content="{author}"><meta property="og:site_name" content="Le Journal">'
    assert read(head).author == read_as


def titled(window: str, body: str, head: str = "") -> str:
    page = f"<html><head><title>{window}</title>{head}</head><body>{body}{TEXT}</body></html>"
    return read_article(page.encode(), "a.html").title


@pytest.mark.parametrize(
    ("window", "body"),
    [
        ("Carnets du port » Un quai de plus", "<h1>Carnets du port</h1><h2>Un quai de plus</h2>"),
        ("Un quai de plus › Carnets du port", "<h1><a href='/'>Carnets du port</a></h1><h2>Un quai de plus</h2>"),
        ("Nouvelles de l’agence", "<p><span class='headline entry-title'>Un quai de plus</span></p>"),
        ("Un quai de plus - Le « non » - Port", "<h1>Port</h1><h2>Un quai de plus</h2><h3>Le « non »</h3>"),
    ],
)
def test_a_sites_name_in_the_first_heading_is_no_headline(window: str, body: str) -> None:
    assert titled(window, body) == "Un quai de plus"


@pytest.mark.parametrize("given", ["un-quai-de-plus-2026", "journal.example"])
def test_a_files_or_a_hosts_name_is_no_headline(given: str) -> None:
    head = f'<meta property="og:title" content="{given}"><link rel="canonical" href="https://journal.example/a">'
    assert titled("Journal", "<h1>Un quai de plus au port</h1>", head) == "Un quai de plus au port"


def test_a_headline_of_one_compound_word_stays() -> None:
    assert (
        titled("Porte-avions", "<h1>Porte-avions</h1>", '<meta property="og:title" content="Porte-avions">')
        == "Porte-avions"
    )


def test_the_headline_is_found_again_with_other_apostrophes_and_day_below_it() -> None:
    named = "<meta property='og:site_name' content='Port libre'>"
    head = f"{named}<meta property='og:title' content=\"L'accord sur l'eau du port\">"
    body = f"<h1>Port libre</h1><h1>L’accord sur l’eau du port</h1><p>vendredi 16 janvier 2026</p>{TEXT}"
    page = f"<html lang='fr'><head>{head}</head><body>{body}</body></html>"
    found = read_article(page.encode(), "a.html")
    assert (found.title, found.published) == ("L’accord sur l’eau du port", "2026-01-16")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Un\u00a0quai de\u2003plus\u00a0", "Un quai de plus"),
        ("«\u00a0Un quai\u00a0»\u00a0: vraiment\u202f?", "«\u00a0Un quai\u00a0»\u00a0: vraiment\u202f?"),
        ("12\u202f000 quais et 3\u00a0ports", "12\u202f000 quais et 3 ports"),
    ],
)
def test_spaces_between_words_are_plain_and_those_of_print_stay(said: str, line: str) -> None:
    assert titled(said, f"<h1>{said}</h1>") == line


def test_the_day_stands_by_the_headline_and_not_by_a_logo() -> None:
    head = f"<title>{TITLE} | Chroniques</title>"
    menu = "<ul><li>Radio</li><li>Vues</li><li>Sons</li></ul>"
    logo = f"<h1><a href='/'>Les carnets de la rive sud</a></h1><p>Le 2 janvier 2026</p>{menu}"
    body = f"{logo}<article><h1>{TITLE} (abonnés)</h1><p>Le 16 janvier 2026</p>{TEXT}</article>"
    page = f"<html lang='fr'><head>{head}</head><body>{body}</body></html>"
    assert read_article(page.encode(), "a.html").published == "2026-01-16"
