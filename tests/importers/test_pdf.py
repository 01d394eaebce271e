"""PDF files: paragraphs as they were written, nothing lost without a word, facts only where they look true."""

import textwrap
from itertools import zip_longest

import pytest

from briefing.errors import UserError
from briefing.importers import read
from briefing.importers.pdf import opening, reading
from briefing.importers.pdf.paragraphs import Placed
from briefing.importers.properties import believable_author, believable_title
from briefing.model import Imported
from tests.importers.making import PARAGRAPHS, TITLE, article_pdf, bare_pdf, escaped, pdf
from tests.importers.reading import read_article


def imported(data: bytes) -> Imported:
    return read_article(data, "article.pdf")


def lines(data: bytes) -> list[str]:
    return imported(data).text.split("\n")


TWO_COLUMNS = '#set page(paper: "a4", columns: 2, header: none)'


@pytest.mark.parametrize("setting", ["", TWO_COLUMNS, "#set par(first-line-indent: 0pt, spacing: 1.6em)"])
def test_paragraphs_are_whole_again_to_the_letter(setting: str) -> None:
    assert lines(article_pdf(times=3, setting=setting)) == [TITLE, *PARAGRAPHS * 3]


def test_ragged_lines_and_other_sizes_make_paragraphs_too() -> None:
    setting = (
        "#set par(justify: false, first-line-indent: 0pt, spacing: 1.5em)\n#set text(size: 12pt, hyphenate: false)"
    )
    assert lines(article_pdf(times=2, setting=setting)) == [TITLE, *PARAGRAPHS * 2]


def test_headers_and_page_numbers_are_left_out_and_counted() -> None:
    article = imported(article_pdf(times=3))
    assert "Le Journal" not in article.text
    assert article.warnings == (
        "4 repeated lines at the edges of pages were left out: “Le Journal | 17 janvier 2026”.",
    )


def test_what_stands_once_at_the_edge_stays() -> None:
    data = pdf("#lorem(60)", head='#set page(paper: "a6", footer: [Communiqué 2026], numbering: none)')
    article = imported(data)
    assert article.text.endswith("Communiqué 2026")
    assert article.warnings == ()


def test_notes_wait_for_the_end_of_their_paragraph_and_their_numbers_are_set_off() -> None:
    body = escaped(PARAGRAPHS[1]) + "#footnote[Selon la présidence.] " + " ".join(map(escaped, PARAGRAPHS))
    found = lines(
        pdf(body, head='#set page(paper: "a6")\n#set text(lang: "fr", hyphenate: true)\n#set par(justify: true)')
    )
    assert found == [f"{PARAGRAPHS[1]}[1] {' '.join(PARAGRAPHS)}", "[1] Selon la présidence."] or found == [
        f"{PARAGRAPHS[1]}[1] {' '.join(PARAGRAPHS)}",
        "[1]Selon la présidence.",
    ]


def test_a_raised_number_after_a_unit_is_a_power() -> None:
    assert "une zone de 12 km² au nord" in imported(pdf("une zone de 12 km#super[2] au nord")).text


def test_rows_of_a_table_stay_rows() -> None:
    table = "#table(columns: (1fr, 1fr, 1fr), stroke: none, [Mois], [Saisies], [Homicides], [Janvier], [51], [1 204])"
    found = lines(pdf("#lorem(30)\n" + table))
    assert found[1:] == ["Mois | Saisies | Homicides", "Janvier | 51 | 1 204"]


def test_text_on_its_side_is_read_whole_and_apart() -> None:
    margin = "#place(right, rotate(90deg, reflow: true)[Communiqué en marge])"
    assert lines(pdf(f"{margin}#box(width: 8cm)[{escaped(PARAGRAPHS[0])}]")) == [PARAGRAPHS[0], "Communiqué en marge"]
    assert lines(pdf(f"#rotate(90deg, reflow: true)[#box(width: 12cm)[{escaped(PARAGRAPHS[1])}]]")) == [PARAGRAPHS[1]]


def test_a_list_keeps_its_points() -> None:
    assert lines(pdf("Trois points\n- le premier point\n- le deuxième"))[1:] == ["• le premier point", "• le deuxième"]


@pytest.mark.parametrize(
    ("broken", "elsewhere", "whole"),
    [
        (("présen-", "tation"), "", "présentation"),
        (("Jean-", "Baptiste"), "", "Jean-Baptiste"),
        (("2025-", "2026"), "", "2025-2026"),
        (("vice-", "présidente"), "la présidente", "vice-présidente"),
        (("narco-", "trafic"), "le narco-trafic", "narco-trafic"),
        (("narco-", "trafic"), "le narcotrafic", "narcotrafic"),
        (("dit-", "il"), "", "dit-il"),
    ],
)
def test_a_hyphen_stays_where_it_is_the_words_own(broken: tuple[str, str], elsewhere: str, whole: str) -> None:
    body = f"un mot assez long {broken[0]} \\\n{broken[1]} suit. {elsewhere}"
    assert f"long {whole} suit" in imported(pdf(body)).text


def test_a_date_of_creation_is_not_the_day_of_publication() -> None:
    data = pdf("Un texte.", head="#set document(date: datetime(year: 2026, month: 1, day: 17))")
    article = imported(data)
    assert b"D:20260117" in data
    assert (article.published, article.published_basis) == (None, "none")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (TITLE, TITLE),
        ("Microsoft Word - note finale.docx", "Le grand titre de la première page"),
        ("Modèle de communiqué du service", "Le grand titre de la première page"),
    ],
)
def test_a_title_is_believed_when_it_looks_like_one(title: str, found: str) -> None:
    heading = "Le grand titre de la première page" if title != TITLE else TITLE
    head = f'#set document(title: "{title}")\n#show heading: set text(size: 20pt)'
    article = imported(pdf(f"= {heading}\n#lorem(80)", head=head))
    assert (article.title, article.title_basis) == (found, "found")


@pytest.mark.parametrize(
    "title",
    ["", "untitled", "Document1", "C:\\x\\a b", "note_v2.docx", "Microsoft Word - a b", "Sans titre 3", "17/01/26"],
)
def test_titles_of_programs_and_templates_are_none(title: str) -> None:
    assert believable_title(title) is None


@pytest.mark.parametrize("name", ["", "Administrator", "jdupont", "USER-01", "Microsoft Office User", "c.martin2"])
def test_users_of_computers_are_no_authors(name: str) -> None:
    assert believable_author(name) is None
    assert believable_author("Claire Martin") == "Claire Martin"


def test_a_scanned_document_is_to_be_kept_and_says_so() -> None:
    head = '#set page(paper: "a6", numbering: none)'
    contents = read(pdf("#rect(width: 90%, height: 90%)\n#pagebreak()\n#circle()", head=head), "/tmp/scan.pdf")
    assert contents.article is None
    assert contents.kept_because == "scan.pdf is a scanned document of 2 pages: pictures, without text."


def test_pages_without_text_are_named() -> None:
    blank = "#pagebreak()\n#circle()\n"
    article = imported(pdf(f"Un texte. {blank}{blank}{blank}#pagebreak()\nLa suite.\n{blank}"))
    assert article.text == "Un texte.\nLa suite."
    assert article.warnings == ("These pages have no text, only pictures: 2–4, 6.",)


def test_blank_pages_are_not_taken_for_pictures() -> None:
    article = imported(pdf("Un texte. #pagebreak()\n#pagebreak()\nLa suite."))
    assert article.text == "Un texte.\nLa suite."
    assert article.warnings == ()
    contents = read(pdf("#set page(numbering: none)\n#page[]"), "/tmp/blank.pdf")
    assert contents.kept_because == "There is nothing on the pages of blank.pdf."


@pytest.mark.parametrize("share", [0.999, 0.99, 0.97])
def test_a_file_cut_off_gives_what_is_left_and_says_so(share: float) -> None:
    data = article_pdf(times=4)
    article = imported(data[: round(len(data) * share)])
    assert set(article.text.split("\n")) == {TITLE, *PARAGRAPHS}
    assert "The file is cut off or damaged at its end: pages may be missing." in article.warnings


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_file_with_too_little_left_is_refused(share: float) -> None:
    data = article_pdf(times=4)
    with pytest.raises(UserError) as refusal:
        read(data[: round(len(data) * share)], "a.pdf")
    assert refusal.value.code == "damaged"


def test_text_that_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reading.paragraphs_of
    monkeypatch.setattr(reading, "paragraphs_of", lambda columns: whole(columns)[::2])
    assert any("are not in the text" in words for words in imported(article_pdf()).warnings)


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-", b"%PDF-1.4\n" + b"\xff" * 5000])
def test_what_is_no_pdf_inside_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match=r"a\.pdf is damaged") as refusal:
        read(data, "a.pdf")
    assert refusal.value.code == "damaged"
    assert refusal.value.hint


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a", "a.html"])
def test_a_pdf_under_another_name_is_read_as_one(name: str) -> None:
    assert read_article(article_pdf(), name).media_type == "application/pdf"


def test_every_sign_of_the_text_has_its_place() -> None:
    document = opening.open_document(article_pdf(times=3), "a.pdf")
    made: Placed = reading.extract_of(document).placed
    document.close()
    assert len(made.text) == len(made.pages) == len(made.indexes)
    # what was put in: the spaces at line ends, paragraph breaks
    assert {sign for sign, index in zip(made.text, made.indexes, strict=True) if index < 0} == {" ", "\n"}


def at(x: int, y: int, words: str) -> str:
    """A line of words at a place of the page."""
    return f"#place(dx: {x}pt, dy: {y}pt)[{escaped(words)}]\n"


def test_columns_written_line_by_line_are_read_one_after_the_other() -> None:
    left, right = (textwrap.wrap(" ".join(PARAGRAPHS[part]), 42) for part in (slice(0, 3), slice(3, 5)))
    rows = zip_longest(left, right, fillvalue="")
    body = "".join(at(0, 14 * n, row[0]) + at(250, 14 * n, row[1]) for n, row in enumerate(rows))
    text = imported(pdf(body, head='#set page("a4")\n#set text(size: 9pt)')).text
    assert " ".join(text.split()) == " ".join(" ".join(PARAGRAPHS).split())


def test_a_large_initial_goes_with_its_word() -> None:
    beside = ("a présidente a répondu jeudi aux critiques", "du Département d’État, rappelant les engage-")
    under = ("ments pris et une coopération qui a produit des résultats", "très solides.")
    rows = enumerate((*beside, *under))
    body = "#place(text(size: 38pt)[L])" + "".join(at(30 if n < 2 else 0, 14 * n, words) for n, words in rows)
    assert lines(pdf(body, head='#set page("a6", margin: 1cm)\n#set text(size: 9pt)')) == [
        "La présidente a répondu jeudi aux critiques du Département d’État, rappelant les engagements pris et une "
        "coopération qui a produit des résultats très solides."
    ]


def test_text_that_was_recognised_from_a_picture_says_so() -> None:
    words = "BT /F 12 Tf 40 300 Td {mode} (Un texte reconnu par une machine) Tj ET"
    says = "The text of these pages was recognised from a picture and may have mistakes: 1."
    assert imported(bare_pdf(words.format(mode="3 Tr"))).warnings == (says,)
    assert imported(bare_pdf(words.format(mode="0 Tr"))).warnings == ()


def test_what_lies_outside_the_page_is_not_read() -> None:
    text = "BT /F 12 Tf 40 300 Td (Sur la page) Tj 0 900 Td (journal.indd 1) Tj ET"
    article = imported(bare_pdf(text))
    assert (article.text, article.warnings) == ("Sur la page", ())


def test_a_password_is_asked_for_by_its_name() -> None:
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    with pytest.raises(UserError, match="protected by a password") as refusal:
        read(bare_pdf("BT /F 12 Tf 40 300 Td (x) Tj ET", trailer=locked), "a.pdf")
    assert refusal.value.code == "encrypted"


@pytest.mark.parametrize("title", ["FEFF004D00", "FEFFD83D", "FE", "FEFF00410020DC00004200"])
def test_a_title_in_broken_unicode_ends_nothing(title: str) -> None:
    data = bare_pdf("BT /F 12 Tf 40 300 Td (Un texte de la page) Tj ET", trailer=f"/Info<</Title<{title}>>>")
    article = imported(data)
    assert article.text == "Un texte de la page"
    assert article.title
