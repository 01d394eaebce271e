"""Markdown: the printed text, and the front matter's word on title, date, outlet and language."""

import pytest

from tests.importers.reading import read_article as read

BODY = "Texte **gras** et [lien](https://example.org),\nsur deux lignes.\n\n> Une citation\n\n- un\n- deux\n"


def test_the_text_is_what_is_printed() -> None:
    assert read(BODY.encode(), "a.md").text == "Texte gras et lien, sur deux lignes.\nUne citation\n- un\n- deux"


def test_front_matter_is_read_and_left_out() -> None:
    front = "title: 'Un essai : suite'\ndate: 2026-01-16 08:00\nauthor: [A. B., C. D.]\nlang: fr-FR\nsource: Le Journal"
    found = read(f"---\n{front}\n---\n{BODY}".encode(), "a.md")
    assert (found.title, found.title_basis) == ("Un essai : suite", "found")
    assert (found.published, found.published_basis) == ("2026-01-16", "given")
    assert (found.author, found.language, found.outlet) == ("A. B., C. D.", "fr", "Le Journal")
    assert found.text.startswith("Texte gras")


def test_a_source_that_is_an_address_is_the_origin() -> None:
    found = read(("---\nsource: https://example.org/a\n---\n" + BODY).encode(), "a.md")
    assert (found.origin, found.outlet) == ("https://example.org/a", None)


def test_a_first_heading_is_the_title() -> None:
    assert read(("# Le titre\n\n" + BODY).encode(), "a.md").title == "Le titre"


@pytest.mark.parametrize("text", ["---\nUn trait au début.\n", "Un.\n\n---\ntitle: non\n---\n\nDeux.\n"])
def test_a_rule_is_no_front_matter(text: str) -> None:
    found = read(text.encode(), "a.md")
    assert found.published is None
    assert "Un" in found.text


def test_html_inside_markdown_stays_inert() -> None:
    found = read(b"Un.\n\n<script>alert(1)</script>\n\n<img src=x onerror=y>\n\nDeux.\n", "a.md")
    assert found.text == "Un.\nDeux."


def test_a_quoted_title_over_several_lines_is_one_line_with_its_signs() -> None:
    front = "title: \"Statement on Jake\\\n  \\ Sullivan\\u2019s\\_Call with the\n  Minister\"\ndate: '2021-02-17'\n"
    found = read(f"---\n{front}---\n{BODY}".encode(), "a.md")
    assert (found.title, found.published) == ("Statement on Jake Sullivan’s Call with the Minister", "2021-02-17")


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: 'l''accord'", "l'accord"),
        ('title: "half of a pair \\ud83d"', "half of a pair \ufffd"),
        ('title: "no end\nauthor: B', '"no end'),
        ('title: Say "yes"', 'Say "yes"'),
    ],
)
def test_quotation_marks_of_front_matter(front: str, title: str) -> None:
    assert read(f"---\n{front}\n---\n{BODY}".encode(), "a.md").title == title


def test_authors_listed_one_a_line_and_a_day_in_words() -> None:
    front = "title: Un moratoire\ndate: 12 janvier 2026\nauthors:\n  - Hélène Marchadier\n  - name: Paul Delestre"
    found = read(f"---\n{front}\n---\n{BODY}".encode(), "a.md")
    assert (found.published, found.author) == ("2026-01-12", "Hélène Marchadier, Paul Delestre")


def test_fields_without_a_rule_above_are_read_as_well() -> None:
    found = read(f"Title: Un moratoire\nDate: 2026-01-12\nAuthor: A. B.\n\n{BODY}".encode(), "a.md")
    assert (found.title, found.published, found.author) == ("Un moratoire", "2026-01-12", "A. B.")
    assert found.text.startswith("Texte gras")


def test_a_byline_under_the_title_names_the_author() -> None:
    assert read(f"# Le titre\n\nPar Hélène Marchadier\n\n{BODY}".encode(), "a.md").author == "Hélène Marchadier"
