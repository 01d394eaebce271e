"""Many short articles whose words are as common and as rare as in real texts (Zipf), the same in every run."""

import random
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate

from briefing.model import Article

WORDS = 60_000
_COMMON = """
de la le et les des en un une que est pour dans du a qui par sur au il ne se pas plus avec son ce sont ou mais
the of to and in is that for on was with as it be by at this from are have has not said president minister
présidente ministre gouvernement sécurité coopération frontière États-Unis Mexique accord négociation réunion
""".split()  # noqa: SIM905 - as it reads best
_STARTS = "b br c ch cl d dr f fl g gr h j l m n p pl pr qu r s st t tr v".split()  # noqa: SIM905 - a list of words
_VOWELS = "a e é è i o u ou ai on an in en eu".split()  # noqa: SIM905 - a list of words
_OUTLETS = [f"Journal {name}" for name in ("du Matin", "du Soir", "de l’Est", "du Nord", "des Affaires", "officiel")]
_LANGUAGES = ("fr", "en", "es")


def vocabulary(count: int = WORDS) -> list[str]:
    """Words from the most common to the rarest."""
    chance = random.Random(7)
    found = dict.fromkeys(_COMMON)
    while len(found) < count:
        parts = chance.randint(2, 4)
        found["".join(chance.choice(_STARTS) + chance.choice(_VOWELS) for _ in range(parts))] = None
    return list(found)


def corpus(count: int, words_each: int = 100) -> Iterator[Article]:
    """`count` articles of 25 years; one in 5,000 comes from a rare outlet, and each tells its own number."""
    chance = random.Random(11)
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=words_each + 8)
        title = " ".join(drawn[:8]).capitalize()
        text = f"{' '.join(drawn[8:])} n{number}."
        digest = sha256(text.encode()).hexdigest()
        day = f"20{chance.randrange(1, 26):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        outlet = "Gazette rare" if number % 5_000 == 77 else _OUTLETS[number % len(_OUTLETS)]
        yield Article(
            f"{number:032x}",
            title,
            text,
            _LANGUAGES[number % 3],
            digest,
            digest,
            day,
            "given",
            outlet,
            added_at="2026-01-01T00:00:00",
        )
