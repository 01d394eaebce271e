"""Rich text: its words in whatever code page they are, nothing of what is hidden."""

import pytest

from briefing.errors import UserError
from briefing.importers import read
from briefing.model import Imported
from tests.importers.making import rtf_words
from tests.importers.reading import read_article


def article(body: str, head: str = r"\ansi\ansicpg1252") -> Imported:
    fonts = (
        r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Gothic;}{\f3\fcharset238 A;}}"
    )
    return read_article(f"{{\\rtf1{head}\\deff0{fonts}{body}}}".encode("latin-1"), "a.rtf")


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (r"\ansi\ansicpg1252", r"\'e9t\'e9 \'80", "été €"),
        (r"\ansi\ansicpg1250", r"\'b9\'e6\'ea", "ąćę"),
        (r"\mac", r"\'8et\'8e", "été"),
        (r"\ansi\ansicpg1252", r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2} \'e9", "Привет é"),
        (r"\ansi\ansicpg1252", r"{\f2\'93\'fa\'96\'7b}", "日本"),
        (r"\ansi\ansicpg1252", r"\u233?t\u233 ?\u8364\'80", "été€"),
        (r"\ansi\ansicpg1252", r"{\uc2\u8217\'81\'66}ok \u-10179?\u-8704?", "’ok 😀"),
        (r"\ansi\ansicpg65001", r"\'c3\'a9t\'c3\'a9", "été"),
        (r"\ansi\ansicpg99999", r"\'e9t\'e9", "été"),
        (r"\ansi\ansicpg1252", r"\'ab\~oui\~\'bb \emdash \ldblquote x\rdblquote", "«\u00a0oui\u00a0» —“x”"),
    ],
)
def test_words_are_read_in_their_code_page(head: str, body: str, text: str) -> None:
    found = article(body + r"\par", head)
    assert (found.text, found.replaced, found.warnings) == (text, 0, ())


def test_bytes_that_stand_for_nothing_are_counted() -> None:
    found = article(r"{\f2 bon \'93}\par", r"\ansi\ansicpg1252")
    assert found.text == "bon \ufffd"
    assert found.replaced == 1
    assert found.warnings == ("1 character of a.rtf could not be read and stands as \ufffd.",)


def test_hidden_and_deleted_text_is_left_out_and_counted() -> None:
    found = article(r"On {\v ne }dit {\deleted jamais }tout\v  secret\v0 .\par")
    assert found.text == "On dit tout."
    assert found.warnings == (
        "Tracked changes: inserted text was taken as it stands, 6 deleted signs were left out.",
        "8 signs of hidden text were left out.",
    )


def test_notes_tables_links_and_pictures() -> None:
    body = r"Un fait{\super\chftn{\footnote\pard\chftn  Selon la pr\'e9sidence.}} ici.\par"
    body += r"\trowd\cellx1\cellx2\pard\intbl Mois\cell Saisies\cell\row\trowd\pard\intbl Mai\cell 51\cell\row\pard "
    body += r"{\field{\*\fldinst HYPERLINK x}{\fldrslt un lien}}{\pict\pngblip 89504e47}{\*\unknown perdu}\par"
    assert article(body).text.split("\n") == [
        "Un fait[1] ici.",
        "Mois | Saisies",
        "Mai | 51",
        "un lien",
        "[1] Selon la présidence.",
    ]


def test_what_lies_behind_a_binary_picture_is_read() -> None:
    assert article("avant {\\pict\\bin5 }{\\}x} après\\par".replace("é", "e").replace("è", "e")).text == "avant apres"


def test_title_and_author_of_the_properties() -> None:
    found = article(rf"{{\info{{\title {rtf_words('Une visite à Mexico')}}}{{\author Claire Martin}}}}Un texte.\par")
    assert (found.title, found.author, found.text) == ("Une visite à Mexico", "Claire Martin", "Un texte.")


def test_a_file_cut_off_says_so() -> None:
    found = read_article(rb"{\rtf1\ansi Un texte et sa sui", "a.rtf")
    assert found.warnings == ("The file is cut off: its end is missing.",)


def test_what_is_no_rich_text_is_refused() -> None:
    with pytest.raises(UserError, match=r"a\.rtf is damaged"):
        read(b"Un texte ordinaire.", "a.rtf")
