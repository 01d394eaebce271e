"""The quicker French tokenizer gives the stock tokens."""

import re
from pathlib import Path
from typing import Any

import pytest

from briefing.analysis.tokenizer import quick_patterns, shorten

WORDS = """
faux-vampire contre-espionnage Anti-Missile entr'abat États-Unis saut-de-ski pet-en-l'air
Saint-Germain-en-Laye micro-onde week-end demi-finale premier-ministre porte-parole à-côté non--
re-re-élu a-t-elle dit-il l'a-t-on
50-60 New-York’ais burn-out droits-de-l'homme droit-de-l’homme r'ouvre grand'mère prud’homal x-y -a a- ' - Île-de-France
""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def stock_pattern() -> str:
    with quick_patterns():
        from spacy.lang.fr import tokenizer_exceptions as french
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER
    from spacy.lang.fr.punctuation import ELISION, HYPHENS

    alternatives = french._regular_exp
    assert any(ALPHA_LOWER in a for a in alternatives)
    assert any(ALPHA in a and HYPHENS in a and ELISION in a for a in alternatives)
    return "(?iu)" + "|".join(f"(?:{a})" for a in alternatives)


@pytest.fixture(scope="module")
def tokenizers(stock_pattern: str) -> tuple[Any, Any]:
    """The stock tokenizer and the quick one."""
    from spacy.lang.fr import French

    with quick_patterns():
        stock, quick = French().tokenizer, French().tokenizer
    stock.token_match = re.compile(stock_pattern).match
    quick.token_match = re.compile(shorten(stock_pattern)).match
    return stock, quick


def test_the_short_expression_is_short_and_accepts_the_same_words(stock_pattern: str) -> None:
    short = shorten(stock_pattern)
    assert len(short) < len(stock_pattern) / 20
    stock, quick = re.compile(stock_pattern), re.compile(short)
    matched = [bool(stock.match(word)) for word in WORDS]
    assert any(matched)
    assert not all(matched)
    assert [bool(quick.match(word)) for word in WORDS] == matched


@pytest.mark.parametrize("pattern", ["(?iu)abc", "abc", "(?i)(?:^a$)", ""])
def test_any_other_expression_stays_as_it_is(pattern: str) -> None:
    assert shorten(pattern) == pattern


def test_compiling_is_the_stock_one_again_afterwards() -> None:
    before = re.compile
    with quick_patterns():
        assert re.compile is not before
    assert re.compile is before


def test_all_real_texts_have_the_same_tokens(tokenizers: tuple[Any, Any], shared: Path) -> None:
    stock, quick = tokenizers
    files = sorted((shared / "bulk").rglob("*.txt")) + sorted((shared / "bulk").rglob("*.md"))
    assert len(files) > 2000
    # a chunk between spaces is what the expression ever sees, with its signs peeled off one by one
    chunks = sorted({chunk for file in files for chunk in file.read_text(encoding="utf-8").split()})
    for start in range(0, len(chunks), 5000):
        text = " ".join(chunks[start : start + 5000])
        assert [t.text for t in stock(text)] == [t.text for t in quick(text)]
