"""Saved pages: the body without what stands around it, and what the page says about itself."""

import json

import pytest

from briefing.importers import body as extraction
from briefing.model import Imported
from tests.importers.reading import read_article as read

PARAGRAPHS = (
    "La ministre a répondu jeudi aux critiques de son homologue, rappelant « les engagements pris ».",
    "Selon un rapport cité par l’agence, 50\u00a0% des saisies ont été faites à la frontière nord\u202f: un record.",
    "Les deux gouvernements ont convenu de réunions de suivi, dont la première se tiendra en février à Washington.",
)


def page(
    *,
    head: str = "",
    body: str = "",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    language: str = "fr",
) -> bytes:
    """A news page as sites make them: menu, banner, related links, comments, footer."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">
    <title>Le titre | Le Journal</title>{head}<style>p {{ color: red }}</style>
    <script>var text = "<p>non</p>";</script></head><body>
    <header><a href="/">Le Journal</a>
    <nav><ul><li><a href="/m">Monde</a></li><li><a href="/e">Économie</a></li></ul></nav></header>
    <div id="cookie-banner"><p>Nous utilisons des cookies pour mesurer l’audience de nos pages.</p></div>
    <main><article><h1>La ministre répond aux critiques</h1>{body}{text}</article></main>
    <aside class="related"><h2>Lire aussi</h2>
    <ul><li><a href="/x">Un autre article sur un autre sujet du jour</a></li></ul></aside>
    <section id="comments"><p>Jean : je ne suis pas d’accord avec cet article, vraiment pas du tout.</p></section>
    <footer><p>© Le Journal, tous droits réservés</p></footer></body></html>""".encode()


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def imported(**parts: object) -> Imported:
    return read(page(**parts), "page.html")  # type: ignore[arg-type]


def test_the_body_is_the_paragraphs_in_the_pages_own_characters() -> None:
    assert imported().text == "\n".join(PARAGRAPHS)
    assert imported().warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="La ministre s’explique">',
        linked(headline="La ministre s’explique"),
        '<meta property="og:title" content="La ministre s’explique | Le Journal">'
        '<meta property="og:site_name" content="Le Journal">',
        f'<script type="application/ld+json">{{broken</script>{linked(headline="La ministre s&#8217;explique")}',
    ],
)
def test_the_title_is_the_headline_without_the_outlet(head: str) -> None:
    assert (imported(head=head).title, imported(head=head).title_basis) == ("La ministre s’explique", "found")


def test_the_title_is_else_the_first_heading() -> None:
    assert imported().title == "La ministre répond aux critiques"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked(datePublished="2026-01-16T23:30:00-06:00"), ""),
        ('<meta property="article:published_time" content="2026-01-16T08:00:00Z">', ""),
        ('<meta name="pubdate" content="Fri, 16 Jan 2026 08:00:00 GMT">', ""),
        ("", '<time datetime="2026-01-16">il y a trois jours</time>'),
        ("", '<time datetime="2026-01-19">lundi</time><time itemprop="datePublished" datetime="2026-01-16">16</time>'),
        (linked(datePublished="hier") + '<meta name="date" content="20260116">', ""),
    ],
)
def test_the_date_is_the_pages_own_day(head: str, body: str) -> None:
    found = imported(head=head, body=body)
    assert (found.published, found.published_basis) == ("2026-01-16", "given")


@pytest.mark.parametrize("value", ["2026-13-40", "jeudi", "", "20261", "2026-01"])
def test_what_is_no_day_is_no_date(value: str) -> None:
    found = imported(head=f'<meta name="date" content="{value}">')
    assert (found.published, found.published_basis) == (None, "none")


def test_outlet_author_language_and_address() -> None:
    graph = {
        "@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "author": [{"name": "A. B."}, {"name": "C. D."}]}]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>' + (
        '<meta property="og:site_name" content="Le&amp;Monde"><link rel="canonical" href="https://example.org/a?b=1">'
    )
    found = imported(head=head, language="fr-CA")
    assert (found.outlet, found.author, found.language) == ("Le&Monde", "A. B., C. D.", "fr")
    assert found.origin == "https://example.org/a?b=1"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a:b@example.org/", "//x", "https://["]
)
def test_only_a_web_address_is_an_origin(address: str) -> None:
    assert imported(head=f'<link rel="canonical" href="{address}">').origin is None


def test_a_browser_notes_where_a_page_was_saved_from() -> None:
    data = b"<!-- saved from url=(0021)https://example.org/a -->" + page()
    assert read(data, "a.htm").origin == "https://example.org/a"


def test_what_lies_too_deep_for_the_extraction_is_taken_from_the_page() -> None:
    passage = "Ce passage se trouve trop profond pour le lecteur de pages. " * 20
    deep = "<div>" * 300 + f"<p>{passage}</p>" + "</div>" * 300
    assert passage.strip() in imported(body=deep).text


def test_paragraphs_that_the_extraction_lost_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [f"{n} {paragraph}" for n in range(3) for paragraph in PARAGRAPHS]
    rest = tuple(f"{paragraph} (suite {n})" for n in range(2) for paragraph in PARAGRAPHS)
    section = "<section>" + "".join(f"<p>{paragraph}</p>" for paragraph in first) + "</section>"
    assert imported(body=section, paragraphs=rest).warnings == ()
    monkeypatch.setattr(extraction, "extractor", lambda: lambda *given, **options: "\n".join(first))
    assert any("are not in the text" in words for words in imported(body=section, paragraphs=rest).warnings)


def test_menus_and_comments_left_out_are_not_worth_a_word() -> None:
    assert imported(paragraphs=PARAGRAPHS * 3).warnings == ()


def test_a_page_without_an_article_gives_its_text_and_says_so() -> None:
    found = read(b"<html><body><ul><li>Un</ul></body></html>", "a.html")
    assert "Un" in found.text


def test_xhtml_with_its_declaration() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + page()
    assert read(data, "a.xhtml").text == "\n".join(PARAGRAPHS)


def test_what_is_hidden_is_not_read() -> None:
    hidden = '<p style="display:none">Caché un</p><p hidden>Caché deux</p><template><p>Caché trois</p></template>'
    found = read(f"<html><body>{hidden}<p>Vu.</p></body></html>".encode(), "a.html")
    assert "Vu." in found.text


def test_quotation_elements_keep_their_marks() -> None:
    quoted = "La ministre a rappelé <q>les engagements pris</q> par son homologue lors de la visite de janvier."
    found = imported(paragraphs=(quoted, *PARAGRAPHS))
    assert "rappelé «\u00a0les engagements pris\u00a0» par son homologue" in found.text


def test_a_table_used_for_layout_keeps_its_paragraphs() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    table = f"<html><body><table><tr><td>Menu<br>Accueil</td><td>{text}</td></tr></table></body></html>"
    assert read(table.encode(), "a.html").text.endswith("\n".join(PARAGRAPHS))
