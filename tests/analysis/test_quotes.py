"""Quotation marks of every kind are paired; unbalanced ones swallow nothing."""

import pytest

from briefing.analysis.parse import parse
from briefing.analysis.quotes import find_quotes

CASES = {
    "guillemets": ("Il dit « oui bien sûr » hier.", ["oui bien sûr"]),
    "nested guillemets": ("Il dit « un mot « fort » ici » hier.", ["un mot « fort » ici"]),
    "curly": ("He said “yes of course” today.", ["yes of course"]),
    "straight": ('He said "yes" and "no" today.', ["yes", "no"]),
    "two apostrophes": ("He said ''yes of course'' today.", ["yes of course"]),
    "straight closed curly": ('He said "yes of course” today.', ["yes of course"]),
    "curly closed straight": ('He said “yes of course" today.', ["yes of course"]),
    "low": ("Er sagte „ja“ heute.", ["ja"]),
    "apostrophes are no quotes": ("It's the minister's word and the peoples' will.", []),
    "never closed, straight": ('He said "yes and went away.', []),
    "speech over paragraphs": ("“First part.\n\n“Second part.”", ["First part.", "Second part."]),
}


@pytest.mark.parametrize(("text", "inner"), CASES.values(), ids=CASES)
def test_quotes_are_paired(text: str, inner: list[str]) -> None:
    found = find_quotes(parse(text, "nl"))
    assert [text[q.inner_start : q.inner_end] for q in found.quotes] == inner
