"""Words from outside as the window shows them."""

import pytest

from briefing.ui.shown import as_cells, beside, isolated, on_button, on_one_line, shortened, shown, tip, wrapped

ARABIC = "خبر عاجل"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("« Non\u202f! »\u00a0— oui 🇲🇽", "« Non\u202f! »\u00a0— oui 🇲🇽"),
        ("a\u202egnp.exe\u202c", "a\ufffdgnp.exe\ufffd"),
        ("a\u2066b\u2069\x1b[31m\x9b", "a\ufffdb\ufffd\ufffd[31m\ufffd"),
        ("a\u200bb\u2060c\ufeff\u200f\U000e0041", "abc"),
        ("a\r\nb\u2028c\x0bd\x85e", "a\nb\nc\nd\ne"),
        ("a\u2068b\x07\u2069", "a\u2068b\ufffd\u2069"),  # isolated as `isolated` does it: that reorders nothing
        ("a\u2068b\u202ec\u2069", "a\u2068b\ufffdc\u2069"),
        ("a\u2068b", "a\ufffdb"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_signs_that_act_can_be_seen(words: str, expected: str) -> None:
    assert shown(words) == expected


def test_what_runs_from_right_to_left_is_isolated_once() -> None:
    assert isolated("Le Monde 12") == "Le Monde 12"
    assert isolated(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert isolated(isolated(ARABIC)) == isolated(ARABIC)
    assert beside("a", "", ARABIC) == f"a · \u2068{ARABIC}\u2069"
    assert shown(beside(ARABIC, ARABIC)) == beside(ARABIC, ARABIC)


def test_a_button_has_one_line_and_no_key() -> None:
    assert on_button("R&D\n\tCtrl+Q && x") == "R&&D  Ctrl+Q &&&& x"
    assert on_button("x" * 200) == "x" * 79 + "…"
    assert shortened("abc", 3) == "abc"
    assert on_one_line("a\nb") == "a b"


def test_a_very_long_word_is_broken_for_a_label() -> None:
    assert wrapped("x" * 100) == "x" * 80 + "\n" + "x" * 20
    assert wrapped("x" * 80) == "x" * 80


def test_a_tip_begins_with_words_of_ours_and_a_cell_is_no_formula() -> None:
    assert tip("File", "<b>x</b>") == "File\n<b>x</b>"
    assert as_cells(["=1", "a\tb\nc", "-x"]) == "'=1\ta b c\t'-x"
