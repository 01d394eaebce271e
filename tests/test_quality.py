"""The analysis is as good on the sample articles as it was; `make quality` tells the figures."""

import tomllib
from pathlib import Path

from tests.quality import seeds, sentences


def test_no_floor_is_missed_on_the_sample_articles(root: Path) -> None:
    limits = tomllib.loads((root / "tests" / "quality" / "floors.toml").read_text("utf-8"))["seeds"]
    counts = seeds.measure()
    assert {name: counts[name] for name, floor in limits["floors"].items() if counts[name] < floor} == {}
    assert {name: counts[name] for name, most in limits["ceilings"].items() if counts[name] > most} == {}


def test_no_floor_is_missed_on_the_sentences_of_the_rules(root: Path) -> None:
    limits = tomllib.loads((root / "tests" / "quality" / "floors.toml").read_text("utf-8"))["sentences"]
    counts = sentences.measure()
    assert {name: counts[name] for name, floor in limits["floors"].items() if counts[name] < floor} == {}
    assert {name: counts[name] for name, most in limits["ceilings"].items() if counts[name] > most} == {}
