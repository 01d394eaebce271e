"""A short run of the flipped bits that `make faults` counts by the hundred."""

from pathlib import Path

from tests.faults import flip


def test_flipped_bits_that_change_something_are_noticed(tmp_path: Path) -> None:
    found = flip.run(tmp_path, 8, seed=3)
    assert found["noticed"] == found["flips"]


def test_damage_in_an_article_names_it(tmp_path: Path) -> None:
    found = flip.run(tmp_path, 12, seed=4, is_in_articles=True)
    assert found["noticed"] == found["flips"]
    assert found["in articles"] > 6
    assert found["named"] == found["in articles"]


def test_sqlite_alone_notices_less(tmp_path: Path) -> None:
    found = flip.run(tmp_path, 12, seed=3, is_deep=False)
    assert found["noticed"] < found["flips"]


def test_damage_in_an_encrypted_library_is_noticed_named_and_never_shown(tmp_path: Path) -> None:
    found = flip.run_encrypted(tmp_path, 6, seed=4)
    assert found["noticed"] == found["flips"]
    assert found["named"] == found["in articles"] > 0
    assert (found["misnamed"], found["mistaken"], found["shown"]) == (0, 0, 0)
