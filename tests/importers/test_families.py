"""What a file is, and what is refused with which words."""

import pytest

from briefing.errors import UserError
from briefing.importers import MAX_BYTES, read_pasted
from tests.importers.reading import read_article as read

ARTICLE = (
    "La ministre a répondu aux critiques.\nElle a demandé, jeudi, un respect mutuel et une responsabilité partagée.\n"
)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "notes", "a.text", "/some/where/a.txt", "C:\\x\\a.txt"])
def test_plain_text_is_kept_as_it_is(name: str) -> None:
    imported = read(ARTICLE.encode(), name)
    assert imported.text == ARTICLE
    assert imported.media_type == "text/plain"
    assert (imported.published, imported.published_basis, imported.language) == (None, "none", None)


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.txt", b"", "empty-file", "a.txt is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", "empty-file", "a.txt is empty"),
        ("a.pdf", b"%PDF-1.7 ...", "damaged", "read as a PDF"),
        ("renamed.txt", b"%PDF-1.7 ...", "damaged", "read as a PDF"),
        ("a.docx", b"PK\x03\x04" + b"." * 26 + b"word/document.xml", "damaged", "a.docx is damaged"),
        ("a.zip", b"PK\x03\x04....", "archive-damaged", "a.zip is damaged"),
        ("a.eml", ARTICLE.encode(), "not-a-mail", "a.eml is no e-mail"),
        ("a.xyz", ARTICLE.encode(), "unknown-format", r"\.xyz"),
        ("a.txt", b"\x00\x01\x02\x03" * 99, "not-text", "no text"),
        ("photo.html", b"\xff\xd8\xff\xe0" * 99, "format-not-read", "a JPEG file"),
        ("a.html", b"<html><script>let text = 1</script></html>", "no-text", "no readable text"),
        ("a.md", b"<script>x</script>", "no-text", "no readable text"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "file-too-large", "33 MB"),
        ("a.txt", b"x " * 2_600_000, "text-too-long", "too long"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_a_refusal_says_what_and_why_and_what_to_do(name: str, data: bytes, code: str, says: str) -> None:
    with pytest.raises(UserError, match=says) as refusal:
        read(data, name)
    assert refusal.value.code == code
    assert refusal.value.hint


def test_a_name_cannot_steer_the_terminal() -> None:
    with pytest.raises(UserError) as refusal:
        read(b"", "a\x1b[2J\u202etxt.exe\nb.txt")
    assert "\x1b" not in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert "\u202e" not in str(refusal.value)


@pytest.mark.parametrize("head", ["<!DOCTYPE html>\n<html>", "\n<html lang='fr'>", "<!-- x -->\n<!doctype HTML><html>"])
def test_a_page_saved_as_txt_is_read_as_a_page(head: str) -> None:
    imported = read(f"{head}<body><h1>Titre</h1><p>Le texte de la page.</p></body></html>".encode(), "page.txt")
    assert imported.media_type == "text/html"
    assert "<p>" not in imported.text


def test_a_text_about_html_stays_plain() -> None:
    text = "On écrit <html> au début.\nEt </html> à la fin de la page.\n"
    assert read(text.encode(), "a.txt").text == text


def test_pasted_text_and_pasted_html_give_all_that_was_selected() -> None:
    assert read_pasted("Un.\r\nDeux.").text == "Un.\nDeux."
    pasted = read_pasted("Titre Un. Deux.", "<h1>Titre</h1><p>Un&nbsp;: «&#8239;deux&#8239;».</p><ul><li>a<li>b</ul>")
    assert pasted.text == "Titre\nUn\u00a0: «\u202fdeux\u202f».\n- a\n- b"
    assert (pasted.title, pasted.title_basis) == ("Titre", "found")


def test_pasted_html_without_words_gives_the_text_beside_it() -> None:
    assert read_pasted("Un mot.", "<style>p {}</style><img src='file:///etc/passwd'>").text == "Un mot."


def test_nothing_pasted_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        read_pasted(" \n")
    assert refusal.value.code == "nothing-pasted"
