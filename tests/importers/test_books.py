"""OpenDocument texts and EPUB books: what a reader sees of them."""

import odfdo
import pytest

from briefing.errors import UserError
from briefing.importers import opendocument, read
from briefing.importers.flow import Flow
from tests.importers.making import PARAGRAPHS, TITLE, epub, epub_parts, odt, zipped
from tests.importers.reading import read_article


def test_lists_tables_and_notes_of_an_odt() -> None:
    noted = odfdo.Paragraph("Un fait ici.")
    noted.insert_note(after="Un fait", note_id="n", citation="i", body="Selon la présidence.")
    table = odfdo.Table("t", width=2, height=1)
    table.set_values([["Mai", "51"]])
    lines = read_article(odt((), more=[noted, odfdo.List(["un", "deux"]), table]), "a.odt").text.split("\n")
    assert lines == [TITLE, "Un fait[1] ici.", "- un", "- deux", "Mai | 51", "[1] Selon la présidence."]


ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><text:p>'
    "</text:p>{}</office:document-content>"
)


def odt_of(body: str) -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ODT.format(body).encode()})


def test_deleted_text_and_comments_of_an_odt_are_left_out_and_counted() -> None:
    gone = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Moi</dc:creator>"
    gone += "</office:change-info><text:p>jamais</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    said = "<text:p>On dit<office:annotation><dc:creator>Moi</dc:creator><text:p>ah bon</text:p></office:annotation>"
    found = read_article(odt_of(f"{gone}{said}<text:s/>tout<text:line-break/>ici\u00ad.</text:p>"), "a.odt")
    assert found.text == "On dit tout\nici."
    assert found.warnings == (
        "Tracked changes: inserted text was taken as it stands, 6 deleted signs were left out.",
        "1 comment was left out.",
    )


def test_a_flat_odt_is_read() -> None:
    head = '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    head += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    head += (
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles><text:p>non</text:p></office:styles>'
    )
    data = f"{head}<office:body><text:p>Un texte.</text:p></office:body></office:document>".encode()
    assert read_article(data, "a.fodt").text == "Un texte."


def test_text_of_an_odt_that_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = odt(more=[odfdo.List(["un point assez long pour être remarqué", "un autre"])])
    assert read_article(data, "a.odt").warnings == ()
    whole = Flow.begin
    monkeypatch.setattr(Flow, "begin", lambda self, prefix="": whole(self, prefix) if not prefix else self.lines.pop())
    assert any("are not in the text" in words for words in read_article(data, "a.odt").warnings)


def test_a_locked_odt_says_so() -> None:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"\x01\x02"}
    parts["META-INF/manifest.xml"] = b"<manifest><encryption-data/></manifest>"
    with pytest.raises(UserError, match="password"):
        read(zipped(parts), "a.odt")


def test_a_spreadsheet_is_no_text() -> None:
    assert not opendocument.recognises(zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}))


def test_chapters_of_a_book_follow_its_spine() -> None:
    found = read_article(epub(), "a.epub")
    assert found.text.split("\n") == [TITLE, *PARAGRAPHS]
    assert (found.outlet, found.language) == ("Le Journal", "fr")
    assert (found.published, found.published_basis) == ("2026-01-17", "given")


def test_what_is_not_of_the_spine_is_not_read() -> None:
    parts = epub_parts()
    parts["OEBPS/content.opf"] = parts["OEBPS/content.opf"].replace(b'idref="c2"', b'idref="c2" linear="no"')
    assert PARAGRAPHS[2] not in read_article(zipped(parts), "a.epub").text


def test_a_protected_book_is_refused() -> None:
    parts = epub_parts() | {"META-INF/encryption.xml": b'<CipherReference URI="OEBPS/text/ch%200.xhtml"/>'}
    with pytest.raises(UserError) as refusal:
        read(zipped(parts), "a.epub")
    assert refusal.value.code == "protected"
    fonts = epub_parts() | {"META-INF/encryption.xml": b'<CipherReference URI="OEBPS/font.otf"/>'}
    assert read_article(zipped(fonts), "a.epub").text


def test_a_book_without_its_list_is_refused() -> None:
    parts = epub_parts()
    del parts["OEBPS/content.opf"]
    with pytest.raises(UserError) as refusal:
        read(zipped(parts), "a.epub")
    assert refusal.value.code == "damaged"


def test_xml_in_an_encoding_that_does_not_exist_is_refused() -> None:
    body = b'<?xml version="1.0" encoding="UTF-9"?>' + ODT.format("<text:p>x</text:p>").encode()
    with pytest.raises(UserError) as refusal:
        read(zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body}), "a.odt")
    assert refusal.value.code == "damaged"
