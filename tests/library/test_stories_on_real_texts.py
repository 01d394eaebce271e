"""How many copies of a story are found among real texts, and how often two stories are taken for one.

Copies are made from real articles with the edits that happen to a wire story on its way; near misses are what the
texts themselves hold: stage reports of one race, press releases of one mould, readouts of one day's calls.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.library.likeness import FEWEST_SHARED, likeness, sketch
from tests.library.making import an_article

FOLDERS = {"en": "en_whitehouse", "fr": "fr_wikinews"}
Edit = Callable[[str, random.Random, list[str]], str]


def read(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return text.split("\n---", 1)[1].strip() if text.startswith("---") else text


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """Name and text of the real articles, by language."""
    found = {}
    for language, folder in FOLDERS.items():
        files = sorted(f for f in (shared / "bulk" / folder).rglob("*") if f.suffix in (".md", ".txt"))
        found[language] = [(f.name, read(f)) for f in files]
    return found


def foreign(chance: random.Random, others: list[str], words: int) -> str:
    taken = chance.choice(others).split()
    at = chance.randrange(max(1, len(taken) - words))
    return " ".join(taken[at : at + words])


def new_lead(text: str, chance: random.Random, others: list[str]) -> str:
    _, _, rest = text.partition("\n\n")
    return foreign(chance, others, 40) + "\n\n" + (rest if len(rest) > len(text) / 2 else text)


def cut_end(text: str, chance: random.Random, others: list[str]) -> str:
    words = re.findall(r"\S+\s*", text)
    return "".join(words[: int(len(words) * chance.uniform(0.4, 0.7))])


def agency(text: str, chance: random.Random, others: list[str]) -> str:
    return f"PARIS (AFP) – {text}\n\nAvec Reuters et EFE.\n"


def figures(text: str, chance: random.Random, others: list[str]) -> str:
    return re.sub(r"\d+", lambda m: str(int(m[0]) + chance.randrange(1, 9)), text)


def quotes(text: str, chance: random.Random, others: list[str]) -> str:
    """A fifth of the sentences in other words: quotations that were translated anew."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(s if chance.random() > 0.2 else foreign(chance, others, max(4, len(s.split()))) for s in sentences)


def continued(text: str, chance: random.Random, others: list[str]) -> str:
    return f"{text}\n\n{foreign(chance, others, int(len(text.split()) * chance.uniform(0.2, 0.5)))}"


def copy_edited(text: str, chance: random.Random, others: list[str]) -> str:
    return " ".join(w if chance.random() > 0.04 else chance.choice(["", f"{w}x", "autre"]) for w in text.split(" "))


def all_at_once(text: str, chance: random.Random, others: list[str]) -> str:
    return agency(new_lead(cut_end(text, chance, others), chance, others), chance, others)


@pytest.mark.parametrize(
    ("edit", "least"),
    [
        (new_lead, 0.98),
        (cut_end, 0.97),
        (agency, 1.0),
        (figures, 0.99),
        (quotes, 0.88),
        (continued, 1.0),
        (copy_edited, 0.97),
        (all_at_once, 0.85),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_edited_copies_of_real_articles_are_found(
    texts: dict[str, list[tuple[str, str]]], edit: Edit, least: float
) -> None:
    chance = random.Random(2026)
    found = asked = 0
    for of_language in texts.values():
        others = [text for _, text in of_language]
        for text in chance.sample([t for t in others if 120 <= len(t.split()) <= 3000], 60):
            copy = edit(text, chance, others)
            is_met = len(set(sketch(text)) & set(sketch(copy))) >= FEWEST_SHARED
            found += is_met and likeness(text, copy) > 0
            asked += 1
    assert found / asked >= least


def test_among_real_articles_no_two_stories_are_taken_for_one(
    texts: dict[str, list[tuple[str, str]]], tmp_path: Path
) -> None:
    with Library.open(tmp_path / "library.briefing") as library:
        with library.edit("Import") as edit:
            for name, text in (pair for of_language in texts.values() for pair in of_language):
                found = re.match(r"(\d{4})[-_](\d\d)[-_](\d\d)", name)
                day = "-".join(found.groups()) if found else None
                edit.add_article(an_article(text, title=name, published=day), text.encode())
        while library.compare_next(200):
            pass
        stories = library.stories()
        titles = {headline.id: headline.title for headline in library.headlines()}
    grouped = {titles[article_id] for article_id in stories}
    # the same statement a year later, signed by more states
    assert len(grouped) == 2
    assert all("counter-the-proliferation" in title for title in grouped)
