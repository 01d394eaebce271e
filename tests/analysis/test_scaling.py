"""The work of the analysis grows as its text does, whatever the text: counted in lines run, not in seconds."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from briefing import analysis
from briefing.analysis import analyse
from briefing.analysis.draft import Draft

# the package has a function of the same name
parser = sys.modules["briefing.analysis.parse"]

SHORT, TIMES = 250, 4
# a slope of 1.1 on a log-log scale
BOUND = TIMES**1.1

HARD = {
    "quotation marks": "« ",
    "quotation marks of all kinds": '« " “ ‹ " » ',
    "straight quotation marks": '" ',
    "quoted words": "« a » ",
    "opening brackets": "(",
    "nested brackets": "(a ",
    "capitals": "LE MINISTRE A DIT QUE LA FRANCE REFUSE. ",
    "no punctuation": "le ministre a dit que la france refuse ",
    "one word": "mot ",
    "names": "Jean Dupont ",
    "numbers": "12 345,6 ",
    "groups of three digits": "123 ",
    "number words": "deux cent mille ",
    "numbers with hyphens": "1-",
    "decimals": "1,",
    "dates": "le 12 janvier 2026, ",
    "months": "janvier ",
    "days of a month": "12 et ",
    "years": "2026 ",
    "line ends": "a\n",
    "paragraphs": "«a\n\n",
    "signs outside the basic plane": "\U0001f600",
    "one long word": "abcdefgh",
    "one long number": "12345678",
}
ROLES = ("ministre", "présidente", "porte-parole", "maire", "députée")


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a call runs, each round of a loop counted anew."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(text: Callable[[int], str], *, is_parsed: bool = False, short: int = SHORT) -> float:
    """By how much the work grows from a text to one `TIMES` as long; `is_parsed`: the parser's own work left out."""
    counts = []
    for size in (short, TIMES * short):
        long = text(size)
        if is_parsed:
            parser.parse(long, "fr")  # kept, so that the call below finds it
        counts.append(lines_run(lambda long=long: analyse(long, published="2026-01-16", language="fr")))  # type: ignore[misc]
    return counts[1] / counts[0]


@pytest.fixture(autouse=True)
def ready() -> Iterator[None]:
    """The word lists are loaded, and no parse made here is left to others."""
    analyse("Le 16 janvier, « un », a dit M. Un à 10 %.", published="2026-01-16", language="fr")
    parser.parse.cache_clear()
    yield
    parser.parse.cache_clear()


@pytest.mark.parametrize("unit", HARD.values(), ids=HARD)
def test_work_grows_with_a_hard_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "has_model", lambda language: False)
    # six signs are about a word
    assert growth(lambda size: (unit * (6 * size))[: 6 * size]) < BOUND


def _roles(size: int) -> str:
    """Ever new people with few roles, who are spoken of by role, as the two, as pronouns."""
    one = (
        "Le {role} Jean N{n}a a refusé l'accord. Il a dit que la {other} des deux pays hésite. « Non », a-t-il ajouté. "
    )
    made = (one.format(role=ROLES[n % 5], other=ROLES[(n + 1) % 5], n=n) for n in range(size // 20))
    return "\n".join(made)


def _sentence(size: int) -> str:
    # after a lead, since what stands in one is compared with all that follows
    return "L'accord.\n\nIl vient.\n\nLe ministre a dit " + ", ".join(
        ["que la France refuse l'accord du 12 mai"] * (size // 8)
    )


def _quoted(size: int) -> str:
    return "« Nous refusons cet accord injuste », a dit la présidente du Mexique. " * (size // 14)


@pytest.mark.parametrize("text", [_roles, _sentence, _quoted])
def test_work_grows_with_the_people_and_clauses_of_a_text(text: Callable[[int], str]) -> None:
    # the parser is given stretches of 4,000 signs, so that a sentence is never longer for the rules either
    assert growth(text, is_parsed=True, short=4 * SHORT) < BOUND


def test_a_step_that_looks_at_all_pairs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare_all(draft: Draft) -> Draft:
        tokens = draft.parsed.tokens
        same = [(a, b) for a in tokens for b in tokens if a.lower == b.lower]
        return replace(draft, findings=draft.findings) if same else draft

    monkeypatch.setattr(parser, "has_model", lambda language: False)
    monkeypatch.setattr(analysis, "STEPS", (*analysis.STEPS, ("pairs", compare_all)))
    assert growth(lambda size: "mot " * size) > BOUND
