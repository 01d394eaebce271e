"""The HTML page: self-contained, inert, each footnote on the marked passage of the source's text."""

import re

import lxml.html
import pytest

from briefing.export import export
from briefing.export.paper import inert
from tests.hostile import HOSTILE, hostile_brief
from tests.samples import TEXTS, sample_brief


@pytest.fixture(scope="module")
def sample() -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(export(sample_brief(), "html").decode())


def test_every_footnote_jumps_to_a_passage(sample: lxml.html.HtmlElement) -> None:
    links = sample.xpath("//a/@href")
    assert len(links) > 30
    assert all(sample.xpath("//*[@id=$id]/mark", id=link.removeprefix("#")) for link in links)


def test_the_annex_holds_the_source_texts_unchanged(sample: lxml.html.HtmlElement) -> None:
    assert [text.text_content() for text in sample.xpath("//*[@class='text']")] == TEXTS


def test_quotes_and_clauses_are_marked_with_their_language(sample: lxml.html.HtmlElement) -> None:
    assert {element.get("lang") for element in sample.xpath("//span[@class='quoted' or @class='reported']")} == {"fr"}
    assert sample.get("lang") == "en"


def test_a_gloss_stands_beside_its_line_and_not_where_brief_and_source_share_a_language() -> None:
    assert b'class="gloss"' in export(sample_brief(), "html")
    assert b'class="gloss"' not in export(sample_brief("fr"), "html")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_is_active(hostile: str) -> None:
    page = export(hostile_brief(hostile), "html").decode()
    document = lxml.html.document_fromstring(page)
    assert not document.xpath("//script | //img | //iframe | //object | //link | //form | //base | //svg")
    assert {name for element in document.iter("*") for name in element.attrib if name.startswith("on")} == set()
    assert all(href.startswith("#") for href in document.xpath("//@href | //@src"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x07\x1b]", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_is_cut(hostile: str) -> None:
    text = lxml.html.document_fromstring(export(hostile_brief(hostile), "html").decode()).text_content()
    assert inert(hostile).replace("\r", "").strip() in text
