"""JSON Lines of documents: one article a line, what is none is named."""

import json

import pytest

from briefing import importers
from briefing.errors import UserError
from tests.importers.reading import read_article

LINE = {
    "doc": "../a/b 1",
    "text": "La ministre a dit\u00a0: «\u00a0non\u00a0».\r\nElle a\u0000dit oui.",
    "title": "Le  non\n",
    "published": "2026-01-16T10:00:00Z",
    "language": "fr",
    "outlet": "Wikinews",
    "url": "https://example.org/a",
}


def test_each_line_is_a_file_of_its_own() -> None:
    other = {"text": "Another document."}
    data = f"\ufeff{json.dumps(LINE)}\n\n{json.dumps(other)}\n".encode()
    contents = importers.read(data, "docs.jsonl")
    assert contents.article is None
    assert [(p.name, p.origin) for p in contents.parts] == [("..-a-b-1.json", "..-a-b-1"), ("3.json", "3")]
    assert json.loads(contents.parts[0].content) == LINE


def test_a_document_keeps_its_text_and_says_what_is_known_of_it() -> None:
    article = read_article(json.dumps(LINE).encode(), "a.json")
    assert article.text == "La ministre a dit\u00a0: «\u00a0non\u00a0».\nElle a\ufffddit oui."
    assert (article.title, article.title_basis) == ("Le non", "found")
    assert (article.published, article.published_basis) == ("2026-01-16", "given")
    assert (article.language, article.outlet, article.author) == ("fr", "Wikinews", None)
    assert (article.origin, article.replaced) == ("https://example.org/a", 1)


@pytest.mark.parametrize("published", [None, "yesterday", 20260116, "2026-13-01", ""])
def test_a_date_that_is_none_is_left_out(published: object) -> None:
    article = read_article(json.dumps({"text": "A text.", "published": published}).encode(), "a.json")
    assert (article.published, article.published_basis) == (None, "none")


@pytest.mark.parametrize("line", [b"not json", b"[1]", b'{"doc": 1}', b'{"text": 3}', b"[" * 100_000, b"\xff\xfe"])
def test_a_line_that_is_no_document_is_named_and_the_rest_is_there(line: bytes) -> None:
    contents = importers.read(b'{"text": "one"}\n' + line + b'\n{"text": "two"}', "docs.jsonl")
    assert [p.name for p in contents.parts] == ["1.json", "3.json"]
    assert [(r.name, r.code) for r in contents.refusals] == [("2", "not-a-document")]


def test_a_json_file_that_is_no_document_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        importers.read(b'{"name": "package", "version": "1.0"}', "package.json")
    assert refusal.value.code == "not-a-document"
    assert refusal.value.hint


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        importers.read(b'{"text": "  "}', "empty.json")
    assert refusal.value.code == "no-text"
