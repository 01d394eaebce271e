"""Which characters the bytes stand for; what is lost is counted, never silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.importers.decoding import decode
from briefing.text import clean
from tests.importers.reading import read_article as read

FRENCH = "« L’État, a-t-elle dit, coûtera 50\u00a0€ à l’Élysée » : cela répond à des critiques répétées.\n" * 3
SPANISH = "La canciller señaló que México “no aceptará” presiones; ¿qué dirá Washington mañana?\n" * 3


@pytest.mark.parametrize("text", [FRENCH, SPANISH, "Plain English, nothing else.\n"])
@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_text_in_usual_charsets_is_read_whole(text: str, charset: str) -> None:
    decoded = decode(text.encode(charset), "a.txt")
    assert decoded.text == text
    assert (decoded.replaced, decoded.warnings) == (0, ())


def test_a_page_in_the_charset_that_it_declares() -> None:
    page = (
        '<html><head><meta charset="iso-8859-2"></head><body><p>Premiér Fiala řekl, že žádá dialog.</p></body></html>'
    )
    assert "řekl, že žádá" in read(page.encode("iso-8859-2"), "a.html").text


def test_a_page_that_says_latin_1_is_windows_1252_as_in_browsers() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>L’État « dit »</p>'
    assert "L’État" in read(page.encode("cp1252"), "a.html").text


def test_a_page_that_says_latin_1_but_is_utf_8_is_read_as_utf_8() -> None:
    assert "L’État" in read('<meta charset="iso-8859-1"><p>L’État « dit »</p>'.encode(), "a.html").text


@pytest.mark.parametrize("declared", ["hex", "nonsense-7", "utf-16", "x" * 300])
def test_a_false_declaration_does_no_harm(declared: str) -> None:
    assert "L’État" in read(f'<meta charset="{declared}"><p>L’État dit</p>'.encode("cp1252"), "a.html").text


def test_broken_bytes_are_counted_and_said() -> None:
    data = FRENCH.encode().replace("É".encode(), b"\xff\xff", 1)
    decoded = decode(data, "a.txt")
    assert decoded.replaced == 2
    assert "a.txt" in decoded.warnings[0]
    assert decoded.text.count("\ufffd") == 2


def test_what_a_library_cannot_keep_is_counted() -> None:
    imported = read("Un\0 deux\ufdd0 trois\n".encode(), "a.txt")
    assert (imported.text, imported.replaced) == ("Un\ufffd deux\ufffd trois\n", 2)


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_in_utf_8_comes_back_settled(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.replaced) == clean(text.encode("utf-8", "replace").decode())


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_give_a_settled_text(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert clean(decoded.text) == (decoded.text, 0)
