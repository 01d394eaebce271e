"""Word documents: all that a reader sees, in order, and a word about what is left out."""

from typing import Any

import pytest

from briefing.errors import UserError
from briefing.importers import read, word
from briefing.importers.flow import Flow
from briefing.model import Imported
from tests.importers.making import PARAGRAPHS, TITLE, docx, zipped
from tests.importers.reading import read_article

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def made(body: str, **parts: str) -> bytes:
    """A package with this body; other parts by their name ("footnotes")."""
    files = {"[Content_Types].xml": b"<Types/>"}
    files["word/document.xml"] = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode()
    files |= {f"word/{name}.xml": content.encode() for name, content in parts.items()}
    return zipped(files)


def article(body: str, **parts: str) -> Imported:
    return read_article(made(body, **parts), "a.docx")


def test_what_python_docx_writes_is_read_in_its_order() -> None:
    def change(document: Any) -> None:
        document.add_paragraph("le premier point", style="List Bullet")
        table = document.add_table(2, 2)
        for row, words in enumerate((("Mois", "Saisies"), ("Janvier", "51"))):
            for column, cell in enumerate(words):
                table.cell(row, column).text = cell
        document.add_paragraph("après\u00a0!")

    lines = read_article(docx(change=change), "a.docx").text.split("\n")
    assert lines == [TITLE, *PARAGRAPHS, "- le premier point", "Mois | Saisies", "Janvier | 51", "après\u00a0!"]


def test_changes_are_read_as_accepted_and_what_was_deleted_is_counted() -> None:
    body = paragraph(
        run("Elle a ")
        + f"<w:ins>{run('bien ')}</w:ins><w:del><w:r><w:delText>jamais</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('ailleurs')}</w:moveFrom>{run('dit.')}<w:moveTo>{run(' ailleurs')}</w:moveTo>"
    )
    found = article(body)
    assert found.text == "Elle a bien dit. ailleurs"
    assert found.warnings == ("Tracked changes: inserted text was taken as it stands, 6 deleted signs were left out.",)


def test_notes_stand_under_the_text_in_the_order_of_their_calls() -> None:
    body = paragraph(run("Un fait") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" et un autre"))
    body += paragraph(run("Fin") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("")}</w:footnote>'
    notes += f'<w:footnote w:id="7">{paragraph(run("Selon la présidence."))}</w:footnote></w:footnotes>'
    ends = f'<w:endnotes {W}><w:endnote w:id="2">{paragraph(run("Voir plus loin."))}</w:endnote></w:endnotes>'
    found = article(body, footnotes=notes, endnotes=ends)
    assert found.text == "Un fait[1] et un autre\nFin[2]\n[1] Selon la présidence.\n[2] Voir plus loin."
    assert found.warnings == ()


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inner = f"<w:txbxContent>{paragraph(run('dans le cadre'))}</w:txbxContent>"
    box = f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{inner}</wps:txbx></mc:Choice>"
    box += f"<mc:Fallback><v:textbox>{inner}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    found = article(paragraph(run("avant ") + box + run("et après")))
    assert (found.text, found.warnings) == ("avant et après\ndans le cadre", ())


def test_content_controls_links_and_fields_are_read() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Le 16 janvier'))}</w:sdtContent></w:sdt>"
    field = "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
    body += paragraph(f"{field}<w:hyperlink>{run('un lien')}</w:hyperlink><w:r><w:noBreakHyphen/></w:r>{run('là')}")
    assert article(body).text == "Le 16 janvier\nun lien\u2011là"


def test_hidden_text_and_comments_are_left_out_and_counted() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> visible</w:t></w:r>'
    found = article(paragraph(run("Un texte") + hidden + shown + '<w:r><w:commentReference w:id="1"/></w:r>'))
    assert found.text == "Un texte visible"
    assert found.warnings == ("6 signs of hidden text were left out.", "1 comment was left out.")


def test_headers_and_footers_are_told_and_page_numbers_are_not() -> None:
    around = {"header1": f"<w:hdr {W}>{paragraph(run('COMMUNIQUÉ'))}</w:hdr>"}
    around["footer1"] = f"<w:ftr {W}>{paragraph(run('Page 3 sur 4'))}</w:ftr>"
    assert article(paragraph(run("Le texte.")), **around).warnings == (
        "The headers and footers of the pages were left out: “COMMUNIQUÉ”.",
    )


def test_a_cell_with_paragraphs_is_layout() -> None:
    cell = f"<w:tc>{paragraph(run('Un.'))}{paragraph(run('Deux.'))}</w:tc>"
    assert (
        article(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph(run('Trois.'))}</w:tc></w:tr></w:tbl>").text
        == "Un.\nDeux.\nTrois."
    )


def test_text_that_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "<w:tbl>" + "".join(f"<w:tr><w:tc>{paragraph(run('une ligne de la table'))}</w:tc></w:tr>" for _ in range(3))
    data = made(paragraph(run("Le texte.")) + rows + "</w:tbl>")
    assert read_article(data, "a.docx").warnings == ()
    monkeypatch.setattr(Flow, "end_row", lambda self: self._rows.clear())
    assert any("are not in the text" in words for words in read_article(data, "a.docx").warnings)


@pytest.mark.parametrize(
    ("title", "found"), [("note_v3.docx", TITLE), ("Document1", TITLE), ("Modèle de lettre ministérielle", TITLE)]
)
def test_a_title_of_the_properties_has_to_look_like_one(title: str, found: str) -> None:
    def change(document: Any) -> None:
        document.core_properties.title = title

    article = read_article(docx(change=change), "a.docx")
    assert (article.title, article.title_basis) == (found, "found")
    assert (article.published, article.published_basis) == (None, "none")


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.bin", "a"])
def test_other_kinds_of_word_documents_are_read(name: str) -> None:
    assert read_article(docx(), name).text.split("\n")[1:] == list(PARAGRAPHS)


def test_an_old_word_file_is_refused_with_what_to_do() -> None:
    data = word.OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
    for name in ("a.doc", "a.docx"):
        with pytest.raises(UserError) as refusal:
            read(data, name)
        assert refusal.value.code == "old-word"
        assert ".docx" in refusal.value.hint


def test_a_locked_word_file_says_so() -> None:
    with pytest.raises(UserError, match="password"):
        read(word.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_a_doc_that_is_rich_text_inside_is_read() -> None:
    assert read_article(rb"{\rtf1\ansi Un texte.}", "a.doc").text == "Un texte."
