"""The saved pages made for the tests are read as well as they were; `make quality` tells the figures."""

import random
import tomllib
from pathlib import Path

import pytest

from briefing.importers.blocks import outline_of
from briefing.importers.decoding import decode
from briefing.importers.mainpart import main_part, missing_words
from briefing.importers.metadata import about
from briefing.importers.page import declared_charset
from tests.pages.kit import Page, articles, pages
from tests.quality import pages as quality


def test_no_floor_is_missed_on_the_saved_pages(root: Path) -> None:
    limits = tomllib.loads((root / "tests" / "quality" / "floors.toml").read_text("utf-8"))["pages"]
    counts = quality.measure()
    assert {name: counts[name] for name, floor in limits["floors"].items() if counts[name] < floor} == {}
    assert {name: counts[name] for name, most in limits["ceilings"].items() if counts[name] > most} == {}


def test_known_and_unseen_pages_share_no_article() -> None:
    known, unseen = ({page.title for page in pages(half)} for half in (False, True))
    alone = {
        one.title
        for language in ("fr", "en", "es")
        for kind in ("live", "interview")
        for one in articles(language, kind)
    }
    assert known & unseen <= alone


@pytest.mark.parametrize("half", [False, True])
def test_every_page_shows_the_article_that_is_expected_of_it(half: bool) -> None:
    for page in pages(half):
        assert len(page.text) > 700, page.name


def test_a_body_with_a_paragraph_too_few_scores_less() -> None:
    text = pages(False)[0].text
    assert quality.f1(text, text) == 1
    assert quality.f1(text.rsplit("\n", 1)[0], text) < 0.97


def is_loss_seen(page: Page, lines: list[str]) -> bool:
    outline = outline_of(decode(page.data, page.file_name, declared_charset(page.data)).text)
    return missing_words(outline, main_part(outline, about(outline).heading), lines) > 0


def test_a_third_of_the_paragraphs_lost_is_seen_and_a_whole_text_is_not_suspected() -> None:
    seen = suspected = 0
    for number, result in enumerate(quality.results(False)):
        lines = result.imported.text.split("\n")
        long = [line for line in lines if len(line.split()) > 8]
        lost = random.Random(number).sample(long, -(-len(long) // 3))
        seen += is_loss_seen(result.page, [line for line in lines if line not in lost])
        suspected += is_loss_seen(result.page, lines)
    count = len(quality.results(False))
    assert seen >= 0.95 * count
    assert suspected <= 0.05 * count
